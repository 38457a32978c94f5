// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorclient.h"
#include "e2e/relayprocess.h"
#include "protocol/splitmix64.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

/// NEURO_RELAY_KILL_ROUNDS and NEURO_RELAY_KILL_SEED change them.
constexpr quint64 defaultRounds = 12;
constexpr quint64 defaultSeed = 1;
constexpr int patienceMs = 20'000;
constexpr int mostCommands = 2000; ///< Of one round.
constexpr int mostAnswers = 200;   ///< Before a kill in the middle of them.
const QString token = u"a-standard-token-of-a-test"_s;

quint64 fromEnvironment(const char *name, quint64 otherwise)
{
    bool isNumber = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&isNumber);
    return isNumber ? value : otherwise;
}

/// The numbers of the commands that an integration heard on this connection, in order.
QList<int> numbersHeardBy(const DoorClient &integration)
{
    QList<int> numbers;
    for (const QJsonObject &message : integration.messages()) {
        if (message.contains(u"from_watcher"))
            numbers.append(message.value(u"cmd").toObject().value(u"n").toInt(-1));
    }
    return numbers;
}

qsizetype refusalsTo(const DoorClient &watcher)
{
    const QList<QJsonObject> &messages = watcher.messages();
    return std::count_if(messages.begin(), messages.end(),
                         [](const QJsonObject &message) { return message.contains(u"error"); });
}

/// Says it until it waits: before the relay has opened its outbox it does not know who was here,
/// and refuses.
void sayUntilItIsQueued(DoorClient &watcher, const QJsonObject &command)
{
    const auto isQueued = [&] {
        return !watcher.withMember(u"status"_s, u"queued"_s).isEmpty();
    };
    const QDeadlineTimer patience(patienceMs);
    while (!isQueued()) {
        const qsizetype before = refusalsTo(watcher);
        watcher.send(command);
        QTRY_VERIFY_WITH_TIMEOUT(isQueued() || refusalsTo(watcher) > before, patienceMs);
        QVERIFY(!patience.hasExpired());
    }
}

} // namespace

/// The relay is killed while a watcher's commands wait for an integration that is away, or are
/// being delivered. What was answered with `queued` before reaches it, whatever is killed when.
class TestKillCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWasHereIsKnown();
    void whatWasQueuedIsDelivered();

private:
    std::unique_ptr<DoorClient> connect(const QString &type, const QString &name) const;
    /// The integration hears what it has missed, in order, and leaves.
    void catchUp();
    void note(const DoorClient &integration);
    QSet<int> missing() const { return m_queued - m_heard; }

    QTemporaryDir m_folder;
    std::unique_ptr<RelayProcess> m_relay;
    QSet<int> m_queued; ///< Their watcher was told so.
    QSet<int> m_heard;
    int m_next = 0;
};

std::unique_ptr<DoorClient> TestKillCommands::connect(const QString &type,
                                                      const QString &name) const
{
    auto client = std::make_unique<DoorClient>(
        m_relay->intermediaryUrl(),
        DoorClient::registration(type, name, token, {{u"ack"_s, true}}));
    client->waitFor(u"status"_s, u"registered"_s);
    return client;
}

void TestKillCommands::note(const DoorClient &integration)
{
    const QList<int> numbers = numbersHeardBy(integration);
    QVERIFY(std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>()) ==
            numbers.end());
    for (const int number : numbers)
        m_heard.insert(number);
}

void TestKillCommands::catchUp()
{
    const auto integration = connect(u"integration"_s, u"Spotify"_s);
    const bool isWhole = QTest::qWaitFor(
        [&] {
            note(*integration);
            return missing().isEmpty();
        },
        patienceMs);
    QVERIFY2(isWhole, qPrintable(u"%1 commands are missing, %2 among them"_s.arg(missing().size())
                                     .arg(missing().values().value(0))));
    integration->leave();
    QTRY_VERIFY(integration->isClosed());
}

