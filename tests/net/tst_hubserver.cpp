// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hubhouse.h"
#include "net/lingeringsocket.h"
#include "net/requesthead.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

using relay::Door;
using relay::FrameEvent;
using relay::PeerEvent;
using relay::RegistrationRefusedEvent;
using relay::Verdict;

namespace {

const QByteArray vote = R"({"message_type":"vote","data":{}})";
const QByteArray ping = R"({"message_type":"ping"})";
const QString token = u"a-very-secret-word"_s;

HubSettings withToken()
{
    HubSettings settings;
    settings.token = token;
    settings.enhancedToken = u"an-even-more-secret-word"_s;
    return settings;
}

QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray typeOf(const QByteArray &text)
{
    return parsed(text)["message_type"_L1].toString().toUtf8();
}

/// The types of all messages so far: "connection vote".
QByteArray typesOf(RawPeer &peer)
{
    QByteArrayList types;
    for (const QByteArray &text : peer.texts())
        types.append(typeOf(text));
    return types.join(' ');
}

/// The last message.
QJsonObject lastOf(RawPeer &peer)
{
    return parsed(peer.texts().value(peer.texts().size() - 1));
}

} // namespace

class TestHubServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesItsClients();
    void servesAMessageThatComesWithTheHandshake();
    void rejects_data();
    void rejects();
    void admitsByToken_data();
    void admitsByToken();
    void holdsBackThoseWhoGuess();
    void neverTellsATokenToAnybody();
    void everyRefusalIsLogged();
    void letsTheNewcomerWin();
    void keepsSessions();
    void asksTheSilent();
    void closesTheMute();
    void appliesSettingsAtOnce();
    void boundsMessages();
    void boundsClients();
    void boundsTheRate();
    void closesSlowReaders();
    void closesThoseWhoPingWithoutReading();
    void closesOnBrokenFrames();
    void closes();
    void refusesAfterClose();
    void takesLostSockets();
    void endsWithOpenConnections();
};

void TestHubServer::servesItsClients()
{
    HubHouse house;
    const auto board = house.join("/ws/board");
    QVERIFY(board);
    const QJsonObject welcome = lastOf(*board);
    QCOMPARE(welcome["status"_L1].toString(), u"connected"_s);
    QCOMPARE(welcome["data"_L1]["message"_L1].toString(), u"Welcome board"_s);
    const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
    QVERIFY(qAbs(welcome["timestamp"_L1].toDouble() - now) < 60);

    const auto agent = house.join("/ws/agent%201?client_type=agent");
    QVERIFY(agent);
    QTRY_COMPARE(lastOf(*board)["client_id"_L1].toString(), u"agent 1"_s);
    const QString address = u"127.0.0.1:%1"_s.arg(agent->socket().localPort());
    agent->sendText(R"({"message_type":"vote","client_id":"agent 1","data":{"for": 1.0}})");
    QTRY_COMPARE(board->texts().size(), 3);
    QVERIFY(board->texts().last().startsWith(
        R"({"message_type":"vote","client_id":"agent 1","data":{"for": 1.0},"timestamp":)"));
    agent->sendText(R"({"message_type":"vote"})");
    QTRY_COMPARE(lastOf(*agent)["error_code"_L1].toString(), u"INVALID_MESSAGE"_s);
    agent->sendText(ping);
    QTRY_COMPARE(typesOf(*agent), "connection error pong");
    agent->send(RawPeer::frame(RawPeer::Close, "\x03\xE8"));
    QTRY_COMPARE(typesOf(*board), "connection connection vote disconnection");
    QCOMPARE(house.clientCount(), 1);

    const auto peers = house.eventsOf<PeerEvent>();
    QCOMPARE(peers.size(), 3);
    QCOMPARE(peers.at(1).name, u"agent 1"_s);
    QCOMPARE(peers.at(1).hubType, u"agent"_s);
    QCOMPARE(peers.at(1).address, address);
    QCOMPARE(peers.at(2).state, PeerEvent::State::Disconnected);
    QCOMPARE(peers.at(2).closeCode, 1000);
    QByteArrayList frames;
    for (const FrameEvent &frame : house.eventsOf<FrameEvent>()) {
        QCOMPARE(frame.door, Door::Hub);
        QVERIFY(frame.peer > relay::hubPeerBase);
        frames.append((frame.direction == relay::Direction::In ? "<" : ">") + frame.name.toUtf8() +
                      ' ' + frame.command.toUtf8() +
                      (frame.verdict == Verdict::Refused ? " refused" : ""));
    }
    QCOMPARE(frames.join("; "),
             ">board connection; >agent 1 connection; >board connection; <agent 1 vote; "
             ">board vote; <agent 1 vote refused; >agent 1 error; <agent 1 ping; >agent 1 pong; "
             ">board disconnection");
}

