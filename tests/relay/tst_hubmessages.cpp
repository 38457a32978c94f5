// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/splitmix64.h"
#include "relay/hubfixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::Literals::StringLiterals;

using protocol::Reason;

namespace {

const QByteArray vote = R"({"message_type":"vote","data":{}})";

/// A hub with two clients of each type: u1, u2, a1, a2, o1, o2.
class Company : public HubFixture
{
public:
    explicit Company(const HubRules &rules = {})
        : HubFixture(rules)
    {
        for (const auto &[id, type] :
             {std::pair(u"u1"_s, u"ui"_s), std::pair(u"u2"_s, u"ui"_s),
              std::pair(u"a1"_s, u"agent"_s), std::pair(u"a2"_s, u"agent"_s),
              std::pair(u"o1"_s, u"observer"_s), std::pair(u"o2"_s, u"observer"_s)}) {
            peers.insert(id, join(id, type));
            names.insert(peers.value(id), id);
        }
    }
    void say(const QString &id, const QByteArray &text) { send(peers.value(id), text); }
    /// Those who heard anything: "a1 u2".
    QString takeHearers()
    {
        QStringList hearers;
        for (const PeerId peer : takeAddressees())
            hearers.append(names.value(peer));
        hearers.sort();
        return hearers.join(u' ');
    }

    QHash<QString, PeerId> peers;
    QHash<PeerId, QString> names;
};

} // namespace

/// What of a message reaches whom.
class TestHubMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routes_data();
    void routes();
    void passesOnWithTheTime();
    void answersPings();
    void consumesPongs();
    void refuses_data();
    void refuses();
    void refusesUnknownTargets();
    void tellsNoSecretWithARefusal();
    void refusesBinary();
    void boundsFanOut();
    void tellsOfWhatItPassesOn();
    void tellsOfWhatItRefuses();
    void lettingNothingBadThrough();
};

