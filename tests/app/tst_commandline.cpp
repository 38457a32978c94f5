// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/commandline.h"

#include <QTest>

using namespace neuro;
using namespace neuro::app;
using namespace Qt::StringLiterals;

namespace {

protocol::Result<CommandLine, CommandLineExit> parse(const QStringList &arguments)
{
    return parseCommandLine(QStringList{u"neuro-relay"_s} + arguments);
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOpensTheWindow()
    {
        const auto line = parse({});
        QVERIFY(line.hasValue());
        QCOMPARE(line->mode, CommandLine::Mode::Window);
        QVERIFY(!line->configFile);
        QVERIFY(!line->backendPort);
        QVERIFY(!line->deciders);
        QVERIFY(line->dataFolder.endsWith(u"/neuro-relay"));
    }

    void everyOptionIsRead()
    {
        const auto line = parse({u"--headless"_s,
                                 u"--config"_s,
                                 u"c.yaml"_s,
                                 u"--backend"_s,
                                 u"[::1]:9000"_s,
                                 u"--intermediary"_s,
                                 u"0.0.0.0:9001"_s,
                                 u"--status"_s,
                                 u"off"_s,
                                 u"--randy"_s,
                                 u"1337"_s,
                                 u"--upstream"_s,
                                 u"ws://127.0.0.1:8000"_s,
                                 u"--decide"_s,
                                 u"operator:30,first"_s,
                                 u"--record"_s,
                                 u"log"_s,
                                 u"--append"_s,
                                 u"--data-dir"_s,
                                 u"data"_s,
                                 u"--log-level"_s,
                                 u"debug"_s});
        QVERIFY(line.hasValue());
        QCOMPARE(line->mode, CommandLine::Mode::Headless);
        QCOMPARE(line->configFile, u"c.yaml"_s);
        QCOMPARE(line->backendHost, u"::1"_s);
        QCOMPARE(line->backendPort, quint16(9000));
        QVERIFY(line->intermediary && line->intermediary->isOn);
        QCOMPARE(line->intermediary->address.host, u"0.0.0.0"_s);
        QCOMPARE(line->intermediary->address.port, quint16(9001));
        QVERIFY(line->status && !line->status->isOn);
        QCOMPARE(line->randyPort, std::optional<quint16>(1337));
        QCOMPARE(line->upstream, QUrl(u"ws://127.0.0.1:8000"_s));
        QCOMPARE(line->deciders->size(), 2);
        QCOMPARE(line->deciders->first().timeLimitMs, 30'000);
        QCOMPARE(line->recordFile, u"log"_s);
        QCOMPARE(line->existingRecord, storage::ExistingFile::Append);
        QCOMPARE(line->dataFolder, u"data"_s);
        QCOMPARE(line->logLevel, u"debug"_s);
    }

    void runScriptKeepsItsArguments()
    {
        const auto line = parse({u"run-script"_s, u"test.yaml"_s, u"--backend"_s, u"x"_s});
        QVERIFY(line.hasValue());
        QCOMPARE(line->mode, CommandLine::Mode::RunScript);
        QCOMPARE(line->commandArguments, (QStringList{u"test.yaml"_s, u"--backend"_s, u"x"_s}));
        QCOMPARE(line->logLevel, u"warning"_s);
    }

    void demoKeepsItsArguments()
    {
        const auto line = parse({u"demo"_s, u"tic-tac-toe"_s, u"--rounds"_s, u"2"_s});
        QCOMPARE(line->mode, CommandLine::Mode::Demo);
        QCOMPARE(line->commandArguments, (QStringList{u"tic-tac-toe"_s, u"--rounds"_s, u"2"_s}));
    }

    void consoleAttachesOrRunsItsOwn()
    {
        auto line = parse({u"console"_s});
        QVERIFY(line.hasValue());
        QCOMPARE(line->mode, CommandLine::Mode::Console);
        QVERIFY(!line->ownRelay);
        QVERIFY(!line->consoleUrl);
        QCOMPARE(line->logLevel, u"warning"_s);

        line = parse({u"console"_s, u"--url"_s, u"ws://127.0.0.1:9000"_s, u"--token"_s, u"abc"_s,
                      u"--log-level"_s, u"info"_s});
        QCOMPARE(line->consoleUrl, std::optional(QUrl(u"ws://127.0.0.1:9000"_s)));
        QCOMPARE(line->consoleToken, u"abc"_s);
        QCOMPARE(line->logLevel, u"info"_s);

        line = parse({u"console"_s, u"--own"_s, u"--backend"_s, u"9001"_s});
        QVERIFY(line->ownRelay);
        QCOMPARE(line->backendPort, std::optional<quint16>(9001));
        // Its operator is there.
        config::ConfigReading reading = config::readConfig({}, u"relay.yaml"_s);
        applyCommandLine(*line, reading.config, reading.issues);
        QCOMPARE(config::formatDeciders(reading.config.engine.deciders), u"operator"_s);
    }

    void consoleContradictions_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QStringList &arguments, const QString &error) {
            QTest::newRow(name) << arguments << error;
        };
        row("both", {u"console"_s, u"--own"_s, u"--token"_s, u"secret"_s}, u"--own excludes"_s);
        row("relay options", {u"console"_s, u"--decide"_s, u"first"_s},
            u"--decide is for a relay"_s);
        row("headless", {u"console"_s, u"--headless"_s}, u"--headless exclude each other"_s);
        row("a game's address", {u"console"_s, u"--url"_s, u"http://x"_s}, u"--url: must be"_s);
        row("a password", {u"console"_s, u"--url"_s, u"ws://me:secret@x"_s}, u"--url: must be"_s);
        row("no token", {u"console"_s, u"--token"_s, QString()}, u"--token: must not be empty"_s);
        row("arguments", {u"console"_s, u"list"_s}, u"console takes no arguments"_s);
        row("no console", {u"--headless"_s, u"--own"_s}, u"belong to the command console"_s);
        row("token alone", {u"--token"_s, u"secret"_s}, u"belong to the command console"_s);
    }

