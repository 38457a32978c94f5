// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Another process works with an outbox and is killed in the middle of it, again and again. What it
// was told to be on the disk must be there. NEURO_RELAY_CRASH_ROUNDS sets the number of rounds,
// NEURO_RELAY_CRASH_SEED the seed.

#include "protocol/splitmix64.h"
#include "storage/outbox.h"
#include "storage/outboxsamples.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace neuro::relay;
using namespace neuro::test;
using namespace Qt::Literals::StringLiterals;
using neuro::storage::Outbox;

namespace {

constexpr int defaultRounds = 50;
constexpr quint64 mostLines = 60;
constexpr int roundsBetweenClearing = 10;
constexpr int deadlineMs = 30'000;

quint64 fromEnvironment(const char *name, quint64 otherwise)
{
    bool isNumber = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&isNumber);
    return isNumber ? value : otherwise;
}

} // namespace

class TestOutboxCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatWasAcknowledged();

private:
    void runAndKill(quint64 seed, quint64 lines);
    void hear(const QByteArray &line);
    void check(quint64 seed);

    QTemporaryDir m_folder;
    /// What was acknowledged and not removed, by id.
    std::map<qint64, QByteArray> m_expected;
    qint64 m_lastRemoved = 0;
    int m_acknowledged = 0;
};

void TestOutboxCrash::losesNothingThatWasAcknowledged()
{
    const auto rounds =
        static_cast<int>(fromEnvironment("NEURO_RELAY_CRASH_ROUNDS", defaultRounds));
    const quint64 seed = fromEnvironment("NEURO_RELAY_CRASH_SEED", 1);
    neuro::protocol::SplitMix64 random(seed);
    for (int round = 1; round <= rounds; ++round) {
        const quint64 runSeed = seed * 1'000'000 + static_cast<quint64>(round);
        runAndKill(runSeed, random.below(mostLines));
        if (QTest::currentTestFailed())
            return;
        check(runSeed);
        if (QTest::currentTestFailed())
            return;
        if (round % roundsBetweenClearing == 0) {
            Outbox outbox;
            QVERIFY(outbox.open(m_folder.filePath(u"outbox.sqlite"_s)).hasValue());
            QVERIFY(outbox.dropAll(u"a"_s).hasValue());
            m_expected.clear();
            m_lastRemoved = 0;
        }
    }
    QVERIFY(m_acknowledged > rounds);
}

/// Kills the process as soon as it has printed `lines` lines, wherever it is by then.
void TestOutboxCrash::runAndKill(quint64 seed, quint64 lines)
{
    QProcess appender;
    appender.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    appender.start(QString::fromUtf8(OUTBOX_APPENDER),
                   {u"append"_s, m_folder.filePath(u"outbox.sqlite"_s), QString::number(seed)});
    QVERIFY2(appender.waitForStarted(), qPrintable(appender.errorString()));
    QByteArray output;
    const QDeadlineTimer deadline(deadlineMs);
    while (static_cast<quint64>(output.count('\n')) < lines) {
        QVERIFY2(appender.waitForReadyRead(static_cast<int>(deadline.remainingTime())),
                 "the process ended or hangs");
        output += appender.readAllStandardOutput();
    }
    appender.kill();
    QVERIFY(appender.waitForFinished());
    QCOMPARE(appender.exitStatus(), QProcess::CrashExit);
    output += appender.readAllStandardOutput();
    // A line that was cut off by the end was acknowledged as well, but its payload is not known.
    output.truncate(output.lastIndexOf('\n') + 1);
    for (const QByteArray &line : output.split('\n'))
        hear(line);
}

void TestOutboxCrash::hear(const QByteArray &line)
{
    if (line.startsWith('-')) {
        m_lastRemoved = line.mid(1).toLongLong();
        m_expected.erase(m_lastRemoved);
    } else if (line.startsWith('+')) {
        const qsizetype space = line.indexOf(' ');
        m_expected[line.mid(1, space - 1).toLongLong()] = line.mid(space + 1);
        ++m_acknowledged;
    }
}

void TestOutboxCrash::check(quint64 seed)
{
    const QByteArray hint = "round with the seed " + QByteArray::number(seed);
    Outbox outbox;
    // This checks the file's structure, too.
    const auto opened = outbox.open(m_folder.filePath(u"outbox.sqlite"_s));
    QVERIFY2(opened.hasValue(), qPrintable(opened ? QString() : opened.error().text()));
    QVERIFY2(opened->setAside.isEmpty(), hint.constData());
    std::map<qint64, QByteArray> found;
    qint64 last = 0;
    for (const OutboxRow &row : waiting(outbox, u"a"_s)) {
        QVERIFY2(row.id > last, hint.constData());
        last = row.id;
        found[row.id] = row.payload;
    }
    // The oldest one may be gone: killed between its removal and the word about it.
    if (!m_expected.empty() && found.count(m_expected.begin()->first) == 0)
        m_expected.erase(m_expected.begin());
    for (const auto &[id, payload] : m_expected)
        QVERIFY2(found.count(id) != 0 && found[id] == payload, hint.constData());
    QVERIFY2(found.empty() || found.begin()->first > m_lastRemoved, hint.constData());
    // What was committed without a word about it belongs to the rest.
    m_expected = found;
}

QTEST_GUILESS_MAIN(TestOutboxCrash)
#include "tst_outbox_crash.moc"
