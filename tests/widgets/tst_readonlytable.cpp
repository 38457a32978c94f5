// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/readonlytable.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;

class TestReadOnlyTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wholeRowsAreChosenOneByOne();
    void nothingIsEdited();
    void rowsAreOfOneLine();

private:
    QStandardItemModel m_model{3, 2};
    std::unique_ptr<QTableView> m_table;
};

void TestReadOnlyTable::init()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        for (int column = 0; column < m_model.columnCount(); ++column)
            m_model.setItem(row, column, new QStandardItem(u"several words\nin two lines"_s));
    }
    m_table = std::make_unique<QTableView>();
    m_table->setModel(&m_model);
    ui::setUpReadOnlyTable(m_table.get());
    m_table->show();
}

void TestReadOnlyTable::wholeRowsAreChosenOneByOne()
{
    const auto click = [this](int row, Qt::KeyboardModifiers keys) {
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, keys,
                          m_table->visualRect(m_model.index(row, 1)).center());
    };
    click(0, Qt::NoModifier);
    QCOMPARE(m_table->selectionModel()->selectedRows(0).size(), 1);
    click(2, Qt::ShiftModifier);
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows(0);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().row(), 2);
}

void TestReadOnlyTable::nothingIsEdited()
{
    const QPoint at = m_table->visualRect(m_model.index(0, 0)).center();
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, at);
    QTest::keyClick(m_table.get(), Qt::Key_F2);
    QTest::keyClick(m_table.get(), Qt::Key_X);
    QVERIFY(!m_table->findChild<QLineEdit *>());
}

void TestReadOnlyTable::rowsAreOfOneLine()
{
    const int line = m_table->fontMetrics().height();
    QVERIFY(m_table->rowHeight(0) > line);
    QVERIFY(m_table->rowHeight(0) < 2 * line);
    QVERIFY(m_table->verticalHeader()->isHidden());
}

QTEST_MAIN(TestReadOnlyTable)
#include "tst_readonlytable.moc"
