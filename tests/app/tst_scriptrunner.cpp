// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/scriptfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace neuro;
using namespace neuro::script;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using relay::microsPerMs;

/// What scripts wait for, and how long.
class TestScriptRunner : public QObject, private ScriptFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    // Waiting.

    void waitsInOrder()
    {
        begin("- {wait: connect}\n- {wait: startup}\n- {wait: context, text: b}\n"
              "- {wait: context, text: a}\n");
        QVERIFY(!m_runner->isOver());
        connectGame();
        say(protocol::Context{u"a"_s, true});
        say(protocol::Context{u"b"_s, false});
        QCOMPARE(passed(), 3);
        // The first was passed over.
        say(protocol::Context{u"and a"_s, false});
        QVERIFY(m_runner->isOver());
        QVERIFY(!m_runner->hasFailed());
    }

    void whatCameBeforeTheScriptBeganCounts()
    {
        m_wait = true;
        begin("- {wait: startup}\n- {wait: context}\n");
        connectGame();
        say(protocol::Context{u"a"_s, true});
        m_runner->start(now());
        QCOMPARE(passed(), 2);
    }

    void conditions_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<bool>("isMet");
        const auto row = [](const char *step, bool isMet) {
            QTest::newRow(step) << QByteArray(step) << isMet;
        };
        row("wait: context, text: hello", true);
        row("wait: context, text: Hello", false);
        row("wait: context, matches: '^h.*o$'", true);
        row("wait: context, matches: '^o'", false);
        row("wait: context, matches: '[Hh]el+o$'", true);
        row("wait: context, matches: '^(?!bye)\\w{5}$'", true);
        row("wait: context, silent: true", true);
        row("wait: context, silent: false", false);
        row("wait: register, actions: [move]", true);
        row("wait: register, actions: [move, resign]", true);
        row("wait: register, actions: [move, castle]", false);
        row("wait: unregister, actions: [resign]", true);
        row("wait: unregister, actions: [move]", false);
        row("wait: force, actions: [move], text: your turn, priority: high", true);
        row("wait: force, text: the board", true);
        row("wait: force, text: elsewhere", false);
        row("wait: force, priority: low", false);
        row("wait: result, success: true, text: done", true);
        row("wait: result, success: false", false);
        row("wait: result, actions: [move]", false);
        row("wait: shutdown ready", true);
        row("wait: disconnect", true);
        row("wait: disconnect, game: Chess", true);
        row("wait: startup, game: Go", false);
        row("wait: startup, count: 1", true);
        row("wait: startup, count: 2", false);
    }
    void conditions()
    {
        QFETCH(QByteArray, step);
        QFETCH(bool, isMet);
        begin("- {" + step + ", within: 100 ms}\n");
        connectGame();
        say(protocol::Context{u"hello"_s, true});
        say(protocol::RegisterActions{{action(u"move"_s), action(u"resign"_s)}});
        protocol::ForceActions force;
        force.query = u"It is your turn."_s;
        force.state = u"the board"_s;
        force.actionNames = QStringList{u"move"_s, u"resign"_s};
        force.priority = protocol::Priority::High;
        force.priorityWord = u"high"_s;
        say(force);
        say(protocol::UnregisterActions{{u"resign"_s}});
        say(protocol::ActionResult{u"id"_s, true, u"done"_s});
        say(protocol::ShutdownReady{});
        disconnectGame();
        QCOMPARE(m_runner->isOver(), isMet);
        pass(100 + graceMs);
        QVERIFY(m_runner->isOver());
        QCOMPARE(m_runner->hasFailed(), !isMet);
    }

    /// A matcher that tries one way after the other gives up on this text, or takes for ever.
    void expressionsAreLinear()
    {
        begin("- {wait: context, matches: '^(a+)+b|c$'}\n");
        connectGame();
        say(protocol::Context{QString(100'000, u'a'), true});
        QVERIFY(!m_runner->isOver());
        say(protocol::Context{QString(100'000, u'a') + u'c', true});
        QVERIFY(m_runner->isOver());
        QVERIFY(!m_runner->hasFailed());
    }

    void aWaitThatIsTooLong()
    {
        begin("- {wait: force, text: now, within: 1 s}\n- {pause: 1}\n");
        connectGame();
        say(protocol::Context{u"a"_s, true});
        QCOMPARE(*m_runner->nextWake(), (1000 + graceMs) * microsPerMs);
        pass(1000 + graceMs - 1);
        QVERIFY(!m_runner->isOver());
        pass(1);
        QVERIFY(m_runner->isOver());
        QCOMPARE(failure(), u"did not come within 1 s"_s);
        const StepResult &result = m_runner->results().at(0);
        QCOMPARE(result.expected, u"wait: force containing \"now\""_s);
        QCOMPARE(result.came, (QStringList{u"connect"_s, u"startup"_s, u"silent context \"a\""_s}));
        QCOMPARE(m_runner->results().at(1).state, StepResult::State::Skipped);
        QCOMPARE(m_runner->results().at(1).message, u"line 2 failed"_s);
        QVERIFY(!m_runner->nextWake());
    }

    void nobodyComes()
    {
        begin("- {wait: startup, within: 1 s}\n");
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"did not come within 1 s: no game has connected"_s);
    }

    /// What happened in time may be told late, and what is told in time may be too late.
    void theMomentCounts()
    {
        begin("- {wait: context, within: 1 s}\n");
        connectGame();
        pass(1001);
        relay::RelayEvent late = frame(protocol::Context{u"a"_s, true});
        take({late});
        QVERIFY(!m_runner->isOver());
        pass(graceMs);
        QVERIFY(m_runner->hasFailed());

        begin("- {wait: context, within: 1 s}\n");
        connectGame();
        pass(999);
        const relay::RelayEvent inTime = frame(protocol::Context{u"a"_s, true});
        pass(100);
        take({inTime});
        QCOMPARE(passed(), 1);
    }

    void tooEarlyIsTold()
    {
        begin("- {wait: force}\n- {wait: context, within: 1 s}\n");
        connectGame();
        say(protocol::Context{u"a"_s, true});
        openForce(1, {action(u"move"_s)});
        pass(1000 + graceMs);
        QVERIFY2(failure().contains(u"order: any"), qPrintable(failure()));

        begin("- {wait: force}\n- {wait: context, order: any}\n- {wait: context, order: any, "
              "within: 1 s}\n");
        connectGame();
        say(protocol::Context{u"a"_s, true});
        openForce(1, {action(u"move"_s)});
        QCOMPARE(passed(), 2);
        // Each counts once.
        pass(1000 + graceMs);
        QVERIFY(m_runner->hasFailed());
    }

    void counts()
    {
        begin("- {wait: context, count: 3, within: 1 s}\n");
        connectGame();
        say(protocol::Context{u"a"_s, true});
        say(protocol::Context{u"b"_s, true});
        pass(1000 + graceMs);
        QCOMPARE(failure(), u"came 2 of 3 times within 1 s"_s);
    }

    void refusedMessagesAreNone()
    {
        begin("- {wait: context, within: 1 s}\n");
        connectGame();
        relay::FrameEvent refused = frame(protocol::Context{u"a"_s, true});
        refused.verdict = relay::Verdict::Refused;
        relay::FrameEvent sent = frame(protocol::Context{u"a"_s, true});
        sent.direction = relay::Direction::Out;
        take({refused, sent});
        pass(1000 + graceMs);
        QVERIFY(m_runner->hasFailed());
    }

    void nothingMayCome()
    {
        begin("- {expect: no force, for: 1 s}\n");
        connectGame();
        pass(1000);
        QVERIFY(!m_runner->isOver());
        pass(graceMs);
        QCOMPARE(passed(), 1);

        begin("- {expect: no force, for: 1 s}\n");
        connectGame();
        openForce(1, {action(u"move"_s)});
        QCOMPARE(failure(), u"it came: force of move: \"Your turn?\""_s);
    }

    // Time, and what becomes of the rest.

    void pauses()
    {
        begin("- {pause: 500 ms}\n- {pause: 1}\n");
        QCOMPARE(*m_runner->nextWake(), 500 * microsPerMs);
        pass(499);
        QCOMPARE(passed(), 0);
        pass(1);
        QCOMPARE(passed(), 1);
        QCOMPARE(*m_runner->nextWake(), 1500 * microsPerMs);
        pass(1000);
        QCOMPARE(passed(), 2);
    }

    void theWholeTakesTooLong()
    {
        begin("- {wait: startup, within: 60 s}\n- {pause: 1}\n",
              "timeout: 3 s\nkeep-going: true\n");
        pass(3000 + graceMs);
        QCOMPARE(states(), u"failed skipped"_s);
        QCOMPARE(failure(), u"the script's time of 3 s is over"_s);
        begin("- {pause: 4 s}\n- {pause: 1}\n", "timeout: 3 s\n");
        QCOMPARE(*m_runner->nextWake(), (3000 + graceMs) * microsPerMs);
        pass(3000 + graceMs);
        QCOMPARE(states(), u"failed skipped"_s);
    }

    void keepsGoing()
    {
        begin("- {wait: startup, within: 1 s}\n- {pause: 1 s}\n", "keep-going: true\n");
        pass(1000 + graceMs);
        pass(1000);
        QCOMPARE(states(), u"failed passed"_s);
        QVERIFY(m_runner->hasFailed());
    }

    void stopped()
    {
        begin("- {pause: 1 s}\n- {pause: 1 s}\n", "keep-going: true\n");
        m_runner->stop(u"a signal"_s, now());
        QCOMPARE(states(), u"failed skipped"_s);
        QCOMPARE(failure(), u"a signal"_s);
        m_runner->stop(u"again"_s, now());
        m_runner->advance(now());
        QCOMPARE(failure(), u"a signal"_s);
    }

    void lostEvents()
    {
        begin("- {wait: startup}\n", "keep-going: true\n");
        m_runner->take({}, 5, now());
        QVERIFY2(failure().contains(u"5 messages were lost"), qPrintable(failure()));
    }

    void tooManyMessages()
    {
        begin("- {wait: force}\n");
        connectGame();
        for (std::size_t i = 0; i < ScriptWorld::messagesKept; ++i)
            say(protocol::Context{u"a"_s, true});
        QVERIFY2(failure().contains(u"20000 messages"), qPrintable(failure()));
    }

    void namesAndPlacesOfMessagesInFailures()
    {
        begin("- {wait: shutdown ready, within: 1 s}\n");
        connectGame();
        for (int i = 0; i < 12; ++i)
            say(protocol::Context{QString::number(i), false});
        pass(1000 + graceMs);
        const QStringList came = m_runner->results().at(0).came;
        QCOMPARE(came.size(), ScriptRunner::listed + 1);
        QCOMPARE(came.constFirst(), u"4 more before these"_s);
        QCOMPARE(came.constLast(), u"context \"11\""_s);
    }
};

QTEST_GUILESS_MAIN(TestScriptRunner)
#include "tst_scriptrunner.moc"
