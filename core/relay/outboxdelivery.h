// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"
#include "relay/outputs.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <deque>
#include <optional>

namespace neuro::relay {

/// What is kept in the outbox for one destination, and its way out again when the destination is
/// there: in order, and at least once. Knows nothing of what the rows mean; a part of the engine,
/// and as pure. (Upstream has more to say than rows: UpstreamLink.)
///
/// A row is forgotten when the peer has answered a ping that follows it. Rows go out in batches:
/// the next one is asked for when the last one has arrived, so that a slow peer is not flooded.
class OutboxDelivery
{
public:
    /// `outputs` and `numbers` are the engine's and must outlive the delivery.
    OutboxDelivery(const QString &destination, Outputs &outputs, OutboxNumbers &numbers);

    const QString &destination() const { return m_destination; }
    bool isConnected() const { return m_peer != 0; }
    /// Nothing waits before what is sent now.
    bool isLive() const;
    /// Rows that wait, as far as is known here.
    qint64 waitingRows() const { return m_waitingRows; }
    /// Rows that are on their way into the outbox.
    int rowsOnTheirWay() const { return static_cast<int>(m_onTheirWay.size()); }
    /// Nothing waits, and nothing is on its way.
    bool isEmpty() const { return m_waitingRows == 0 && m_onTheirWay.empty(); }

    void connected(PeerId peer);
    void disconnected();
    /// Begins, or goes on, to deliver what waits. Rows are kept back while the operator is asked
    /// what shall become of those of an earlier run. Returns the number of the FetchOutbox whose
    /// answer is awaited from now on; 0: of none.
    quint64 deliver(bool isKeptBack);

    /// Keeps one row behind all others; returns the ticket. `origin`: `seq` of the frame that
    /// brought it, 0 when none did.
    quint64 keep(const QString &name, const QByteArray &payload, qint64 createdUs,
                 quint64 origin = 0);
    /// What became of the oldest of those that were not answered for: the row's id, or 0 when it
    /// was not taken; whether it survives a crash. The outbox answers in the order of keep().
    void appended(qint64 id, bool durable, Instant now);
    /// Answers FetchOutbox; nothing when the rows cannot be read now. Returns the rows that must be
    /// sent now, in order, and then followed by a ping with `token`; none when the answer is not
    /// wanted any more.
    QList<OutboxRow> fetched(quint64 number, const std::optional<QList<OutboxRow>> &rows,
                             quint64 token);
    void pong(quint64 token, Instant now);

    /// The outbox is open (again), or cannot be: how many rows wait.
    void opened(qint64 rows);
    /// `count` rows were dropped, among them `ids`.
    void dropped(const QList<qint64> &ids, qint64 count, const protocol::Phrase &why, Instant now);

private:
    /// A row that the outbox has not answered for, as it is told of then.
    struct OnItsWay
    {
        QString name;
        quint64 origin = 0;
        QByteArray payload; ///< Only without an origin.
        qint64 createdUs = 0;
    };
    OutboxEvent &publish(OutboxEvent::State state, qint64 count, const protocol::Phrase &why,
                         const RowRanges &rows, Instant now);

    const QString m_destination;
    Outputs &m_outputs;
    OutboxNumbers &m_numbers;
    PeerId m_peer = 0;
    qint64 m_waitingRows = 0; ///< In the outbox, without those on their way into it.
    std::deque<OnItsWay> m_onTheirWay;
    bool m_mayHaveRows = false; ///< The outbox may have rows behind m_sentRow.
    qint64 m_sentRow = 0;       ///< Highest id that was sent on this connection.
    /// Highest id that the outbox was told to remove: a limit may drop it meanwhile.
    qint64 m_removedTo = 0;
    bool m_mustLookAgain = false; ///< There may be rows before m_sentRow, too.
    bool m_isUnreadable = false;  ///< There are rows that could not be read, until opened().
    quint64 m_fetch = 0;          ///< Number of the answer that is awaited; 0: none.
    QList<qint64> m_underWay;     ///< Rows that were sent and have not been proven to arrive.
    quint64 m_token = 0;          ///< Of the ping that follows them; 0: none is awaited.
};

} // namespace neuro::relay
