// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/hubfixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::Literals::StringLiterals;

using Refused = RegistrationRefusedEvent::Reason;

namespace {

const QByteArray vote = R"({"message_type":"vote","data":{}})";
const QByteArray pong = R"({"message_type":"pong"})";

QByteArray textOfError(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object().value("error_text"_L1).toString().toUtf8();
}

} // namespace

/// Who is let in, sessions, silence.
class TestHubEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void welcomes();
    void letsIn_data();
    void letsIn();
    void rejects_data();
    void rejects();
    void saysWhyItRejects();
    void cutsWhatTheRejectedSaid();
    void ignoresTheRejected();
    void boundsClients();
    void tellsOfThoseWhoLeave();
    void keepsSessions();
    void forgetsSessionsInTime();
    void boundsSessionsAway();
    void keepsNoSessionsWhenToldSo();
    void letsTheNewcomerWin();
    void replacesOnAFullHub();
    void takesAnotherTypeOnReturn();
    void asksTheSilent();
    void letsTalkersBe();
    void takesAnythingForAnAnswer_data();
    void takesAnythingForAnAnswer();
    void closesTheMute();
    void appliesTimesAtOnce();
    void tellsNobodyWhileShuttingDown();
    void numbersPeersApart();
};

void TestHubEngine::welcomes()
{
    HubFixture hub;
    const PeerId first = hub.connect(HubFixture::local(u"board"_s, u"ui"_s));
    QCOMPARE(hub.takeSaid(first),
             QByteArrayList{R"({"message_type":"connection","status":"connected",)"
                            R"("client_id":"board","timestamp":1700000000.000000,)"
                            R"("data":{"message":"Welcome board","reconnect_count":0}})"});
    hub.pass(1500);
    const PeerId second = hub.connect(HubFixture::local(u"eye"_s, u"observer"_s));
    QCOMPARE(hub.takeSaid(first),
             QByteArrayList{R"({"message_type":"connection","client_id":"eye",)"
                            R"("timestamp":1700000001.500000,)"
                            R"("data":{"joined":true,"total_clients":2},)"
                            R"("client_type":"observer","client_name":null})"});
    QCOMPARE(hub.takeSaid(second).size(), 1);
    QVERIFY(hub.closed.isEmpty());

    QCOMPARE(hub.peerEvents.size(), 2);
    const PeerEvent &event = hub.peerEvents.at(1);
    QCOMPARE(event.state, PeerEvent::State::Connected);
    QCOMPARE(event.peer, second);
    QCOMPARE(event.door, Door::Hub);
    QCOMPARE(event.role, PeerRole::HubClient);
    QCOMPARE(event.hubType, u"observer"_s);
    QCOMPARE(event.name, u"eye"_s);
    QCOMPARE(event.address, u"127.0.0.1:50000"_s);
    QCOMPARE(event.at, hub.now);

    // The welcomes and the news, as messages that went out.
    QCOMPARE(hub.frames.size(), 3);
    for (const FrameEvent &frame : hub.frames) {
        QCOMPARE(frame.direction, Direction::Out);
        QCOMPARE(frame.door, Door::Hub);
        QCOMPARE(frame.command, u"connection"_s);
        QCOMPARE(frame.seq, 0U);
    }
    QCOMPARE(hub.frames.at(2).peer, first);
    QCOMPARE(hub.frames.at(2).name, u"board"_s);
    QCOMPARE(hub.strangeEffects + hub.strangeEvents, 0);
}

void TestHubEngine::letsIn_data()
{
    QTest::addColumn<HubRequest>("request");
    const auto row = [](const char *name, auto change) {
        HubRequest request = HubFixture::local(u"me"_s);
        change(request);
        QTest::newRow(name) << request;
    };
    row("a local program", [](HubRequest &) {});
    row("without a type", [](HubRequest &request) { request.clientType.reset(); });
    row("an agent", [](HubRequest &request) { request.clientType = u"agent"_s; });
    row("with the token", [](HubRequest &request) { request.token = HubToken::Right; });
    row("from afar with the token", [](HubRequest &request) {
        request.isLocalProgram = false;
        request.token = HubToken::Right;
    });
    row("the shortest id", [](HubRequest &request) { request.clientId = u"x"_s; });
    row("the longest id", [](HubRequest &request) { request.clientId = QString(64, u'x'); });
    row("the longest id in two units each", [](HubRequest &request) {
        request.clientId = QString::fromUtf8(QByteArray("\U0001F419").repeated(64));
    });
    row("any characters", [](HubRequest &request) { request.clientId = u"a b/?&ü漢\"\\"_s; });
    row("a joined character",
        [](HubRequest &request) { request.clientId = u"\U0001F469\u200D\U0001F680"_s; });
}

