// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "upmessage.h"

#include "relay/outboxrow.h"

#include <QList>
#include <QString>

#include <deque>
#include <map>
#include <set>
#include <unordered_map>

namespace neuro::sim {

/// What upstream must still hear of each game, in the order in which the relay heard it, and where
/// it waits. Every call tells what is wrong; nothing when all is well.
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
        enum class Place { Memory, OnItsWay, Outbox } place = Place::Memory;
        qint64 row = 0;
        bool isFromEarlierRun = false;
    };

    void expect(relay::PeerId peer, const QByteArray &game, const Expected &expected);
    bool isInMemory(relay::PeerId peer, quint64 number);

    QString kept(const UpMessage &context, quint64 ticket);
    void appended(quint64 ticket, qint64 row);
    void dropped(const QList<qint64> &rows);
    void discardEarlierRun();
    QString sent(const UpMessage &message, relay::Instant now);
    void read(const UpMessage &message);
    QString removed(const QList<qint64> &rows);
    QString upstreamLost();
    void restarted(const QList<relay::OutboxRow> &rows);
    /// What still waits, for a message; empty when nothing does.
    QString leftOver() const;

private:
    struct Game
    {
        QByteArray name;
        std::deque<Expected> expected;
    };
    struct UnderWay
    {
        relay::PeerId peer = 0;
        Expected context;
        bool isRead = false;
    };
    using Place = Expected::Place;
    std::deque<Expected>::iterator find(Game &game, quint64 number);
    QString sentContext(const UpMessage &message, relay::Instant now);
    static QString mismatch(const Expected &expected, const UpMessage &message, relay::PeerId peer);

    std::map<relay::PeerId, Game> m_games;
    std::unordered_map<quint64, relay::PeerId> m_origins;
    std::unordered_map<quint64, std::pair<relay::PeerId, quint64>> m_tickets;
    std::set<qint64> m_droppedAtOnce;      ///< Rows of whose commit we have not heard.
    std::map<qint64, UnderWay> m_underWay; ///< By row.
    std::map<std::pair<relay::PeerId, quint64>, qint64> m_rowOf; ///< Of what is under way.
};

} // namespace neuro::sim
