// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/outboxmodel.h"

#include "models/oneline.h"
#include "models/tooltip.h"
#include "protocol/json.h"
#include "relay/destination.h"
#include "relay/upstreamlink.h"

#include <QLocale>

#include <algorithm>
#include <limits>
#include <map>

namespace neuro::models {

using protocol::JsonDocument;
using protocol::JsonValue;
using relay::integrationPrefix;
using relay::OutboxRow;

namespace {

constexpr int longestName = 80;
constexpr qint64 microsPerSecond = 1'000'000;
constexpr qint64 secondsPerMinute = 60;
constexpr qint64 minutesPerHour = 60;

bool comesBefore(const OutboxRow &row, qint64 id)
{
    return row.id < id;
}

bool contains(const QList<OutboxRow> &rows, qint64 id)
{
    const auto at = std::lower_bound(rows.begin(), rows.end(), id, comesBefore);
    return at != rows.end() && at->id == id;
}

/// What Neuro would read; the message as it is when it is something else. None in the outbox is
/// empty.
QString messageText(const OutboxRow &row)
{
    if (row.payload.isEmpty())
        return OutboxModel::tr("its text is not in the log");
    const auto document = JsonDocument::parse(row.payload);
    const JsonValue message =
        document ? document->root().member("data").member("message") : JsonValue();
    return message.isString() ? message.toString() : QString::fromUtf8(row.payload);
}

bool isNumeric(int column)
{
    return column == OutboxModel::Age || column == OutboxModel::Tries;
}

QVariant numberAlignment(int column)
{
    if (!isNumeric(column))
        return {};
    return (Qt::AlignRight | Qt::AlignVCenter).toInt();
}

} // namespace

QString destinationName(const QString &destination)
{
    if (destination == relay::UpstreamLink::destination())
        return OutboxModel::tr("Neuro");
    const QStringView name(destination);
    return oneLine(name.startsWith(integrationPrefix) ? name.sliced(integrationPrefix.size())
                                                      : name,
                   longestName);
}

QString ageText(qint64 micros)
{
    const qint64 seconds = std::max<qint64>(micros, 0) / microsPerSecond;
    const qint64 minutes = seconds / secondsPerMinute;
    const QLocale locale;
    if (minutes == 0)
        return OutboxModel::tr("%1 s").arg(locale.toString(seconds));
    if (minutes < minutesPerHour)
        return OutboxModel::tr("%1 min").arg(locale.toString(minutes));
    return OutboxModel::tr("%1 h %2 min")
        .arg(locale.toString(minutes / minutesPerHour), locale.toString(minutes % minutesPerHour));
}

OutboxModel::OutboxModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

int OutboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OutboxModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OutboxRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, static_cast<Column>(index.column()));
    case Qt::ToolTipRole:
        return plainToolTip(messageText(row));
    case Qt::TextAlignmentRole:
        return numberAlignment(index.column());
    case IdRole:
        return row.id;
    case EarlierRunRole:
        return row.fromEarlierRun;
    case DestinationRole:
        return row.destination;
    default:
        return {};
    }
}

QString OutboxModel::display(const OutboxRow &row, Column column) const
{
    switch (column) {
    case Destination:
        return destinationName(row.destination);
    case Game:
        return row.name.isEmpty() ? tr("Operator") : oneLine(QStringView(row.name), longestName);
    case Message:
        return oneLine(QStringView(messageText(row)), messageLength);
    case Age:
        return ageText(m_nowWall - row.createdUs);
    case Tries:
        return QLocale().toString(row.tries);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OutboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return numberAlignment(section);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool named = role == Qt::ToolTipRole;
    switch (static_cast<Column>(section)) {
    case Destination:
        return named ? tr("Whom the message is for") : tr("For");
    case Game:
        return named ? tr("Whose message it is") : tr("From");
    case Message:
        return tr("Message");
    case Age:
        return named ? tr("How long the message has waited") : tr("Age");
    case Tries:
        return named ? tr("How often it was tried to deliver the message") : tr("Tries");
    case ColumnCount:
        break;
    }
    return {};
}

void OutboxModel::setRows(const QList<OutboxRow> &rows, qint64 waiting)
{
    removeGone(rows);
    insertNew(rows);
    update(rows);
    if (m_waiting == waiting)
        return;
    m_waiting = waiting;
    Q_EMIT waitingChanged(waiting);
}

void OutboxModel::removeGone(const QList<OutboxRow> &rows)
{
    for (qsizetype last = m_rows.size() - 1; last >= 0;) {
        if (contains(rows, m_rows[last].id)) {
            --last;
            continue;
        }
        qsizetype first = last;
        while (first > 0 && !contains(rows, m_rows[first - 1].id))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first - 1;
    }
}

/// After removeGone(): what is here is among `rows`, in the same order.
void OutboxModel::insertNew(const QList<OutboxRow> &rows)
{
    for (qsizetype at = 0; at < rows.size(); ++at) {
        if (at < m_rows.size() && m_rows[at].id == rows[at].id)
            continue;
        qsizetype end = at;
        while (end < rows.size() && (at >= m_rows.size() || m_rows[at].id != rows[end].id))
            ++end;
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
        for (qsizetype i = at; i < end; ++i)
            m_rows.insert(i, rows[i]);
        endInsertRows();
        at = end - 1;
    }
}

/// After insertNew(): the rows are the same ones.
void OutboxModel::update(const QList<OutboxRow> &rows)
{
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = rows[i];
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void OutboxModel::setNow(qint64 nowWall)
{
    if (m_nowWall == nowWall)
        return;
    m_nowWall = nowWall;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Age), index(rowCount() - 1, Age), {Qt::DisplayRole});
}

void OutboxModel::showMoment(const QList<OutboxRow> &rows,
                             const QList<relay::OutboxPending> &queues, qint64 wall)
{
    // What the relay counted may be off for a moment: a row that is known to wait does.
    std::map<QString, qint64> counts;
    for (const OutboxRow &row : rows)
        ++counts[row.destination];
    for (const relay::OutboxPending &queue : queues) {
        qint64 &count = counts[queue.destination];
        count = std::max(count, queue.pending);
    }
    m_waitingForNeuro = counts[relay::UpstreamLink::destination()];
    qint64 waiting = 0;
    for (const auto &[destination, count] : counts) // A log may say anything.
        waiting += std::min(count, std::numeric_limits<qint64>::max() - waiting);
    setNow(wall);
    setRows(rows, waiting);
    Q_EMIT momentShown();
}

} // namespace neuro::models
