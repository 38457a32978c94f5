// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QAbstractListModel>
#include <QList>

namespace neuro::models {

/// The forces that are not over, by priority (critical first), then age.
class ForceModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        /// relay::ForceId as quint64.
        IdRole = Qt::UserRole + 1,
        GameRole,
        StateRole,    ///< relay::ForceState as int.
        PriorityRole, ///< protocol::Priority as int.
    };

    explicit ForceModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void apply(const relay::RelayEvents &batch);

    /// `row` is one of the model's; valid until the next apply().
    const relay::ForceEvent &force(int row) const { return m_forces.at(row); }
    /// -1 when there is no such force (any more).
    int rowOf(relay::ForceId id) const;

Q_SIGNALS:
    /// A force that was in the model has ended, and is no longer there. Not told when only a
    /// snapshot shows that it is gone, since that does not say how.
    void forceEnded(const neuro::relay::ForceEvent &force);

private:
    void put(const relay::ForceEvent &force);
    void insert(const relay::ForceEvent &force);
    void takeRow(int row);
    void end(const relay::ForceEvent &force);
    void replaceAll(const QList<relay::ForceEvent> &forces);

    QList<relay::ForceEvent> m_forces;
};

} // namespace neuro::models
