// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/consolefixture.h"
#include "e2e/relayprocess.h"
#include "e2e/scriptedgame.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int processMs = 20'000;
const QString standardToken = u"a-standard-token-of-a-test"_s;
const QString enhancedToken = u"an-enhanced-token-of-a-test"_s;

struct Outcome
{
    int code = -1;
    QStringList out;
    QString err;
};

} // namespace

/// The console as scripts use it: the program, its standard input a pipe.
class TestConsole : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        prepare(u"intermediary:\n  auth_token: %1\ndependency-authentication:\n"
                "  neuro-os:\n    auth_token: %2\n"_s.arg(standardToken, enhancedToken)
                    .toUtf8());
    }

    void aForceIsListedAndAnswered()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"operator"_s), QString());
        ScriptedGame game({u"Game A"_s, 2, 1, false}, relay.url());
        const Outcome outcome =
            attach(relay, u"force wait 10\n"
                          "list\n"
                          "force \"Game A\" act_0 {\"token\":\"Game A\",\"n\":1}\n"
                          "force wait 10\n"
                          "force 1 act_1 {\"token\": \"Game A\", \"n\": 2}\n"
                          "force wait 10\n"
                          "quit\n"
                          "bogus\n"_s);
        // The first answer of each force is refused by the game. What looks like a token is masked
        // by the relay.
        QCOMPARE(outcome.out.join(u'\n'), u"1. \"Game A\": Round 1, Game A?\n"
                                          "   act_0, act_1\n"
                                          "\"Game A\": act_0, act_1, act_2\n"
                                          "1. \"Game A\": Round 1, Game A?\n"
                                          "   act_0, act_1\n"
                                          "\"Game A\": act_1 succeeded: done, token=*** A\n"
                                          "2. \"Game A\": Round 2, Game A?\n"
                                          "   act_1, act_2"_s);
        QCOMPARE(outcome.err,
                 u"neuro-relay: line 3: \"Game A\": act_0 failed: not yet, token=*** A\n"_s);
        QCOMPARE(outcome.code, 1);
        QTRY_COMPARE(game.answers(), 2);
        QCOMPARE(game.lastAction(), u"act_1"_s);
        QCOMPARE(game.lastData(), QByteArray("{\"token\": \"Game A\", \"n\": 2}"));
        QCOMPARE(game.errors(), QStringList());
    }

    void anActionIsSent()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"operator"_s), QString());
        ScriptedGame game({u"Chess"_s, 1, 0, false}, relay.url());
        const Outcome outcome = attach(relay, u"# a comment\n\n"
                                              "force wait\n"
                                              "send Chess act_0 {\"token\":\"Chess\",\"n\":3}"_s);
        QCOMPARE(outcome.err, QString());
        // As in a force, what looks like a token is masked.
        QCOMPARE(outcome.out.constLast(), u"Chess: act_0 succeeded: done, token=***"_s);
        QCOMPARE(outcome.code, 0);
        QTRY_VERIFY(game.isFinished());
        QCOMPARE(game.errors(), QStringList());
    }

    void whatIsListedCanBeSent()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"operator"_s), QString());
        neuro::client::NeuroClient older(u"Twix"_s);
        neuro::client::NeuroClient newer(u"Twix"_s);
        const auto begin = [&relay](neuro::client::NeuroClient &game, const QString &action) {
            QObject::connect(&game, &neuro::client::NeuroClient::actionReceived, &game,
                             [&game](const neuro::protocol::ActionRequest &request) {
                                 game.sendResult(request.id, true, request.name);
                             });
            game.registerActions({{action, u"d"_s, {}, {}}});
            return game.start(relay.url());
        };
        QCOMPARE(begin(older, u"b0"_s), QString());
        QTRY_COMPARE(attach(relay, u"list"_s).out, QStringList{u"Twix: b0"_s});
        QCOMPARE(begin(newer, u"b1"_s), QString());
        QTRY_COMPARE(attach(relay, u"list"_s).out, (QStringList{u"Twix: b0"_s, u"twix-2: b1"_s}));
        const Outcome outcome = attach(relay, u"send Twix b0\n"
                                              "send twix-2 b1\n"
                                              "send Twix b1\n"_s);
        QCOMPARE(outcome.err, QString());
        QCOMPARE(outcome.out.size(), 3);
        QCOMPARE(outcome.code, 0);
    }

    void errorsNameTheirLines()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"operator"_s), QString());
        ScriptedGame game({u"Chess"_s, 1, 0, false}, relay.url());
        const Outcome outcome = attach(relay, u"force wait\n"
                                              "force 1 act_0 {\"token\":\"Chess\",\"n\":99}\n"
                                              "force 1 act_2 {\"token\":\"Chess\",\"n\":9}\n"
                                              "force 2 act_0\n"
                                              "send Go move\n"
                                              "send Chess castle\n"
                                              "context hello\n"
                                              "bogus-%1\n"
                                              "send Chess act_0 {\n"
                                              "list\n"_s.arg(enhancedToken));
        const QStringList errors = outcome.err.trimmed().split(u'\n');
        QVERIFY2(errors.size() == 8, qPrintable(outcome.err));
        const QStringList expected = {u"line 2: "_s,
                                      u"line 3: act_2 is not one"_s,
                                      u"line 4: there is no force"_s,
                                      u"line 5: no game is called"_s,
                                      u"line 6: castle is not registered"_s,
                                      u"line 7: neuro backend not available"_s,
                                      u"line 8: there is no command \"bogus-***\""_s,
                                      u"line 9: the data is not JSON"_s};
        for (qsizetype i = 0; i < expected.size(); ++i)
            QVERIFY2(errors.at(i).startsWith(u"neuro-relay: "_s + expected.at(i)),
                     qPrintable(errors.at(i)));
        QVERIFY2(errors.at(0).contains(u"99") || errors.at(0).contains(u"data.n"),
                 qPrintable(errors.at(0)));
        QCOMPARE(outcome.out.constLast(), u"Chess: act_0, act_1, act_2"_s);
        QCOMPARE(outcome.code, 1);
        QCOMPARE(game.answers(), 0);
    }

    void watchersMayAnswerWhatTheyAreAsked()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"watchers:60,first"_s), QString());
        QProcess console;
        begin(console, attachment(relay), {u"NEURO_RELAY_TOKEN="_s + standardToken});
        console.write("list\n");
        // Only who is there is asked.
        QTRY_VERIFY_WITH_TIMEOUT(console.canReadLine(), processMs);
        QCOMPARE(console.readLine(), QByteArray("no game is connected\n"));
        ScriptedGame game({u"Chess"_s, 1, 0, false}, relay.url());
        console.write("force wait\n"
                      "send Chess act_0 {\"token\":\"Chess\",\"n\":1}\n"
                      "force Chess act_0 {\"token\":\"Chess\",\"n\":1}\n");
        console.closeWriteChannel();
        QTRY_COMPARE_WITH_TIMEOUT(console.state(), QProcess::NotRunning, processMs);
        const QString err = QString::fromUtf8(console.readAllStandardError());
        QVERIFY2(err.startsWith(u"neuro-relay: line 3: enhanced privileges required"),
                 qPrintable(err));
        QCOMPARE(err.count(u'\n'), 1);
        const QByteArray out = console.readAllStandardOutput();
        QVERIFY2(out.endsWith("\nChess: act_0 succeeded: done, token=***\n"), out.constData());
        QTRY_VERIFY(game.isFinished());
    }

    void aWrongTokenIsRefused()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"first"_s), QString());
        const Outcome outcome =
            attach(relay, u"list\n"_s, {}, {u"--token"_s, u"some-wrong-secret"_s});
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.out, QStringList());
        QVERIFY2(outcome.err.contains(u"invalid auth token") && outcome.err.contains(u"--token"),
                 qPrintable(outcome.err));
        QVERIFY(!outcome.err.contains(u"some-wrong-secret"));
    }

    void aRelayThatIsNotThere()
    {
        QTcpServer nobody;
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        const QString url = u"ws://127.0.0.1:%1"_s.arg(nobody.serverPort());
        nobody.close();
        const Outcome outcome = run({u"--config"_s, m_config, u"--url"_s, url}, u"list\n"_s);
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.startsWith(u"neuro-relay: cannot attach to a relay at "_s + url),
                 qPrintable(outcome.err));
        QCOMPARE(outcome.err.count(u'\n'), 1);
    }

    void anotherDoorOfTheRelay()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"operator"_s), QString());
        QUrl url = relay.statusUrl();
        url.setScheme(u"ws"_s);
        const Outcome outcome =
            run({u"--config"_s, m_config, u"--url"_s, url.toString()}, u"list\n"_s);
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.startsWith(u"neuro-relay: cannot attach to a relay at "_s +
                                        url.toString() +
                                        u": what listens there does not answer with a WebSocket"_s),
                 qPrintable(outcome.err));
        QVERIFY2(!outcome.err.contains(u"QWebSocket"), qPrintable(outcome.err));
        QCOMPARE(outcome.err.count(u'\n'), 1);
    }

    void aRelayThatEnds()
    {
        RelayProcess relay(m_folder->path());
        QCOMPARE(start(relay, u"operator"_s), QString());
        QProcess console;
        begin(console, attachment(relay), {});
        console.write("list\n");
        QTRY_COMPARE_WITH_TIMEOUT(console.bytesAvailable(), 21, processMs);
        QCOMPARE(relay.stop(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(console.state(), QProcess::NotRunning, processMs);
        QCOMPARE(console.exitCode(), 1);
        const QByteArray err = console.readAllStandardError();
        QVERIFY2(err.contains("ended the connection"), err.constData());
    }

    void aCommandLineThatIsWrong()
    {
        const Outcome both = run({u"--own"_s, u"--token"_s, u"x"_s}, {});
        QCOMPARE(both.code, 2);
        QVERIFY2(both.err.contains(u"--own excludes"), qPrintable(both.err));
        const Outcome noToken = run({}, u"list\n"_s);
        QCOMPARE(noToken.code, 2);
        QVERIFY2(noToken.err.contains(u"there is no token"), qPrintable(noToken.err));
        // It was not written either.
        QVERIFY(!QFile::exists(m_folder->filePath(u"config/neuro-relay/config.yaml"_s)));
    }

    void answersThatAreLost()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("there is no full device here");
        QProcess console;
        console.setStandardOutputFile(u"/dev/full"_s);
        begin(console, own(), {});
        console.write("list\nbogus\n");
        // The end does not wait for that of the input.
        QTRY_COMPARE_WITH_TIMEOUT(console.state(), QProcess::NotRunning, processMs);
        QCOMPARE(console.exitStatus(), QProcess::NormalExit);
        QCOMPARE(console.exitCode(), 1);
        QCOMPARE(console.readAllStandardError(),
                 "neuro-relay: cannot write to standard output: No space left on device; answers "
                 "are lost, and nothing more is carried out\n"_ba);
    }

    void linesThatAreNone()
    {
        const Outcome outcome =
            runOwn("list\n\xff\xfe\ncontext " + QByteArray(9 * 1024 * 1024, 'x') + "\nlist");
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.err, u"neuro-relay: line 2: is not UTF-8\n"
                              "neuro-relay: line 3: is longer than 8388608 bytes\n"_s);
        QCOMPARE(outcome.out.mid(1),
                 (QStringList{u"no game is connected"_s, u"no game is connected"_s}));
    }

    void aByteOrderMark()
    {
        // As of two files, one behind the other.
        const Outcome outcome = runOwn("\xEF\xBB\xBFlist\n\xEF\xBB\xBFlist\n");
        QCOMPARE(outcome.err, QString());
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out.mid(1),
                 (QStringList{u"no game is connected"_s, u"no game is connected"_s}));
        // Within a line it is a character like any other.
        const Outcome within = runOwn("li\xEF\xBB\xBFst\n");
        QCOMPARE(within.code, 1);
        QVERIFY2(within.err.startsWith(u"neuro-relay: line 1: ") && !within.err.contains(u"UTF-8"),
                 qPrintable(within.err));
    }

    void anOwnRelay()
    {
        QProcess console;
        begin(console, own(), {});
        QTRY_VERIFY_WITH_TIMEOUT(console.canReadLine(), processMs);
        const QString ready = QString::fromUtf8(console.readLine());
        static const QRegularExpression door(u"^ready backend=(ws://127\\.0\\.0\\.1:\\d+)\\n$"_s);
        const auto match = door.match(ready);
        QVERIFY2(match.hasMatch(), qPrintable(ready));
        ScriptedGame game({u"Game A"_s, 1, 1, false}, QUrl(match.captured(1)));
        console.write("force wait 10\n"
                      "force 1 act_1 {\"token\":\"Game A\",\"n\":1}\n"
                      "force \"Game A\"\n"
                      "force \"Game A\" act_0 {\"token\":\"Game A\",\"n\":2}\n"
                      "context nobody is there\n"
                      "force\n");
        console.closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(console.state() == QProcess::NotRunning, processMs);
        const QStringList out =
            QString::fromUtf8(console.readAllStandardOutput()).trimmed().split(u'\n');
        QCOMPARE(out.mid(0, 2),
                 (QStringList{u"1. \"Game A\": Round 1, Game A?"_s, u"   act_0, act_1"_s}));
        QCOMPARE(out.mid(out.size() - 2),
                 (QStringList{u"\"Game A\": act_0 succeeded: done, token=*** A"_s,
                              u"no force is waiting"_s}));
        QCOMPARE(QString::fromUtf8(console.readAllStandardError()),
                 u"neuro-relay: line 2: \"Game A\": act_1 failed: not yet, token=*** A\n"
                 "neuro-relay: line 5: there is no upstream that could hear it\n"_s);
        QCOMPARE(console.exitCode(), 1);
        QCOMPARE(game.answers(), 2);
        QCOMPARE(game.lastData(), QByteArray("{\"token\":\"Game A\",\"n\":2}"));
        QCOMPARE(game.errors(), QStringList());
    }

    void anOwnRelayWithoutAPort()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        QStringList arguments = own();
        arguments.replace(2, u"127.0.0.1:%1"_s.arg(occupant.serverPort()));
        const Outcome outcome = run(arguments, u"list\n"_s);
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.out, QStringList());
        QVERIFY2(outcome.err.startsWith(u"neuro-relay: cannot listen for games"),
                 qPrintable(outcome.err));
    }

    void aSignalEndsIt()
    {
        QProcess console;
        begin(console, own(), {});
        QTRY_VERIFY_WITH_TIMEOUT(console.canReadLine(), processMs);
        console.terminate();
        QVERIFY(console.waitForFinished(processMs));
        QCOMPARE(console.exitStatus(), QProcess::NormalExit);
        // The script was not carried out to its end.
        QCOMPARE(console.exitCode(), 1);
    }

