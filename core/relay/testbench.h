// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <optional>

/// The test bench: what the relay does to games, while no upstream is connected, so that their
/// developers see whether they stand it.
namespace neuro::relay {

namespace limits {
/// Milliseconds of `TestBench::toGamesMs` and `fromGamesMs`.
inline constexpr int benchDelayMs = 10'000;
/// Bytes of messages that one game's added delay holds, in each direction. What is more is not
/// delayed further than what is held already: the oldest goes on at once.
inline constexpr qint64 benchDelayedBytes = 16 * 1024 * 1024;
/// Messages a minute of one kind that the hostile mode sends to each game.
inline constexpr int hostilePerMinute = 600;
} // namespace limits

/// Answers every force in place of all deciders: a random action, random valid data.
struct AutoAnswer
{
    quint64 seed = 1;    ///< The same seed and the same messages make the same choices.
    int delayMs = 500;   ///< From the force to its answer; 0 to limits::benchDelayMs.
    int idlePercent = 0; ///< How many of 100 forces get no answer at all.

    bool operator==(const AutoAnswer &) const = default;
};

/// Messages a minute that a Neuro who follows no rule sends to each game; 0: none of that kind.
struct HostileNeuro
{
    quint64 seed = 1;
    int malformed = 0;    ///< Broken JSON, missing members, wrong types, data against the schema.
    int unknown = 0;      ///< Actions that the game never registered.
    int unregistered = 0; ///< Actions that the game has just unregistered.

    bool operator==(const HostileNeuro &) const = default;
};

/// Behaves as the real Neuro does: one force at a time over all games, a new one cancels the one
/// that runs; 2 to 10 s to think; 20 s for a result; a limited number of retries.
struct LikeNeuro
{
    quint64 seed = 1;

    bool operator==(const LikeNeuro &) const = default;
};

/// All settings of the test bench. Delays and hostile messages are for games at the backend door,
/// not for integrations, whose dialect and deliveries are others. Off at the start of the relay,
/// and off again when an upstream connects; while one is connected nothing here can be turned on.
struct TestBench
{
    int toGamesMs = 0;   ///< Added to every message to a game; 0 to limits::benchDelayMs.
    int fromGamesMs = 0; ///< Added to every message from a game; the same range.
    /// No decider is asked; forces wait until their game withdraws them, or the operator answers by
    /// hand. Wins over `autoAnswer` and `likeNeuro`.
    bool ignoreForces = false;
    std::optional<AutoAnswer> autoAnswer;
    std::optional<HostileNeuro> hostile;
    /// With `autoAnswer`, this one says which force is asked and when; the other one what is chosen
    /// and which forces get no answer.
    std::optional<LikeNeuro> likeNeuro;

    bool operator==(const TestBench &) const = default;
    bool isOff() const { return *this == TestBench(); }
};

} // namespace neuro::relay
