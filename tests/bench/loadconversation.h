// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "bench/loadconnection.h"

#include <QByteArray>
#include <QtGlobal>

namespace neuro::bench {

/// The messages of a game that behaves well. It starts up, and plays matches: it registers its
/// actions, takes turns, and unregisters its actions. A turn is a context, a force, and the result
/// of the action that came of it.
enum class Said { Startup, Register, Context, Force, Result, Unregister };

inline constexpr int turnsPerMatch = 8;

/// So many messages a game sends that plays so many matches.
constexpr int messagesOf(int matches)
{
    return 1 + matches * (2 + 3 * turnsPerMatch);
}

/// A message as a game of this name sends it; `actionId` is what a result is about.
QByteArray textOf(Said said, const QByteArray &game, const QByteArray &actionId = {});

/// The `id` of an `action` message; empty for what has none.
QByteArray idOf(const QByteArray &action);

/// A game's side of such a conversation, on a connection of its own. Each message is a write of its
/// own, as games make it. A ping follows the last one: the pong says that all of them were handled.
struct Conversation
{
    /// Connects; says nothing yet.
    Conversation(quint16 port, const QByteArray &name);

    /// Starts up, and says what comes before the first action of so many matches, at least 1.
    void begin(int matches);
    /// Waits for what comes and answers it; false when all was said and handled.
    bool goOn();

    LoadConnection connection;

private:
    void say(Said said, const QByteArray &actionId = {}) const;
    void beginMatch();
    void beginTurn() const;
    void hear(const QByteArray &text);

    QByteArray m_name;
    int m_matchesLeft = 0;
    int m_turnsLeft = 0;
};

} // namespace neuro::bench
