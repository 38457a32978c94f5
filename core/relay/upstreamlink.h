// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"
#include "relay/outboxrow.h"
#include "relay/outputs.h"
#include "relay/timerqueue.h"
#include "relay/types.h"
#include "relay/upstreambuffers.h"
#include "relay/upstreamsizes.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

#include <deque>
#include <map>
#include <utility>

namespace neuro::relay {

/// The way up: decides for each text whether it goes out now, waits in memory, or waits in the
/// outbox, so that what one game says arrives in the order in which it was said. Knows nothing of
/// games and forces; a part of the engine, and as pure.
///
/// Contexts outlive a connection, in the outbox. While rows of it wait, whatever comes later waits
/// behind them: contexts as further rows, everything else in memory, each at its place. Once the
/// rows that were there at the beginning have gone, contexts wait in memory too, or a game that
/// never pauses would keep the outbox in the way for ever. What waits in memory ends with the
/// connection, but for contexts: they become rows.
///
/// A context that goes out at once is remembered until upstream has answered a ping that follows
/// it. When the connection ends before, it becomes a row and goes once more. Whenever a context
/// becomes a row, those that were sent before it do so first: rows are in the order of speaking.
///
/// What is as large as something that upstream closed the connection over is not sent, and what
/// waits of that kind is dropped when its turn comes: it would end every connection.
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
        quint64 origin = 0;  ///< Sequence number of the game's frame that is passed on; 0 if none.
        QString game;        ///< Display name of the game; empty for the relay's own.
        PeerId peer = 0;     ///< The game, when it is to be told of if this is lost: takeLost().
        QString action = {}; ///< Name of the action that this is the result of.
    };

    /// All four are the engine's and must outlive the link. Of the timers the link sets
    /// UpstreamPing and OutboxSilence; the engine calls pingDue() and goOnWithoutOutbox() for them.
    UpstreamLink(Outputs &outputs, quint64 &lastSeq, OutboxNumbers &numbers, TimerQueue &timers);

    bool isConnected() const { return m_peer != 0; }
    /// Nothing waits before what is passed on now.
    bool isLive() const { return isReachable() && !m_isDelivering; }
    /// Connected, and reading what it is sent.
    bool isReachable() const { return isConnected() && !m_isCongested && !m_isGivenUp; }
    bool isCongested() const { return m_isCongested; }
    /// It is congested, or much waits in memory: an eighth of what may.
    bool isFilling() const
    {
        return m_isCongested || m_deferred.size() > m_buffers.deferredTexts / 8 ||
               m_deferredBytes > m_buffers.deferredBytes / 8;
    }
    PeerId peer() const { return m_peer; }
    /// Counts the connections; results belong to one.
    quint64 session() const { return m_session; }
    const QString &name() const { return m_name; }
    void setName(const QString &name) { m_name = name; }

    /// The connection is there. The caller greets with sendNow() and then calls deliver().
    void connected(PeerId peer);
    void disconnected();
    /// Upstream closes with 1009, too large a message; disconnected() is to follow. Whether it is
    /// known from now on that some size is too large, or that a smaller one is.
    bool closedAsTooLarge() { return m_sizes.learn(); }
    /// It is another upstream: what the last one does not take is forgotten.
    void forgetSizes() { m_sizes.forget(); }
    /// A message of so many bytes, or more, is known to end the connection; 0: of none is known.
    qint64 refusedBytes() const { return m_sizes.refused(); }
    bool isTooLarge(qint64 bytes) const { return m_sizes.isRefused(bytes); }
    /// Why a message of so many bytes is not sent. Only when isTooLarge().
    protocol::Phrase whyTooLarge(qint64 bytes) const;
    /// Something that was not sent because it is too large.
    struct TooLarge
    {
        QString game;
        quint64 origin = 0; ///< As in Text.
        qint64 bytes = 0;
    };
    /// All of it since the last call.
    QList<TooLarge> takeTooLarge() { return std::exchange(m_tooLarge, {}); }
    /// Tells of contexts as dropped that were not handed to the outbox since the last call: see
    /// mostOnTheirWay.
    void tellNotKept(Instant now);
    /// What waited in memory, with a `peer`, and ended with the connections since the last call.
    QList<Text> takeLost() { return std::exchange(m_lost, {}); }
    void setCongested(bool congested, Instant now);
    /// A context that is older than this (ms) goes up silently.
    void setStaleAfter(int ms) { m_staleAfterMs = ms; }
    void setBuffers(const UpstreamBuffers &buffers) { m_buffers = buffers; }

    /// Sends at once, whatever waits. Only while connected.
    void sendNow(const Text &text, Instant now);
    /// A context: now, or by way of the outbox.
    void passContext(const Text &text, Instant now);
    /// Anything else that must keep its place: now, or behind what waits. Lost when not connected.
    void pass(const Text &text, Instant now);
    /// Pings; returns the token of the pong that proves that all up to now has arrived.
    quint64 ping();
    /// The same a little later, and for all that is sent until then. Only while live.
    quint64 pingSoon(Instant now);
    void pong(quint64 token, Instant now);
    /// The timer UpstreamPing is due.
    void pingDue();

    /// Begins, or goes on, to deliver what waits.
    void deliver(Instant now);
    /// Rows of an earlier run, those of `count`, are kept back until release(): nothing else waits
    /// for them.
    void keepBack(const OutboxCount &count);
    bool keepsBack() const { return m_keptBackTo != 0; }
    void release(Instant now);

    /// There is an outbox that has not told yet what it holds: that comes first.
    void expectOutbox() { m_isOutboxExpected = true; }
    bool isOutboxExpected() const { return m_isOutboxExpected; }
    /// The outbox is open (again), or cannot be: what waits for upstream. deliver() is to follow.
    void outboxOpened(const OutboxCount &count);
    /// What became of KeepInOutbox with `ticket`: the row's id, or 0 when it was not taken.
    /// `durable`: it survives a crash. False when the ticket is not the link's own.
    bool outboxAppended(quint64 ticket, qint64 id, bool durable, Instant now);
    /// Answers FetchOutbox with `number`; no rows when there are no more.
    void outboxFetched(quint64 number, const QList<OutboxRow> &rows, Instant now);
    /// `count` messages were dropped, among them the rows `ids`.
    void outboxDropped(const QList<qint64> &ids, qint64 count, const protocol::Phrase &why,
                       Instant now);
    /// The timer OutboxSilence is due. When the outbox still owes an answer, what waits behind it
    /// goes out now, and its rows when it answers. Whether that was so.
    bool goOnWithoutOutbox(Instant now);
    /// It is so, and the outbox has not answered yet.
    bool isWithoutOutbox() const { return isReachable() && !m_isDelivering && isOutboxAwaited(); }

    /// Rows that wait, as far as is known here.
    qint64 waitingRows() const { return m_waitingRows; }
    std::size_t deferredTexts() const { return m_deferred.size(); }
    qint64 deferredBytes() const { return m_deferredBytes; }
    std::size_t unprovenContexts() const { return m_unproven.size(); }
    /// Rows that were sent and may not have arrived.
    qsizetype rowsUnderWay() const { return m_sentRows.size(); }
    /// Messages that are on their way into the outbox.
    std::size_t onTheirWay() const { return m_onTheirWay.size(); }

    /// Messages that the outbox may owe an answer for. While a disk hangs for so long that there
    /// are more, further contexts are dropped; how many bytes wait is its own affair.
    static constexpr std::size_t mostOnTheirWay = 100'000;
    /// Rows of which is remembered what brought them.
    static constexpr std::size_t rememberedOrigins = 10'000;

