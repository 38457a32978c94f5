// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/integrationsmodel.h"
#include "protocol/messages.h"
#include "widgets/commandsink.h"

#include <QPoint>
#include <QWidget>

#include <optional>

class QAction;
class QMenu;
class QTreeView;

namespace neuro::models {
class DiagnosticsModel;
}

namespace neuro::relay {
struct OperatorEvent;
}

namespace neuro::ui {

class DemoLauncher;
class EmptyGames;
class GameActions;
class NoticeBar;

/// The games and their actions, and the watchers. Choosing one filters the traffic; double-clicking
/// an action sends it. What cannot be undone is asked in the notice bar.
class IntegrationsView : public QWidget
{
    Q_OBJECT

public:
    IntegrationsView(models::IntegrationsModel *model, CommandSink submit, NoticeBar *notices,
                     DemoLauncher *demos, QWidget *parent = nullptr);

    /// Where the diagnostics of games are muted; must outlive this.
    void setDiagnostics(models::DiagnosticsModel *diagnostics);
    /// See EmptyGames::setAddress().
    void setAddress(const QString &url);
    void focusTree();
    void clearSelection();

    /// What can be done with the chosen item, for a menu. Belong to this.
    QList<QAction *> menuActions() const;
    /// Chooses the item at `index`, and what can be done with it; owned by the caller. nullptr for
    /// no item, and for a heading.
    QMenu *makeMenu(const QModelIndex &index, QWidget *parent);
    /// What became of a command of whomever.
    void commandDone(const relay::OperatorEvent &result);

    /// Games that come with at most so many actions show them at once.
    static constexpr int expandedActions = 12;

Q_SIGNALS:
    /// Another game or watcher was chosen (an action counts as its game), or none.
    void gameSelected(const std::optional<QString> &game);
    /// An action with data is to be sent: a form is needed.
    void formWanted(neuro::relay::PeerId peer, const QString &game,
                    const neuro::protocol::Action &action);
    void copyAddressWanted();
    /// See GameActions.
    void rawMessageWanted(neuro::relay::PeerId peer);
    void startupWanted(neuro::relay::PeerId peer);

private:
    void buildTree();
    void watchRemovals();
    void watchModel();
    void showPage();
    void activate(const QModelIndex &index);

    models::IntegrationsModel *m_model;
    GameActions *m_actions;
    EmptyGames *m_empty;
    QTreeView *m_tree;
};

} // namespace neuro::ui
