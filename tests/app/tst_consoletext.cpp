// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consoletext.h"
#include "app/console/consolewords.h"

#include <QTest>

using namespace neuro::app;
using namespace Qt::StringLiterals;

class TestConsoleText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void games()
    {
        QCOMPARE(gamesText({}), u"no game is connected"_s);
        QCOMPARE(
            gamesText({{u"My Game"_s, {{u"run"_s, {}, {}}, {u"jump"_s, {}, {}}}}, {u"Go"_s, {}}}),
            u"\"My Game\": run, jump\nGo: no actions"_s);
    }

    void oneGame()
    {
        const ConsoleGame chess{
            u"Chess"_s,
            {{u"move"_s, u"Moves\na piece."_s, R"({"type":"object"})"}, {u"resign"_s, {}, "{}"}}};
        QCOMPARE(gameText(chess), u"Chess\n"
                                  "  move: Moves a piece.\n"
                                  "    takes {\"type\":\"object\"}\n"
                                  "  resign\n"
                                  "    takes no data"_s);
        QCOMPARE(gameText({u"Go"_s, {}}), u"Go\n  no actions"_s);
    }

    void forces()
    {
        const ConsoleForce force{u"x-1"_s,
                                 12,
                                 u"My Game"_s,
                                 u"What\nnow?"_s,
                                 u"# All\n\n  is lost.\n"_s,
                                 {{u"run"_s, u"Runs."_s, {}}, {u"fight"_s, {}, "{}"}}};
        QCOMPARE(forcesText({}), u"no force is waiting"_s);
        QCOMPARE(forcesText({force}), u"12. \"My Game\": What now?\n    run, fight"_s);
        QCOMPARE(forceText(force), u"12. \"My Game\": What now?\n"
                                   "    # All\n"
                                   "    is lost.\n"
                                   "  run: Runs.\n"
                                   "    takes no data\n"
                                   "  fight\n"
                                   "    takes no data"_s);
    }

    void results()
    {
        QCOMPARE(resultText(u"My Game"_s, u"run"_s, u"failed"_s, u"no\nlegs"_s),
                 u"\"My Game\": run failed: no legs"_s);
        QCOMPARE(resultText(u"Go"_s, u"pass"_s, u"succeeded"_s, {}), u"Go: pass succeeded"_s);
    }

    void longLinesAreBrokenBetweenWords()
    {
        ConsoleGame game{u"Go"_s, {}};
        for (int i = 0; i < 100; ++i)
            game.actions.append({u"action_%1"_s.arg(i), {}, {}});
        const QStringList lines = gamesText({game}).split(u'\n');
        QVERIFY(lines.size() > 10);
        for (const QString &line : lines)
            QVERIFY2(line.size() <= consoleColumns, qPrintable(line));
        QVERIFY(lines.at(1).startsWith(u"  action_"));
        QCOMPARE(lines.join(u' ').simplified(), u"Go: "_s + namesOf(game));

        const QString word(100, u'x');
        QCOMPARE(wrapped(u"  a %1 b"_s.arg(word), 4), u"  a %1\n    b"_s.arg(word));
        QCOMPARE(wrapped(word, 4), word);
        QCOMPARE(wrapped({}, 4), QString());
        QCOMPARE(wrapped(u"  two  spaces"_s, 4), u"  two  spaces"_s);
    }

    void nothingCommandsATerminal()
    {
        QCOMPARE(harmless(u"a\x1b[31mb\u009bc\x7f\nd\r"_s),
                 u"a\ufffd[31mb\ufffdc\ufffd\nd\ufffd"_s);
        QCOMPARE(harmless(u"\u202eabc\u2028"_s), u"\ufffdabc\ufffd"_s);
        // A family.
        const QString family = u"\U0001F468\u200d\U0001F469"_s;
        QCOMPARE(harmless(family), family);
    }

    void namesAreShownAsTheyAreTyped_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << u"Chess"_s << u"Chess"_s;
        QTest::newRow("space") << u"My Game"_s << u"\"My Game\""_s;
        QTest::newRow("quotes") << u"\"x\""_s << u"\"\\\"x\\\"\""_s;
        QTest::newRow("both") << u"a \\ b"_s << u"\"a \\\\ b\""_s;
        QTest::newRow("backslash alone") << u"a\\b"_s << u"a\\b"_s;
        QTest::newRow("empty") << QString() << u"\"\""_s;
    }

    void namesAreShownAsTheyAreTyped()
    {
        QFETCH(QString, name);
        QTEST(typed(name), "line");
        WordReader reader(typed(name) + u" more"_s);
        QCOMPARE(reader.word(), name);
        QCOMPARE(reader.rest(), u"more"_s);
    }

private:
    static QString namesOf(const ConsoleGame &game)
    {
        QStringList names;
        for (const ConsoleAction &action : game.actions)
            names.append(action.name);
        return names.join(u", ");
    }
};

QTEST_GUILESS_MAIN(TestConsoleText)
#include "tst_consoletext.moc"
