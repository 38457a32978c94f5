// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hubhouse.h"
#include "net/waiting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

/// A message of the type, with the fields that it must have.
QByteArray messageOf(const QByteArray &type, const QByteArray &more = {})
{
    QByteArray fields;
    if (type == "agent_message")
        fields = R"("agent_id":"x","agent_name":"X","message_text":"t")";
    else if (type == "game_state")
        fields = R"("phase":"p","players":[{"n":1.0}])";
    else if (type == "player_action")
        fields = R"("action_type":"t","player_id":"p")";
    else if (type == "phase_update")
        fields = R"("old_phase":"o","new_phase":"n")";
    else
        fields = R"("data":{"for":1.50})";
    return R"({"message_type":")" + type + R"(",)" + fields + more + '}';
}

/// What the server adds to a message of the type.
QByteArray defaultsOf(const QByteArray &type)
{
    if (type == "agent_message")
        return R"(,"phase":"discussion")";
    if (type == "game_state")
        return R"(,"current_turn":0,"alive_count":0,"dead_count":0)";
    if (type == "player_action")
        return R"(,"target_id":null,"target_name":null)";
    if (type == "phase_update")
        return R"(,"description":"")";
    return {};
}

/// A hub with two clients of each type, who have heard of one another.
class Company
{
public:
    Company()
    {
        QByteArrayList ids;
        for (const auto &[id, type] :
             {std::pair("u1", "ui"), std::pair("u2", "ui"), std::pair("a1", "agent"),
              std::pair("a2", "agent"), std::pair("o1", "observer"), std::pair("o2", "observer")}) {
            ids.append(id);
            peers[id] = house.join(QByteArray("/ws/") + id + "?client_type=" + type);
        }
        for (const QByteArray &id : ids)
            takeHeard(id);
    }

    /// What has come to a client: everything before the answer to a ping.
    QByteArrayList takeHeard(const QByteArray &id)
    {
        RawPeer &peer = *peers.at(id);
        peer.sendText(R"({"message_type":"ping","data":{"check":"fence"}})");
        const auto isFence = [](const QByteArray &text) {
            return text.contains("fence");
        };
        waitUntil([&] {
            const auto texts = peer.texts();
            return texts.size() > heard[id] && isFence(texts.last());
        });
        QByteArrayList texts = peer.texts().mid(heard[id]);
        heard[id] += texts.size();
        if (texts.isEmpty() || !isFence(texts.takeLast()))
            return {"no answer to a ping"};
        return texts;
    }

    /// Says something and returns what that brings to whom.
    std::map<QByteArray, QByteArrayList> say(const QByteArray &id, const QByteArray &text)
    {
        peers.at(id)->sendText(text);
        // The server takes one message after the other: once the sender's ping is answered, what it
        // said before is on its way to everybody.
        std::map<QByteArray, QByteArrayList> brought;
        brought[id] = takeHeard(id);
        for (const auto &[other, peer] : peers) {
            if (other != id)
                brought[other] = takeHeard(other);
        }
        return brought;
    }

    HubHouse house;
    std::map<QByteArray, std::unique_ptr<RawPeer>> peers;
    std::map<QByteArray, qsizetype> heard; ///< Texts of each that were looked at.
};

} // namespace

/// Every type of message of the hub, with every target, over sockets.
class TestHubServerTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_company = std::make_unique<Company>(); }
    void cleanupTestCase() { m_company.reset(); }

    void routes_data();
    void routes();
    void refuses_data();
    void refuses();
    void answersPings();
    void tellsOfComingAndGoing();

private:
    std::unique_ptr<Company> m_company;
};

void TestHubServerTypes::routes_data()
{
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("hearers");
    const QByteArray others = "a1 a2 o1 o2 u2"; // Than u1.
    const QByteArray all = "a1 a2 o1 o2 u1 u2";
    const QByteArray uis = "u1 u2";
    const QByteArray agents = "a1 a2";
    for (const auto &[type, hearers] :
         {std::pair("agent_message", uis), std::pair("game_state", others),
          std::pair("player_action", agents), std::pair("phase_update", all),
          std::pair("vote", others), std::pair("night_action", others),
          std::pair("agent_decision", others), std::pair("game_start", others),
          std::pair("game_end", others)}) {
        const auto row = [type = type](const char *sender, const QByteArray &target,
                                       const QByteArray &heardBy) {
            const QByteArray name = type + QByteArray(" of ") + sender + ' ' + target;
            QTest::newRow(name.constData())
                << QByteArray(sender) << QByteArray(type) << target << heardBy;
        };
        const bool isForAll = hearers == all;
        row("u1", {}, hearers);
        row("a1", {}, hearers == others ? QByteArray("a2 o1 o2 u1 u2") : hearers);
        // Whoever is of the type, but for the sender where the sender does not hear itself.
        const bool isForSender = hearers != others;
        row("u1", R"("target_type":"ui")", isForSender ? uis : QByteArray("u2"));
        row("u1", R"("target_type":"agent")", agents);
        row("u1", R"("target_type":"observer")", "o1 o2");
        row("u1", R"("target_client":"a2")", "a2 o1 o2");
        row("u1", R"("target_client":"u1")", "o1 o2 u1");
        row("u1", R"("target_client":"o1")", "o1 o2");
        row("u1", R"("target_client":"a2","target_type":"agent")", "a2 o1 o2");
        row("u1", R"("target_client":null,"target_type":null)", isForAll ? all : hearers);
    }
}

