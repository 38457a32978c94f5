// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/scriptedgame.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int processMs = 30'000;

/// Tests run beside one another: a door with an address that is always the same would be taken.
const QStringList otherDoorsOff = {u"--intermediary"_s, u"off"_s, u"--status"_s, u"off"_s};

struct Outcome
{
    int code = -1;
    QString out;
    QString err;
};

} // namespace

/// The program as its users start it.
class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void headlessIsReadyAndEndsCleanly_data()
    {
        QTest::addColumn<QString>("signal");
        for (const char *signal : {"TERM", "INT", "HUP"})
            QTest::newRow(signal) << QString::fromLatin1(signal);
    }

    void headlessIsReadyAndEndsCleanly()
    {
        QFETCH(QString, signal);
        QProcess relay;
        const QUrl url = startHeadless(relay);
        QVERIFY2(url.isValid(), relay.readAllStandardError().constData());
        ScriptedGame game({u"Game A"_s, 3, 1, false}, url);
        QTRY_VERIFY(game.isFinished());
        QCOMPARE(game.errors(), QStringList());
        QCOMPARE(QProcess::execute(u"kill"_s, {u'-' + signal, QString::number(relay.processId())}),
                 0);
        QVERIFY(relay.waitForFinished(processMs));
        QCOMPARE(relay.exitStatus(), QProcess::NormalExit);
        QCOMPARE(relay.exitCode(), 0);
    }

    void theReadyLineNamesEveryDoor()
    {
        QProcess relay;
        QVERIFY(startHeadless(relay, {u"--intermediary"_s, u"127.0.0.1:0"_s, u"--status"_s,
                                      u"[::1]:0"_s, u"--randy"_s, u"0"_s})
                    .isValid());
        static const QRegularExpression all(
            u"^ready backend=ws://127\\.0\\.0\\.1:\\d+ intermediary=ws://127\\.0\\.0\\.1:\\d+ "
            "status=http://\\[::1\\]:\\d+ randy=http://127\\.0\\.0\\.1:\\d+$"_s);
        QVERIFY2(all.match(m_readyLine).hasMatch(), qPrintable(m_readyLine));
        stop(relay);
        QVERIFY(startHeadless(relay).isValid());
        QVERIFY2(!m_readyLine.contains(u"intermediary") && !m_readyLine.contains(u"status"),
                 qPrintable(m_readyLine));
        stop(relay);
    }

    /// A door that somebody chose must open; of one that nobody chose games never hear.
    void takenPortsOfOtherDoors()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        const QString address = u"127.0.0.1:%1"_s.arg(occupant.serverPort());
        for (const QString &option : {u"--intermediary"_s, u"--status"_s}) {
            QStringList arguments = {u"--headless"_s, u"--backend"_s, u"127.0.0.1:0"_s};
            arguments += otherDoorsOff;
            const Outcome outcome = run(arguments + QStringList{option, address});
            QCOMPARE(outcome.code, 1);
            QVERIFY2(outcome.err.contains(address) && outcome.err.contains(option),
                     qPrintable(outcome.err));
            QCOMPARE(outcome.out, QString());
        }
    }

    /// Whoever configured encryption must not believe that it is there.
    void aBadCertificateIsNoStart()
    {
        const QByteArray tls = "tls: {certificate: absent.pem, key: absent.key}\n";
        for (const QByteArray door : {"nakurity-backend", "intermediary", "status"}) {
            const QString config = write(u"tls.yaml"_s, tls + door + ": {tls_port: 0}\n");
            QStringList arguments = {u"--headless"_s, u"--config"_s, config};
            for (const auto &[option, of] : std::initializer_list<std::pair<QString, QByteArray>>{
                     {u"--backend"_s, "nakurity-backend"},
                     {u"--intermediary"_s, "intermediary"},
                     {u"--status"_s, "status"}})
                arguments +=
                    {option, of == door || of == "nakurity-backend" ? u"127.0.0.1:0"_s : u"off"_s};
            const Outcome outcome = run(arguments);
            QCOMPARE(outcome.code, 1);
            QVERIFY2(outcome.err.contains(u"no encrypted port"_s) &&
                         outcome.err.contains(m_folder->filePath(u"absent.pem"_s)),
                     qPrintable(outcome.err));
            QCOMPARE(outcome.out, QString());
        }
    }

    void takenPortIsOneLine()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        const QString address = u"127.0.0.1:%1"_s.arg(occupant.serverPort());
        const QString config = write(u"config.yaml"_s, {});
        const Outcome outcome =
            run(QStringList{u"--headless"_s, u"--backend"_s, address, u"--config"_s, config} +
                otherDoorsOff);
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains(address), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains(u"another program uses this port already"),
                 qPrintable(outcome.err));
        QCOMPARE(outcome.err.trimmed().count(u'\n'), 0);
        QCOMPARE(outcome.out, QString());
    }

    void usageErrors_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names");
        QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << u"nonsense"_s;
        QTest::newRow("bad address")
            << QStringList{u"--headless"_s, u"--backend"_s, u"x:y"_s} << u"x:y"_s;
        QTest::newRow("bad decider")
            << QStringList{u"--headless"_s, u"--decide"_s, u"dice"_s} << u"dice"_s;
        QTest::newRow("bad level") << QStringList{u"--log-level"_s, u"loud"_s} << u"loud"_s;
        QTest::newRow("unknown command") << QStringList{u"dance"_s} << u"dance"_s;
        QTest::newRow("missing file")
            << QStringList{u"--headless"_s, u"--config"_s, u"/no/such.yaml"_s}
            << u"/no/such.yaml"_s;
        QTest::newRow("unknown demo") << QStringList{u"demo"_s, u"chess"_s} << u"chess"_s;
    }

    void usageErrors()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, names);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains(names), qPrintable(outcome.err));
    }

    void helpAndVersion()
    {
        const Outcome help = run({u"--help"_s});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains(u"--backend"));
        const Outcome version = run({u"--version"_s});
        QCOMPARE(version.code, 0);
        QVERIFY(version.out.startsWith(u"neuro-relay "));
    }

    void checkConfig()
    {
        const QString good = write(u"good.yaml"_s, "relay:\n  force_retries: 5\n");
        QCOMPARE(run({u"check-config"_s, good}).code, 0);
        const QString bad =
            write(u"bad.yaml"_s, "relay:\n  force_retries: many\nlimits:\n  nesting: -1\n");
        const Outcome outcome = run({u"check-config"_s, bad});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains(u"bad.yaml:2") && outcome.err.contains(u"bad.yaml:4"),
                 qPrintable(outcome.err));
        // A relay does not start with it either.
        QCOMPARE(run({u"--headless"_s, u"--config"_s, bad}).code, 2);
    }

    /// A name of this computer is one of its doors as well as an address is.
    void upstreamIsLookedUpBeforeTheStart()
    {
        const QString name = QHostInfo::localHostName();
        const QList<QHostAddress> own = QNetworkInterface::allAddresses();
        const QList<QHostAddress> found = QHostInfo::fromName(name).addresses();
        const bool isHere = std::any_of(found.begin(), found.end(), [&own](const auto &address) {
            return address.protocol() == QAbstractSocket::IPv4Protocol &&
                   (address.isLoopback() || own.contains(address));
        });
        if (name.isEmpty() || !isHere)
            QSKIP("this computer does not find itself by its name");
        const QString config =
            write(u"config.yaml"_s,
                  "nakurity-backend: {host: 0.0.0.0, port: 8000}\nnakurity-client: {host: " +
                      name.toUtf8() + "}\n");
        for (const QStringList &arguments : {QStringList{u"check-config"_s, config},
                                             QStringList{u"--headless"_s, u"--config"_s, config}}) {
            const Outcome outcome = run(arguments);
            QCOMPARE(outcome.code, 2);
            QVERIFY2(outcome.err.contains(u"is this relay's own door 0.0.0.0:8000"),
                     qPrintable(outcome.err));
        }
    }

    void checkAction()
    {
        const QString good = write(
            u"good.json"_s, R"({"name":"shoot","description":"Fire.","schema":{"type":"object"}})");
        Outcome outcome = run({u"check-action"_s, good});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.out.contains(u"\"shoot\" is good"), qPrintable(outcome.out));
        QCOMPARE(outcome.err, QString());
        outcome = run({u"check-action"_s, good, u"-"_s}, "[]");
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.out.contains(u"standard input: bad: 1 error"), qPrintable(outcome.out));
        outcome =
            run({u"check-action"_s, write(u"bad.json"_s, R"({"name":"","description":"Fire."})")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.out.contains(u"bad.json: bad: 1 error"), qPrintable(outcome.out));
        const QString missing = m_folder->filePath(u"missing.json"_s);
        outcome = run({u"check-action"_s, missing});
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.out, QString());
        QVERIFY2(outcome.err.contains(missing), qPrintable(outcome.err));
    }

    /// Each line at once: whoever pipes may wait for the answer before it asks again.
    void checkActionAnswersWhatIsPiped()
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(NEURO_RELAY_PROGRAM), {u"check-action"_s, u"--jsonl"_s});
        const auto answerTo = [&process](const QByteArray &line) {
            process.write(line + '\n');
            while (!process.canReadLine() && process.waitForReadyRead(processMs))
                continue;
            return process.readLine().trimmed();
        };
        // Outside of macros, in which moc reads no raw strings.
        const QByteArray satisfied = answerTo(R"({"schema":{},"instance":"1"})");
        const QByteArray violated = answerTo(R"({"schema":{"type":"string"},"instance":"1"})");
        const QByteArray expected = R"({"valid":true,"errors":[]})";
        QCOMPARE(satisfied, expected);
        QVERIFY2(violated.startsWith("{\"valid\":false,\"errors\":[{"), violated.constData());
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(processMs));
        QCOMPARE(process.exitCode(), 0);

        const Outcome outcome =
            run({u"check-action"_s, u"--jsonl"_s}, "no request\n{\"schema\":true}");
        QCOMPARE(outcome.code, 2);
        const QStringList answers = outcome.out.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(answers.size(), 2);
        QVERIFY2(answers[0].contains(u"line 1 is not JSON"), qPrintable(answers[0]));
        QVERIFY2(answers[1].contains(u"line 2 needs"), qPrintable(answers[1]));
    }

    void firstRunWritesAConfiguration()
    {
        QProcess relay;
        QVERIFY(startHeadless(relay).isValid());
        const QString file = m_folder->filePath(u"config/neuro-relay/config.yaml"_s);
        QVERIFY(QFile::exists(file));
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        stop(relay);
    }

    void oneRelayPerDataFolder()
    {
        QProcess relay;
        QVERIFY(startHeadless(relay).isValid());
        const Outcome second =
            run(QStringList{u"--headless"_s, u"--backend"_s, u"127.0.0.1:0"_s} + otherDoorsOff);
        QCOMPARE(second.code, 1);
        QVERIFY2(second.err.contains(QString::number(relay.processId())), qPrintable(second.err));
        stop(relay);
    }

    /// A game, or a log, that knows ids of an earlier run never meets one of them again.
    void idsOfActionsAreNeverUsedAgain()
    {
        constexpr int forces = 3;
        QSet<QString> ids;
        for (int start = 1; start <= 2; ++start) {
            QProcess relay;
            const QUrl url = startHeadless(relay, {u"--decide"_s, u"first"_s});
            QVERIFY2(url.isValid(), relay.readAllStandardError().constData());
            ScriptedGame game({u"Game A"_s, forces, 0, false}, url);
            connect(&game.client(), &client::NeuroClient::actionReceived, this,
                    [&ids](const protocol::ActionRequest &action) { ids.insert(action.id); });
            QTRY_VERIFY(game.isFinished());
            QCOMPARE(game.errors(), QStringList());
            QCOMPARE(ids.size(), start * forces);
            stop(relay);
        }
        QVERIFY(!ids.contains(QString()));
    }

    void recordsAndRefusesToOverwrite()
    {
        const QString log = m_folder->filePath(u"log.jsonl"_s);
        QProcess relay;
        const QUrl url = startHeadless(relay, {u"--record"_s, log});
        QVERIFY(url.isValid());
        ScriptedGame game({u"Game A"_s, 1, 0, false}, url);
        QTRY_VERIFY(game.isFinished());
        stop(relay);
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("\"succeeded\""));
        const Outcome again =
            run(QStringList{u"--headless"_s, u"--backend"_s, u"127.0.0.1:0"_s, u"--record"_s, log} +
                otherDoorsOff);
        QCOMPARE(again.code, 1);
        QVERIFY2(again.err.contains(log), qPrintable(again.err));
    }

    void demoGamesPlay_data()
    {
        QTest::addColumn<QString>("game");
        QTest::addColumn<QString>("decider");
        for (const QString &game : {u"tic-tac-toe"_s, u"rock-paper-scissors"_s}) {
            for (const QString &decider : {u"first"_s, u"random"_s})
                QTest::newRow(qPrintable(game + u" " + decider)) << game << decider;
        }
    }

    void demoGamesPlay()
    {
        QFETCH(QString, game);
        QFETCH(QString, decider);
        const QString config = write(u"demo.yaml"_s, "relay:\n  random_delay: 1\n");
        const QString log = m_folder->filePath(u"log.jsonl"_s);
        QProcess relay;
        const QUrl url = startHeadless(
            relay, {u"--decide"_s, decider, u"--record"_s, log, u"--config"_s, config});
        QVERIFY(url.isValid());
        const Outcome outcome = run({u"demo"_s, game, u"--url"_s, url.toString(), u"--rounds"_s,
                                     u"2"_s, u"--delay"_s, u"1"_s});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        stop(relay);
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("\"succeeded\""));
        QVERIFY2(!text.contains("\"verdict\":\"refused\""), text.constData());
    }

    void demoGamesGiveNoReasonToWarn_data()
    {
        QTest::addColumn<int>("delayMs");
        QTest::addColumn<int>("rounds");
        // More than a relay takes of registrations in 10 s, and of contexts in one.
        QTest::newRow("as fast as it goes") << 0 << 26;
        QTest::newRow("fast") << 200 << 8;
    }

    void demoGamesGiveNoReasonToWarn()
    {
        QFETCH(int, delayMs);
        QFETCH(int, rounds);
        const QString config = write(u"demo.yaml"_s, "relay:\n  random_delay: 1\n");
        const QString log = m_folder->filePath(u"log.jsonl"_s);
        QProcess relay;
        const QUrl url = startHeadless(
            relay, {u"--decide"_s, u"random"_s, u"--record"_s, log, u"--config"_s, config});
        QVERIFY(url.isValid());
        std::array<QProcess, 2> games;
        for (std::size_t i = 0; i < games.size(); ++i) {
            const QString name = i == 0 ? u"tic-tac-toe"_s : u"rock-paper-scissors"_s;
            games[i].start(QStringLiteral(NEURO_RELAY_PROGRAM),
                           {u"demo"_s, name, u"--url"_s, url.toString(), u"--rounds"_s,
                            QString::number(rounds), u"--delay"_s, QString::number(delayMs)});
        }
        for (QProcess &game : games) {
            QVERIFY(game.waitForFinished(processMs));
            QVERIFY2(game.exitCode() == 0, game.readAllStandardError().constData());
        }
        stop(relay);
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadOnly));
        int results = 0;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            results += line.contains("\"succeeded\"") ? 1 : 0;
            const bool isDoubtful =
                line.contains(R"("severity":"warning")") || line.contains(R"("severity":"error")");
            // How long an answer takes is a matter of the machine.
            if (line.contains(R"("kind":"diagnostic")") && !line.contains("result/slow"))
                QVERIFY2(!isDoubtful, line.constData());
        }
        QVERIFY(results >= 4 * rounds); // Neuro's moves of a round are two at least.
    }

