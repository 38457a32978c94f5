// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recordedforces.h"

#include "models/forcetext.h"
#include "models/frametext.h"
#include "models/oneline.h"
#include "models/tooltip.h"

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using relay::ForceEvent;

namespace {

constexpr qsizetype longestName = 80;
constexpr qsizetype longestQuery = 200;

/// Whose it is, what became of it, and how long that took.
QString outcomeOf(const ForceEvent &force)
{
    QStringList facts{oneLine(QStringView(force.name), longestName), forceStateText(force)};
    if (!force.lastAction.isEmpty())
        facts.append(RecordedForces::tr("action: %1")
                         .arg(oneLine(QStringView(force.lastAction), longestName)));
    if (force.duration >= 0)
        facts.append(RecordedForces::tr("%1 ms").arg(millisecondsText(force.duration)));
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

/// Beside that the whole question, the situation, and what there was to choose from.
QString toolTipOf(const ForceEvent &force)
{
    QString text = outcomeOf(force) + u"\n\n"_s + force.request.query;
    if (force.request.state)
        text += u"\n\n"_s + *force.request.state;
    return plainToolTip(text + u"\n\n"_s + force.request.actionNames.join(u", "_s));
}

} // namespace

int RecordedForces::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_forces.size());
}

int RecordedForces::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecordedForces::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ForceEvent &force = m_forces[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(force, static_cast<Column>(index.column()));
    case Qt::ToolTipRole:
        return toolTipOf(force);
    case Qt::TextAlignmentRole:
        return index.column() == Duration ? QVariant((Qt::AlignRight | Qt::AlignVCenter).toInt())
                                          : QVariant();
    case IdRole:
        return QVariant::fromValue(force.id);
    default:
        return {};
    }
}

QString RecordedForces::display(const ForceEvent &force, Column column)
{
    switch (column) {
    case Time:
        // The place is narrow; its messages tell the fractions.
        return timeText(force.created.wall).section(u'.', 0, 0);
    case Game:
        return oneLine(QStringView(force.name), longestName);
    case Query:
        return force.request.query.isEmpty()
                   ? tr("not in the log")
                   : oneLine(QStringView(force.request.query), longestQuery);
    case State:
        return forceStateText(force);
    case Action:
        return oneLine(QStringView(force.lastAction), longestName);
    case Duration:
        return force.duration < 0 ? QString() : millisecondsText(force.duration);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RecordedForces::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time");
    case Game:
        return tr("Game");
    case Query:
        return tr("Question");
    case State:
        return tr("State");
    case Action:
        return tr("Action");
    case Duration:
        return tr("Duration ms");
    case ColumnCount:
        break;
    }
    return {};
}

void RecordedForces::apply(const relay::RelayEvents &batch)
{
    for (const relay::RelayEvent &event : batch) {
        if (const auto *force = std::get_if<ForceEvent>(&event)) {
            put(*force);
        } else if (const auto *snapshot = std::get_if<relay::SnapshotEvent>(&event)) {
            for (const ForceEvent &open : snapshot->forces)
                put(open);
        }
    }
}

void RecordedForces::put(const ForceEvent &force)
{
    const auto known = m_rows.constFind(force.id);
    if (known != m_rows.constEnd()) {
        m_forces[static_cast<std::size_t>(*known)] = force;
        Q_EMIT dataChanged(index(*known, 0), index(*known, ColumnCount - 1));
        return;
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.insert(force.id, row);
    m_forces.push_back(force);
    endInsertRows();
}

void RecordedForces::clear()
{
    beginResetModel();
    m_rows.clear();
    m_forces.clear();
    endResetModel();
}

} // namespace neuro::models