void TestHubMessages::routes_data()
{
    QTest::addColumn<QString>("sender");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("hearers");
    const auto row = [](const char *name, const char *sender, const char *fields,
                        const char *hearers) {
        QTest::newRow(name) << QString::fromLatin1(sender) << QByteArray(fields)
                            << QString::fromLatin1(hearers);
    };
    const char *agentMessage =
        R"("message_type":"agent_message","agent_id":"x","agent_name":"X","message_text":"t")";
    const char *gameState = R"("message_type":"game_state","phase":"p","players":[])";
    const char *playerAction =
        R"("message_type":"player_action","action_type":"t","player_id":"p")";
    const char *phaseUpdate = R"("message_type":"phase_update","old_phase":"o","new_phase":"n")";
    row("agent_message of an agent", "a1", agentMessage, "u1 u2");
    row("agent_message of a ui", "u1", agentMessage, "u1 u2");
    row("game_state of a ui", "u1", gameState, "a1 a2 o1 o2 u2");
    row("game_state of an agent", "a2", gameState, "a1 o1 o2 u1 u2");
    row("player_action of a ui", "u2", playerAction, "a1 a2");
    row("player_action of an agent", "a1", playerAction, "a1 a2");
    row("phase_update of a ui", "u1", phaseUpdate, "a1 a2 o1 o2 u1 u2");
    row("phase_update of an agent", "a1", phaseUpdate, "a1 a2 o1 o2 u1 u2");
    for (const char *type : {"vote", "night_action", "agent_decision", "game_start", "game_end"}) {
        const QByteArray fields = QByteArray(R"("message_type":")") + type + R"(","data":{})";
        QTest::newRow(type) << u"u1"_s << fields << u"a1 a2 o1 o2 u2"_s;
    }

    const auto aimed = [&row](const char *name, const char *sender, const char *fields,
                              const char *target, const char *hearers) {
        const QByteArray both = QByteArray(fields) + ',' + target;
        row(name, sender, both.constData(), hearers);
    };
    const char *plainVote = R"("message_type":"vote","data":{})";
    aimed("to agents", "a1", plainVote, R"("target_type":"agent")", "a2");
    aimed("to uis", "a1", plainVote, R"("target_type":"ui")", "u1 u2");
    aimed("to observers", "a1", plainVote, R"("target_type":"observer")", "o1 o2");
    aimed("phase_update to agents", "a1", phaseUpdate, R"("target_type":"agent")", "a1 a2");
    aimed("phase_update to uis", "a1", phaseUpdate, R"("target_type":"ui")", "u1 u2");
    aimed("agent_message to agents", "a1", agentMessage, R"("target_type":"agent")", "a1 a2");
    aimed("player_action to uis", "u1", playerAction, R"("target_type":"ui")", "u1 u2");
    aimed("to one", "a1", plainVote, R"("target_client":"u2")", "o1 o2 u2");
    aimed("agent_message to one", "a1", agentMessage, R"("target_client":"a2")", "a2 o1 o2");
    aimed("game_state to one", "u1", gameState, R"("target_client":"a1")", "a1 o1 o2");
    aimed("player_action to one", "u1", playerAction, R"("target_client":"a1")", "a1 o1 o2");
    aimed("phase_update to one", "u1", phaseUpdate, R"("target_client":"a1")", "a1 o1 o2");
    aimed("to an observer", "u1", plainVote, R"("target_client":"o2")", "o1 o2");
    aimed("to itself", "u1", plainVote, R"("target_client":"u1")", "o1 o2 u1");
    aimed("to one of a type", "u1", plainVote, R"("target_client":"a1","target_type":"agent")",
          "a1 o1 o2");
    aimed("no target", "u1", plainVote, R"("target_client":null,"target_type":null)",
          "a1 a2 o1 o2 u2");
}

void TestHubMessages::routes()
{
    QFETCH(QString, sender);
    QFETCH(QByteArray, fields);
    QFETCH(QString, hearers);
    Company company;
    company.say(sender, '{' + fields + '}');
    // Each of them once, and the same.
    QSet<QByteArray> texts;
    for (const QByteArrayList &heard : std::as_const(company.said)) {
        QCOMPARE(heard.size(), 1);
        texts.insert(heard.first());
    }
    QCOMPARE(texts.size(), 1);
    QCOMPARE(company.takeHearers(), hearers);
    QCOMPARE(company.client(sender).errors, 0U);
}

void TestHubMessages::passesOnWithTheTime()
{
    Company company;
    company.pass(2500);
    company.say(u"a1"_s,
                R"({"message_type":"vote","client_id":"a1","timestamp":5,"data":{"x":1.0}})");
    QCOMPARE(company.takeSaid(company.peers.value(u"u1"_s)),
             QByteArrayList{R"({"message_type":"vote","client_id":"a1",)"
                            R"("timestamp":1700000002.500000,"data":{"x":1.0}})"});
}

void TestHubMessages::answersPings()
{
    for (const QString &id : {u"u1"_s, u"a1"_s, u"o1"_s}) {
        Company company;
        company.say(id, R"({"message_type":"ping","target_client":"u2","data":{"check":"alive"}})");
        QCOMPARE(company.takeSaid(company.peers.value(id)),
                 QByteArrayList{R"({"message_type":"pong","client_id":"server",)"
                                R"("timestamp":1700000000.000000,"data":{"check":"alive"}})"});
        QCOMPARE(company.takeHearers(), QString());
    }
}

void TestHubMessages::consumesPongs()
{
    Company company;
    for (const QString &id : {u"u1"_s, u"a1"_s, u"o1"_s})
        company.say(id, R"({"message_type":"pong","client_id":")" + id.toUtf8() + R"("})");
    QCOMPARE(company.takeHearers(), QString());
    QCOMPARE(company.frames.size(), 3);
    QCOMPARE(company.frames.first().verdict, Verdict::Accepted);
}

void TestHubMessages::refuses_data()
{
    QTest::addColumn<QString>("sender");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char *name, const char *sender, const char *text, const char *error) {
        QTest::newRow(name) << QString::fromLatin1(sender) << QByteArray(text) << QByteArray(error);
    };
    row("no JSON", "u1", "{", "INVALID_JSON ");
    row("a list", "u1", "[]", "INVALID_MESSAGE ");
    row("no type", "u1", "{}", "INVALID_MESSAGE message_type");
    row("an unknown type", "u1", R"({"message_type":"chat"})", "UNKNOWN_TYPE message_type");
    row("another's id", "u1", R"({"message_type":"vote","client_id":"u2","data":{}})",
        "INVALID_MESSAGE client_id");
    row("an observer's vote", "o1", R"({"message_type":"vote","data":{}})",
        "FORBIDDEN message_type");
    row("a field too few", "a1", R"({"message_type":"agent_message"})", "INVALID_MESSAGE agent_id");
    row("a field too bad", "a1", R"({"message_type":"game_state","phase":"","players":[1]})",
        "INVALID_MESSAGE players[0]");
    row("a target type", "a1", R"({"message_type":"vote","data":{},"target_type":"x"})",
        "INVALID_MESSAGE target_type");
    row("a target that is not there", "a1",
        R"({"message_type":"vote","data":{},"target_client":"x"})", "UNKNOWN_TARGET target_client");
    row("a target of another type", "a1",
        R"({"message_type":"vote","data":{},"target_client":"u1","target_type":"agent"})",
        "UNKNOWN_TARGET target_type");
}

