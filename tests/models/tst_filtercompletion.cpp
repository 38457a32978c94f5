// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filtercompletion.h"

#include "models/filterexpression.h"

#include <QObject>
#include <QTest>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using models::FilterCompletions;
using models::FilterField;

namespace {

const models::FilterVocabulary vocabulary{
    {u"Buckshot Roulette"_s, u"Chess"_s, u"a*b"_s},
    {u"action"_s, u"action/result"_s, u"context"_s, u"startup"_s}};

} // namespace

class TestFilterCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choices_data()
    {
        QTest::addColumn<QString>("filter"); ///< # is the cursor.
        QTest::addColumn<QString>("choices");
        QTest::addColumn<QString>("place"); ///< Between the first and the last one.
        const auto row = [](const char *filter, const char *choices, const char *place) {
            QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(choices)
                                  << QString::fromUtf8(place);
        };
        const char *all = "game: peer: cmd: dir: door: verdict: warn: size> ms> id: text: re:";
        row("#", all, "");
        row("beer #", all, "");
        row("beer # wine", all, "");
        row("(#", all, "");
        row("beer &#", all, "");
        row("d#", "dir: door:", "d");
        row("D#", "dir: door:", "D");
        row("beer !(do#", "door:", "do");
        row("d#ance", "dir: door:", "dance");
        row("beer#", "", "beer");
        row("d#ir:in", "dir: door:", "dir:");
        row("dir:#", "in out", "");
        row("dir:o# beer", "out", "o");
        row("dir:#out", "in", "out");
        row("DIR:o#", "out", "o");
        row("door:backend#", "", "backend");
        row("a|door:u#)", "upstream hub", "u"); // What begins so comes first.
        row("verdict:#", "accepted refused", "");
        row("game:#", "\"Buckshot Roulette\" Chess \"a\\*b\"", "");
        row("game:ch#", "Chess", "ch");
        row("game:roul#", "\"Buckshot Roulette\"", "roul");
        row("game:\"buck#", "\"Buckshot Roulette\"", "\"buck");
        row("game:\"Buckshot #R\" beer", "\"Buckshot Roulette\"", "\"Buckshot R\"");
        row("cmd:act#", "action action/result", "act");
        row("cmd:action/#", "action/result", "action/");
        row("warn:result/s#", "result/slow result/silent_failure", "result/s");
        row("warn:schema#",
            "schema/not_object schema/unsupported_keyword schema/empty schema/invalid schema/*",
            "schema");
        row("size>#", "", "");
        row("si#", "size>", "si");
        row("peer:#", "", "");
        row("id:#", "", "");
        row("re:/a b#c/ x", "", "/a bc/");
        row("re:/[/]g#/", "", "/[/]g/");
        row("gmae:x#", "", "");
        row("\"d#\"", "", "\"d\"");
        row("\"d#", "", "\"d");
        row("http://x#", "", "http://x");
    }

    void choices()
    {
        QFETCH(QString, filter);
        const qsizetype cursor = filter.indexOf(u'#');
        const QString text = filter.left(cursor) + filter.mid(cursor + 1);
        const FilterCompletions found = models::completeFilter(text, cursor, vocabulary);
        QStringList choices;
        for (const models::FilterChoice &choice : found.choices)
            choices.append(choice.text);
        const QString joined = choices.join(u' ');
        QTEST(joined, "choices");
        if (text.isEmpty() || !found.choices.isEmpty()) {
            const QString place = text.mid(found.begin, found.end - found.begin);
            QTEST(place, "place");
        }
    }

    /// What is offered is a filter, or the beginning of one.
    void everyChoiceReads()
    {
        const FilterCompletions fields = models::completeFilter(u"", 0, vocabulary);
        QCOMPARE(fields.choices.size(), static_cast<qsizetype>(models::filterFieldNames.size()));
        for (const models::FilterChoice &field : fields.choices) {
            QVERIFY(!field.isValue);
            const FilterCompletions values =
                models::completeFilter(field.text, field.text.size(), vocabulary);
            for (const models::FilterChoice &value : values.choices) {
                const QString filter = field.text + value.text;
                QVERIFY(value.isValue);
                QCOMPARE(value.field, field.field);
                QVERIFY2(models::FilterExpression::parse(filter), qPrintable(filter));
            }
        }
    }

    void manyGames()
    {
        models::FilterVocabulary many;
        for (int i = 0; i < 1000; ++i)
            many.games.append(u"Game %1"_s.arg(i));
        QCOMPARE(models::completeFilter(u"game:", 5, many).choices.size(),
                 models::filterChoicesShown);
    }

    void anyCursor()
    {
        const QString text = u"!(game:\"a b\" | re:/x y/) & size>4 || \"open"_s;
        for (qsizetype cursor = 0; cursor <= text.size(); ++cursor) {
            const FilterCompletions found = models::completeFilter(text, cursor, vocabulary);
            QVERIFY(found.begin >= 0 && found.begin <= cursor);
            QVERIFY(found.end >= cursor || found.choices.isEmpty());
            QVERIFY(found.end <= text.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