void TestHubServer::servesAMessageThatComesWithTheHandshake()
{
    HubHouse house;
    RawPeer peer(house.port());
    peer.send(RawPeer::request("/ws/me") + RawPeer::frame(RawPeer::Text, ping));
    QTRY_COMPARE(typesOf(peer), "connection pong");
}

void TestHubServer::rejects_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<RegistrationRefusedEvent::Reason>("reason");
    using Reason = RegistrationRefusedEvent::Reason;
    const auto row = [](const char *name, const QByteArray &target, const char *fields,
                        const char *code, Reason reason) {
        QTest::newRow(name) << target << QByteArray(fields) << QByteArray(code) << reason;
    };
    row("a bad token", "/ws/me?token=guess", "", "FORBIDDEN", Reason::BadToken);
    row("a bad token in the header", "/ws/me", "Authorization: Bearer guess\r\n", "FORBIDDEN",
        Reason::BadToken);
    row("a page without a token", "/ws/me", "Origin: https://page.example\r\n", "FORBIDDEN",
        Reason::BadToken);
    row("a page of this computer without a token", "/ws/me", "Origin: http://localhost\r\n",
        "FORBIDDEN", Reason::BadToken);
    row("an unknown type", "/ws/me?client_type=boss", "", "UNKNOWN_TYPE", Reason::UnknownType);
    row("no id", "/ws/", "", "INVALID_MESSAGE", Reason::InvalidName);
    row("a long id", "/ws/" + QByteArray(65, 'x'), "", "INVALID_MESSAGE", Reason::InvalidName);
}

void TestHubServer::rejects()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, code);
    QFETCH(RegistrationRefusedEvent::Reason, reason);
    HubHouse house(withToken());
    const auto other = house.join("/ws/other");
    const auto peer = house.open(target, fields);
    peer->sendText(vote);
    QTRY_COMPARE(peer->closeCode(), 1008);
    QCOMPARE(peer->texts().size(), 1);
    QCOMPARE(typeOf(peer->texts().first()), "error");
    QCOMPARE(lastOf(*peer)["error_code"_L1].toString().toUtf8(), code);
    QCOMPARE(typesOf(*other), "connection");
    QCOMPARE(house.clientCount(), 1);
    QCOMPARE(house.eventsOf<PeerEvent>().size(), 1);
    QCOMPARE(house.eventsOf<FrameEvent>().size(), 1);
    const auto refusals = house.eventsOf<RegistrationRefusedEvent>();
    QCOMPARE(refusals.size(), 1);
    QCOMPARE(refusals.first().reason, reason);
    QCOMPARE(refusals.first().address, u"127.0.0.1"_s);
}

void TestHubServer::admitsByToken_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("query") << QByteArray("/ws/me?client_type=agent&token=a-very-secret-word")
                           << QByteArray();
    QTest::newRow("header") << QByteArray("/ws/me?client_type=agent")
                            << QByteArray("Authorization: Bearer a-very-secret-word\r\n");
    QTest::newRow("a page") << QByteArray("/ws/me?client_type=agent&token=an-even-more-secret-word")
                            << QByteArray("Origin: https://page.example\r\n");
}

