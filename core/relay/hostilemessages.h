// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"
#include "protocol/splitmix64.h"
#include "relay/actiontable.h"
#include "relay/testbench.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <map>
#include <optional>
#include <utility>

namespace neuro::relay {

namespace limits {
/// Actions that a game has unregistered and the hostile mode remembers, per game: the newest ones.
inline constexpr qsizetype justUnregistered = 16;
/// For so long after it an action is one that was just unregistered, in microseconds.
inline constexpr qint64 justUnregisteredMicros = 10'000 * microsPerMs;
} // namespace limits

/// What a server that follows no rule says to games, made from a seed: the same calls in the same
/// order give the same messages.
class HostileMessages
{
public:
    enum class Kind {
        Malformed,    ///< Broken JSON, missing members, wrong types, data against the schema.
        Unknown,      ///< An action that the game never registered.
        Unregistered, ///< An action that the game has just unregistered.
    };
    static constexpr std::array kinds = {Kind::Malformed, Kind::Unknown, Kind::Unregistered};

    struct Message
    {
        QByteArray text;
        QString command; ///< Empty when it cannot be read.
        QString id;      ///< What a result to it would name; empty when none can.
    };

    /// A number for a game and a kind, and back.
    static quint64 keyOf(PeerId peer, Kind kind)
    {
        return peer * kinds.size() + static_cast<quint64>(kind);
    }
    static std::pair<PeerId, Kind> ofKey(quint64 key)
    {
        return {key / kinds.size(), kinds[key % kinds.size()]};
    }

    /// Nothing: it is quiet. Begins with its seed, unless nothing has changed.
    void apply(const std::optional<HostileNeuro> &settings);
    /// Whether messages of that kind are made at all.
    bool isOn(Kind kind) const { return perMinute(kind) > 0; }
    /// Until the next message of a kind that is on, in microseconds: from half to one and a half of
    /// what the rate says.
    qint64 drawPause(Kind kind);

    /// A message for a game with these actions; nothing when there is none of that kind `now`, in
    /// microseconds of a clock that never goes back. `id` is for the action that it may be.
    std::optional<Message> make(Kind kind, PeerId peer, const ActionTable &actions,
                                const QString &id, qint64 now);

    /// The game has unregistered an action `now`, as in make(); nothing of it is remembered unless
    /// that kind is on.
    void noteUnregistered(PeerId peer, const protocol::Action &action, qint64 now);
    /// The game has left, or starts anew.
    void forget(PeerId peer) { m_unregistered.erase(peer); }
    /// Actions that are remembered, of all games; also those that are too old, until make() looks.
    qsizetype remembered() const;

private:
    struct Unregistered
    {
        protocol::Action action;
        qint64 since = 0;
    };

    int perMinute(Kind kind) const;
    Message malformed(const ActionTable &actions, const QString &id);
    /// Nothing: no schema of the game can be broken.
    std::optional<Message> againstTheSchema(const ActionTable &actions, const QString &id);
    std::optional<Message> unregistered(PeerId peer, const ActionTable &actions, const QString &id,
                                        qint64 now);
    /// One that the game never registered.
    QString unknownName(const ActionTable &actions);
    /// Of a random action of the game, or a made-up one.
    QString anyName(const ActionTable &actions);
    qsizetype below(qsizetype count)
    {
        return static_cast<qsizetype>(m_random.below(static_cast<quint64>(count)));
    }

    std::optional<HostileNeuro> m_settings;
    protocol::SplitMix64 m_random{0};
    std::map<PeerId, QList<Unregistered>> m_unregistered; ///< The oldest first.
};

} // namespace neuro::relay
