// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/actiontable.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace Qt::StringLiterals;

class TestActionTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfRegistration()
    {
        ActionTable table;
        for (const QString &name : {u"c"_s, u"a"_s, u"b"_s})
            QCOMPARE(table.add({name, u"d"_s, {}, {}}), ActionTable::Added::New);
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
        table.add({u"a"_s, u"first"_s, "{}", {}});
        QCOMPARE(table.add({u"a"_s, u"first"_s, "{}", "{ }"}), ActionTable::Added::Identical);
        QCOMPARE(table.add({u"a"_s, u"first"_s, R"({"type":"object"})", {}}),
                 ActionTable::Added::Conflict);
        QCOMPARE(table.find(u"a"_s)->schema, QByteArray("{}"));
    }

    void tellsInactiveFromNeverRegistered()
    {
        ActionTable table;
        table.add({u"a"_s, {}, {}, {}});
        table.remove(u"a"_s);
        QCOMPARE(table.remove(u"a"_s), ActionTable::Removed::Inactive);
        QCOMPARE(table.remove(u"b"_s), ActionTable::Removed::NeverRegistered);
        table.clear();
        QCOMPARE(table.remove(u"a"_s), ActionTable::Removed::NeverRegistered);
    }

    void compilesTheSchemaOfTheCurrentDefinition()
    {
        ActionTable table;
        table.add({u"a"_s, {}, R"({"type":"object","required":["x"]})", {}});
        QVERIFY(!table.schema(u"a"_s).validate("{}").valid);
        table.remove(u"a"_s);
        table.add({u"a"_s, {}, R"({"type":"object"})", {}});
        QVERIFY(table.schema(u"a"_s).validate("{}").valid);
    }
};

QTEST_GUILESS_MAIN(TestActionTable)
#include "tst_actiontable.moc"