void TestHubServer::admitsByToken()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    HubSettings settings = withToken();
    settings.rules.openOnLoopback = false;
    HubHouse house(settings);
    const auto stranger = house.open("/ws/me?client_type=agent");
    QTRY_COMPARE(stranger->closeCode(), 1008);
    const auto peer = house.open(target, fields);
    QTRY_COMPARE(typesOf(*peer), "connection");
    QCOMPARE(house.eventsOf<PeerEvent>().value(0).hubType, u"agent"_s);
    QCOMPARE(house.eventsOf<RegistrationRefusedEvent>().size(), 1);
}

void TestHubServer::holdsBackThoseWhoGuess()
{
    HubSettings settings = withToken();
    settings.failureDelayMs = 400;
    HubHouse house(settings);
    for (int i = 0; i < 5; ++i) {
        const auto guess = house.open("/ws/me?token=guess");
        QTRY_COMPARE(guess->closeCode(), 1008);
    }
    QElapsedTimer timer;
    timer.start();
    const auto guess = house.open("/ws/me?token=guess");
    const auto wrong = house.open("/ws/me?client_type=x");
    const auto leaves = house.open("/ws/me?token=guess");
    QTRY_VERIFY(leaves->isOpen());
    leaves->socket().abort();
    // Those who know do not wait.
    const auto knows = house.join("/ws/me?token=a-very-secret-word");
    QVERIFY(knows);
    QVERIFY(timer.elapsed() < 400);
    QVERIFY(guess->texts().isEmpty());
    QTRY_COMPARE(guess->closeCode(), 1008);
    QVERIFY(timer.elapsed() >= 400);
    QTRY_COMPARE(wrong->closeCode(), 1008);
    QCOMPARE(typesOf(*guess), "error");
    QCOMPARE(house.clientCount(), 1);
    QCOMPARE(house.eventsOf<RegistrationRefusedEvent>().size(), 7);
}

void TestHubServer::neverTellsATokenToAnybody()
{
    HubHouse house(withToken());
    const auto watcher = house.join("/ws/watcher?token=a-very-secret-word");
    for (const QByteArray target :
         {"/ws/me?token=a-very-secret-word", "/ws/me?token=a-very-secret-wor",
          "/ws/me&token=a-very-secret-word", "/ws/a-very-secret-word",
          "/ws/me?client_type=a-very-secret-word",
          "/ws/me?client_type=ui%26token=a-very-secret-wor",
          "/ws/x?x&token=a-very-secret-wor#a-very-secret-wor"}) {
        const auto peer = house.open(target, "Authorization: Bearer a-very-secret-word\r\n");
        QTRY_VERIFY(!peer->texts().isEmpty());
        QVERIFY(!peer->texts().join().contains("a-very-secret-wor"));
        peer->socket().abort();
    }
    QTRY_COMPARE(house.clientCount(), 1);
    QVERIFY(!watcher->texts().join().contains("a-very-secret-wor"));
    for (const auto &event : house.eventsOf<PeerEvent>()) {
        const QString words =
            event.name + event.address + event.hubType + event.gameId + event.reason.english();
        QVERIFY2(!words.contains("a-very-secret-wor"_L1), qPrintable(words));
    }
    for (const auto &event : house.eventsOf<FrameEvent>())
        QVERIFY2(!event.payload.contains("a-very-secret-wor"), event.payload.constData());
    const auto refusals = house.eventsOf<RegistrationRefusedEvent>();
    QCOMPARE(refusals.size(), 4);
    for (const auto &event : refusals) {
        const QString words = event.type + event.name + event.address;
        QVERIFY2(!words.contains("a-very-secret-wor"_L1), qPrintable(words));
    }
}

