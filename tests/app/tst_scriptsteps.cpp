// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/scriptfixture.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace neuro;
using namespace neuro::script;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

/// What scripts do, and what they expect of it.
class TestScriptSteps : public QObject, private ScriptFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    // Acting.

    void actsWhenItIsRegistered()
    {
        begin("- {act: move, data: {n: 3}}\n- {expect: result, text: done}\n");
        QVERIFY(m_commands.isEmpty());
        connectGame();
        registerActions({action(u"resign"_s)});
        QVERIFY(m_commands.isEmpty());
        registerActions({action(u"resign"_s), action(u"move"_s, numberSchema)});
        QCOMPARE(m_commands.size(), 1);
        const auto &sent = std::get<relay::SendAction>(m_commands.constFirst());
        QCOMPARE(sent.peer, peer);
        QCOMPARE(sent.action, u"move"_s);
        QCOMPARE(sent.data, std::optional(QByteArray("{\"n\":3}")));
        QVERIFY(!sent.unchecked);
        QCOMPARE(m_runner->results().size(), 0);
        carryOut(u"a1"_s, u"move"_s);
        QCOMPARE(passed(), 1);
        result(u"a1"_s, u"move"_s, relay::ActionState::Succeeded, u"all done"_s);
        QCOMPARE(passed(), 2);
    }

    void actsInVain()
    {
        begin("- {act: move, within: 1 s}\n");
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"not within 1 s: no game is connected that has said its name"_s);
        begin("- {act: move, within: 1 s}\n");
        connectGame();
        registerActions({action(u"resign"_s)});
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"not within 1 s: move is not registered; registered: resign"_s);
        begin("- {act: move, game: Go, within: 1 s}\n");
        connectGame();
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"not within 1 s: no game is called \"Go\""_s);
        begin("- {act: move}\n");
        connectGame();
        registerActions({action(u"move"_s)});
        answerCommand(protocol::verbatim(u"too many"_s));
        QCOMPARE(failure(), u"too many"_s);
    }

    void severalGames()
    {
        m_wait = true;
        begin("- {act: move}\n");
        connectGame();
        connectGame(8, u"Go"_s);
        m_runner->start(now());
        QCOMPARE(failure(), u"several games are connected (Chess, Go); say which with game:"_s);
        m_wait = true;
        begin("- {shutdown: immediate, game: Go}\n");
        connectGame();
        connectGame(8, u"Go"_s);
        m_runner->start(now());
        QCOMPARE(std::get<relay::AskToShutDown>(m_commands.constFirst()).peer, relay::PeerId(8));
    }

    void dataIsMade()
    {
        const auto sent = [this](const QByteArray &options, const QByteArray &schema) {
            begin("- {act: move" + options + "}\n");
            connectGame();
            registerActions({action(u"move"_s, schema)});
            return m_commands.isEmpty() ? relay::SendAction{}
                                        : std::get<relay::SendAction>(m_commands.constFirst());
        };
        QVERIFY(!sent({}, {}).data);
        QCOMPARE(sent({}, numberSchema).data, std::optional(QByteArray("{\"n\":0}")));
        const auto random = sent(", random: 4", numberSchema).data;
        QVERIFY(random);
        QCOMPARE(sent(", random: 4", numberSchema).data, random);
        QVERIFY(sent(", random: 5", numberSchema).data != random);
        const auto invalid = sent(", invalid: true", numberSchema);
        QCOMPARE(invalid.data, std::optional(QByteArray("{}")));
        QVERIFY(invalid.unchecked);
        // Without a required member something else is wrong.
        const auto optional =
            sent(", invalid: true",
                 "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}");
        QCOMPARE(optional.data, std::optional(QByteArray("[]")));
        QVERIFY(sent(", json: '{', unchecked: true", numberSchema).unchecked);
        sent(", invalid: true", {});
        QVERIFY2(failure().startsWith(u"move takes no data"), qPrintable(failure()));
        sent(", random: 1", "{\"type\":\"strange\"}");
        QVERIFY2(failure().startsWith(u"the schema of move is not valid"), qPrintable(failure()));
    }

    void answers()
    {
        begin("- {answer: move}\n");
        connectGame();
        registerActions({action(u"move"_s, numberSchema)});
        QVERIFY(m_commands.isEmpty());
        openForce(5, {action(u"resign"_s), action(u"move"_s, numberSchema)});
        const auto &sent = std::get<relay::AnswerForce>(m_commands.constFirst());
        QCOMPARE(sent.force, relay::ForceId(5));
        QCOMPARE(sent.action, u"move"_s);
        QCOMPARE(sent.data, std::optional(QByteArray("{\"n\":0}")));
        answerCommand({});
        QCOMPARE(passed(), 1);
    }

    void answersWithAnything()
    {
        QStringList chosen;
        for (int seed = 0; seed < 20; ++seed) {
            begin("- {answer: , random: " + QByteArray::number(seed) + "}\n");
            connectGame();
            openForce(5, {action(u"resign"_s), action(u"move"_s, numberSchema)});
            chosen.append(std::get<relay::AnswerForce>(m_commands.constFirst()).action);
        }
        QVERIFY(chosen.contains(u"move"_s) && chosen.contains(u"resign"_s));
        begin("- {answer: }\n");
        connectGame();
        openForce(5, {action(u"resign"_s), action(u"move"_s)});
        QCOMPARE(std::get<relay::AnswerForce>(m_commands.constFirst()).action, u"resign"_s);
    }

    void answersTheForceThatWasWaitedFor()
    {
        m_wait = true;
        begin("- {wait: force, text: second}\n- {answer: }\n");
        connectGame();
        openForce(1, {action(u"a"_s)}, u"first"_s);
        openForce(2, {action(u"b"_s)}, u"second"_s);
        m_runner->start(now());
        QCOMPARE(std::get<relay::AnswerForce>(m_commands.constFirst()).force, relay::ForceId(2));
    }

    void answersInVain()
    {
        begin("- {answer: castle}\n");
        connectGame();
        openForce(5, {action(u"resign"_s), action(u"move"_s)});
        QCOMPARE(failure(), u"castle is not one of the force's actions: resign, move"_s);
        begin("- {answer: move, within: 1 s}\n");
        connectGame();
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"not within 1 s: no force waits for an answer"_s);
    }

    // Results.

    void results_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<relay::ActionState>("state");
        QTest::addColumn<QString>("failureText");
        using relay::ActionState;
        const auto row = [](const char *step, ActionState state, const char *text) {
            QTest::addRow("%s/%d", step, int(state))
                << QByteArray(step) << state << QString::fromUtf8(text);
        };
        row("expect: result", ActionState::Succeeded, "");
        row("expect: result", ActionState::Failed, "the result of move was failure: \"taken\"");
        row("expect: result, success: false, text: take", ActionState::Failed, "");
        row("expect: result, success: false, text: free", ActionState::Failed,
            "the result of move was failure: \"taken\"");
        row("expect: result, success: false", ActionState::Succeeded,
            "the result of move was success: \"taken\"");
        row("expect: result", ActionState::Timeout,
            "the game gave no result of move, and the relay gave up waiting");
        row("expect: result", ActionState::Lost,
            "the game left, or started up again, before it gave the result of move");
        row("expect: result, within: 1 s", ActionState::Sent,
            "not within 1 s: no result of move has come");
        row("expect: result, action: resign", ActionState::Succeeded,
            "the script has sent no action whose result it has not yet looked at; put act or "
            "answer before this step");
    }
    void results()
    {
        QFETCH(QByteArray, step);
        QFETCH(relay::ActionState, state);
        QFETCH(QString, failureText);
        begin("- {act: move}\n- {" + step + "}\n");
        connectGame();
        registerActions({action(u"move"_s)});
        carryOut(u"a1"_s, u"move"_s);
        if (!m_runner->isOver() && state != relay::ActionState::Sent)
            result(u"a1"_s, u"move"_s, state, u"taken"_s);
        pass(1000 + graceMs);
        QVERIFY(m_runner->isOver());
        QCOMPARE(m_runner->hasFailed(), !failureText.isEmpty());
        QCOMPARE(m_runner->results().at(1).message, failureText);
    }

    // What is registered.

    void registered()
    {
        begin("- {expect: registered, actions: [a, b], exactly: true}\n"
              "- {expect: not registered, actions: [a]}\n"
              "- {expect: registered, actions: [a], within: 1 s}\n");
        connectGame();
        registerActions({action(u"a"_s), action(u"b"_s), action(u"c"_s)});
        QCOMPARE(passed(), 0);
        registerActions({action(u"a"_s), action(u"b"_s)});
        QCOMPARE(passed(), 1);
        registerActions({action(u"b"_s)});
        QCOMPARE(passed(), 2);
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"not within 1 s: registered are: b"_s);
    }

    // Diagnostics.

    void diagnostics()
    {
        begin("- {expect: diagnostic startup/missing, text: first}\n"
              "- {expect: no diagnostics}\n"
              "- {expect: diagnostic result/slow, within: 1 s}\n");
        connectGame();
        diagnose(protocol::DiagnosticKey::ContextJson, u"info only"_s);
        QCOMPARE(passed(), 0);
        diagnose(protocol::DiagnosticKey::StartupMissing, u"the first message"_s);
        QCOMPARE(passed(), 2);
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"not within 1 s: the relay found something else"_s);
        QCOMPARE(m_runner->results().at(2).came, QStringList{u"Chess: context/json: info only"_s});
    }

    void noDiagnostics()
    {
        m_wait = true;
        begin("- {expect: no diagnostics, from: info, except: [context/json]}\n"
              "- {expect: no diagnostics, from: error}\n"
              "- {expect: no diagnostics}\n"
              "- {expect: no diagnostics}\n",
              "keep-going: true\n");
        connectGame();
        diagnose(protocol::DiagnosticKey::ContextJson, u"x"_s);
        diagnose(protocol::DiagnosticKey::ResultSlow, u"600 ms"_s);
        m_runner->start(now());
        // Each is told once.
        QCOMPARE(states(), u"failed passed passed passed"_s);
        QCOMPARE(m_runner->results().at(0).message,
                 u"the relay found something wrong with the game"_s);
        QCOMPARE(m_runner->results().at(0).came, QStringList{u"Chess: result/slow: 600 ms"_s});

        begin("- {expect: no diagnostics, for: 1 s}\n");
        connectGame();
        pass(500);
        diagnose(protocol::DiagnosticKey::ResultSlow, u"600 ms"_s);
        QVERIFY(m_runner->hasFailed());
        begin("- {expect: no diagnostics, for: 1 s}\n");
        pass(1000);
        QVERIFY(!m_runner->isOver());
        pass(graceMs);
        QCOMPARE(passed(), 1);
    }

    /// The relay tells of them behind the message that they are about.
    void diagnosticsOfTheLastMessageCount()
    {
        begin("- {wait: context}\n- {expect: no diagnostics}\n");
        connectGame();
        relay::DiagnosticEvent found;
        found.peer = peer;
        found.name = gameName;
        found.key = protocol::DiagnosticKey::ResultSlow;
        take({frame(protocol::Context{u"a"_s, true}), found});
        QCOMPARE(states(), u"passed failed"_s);
    }

    // The relay and the game's program.

    void otherCommands()
    {
        begin("- {shutdown: cancel}\n- {reregister: }\n- {disconnect: }\n"
              "- {raw: '{\"command\":\"x\"}'}\n");
        connectGame();
        QCOMPARE(std::get<relay::AskToShutDown>(m_commands.constLast()).kind,
                 relay::Shutdown::CancelGraceful);
        answerCommand({});
        QCOMPARE(std::get<relay::AskToReregister>(m_commands.constLast()).peer, peer);
        answerCommand({});
        QCOMPARE(std::get<relay::DisconnectPeer>(m_commands.constLast()).peer, peer);
        answerCommand({});
        QCOMPARE(std::get<relay::SendToGames>(m_commands.constLast()).text,
                 QByteArray("{\"command\":\"x\"}"));
        answerCommand(protocol::verbatim(u"no"_s));
        QCOMPARE(failure(), u"no"_s);
        begin("- {shutdown: graceful, within: 2 s}\n");
        connectGame();
        pass(2000 + graceMs);
        QCOMPARE(failure(), u"not within 2 s: the relay has not carried it out"_s);
    }

    /// Else a wait would be content with what had come before.
    void waitsBeginBehindWhatTheScriptDid()
    {
        begin("- {disconnect: }\n- {wait: startup}\n");
        connectGame();
        QCOMPARE(passed(), 0);
        answerCommand({});
        QCOMPARE(passed(), 1);
        disconnectGame();
        connectGame(peer + 1);
        QCOMPARE(passed(), 2);
    }

    /// Whatever a game said before the script closed its connection is no sign that it came back.
    void aGameThatStaysAway()
    {
        const auto lost = [this](const QByteArray &wait) {
            begin("- {disconnect: }\n- {" + wait + ", within: 1 s}\n");
            connectGame();
            say(protocol::Context{u"before"_s, true});
            answerCommand({});
            disconnectGame();
        };
        for (const QByteArray &wait : {"wait: startup"_ba, "wait: startup, order: any"_ba,
                                       "wait: context, game: Chess, order: any"_ba}) {
            lost(wait);
            connectGame(peer + 1, u"Go"_s);
            QCOMPARE(passed(), wait.contains("startup") ? 2 : 1);
            lost(wait);
            pass(1000 + graceMs);
            QCOMPARE(failure(), u"did not come within 1 s: the game has not come back since the "
                                "script's disconnect; let it connect again when it loses its "
                                "connection"_s);
        }
        lost("wait: context");
        connectGame(peer + 1);
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"did not come within 1 s"_s);
        // That it went, and what another game said, counts.
        lost("wait: disconnect, order: any");
        QCOMPARE(passed(), 2);
        begin("- {disconnect: , game: Chess}\n- {wait: context, order: any}\n");
        connectGame(peer + 1, u"Go"_s);
        take({frame(protocol::Context{u"before"_s, true}, peer + 1, u"Go"_s)});
        connectGame();
        answerCommand({});
        QCOMPARE(passed(), 2);
    }

    void theProgramEnds()
    {
        const auto ended = [this](const QByteArray &step, const ProgramEnd &end) {
            begin("- {" + step + ", within: 60 s}\n", "run: [game]\n");
            pass(10);
            m_runner->takeEnd(end, now());
            const bool isAtOnce = m_runner->isOver();
            pass(graceMs);
            return !m_runner->isOver()     ? u"waits"_s
                   : m_runner->hasFailed() ? failure()
                   : isAtOnce              ? u"passed at once"_s
                                           : u"passed"_s;
        };
        QCOMPARE(ended("expect: exit", {false, 0}), u"passed at once"_s);
        QCOMPARE(ended("expect: exit, code: 3", {false, 3}), u"passed at once"_s);
        QCOMPARE(ended("expect: exit", {false, 3}),
                 u"the program of run has ended with exit code 3"_s);
        QCOMPARE(ended("expect: exit", {true, 0}), u"the program of run has crashed"_s);
        QCOMPARE(ended("expect: exit, code: 11", {true, SIGSEGV}),
                 u"the program of run was ended by the signal SIGSEGV (11)"_s);
        QCOMPARE(ended("expect: exit", {true, 60}),
                 u"the program of run was ended by the signal 60"_s);
        // A launcher may leave the game alone.
        QCOMPARE(ended("wait: startup", {false, 0}), u"waits"_s);
        QCOMPARE(ended("wait: startup", {false, 3}),
                 u"the program of run has ended with exit code 3, and no game is connected"_s);
        QCOMPARE(ended("act: move", {true, 0}),
                 u"the program of run has crashed, and no game is connected"_s);
        begin("- {expect: exit, within: 1 s}\n", "run: [game]\n");
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"not within 1 s: the program of run has not ended"_s);
    }
};

QTEST_GUILESS_MAIN(TestScriptSteps)
#include "tst_scriptsteps.moc"
