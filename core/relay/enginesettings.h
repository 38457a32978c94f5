// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/limits.h"
#include "protocol/messages.h"
#include "relay/types.h"

#include <QList>
#include <QString>

/// What the engine's rules depend on. Times are milliseconds; 0 means no limit unless said.
namespace neuro::relay {

/// When a connection is asked with `actions/reregister_all`.
enum class Reregister {
    Auto, ///< When it has said nothing for EngineSettings::reregisterAfterMs.
    Always,
    Never,
};
inline constexpr std::array reregisterNames = {"auto", "always", "never"};

struct DeciderSettings
{
    Decider decider = Decider::Operator;
    int timeLimitMs = 0;

    bool operator==(const DeciderSettings &) const = default;
};

struct EngineSettings
{
    protocol::Limits limits;
    /// Asked in this order; never empty.
    QList<DeciderSettings> deciders = {DeciderSettings{}};
    /// Failed results after which a decider other than the operator is not asked again.
    int forceRetries = 3;
    /// What the decider `random` waits before it answers.
    int randomDelayMs = 500;
    /// Seed of the decider `random`; 0: from the identifier prefix.
    quint64 randomSeed = 0;
    int actionTimeoutMs = 18'000;
    Reregister reregister = Reregister::Auto;
    int reregisterAfterMs = 1000;
    /// Within this time the older of two connections with one name must answer a ping.
    int replaceAfterMs = 1000;
    /// How long a game's identifier stays reserved for its name after it left.
    int gameIdReservedMs = 600'000;
    protocol::StartupAcknowledgement character = {QString(), QStringLiteral("neuro"),
                                                  QStringLiteral("Neuro-sama")};
    /// Begins every action's id; must differ from run to run, so that ids are unique over restarts.
    QString idPrefix = QStringLiteral("a");
};

namespace limits {
/// Names for which a game-id is kept after their game left.
inline constexpr int reservedGameIds = 4096;
/// Ids of finished actions that are remembered per game, to tell a repeated result from an unknown
/// one.
inline constexpr int finishedActionIds = 256;
/// Names of actions that a game once had and unregistered, remembered per game.
inline constexpr int formerActionNames = 4096;
} // namespace limits

} // namespace neuro::relay
