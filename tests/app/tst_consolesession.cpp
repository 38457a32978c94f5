// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolesession.h"

#include <QSignalSpy>
#include <QTest>

using namespace neuro::app;
using namespace Qt::StringLiterals;

namespace {

/// A relay that keeps what it is asked for and answers when the test says so.
class FakeRelay : public ConsoleRelay
{
public:
    void open() override { asked.append(u"open"_s); }
    void refresh() override { asked.append(u"refresh"_s); }
    void sendAction(const QString &game, const QString &action,
                    const std::optional<QByteArray> &data) override
    {
        asked.append(u"send %1 %2 %3"_s.arg(game, action, textOf(data)));
    }
    void answerForce(const QString &id, const QString &action,
                     const std::optional<QByteArray> &data) override
    {
        asked.append(u"answer %1 %2 %3"_s.arg(id, action, textOf(data)));
    }
    void say(const QString &text) override { asked.append(u"say "_s + text); }
    const ConsoleState &state() const override { return current; }
    int awaited() const override { return results; }
    void forgetAwaited() override { results = 0; }

    void addForce(const QString &id, const QString &game)
    {
        current.forces.append(
            {id, 0, game, u"What now?"_s, {}, {{u"run"_s, {}, {}}, {u"fight"_s, {}, {}}}});
        Q_EMIT forceCame(id);
    }
    void answer(const QString &error = {}) { Q_EMIT answered(u"done"_s, error); }
    void result(const QString &text, bool success)
    {
        --results;
        Q_EMIT resulted(text, success);
    }

    QStringList asked;
    ConsoleState current;
    int results = 0;

private:
    static QString textOf(const std::optional<QByteArray> &data)
    {
        return data ? QString::fromUtf8(*data) : u"-"_s;
    }
};

} // namespace

class TestConsoleSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(ConsoleSession::Style::Script, {}); }

    void aLineIsAnsweredBeforeTheNext()
    {
        m_session->take(u"help"_s);
        QVERIFY(m_printed.join(u'\n').contains(u"send GAME ACTION"));
        QCOMPARE(m_ready, 2);
        m_session->take(u"# nothing"_s);
        QCOMPARE(m_ready, 3);
        m_relay->current.games = {{u"Chess"_s, {{u"move"_s, u"Moves."_s, {}}}}};
        m_session->take(u"list"_s);
        QCOMPARE(m_ready, 3);
        QCOMPARE(m_relay->asked, (QStringList{u"open"_s, u"refresh"_s}));
        m_printed.clear();
        m_relay->answer();
        QCOMPARE(m_printed, QStringList{u"Chess: move"_s});
        QCOMPARE(m_ready, 4);
        m_session->take(u"list Chess"_s);
        m_relay->answer();
        QVERIFY(m_printed.constLast().contains(u"move: Moves."));
        m_session->take(u"list Go"_s);
        m_relay->answer();
        QVERIFY(m_printed.constLast().startsWith(u"! no game is called \"Go\""));
        QCOMPARE(m_session->exitCode(), 1);
    }

    void aScriptWaitsForResults()
    {
        m_session->take(u"send Chess move {\"to\": 1}"_s);
        QCOMPARE(m_relay->asked.constLast(), u"send Chess move {\"to\": 1}"_s);
        m_relay->results = 1;
        m_relay->answer();
        QCOMPARE(m_printed, QStringList());
        QCOMPARE(m_ready, 1);
        m_relay->result(u"Chess: move succeeded"_s, true);
        QCOMPARE(m_printed, QStringList{u"Chess: move succeeded"_s});
        QCOMPARE(m_ready, 2);
        QCOMPARE(m_session->exitCode(), 0);

        m_session->take(u"send Chess move"_s);
        m_relay->results = 1;
        m_relay->answer();
        m_relay->result(u"Chess: move failed: no"_s, false);
        QCOMPARE(m_printed.constLast(), u"! Chess: move failed: no"_s);
        QCOMPARE(m_ready, 3);
        QCOMPARE(m_session->exitCode(), 1);
    }

    void aTerminalDoesNot()
    {
        begin(ConsoleSession::Style::Terminal, {});
        m_session->take(u"send Chess move"_s);
        m_relay->results = 1;
        m_relay->answer();
        QCOMPARE(m_printed, QStringList{u"done"_s});
        QCOMPARE(m_ready, 2);
        m_relay->result(u"Chess: move failed: no"_s, false);
        QCOMPARE(m_printed.constLast(), u"! Chess: move failed: no"_s);
        QCOMPARE(m_ready, 2);
        m_session->take(u"nonsense"_s);
        QCOMPARE(m_session->exitCode(), 0);
        m_session->take(u"quit"_s);
        QCOMPARE(m_ended, QStringList{u"0 "_s});
    }

    void forcesKeepTheirNumbers()
    {
        m_relay->addForce(u"x-1"_s, u"Chess"_s);
        m_relay->addForce(u"x-2"_s, u"My Game"_s);
        m_session->take(u"force"_s);
        m_relay->answer();
        QCOMPARE(m_printed.constLast(), u"1. Chess: What now?\n   run, fight\n"
                                        "2. \"My Game\": What now?\n   run, fight"_s);
        m_relay->current.forces.removeFirst();
        m_relay->addForce(u"x-3"_s, u"Chess"_s);
        m_session->take(u"force 2 run [1]"_s);
        QCOMPARE(m_relay->asked.constLast(), u"refresh"_s);
        m_relay->answer();
        QCOMPARE(m_relay->asked.constLast(), u"answer x-2 run [1]"_s);
        m_relay->answer();
        QCOMPARE(m_printed.constLast(), u"done"_s);

        m_session->take(u"force 1 run"_s);
        m_relay->answer();
        QVERIFY2(m_printed.constLast().startsWith(u"! force 1 is over"),
                 qPrintable(m_printed.constLast()));
        m_session->take(u"force 3"_s);
        m_relay->answer();
        QVERIFY2(m_printed.constLast().startsWith(u"3. Chess: What now?\n  run"),
                 qPrintable(m_printed.constLast()));
        m_session->take(u"force 4"_s);
        m_relay->answer();
        QVERIFY2(m_printed.constLast().startsWith(u"! there is no force \"4\""),
                 qPrintable(m_printed.constLast()));
    }

    void forcesAreNamedByTheirGames()
    {
        m_relay->addForce(u"x-1"_s, u"Chess"_s);
        m_relay->addForce(u"x-2"_s, u"My Game"_s);
        m_relay->addForce(u"x-3"_s, u"My Game"_s);
        m_session->take(u"force \"My Game\" fight"_s);
        m_relay->answer();
        QCOMPARE(m_relay->asked.constLast(), u"answer x-2 fight -"_s);
        m_relay->answer(u"too late"_s);
        QCOMPARE(m_printed.constLast(), u"! too late"_s);
        // A number is a number first.
        m_relay->addForce(u"x-4"_s, u"1"_s);
        m_session->take(u"force 1 fight"_s);
        m_relay->answer();
        QCOMPARE(m_relay->asked.constLast(), u"answer x-1 fight -"_s);
        m_relay->answer();
    }

    void waitingForAForce()
    {
        m_session->take(u"force wait 20"_s);
        m_relay->answer();
        QCOMPARE(m_ready, 1);
        m_relay->addForce(u"x-1"_s, u"Chess"_s);
        QCOMPARE(m_printed.constLast(), u"1. Chess: What now?\n   run, fight"_s);
        QCOMPARE(m_ready, 2);
        m_session->take(u"force wait 20"_s);
        m_relay->answer();
        QCOMPARE(m_ready, 3);
        m_relay->current.forces.clear();
        m_session->take(u"force wait 0.01"_s);
        m_relay->answer();
        QTRY_COMPARE(m_ready, 4);
        QCOMPARE(m_printed.constLast(), u"! no force came within 0.01 seconds"_s);
        QCOMPARE(m_session->exitCode(), 1);
    }

    void aForceThatComesIsNoted()
    {
        m_relay->addForce(u"x-1"_s, u"Chess"_s);
        QCOMPARE(m_printed, QStringList{u"* 1. Chess: What now?\n   run, fight"_s});
        QCOMPARE(m_session->complete(u"force "_s).words,
                 (QStringList{u"1"_s, u"Chess"_s, u"wait"_s}));
    }

    void aRelayThatDoesNotAnswerIsGivenUp()
    {
        begin(ConsoleSession::Style::Terminal, {10, 10});
        m_session->take(u"list"_s);
        QTRY_COMPARE(m_ended.size(), 1);
        QVERIFY2(m_ended.constFirst().startsWith(u"1 the relay did not answer within 0.01 seconds"),
                 qPrintable(m_ended.constFirst()));
        // Too late.
        m_relay->answer();
        QCOMPARE(m_printed, QStringList());
        QCOMPARE(m_ready, 1);
    }

    void aGameThatGivesNoResultIsNot()
    {
        begin(ConsoleSession::Style::Script, {10'000, 10});
        m_session->take(u"send Chess move"_s);
        m_relay->results = 1;
        m_relay->answer();
        QTRY_COMPARE(m_ready, 2);
        QVERIFY2(m_printed.constLast().startsWith(u"! the action was sent, but no result came"),
                 qPrintable(m_printed.constLast()));
        QCOMPARE(m_relay->results, 0);
        QCOMPARE(m_ended, QStringList());
    }

    void aLostRelayEndsIt()
    {
        Q_EMIT m_relay->closed(u"the relay is gone"_s);
        QCOMPARE(m_ended, QStringList{u"1 the relay is gone"_s});
        m_session->take(u"list"_s);
        m_session->end();
        QCOMPARE(m_ended.size(), 1);
        QCOMPARE(m_relay->asked, QStringList{u"open"_s});
    }

    void whatCannotBeReadFails()
    {
        m_session->reject(u"is not UTF-8"_s);
        QCOMPARE(m_printed, QStringList{u"! is not UTF-8"_s});
        QCOMPARE(m_ready, 2);
        m_session->end();
        QCOMPARE(m_ended, QStringList{u"1 "_s});
    }

    void contextIsSaid()
    {
        m_session->take(u"context hello you"_s);
        QCOMPARE(m_relay->asked.constLast(), u"say hello you"_s);
        m_relay->answer(u"nobody hears"_s);
        QCOMPARE(m_printed, QStringList{u"! nobody hears"_s});
    }

    void numbersOfOldForcesAreForgotten()
    {
        m_relay->addForce(u"first"_s, u"Chess"_s);
        for (int i = 0; i < 2 * ConsoleSession::rememberedForces; ++i) {
            m_relay->addForce(u"x-%1"_s.arg(i), u"Go"_s);
            m_relay->current.forces.removeLast();
        }
        m_session->take(u"force"_s);
        m_relay->answer();
        QVERIFY2(m_printed.constLast().startsWith(u"1. Chess"), qPrintable(m_printed.constLast()));
        m_relay->addForce(u"last"_s, u"Chess"_s);
        QCOMPARE(m_printed.constLast().section(u'.', 0, 0),
                 u"* %1"_s.arg(2 * ConsoleSession::rememberedForces + 2));
    }

private:
    void begin(ConsoleSession::Style style, ConsolePatience patience)
    {
        m_session.reset();
        m_relay = std::make_unique<FakeRelay>();
        m_session = std::make_unique<ConsoleSession>(*m_relay, style, patience);
        m_printed.clear();
        m_ended.clear();
        m_ready = 0;
        connect(m_session.get(), &ConsoleSession::output, this,
                [this](const QString &text) { m_printed.append(text); });
        connect(m_session.get(), &ConsoleSession::failed, this,
                [this](const QString &text) { m_printed.append(u"! "_s + text); });
        connect(m_session.get(), &ConsoleSession::noted, this,
                [this](const QString &text) { m_printed.append(u"* "_s + text); });
        connect(m_session.get(), &ConsoleSession::ready, this, [this] { ++m_ready; });
        connect(m_session.get(), &ConsoleSession::finished, this,
                [this](int code, const QString &error) {
                    m_ended.append(QString::number(code) + u' ' + error);
                });
        m_session->start();
        Q_EMIT m_relay->opened({});
    }

    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<ConsoleSession> m_session;
    QStringList m_printed; ///< Errors begin with "! ", notes with "* ".
    QStringList m_ended;
    int m_ready = 0;
};

QTEST_GUILESS_MAIN(TestConsoleSession)
#include "tst_consolesession.moc"
