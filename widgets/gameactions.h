// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/integrationsmodel.h"
#include "relay/relaycommand.h"
#include "widgets/commandsink.h"

#include <QList>
#include <QObject>
#include <QPersistentModelIndex>
#include <QString>

class QAction;
class QKeySequence;

namespace neuro::ui {

class NoticeBar;

/// What can be done with one game or one of its actions, or with a watcher, for the menu bar and
/// the context menu alike. What cannot be undone is asked in the notice bar.
class GameActions : public QObject
{
    Q_OBJECT

public:
    /// `model` and `notices` must outlive it.
    GameActions(const models::IntegrationsModel *model, CommandSink submit, NoticeBar *notices,
                QObject *parent);

    /// The item that is meant from now on; none when invalid. It may vanish.
    void setItem(const QModelIndex &index);
    /// Sends the action at `index`, or asks for a form; nothing for other items.
    void send(const QModelIndex &index);

    /// All of them with their separators, in the order of a menu. Belong to this object.
    QList<QAction *> actions() const { return m_actions; }
    /// The one that a double click does.
    QAction *sendAction() const { return m_send; }

Q_SIGNALS:
    /// An action with data is to be sent: a form is needed.
    void formWanted(neuro::relay::PeerId peer, const QString &game,
                    const neuro::protocol::Action &action);

private:
    QAction *add(const QString &text, const QKeySequence &keys, const QString &toolTip);
    void addSeparator();
    void addShutdowns();
    void refresh();
    void ask(const QString &question, const QString &deed, const relay::RelayCommand &command);
    void copyName() const;
    relay::PeerId peer() const;
    QString game() const;

    const models::IntegrationsModel *m_model;
    CommandSink m_submit;
    NoticeBar *m_notices;
    QPersistentModelIndex m_item;
    QList<QAction *> m_actions;
    QList<QAction *> m_forGames; ///< Those that need a game that is there.
    QAction *m_disconnect;
    QAction *m_send;
    QAction *m_copyName;
};

} // namespace neuro::ui