#ifdef NEURO_RELAY_GUI
    void aSignalEndsTheWindowAlsoWithGames()
    {
        QProcess relay;
        const QUrl url = startWindow(relay);
        ScriptedGame game({u"Game A"_s, 1, 0, false}, url);
        QTRY_VERIFY_WITH_TIMEOUT(game.client().state() == client::NeuroClient::State::Connected,
                                 processMs);
        relay.terminate();
        QVERIFY(relay.waitForFinished(processMs));
        QCOMPARE(relay.exitStatus(), QProcess::NormalExit);
        QCOMPARE(relay.exitCode(), 0);
        // It recorded the session without being told to.
        QCOMPARE(
            QDir(m_folder->filePath(u"data/neuro-relay/sessions"_s)).entryList(QDir::Files).size(),
            1);
    }

    void aSecondStartRaisesTheFirstWindow()
    {
        QProcess relay;
        const QUrl url = startWindow(relay);
        ScriptedGame game({u"Game A"_s, 1, 0, false}, url);
        QTRY_VERIFY_WITH_TIMEOUT(game.client().state() == client::NeuroClient::State::Connected,
                                 processMs);
        // The first one is told, by the other process only.
        const auto isTold = [&relay] {
            return relay.peek(1 << 20).contains("another start with this data folder");
        };
        relay.setReadChannel(QProcess::StandardError);
        QVERIFY(!isTold());
        const Outcome second = run(QStringList{u"--backend"_s, u"127.0.0.1:0"_s} + otherDoorsOff);
        QVERIFY2(second.code == 0, qPrintable(second.err));
        QCOMPARE(second.out, QString());
        const QString told = u"neuro-relay: process %1 has this data folder open; its window comes "
                             "to the front\n"_s.arg(relay.processId());
        QVERIFY2(second.err.endsWith(told), qPrintable(second.err));
        QTRY_VERIFY_WITH_TIMEOUT(isTold(), processMs);
        QCOMPARE(relay.state(), QProcess::Running);
        QCOMPARE(game.client().state(), client::NeuroClient::State::Connected);

        // The window is where a broken configuration is mended.
        const QStringList broken = {u"--config"_s, write(u"broken.yaml"_s, "relay: [\n")};
        const Outcome third = run(broken + otherDoorsOff);
        QVERIFY2(third.code == 0, qPrintable(third.err));
        QVERIFY2(third.err.endsWith(told), qPrintable(third.err));
        stop(relay);
        const Outcome alone = run(broken + otherDoorsOff);
        QCOMPARE(alone.code, 2);
        QVERIFY2(alone.err.contains(u"broken.yaml:"), qPrintable(alone.err));
    }

    /// There is no window to come to the front.
    void aSecondStartBesideAHeadlessOneSaysSo()
    {
        QProcess relay;
        QVERIFY(startHeadless(relay).isValid());
        const Outcome second = run(QStringList{u"--backend"_s, u"127.0.0.1:0"_s} + otherDoorsOff);
        QCOMPARE(second.code, 1);
        QVERIFY2(second.err.contains(u"in use by process %1 "_s.arg(relay.processId())) &&
                     second.err.contains(u"--data-dir"_s),
                 qPrintable(second.err));
        stop(relay);
    }