    void consoleContradictions()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, error);
        const auto line = parse(arguments);
        QVERIFY(!line.hasValue());
        QCOMPARE(line.error().code, UsageError);
        QVERIFY2(line.error().text.contains(error), qPrintable(line.error().text));
        QVERIFY(!line.error().text.contains(u"secret"));
    }

    void upstreamBeatsEverythingElse()
    {
        config::ConfigReading reading =
            config::readConfig("nakurity-client: {host: a}", u"relay.yaml"_s);
        applyCommandLine(*parse({u"--headless"_s, u"--upstream"_s, u"ws://127.0.0.1:8000"_s}),
                         reading.config, reading.issues);
        QVERIFY(reading.issues.isEmpty());
        QCOMPARE(reading.config.upstream.url, QUrl(u"ws://127.0.0.1:8000"_s));
        QCOMPARE(reading.config.backend.port, quint16(8001));
        QCOMPARE(config::formatDeciders(reading.config.engine.deciders), u"upstream"_s);

        reading = config::readConfig("nakurity-client: {host: a}", u"relay.yaml"_s);
        applyCommandLine(*parse({u"--upstream"_s, u"none"_s}), reading.config, reading.issues);
        QVERIFY(reading.config.upstream.url.isEmpty());
        QCOMPARE(config::formatDeciders(reading.config.engine.deciders), u"operator"_s);

        const auto wrong = parse({u"--upstream"_s, u"http://me:password@x"_s});
        QVERIFY(!wrong.hasValue());
        QVERIFY(wrong.error().text.contains(u"--upstream: must be a WebSocket address"));
        QVERIFY(!wrong.error().text.contains(u"password"));
    }

    void upstreamAndBackendMustDiffer()
    {
        config::ConfigReading reading = config::readConfig({}, u"relay.yaml"_s);
        applyCommandLine(*parse({u"--upstream"_s, u"ws://[::1]:7000"_s, u"--backend"_s, u"7000"_s}),
                         reading.config, reading.issues);
        QCOMPARE(reading.issues.size(), 1);
        const QString text = reading.issues.front().toString();
        QVERIFY2(text.startsWith(u"command line: --upstream: the upstream ws://[::1]:7000 is this "
                                 "relay's own door localhost:7000 (--backend)"),
                 qPrintable(text));
    }

    void doorsAreChosen()
    {
        config::ConfigReading reading = config::readConfig({}, u"relay.yaml"_s);
        applyCommandLine(*parse({u"--headless"_s, u"--intermediary"_s, u"off"_s, u"--status"_s,
                                 u"[::1]:0"_s, u"--randy"_s, u"0"_s}),
                         reading.config, reading.issues);
        QVERIFY(reading.issues.isEmpty());
        QVERIFY(!reading.config.intermediary.enabled);
        QVERIFY(reading.config.status.enabled);
        QVERIFY(reading.config.status.addressIsSet);
        QCOMPARE(reading.config.status.host, u"::1"_s);
        QCOMPARE(reading.config.status.port, quint16(0));
        QCOMPARE(reading.config.status.randyPort, std::optional<quint16>(0));
        // Nobody is there to be asked.
        QCOMPARE(config::formatDeciders(reading.config.engine.deciders), u"first"_s);

        reading = config::readConfig("intermediary: {enabled: false}", u"relay.yaml"_s);
        applyCommandLine(*parse({u"--headless"_s, u"--intermediary"_s, u":9001"_s}), reading.config,
                         reading.issues);
        QVERIFY(reading.config.intermediary.enabled);
        QCOMPARE(config::formatDeciders(reading.config.engine.deciders), u"watchers:8,first"_s);

        reading = config::readConfig({}, u"relay.yaml"_s);
        applyCommandLine(*parse({u"--status"_s, u"127.0.0.1:8000"_s}), reading.config,
                         reading.issues);
        QCOMPARE(reading.issues.size(), 1);
        QCOMPARE(reading.issues.front().toString(),
                 u"relay.yaml: --status: port 8000 is that of nakurity-backend.port, too; change "
                 "one of the two"_s);

        for (const QString &bad : {u"x:y"_s, u"127.0.0.1"_s, u"Off"_s, u"127.0.0.1:70000"_s}) {
            const auto line = parse({u"--intermediary"_s, bad});
            QVERIFY(!line.hasValue());
            QVERIFY2(line.error().text.contains(bad), qPrintable(line.error().text));
        }
        QVERIFY(!parse({u"--randy"_s, u"-1"_s}).hasValue());
    }

    /// As a script passes them whose variable is not set.
    void emptyNamesAreRefused()
    {
        for (const QString &option : {u"--config"_s, u"--record"_s, u"--data-dir"_s}) {
            const auto line = parse({u"--headless"_s, option, QString()});
            QVERIFY(!line.hasValue());
            QCOMPARE(line.error().code, UsageError);
            QVERIFY2(line.error().text.contains(option + u": must not be empty"_s),
                     qPrintable(line.error().text));
        }
    }

    void whatIsAboutARecordNeedsOne()
    {
        for (const QString &option : {u"--append"_s, u"--overwrite"_s}) {
            const auto line = parse({u"--headless"_s, option});
            QVERIFY(!line.hasValue());
            QCOMPARE(line.error().code, UsageError);
            QVERIFY2(line.error().text.contains(option + u" is for the file of --record"_s),
                     qPrintable(line.error().text));
            QVERIFY(parse({u"--headless"_s, option, u"--record"_s, u"log"_s}).hasValue());
        }
    }

    void theHostMayBeLeftOut()
    {
        for (const QString &text : {u"8000"_s, u":8000"_s}) {
            const auto line = parse({u"--backend"_s, text});
            QVERIFY(line.hasValue());
            QCOMPARE(line->backendHost, QString());
            QCOMPARE(line->backendPort, std::optional<quint16>(8000));
        }
        const auto help = parse({u"--help"_s});
        QVERIFY2(help.error().text.contains(u"--backend <[HOST:]PORT>"),
                 qPrintable(help.error().text));
        const auto wrong = parse({u"--backend"_s, u"127.0.0.1"_s});
        QVERIFY2(wrong.error().text.contains(u"is not [HOST:]PORT"),
                 qPrintable(wrong.error().text));
    }

    void contradictionsAreErrors()
    {
        const auto line = parse({u"--append"_s, u"--overwrite"_s});
        QVERIFY(!line.hasValue());
        QCOMPARE(line.error().code, UsageError);
        QVERIFY(line.error().text.contains(u"--overwrite"));
        QVERIFY(!parse({u"check-config"_s}).hasValue());
        QVERIFY(!parse({u"check-config"_s, QString()}).hasValue());
        QVERIFY(!parse({u"check-config"_s, u"a"_s, u"b"_s}).hasValue());
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
