// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorclient.h"
#include "e2e/relayprocess.h"
#include "net/rawpeer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include <sys/resource.h>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using neuro::tests::RawPeer;

namespace {

constexpr int patienceMs = 60'000;
/// Kibibytes by which a program may grow that does not: the guests of one round take some.
constexpr qint64 noGrowth = 3 * 1024;
const QString token = u"a-long-token-that-nobody-knows"_s;

using Client = std::unique_ptr<DoorClient>;

} // namespace

/// The program under those who do not belong at its door, and under many who do.
class TestRegistrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        rlimit files{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
        files.rlim_cur = files.rlim_max;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_relay = std::make_unique<RelayProcess>(m_folder->path());
        QFile file(m_folder->filePath(u"config.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("intermediary: {auth_token: " + token.toUtf8() + "}\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.close();
        const QString error =
            m_relay->start({}, {u"--config"_s, file.fileName(), u"--decide"_s, u"first"_s});
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }

    void cleanup()
    {
        m_relay.reset();
        m_folder.reset();
    }

    void aThousandBadOnes();
    void many();

private:
    /// Kibibytes that the program holds, or held at most.
    qint64 memory(const char *field) const
    {
        QFile status(u"/proc/%1/status"_s.arg(m_relay->id()));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        const QRegularExpression line(u"%1:\\s+(\\d+) kB"_s.arg(QLatin1StringView(field)));
        return line.match(QString::fromUtf8(status.readAll())).captured(1).toLongLong();
    }

    /// Open files and sockets of the program.
    qsizetype descriptors() const
    {
        return QDir(u"/proc/%1/fd"_s.arg(m_relay->id()))
            .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
            .size();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RelayProcess> m_relay;
};

void TestRegistrations::aThousandBadOnes()
{
    const auto registration = [](const QByteArray &type, const QByteArray &name,
                                 const QByteArray &auth) -> QByteArray {
        return R"({"type":")" + type + R"(","name":")" + name + R"(","auth_token":")" + auth +
               R"("})";
    };
    const QByteArray good = token.toUtf8();
    QList<QByteArray> frames;
    for (const QByteArray &text : {
             registration("integration", "spotify", "wrong"),
             registration("neuro-os", "spotify", "super-secret-token"),
             QByteArray(R"({"type":"integration","name":)"),
             QByteArray("[1,2,3]"),
             QByteArray("null"),
             QByteArray(100'000, '['),
             QByteArray(R"({"a":)").repeated(50'000),
             QByteArray(R"({"type":null,"name":null,"auth_token":null})"),
             registration("integration", QByteArray(900'000, 'n'), good),
             registration("integration", QByteArray(10'000'000, 'n'), good),
         })
        frames.append(RawPeer::frame(RawPeer::Text, text));

    // One of each first: what the program needs once is not what this is about.
    const auto port = static_cast<quint16>(m_relay->intermediaryUrl().port());
    const auto knock = [&](qsizetype kind) {
        auto peer = std::make_unique<RawPeer>(port);
        peer->open();
        peer->send(frames[kind]);
        return peer;
    };
    for (qsizetype kind = 0; kind < frames.size(); ++kind) {
        const auto peer = knock(kind);
        QTRY_VERIFY_WITH_TIMEOUT(peer->closeCode() != 0, patienceMs);
    }
    const qint64 before = memory("VmRSS");
    QVERIFY(before > 0);

    // Of most of the largest only as much is sent as it takes to see that they are too large.
    const QByteArray whole = frames.takeLast();
    frames.append(whole.first(256 * 1024));
    constexpr int count = 1000;
    constexpr int atOnce = 50;
    qint64 longest = 0;
    std::vector<Client> guests;
    const auto flood = [&] {
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int i = 0; i < count; ++i) {
            peers.push_back(knock(i % frames.size()));
            if (i % 200 == 9)
                peers.back()->send(whole.sliced(frames.constLast().size()));
            if (i % atOnce != atOnce - 1)
                continue;
            // In the middle of them:
            QElapsedTimer elapsed;
            elapsed.start();
            guests.push_back(std::make_unique<DoorClient>(
                m_relay->intermediaryUrl(),
                DoorClient::registration(u"neuro-os"_s, u"guest %1"_s.arg(guests.size()), token,
                                         {{u"ack"_s, true}})));
            QVERIFY(!guests.back()->waitFor(u"status"_s, u"registered"_s).isEmpty());
            longest = std::max(longest, elapsed.elapsed());
        }
        for (const auto &peer : peers) {
            QTRY_VERIFY_WITH_TIMEOUT(peer->closeCode() != 0 || peer->isGone(), patienceMs);
            QVERIFY(peer->closeCode() == 1008 || peer->closeCode() == 1009);
            QVERIFY(peer->closeCode() == 1009 || peer->texts().size() == 1);
        }
    };
    const qsizetype quiet = descriptors();
    const auto isQuiet = [&] {
        return descriptors() <= quiet + qsizetype(guests.size());
    };
    // The allocator keeps what the first ones needed at the same time for the next ones, now and
    // then a little more; what leaks grows with every one of them.
    QList<qint64> held;
    qint64 leastGrowth = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 12 && (round < 3 || leastGrowth >= noGrowth); ++round) {
        flood();
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), patienceMs);
        held.append(memory("VmRSS"));
        if (round > 0)
            leastGrowth = std::min(leastGrowth, held[round] - held[round - 1]);
    }
    const qint64 peak = memory("VmHWM");
    qInfo("a good registration took at most %lld ms; memory %lld KiB before, %lld to %lld "
          "after each thousand, %lld at most",
          longest, before, held.constFirst(), held.constLast(), peak);
    QCOMPARE(guests.size(), static_cast<std::size_t>(held.size() * count / atOnce));
#ifndef NEURO_RELAY_SANITIZED // Everything takes several times as long.
    // The answers to the bad ones are a second late by then; a good one is not.
    QVERIFY2(longest < 900, qPrintable(QString::number(longest)));
#endif
    QVERIFY2(leastGrowth < noGrowth, qPrintable(QString::number(leastGrowth)));
#ifndef NEURO_RELAY_SANITIZED // It keeps what was freed.
    QVERIFY2(peak - before < 96 * 1024, qPrintable(QString::number(peak - before)));
#endif
    for (const Client &guest : guests)
        QVERIFY(guest->isConnected());
    // Nobody can fill the log with it either, and no token is in it.
    const QByteArray log = m_relay->errors();
    QVERIFY2(log.count('\n') < 200, log.right(2000).constData());
    QVERIFY(!log.contains(good));
    QCOMPARE(m_relay->stop(), 0);
}