/// In about one line a second; what came in between is in the next one.
void TestHubServer::everyRefusalIsLogged()
{
    HubHouse house(withToken());
    static QStringList lines;
    lines.clear();
    const QtMessageHandler before = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &text) { lines.append(text); });
    const auto restore = qScopeGuard([before] { qInstallMessageHandler(before); });
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray target : {"/ws/first?token=guess", "/ws/me?token=guess", "/ws/me?token=x",
                                    "/ws/me?client_type=a-very-secret-word"}) {
        const auto peer = house.open(target);
        QTRY_COMPARE(peer->closeCode(), 1008);
    }
    const QRegularExpression counted(u", and (\\d+) before it$"_s);
    const auto told = [&counted] {
        qsizetype count = lines.size();
        for (const QString &line : std::as_const(lines))
            count += counted.match(line).captured(1).toInt();
        return count;
    };
    QTRY_COMPARE(told(), 4);
    QVERIFY(lines.size() <= 2 + timer.elapsed() / 1000);
    QCOMPARE(lines.constFirst(), u"a hub client from 127.0.0.1 was refused (bad_token; type \"\", "
                                 u"name \"first\")"_s);
    QVERIFY(lines.constLast().startsWith(u"a hub client from 127.0.0.1 was refused ("_s));
    QVERIFY2(!lines.join(u' ').contains(u"a-very-secret"_s), qPrintable(lines.join(u'\n')));
}

void TestHubServer::letsTheNewcomerWin()
{
    HubHouse house;
    const auto other = house.join("/ws/other");
    const auto older = house.join("/ws/me");
    const auto newer = house.join("/ws/me");
    QVERIFY(newer);
    QTRY_COMPARE(older->closeCode(), 1008);
    QCOMPARE(typesOf(*older), "connection error");
    QCOMPARE(older->closeReason(), "replaced by a newer connection with the same name");
    QCOMPARE(house.clientCount(), 2);
    newer->sendText(vote);
    QTRY_COMPARE(typesOf(*other), "connection connection disconnection connection vote");
    QCOMPARE(lastOf(*newer)["data"_L1]["reconnect_count"_L1].toInt(-1), 1);
}

void TestHubServer::keepsSessions()
{
    HubHouse house;
    auto peer = house.join("/ws/me");
    const qint64 begun = house.hub().clients().first().connectedAt.mono;
    for (int i = 1; i <= 3; ++i) {
        peer->socket().abort();
        QTRY_COMPARE(house.clientCount(), 0);
        peer = house.join("/ws/me");
        QCOMPARE(lastOf(*peer)["data"_L1]["reconnect_count"_L1].toInt(-1), i);
    }
    const relay::HubClient client = house.hub().clients().first();
    QCOMPARE(client.connectedAt.mono, begun);
    QCOMPARE(client.reconnects, 3);
    QCOMPARE(client.sent, 4U);
    QCOMPARE(house.eventsOf<PeerEvent>().value(1).closeCode, 1006);
}

void TestHubServer::asksTheSilent()
{
    HubSettings settings;
    settings.rules.timeoutMs = 50;
    HubHouse house(settings);
    const auto peer = house.join("/ws/me?client_type=observer");
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(peer->texts().size(), 1 + i);
        QCOMPARE(lastOf(*peer)["message_type"_L1].toString(), u"ping"_s);
        peer->sendText(R"({"message_type":"pong","client_id":"me"})");
    }
    QCOMPARE(house.clientCount(), 1);
}

void TestHubServer::closesTheMute()
{
    HubSettings settings;
    settings.rules.timeoutMs = 50;
    settings.rules.answerMs = 50;
    HubHouse house(settings);
    const auto peer = house.join("/ws/me");
    QTRY_COMPARE(peer->closeCode(), 1008);
    QCOMPARE(typesOf(*peer), "connection ping");
    QCOMPARE(peer->closeReason(), "no answer to a ping within 50 ms");
    QCOMPARE(house.clientCount(), 0);
}

