// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolecompletion.h"

#include <QTest>

using namespace neuro::app;
using namespace Qt::StringLiterals;

class TestConsoleCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const QString &line, const QStringList &words) {
            QTest::newRow(name) << line << words;
        };
        row("all commands", {},
            {u"context"_s, u"force"_s, u"help"_s, u"list"_s, u"quit"_s, u"send"_s});
        row("one command", u"  se"_s, {u"send"_s});
        row("none", u"x"_s, {});
        row("games", u"send "_s, {u"\"My Game\""_s, u"Chess"_s});
        row("games of list", u"list C"_s, {u"Chess"_s});
        row("a game", u"send Ch"_s, {u"Chess"_s});
        row("a game in quotes", u"send \"My G"_s, {u"\"My Game\""_s});
        row("a game that needs quotes", u"send M"_s, {u"\"My Game\""_s});
        row("actions", u"send Chess "_s, {u"mate"_s, u"move"_s, u"resign"_s});
        row("some actions", u"send Chess m"_s, {u"mate"_s, u"move"_s});
        row("actions behind quotes", u"send \"My Game\" "_s, {u"run"_s});
        row("actions of nobody", u"send Go "_s, {});
        row("no data", u"send Chess move "_s, {});
        row("forces", u"force "_s, {u"2"_s, u"7"_s, u"Chess"_s, u"wait"_s});
        row("actions of a force", u"force 7 "_s, {u"move"_s, u"resign"_s});
        row("actions of a game's force", u"force Chess m"_s, {u"mate"_s});
        row("actions of no force", u"force 3 "_s, {});
        row("text", u"context h"_s, {});
    }

    void words()
    {
        QFETCH(QString, line);
        QTEST(complete(line).words, "words");
    }

    void theWordIsReplacedFromItsBegin()
    {
        QCOMPARE(complete(u"send \"My G"_s).begin, 5);
        QCOMPARE(complete(u"send   "_s).begin, 7);
        QCOMPARE(complete(u"  se"_s).begin, 2);
    }

    void commonStart()
    {
        QCOMPARE(complete(u"send Chess m"_s).commonStart(), u"m"_s);
        QCOMPARE((Completion{0, {u"act_10"_s, u"act_12"_s}}).commonStart(), u"act_1"_s);
        QCOMPARE((Completion{0, {u"a"_s, u"b"_s}}).commonStart(), QString());
        QCOMPARE(Completion().commonStart(), QString());
        // Two of one surrogate.
        QCOMPARE((Completion{0, {u"x\U0001F600"_s, u"x\U0001F601"_s}}).commonStart(), u"x"_s);
    }

private:
    static Completion complete(const QString &line)
    {
        const ConsoleAction move{u"move"_s, {}, {}};
        const ConsoleAction mate{u"mate"_s, {}, {}};
        const ConsoleAction resign{u"resign"_s, {}, {}};
        const QList<ConsoleGame> games = {{u"Chess"_s, {move, resign, mate}},
                                          {u"My Game"_s, {{u"run"_s, {}, {}}}}};
        const QList<ConsoleForce> forces = {{u"a-2"_s, 2, u"Chess"_s, {}, {}, {mate}},
                                            {u"a-7"_s, 7, u"Chess"_s, {}, {}, {move, resign}}};
        return completeConsoleLine(line, games, forces);
    }
};

QTEST_GUILESS_MAIN(TestConsoleCompletion)
#include "tst_consolecompletion.moc"