void TestHubMessages::refuses()
{
    QFETCH(QString, sender);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, error);
    Company company;
    company.say(sender, text);
    QCOMPARE(company.takeError(company.peers.value(sender)), error);
    QCOMPARE(company.client(sender).errors, 1U);
    QVERIFY(company.closed.isEmpty());
    // The next one is heard.
    company.say(u"u2"_s, vote);
    QVERIFY(company.takeHearers().contains(sender));
}

void TestHubMessages::refusesUnknownTargets()
{
    Company company;
    company.disconnect(company.peers.value(u"u2"_s));
    company.forgetSaid();
    // Its session is kept, but nothing can be said to it.
    company.say(u"a1"_s, R"({"message_type":"vote","data":{},"target_client":"u2"})");
    QCOMPARE(company.takeError(company.peers.value(u"a1"_s)), "UNKNOWN_TARGET target_client");
    company.say(u"a1"_s, R"({"message_type":"vote","data":{},"target_client":""})");
    QCOMPARE(company.takeError(company.peers.value(u"a1"_s)), "UNKNOWN_TARGET target_client");
    // A type of which nobody is there is none.
    company.disconnect(company.peers.value(u"u1"_s));
    company.forgetSaid();
    company.say(u"a1"_s, R"({"message_type":"vote","data":{},"target_type":"ui"})");
    QVERIFY(company.said.isEmpty());
}

void TestHubMessages::tellsNoSecretWithARefusal()
{
    Company company;
    company.engine.setMask([](const QByteArray &utf8) {
        QByteArray out = utf8;
        return out.replace("s3cret", "***");
    });
    const PeerId peer = company.peers.value(u"a1"_s);
    company.forgetSaid();
    for (const QByteArray fields : {R"({"message_type":"vote","data":{},"target_client":"s3cret"})",
                                    R"({"message_type":"s3cret","data":{}})"}) {
        company.send(peer, fields);
        const QByteArrayList said = company.takeSaid(peer);
        QCOMPARE(said.size(), 1);
        QVERIFY2(said.first().contains("***"), said.first().constData());
        QVERIFY2(!said.first().contains("s3cret"), said.first().constData());
        // Views mask for themselves.
        QCOMPARE(company.frames.at(company.frames.size() - 2).payload, fields);
    }
    HubRequest request = HubFixture::local(u"new"_s, u"s3cret"_s);
    const PeerId stranger = company.connect(request);
    QVERIFY(company.takeSaid(stranger).first().contains("***"));
    QVERIFY(company.closed.value(stranger).reason.english().contains(u"***"_s));
}

void TestHubMessages::refusesBinary()
{
    Company company;
    const QByteArray bytes("\x00\xFF", 2);
    company.sendBinary(company.peers.value(u"a1"_s), bytes);
    QCOMPARE(company.takeError(company.peers.value(u"a1"_s)), "INVALID_JSON ");
    QCOMPARE(company.frames.first().payload, bytes);
    QVERIFY(company.frames.first().binary);
    QCOMPARE(company.frames.first().refusal->reason, Reason::BinaryFrame);
    QCOMPARE(company.client(u"a1"_s).errors, 1U);
}

void TestHubMessages::boundsFanOut()
{
    HubRules rules;
    rules.maxFanOut = 1000;
    Company company(rules);
    const QByteArray text =
        R"({"message_type":"vote","data":{"x":")" + QByteArray(300, 'x') + R"("})";
    company.say(u"u1"_s, text + '}');
    QCOMPARE(company.takeError(company.peers.value(u"u1"_s)), "INVALID_MESSAGE ");
    QCOMPARE(company.frames.first().refusal->reason, Reason::TooLarge);
    // To two of them it is not too much.
    company.say(u"u1"_s, text + R"(,"target_type":"agent"})");
    QCOMPARE(company.takeHearers(), u"a1 a2"_s);
}

