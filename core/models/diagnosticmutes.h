// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>
#include <utility>

namespace neuro::models {

/// What the operator does not want to be told of one game, by its display name.
struct DiagnosticMute
{
    QString game;
    std::optional<protocol::DiagnosticKey> key; ///< None: all of the game's diagnostics.

    bool operator==(const DiagnosticMute &) const = default;
};

/// The mutes of all games. Bounded: the oldest one goes when there are more than `kept`.
class DiagnosticMutes
{
public:
    /// Whether this diagnostic is muted, by itself or with all of its game.
    bool covers(const QString &game, protocol::DiagnosticKey key) const;
    /// Whether all diagnostics of the game are muted.
    bool coversAll(const QString &game) const;

    /// False: it was there already. A mute of all of a game replaces those of its single keys.
    bool add(const DiagnosticMute &mute);
    /// False: there was none.
    bool remove(const DiagnosticMute &mute);

    /// Oldest first.
    const QList<DiagnosticMute> &list() const { return m_list; }

    static constexpr qsizetype kept = 500;

private:
    /// The key as int, -1 for all.
    using Entry = std::pair<QString, int>;
    static Entry entryOf(const DiagnosticMute &mute);
    void forget(const DiagnosticMute &mute);

    QList<DiagnosticMute> m_list;
    QSet<Entry> m_known; ///< What is in the list.
};

} // namespace neuro::models