void TestHubServerTypes::routes()
{
    QFETCH(QByteArray, sender);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, hearers);
    const QByteArray more = target.isEmpty() ? target : ',' + target;
    QByteArrayList heardBy;
    for (const auto &[id, texts] : m_company->say(sender, messageOf(type, more))) {
        if (texts.isEmpty())
            continue;
        QCOMPARE(texts.size(), 1);
        // The bytes that were sent, and what the server adds.
        QByteArray expected = messageOf(type, more);
        expected.chop(1);
        const QByteArray &text = texts.first();
        QVERIFY2(text.startsWith(expected), text.constData());
        QJsonObject message = parsed(text);
        const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
        QVERIFY(qAbs(message.take("timestamp"_L1).toDouble() - now) < 60);
        QCOMPARE(message.take("client_id"_L1).toString().toUtf8(), sender);
        QCOMPARE(message, parsed(messageOf(type, defaultsOf(type) + more)));
        heardBy.append(id);
    }
    QCOMPARE(heardBy.join(' '), hearers);
}

void TestHubServerTypes::refuses_data()
{
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const QByteArray &name, const QByteArray &text, const char *code,
                        const char *field, const char *sender = "a1") {
        QTest::newRow(name.constData())
            << QByteArray(sender) << text << QByteArray(code) << QByteArray(field);
    };
    // Each field that a type must have, missing and of a wrong type.
    const auto fields = [&row](const QByteArray &type, const QByteArrayList &keys,
                               const QByteArray &wrong) {
        for (const QByteArray &key : keys) {
            QJsonObject message = parsed(messageOf(type));
            message.remove(QString::fromLatin1(key));
            const auto text = [&message] {
                return QJsonDocument(message).toJson(QJsonDocument::Compact);
            };
            row(type + " without " + key, text(), "INVALID_MESSAGE", key.constData());
            message[QString::fromLatin1(key)] = parsed("{\"w\":" + wrong + '}')["w"_L1];
            row(type + " with a wrong " + key, text(), "INVALID_MESSAGE", key.constData());
        }
    };
    fields("agent_message", {"agent_id", "agent_name", "message_text"}, "7");
    fields("game_state", {"phase", "players"}, "{}");
    fields("player_action", {"action_type", "player_id"}, "null");
    fields("phase_update", {"old_phase", "new_phase"}, "[]");
    for (const char *type : {"vote", "night_action", "agent_decision", "game_start", "game_end"})
        fields(type, {"data"}, "\"text\"");
    // Each field that it may have.
    const auto extra = [&row](const QByteArray &type, const char *key, const QByteArray &value,
                              const char *field = nullptr) {
        row(type + " with a wrong " + key, messageOf(type, QByteArray(",\"") + key + "\":" + value),
            "INVALID_MESSAGE", field ? field : key);
    };
    extra("agent_message", "phase", "1");
    extra("game_state", "current_turn", "1.5");
    extra("game_state", "alive_count", R"("7")");
    extra("game_state", "dead_count", "true");
    extra("game_state", "players", R"([{},"a"])", "players[1]");
    extra("player_action", "target_id", "1");
    extra("player_action", "target_name", "{}");
    extra("phase_update", "description", "[]");
    extra("vote", "timestamp", R"("now")");
    extra("vote", "client_id", R"("a2")");
    extra("vote", "client_id", "1");
    extra("vote", "target_type", R"("boss")");
    extra("vote", "target_client", "1");
    row("ping with bad data", R"({"message_type":"ping","data":{"check":1}})", "INVALID_MESSAGE",
        "data.check");
    row("nobody", messageOf("vote", R"(,"target_client":"nobody")"), "UNKNOWN_TARGET",
        "target_client");
    row("one of another type", messageOf("vote", R"(,"target_client":"a2","target_type":"ui")"),
        "UNKNOWN_TARGET", "target_type");
    row("an unknown type", R"({"message_type":"chat","data":{}})", "UNKNOWN_TYPE", "message_type");
    row("what only the server says", R"({"message_type":"connection","data":{}})", "UNKNOWN_TYPE",
        "message_type");
    row("no type", R"({"data":{}})", "INVALID_MESSAGE", "message_type");
    row("no object", "[]", "INVALID_MESSAGE", "");
    row("no JSON", R"({"message_type":"vote")", "INVALID_JSON", "");
    row("nothing", "", "INVALID_JSON", "");
    for (const char *type :
         {"agent_message", "game_state", "player_action", "phase_update", "vote"})
        row(QByteArray("an observer’s ") + type, messageOf(type), "FORBIDDEN", "message_type",
            "o1");
}

