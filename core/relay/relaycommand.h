// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <variant>

/// What the operator can tell the engine to do. Each is answered by one OperatorEvent.
namespace neuro::relay {

/// Answers a force in the operator's name, whoever is deciding it.
struct AnswerForce
{
    ForceId force = 0;
    QString action;
    std::optional<QByteArray> data; ///< JSON text.
    bool unchecked = false;         ///< Send data that breaks the schema all the same.
};

/// Answers a force with a random action and random data.
struct AnswerForceRandomly
{
    ForceId force = 0;
};

/// Stops asking deciders (hold) or starts again with the first one.
struct HoldForce
{
    ForceId force = 0;
    bool hold = true;
};

/// Ends a force without an answer.
struct DropForce
{
    ForceId force = 0;
};

/// Makes the operator the decider of a force, without a time limit.
struct TakeOverForce
{
    ForceId force = 0;
};

/// Holds every force that waits or comes.
struct HoldAllForces
{
    bool hold = true;
};

struct SetDeciders
{
    QList<Decider> deciders;
};

/// Sends an action unasked. When its name belongs to a force of that game that is being decided,
/// it is that force's answer.
struct SendAction
{
    PeerId peer = 0;
    QString action;
    std::optional<QByteArray> data;
    bool unchecked = false;
};

/// Asks a game (peer 0: every game) to register its actions again.
struct AskToReregister
{
    PeerId peer = 0;
};

enum class Shutdown { Graceful, CancelGraceful, Immediate };

struct AskToShutDown
{
    PeerId peer = 0;
    Shutdown kind = Shutdown::Graceful;
};

struct DisconnectPeer
{
    PeerId peer = 0;
};

/// A context of the relay's own, from the operator.
struct SayToNeuro
{
    QString text;
    bool silent = false;
};

/// Sends a message of the Neuro API's server side, as a script wrote it, to every game. It goes as
/// it is; only an `action` that a game has registered gets an id of ours on its way to that game,
/// so that the result is expected, and answers a force of that game that is being decided.
struct SendToGames
{
    QByteArray text; ///< One JSON object with a `command`.
};

/// Messages of an earlier run in the outbox: deliver them now, or delete them.
struct ReleaseEarlierRun
{
    bool discard = false;
};

/// Makes the engine tell everything current as one SnapshotEvent. Not an operator's doing: no
/// OperatorEvent follows.
struct TakeSnapshot
{
};

using RelayCommand =
    std::variant<AnswerForce, AnswerForceRandomly, HoldForce, DropForce, TakeOverForce,
                 HoldAllForces, SetDeciders, SendAction, AskToReregister, AskToShutDown,
                 DisconnectPeer, SayToNeuro, SendToGames, ReleaseEarlierRun, TakeSnapshot>;

} // namespace neuro::relay
