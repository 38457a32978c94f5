// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/integrationsmodel.h"
#include "relay/relaycommand.h"
#include "widgets/commandsink.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPersistentModelIndex>
#include <QString>

#include <optional>

class QAction;
class QKeySequence;

namespace neuro::models {
class DiagnosticsModel;
}

namespace neuro::relay {
struct OperatorEvent;
}

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
    /// Where the diagnostics of games are muted; must outlive this.
    void setDiagnostics(models::DiagnosticsModel *diagnostics);
    /// Sends the action at `index`, or asks for a form; nothing for other items.
    void send(const QModelIndex &index);
    /// What became of a command; ignores those of others.
    void commandDone(const relay::OperatorEvent &result);

    /// All of them with their separators, in the order of a menu. Belong to this object.
    QList<QAction *> actions() const { return m_actions; }
    /// The one that a double click does.
    QAction *sendAction() const { return m_send; }
    /// Those that are about an action and not about its game.
    QList<QAction *> forActions() const { return {m_send, m_hide, m_unregister}; }

    /// Of the notice that an action was unregistered here.
    static inline const QString unregisteredKey = QStringLiteral("unregistered");

Q_SIGNALS:
    /// An action with data is to be sent: a form is needed.
    void formWanted(neuro::relay::PeerId peer, const QString &game,
                    const neuro::protocol::Action &action);
    /// A message is to be written by hand.
    void rawMessageWanted(neuro::relay::PeerId peer);
    /// A startup is to be acknowledged by hand, or speech finished.
    void startupWanted(neuro::relay::PeerId peer);

private:
    struct Unregistering
    {
        relay::PeerId peer = 0;
        QPersistentModelIndex item; ///< Of the game.
        QString game;
        QString action;
    };

    QAction *add(const QString &text, const QKeySequence &keys, const QString &toolTip);
    void addSeparator();
    void addMessages();
    void addShutdowns();
    void addRestrictions();
    void addDiagnosticsMute();
    QAction *addToggle(const QString &text, const QKeySequence &keys, const QString &toolTip);
    void block(bool on);
    void unregister();
    static bool hasLeft(const Unregistering &what);
    /// Nothing can be undone for a game that has left.
    void closeUndoOfGone();
    /// The chosen game, or that of the chosen action; invalid: none.
    QModelIndex gameItem() const;
    void refresh();
    void ask(const QString &question, const QString &deed, const relay::RelayCommand &command);
    static QString shown(const QString &name);
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
    QAction *m_mute;
    QAction *m_block;
    QAction *m_hide;
    QAction *m_muteDiagnostics;
    models::DiagnosticsModel *m_diagnostics = nullptr;
    QAction *m_unregister;
    QAction *m_send;
    QAction *m_copyName;
    /// What the relay has not answered yet, by the number of the command.
    QHash<quint64, Unregistering> m_unregistering;
    /// What the notice is about.
    std::optional<Unregistering> m_unregistered;
};

} // namespace neuro::ui
