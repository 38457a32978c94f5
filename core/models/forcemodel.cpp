// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/forcemodel.h"

#include "models/forcetext.h"
#include "models/oneline.h"

#include <QSet>

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using relay::ForceEvent;

namespace {

constexpr int longestLabel = 80;
constexpr int longestQuery = 200;

/// Priority, then age.
bool comesBefore(const ForceEvent &a, const ForceEvent &b)
{
    if (a.request.priority != b.request.priority)
        return a.request.priority > b.request.priority;
    if (a.created.mono != b.created.mono)
        return a.created.mono < b.created.mono;
    return a.id < b.id;
}

QString textOf(const ForceEvent &force)
{
    return oneLine(QStringView(force.name), longestLabel) + u": "_s +
           oneLine(QStringView(force.request.query), longestQuery);
}

QString accessibleTextOf(const ForceEvent &force)
{
    return ForceModel::tr("%1 (priority %2, %3)")
        .arg(textOf(force), priorityText(force.request.priority), forceStateText(force));
}

} // namespace

ForceModel::ForceModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int ForceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_forces.size());
}

QVariant ForceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ForceEvent &shown = force(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(shown);
    case Qt::AccessibleTextRole:
        return accessibleTextOf(shown);
    case IdRole:
        return QVariant::fromValue(shown.id);
    case GameRole:
        return shown.name;
    case StateRole:
        return static_cast<int>(shown.state);
    case PriorityRole:
        return static_cast<int>(shown.request.priority);
    default:
        return {};
    }
}

void ForceModel::apply(const relay::RelayEvents &batch)
{
    for (const relay::RelayEvent &event : batch) {
        if (const auto *changed = std::get_if<ForceEvent>(&event))
            put(*changed);
        else if (const auto *snapshot = std::get_if<relay::SnapshotEvent>(&event))
            replaceAll(snapshot->forces);
    }
}

int ForceModel::rowOf(relay::ForceId id) const
{
    const auto at = std::find_if(m_forces.begin(), m_forces.end(),
                                 [id](const ForceEvent &force) { return force.id == id; });
    return at == m_forces.end() ? -1 : static_cast<int>(at - m_forces.begin());
}

void ForceModel::put(const ForceEvent &force)
{
    if (relay::isOver(force.state)) {
        end(force);
        return;
    }
    const int row = rowOf(force.id);
    if (row < 0) {
        insert(force);
        return;
    }
    const bool sameOrder = !comesBefore(m_forces[row], force) && !comesBefore(force, m_forces[row]);
    if (!sameOrder) {
        takeRow(row);
        insert(force);
        return;
    }
    m_forces[row] = force;
    Q_EMIT dataChanged(index(row), index(row));
}

void ForceModel::insert(const ForceEvent &force)
{
    const auto at = std::upper_bound(m_forces.begin(), m_forces.end(), force, comesBefore);
    const int row = static_cast<int>(at - m_forces.begin());
    beginInsertRows({}, row, row);
    m_forces.insert(row, force);
    endInsertRows();
}

void ForceModel::takeRow(int row)
{
    beginRemoveRows({}, row, row);
    m_forces.removeAt(row);
    endRemoveRows();
}

void ForceModel::end(const ForceEvent &force)
{
    const int row = rowOf(force.id);
    if (row < 0)
        return;
    takeRow(row);
    Q_EMIT forceEnded(force);
}

void ForceModel::replaceAll(const QList<ForceEvent> &forces)
{
    QSet<relay::ForceId> current;
    for (const ForceEvent &force : forces)
        current.insert(force.id);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!current.contains(m_forces[row].id))
            takeRow(row);
    }
    for (const ForceEvent &force : forces)
        put(force);
}

} // namespace neuro::models
