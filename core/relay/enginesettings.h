// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/limits.h"
#include "protocol/messages.h"
#include "relay/types.h"
#include "relay/upstreambuffers.h"
#include "relay/upstreamnames.h"

#include <QList>
#include <QString>
#include <QStringList>

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

/// How the relay speaks to the real Neuro.
struct UpstreamRules
{
    /// Whether there is an upstream at all. Without one nothing is kept for it.
    bool isConfigured = false;
    QString relayName = QStringLiteral("Neuro Relay"); ///< As what Neuro sees us.
    Naming naming = Naming::Always;
    bool describe = true; ///< Begin descriptions with the game's name.
    /// Without any action a force that upstream has goes to the next decider. For an entry of
    /// EngineSettings::deciders without a limit of its own.
    int forceTimeoutMs = 60'000;
    /// A failed forced action that upstream does not try again ends the force.
    int retryMs = 30'000;
    /// So long an upstream that is away is still waited for.
    int awayMs = 5000;
    /// Contexts that waited longer are told silently: nobody should talk about the past.
    int staleAfterMs = 60'000;
    /// What a withdrawn force, or a name that was unregistered, still catches after upstream has
    /// read of its end: an answer that was being thought of.
    int withdrawalMs = 500;
    /// A game whose startup upstream has not acknowledged after this time is answered by the relay.
    int acknowledgeMs = 2000;
    /// Bytes of one `actions/register` or `actions/unregister` that goes up; what is longer goes up
    /// as several. Many servers take no message over 1 MiB. A single action that is longer goes up
    /// as it is.
    qint64 registrationBytes = qint64(512) * 1024;
    /// How long the operator may look at messages of an earlier run before they go; 0: they go.
    int earlierRunMs = 0;
    /// `shutdown/ready` goes up at the latest so long after a `shutdown/immediate`.
    int shutdownMs = 5000;
    UpstreamBuffers buffers;

    bool operator==(const UpstreamRules &) const = default;
};

struct EngineSettings
{
    UpstreamRules upstream;
    protocol::Limits limits;
    /// Asked in this order; never empty.
    QList<DeciderSettings> deciders = {DeciderSettings{}};
    /// Failed results after which a decider other than the operator is not asked again.
    int forceRetries = 3;
    /// How long watchers may take to decide, when their entry in `deciders` has no limit of its
    /// own.
    int watchersTimeoutMs = 8000;
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
    /// Display names of games that are kept from Neuro from the beginning, as with MuteGame. Of a
    /// list that changes, names that are new are muted and those that are gone are heard again;
    /// what the operator did about the others stays. At most limits::mutedGames.
    QStringList mutedGames;
    /// Begins every action's id; must differ from run to run, so that ids are unique over restarts.
    QString idPrefix = QStringLiteral("a");
};

namespace limits {
/// Entries of EngineSettings::mutedGames. Half of limits::restrictedGames, so that the operator has
/// room for others.
inline constexpr qsizetype mutedGames = 128;
/// Characters of a game's name that its game-id is made of: it begins every name of an action
/// upstream.
inline constexpr int gameIdBase = 64;
/// Names for which a game-id is kept after their game left.
inline constexpr int reservedGameIds = 4096;
/// Ids of finished actions that are remembered per game, to tell a repeated result from an unknown
/// one.
inline constexpr int finishedActionIds = 256;
/// Names of actions that a game once had and unregistered, remembered per game.
inline constexpr int formerActionNames = 4096;
/// Steps (WorkBudget) that comparing the schemas of known names may cost in one message.
inline constexpr qint64 comparingSteps = 131'072;
/// Registered integrations that are remembered after they left, so that commands can be kept for
/// them; those for which something waits are remembered in any case.
inline constexpr std::size_t knownIntegrations = 4096;
/// Commands that are on their way into the outbox, for all integrations.
inline constexpr std::size_t commandsUnderWay = 10'000;
/// Commands for one integration that are on their way out of the outbox.
inline constexpr qsizetype deliveredRows = 200;
inline constexpr qint64 deliveredBytes = 512 * 1024;
/// Peers that are not the engine's and are in its snapshots all the same.
inline constexpr std::size_t foreignPeers = 4096;
} // namespace limits

} // namespace neuro::relay
