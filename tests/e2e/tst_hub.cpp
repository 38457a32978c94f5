// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/relayprocess.h"
#include "e2e/scriptedgame.h"
#include "net/rawpeer.h"

#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::testing;
using neuro::tests::RawPeer;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;
constexpr int clients = 300;
constexpr std::array types = {"ui", "agent", "observer"};
constexpr int perType = clients / static_cast<int>(types.size());
const QByteArray token = "a-token-of-some-length";

/// How many of the messages so far have this in them.
qsizetype count(RawPeer &peer, const QByteArray &needle)
{
    const QList<QByteArray> texts = peer.texts();
    return std::count_if(texts.begin(), texts.end(),
                         [&needle](const QByteArray &text) { return text.contains(needle); });
}

} // namespace

/// The program with many hub clients at both of its doors.
class TestHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void servesThreeHundredClientsAndAGame();

private:
    QTemporaryDir m_folder;
};

void TestHub::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QFile config(m_folder.filePath(u"config.yaml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("intermediary:\n  auth_token: " + token + "\nhub:\n  open_on_loopback: false\n");
}

void TestHub::servesThreeHundredClientsAndAGame()
{
    RelayProcess relay(m_folder.path());
    const QString log = m_folder.filePath(u"session.jsonl"_s);
    const QString failure = relay.start({}, {u"--config"_s, m_folder.filePath(u"config.yaml"_s),
                                             u"--record"_s, log, u"--decide"_s, u"first"_s});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    ScriptedGame game({u"Meanwhile"_s, 50, 1, false}, relay.url());

    std::vector<std::unique_ptr<RawPeer>> crowd;
    for (int i = 0; i < clients; ++i) {
        const QUrl door = i % 2 == 0 ? relay.url() : relay.intermediaryUrl();
        crowd.push_back(std::make_unique<RawPeer>(static_cast<quint16>(door.port())));
        crowd.back()->open("/ws/client-" + QByteArray::number(i) + "?token=" + token +
                           "&client_type=" + types[static_cast<std::size_t>(i) % types.size()]);
    }
    RawPeer stranger(static_cast<quint16>(relay.url().port()));
    stranger.open("/ws/stranger?token=a-token-of-no-length");
    for (const auto &peer : crowd)
        QTRY_COMPARE_WITH_TIMEOUT(count(*peer, R"("status":"connected")"), 1, patienceMs);
    QTRY_COMPARE(stranger.closeCode(), 1008);

    // Whichever door they came through, they are in one hub.
    crowd[0]->sendText(R"({"message_type":"phase_update","old_phase":"a","new_phase":"b"})");
    for (const auto &peer : crowd)
        QTRY_COMPARE_WITH_TIMEOUT(count(*peer, R"("new_phase":"b")"), 1, patienceMs);
    for (std::size_t i = 1; i < crowd.size(); i += types.size())
        crowd[i]->sendText(R"({"message_type":"agent_message","agent_id":"a","agent_name":"A",)"
                           R"("message_text":"hello"})");
    for (std::size_t i = 0; i < crowd.size(); i += types.size())
        QTRY_COMPARE_WITH_TIMEOUT(count(*crowd[i], R"("message_text":"hello")"), perType,
                                  patienceMs);
    crowd[3]->sendText("nonsense");
    QTRY_COMPARE(count(*crowd[3], R"("error_code":"INVALID_JSON")"), 1);
    for (std::size_t i = 2; i < crowd.size(); i += types.size())
        crowd[i]->socket().abort();
    for (std::size_t i = 0; i < crowd.size(); i += types.size())
        QTRY_COMPARE_WITH_TIMEOUT(count(*crowd[i], R"("message_type":"disconnection")"), perType,
                                  patienceMs);

    // The game has noticed nothing of it.
    QTRY_VERIFY_WITH_TIMEOUT(game.isFinished(), patienceMs);
    QCOMPARE(game.errors(), QStringList());
    QCOMPARE(relay.stop(), 0);
    QTRY_COMPARE(crowd[0]->closeCode(), 1001);

    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QHash<QString, int> kinds;
    qint64 seq = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        QVERIFY2(!line.contains("a-token-of"), line.constData());
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        const QString kind = entry["kind"_L1].toString();
        QVERIFY(kind != "dropped"_L1);
        if (kind == "frame"_L1)
            QCOMPARE(entry["seq"_L1].toInteger(), ++seq);
        if (entry["door"_L1].toString() == "hub"_L1)
            ++kinds[kind + u' ' + entry["dir"_L1].toString() + entry["state"_L1].toString()];
    }
    QCOMPARE(kinds.value(u"peer connected"_s), clients);
    QCOMPARE(kinds.value(u"peer disconnected"_s), clients);
    QCOMPARE(kinds.value(u"registration refused"_s), 1);
    QCOMPARE(kinds.value(u"frame in"_s), 2 + perType);
    QVERIFY(kinds.value(u"frame out"_s) >= clients + perType * perType);
    QVERIFY(!relay.errors().contains("a-token-of"));
}

QTEST_GUILESS_MAIN(TestHub)
#include "tst_hub.moc"
