// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/jsontreemodel.h"

#include "models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QObject>
#include <QTest>

using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using neuro::models::JsonTreeModel;
using Type = neuro::protocol::JsonValue::Type;

class TestJsonTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<JsonTreeModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup() { m_tester.reset(); }
    void tree();
    void longStrings();
    void singleValue();
    void outermostArray();
    void roles();
    void errors();
    void manyChildren();
    void deepNesting();

private:
    std::unique_ptr<JsonTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestJsonTreeModel::tree()
{
    m_model->setText(R"({"command":"actions/force","data":{"query":"It is your turn.",)"
                     R"("z":1.50,"a":1e400,"ok":true,"none":null,"empty":{},"one":[7],)"
                     R"("action_names":["shoot","use_item"]}})");
    QCOMPARE(modelLines(*m_model), (QStringList{
                                       u"command | \"actions/force\""_s,
                                       u"data | 8 members"_s,
                                       u"  query | \"It is your turn.\""_s,
                                       u"  z | 1.50"_s,
                                       u"  a | 1e400"_s,
                                       u"  ok | true"_s,
                                       u"  none | null"_s,
                                       u"  empty | 0 members"_s,
                                       u"  one | 1 item"_s,
                                       u"    0 | 7"_s,
                                       u"  action_names | 2 items"_s,
                                       u"    0 | \"shoot\""_s,
                                       u"    1 | \"use_item\""_s,
                                   }));
}

void TestJsonTreeModel::longStrings()
{
    const QByteArray many(100, 'x');
    m_model->setText(R"({"state":"## Table\n- lives","long":")" + many + R"("})");
    QCOMPARE(modelLines(*m_model),
             (QStringList{
                 u"state | \"## Table…\" string, 16 characters"_s,
                 u"long | \""_s + QString(59, u'x') + u"…\" string, 100 characters"_s,
             }));
}

void TestJsonTreeModel::singleValue()
{
    m_model->setText(" 42 ");
    QCOMPARE(modelLines(*m_model), QStringList{u" | 42"_s});
    QCOMPARE(m_model->index(0, 0).data(JsonTreeModel::PathRole).toString(), QString());
}

void TestJsonTreeModel::outermostArray()
{
    m_model->setText(R"([["a"],"b"])");
    QCOMPARE(modelLines(*m_model),
             (QStringList{u"0 | 1 item"_s, u"  0 | \"a\""_s, u"1 | \"b\""_s}));
    const QModelIndex a = m_model->index(0, 0, m_model->index(0, 0));
    QCOMPARE(a.data(JsonTreeModel::PathRole).toString(), u"[0][0]"_s);
}

void TestJsonTreeModel::roles()
{
    m_model->setText(R"({"data":{"actions":[1,2,{"name":"a\u0041", "n":[]}]}})");
    const QModelIndex actions = m_model->index(0, 0, m_model->index(0, 0));
    const QModelIndex third = m_model->index(2, 0, actions);
    const QModelIndex name = m_model->index(0, JsonTreeModel::Value, third);
    QCOMPARE(actions.data(JsonTreeModel::PathRole).toString(), u"data.actions"_s);
    QCOMPARE(third.data(JsonTreeModel::PathRole).toString(), u"data.actions[2]"_s);
    QCOMPARE(name.data(JsonTreeModel::PathRole).toString(), u"data.actions[2].name"_s);
    QCOMPARE(name.data(JsonTreeModel::TypeRole).toInt(), int(Type::String));
    QCOMPARE(name.data(JsonTreeModel::TextRole).toString(), u"\"a\\u0041\""_s);
    QCOMPARE(name.data().toString(), u"\"aA\""_s);
    QCOMPARE(third.data(JsonTreeModel::TextRole).toString(),
             u"{\"name\":\"a\\u0041\", \"n\":[]}"_s);
}

void TestJsonTreeModel::errors()
{
    m_model->setText(R"({"a":1})");
    QCOMPARE(m_model->error(), QString());
    m_model->setText(R"({"a":})");
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY2(m_model->error().startsWith(u"Not JSON, at byte 5: "_s), qPrintable(m_model->error()));
    m_model->setText("1");
    QCOMPARE(m_model->error(), QString());
    QCOMPARE(m_model->rowCount(), 1);
}

void TestJsonTreeModel::manyChildren()
{
    // The tester looks at every child of a model this size, over and over.
    m_tester.reset();
    QByteArray text = "[";
    for (int i = 0; i < JsonTreeModel::childrenShown + 5; ++i)
        text += QByteArray::number(i) + ',';
    text.back() = ']';
    m_model->setText(text);
    QCOMPARE(m_model->rowCount(), JsonTreeModel::childrenShown + 1);
    const QModelIndex last = m_model->index(JsonTreeModel::childrenShown, JsonTreeModel::Value);
    QCOMPARE(last.data().toString(), u"5 more"_s);
    QCOMPARE(last.siblingAtColumn(JsonTreeModel::Key).data().toString(), u"…"_s);
    QCOMPARE(last.data(JsonTreeModel::TypeRole).toInt(), int(Type::Absent));
    QCOMPARE(last.siblingAtRow(JsonTreeModel::childrenShown - 1).data().toString(), u"9999"_s);
}

void TestJsonTreeModel::deepNesting()
{
    constexpr int levels = 500;
    m_model->setText(QByteArray(levels, '[') + QByteArray(levels, ']'));
    QModelIndex index = m_model->index(0, 0);
    int depth = 1;
    while (m_model->rowCount(index) > 0) {
        index = m_model->index(0, 0, index);
        ++depth;
    }
    QCOMPARE(depth, levels - 1);
    QCOMPARE(index.data(JsonTreeModel::PathRole).toString().size(), 3 * depth);
}

QTEST_GUILESS_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