void TestHubServer::appliesSettingsAtOnce()
{
    HubSettings settings;
    HubHouse house(settings);
    const auto peer = house.join("/ws/me");
    settings.rules.openOnLoopback = false;
    settings.rules.timeoutMs = 10;
    settings.maxMessage = 100;
    settings.token = token;
    house.hub().setSettings(settings);
    QTRY_COMPARE(typesOf(*peer), "connection ping");
    const auto stranger = house.open("/ws/you");
    QTRY_COMPARE(stranger->closeCode(), 1008);
    const auto friendly = house.join("/ws/you?token=a-very-secret-word");
    QVERIFY(friendly);
    peer->sendText(QByteArray(101, ' '));
    QTRY_COMPARE(peer->closeCode(), 1009);
}

void TestHubServer::boundsMessages()
{
    HubSettings settings;
    settings.maxMessage = 1000;
    HubHouse house(settings);
    const auto other = house.join("/ws/other");
    const auto peer = house.join("/ws/me");
    peer->sendText(R"({"message_type":"vote","data":{"x":")" + QByteArray(900, 'x') + R"("}})");
    QTRY_COMPARE(typesOf(*other), "connection connection vote");
    peer->sendText(R"({"message_type":"vote","data":{"x":")" + QByteArray(1000, 'x') + R"("}})");
    QTRY_COMPARE(peer->closeCode(), 1009);
    QTRY_COMPARE(typesOf(*other), "connection connection vote disconnection");
}

void TestHubServer::boundsClients()
{
    HubSettings settings;
    settings.rules.maxClients = 2;
    HubHouse house(settings);
    const auto first = house.join("/ws/1");
    const auto second = house.join("/ws/2");
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"refused, too many hub clients"_s));
    const auto third = house.open("/ws/3");
    QTRY_COMPARE(third->closeCode(), 1013);
    QVERIFY(third->texts().isEmpty());
    second->socket().abort();
    QTRY_COMPARE(house.clientCount(), 1);
    QVERIFY(house.join("/ws/3"));
}

void TestHubServer::boundsTheRate()
{
    HubSettings settings;
    settings.loopbackMessageRate = 50;
    HubHouse house(settings);
    const auto other = house.join("/ws/other");
    const auto peer = house.join("/ws/me");
    for (int i = 0; i < 500; ++i)
        peer->sendText(vote);
    QTRY_COMPARE(peer->closeCode(), 1008);
    QTRY_COMPARE(lastOf(*other)["message_type"_L1].toString(), u"disconnection"_s);
    QVERIFY(other->texts().size() < 200);
}

void TestHubServer::closesSlowReaders()
{
    HubSettings settings;
    settings.maxUnwritten = 256 * 1024;
    HubHouse house(settings);
    const auto talker = house.join("/ws/talker");
    const auto reader = house.join("/ws/reader");
    const auto slow = house.join("/ws/slow");
    slow->socket().setReadBufferSize(1);
    // More than the kernel and the limit hold for one that does not read, in pieces that one who
    // does is never far behind with.
    const QByteArray text =
        R"({"message_type":"vote","data":{"x":")" + QByteArray(64 * 1024, 'x') + R"("}})";
    int sent = 0;
    while (house.clientCount() == 3 && sent < 1000) {
        talker->sendText(text);
        ++sent;
        QTRY_COMPARE(typesOf(*reader).count("vote"), sent);
    }
    QCOMPARE(house.clientCount(), 2);
    QVERIFY(sent > 4);
    talker->sendText(vote);
    QTRY_COMPARE(typesOf(*reader).count("vote"), sent + 1);
    QCOMPARE(typesOf(*reader).count("disconnection"), 1);
    const auto peers = house.eventsOf<PeerEvent>();
    QCOMPARE(peers.last().name, u"slow"_s);
    QCOMPARE(peers.last().closeCode, 1008);
    slow->socket().setReadBufferSize(0);
    QTRY_VERIFY(slow->isGone());
}