void TestHubMessages::tellsOfWhatItPassesOn()
{
    Company company;
    const QByteArray text = R"({"message_type":"vote","data":{},"data":{},"target_type":"ui"})";
    company.say(u"a1"_s, text);
    QCOMPARE(company.frames.size(), 3);
    const FrameEvent &in = company.frames.at(0);
    QCOMPARE(in.direction, Direction::In);
    QCOMPARE(in.door, Door::Hub);
    QCOMPARE(in.peer, company.peers.value(u"a1"_s));
    QCOMPARE(in.name, u"a1"_s);
    QCOMPARE(in.payload, text);
    QCOMPARE(in.command, u"vote"_s);
    QCOMPARE(in.verdict, Verdict::Accepted);
    QVERIFY(!in.refusal);
    QCOMPARE(in.warnings.size(), 1);
    QCOMPARE(in.seq, 0U);
    QCOMPARE(in.at, company.now);
    const FrameEvent &out = company.frames.at(2);
    QCOMPARE(out.direction, Direction::Out);
    QCOMPARE(out.peer, company.peers.value(u"u2"_s));
    QCOMPARE(out.name, u"u2"_s);
    QCOMPARE(out.command, u"vote"_s);
    QCOMPARE(QByteArrayList{out.payload}, company.takeSaid(out.peer));
    // Those who hear the same share it.
    QVERIFY(out.payload.isSharedWith(company.frames.at(1).payload));
}

void TestHubMessages::tellsOfWhatItRefuses()
{
    Company company;
    company.say(u"a1"_s, R"({"message_type":"vote"})");
    QCOMPARE(company.frames.size(), 2);
    QCOMPARE(company.frames.at(0).command, u"vote"_s);
    QCOMPARE(company.frames.at(0).verdict, Verdict::Refused);
    QCOMPARE(company.frames.at(0).refusal->reason, Reason::MissingField);
    QCOMPARE(company.frames.at(0).refusal->path, u"data"_s);
    QCOMPARE(company.frames.at(1).command, u"error"_s);
    QCOMPARE(company.frames.at(1).direction, Direction::Out);
    QCOMPARE(company.frames.at(1).peer, company.peers.value(u"a1"_s));

    company.frames.clear();
    company.say(u"o1"_s, vote);
    QCOMPARE(company.frames.at(0).command, u"vote"_s);
    QCOMPARE(company.frames.at(0).refusal->reason, Reason::Forbidden);
    company.frames.clear();
    company.say(u"a1"_s, R"({"message_type":"vote","data":{},"target_client":"nobody"})");
    QCOMPARE(company.frames.at(0).command, u"vote"_s);
    QCOMPARE(company.frames.at(0).refusal->reason, Reason::UnknownTarget);
}

void TestHubMessages::lettingNothingBadThrough()
{
    // Damages good messages at random and checks that what is heard is good: it comes through
    // unchanged when it is sent once more.
    const QByteArrayList seeds = {
        R"({"message_type":"agent_message","client_id":"a1","timestamp":1.5,"agent_id":"x",)"
        R"("agent_name":"X","message_text":"t","phase":"d","target_type":"ui"})",
        R"({"message_type":"game_state","client_id":"a1","phase":"p","players":[{"a":[1]},{}],)"
        R"("current_turn":1,"alive_count":2,"dead_count":3,"target_client":"u1"})",
        R"({"message_type":"player_action","action_type":"t","player_id":"p","target_id":null})",
        R"({"message_type":"phase_update","old_phase":"o","new_phase":"n","data":{}})",
        R"({"message_type":"night_action","data":{"a":"b"},"client_id":"a1"})",
    };
    constexpr std::array spare = {'"', '{', '}', '[', ']', ',', ':', '1', 'n', '\\', ' ', 'a'};
    protocol::SplitMix64 random(20'261);
    Company company;
    Company judge;
    int heard = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray text = seeds.at(static_cast<qsizetype>(random.next() % 5));
        for (auto changes = random.next() % 3; changes > 0; --changes) {
            const auto at =
                static_cast<qsizetype>(random.next() % static_cast<quint64>(text.size()));
            const char other = spare[random.next() % spare.size()];
            switch (random.next() % 3) {
            case 0:
                text[at] = other;
                break;
            case 1:
                text.insert(at, other);
                break;
            default:
                text.remove(at, 1 + static_cast<qsizetype>(random.next() % 8));
            }
        }
        company.say(u"a1"_s, text);
        const PeerId listener = company.peers.value(u"u1"_s);
        for (const QByteArray &one : company.takeSaid(listener)) {
            ++heard;
            judge.say(u"a1"_s, one);
            QCOMPARE(judge.takeSaid(judge.peers.value(u"u1"_s)), QByteArrayList{one});
        }
        company.forgetSaid();
        judge.forgetSaid();
    }
    QVERIFY(heard > 1000);
    QVERIFY(company.client(u"a1"_s).errors > 1000);
}

QTEST_GUILESS_MAIN(TestHubMessages)
#include "tst_hubmessages.moc"