void TestHubEngine::letsIn()
{
    QFETCH(HubRequest, request);
    HubFixture hub;
    const PeerId peer = hub.connect(request);
    QCOMPARE(hub.engine.clientCount(), 1);
    QCOMPARE(hub.engine.clients().first().peer, peer);
    QCOMPARE(hub.engine.clients().first().id, *request.clientId);
    QCOMPARE(hub.takeSaid(peer).size(), 1);
    QVERIFY(hub.refusals.isEmpty());
    const QString type = request.clientType.value_or(u"ui"_s);
    QCOMPARE(hub.peerEvents.first().hubType, type);
}

void TestHubEngine::rejects_data()
{
    QTest::addColumn<HubRequest>("request");
    QTest::addColumn<bool>("isOpen");
    QTest::addColumn<Refused>("reason");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char *name, Refused reason, const char *error, auto change,
                        bool isOpen = true) {
        HubRequest request = HubFixture::local(u"me"_s);
        change(request);
        QTest::newRow(name) << request << isOpen << reason << QByteArray(error);
    };
    row("no token from afar or from a page", Refused::BadToken, "FORBIDDEN token",
        [](HubRequest &request) { request.isLocalProgram = false; });
    row(
        "no token where one is needed", Refused::BadToken, "FORBIDDEN token", [](HubRequest &) {},
        false);
    row("a wrong token", Refused::BadToken, "FORBIDDEN token",
        [](HubRequest &request) { request.token = HubToken::Wrong; });
    row("a wrong token from afar", Refused::BadToken, "FORBIDDEN token", [](HubRequest &request) {
        request.isLocalProgram = false;
        request.token = HubToken::Wrong;
    });
    row("a weak token from afar", Refused::WeakToken, "FORBIDDEN token", [](HubRequest &request) {
        request.isLocalProgram = false;
        request.token = HubToken::Weak;
    });
    row("the token first", Refused::BadToken, "FORBIDDEN token", [](HubRequest &request) {
        request.token = HubToken::Wrong;
        request.clientType = u"x"_s;
        request.clientId = QString();
    });
    row("an unknown type", Refused::UnknownType, "UNKNOWN_TYPE client_type",
        [](HubRequest &request) { request.clientType = u"admin"_s; });
    row("a type in capitals", Refused::UnknownType, "UNKNOWN_TYPE client_type",
        [](HubRequest &request) { request.clientType = u"UI"_s; });
    row("an empty type", Refused::UnknownType, "UNKNOWN_TYPE client_type",
        [](HubRequest &request) { request.clientType = QString(); });
    row("no id", Refused::InvalidName, "INVALID_MESSAGE client_id",
        [](HubRequest &request) { request.clientId = QString(); });
    row("an id that is no text", Refused::InvalidName, "INVALID_MESSAGE client_id",
        [](HubRequest &request) { request.clientId.reset(); });
    row("a long id", Refused::InvalidName, "INVALID_MESSAGE client_id",
        [](HubRequest &request) { request.clientId = QString(65, u'x'); });
    row("an id with a control character", Refused::InvalidName, "INVALID_MESSAGE client_id",
        [](HubRequest &request) { request.clientId = u"a\nb"_s; });
    row("an id that turns the text around", Refused::InvalidName, "INVALID_MESSAGE client_id",
        [](HubRequest &request) { request.clientId = u"a\u202Eb"_s; });
    row("the hub's own id", Refused::InvalidName, "INVALID_MESSAGE client_id",
        [](HubRequest &request) { request.clientId = u"server"_s; });
    row("a token in the id", Refused::InvalidName, "INVALID_MESSAGE client_id",
        [](HubRequest &request) { request.isSecretMisplaced = true; });
}

