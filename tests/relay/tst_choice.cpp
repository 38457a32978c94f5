// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What the deciders `first` and `random` choose, and what looking for it may cost.

#include "protocol/actionschema.h"
#include "protocol/workbudget.h"
#include "relay/choice.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

namespace {

/// No text has both that length and that form, which takes long to find out.
const QByteArray hostileSchema =
    R"({"type":"object","required":["a"],"properties":{"a":{"type":"string","minLength":5000,)"
    R"("maxLength":5001,"pattern":"^(a{1,60}b?){1,60}(c|d){30,60}$"}}})";
const QByteArray easySchema =
    R"({"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}})";

/// Short patterns with many instructions, which no data needs.
QByteArray dearSchema()
{
    QByteArray members;
    for (int i = 0; i < 200; ++i) {
        members += ",\"m" + QByteArray::number(i) + "\":";
        members += R"({"pattern":"(\\w|\\d){1500}"})";
    }
    return R"({"type":"object","required":["a"],"properties":{"a":false)" + members + "}}";
}

/// The names of actions with these schemas, which are registered.
QStringList fill(ActionTable &table, const QList<QByteArray> &schemas)
{
    QStringList names;
    for (const QByteArray &schema : schemas) {
        names.append(u"action%1"_s.arg(names.size()));
        table.add({names.constLast(), u"d"_s, schema, {}});
    }
    return names;
}

/// More than the budget: an operation ends soon after it is exhausted, not at once.
constexpr qint64 slack = limits::choiceSteps / 10;

} // namespace

class TestChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFirstThatIsPossible()
    {
        ActionTable table;
        const QStringList names = fill(table, {R"({"type":"nonsense"})", easySchema, {}});
        const auto choice = chooseFirst(table, QStringList{u"unknown"_s} + names);
        QVERIFY(choice);
        QCOMPARE(choice->action, names.at(1));
        QCOMPARE(*choice->data, QByteArray(R"({"a":0})"));
    }

    void saysWhyThereIsNone()
    {
        ActionTable table;
        const QStringList names = fill(table, {R"({"type":"nonsense"})"});
        const auto none = chooseFirst(table, {u"unknown"_s});
        QVERIFY(!none);
        QCOMPARE(none.error().why.english(), u"none of the actions is registered"_s);
        const auto invalid = chooseFirst(table, names);
        QVERIFY(!invalid);
        QVERIFY(invalid.error().why.english().startsWith(u"no data could be made for action0"_s));
    }

    void allActionsShareOneBudget()
    {
        ActionTable table;
        const QStringList names = fill(table, QList<QByteArray>(200, hostileSchema));
        const auto first = chooseFirst(table, names);
        QVERIFY(!first);
        QVERIFY2(first.error().steps > limits::choiceSteps / 2 &&
                     first.error().steps <= limits::choiceSteps + slack,
                 qPrintable(QString::number(first.error().steps)));
        QVERIFY(first.error().why.english().contains(u"make the schemas simpler"_s));
        const auto random = chooseRandom(table, names, 1);
        QVERIFY(!random);
        QVERIFY2(random.error().steps <= limits::choiceSteps + slack,
                 qPrintable(QString::number(random.error().steps)));
    }

    void afterItAnActionWithoutDataIsChosen()
    {
        ActionTable table;
        QList<QByteArray> schemas(200, hostileSchema);
        schemas.append(easySchema); // Not looked at any more.
        schemas.append(QByteArray());
        const QStringList names = fill(table, schemas);
        const auto choice = chooseFirst(table, names);
        QVERIFY(choice);
        QCOMPARE(choice->action, names.constLast());
        QVERIFY(!choice->data);
    }

    void compilingCostsAsWell()
    {
        const QByteArray dear = dearSchema();
        const qint64 steps = protocol::ActionSchema::compile(dear).steps();
        QVERIFY2(steps > 1'000'000, qPrintable(QString::number(steps)));
        ActionTable table;
        const qint64 blocks = steps / protocol::WorkBudget::blockSize;
        const QStringList names = fill(table, QList<QByteArray>(2, dear));
        const auto none = chooseFirst(table, names);
        QVERIFY(!none);
        QVERIFY2(none.error().steps > 2 * blocks, qPrintable(QString::number(none.error().steps)));
    }

    void aSeedChoosesTheSame()
    {
        ActionTable table;
        const QStringList names = fill(table, QList<QByteArray>(20, easySchema));
        const auto once = chooseRandom(table, names, 7);
        const auto again = chooseRandom(table, names, 7); // Compiled by now.
        QVERIFY(once && again);
        QCOMPARE(once->action, again->action);
        QCOMPARE(once->data, again->data);
    }
};

QTEST_GUILESS_MAIN(TestChoice)
#include "tst_choice.moc"
