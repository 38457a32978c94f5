// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace neuro::models {

/// The forces of a recording, a row each in the order in which they came, with what became of them.
/// Holds one for each that it is told of: the events of a part of a recording are bounded.
class RecordedForces : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Game, Query, State, Action, Duration, ColumnCount };
    enum Role {
        /// relay::ForceId as quint64.
        IdRole = Qt::UserRole + 1,
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Takes the forces of a batch. Those of a snapshot are there already when the view begins.
    void apply(const relay::RelayEvents &batch);
    void clear();

private:
    void put(const relay::ForceEvent &force);
    static QString display(const relay::ForceEvent &force, Column column);

    std::vector<relay::ForceEvent> m_forces;
    QHash<relay::ForceId, int> m_rows;
};

} // namespace neuro::models