void TestHubEngine::rejects()
{
    QFETCH(HubRequest, request);
    QFETCH(bool, isOpen);
    QFETCH(Refused, reason);
    QFETCH(QByteArray, error);
    HubRules rules;
    rules.openOnLoopback = isOpen;
    HubFixture hub(rules);
    HubRequest other = HubFixture::local(u"other"_s);
    other.token = HubToken::Right;
    hub.connect(other);
    hub.said.clear();
    hub.peerEvents.clear();
    hub.frames.clear();

    const PeerId peer = hub.connect(request);
    // One error to the peer, nothing to anybody else, then the end.
    QCOMPARE(hub.takeError(peer), error);
    QCOMPARE(hub.closed.size(), 1);
    QCOMPARE(hub.closed.value(peer).code, CloseCode::Policy);
    QVERIFY(!hub.closed.value(peer).reason.isEmpty());
    QCOMPARE(hub.engine.clientCount(), 1);
    QVERIFY(hub.peerEvents.isEmpty());
    QVERIFY(hub.frames.isEmpty());
    QCOMPARE(hub.refusals.size(), 1);
    QCOMPARE(hub.refusals.first().reason, reason);
    QCOMPARE(hub.refusals.first().door, Door::Hub);
    QCOMPARE(hub.refusals.first().address, u"127.0.0.1"_s);
    QCOMPARE(hub.refusals.first().at, hub.now);
}

void TestHubEngine::saysWhyItRejects()
{
    HubFixture hub;
    const auto textFor = [&hub](const HubRequest &request) {
        return textOfError(hub.takeSaid(hub.connect(request)).value(0));
    };
    HubRequest request = HubFixture::local(u"me"_s, u"boss"_s);
    QCOMPARE(textFor(request), R"("boss" is no client_type: it must be ui, agent or observer)");
    request = HubFixture::local(QString(70, u'x'));
    QCOMPARE(textFor(request), "a client id must be 1 to 64 characters long, this one has 70: "
                               "connect to /ws/CLIENT_ID");
    request = HubFixture::local(u"me"_s);
    request.isLocalProgram = false;
    QVERIFY(
        textFor(request).startsWith("a token is needed, the relay's intermediary.auth_token: "));
    HubRules rules;
    rules.hasOwnToken = true;
    hub.engine.setRules(rules, hub.now);
    QVERIFY(textFor(request).startsWith("a token is needed, the relay's hub.token: add token="));
    // Whether a token is weak or wrong is nobody's business.
    request = HubFixture::local(u"me"_s);
    request.token = HubToken::Wrong;
    const QByteArray wrong = textFor(request);
    request.token = HubToken::Weak;
    QCOMPARE(textFor(request), wrong);
}

void TestHubEngine::cutsWhatTheRejectedSaid()
{
    HubFixture hub;
    const PeerId peer =
        hub.connect(HubFixture::local(QString(100'000, u'i'), QString(100'000, u't')));
    QVERIFY(hub.refusals.first().name.size() < 100);
    QVERIFY(hub.refusals.first().type.size() < 100);
    QVERIFY(hub.takeSaid(peer).first().size() < 1000);
}

void TestHubEngine::ignoresTheRejected()
{
    HubFixture hub;
    const PeerId other = hub.join(u"other"_s);
    const PeerId peer = hub.connect(HubFixture::local(QString()));
    hub.forgetSaid();
    hub.peerEvents.clear();
    hub.send(peer, vote);
    hub.sendBinary(peer, "x");
    hub.disconnect(peer);
    hub.send(other + 100, vote);
    QVERIFY(hub.said.isEmpty());
    QVERIFY(hub.frames.isEmpty());
    QVERIFY(hub.peerEvents.isEmpty());
}

void TestHubEngine::boundsClients()
{
    HubRules rules;
    rules.maxClients = 2;
    HubFixture hub(rules);
    hub.join(u"a"_s);
    const PeerId second = hub.join(u"b"_s);
    const PeerId third = hub.connect(HubFixture::local(u"c"_s));
    QCOMPARE(hub.closed.value(third).code, CloseCode::TryAgainLater);
    QVERIFY(hub.said.isEmpty());
    QCOMPARE(hub.engine.clientCount(), 2);
    QCOMPARE(hub.engine.sessionsAway(), 0);
    hub.disconnect(second);
    hub.join(u"c"_s);
    QCOMPARE(hub.engine.clientCount(), 2);
    QCOMPARE(hub.closed.size(), 1);
}

