// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <map>
#include <vector>

namespace neuro::sim {

/// What the operator keeps from Neuro, and whom it does not let in, by the display name of games.
/// Actions are bits: indexes in actionNames.
class RestrictionModel
{
public:
    bool isMuted(const QByteArray &game) const { return find(game).isMuted; }
    bool isBlocked(const QByteArray &game) const { return find(game).isBlocked; }
    unsigned hidden(const QByteArray &game) const { return find(game).hidden; }
    bool isCut() const { return m_isCut; }
    /// A game of that name is not let in.
    bool isShutOut(const QByteArray &game) const { return m_isCut || isBlocked(game); }
    /// Those of the actions that Neuro may know.
    unsigned visible(const QByteArray &game, unsigned actions) const;
    /// Nothing is restricted; all games may be cut off all the same.
    bool isEmpty() const { return m_entries.empty(); }

    void mute(const QByteArray &game, bool on);
    void block(const QByteArray &game, bool on);
    void hide(const QByteArray &game, unsigned actions, bool on);
    void cut(bool on) { m_isCut = on; }

    struct Entry
    {
        bool isMuted = false;
        bool isBlocked = false;
        unsigned hidden = 0;
    };
    const std::map<QByteArray, Entry> &entries() const { return m_entries; }

    /// What is wrong with what the relay says of one game, or of all that have any restriction.
    QString check(const relay::RestrictionEvent &event) const;
    QString check(const QList<relay::RestrictionEvent> &all) const;

private:
    Entry find(const QByteArray &game) const;
    void set(const QByteArray &game, const Entry &entry);

    std::map<QByteArray, Entry> m_entries;
    bool m_isCut = false;
};

} // namespace neuro::sim
