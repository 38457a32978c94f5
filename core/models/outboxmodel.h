// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"
#include "relay/relayevent.h"

#include <QAbstractTableModel>
#include <QList>

namespace neuro::models {

/// What waits in the outbox, next to go first. Shows what was read last: the first rows of it,
/// since a store may hold many more than anybody reads.
class OutboxModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Destination, Game, Message, Age, Tries, ColumnCount };
    enum Role {
        /// relay::OutboxRow::id as qint64.
        IdRole = Qt::UserRole + 1,
        /// Whether the message is from an earlier run of the program.
        EarlierRunRole,
        /// relay::OutboxRow::destination.
        DestinationRole,
    };

    explicit OutboxModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The rows that wait now, by rising id; `waiting` counts those that are not among them, too.
    /// Rows that stay keep their places.
    void setRows(const QList<relay::OutboxRow> &rows, qint64 waiting);
    /// Ages count from here on: µs since 1970 UTC.
    void setNow(qint64 nowWall);
    /// Instead of both, in a recording: what waited at the moment `wall`, in `queues`, and those of
    /// its rows that the log tells. A row without a payload is one whose text it does not tell.
    void showMoment(const QList<relay::OutboxRow> &rows, const QList<relay::OutboxPending> &queues,
                    qint64 wall);

    /// Messages that wait, shown or not, when they were read last.
    qint64 waiting() const { return m_waiting; }
    /// Those for Neuro among them, as showMoment() told.
    qint64 waitingForNeuro() const { return m_waitingForNeuro; }

    /// Longest message that is shown, in characters; more is in the tool tip.
    static constexpr int messageLength = 300;

Q_SIGNALS:
    void waitingChanged(qint64 waiting);
    void momentShown();

private:
    QString display(const relay::OutboxRow &row, Column column) const;
    void removeGone(const QList<relay::OutboxRow> &rows);
    void insertNew(const QList<relay::OutboxRow> &rows);
    void update(const QList<relay::OutboxRow> &rows);

    QList<relay::OutboxRow> m_rows;
    qint64 m_waiting = 0;
    qint64 m_waitingForNeuro = 0;
    qint64 m_nowWall = 0;
};

/// Of an outbox destination, on one line: "Neuro" for upstream, else the integration's name.
QString destinationName(const QString &destination);

/// Of a time span in microseconds: "8 s", "2 min", "1 h 5 min".
QString ageText(qint64 micros);

} // namespace neuro::models