/// 64 integrations, 32 watchers and 300 clients of the hub, all at the same moment.
void TestRegistrations::many()
{
    constexpr int integrations = 64;
    constexpr int watchers = 32;
    constexpr int hubClients = 300;
    std::vector<Client> hub;
    for (int i = 0; i < hubClients; ++i) {
        QUrl url = i % 2 == 0 ? m_relay->url() : m_relay->intermediaryUrl();
        url.setPath(u"/ws/client-%1"_s.arg(i));
        hub.push_back(std::make_unique<DoorClient>(url));
    }
    std::vector<Client> workers;
    std::vector<Client> watching;
    const auto connectAs = [this](const QString &type, const QString &name) {
        return std::make_unique<DoorClient>(
            m_relay->intermediaryUrl(),
            DoorClient::registration(type, name, token, {{u"ack"_s, true}}));
    };
    for (int i = 0; i < watchers; ++i)
        watching.push_back(connectAs(u"neuro-os"_s, u"watcher %1"_s.arg(i)));
    for (const Client &watcher : watching)
        QVERIFY2(!watcher->waitFor(u"status"_s, u"registered"_s).isEmpty(),
                 qPrintable(watcher->texts().join(u'\n') + QString::fromUtf8(m_relay->errors())));
    for (int i = 0; i < integrations; ++i) {
        workers.push_back(connectAs(u"integration"_s, u"worker %1"_s.arg(i)));
        DoorClient *worker = workers.back().get();
        // Each one answers its own actions, and forces as soon as it has registered.
        connect(worker, &DoorClient::received, this, [worker, i](const QString &text) {
            const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
            if (message["status"_L1].toString() == u"registered") {
                worker->send(
                    uR"({"event":"register_actions","actions":{"act-%1":{"description":"d"}}})"_s
                        .arg(i));
                worker->send(
                    uR"({"op":"choose_force_action","state":"s","query":"q","ephemeral_context":false,"actions":[{"name":"act-%1"}]})"_s
                        .arg(i));
            } else if (message["command"_L1].toString() == u"action") {
                worker->send(
                    uR"({"event":"action_result","payload":{"id":"%1","status":"ok","message":"done"}})"_s
                        .arg(message["data"_L1]["id"_L1].toString()));
            }
        });
    }
    for (int i = 0; i < integrations; ++i) {
        DoorClient *worker = workers[static_cast<std::size_t>(i)].get();
        QTRY_COMPARE_WITH_TIMEOUT(worker->withMember(u"command"_s, u"action"_s).size(), 1,
                                  patienceMs);
        QCOMPARE(worker->withMember(u"command"_s, u"action"_s)
                     .constFirst()["data"_L1]["name"_L1]
                     .toString(),
                 u"act-%1"_s.arg(i));
    }
    for (const Client &watcher : watching) {
        // Clients of the hub are told of like everybody else.
        const auto came = [&watcher] {
            const QList<QJsonObject> all = watcher->events(u"integration_connected"_s);
            return std::count_if(all.begin(), all.end(), [](const QJsonObject &each) {
                return each["name"_L1].toString().startsWith(u"worker ");
            });
        };
        QTRY_COMPARE_WITH_TIMEOUT(came(), integrations, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(watcher->events(u"integration_registered_actions"_s).size(),
                                  integrations, patienceMs);
        const auto successes = [&watcher] {
            const QList<QJsonObject> made = watcher->events(u"choice_made"_s);
            return std::count_if(made.begin(), made.end(), [](const QJsonObject &each) {
                return each["outcome"_L1].toString() == u"succeeded";
            });
        };
        QTRY_COMPARE_WITH_TIMEOUT(successes(), integrations, patienceMs);
        QVERIFY(watcher->events(u"missed"_s).isEmpty());
    }
    // Every watcher to every integration.
    for (const Client &watcher : watching) {
        for (int i = 0; i < integrations; ++i)
            watcher->send(uR"({"target":"worker %1","cmd":{"n":1}})"_s.arg(i));
    }
    for (const Client &watcher : watching)
        QTRY_COMPARE_WITH_TIMEOUT(watcher->withMember(u"status"_s, u"sent"_s).size(), integrations,
                                  patienceMs);
    for (const Client &worker : workers) {
        const auto commands = [&worker] {
            return std::count_if(
                worker->messages().begin(), worker->messages().end(),
                [](const QJsonObject &each) { return each.contains("from_watcher"_L1); });
        };
        QTRY_COMPARE_WITH_TIMEOUT(commands(), watchers, patienceMs);
    }
    for (int i = 0; i < hubClients; ++i) {
        DoorClient *client = hub[static_cast<std::size_t>(i)].get();
        QVERIFY(!client->waitFor(u"status"_s, u"connected"_s).isEmpty());
        client->send(
            uR"({"message_type":"ping","client_id":"client-%1","timestamp":1,"data":{"check":"alive"}})"_s
                .arg(i));
    }
    for (const Client &client : hub)
        QVERIFY(!client->waitFor(u"message_type"_s, u"pong"_s).isEmpty());
    QElapsedTimer elapsed;
    elapsed.start();
    QCOMPARE(m_relay->stop(), 0);
    QVERIFY2(elapsed.elapsed() < 2500, qPrintable(QString::number(elapsed.elapsed())));
    for (const Client &watcher : watching)
        QTRY_COMPARE(watcher->closeCode(), 1001);
}

QTEST_GUILESS_MAIN(TestRegistrations)
#include "tst_registrations.moc"