void TestHubEngine::tellsOfThoseWhoLeave()
{
    HubFixture hub;
    const PeerId stays = hub.join(u"stays"_s);
    const PeerId leaves = hub.join(u"leaves"_s);
    hub.peerEvents.clear();
    hub.engine.peerDisconnected(leaves, {1001, protocol::verbatim(u"bye"_s)}, hub.now);
    hub.collect();
    QCOMPARE(hub.takeSaid(leaves), QByteArrayList());
    QCOMPARE(hub.takeSaid(stays),
             QByteArrayList{R"({"message_type":"disconnection","client_id":"leaves",)"
                            R"("timestamp":1700000000.000000,)"
                            R"("data":{"disconnected":"leaves","remaining_clients":1}})"});
    QCOMPARE(hub.peerEvents.size(), 1);
    QCOMPARE(hub.peerEvents.first().state, PeerEvent::State::Disconnected);
    QCOMPARE(hub.peerEvents.first().peer, leaves);
    QCOMPARE(hub.peerEvents.first().name, u"leaves"_s);
    QCOMPARE(hub.peerEvents.first().closeCode, 1001);
    QCOMPARE(hub.peerEvents.first().reason.english(), u"bye"_s);
    hub.disconnect(leaves);
    QCOMPARE(hub.peerEvents.size(), 1);
}

void TestHubEngine::keepsSessions()
{
    HubFixture hub;
    const Instant begun = hub.now;
    PeerId peer = hub.join(u"me"_s);
    const PeerId other = hub.join(u"other"_s);
    hub.send(peer, vote);
    hub.send(peer, "nonsense");
    hub.send(other, vote);
    QCOMPARE(hub.client(u"me"_s).received, 2U);
    QCOMPARE(hub.client(u"me"_s).errors, 1U);
    // A welcome, the other's joining, an error, a vote.
    QCOMPARE(hub.client(u"me"_s).sent, 4U);
    for (int i = 1; i <= 2; ++i) {
        hub.disconnect(peer);
        QCOMPARE(hub.engine.sessionsAway(), 1);
        hub.pass(limits::hubTimeoutMs / 2 - 1);
        hub.send(other, pong);
        hub.pass(limits::hubTimeoutMs / 2);
        hub.send(other, pong);
        peer = hub.connect(HubFixture::local(u"me"_s));
        const QByteArray welcome = hub.takeSaid(peer).value(0);
        const QByteArray count = R"("reconnect_count":)" + QByteArray::number(i) + '}';
        QVERIFY2(welcome.contains(count), welcome.constData());
        QCOMPARE(hub.client(u"me"_s).reconnects, i);
        QCOMPARE(hub.client(u"me"_s).connectedAt, begun);
        QCOMPARE(hub.client(u"me"_s).received, 2U);
        QCOMPARE(hub.client(u"me"_s).peer, peer);
        QCOMPARE(hub.engine.sessionsAway(), 0);
    }
}

void TestHubEngine::forgetsSessionsInTime()
{
    HubFixture hub;
    hub.send(hub.join(u"me"_s), vote);
    hub.disconnect(hub.client(u"me"_s).peer);
    QCOMPARE(hub.engine.nextDeadline(), hub.now.mono + limits::hubTimeoutMs * microsPerMs);
    hub.pass(limits::hubTimeoutMs - 1);
    QCOMPARE(hub.engine.sessionsAway(), 1);
    hub.pass(1);
    QCOMPARE(hub.engine.sessionsAway(), 0);
    QVERIFY(!hub.engine.nextDeadline());
    hub.join(u"me"_s);
    QCOMPARE(hub.client(u"me"_s).reconnects, 0);
    QCOMPARE(hub.client(u"me"_s).received, 0U);
    QCOMPARE(hub.client(u"me"_s).connectedAt, hub.now);

    // Even when nobody has ticked in between.
    hub.disconnect(hub.client(u"me"_s).peer);
    hub.now.mono += limits::hubTimeoutMs * microsPerMs;
    hub.join(u"me"_s);
    QCOMPARE(hub.client(u"me"_s).reconnects, 0);
}

void TestHubEngine::boundsSessionsAway()
{
    HubRules rules;
    rules.maxSessionsAway = 3;
    HubFixture hub(rules);
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}) {
        hub.disconnect(hub.join(id));
        hub.pass(10);
    }
    QCOMPARE(hub.engine.sessionsAway(), 3);
    hub.join(u"b"_s);
    QCOMPARE(hub.client(u"b"_s).reconnects, 0);
    hub.join(u"c"_s);
    QCOMPARE(hub.client(u"c"_s).reconnects, 1);
}

