// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/codec.h"
#include "relay/enginerecords.h"
#include "relay/gameids.h"
#include "relay/gamesession.h"
#include "relay/relayengine.h"
#include "relay/restrictions.h"
#include "relay/testbenchstate.h"
#include "relay/timerqueue.h"
#include "relay/upstreamlink.h"
#include "relay/upstreamnames.h"

#include <QHash>
#include <QStringList>

#include <deque>
#include <map>
#include <set>
#include <utility>

namespace neuro::relay {

template <std::size_t N>
QStringList textsOf(const std::array<const char *, N> &names)
{
    QStringList texts;
    for (const char *name : names)
        texts.append(QString::fromLatin1(name));
    return texts;
}

/// What the engine knows. Its rules are in RelayEngine::Private.
struct EngineState
{
    explicit EngineState(EngineSettings engineSettings)
        : settings(std::move(engineSettings))
        , configuredDeciders(settings.deciders)
        , gameCommands(textsOf(protocol::gameCommands))
        , serverCommands(textsOf(protocol::serverCommands))
        , link(outputs, lastSeq, outboxNumbers, timers)
    {
    }

    EngineSettings settings;
    TextMask mask;
    TextMask secretMask;
    /// With the time limits that a decider has whenever it is asked for.
    QList<DeciderSettings> configuredDeciders;
    Outputs outputs;
    TimerQueue timers;
    GameIds gameIds;
    std::map<PeerId, GameSession> sessions; ///< Of games and integrations.
    std::map<PeerId, WatcherSession> watchers;
    std::map<PeerId, PeerEvent> foreignPeers; ///< What was told of them last.
    std::map<ForceId, Force> forces;
    QHash<QString, ActionInFlight> inFlight; ///< By id.
    QHash<quint64, QString> inFlightSerials;
    /// Shared by all events: `command` of each message alternative, by its index.
    const QStringList gameCommands;
    const QStringList serverCommands;
    quint64 lastSeq = 0;
    quint64 lastSerial = 0;
    quint64 lastPing = 0;
    ForceId lastForce = 0;
    quint64 randomDecisions = 0;
    bool holdAll = false;
    Restrictions restrictions;
    bool isCut = false; ///< No game and no integration is let in.
    /// The operator's choice for games that start up; none: as configured.
    std::optional<protocol::StartupAcknowledgement> chosenCharacter;

    TestBenchState bench;

    // Integrations and watchers.
    std::map<QString, KnownIntegration> integrations; ///< By destination.
    QHash<quint64, QString> fetches;                  ///< Destinations that await rows, by number.
    std::map<quint64, KeptCommand> keptCommands;      ///< By ticket.
    /// See apiText(); null while a game's own message is handled.
    QByteArray integrationText;
    OutboxNumbers outboxNumbers;

    // Upstream.
    UpstreamLink link;
    UpstreamNames upstreamNames;
    ForceId forceUpstream = 0; ///< The one that upstream has; 0: none.
    bool isUpstreamAway = false;
    /// The ids that upstream waits for, and ours of the same actions.
    QHash<QString, QString> upstreamActions;
    std::map<quint64, Withdrawal> withdrawals;
    quint64 lastWithdrawal = 0;
    std::deque<Departure> departures;
    quint64 lastDeparted = 0; ///< The last removed name that is among the departures.
    std::set<std::pair<PeerId, QString>> tooLargeActions; ///< Kept from upstream.
    QString sizesUrl;           ///< The upstream of which sizes are known.
    QByteArray acknowledgement; ///< Upstream's `startup`, as it came; empty without.
    bool isShutdownAwaited = false;
    bool isShutdownImmediate = false;
    QByteArray shutdownText; ///< Upstream's word of it, as it came.
    QString shutdownCommand;
    UpstreamEvent upstreamState;
    OutboxHealthEvent outboxHealth;
    bool hasSeenOutbox = false; ///< Only the first look at it can find an earlier run's messages.
    bool isEarlierRunAsked = false; ///< What becomes of an earlier run's messages is open.
    std::map<QString, EarlierRun> earlierRuns; ///< By destination.
    bool isOutboxSilent = false;               ///< Upstream is served without it.
};

} // namespace neuro::relay
