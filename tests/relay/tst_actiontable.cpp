// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/actiontable.h"
#include "relay/enginesettings.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

class TestActionTable : public QObject
{
    Q_OBJECT

private:
    static ActionTable::Added add(ActionTable &table, const protocol::Action &action,
                                  qint64 steps = limits::comparingSteps)
    {
        protocol::WorkBudget budget(steps);
        return table.add(action, budget);
    }

private Q_SLOTS:
    void keepsTheOrderOfRegistration()
    {
        ActionTable table;
        for (const QString &name : {u"c"_s, u"a"_s, u"b"_s})
            QCOMPARE(add(table, {name, u"d"_s, {}, {}}), ActionTable::Added::New);
        QCOMPARE(table.remove(u"a"_s), ActionTable::Removed::Yes);
        QCOMPARE(table.size(), 2);
        QCOMPARE(table.actions().at(0).name, u"c"_s);
        QCOMPARE(table.actions().at(1).name, u"b"_s);
        QVERIFY(table.find(u"b"_s));
        QVERIFY(!table.find(u"a"_s));
    }

    void tellsIdenticalFromConflict()
    {
        ActionTable table;
        add(table, {u"a"_s, u"first"_s, "{}", {}});
        QCOMPARE(add(table, {u"a"_s, u"first"_s, "{}", "{ }"}), ActionTable::Added::Identical);
        QCOMPARE(add(table, {u"a"_s, u"first"_s, R"({"type":"object"})", {}}),
                 ActionTable::Added::Conflict);
        QCOMPARE(table.find(u"a"_s)->schema, QByteArray("{}"));
    }

    /// A definition is what it means, not how it is written.
    void comparesSchemasByValue()
    {
        const QByteArray schema = R"({"type":"object","properties":{"n":{"maximum":10}}})";
        const QByteArray same = R"({ "properties":{"\u006e":{"maximum":1e1}}, "type":"object" })";
        ActionTable table;
        add(table, {u"a"_s, u"d"_s, schema, {}});
        QCOMPARE(add(table, {u"a"_s, u"d"_s, same, {}}), ActionTable::Added::Identical);
        QCOMPARE(add(table, {u"a"_s, u"D"_s, same, {}}), ActionTable::Added::Conflict);
        QCOMPARE(add(table, {u"a"_s, u"d"_s, QByteArray(same).replace("1e1", "1e2"), {}}),
                 ActionTable::Added::Conflict);
        QCOMPARE(add(table, {u"a"_s, u"d"_s, {}, {}}), ActionTable::Added::Conflict);
        // What would cost too much is not looked into.
        QCOMPARE(add(table, {u"a"_s, u"d"_s, same, {}}, 1), ActionTable::Added::Conflict);
        QCOMPARE(add(table, {u"a"_s, u"d"_s, schema, {}}, 1), ActionTable::Added::Identical);
        add(table, {u"b"_s, u"d"_s, {}, {}});
        QCOMPARE(add(table, {u"b"_s, u"d"_s, "{ }", {}}), ActionTable::Added::Identical);
    }

    void tellsInactiveFromNeverRegistered()
    {
        ActionTable table;
        add(table, {u"a"_s, {}, {}, {}});
        table.remove(u"a"_s);
        QCOMPARE(table.remove(u"a"_s), ActionTable::Removed::Inactive);
        QCOMPARE(table.remove(u"b"_s), ActionTable::Removed::NeverRegistered);
        add(table, {u"c"_s, {}, {}, {}});
        table.clear();
        QCOMPARE(table.size(), 0);
        QCOMPARE(table.remove(u"a"_s), ActionTable::Removed::Inactive);
        QCOMPARE(table.remove(u"c"_s), ActionTable::Removed::Inactive);
    }

    void compilesTheSchemaOfTheCurrentDefinition()
    {
        ActionTable table;
        add(table, {u"a"_s, {}, R"({"type":"object","required":["x"]})", {}});
        QVERIFY(!table.schema(u"a"_s).validate("{}").valid);
        table.remove(u"a"_s);
        add(table, {u"a"_s, {}, R"({"type":"object"})", {}});
        QVERIFY(table.schema(u"a"_s).validate("{}").valid);
    }
};

QTEST_GUILESS_MAIN(TestActionTable)
#include "tst_actiontable.moc"