void TestHubEngine::keepsNoSessionsWhenToldSo()
{
    HubRules rules;
    rules.maxSessionsAway = 0;
    HubFixture hub(rules);
    hub.disconnect(hub.join(u"a"_s));
    QCOMPARE(hub.engine.sessionsAway(), 0);
    // Also when one replaces itself.
    hub.join(u"a"_s);
    hub.join(u"a"_s);
    QCOMPARE(hub.engine.clientCount(), 1);
    QCOMPARE(hub.client(u"a"_s).reconnects, 0);
}

void TestHubEngine::letsTheNewcomerWin()
{
    HubFixture hub;
    const PeerId older = hub.join(u"me"_s, u"agent"_s);
    const PeerId other = hub.join(u"other"_s);
    hub.peerEvents.clear();
    hub.send(older, vote);
    hub.forgetSaid();

    const PeerId newer = hub.connect(HubFixture::local(u"me"_s, u"agent"_s));
    const QByteArrayList farewell = hub.takeSaid(older);
    QCOMPARE(farewell.size(), 1);
    QCOMPARE(textOfError(farewell.first()), "replaced by a newer connection with the same name");
    QCOMPARE(hub.closed.value(older).code, CloseCode::Policy);
    QVERIFY(hub.takeSaid(newer).first().contains(R"("reconnect_count":1)"));
    const QByteArrayList news = hub.takeSaid(other);
    QCOMPARE(news.size(), 2);
    QVERIFY(news.at(0).contains(R"({"disconnected":"me","remaining_clients":1})"));
    QVERIFY(news.at(1).contains(R"({"joined":true,"total_clients":2})"));
    QCOMPARE(hub.peerEvents.size(), 2);
    QCOMPARE(hub.peerEvents.at(0).peer, older);
    QCOMPARE(hub.peerEvents.at(0).state, PeerEvent::State::Disconnected);
    QCOMPARE(hub.peerEvents.at(0).closeCode, 1008);
    QCOMPARE(hub.peerEvents.at(1).peer, newer);
    QCOMPARE(hub.client(u"me"_s).received, 1U);

    // What the older one still says or that it goes changes nothing.
    hub.send(older, vote);
    hub.disconnect(older);
    QVERIFY(hub.said.isEmpty());
    QCOMPARE(hub.peerEvents.size(), 2);
    QCOMPARE(hub.engine.clientCount(), 2);
    hub.send(newer, vote);
    QCOMPARE(hub.takeAddressees(), QList<PeerId>{other});
}

void TestHubEngine::replacesOnAFullHub()
{
    HubRules rules;
    rules.maxClients = 1;
    HubFixture hub(rules);
    const PeerId older = hub.join(u"me"_s);
    hub.join(u"me"_s);
    QCOMPARE(hub.closed.keys(), QList<PeerId>{older});
    // With less room than there are clients nobody is thrown out for somebody who may not come in.
    rules.maxClients = 0;
    hub.engine.setRules(rules, hub.now);
    const PeerId refused = hub.connect(HubFixture::local(u"me"_s));
    QCOMPARE(hub.closed.value(refused).code, CloseCode::TryAgainLater);
    QCOMPARE(hub.engine.clientCount(), 1);
    QCOMPARE(hub.closed.size(), 2);
}

void TestHubEngine::takesAnotherTypeOnReturn()
{
    HubFixture hub;
    const PeerId peer = hub.join(u"me"_s, u"observer"_s);
    hub.send(peer, vote);
    QCOMPARE(hub.takeError(peer), "FORBIDDEN message_type");
    hub.disconnect(peer);
    const PeerId again = hub.join(u"me"_s, u"agent"_s);
    hub.send(again, vote);
    QVERIFY(hub.said.isEmpty());
    QCOMPARE(hub.client(u"me"_s).type, protocol::HubClientType::Agent);
    QCOMPARE(hub.client(u"me"_s).reconnects, 1);
}

void TestHubEngine::asksTheSilent()
{
    HubFixture hub;
    const PeerId peer = hub.join(u"me"_s);
    hub.pass(limits::hubTimeoutMs - 1);
    QVERIFY(hub.said.isEmpty());
    hub.pass(1);
    QCOMPARE(hub.takeSaid(peer),
             QByteArrayList{R"({"message_type":"ping","client_id":"server",)"
                            R"("timestamp":1700000300.000000,"data":{"check":"alive"}})"});
    QCOMPARE(hub.frames.last().command, u"ping"_s);
    // Asked once, and heard.
    hub.pass(limits::hubAnswerMs - 1);
    hub.send(peer, pong);
    QVERIFY(hub.said.isEmpty());
    hub.pass(limits::hubTimeoutMs - 1);
    QVERIFY(hub.said.isEmpty());
    hub.pass(1);
    QCOMPARE(hub.takeSaid(peer).size(), 1);
    QVERIFY(hub.closed.isEmpty());
}

