// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"
#include "relay/outboxrow.h"
#include "relay/outputs.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <deque>
#include <map>

namespace neuro::relay {

namespace limits {
/// What waits in memory behind rows of the outbox: registrations and results, in messages and
/// bytes. Beyond it the connection is given up; a new one begins with everything that is current.
inline constexpr std::size_t deferredMessages = 10'000;
inline constexpr qint64 deferredBytes = qint64(16) * 1024 * 1024;
/// Rows of the outbox that are under way at a time.
inline constexpr qsizetype fetchedRows = 200;
inline constexpr qint64 fetchedBytes = 512 * 1024;
} // namespace limits

/// The way up: decides for each text whether it goes out now, waits in memory, or waits in the
/// outbox, so that what one game says arrives in the order in which it was said. Knows nothing of
/// games and forces; a part of the engine, and as pure.
///
/// Contexts outlive a connection, in the outbox. While rows of it wait, whatever comes later waits
/// behind them: contexts as further rows, everything else in memory, each at its place. For the
/// last rows contexts wait in memory too, or a game that never pauses would keep the outbox in the
/// way for ever. What waits in memory ends with the connection, but for contexts: they become rows.
class UpstreamLink
{
public:
    /// The outbox's name for upstream.
    static QString destination() { return QStringLiteral("upstream"); }

    /// One text for upstream, and what its frame tells.
    struct Text
    {
        QByteArray utf8;
        QString command;
        ForceId force = 0;
        QString actionId;
        quint64 origin = 0; ///< Sequence number of the game's frame that is passed on; 0 if none.
        QString game;       ///< Display name of the game; empty for the relay's own.
    };

    /// `outputs` and `lastSeq` are the engine's and must outlive the link.
    UpstreamLink(Outputs &outputs, quint64 &lastSeq);

    bool isConnected() const { return m_peer != 0; }
    /// Nothing waits before what is passed on now.
    bool isLive() const { return isReachable() && !m_isDelivering; }
    /// Connected, and reading what it is sent.
    bool isReachable() const { return isConnected() && !m_isCongested && !m_isGivenUp; }
    PeerId peer() const { return m_peer; }
    /// Counts the connections; results belong to one.
    quint64 session() const { return m_session; }
    const QString &name() const { return m_name; }
    void setName(const QString &name) { m_name = name; }

    /// The connection is there. The caller greets with sendNow() and then calls deliver().
    void connected(PeerId peer);
    void disconnected();
    void setCongested(bool congested, Instant now);
    /// A context that is older than this (ms) goes up silently.
    void setStaleAfter(int ms) { m_staleAfterMs = ms; }

    /// Sends at once, whatever waits. Only while connected.
    void sendNow(const Text &text, Instant now);
    /// A context: now, or by way of the outbox.
    void passContext(const Text &text, Instant now);
    /// Anything else that must keep its place: now, or behind what waits. Lost when not connected.
    void pass(const Text &text, Instant now);
    /// Pings; returns the token of the pong that proves that all up to now has arrived.
    quint64 ping();
    void pong(quint64 token, Instant now);

    /// Begins, or goes on, to deliver what waits.
    void deliver(Instant now);
    /// Rows of an earlier run are kept back until this is called with false.
    void setKeepsBack(bool keepsBack) { m_keepsBack = keepsBack; }
    bool keepsBack() const { return m_keepsBack; }

    /// The outbox is open (again), or cannot be: how many rows wait, those of earlier runs too.
    void outboxOpened(qint64 rows);
    /// What became of KeepInOutbox with `ticket`: the row's id, or 0 when it was not taken.
    void outboxAppended(quint64 ticket, qint64 id, Instant now);
    /// Answers FetchOutbox with `number`; no rows when there are no more.
    void outboxFetched(quint64 number, const QList<OutboxRow> &rows, Instant now);
    /// `count` messages were dropped, among them the rows `ids`.
    void outboxDropped(const QList<qint64> &ids, qint64 count, const protocol::Phrase &why,
                       Instant now);

    /// Rows that wait, as far as is known here.
    qint64 waitingRows() const { return m_waitingRows; }
    std::size_t deferredTexts() const { return m_deferred.size(); }

private:
    struct Deferred
    {
        Text text;
        quint64 ticket = 0;   ///< Of the last row that was handed to the outbox before it.
        qint64 afterRow = -1; ///< That row's id; -1 while it is not known.
        bool isContext = false;
        qint64 createdUs = 0; ///< Wall clock.
    };
    void defer(const Text &text, bool isContext, Instant now);
    /// Turns the contexts that wait in memory into rows; the others keep their place among them.
    void spill();
    void forgetDeferred();
    void keep(const Text &text, qint64 createdUs);
    /// A context as it goes up now.
    QByteArray ofItsAge(const QByteArray &context, qint64 createdUs, Instant now) const;
    void send(const Text &text, Instant now);
    void sendDeferred(qint64 upToRow, Instant now);
    qint64 rowsUnderWay() const;
    void fetch();
    void finishDelivery(Instant now);
    void giveUp();
    void publish(OutboxEvent::State state, qint64 count, const protocol::Phrase &why, Instant now);

    Outputs &m_outputs;
    quint64 &m_lastSeq;
    PeerId m_peer = 0;
    quint64 m_session = 0;
    QString m_name = QStringLiteral("Neuro");
    bool m_isCongested = false;
    bool m_isDelivering = false; ///< Rows wait, or texts wait in memory behind them.
    bool m_isGivenUp = false;    ///< Being closed: nothing more is sent on this connection.
    bool m_isFetching = false;
    bool m_mayHaveRows = false; ///< The outbox may have rows behind m_sentRow.
    bool m_isLastLap = false;   ///< Contexts wait in memory for the last rows to go.
    bool m_keepsBack = false;
    int m_staleAfterMs = 60'000;

    quint64 m_lastPing = 0;
    std::map<quint64, QList<qint64>> m_underWay; ///< Rows by the ping that follows them.

    qint64 m_waitingRows = 0;     ///< In the outbox, without those on their way into it.
    quint64 m_lastTicket = 0;     ///< Given out.
    quint64 m_lastAppended = 0;   ///< Answered.
    qint64 m_lastAppendedRow = 0; ///< Highest id of a row of this run.
    qint64 m_sentRow = 0;         ///< Highest id that was sent on this connection.
    quint64 m_lastFetch = 0;

    std::deque<Deferred> m_deferred;
    qint64 m_deferredBytes = 0;
};

} // namespace neuro::relay
