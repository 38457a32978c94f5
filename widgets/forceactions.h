// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/forcedeeds.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QAction;

namespace neuro::ui {

class ForceCard;

/// What can be done with the marked card of the desk, for the menu bar and the cards' own menu.
/// While a card has the focus its keys are the card's own; the actions only show them.
class ForceActions : public QObject
{
    Q_OBJECT

public:
    /// `isRecorded`: of a desk where nothing can be done but to look.
    ForceActions(bool isRecorded, QObject *parent);

    /// The card that is meant from now on; nullptr: none.
    void setCard(ForceCard *card);
    /// The card has changed.
    void refresh();

    /// All of them with their separators, in the order of a menu. Belong to this object.
    QList<QAction *> actions() const { return m_actions; }

private:
    void addSeparator();

    QPointer<ForceCard> m_card;
    QList<QAction *> m_actions; ///< The data of each is its ForceDeed as int.
};

} // namespace neuro::ui