void TestHubServer::closesThoseWhoPingWithoutReading()
{
    HubSettings settings;
    settings.maxUnwritten = 64 * 1024;
    settings.maxMessage = 64 * 1024;
    HubHouse house(settings);
    const auto other = house.join("/ws/other");
    const auto peer = house.join("/ws/me");
    peer->socket().setReadBufferSize(1);
    const QByteArray pings = RawPeer::frame(RawPeer::Ping, QByteArray(125, 'p')).repeated(1000);
    // Each is answered by the socket itself.
    QTRY_VERIFY_WITH_TIMEOUT((peer->send(pings), house.clientCount() == 1), 20'000);
    QCOMPARE(house.eventsOf<PeerEvent>().last().name, u"me"_s);
    other->sendText(ping);
    QTRY_VERIFY(typesOf(*other).endsWith("pong"));
}

void TestHubServer::closesOnBrokenFrames()
{
    HubHouse house;
    const auto other = house.join("/ws/other");
    const auto broken = house.join("/ws/broken");
    broken->send(QByteArray("\xFF\xFF\xFF\xFF", 4));
    QTRY_COMPARE(broken->closeCode(), 1002);
    const auto garbled = house.join("/ws/garbled");
    garbled->send(RawPeer::frame(RawPeer::Text, "{\"message_type\":\"\xFF\"}"));
    QTRY_COMPARE(garbled->closeCode(), 1007);
    const auto binary = house.join("/ws/binary");
    binary->send(RawPeer::frame(RawPeer::Binary, QByteArray(3, '\0')));
    QTRY_COMPARE(typesOf(*binary), "connection error");
    QTRY_COMPARE(typesOf(*other),
                 "connection connection disconnection connection disconnection connection");
}

void TestHubServer::closes()
{
    HubHouse house;
    const auto first = house.join("/ws/1");
    const auto second = house.join("/ws/2");
    QTRY_COMPARE(first->texts().size(), 2);
    QSignalSpy drained(&house.hub(), &HubServer::drained);
    house.hub().close();
    QCOMPARE(drained.size(), 0);
    // It answers neither; the time limit ends it all the same.
    second->socket().setReadBufferSize(1);
    QTRY_COMPARE(first->closeCode(), 1001);
    first->send(RawPeer::frame(RawPeer::Close, "\x03\xE9"));
    QTRY_COMPARE(drained.size(), 1);
    QCOMPARE(house.clientCount(), 0);
    QCOMPARE(first->texts().size(), 2);
    QCOMPARE(house.eventsOf<PeerEvent>().size(), 4);
    QCOMPARE(house.eventsOf<PeerEvent>().last().closeCode, 1001);
}

void TestHubServer::refusesAfterClose()
{
    HubHouse house;
    QSignalSpy drained(&house.hub(), &HubServer::drained);
    house.hub().close();
    QTRY_COMPARE(drained.size(), 1);
    const auto peer = house.open("/ws/me");
    QTRY_VERIFY(peer->isGone());
    QVERIFY(house.isSilent());
}

void TestHubServer::takesLostSockets()
{
    HubHouse house;
    RequestHead head;
    head.target = "/ws/me";
    // Never connected.
    house.hub().adopt(new LingeringSocket, head);
    // Without its request.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    auto *socket = new LingeringSocket;
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
    QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
    const QPointer<LingeringSocket> watched = socket;
    house.hub().adopt(socket, head);
    QTRY_VERIFY(!watched);
    QVERIFY(house.isSilent());
    QVERIFY(house.join("/ws/me"));
}

void TestHubServer::endsWithOpenConnections()
{
    std::size_t told = 0;
    PeerEvent last;
    std::unique_ptr<RawPeer> first;
    std::unique_ptr<RawPeer> second;
    {
        HubHouse house;
        first = house.join("/ws/1");
        second = house.join("/ws/2");
        connect(&house.hub(), &HubServer::happened, this, [&](const relay::RelayEvents &events) {
            told += events.size();
            last = std::get<PeerEvent>(events.back());
        });
    }
    QTRY_VERIFY(first->isGone() && second->isGone());
    QCOMPARE(told, 2U);
    QCOMPARE(last.state, PeerEvent::State::Disconnected);
}

QTEST_GUILESS_MAIN(TestHubServer)
#include "tst_hubserver.moc"