/// Nothing ever waited for it.
void TestKillCommands::whoWasHereIsKnown()
{
    const QTemporaryDir folder;
    QFile config(folder.filePath(u"config.yaml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    QVERIFY(config.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    config.write("intermediary: {auth_token: " + token.toUtf8() + "}\n");
    config.close();
    m_relay = std::make_unique<RelayProcess>(folder.path());
    const QStringList options = {u"--config"_s, config.fileName()};
    QCOMPARE(m_relay->start({}, options), QString());
    const auto command = [](const QString &target) {
        return QJsonObject{{u"target"_s, target}, {u"cmd"_s, QJsonObject{{u"k"_s, 2}}}};
    };
    {
        const auto watcher = connect(u"neuro-os"_s, u"ui"_s);
        for (const QString &name : {u"beta"_s, u"gamma"_s}) {
            const auto integration = connect(u"integration"_s, name);
            integration->leave();
            QTRY_VERIFY(integration->isClosed());
        }
        QTRY_COMPARE(watcher->withMember(u"event"_s, u"integration_disconnected"_s).size(), 2);
        // What was before this one is on the disk as well.
        watcher->send(command(u"gamma"_s));
        QVERIFY(!watcher->waitFor(u"status"_s, u"queued"_s).isEmpty());
    }
    m_relay->kill();
    QCOMPARE(m_relay->start({}, options), QString());
    const auto watcher = connect(u"neuro-os"_s, u"ui"_s);
    sayUntilItIsQueued(*watcher, command(u"beta"_s));
    if (QTest::currentTestFailed())
        return;
    watcher->send(command(u"delta"_s));
    QVERIFY(!watcher->waitFor(u"error"_s, u"invalid target/cmd"_s).isEmpty());
    const auto integration = connect(u"integration"_s, u"beta"_s);
    QTRY_COMPARE(integration->withMember(u"from_watcher"_s, u"ui"_s).size(), 1);
    QCOMPARE(m_relay->stop(), 0);
    m_relay.reset();
}

void TestKillCommands::whatWasQueuedIsDelivered()
{
    const quint64 rounds = fromEnvironment("NEURO_RELAY_KILL_ROUNDS", defaultRounds);
    neuro::protocol::SplitMix64 random(fromEnvironment("NEURO_RELAY_KILL_SEED", defaultSeed));
    QFile config(m_folder.filePath(u"config.yaml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    QVERIFY(config.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    config.write("intermediary: {auth_token: " + token.toUtf8() + "}\n");
    config.close();
    m_relay = std::make_unique<RelayProcess>(m_folder.path());
    const QStringList options = {u"--config"_s, config.fileName()};

    int interrupted = 0;
    for (quint64 round = 0; round < rounds; ++round) {
        QCOMPARE(m_relay->start({}, options), QString());
        const auto watcher = connect(u"neuro-os"_s, u"ui"_s);
        catchUp();
        QVERIFY(!watcher->waitFor(u"event"_s, u"integration_disconnected"_s).isEmpty());
        if (QTest::currentTestFailed())
            return;
        const int first = m_next;
        const auto queued = [&] {
            return static_cast<int>(watcher->withMember(u"status"_s, u"queued"_s).size());
        };
        const int wanted = 1 + static_cast<int>(random.below(mostAnswers));
        const bool isDelivered = round % 2 == 1;
        int answers = 0;
        // In the middle of it: whoever waits for a condition comes when all is done.
        if (!isDelivered)
            QObject::connect(watcher.get(), &DoorClient::received, watcher.get(), [&] {
                if (++answers == wanted)
                    m_relay->kill();
            });
        for (; m_next < first + mostCommands; ++m_next)
            watcher->send(QJsonObject{{u"target"_s, u"Spotify"_s},
                                      {u"cmd"_s, QJsonObject{{u"n"_s, m_next}}}});
        QTRY_VERIFY_WITH_TIMEOUT(queued() >= wanted || watcher->isClosed(), patienceMs);
        std::unique_ptr<DoorClient> integration;
        if (isDelivered) {
            QTRY_COMPARE_WITH_TIMEOUT(queued(), mostCommands, patienceMs);
            integration = connect(u"integration"_s, u"Spotify"_s);
            QTRY_VERIFY_WITH_TIMEOUT(!numbersHeardBy(*integration).isEmpty(), patienceMs);
        }
        m_relay->kill();
        // What it was told is read to the end.
        QTRY_VERIFY_WITH_TIMEOUT(watcher->isClosed(), patienceMs);
        if (integration) {
            QTRY_VERIFY_WITH_TIMEOUT(integration->isClosed(), patienceMs);
            note(*integration);
        }
        const int told = queued();
        interrupted += told < mostCommands ? 1 : 0;
        for (int number = first; number < first + told; ++number)
            m_queued.insert(number);
    }
    qInfo("%llu kills; %lld commands queued, %d times not all that were sent", rounds,
          qint64(m_queued.size()), interrupted);
    QVERIFY(!m_queued.isEmpty());
    QCOMPARE(m_relay->start({}, options), QString());
    catchUp();
    QCOMPARE(m_relay->stop(), 0);
}

QTEST_GUILESS_MAIN(TestKillCommands)
#include "tst_killcommands.moc"
