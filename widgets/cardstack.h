// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QScrollArea>

namespace neuro::ui {

/// Cards below one another, scrolling. One of them may be the anchor: whatever appears, goes, grows
/// or shrinks above it, it stays at its place on the screen.
class CardStack : public QScrollArea
{
    Q_OBJECT

public:
    explicit CardStack(QWidget *parent = nullptr);

    /// From top to bottom; makes the cards its children. A card that is missing has been deleted
    /// or is hidden.
    void setCards(const QList<QWidget *> &cards);
    /// nullptr: none, cards start at the top.
    void setAnchor(QWidget *card);
    /// Places the cards for their current heights.
    void arrange();
    /// Scrolls until the card can be seen.
    void reveal(QWidget *card);

Q_SIGNALS:
    /// A card stands elsewhere in the stack now, and nobody scrolled, or what is in it does since
    /// its height is another one; also a card that is new.
    void cardMoved(QWidget *card);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int heightOf(QWidget *card, int width) const;
    int naturalTop(const QWidget *card, int width) const;
    int place(int top, int width);

    QWidget *m_content;
    QList<QWidget *> m_cards;
    QWidget *m_anchor = nullptr;
    bool m_arranging = false;
};

} // namespace neuro::ui
