// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/flowlayout.h"

#include <QTest>
#include <QVBoxLayout>
#include <QWidget>

using namespace neuro::ui;

namespace {

constexpr int gap = 6;

/// A widget that wants a certain size and can be no smaller.
class Block : public QWidget
{
public:
    Block(int width, int height, QWidget *parent)
        : QWidget(parent)
        , m_size(width, height)
    {
    }
    QSize sizeHint() const override { return m_size; }
    QSize minimumSizeHint() const override { return m_size; }

private:
    QSize m_size;
};

/// A widget whose layout flows, with four blocks: 50×20, 60×20, 70×30, 40×20.
struct Row
{
    Row()
    {
        layout = new FlowLayout(gap, &widget);
        layout->setContentsMargins({});
        for (const QSize size : {QSize(50, 20), QSize(60, 20), QSize(70, 30), QSize(40, 20)}) {
            blocks.append(new Block(size.width(), size.height(), &widget));
            layout->addWidget(blocks.last());
        }
    }
    QList<QRect> places(int width)
    {
        layout->setGeometry(QRect(0, 0, width, layout->heightForWidth(width)));
        QList<QRect> result;
        for (const Block *block : blocks)
            result.append(block->geometry());
        return result;
    }

    QWidget widget;
    FlowLayout *layout = nullptr;
    QList<Block *> blocks;
};

} // namespace

class TestFlowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLineWhenItFits()
    {
        Row row;
        const int whole = 50 + 60 + 70 + 40 + 3 * gap;
        QCOMPARE(row.layout->sizeHint(), QSize(whole, 30));
        QCOMPARE(row.layout->heightForWidth(whole), 30);
        QCOMPARE(
            row.places(whole),
            (QList<QRect>{{0, 0, 50, 20}, {56, 0, 60, 20}, {122, 0, 70, 30}, {198, 0, 40, 20}}));
    }

    void wrapsLikeWords()
    {
        Row row;
        QCOMPARE(row.layout->heightForWidth(130), 20 + gap + 30);
        QCOMPARE(
            row.places(130),
            (QList<QRect>{{0, 0, 50, 20}, {56, 0, 60, 20}, {0, 26, 70, 30}, {76, 26, 40, 20}}));
    }

    void shrinksBeforeItWraps()
    {
        Row row;
        row.blocks[0]->setMinimumWidth(30);
        row.blocks[2]->setMinimumWidth(40);
        for (Block *block : row.blocks)
            block->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        // Hints: 50, 60, 70, 40; at least 30, 60, 40, 40.
        const int whole = 220 + 3 * gap;
        QCOMPARE(row.places(whole)[3], QRect(198, 0, 40, 20));
        QCOMPARE(
            row.places(whole - 1),
            (QList<QRect>{{0, 0, 30, 20}, {36, 0, 60, 20}, {102, 0, 40, 30}, {148, 0, 40, 20}}));
        QCOMPARE(row.layout->heightForWidth(170 + 3 * gap), 30);
        QCOMPARE(row.layout->heightForWidth(170 + 3 * gap - 1), 30 + gap + 20);
    }

    void exactFitStays()
    {
        Row row;
        QCOMPARE(row.layout->heightForWidth(116), 20 + gap + 30);
        QCOMPARE(row.layout->heightForWidth(115), 20 + 20 + 30 + 20 + 3 * gap);
    }

    void narrowerThanAnItem()
    {
        Row row;
        QCOMPARE(row.layout->minimumSize(), QSize(70, 30));
        const QList<QRect> places = row.places(45);
        QCOMPARE(places[2], QRect(0, 52, 45, 30));
        QCOMPARE(row.layout->heightForWidth(0), 20 + 20 + 30 + 20 + 3 * gap);
    }

    void hiddenItemsTakeNoSpace()
    {
        Row row;
        row.blocks[1]->hide();
        QCOMPARE(row.layout->sizeHint().width(), 50 + 70 + 40 + 2 * gap);
        QCOMPARE(row.places(400)[2], QRect(56, 0, 70, 30));
    }

    void startsOnTheRightForArabic()
    {
        Row row;
        row.widget.setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(row.places(130)[0], QRect(80, 0, 50, 20));
        QCOMPARE(row.places(130)[2], QRect(60, 26, 70, 30));
    }

    void marginsCount()
    {
        Row row;
        row.layout->setContentsMargins(5, 1, 7, 2);
        QCOMPARE(row.layout->heightForWidth(130 + 12), 20 + gap + 30 + 3);
        QCOMPARE(row.places(130 + 12)[0], QRect(5, 1, 50, 20));
    }

    void givesItsHeightToTheLayoutAround()
    {
        QWidget outer;
        auto *column = new QVBoxLayout(&outer);
        column->setContentsMargins({});
        auto *flow = new FlowLayout(gap);
        column->addLayout(flow);
        flow->addWidget(new Block(60, 20, &outer));
        flow->addWidget(new Block(60, 20, &outer));
        QVERIFY(outer.hasHeightForWidth() || column->hasHeightForWidth());
        QCOMPARE(column->heightForWidth(130), 20);
        QCOMPARE(column->heightForWidth(100), 20 + gap + 20);
    }

    void takesItemsOut()
    {
        Row row;
        QCOMPARE(row.layout->count(), 4);
        const std::unique_ptr<QLayoutItem> taken(row.layout->takeAt(1));
        QCOMPARE(taken->widget(), row.blocks[1]);
        QCOMPARE(row.layout->count(), 3);
        QCOMPARE(row.layout->itemAt(1)->widget(), row.blocks[2]);
        QVERIFY(!row.layout->itemAt(3));
        QVERIFY(!row.layout->takeAt(-1));
        QCOMPARE(row.places(400)[2], QRect(56, 0, 70, 30));
    }
};

QTEST_MAIN(TestFlowLayout)
#include "tst_flowlayout.moc"