private:
    struct Deferred
    {
        Text text;
        quint64 ticket = 0;   ///< Of the last row that was handed to the outbox before it.
        qint64 afterRow = -1; ///< That row's id; -1 while it is not known.
        bool isContext = false;
        qint64 createdUs = 0; ///< Wall clock.
    };
    /// A context that was sent.
    struct Unproven
    {
        QByteArray utf8;
        QString game;
        quint64 origin = 0;
        qint64 createdUs = 0;
        quint64 lastPing = 0; ///< The newest ping before it: the pong of any later one proves it.
    };
    /// A row that the outbox has not answered for.
    struct OnItsWay
    {
        quint64 ticket = 0;
        quint64 origin = 0;
        bool isSent = false; ///< On this connection, before `lastPing + 1`.
        bool hasArrived = false;
        quint64 lastPing = 0;
        // What is told of it when it is a row; the text only without an origin.
        QString game = {};
        QByteArray utf8 = {};
        qint64 createdUs = 0;
    };
    void defer(const Text &text, bool isContext, Instant now);
    /// Turns the contexts that wait in memory into rows; the others keep their place among them.
    void spill();
    void forgetDeferred();
    void lose(const Text &text);
    void noteSent(const Text &context, qint64 createdUs, Instant now);
    /// Turns the contexts that may not have arrived into rows.
    void keepUnproven();
    void keep(const Text &text, qint64 createdUs);
    void handToOutbox(const QByteArray &utf8, const QString &game, qint64 createdUs,
                      const OnItsWay &row);
    /// A context as it goes up now.
    QByteArray ofItsAge(const QByteArray &context, qint64 createdUs, Instant now) const;
    void send(const Text &text, Instant now);
    /// Whether the text is too large; it is noted then, and told of as dropped when it is a
    /// context. `rows`: the row that it is.
    bool leaveOut(const Text &text, qint64 bytes, bool isContext, Instant now,
                  const RowRanges &rows = {});
    /// Drops a row that is too large. Whether it is.
    bool dropTooLarge(const OutboxRow &row, Instant now);
    void sendDeferred(qint64 upToRow, Instant now);
    void sendFirstDeferred(Instant now);
    void sendRow(const OutboxRow &row, Instant now);
    void beginDelivery();
    /// What waits now goes before contexts may wait in memory.
    void setGoal();
    bool isGoalReached() const;
    /// It owes an answer.
    bool isOutboxAwaited() const
    {
        return m_isOutboxExpected || m_isFetching || m_unsentOnTheirWay > 0;
    }
    void fetch(Instant now);
    void awaitOutbox(Instant now);
    void finishDelivery(Instant now);
    void planPing(Instant now);
    void placeDeferred(quint64 ticket);
    void rowsArrived(const QList<qint64> &rows, Instant now);
    void rememberOrigin(qint64 row, quint64 origin);
    void giveUp();
    OutboxEvent &publish(OutboxEvent::State state, qint64 count, const protocol::Phrase &why,
                         const RowRanges &rows, Instant now);

    Outputs &m_outputs;
    quint64 &m_lastSeq;
    OutboxNumbers &m_numbers;
    TimerQueue &m_timers;
    UpstreamBuffers m_buffers;
    UpstreamSizes m_sizes;
    QList<TooLarge> m_tooLarge; ///< No more than fit into m_deferred.
    PeerId m_peer = 0;
    quint64 m_session = 0;
    QString m_name = QStringLiteral("Neuro");
    bool m_isCongested = false;
    bool m_isDelivering = false; ///< Rows wait, or texts wait in memory behind them.
    bool m_isGivenUp = false;    ///< Being closed: nothing more is sent on this connection.
    bool m_isOutboxExpected = false;
    bool m_isFetching = false;
    bool m_mayHaveRows = false; ///< The outbox may have rows behind m_sentRow.
    bool m_isLastLap = false;   ///< Contexts wait in memory for the last rows to go.
    int m_staleAfterMs = 60'000;

    quint64 m_lastPing = 0;
    quint64 m_lastPong = 0;
    bool m_isPingPlanned = false;
    bool m_isPingNeeded = false; ///< Something to be proven was sent since the last ping.
    std::deque<Unproven> m_unproven;
    qint64 m_unprovenBytes = 0;
    std::map<quint64, QList<qint64>> m_underWay; ///< Rows by the ping that follows them.
    QSet<qint64> m_sentRows;                     ///< The same rows.
    /// Rows that arrived since the last fetch: its answer may still have them.
    QSet<qint64> m_removedMeanwhile;

    qint64 m_waitingRows = 0; ///< In the outbox, without those on their way into it.
    std::deque<OnItsWay> m_onTheirWay;
    std::size_t m_unsentOnTheirWay = 0;
    qint64 m_notKept = 0;         ///< Contexts for which there was no room in m_onTheirWay.
    quint64 m_lastTicket = 0;     ///< Given out.
    qint64 m_lastAppendedRow = 0; ///< Highest id of a row of this run.
    qint64 m_newestRow = 0;       ///< The same of all rows.
    qint64 m_sentRow = 0;         ///< Highest id that was sent on this connection.
    /// Highest id that the outbox was told to remove: a limit may drop it meanwhile.
    qint64 m_removedTo = 0;
    quint64 m_lastFetch = 0;
    qint64 m_keptBackTo = 0; ///< Rows up to this one are kept back; 0: none.
    qint64 m_keptBackRows = 0;
    quint64 m_goalTicket = 0;
    qint64 m_goalRow = 0;
    std::map<qint64, quint64> m_origins; ///< Of rows of this run.

    QList<Text> m_lost; ///< No more than fit into m_deferred.
    std::deque<Deferred> m_deferred;
    std::size_t m_placed = 0; ///< So many of the first ones know their `afterRow`.
    std::size_t m_deferredContexts = 0;
    qint64 m_deferredBytes = 0;
};

} // namespace neuro::relay
