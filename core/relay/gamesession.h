// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/actiontable.h"
#include "relay/burst.h"
#include "relay/endpoint.h"
#include "relay/enginesettings.h"
#include "relay/relayevent.h"
#include "relay/types.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <deque>
#include <optional>
#include <set>

namespace neuro::relay {

namespace limits {
/// More contexts within a second are a flood, and more registrations and unregistrations within ten
/// seconds are churn: the game is told by a diagnostic.
inline constexpr int contextsPerSpan = 10;
inline constexpr int registrationsPerSpan = 20;
} // namespace limits

/// What the engine knows about one connection of a game, or of an integration, which is a game that
/// has registered at the intermediary door.
struct GameSession
{
    PeerId peer = 0;
    PeerInfo info;
    Instant connectedAt;

    bool isIntegration() const { return info.role == PeerRole::Integration; }
    /// Whether `shutdown/ready` can be expected of it: an integration that has not begun as a game
    /// does may know nothing but its own forms.
    bool speaksNeuroApi() const { return isNamed && (!isIntegration() || hasStartedUp); }

    bool isNamed = false;
    QString name;   ///< The `game` of the first message, or the registered name.
    QString gameId; ///< From GameIds.
    /// Older connections with the same name that have not answered the ping yet.
    std::set<PeerId> challenged;

    bool hasSpoken = false;
    bool hasStartedUp = false;
    bool wasAskedToReregister = false;
    bool isReregisterPutOff = false; ///< Until what it had said by then is heard; once.
    bool hasRegistered = false;      ///< An action, at any time.
    bool isWithdrawing = false;      ///< Its forces are being ended: ask for none.
    bool hasLeft = false;            ///< What it said before is still being heard.
    /// Upstream wants it to shut down, and it has not said yet that it may.
    bool isAwaitedForShutdown = false;
    bool isToldOfShutdown = false; ///< Of the one that is awaited, if any is.
    /// The same for the operator, whoever asks for it.
    ShutdownEvent::State shutdown = ShutdownEvent::State::None;

    Burst<limits::contextsPerSpan> contexts;
    Burst<limits::registrationsPerSpan> registrations; ///< And unregistrations.

    ActionTable actions;
    /// What the operator has unregistered in its place, and it has not registered anew; at most
    /// Limits::actionsPerGame.
    QList<protocol::Action> takenAway;
    QList<ForceId> forces;           ///< Not over, in order of arrival.
    QStringList actionsInFlight;     ///< Ids, oldest first.
    std::deque<QString> finishedIds; ///< The newest limits::finishedActionIds.

    bool hasFinished(const QString &id) const
    {
        return std::find(finishedIds.begin(), finishedIds.end(), id) != finishedIds.end();
    }
    void rememberFinished(const QString &id)
    {
        finishedIds.push_back(id);
        if (finishedIds.size() > static_cast<std::size_t>(limits::finishedActionIds))
            finishedIds.pop_front();
    }
};

/// What the engine knows about one watcher.
struct WatcherSession
{
    PeerId peer = 0;
    PeerInfo info;
    Instant connectedAt;
};

inline const QString &nameOfSession(const GameSession &game)
{
    return game.name;
}
inline const QString &nameOfSession(const WatcherSession &watcher)
{
    return watcher.info.name;
}

/// One force from its arrival to its end. ForceEvent is what is shown of it.
struct Force
{
    ForceEvent state;
    qsizetype deciderIndex = 0;  ///< In EngineSettings::deciders.
    bool takenOver = false;      ///< The operator decides, without limit and without successor.
    bool heldByAll = false;      ///< Held because every force is.
    bool isMarked = false;       ///< Upstream has it, and the operator holds it all the same.
    bool isReturned = false;     ///< Upstream had it and was lost: it is the next of its priority.
    bool isRetryAwaited = false; ///< Upstream has it, and its last answer was refused.
    QByteArray text;             ///< As the game sent it.
    quint64 seq = 0;             ///< Of the frame that it came with.
    QStringList upstreamNames;   ///< The actions as upstream was told of them; empty until then.
    QString actionId;            ///< In flight while Answered.
    bool wasAskedOfWatchers = false;
    /// Where it stood when a watcher answered it out of turn: there it returns when that fails.
    struct Turn
    {
        ForceState state = ForceState::Asked;
        std::optional<Decider> decider;
    };
    std::optional<Turn> overtaken;
    bool wasAskedOfBench = false;     ///< Nobody else was asked since.
    std::optional<bool> isPassedOver; ///< Whether it leaves it alone; none: not drawn yet.
};

/// An action that was sent and has no result yet.
struct ActionInFlight
{
    ActionEvent event;
    quint64 serial = 0;
    quint64 seq = 0;             ///< Of the message to the game; 0: it has not left yet.
    quint64 upstreamSession = 0; ///< The connection on which upstream asked for it.
    bool isAnsweredUp = false;   ///< Upstream was answered in the game's place already.
    PeerId requester = 0;        ///< The watcher that asked for it and is told the result; 0: none.
    int timeoutMs = 0;           ///< Without a result after so long it is over; 0: no limit.
    bool isOverdue = false;      ///< It is; only what the game said until then is still heard.
};

} // namespace neuro::relay
