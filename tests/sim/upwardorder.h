// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "upmessage.h"

#include "relay/outboxrow.h"

#include <QList>
#include <QSet>
#include <QString>

#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace neuro::sim {

/// What upstream must still hear of each game, in the order in which the relay heard it, and where
/// it waits. A context is done when upstream has read it and the relay knows. Every call tells what
/// is wrong; nothing when all is well.
class UpwardOrder
{
public:
    struct Expected
    {
        quint64 number = 0; ///< Of the game's message; rising.
        UpMessage::Kind kind = UpMessage::Kind::Context;
        quint64 origin = 0;   ///< Sequence number of the relay's frame.
        unsigned actions = 0; ///< Bits of a registration.
        QByteArray id;        ///< Of a result, upstream's.
        bool success = false;
        bool silent = false;
        qint64 createdUs = 0;
        qint64 bytes = 0; ///< About as many as it has when it goes up.
        enum class Place { Memory, OnItsWay, Outbox } place = Place::Memory;
        quint64 ticket = 0;
        qint64 row = 0;
        bool isFromEarlierRun = false;
        /// 0: what comes after it waits for it. Otherwise it is overtaken, and keeps its place only
        /// among those that were overtaken at the same time.
        int overtaken = 0;
        // Of what was sent on this connection.
        bool isRead = false;
        quint64 ping = 0; ///< The one that follows it; 0: none yet.
    };

    void expect(relay::PeerId peer, const QByteArray &game, const Expected &expected);
    bool isInMemory(relay::PeerId peer, quint64 number);
    /// Waits to be sent.
    bool isUnsent(relay::PeerId peer, quint64 number);
    bool isUnsentRow(qint64 row) const;
    /// Something that is in the outbox was sent and has not been read.
    bool hasUnreadRows() const;

    QString kept(const UpMessage &context, quint64 ticket);
    /// A `row` of 0: it was not taken.
    void appended(quint64 ticket, qint64 row);
    void dropped(const QList<qint64> &rows);
    void discardEarlierRun();
    /// The outbox cannot give what it holds: others need not wait for that.
    void overtakeOutbox();
    /// The same of these rows.
    void overtakeRows(const QSet<qint64> &rows);
    QString sent(const UpMessage &message, relay::Instant now);
    void pinged(quint64 ping);
    void read(const UpMessage &message);
    void ponged(quint64 ping);
    QString removed(const QList<qint64> &rows);
    QString upstreamLost();
    /// `rows` are in the store, `dropped` were dropped without that anybody heard.
    QString restarted(const QList<relay::OutboxRow> &rows, const QSet<qint64> &dropped);
    /// What still waits, for a message; empty when nothing does.
    QString leftOver();

    /// What the relay adds to a game's words, at most.
    static constexpr qint64 addedBytes = 300;
    /// Upstream has closed the connection over something on it, of which this is the largest.
    void refuse(qint64 bytes) { m_refused = bytes; }
    /// The relay knows that a message of so many bytes is too large; 0: it knows of none.
    qint64 refused() const { return m_refused; }
    bool mayBeTooLarge(qint64 bytes) const
    {
        return m_refused != 0 && bytes + addedBytes >= m_refused;
    }
    /// Contexts that never went up, or not again, because they are too large.
    qint64 leftOut() const { return m_leftOut; }

private:
    struct Game
    {
        QByteArray name;
        std::deque<Expected> expected;
    };
    using Key = std::pair<relay::PeerId, quint64>;
    using Place = Expected::Place;
    static std::deque<Expected>::iterator find(Game &game, quint64 number);
    /// Null when it is neither expected nor sent.
    Expected *findContext(const Key &key);
    void forget(const Key &key);
    /// What is too large is gone when what came after it goes up.
    void leaveOutBefore(Game &game, quint64 number);
    QString sentContext(const UpMessage &message, relay::Instant now);
    bool isAsRegistered(unsigned expected, unsigned actions) const;
    QString mismatch(const Expected &expected, const UpMessage &message, relay::PeerId peer) const;

    std::map<relay::PeerId, Game> m_games;
    int m_overtakings = 0;
    qint64 m_refused = 0;
    qint64 m_leftOut = 0;
    std::unordered_map<quint64, relay::PeerId> m_origins;
    std::unordered_map<quint64, Key> m_tickets;
    std::set<qint64> m_droppedAtOnce;   ///< Rows of whose commit we have not heard.
    std::map<Key, Expected> m_sent;     ///< Contexts, on this connection.
    std::map<qint64, Key> m_sentRows;   ///< Those of them that are in the outbox.
    std::vector<Key> m_unpinged;        ///< Those that no ping follows yet.
    std::set<quint64> m_arrivedTickets; ///< Arrived before the outbox answered …
    std::set<qint64> m_arrivedRows;     ///< … and waiting to be removed since it did.
};

} // namespace neuro::sim