void TestHubEngine::letsTalkersBe()
{
    HubFixture hub;
    const PeerId peer = hub.join(u"me"_s);
    for (int i = 0; i < 10; ++i) {
        hub.pass(limits::hubTimeoutMs - 1);
        hub.send(peer, vote);
    }
    QVERIFY(hub.said.isEmpty());
    QVERIFY(hub.closed.isEmpty());
}

void TestHubEngine::takesAnythingForAnAnswer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("pong") << pong;
    QTest::newRow("a message") << vote;
    QTest::newRow("nonsense") << QByteArray("?");
}

void TestHubEngine::takesAnythingForAnAnswer()
{
    QFETCH(QByteArray, text);
    HubFixture hub;
    const PeerId peer = hub.join(u"me"_s);
    hub.pass(limits::hubTimeoutMs);
    hub.send(peer, text);
    hub.pass(limits::hubAnswerMs + 1);
    QVERIFY(hub.closed.isEmpty());
}

void TestHubEngine::closesTheMute()
{
    HubFixture hub;
    const PeerId talks = hub.join(u"talks"_s);
    const PeerId mute = hub.join(u"mute"_s, u"observer"_s);
    hub.pass(limits::hubTimeoutMs - 1);
    hub.send(talks, pong);
    hub.pass(limits::hubAnswerMs);
    QVERIFY(hub.closed.isEmpty());
    hub.forgetSaid();
    hub.pass(1);
    QCOMPARE(hub.closed.keys(), QList<PeerId>{mute});
    QCOMPARE(hub.closed.value(mute).code, CloseCode::Policy);
    QCOMPARE(hub.closed.value(mute).reason.english(), u"no answer to a ping within 60000 ms"_s);
    QVERIFY(hub.takeSaid(talks).value(0).contains(R"({"disconnected":"mute",)"));
    QCOMPARE(hub.engine.clientCount(), 1);
    QCOMPARE(hub.peerEvents.last().state, PeerEvent::State::Disconnected);
    const auto events = hub.peerEvents.size();
    hub.disconnect(mute);
    QCOMPARE(hub.peerEvents.size(), events);
}

void TestHubEngine::appliesTimesAtOnce()
{
    HubFixture hub;
    const PeerId peer = hub.join(u"me"_s);
    hub.pass(10'000);
    HubRules rules;
    rules.timeoutMs = 20'000;
    rules.answerMs = 5'000;
    hub.engine.setRules(rules, hub.now);
    hub.collect();
    QVERIFY(hub.said.isEmpty());
    hub.pass(10'000);
    QCOMPARE(hub.takeSaid(peer).size(), 1);
    rules.answerMs = 3'000;
    hub.engine.setRules(rules, hub.now);
    hub.pass(2'999);
    QVERIFY(hub.closed.isEmpty());
    hub.pass(1);
    QCOMPARE(hub.closed.size(), 1);

    // A time that is over already.
    const PeerId other = hub.join(u"other"_s);
    hub.pass(10'000);
    rules.timeoutMs = 5'000;
    hub.engine.setRules(rules, hub.now);
    hub.collect();
    QCOMPARE(hub.takeSaid(other).size(), 1);
}

void TestHubEngine::tellsNobodyWhileShuttingDown()
{
    HubFixture hub;
    const PeerId first = hub.join(u"a"_s);
    hub.join(u"b"_s);
    hub.peerEvents.clear();
    hub.engine.beginShutdown();
    hub.disconnect(first);
    QVERIFY(hub.said.isEmpty());
    QCOMPARE(hub.peerEvents.size(), 1);
}

void TestHubEngine::numbersPeersApart()
{
    HubFixture hub;
    const PeerId first = hub.join(u"a"_s);
    QCOMPARE(first, hubPeerBase + 1);
    QCOMPARE(hub.connect(HubFixture::local(QString())), first + 1);
    QCOMPARE(hub.join(u"b"_s), first + 2);
}

QTEST_GUILESS_MAIN(TestHubEngine)
#include "tst_hubengine.moc"
