// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/diagnosticsfilter.h"

namespace neuro::models {

DiagnosticsFilter::DiagnosticsFilter(DiagnosticsModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(DiagnosticsModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setSourceModel(model);
    sort(DiagnosticsModel::Severity, Qt::DescendingOrder);
}

void DiagnosticsFilter::setLeastSeverity(protocol::Severity severity)
{
    m_leastSeverity = severity;
    invalidateRowsFilter();
}

void DiagnosticsFilter::setGame(const std::optional<QString> &game)
{
    m_game = game;
    invalidateRowsFilter();
}

void DiagnosticsFilter::setShowsAll(bool on)
{
    m_showsAll = on;
    invalidateRowsFilter();
}

bool DiagnosticsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const bool isHidden = index.data(DiagnosticsModel::DismissedRole).toBool() ||
                          index.data(DiagnosticsModel::MutedRole).toBool();
    if (isHidden && !m_showsAll)
        return false;
    if (index.data(DiagnosticsModel::SeverityRole).toInt() < static_cast<int>(m_leastSeverity))
        return false;
    return !m_game || index.data(DiagnosticsModel::GameRole).toString() == *m_game;
}

bool DiagnosticsFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (QSortFilterProxyModel::lessThan(left, right))
        return true;
    if (QSortFilterProxyModel::lessThan(right, left))
        return false;
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : left.row() > right.row();
}

} // namespace neuro::models
