// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/cardstack.h"

#include <QHash>
#include <QScrollBar>

#include <utility>

namespace neuro::ui {

namespace {

constexpr int margin = 8;
constexpr int gap = 10;
/// Of a card that has not been placed yet.
constexpr int nowhere = -1'000'000;
constexpr auto placedProperty = "neuro_placed";

/// Where a card stands in what can be seen.
struct Span
{
    int top = nowhere;
    int height = 0;

    bool operator==(const Span &) const = default;
};

} // namespace

CardStack::CardStack(QWidget *parent)
    : QScrollArea(parent)
    , m_content(new QWidget(this))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_content);
    m_content->setAutoFillBackground(false); // setWidget() has switched it on.
    viewport()->setAutoFillBackground(false);
}

void CardStack::setCards(const QList<QWidget *> &cards)
{
    m_cards = cards;
    if (!m_cards.contains(m_anchor))
        m_anchor = nullptr;
    for (QWidget *card : m_cards) {
        if (!card->property(placedProperty).isValid()) {
            card->setParent(m_content);
            card->setProperty(placedProperty, false);
            card->show();
        }
    }
    arrange();
}

void CardStack::setAnchor(QWidget *card)
{
    m_anchor = m_cards.contains(card) ? card : nullptr;
}

int CardStack::heightOf(QWidget *card, int width) const
{
    return card->hasHeightForWidth() ? card->heightForWidth(width) : card->sizeHint().height();
}

int CardStack::naturalTop(const QWidget *card, int width) const
{
    int top = margin;
    for (QWidget *each : m_cards) {
        if (each == card)
            break;
        top += heightOf(each, width) + gap;
    }
    return top;
}

int CardStack::place(int top, int width)
{
    for (QWidget *card : m_cards) {
        const int height = heightOf(card, width);
        card->setGeometry(margin, top, width, height);
        top += height + gap;
    }
    return top;
}

void CardStack::arrange()
{
    if (m_arranging)
        return;
    m_arranging = true;
    const int scrolled = verticalScrollBar()->value();
    QHash<QWidget *, Span> before;
    for (QWidget *card : std::as_const(m_cards)) {
        const bool wasPlaced = card->property(placedProperty).toBool();
        before.insert(card, wasPlaced ? Span{card->y() - scrolled, card->height()} : Span{});
        card->setProperty(placedProperty, true);
    }
    // The space of the scroll bar stays free: its coming would change every card's height.
    const int bar = verticalScrollBar()->sizeHint().width();
    const int width = qMax(0, size().width() - margin - bar - 2);

    int top = margin;
    int scroll = scrolled;
    if (m_anchor && before.value(m_anchor).top != nowhere) {
        const int natural = naturalTop(m_anchor, width);
        const int wanted = before.value(m_anchor).top;
        // Either more is scrolled away, or free space is left above.
        scroll = qMax(0, natural - wanted);
        top += qMax(0, wanted - natural);
    }
    const int bottom = place(top, width) - gap + margin;
    const int least = m_anchor ? scroll + viewport()->height() : 0;
    m_content->resize(size().width() - bar, qMax(bottom, least));
    verticalScrollBar()->setValue(scroll);
    m_arranging = false;

    const int nowScrolled = verticalScrollBar()->value();
    const QList<QWidget *> cards = m_cards;
    for (QWidget *card : cards) {
        if (before.value(card) != Span{card->y() - nowScrolled, card->height()})
            Q_EMIT cardMoved(card);
    }
}

void CardStack::reveal(QWidget *card)
{
    ensureVisible(0, card->geometry().bottom(), 0, margin);
    ensureVisible(0, card->y(), 0, margin); // Last: of a card too high for the view, its top.
}

void CardStack::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace neuro::ui