#endif

private:
#ifdef NEURO_RELAY_GUI
    /// Starts the program with its window on a port that was free a moment ago.
    QUrl startWindow(QProcess &process) const
    {
        quint16 port = 0;
        {
            QTcpServer probe;
            probe.listen(QHostAddress::LocalHost);
            port = probe.serverPort();
        }
        process.setProcessEnvironment(environment());
        const QString address = u"127.0.0.1:%1"_s.arg(port);
        process.start(QStringLiteral(NEURO_RELAY_PROGRAM),
                      QStringList{u"--backend"_s, address} + otherDoorsOff);
        return QUrl(u"ws://"_s + address);
    }
#endif

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->filePath(u"config"_s));
        environment.insert(u"XDG_DATA_HOME"_s, m_folder->filePath(u"data"_s));
        return environment;
    }

    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return file.fileName();
    }

    /// `input`: all that it can read from standard input.
    Outcome run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(NEURO_RELAY_PROGRAM), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(processMs)) {
            process.kill();
            process.waitForFinished();
            return {-1, {}, u"did not end"_s};
        }
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    /// Starts a relay on a free port; the address from its ready line.
    QUrl startHeadless(QProcess &process, const QStringList &more = {})
    {
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(NEURO_RELAY_PROGRAM),
                      QStringList{u"--headless"_s, u"--backend"_s, u"127.0.0.1:0"_s} +
                          (more.contains(u"--intermediary"_s) ? QStringList() : otherDoorsOff) +
                          more);
        QElapsedTimer timer;
        timer.start();
        while (!process.canReadLine() && timer.elapsed() < processMs &&
               process.state() != QProcess::NotRunning)
            process.waitForReadyRead(100);
        m_readyLine = QString::fromUtf8(process.readLine()).trimmed();
        const QString start = u"ready backend="_s;
        return m_readyLine.startsWith(start)
                   ? QUrl(m_readyLine.mid(start.size()).section(u' ', 0, 0))
                   : QUrl();
    }

    static void stop(QProcess &process)
    {
        process.terminate();
        // What it says may tell why it goes on.
        QVERIFY2(process.waitForFinished(processMs), process.readAllStandardError().constData());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_readyLine;
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
