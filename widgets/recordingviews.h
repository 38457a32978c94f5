// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QSet>
#include <QString>
#include <QWidget>

#include <optional>

class QAction;
class QModelIndex;
class QTableView;
class QTreeView;

namespace neuro::models {
class IntegrationsModel;
class RecordedForces;
} // namespace neuro::models

namespace neuro::ui {

class ToneLabel;

/// The games, integrations and watchers of a recording with their actions, as they were at one
/// moment. Only to be looked at.
class RecordedGames : public QWidget
{
    Q_OBJECT

public:
    /// `model` outlives the view.
    explicit RecordedGames(models::IntegrationsModel *model, QWidget *parent = nullptr);

    /// Whether it is known who was there. While it is not, as at first, an empty view says nothing.
    void setKnown(bool known);
    void focusTree();
    void clearSelection();
    /// The model has been filled anew, for another moment: what was open and chosen is again, as
    /// far as it is there, without a signal.
    void restore();

Q_SIGNALS:
    /// Another game or watcher was chosen (an action counts as its game), or none.
    void gameSelected(const std::optional<QString> &game);

private:
    void choose();

    QTreeView *m_tree;
    ToneLabel *m_empty;
    QSet<QString> m_open;   ///< Keys of the games whose actions are to be seen.
    QString m_chosenGame;   ///< The key of what is chosen, or of its game; empty: nothing is.
    QString m_chosenAction; ///< Its name; empty: the game itself.
    bool m_isRestoring = false;
};

/// The forces of a recording, those that are over too, and what became of them. Only to be looked
/// at.
class RecordedForcesView : public QWidget
{
    Q_OBJECT

public:
    /// `model` outlives the view.
    explicit RecordedForcesView(models::RecordedForces *model, QWidget *parent = nullptr);

    /// Whether it is known which forces there were. While it is not, as at first, an empty view
    /// says nothing.
    void setKnown(bool known);
    /// Does what a double click does, to the chosen force, for a menu. Belongs to this.
    QAction *trafficAction() const { return m_trafficAction; }

Q_SIGNALS:
    /// The moment when it came is to be shown, and what belongs to it in the traffic.
    void trafficWanted(neuro::relay::ForceId force);

private:
    void buildAction();
    void wantTraffic(const QModelIndex &index);

    QTableView *m_table;
    ToneLabel *m_empty;
    QAction *m_trafficAction = nullptr;
};

} // namespace neuro::ui