private:
    QString start(RelayProcess &relay, const QString &deciders)
    {
        return relay.start({}, {u"--config"_s, m_config, u"--decide"_s, deciders});
    }
    QStringList attachment(const RelayProcess &relay) const
    {
        return {u"--config"_s, m_config, u"--url"_s, relay.intermediaryUrl().toString()};
    }
    Outcome attach(const RelayProcess &relay, const QString &script,
                   const QStringList &environment = {}, const QStringList &more = {})
    {
        return run(attachment(relay) + more, script, environment);
    }
    Outcome run(const QStringList &arguments, const QString &script,
                const QStringList &environment = {})
    {
        return finish(arguments, script.toUtf8(), environment);
    }
    Outcome runOwn(const QByteArray &script) { return finish(own(), script, {}); }

    /// `more`: of the environment, "NAME=VALUE".
    void begin(QProcess &console, const QStringList &arguments, const QStringList &more)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->filePath(u"config"_s));
        for (const QString &each : more)
            environment.insert(each.section(u'=', 0, 0), each.section(u'=', 1));
        console.setProcessEnvironment(environment);
        console.start(
            QStringLiteral(NEURO_RELAY_PROGRAM),
            QStringList{u"console"_s, u"--data-dir"_s, m_folder->filePath(u"console-data"_s)} +
                arguments);
    }
    /// Games of this test go on meanwhile.
    Outcome finish(const QStringList &arguments, const QByteArray &script,
                   const QStringList &environment)
    {
        QProcess console;
        begin(console, arguments, environment);
        console.write(script);
        console.closeWriteChannel();
        const bool isOver = QTest::qWaitFor(
            [&console] { return console.state() == QProcess::NotRunning; }, processMs);
        const QString out = QString::fromUtf8(console.readAllStandardOutput());
        return {isOver && console.exitStatus() == QProcess::NormalExit ? console.exitCode() : -1,
                out.split(u'\n', Qt::SkipEmptyParts),
                QString::fromUtf8(console.readAllStandardError())};
    }
};

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