/// To the sender an error that names the field; to the others nothing; and everybody stays.
void TestHubServerTypes::refuses()
{
    QFETCH(QByteArray, sender);
    QFETCH(QByteArray, text);
    for (const auto &[id, texts] : m_company->say(sender, text)) {
        if (id != sender) {
            QVERIFY2(texts.isEmpty(), texts.join('\n').constData());
            continue;
        }
        QCOMPARE(texts.size(), 1);
        const QJsonObject error = parsed(texts.first());
        QCOMPARE(error["message_type"_L1].toString(), u"error"_s);
        QCOMPARE(error["client_id"_L1].toString(), u"server"_s);
        QCOMPARE(error["data"_L1].toObject(), QJsonObject());
        QVERIFY(error["data"_L1].isObject());
        QVERIFY(!error["error_text"_L1].toString().isEmpty());
        QTEST(error["error_code"_L1].toString().toUtf8(), "code");
        QTEST(error["context"_L1]["field"_L1].toString().toUtf8(), "field");
    }
    QCOMPARE(m_company->house.clientCount(), 6);
}

void TestHubServerTypes::answersPings()
{
    // A pong is nobody's affair; a ping's data comes back.
    for (const auto &[id, texts] :
         m_company->say("o1", R"({"message_type":"pong","client_id":"o1"})"))
        QVERIFY(texts.isEmpty());
    for (const auto &[id, texts] :
         m_company->say("u1", R"({"message_type":"ping","data":{"check":"alive","n":1.0}})")) {
        QCOMPARE(texts.size(), id == "u1" ? 1 : 0);
        if (id != "u1")
            continue;
        QVERIFY(texts.first().startsWith(R"({"message_type":"pong","client_id":"server",)"));
        QVERIFY(texts.first().endsWith(R"("data":{"check":"alive","n":1.0}})"));
    }
}

/// Over reconnections: what the others hear, what the returning one is told.
void TestHubServerTypes::tellsOfComingAndGoing()
{
    Company company;
    const auto hear = [&company](const QByteArray &id) {
        QJsonObject message = parsed(company.takeHeard(id).value(0));
        message.remove("timestamp"_L1);
        return message;
    };
    for (int i = 1; i <= 2; ++i) {
        company.peers.at("a2")->socket().abort();
        QTRY_COMPARE(company.house.clientCount(), 5);
        const QJsonObject left{
            {u"message_type"_s, u"disconnection"_s},
            {u"client_id"_s, u"a2"_s},
            {u"data"_s, QJsonObject{{u"disconnected"_s, u"a2"_s}, {u"remaining_clients"_s, 5}}}};
        QCOMPARE(hear("u1"), left);
        QCOMPARE(hear("o2"), left);
        company.peers["a2"] = company.house.join("/ws/a2?client_type=agent");
        QVERIFY(company.peers.at("a2"));
        company.heard["a2"] = 0;
        const QJsonObject joined{
            {u"message_type"_s, u"connection"_s},
            {u"client_id"_s, u"a2"_s},
            {u"data"_s, QJsonObject{{u"joined"_s, true}, {u"total_clients"_s, 6}}},
            {u"client_type"_s, u"agent"_s},
            {u"client_name"_s, QJsonValue::Null}};
        QCOMPARE(hear("u1"), joined);
        QCOMPARE(hear("o2"), joined);
        const QJsonObject welcome{
            {u"message_type"_s, u"connection"_s},
            {u"status"_s, u"connected"_s},
            {u"client_id"_s, u"a2"_s},
            {u"data"_s, QJsonObject{{u"message"_s, u"Welcome a2"_s}, {u"reconnect_count"_s, i}}}};
        QCOMPARE(hear("a2"), welcome);
    }
}

QTEST_GUILESS_MAIN(TestHubServerTypes)
#include "tst_hubserver_types.moc"
