// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QString>
#include <QWidget>

#include <optional>

class QTableView;
class QTreeView;

namespace neuro::models {
class IntegrationsModel;
class RecordedForces;
} // namespace neuro::models

namespace neuro::ui {

/// The games, integrations and watchers of a recording with their actions, as they were at its end.
/// Only to be looked at.
class RecordedGames : public QWidget
{
    Q_OBJECT

public:
    /// `model` outlives the view.
    explicit RecordedGames(models::IntegrationsModel *model, QWidget *parent = nullptr);

    void clearSelection();

Q_SIGNALS:
    /// Another game or watcher was chosen (an action counts as its game), or none.
    void gameSelected(const std::optional<QString> &game);

private:
    QTreeView *m_tree;
};

/// The forces of a recording and what became of them. Only to be looked at.
class RecordedForcesView : public QWidget
{
    Q_OBJECT

public:
    /// `model` outlives the view.
    explicit RecordedForcesView(models::RecordedForces *model, QWidget *parent = nullptr);

Q_SIGNALS:
    /// What belongs to it is to be shown in the traffic.
    void trafficWanted(neuro::relay::ForceId force);

private:
    QTableView *m_table;
};

} // namespace neuro::ui
