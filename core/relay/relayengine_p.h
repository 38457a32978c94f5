// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/codec.h"
#include "relay/choice.h"
#include "relay/gameids.h"
#include "relay/gamesession.h"
#include "relay/relayengine.h"
#include "relay/timerqueue.h"

#include <QHash>
#include <QStringList>

#include <map>
#include <memory>

namespace neuro::relay {

template <std::size_t N>
QStringList textsOf(const std::array<const char *, N> &names)
{
    QStringList texts;
    for (const char *name : names)
        texts.append(QString::fromLatin1(name));
    return texts;
}

/// State and rules of the engine. Definitions are spread by subject: relayengine.cpp (connections,
/// frames, time), enginemessages.cpp (what games send), engineforces.cpp (forces, deciders,
/// actions), enginecommands.cpp (what the operator wants).
class RelayEngine::Private
{
public:
    explicit Private(EngineSettings engineSettings)
        : settings(std::move(engineSettings))
        , gameCommands(textsOf(protocol::gameCommands))
        , serverCommands(textsOf(protocol::serverCommands))
    {
    }

    // Connections and frames.
    GameSession *session(PeerId peer);
    void removeSession(PeerId peer, int closeCode, const QString &reason, Instant now);
    /// Adds the event of a frame that came in; returns its place in outputs.events.
    std::size_t frameIn(const GameSession &game, const QByteArray &payload, bool binary,
                        Instant now);
    FrameEvent &frameAt(std::size_t place) { return std::get<FrameEvent>(outputs.events[place]); }
    FrameEvent &send(const GameSession &game, const protocol::ServerMessage &message, Instant now);
    void refuse(std::size_t frame, protocol::Refusal refusal);
    void warn(std::size_t frame, const GameSession &game, protocol::DiagnosticKey key,
              const QString &detail, Instant now);
    void diagnose(const GameSession &game, protocol::DiagnosticKey key, const QString &detail,
                  quint64 seq, Instant now);
    void adoptName(GameSession &game, const QString &name, Instant now);
    void challengeOlder(GameSession &newcomer, Instant now);
    void replaceUnanswering(GameSession &newcomer, Instant now);
    PeerEvent peerEvent(const GameSession &game, PeerEvent::State state, Instant at) const;
    void askToReregister(GameSession &game, Instant now);

    // Messages. `frame` is the place of the message's FrameEvent.
    void receive(GameSession &game, std::size_t frame, protocol::DecodedGameMessage message,
                 Instant now);
    void noteFirstMessage(GameSession &game, std::size_t frame,
                          const protocol::GameMessage &message, Instant now);
    void handle(GameSession &game, std::size_t frame, const protocol::Startup &, Instant now);
    void handle(GameSession &game, std::size_t frame, const protocol::Context &context,
                Instant now);
    void handle(GameSession &game, std::size_t frame, const protocol::RegisterActions &message,
                Instant now);
    void handle(GameSession &game, std::size_t frame, const protocol::UnregisterActions &message,
                Instant now);
    void handle(GameSession &game, std::size_t frame, const protocol::ForceActions &message,
                Instant now);
    void handle(GameSession &game, std::size_t frame, const protocol::ActionResult &result,
                Instant now);
    void handle(GameSession &game, std::size_t frame, const protocol::ShutdownReady &, Instant now);
    void publishRegistry(const GameSession &game, Instant now);
    void tellTranscript(const GameSession &game, TranscriptEvent::Kind kind, const QString &text,
                        Instant now, const QString &detail = {}, bool silent = false,
                        bool success = true);

    // Forces, deciders, actions.
    Force *force(ForceId id);
    /// Ids of all forces, oldest first: a copy, since deciding one may end others.
    QList<ForceId> openForces() const;
    void publish(Force &force, ForceState state, Instant now);
    void openForce(GameSession &game, std::size_t frame, protocol::ForceActions request,
                   Instant now);
    /// Asks for the game's next waiting force unless one is being decided.
    void askNext(GameSession &game, Instant now);
    void ask(Force &force, qsizetype deciderIndex, Instant now);
    void startDecider(Force &force, Instant now);
    void decideByItself(Force &force, Decider decider, Instant now);
    void passOn(Force &force, const QString &why, Instant now);
    void deciderTimer(ForceId id, Instant now);
    /// Ends all forces of a game that leaves or starts anew; none of them is asked for in between.
    void withdrawForces(GameSession &game, const QString &why, Instant now);
    void holdForce(Force &force, bool hold, Instant now);
    void endForce(Force &force, ForceState state, const QString &detail, Instant now);
    void forceFailed(Force &force, const QString &message, Instant now);
    /// Drops what is no longer registered from the game's forces; ends those that have nothing
    /// left.
    void reviewForces(GameSession &game, Instant now);
    int timeLimitOf(const Force &force) const;
    /// Sends an action; returns its id.
    QString sendAction(GameSession &game, const QString &name, std::optional<QByteArray> data,
                       ActionSource source, Force *force, Instant now);
    void finishAction(const QString &id, ActionState state, const QString &message, Instant now);
    void actionTimedOut(quint64 serial, Instant now);

    // Commands: each returns what went wrong.
    struct Failure
    {
        CommandError code = CommandError::None;
        QString text;
    };
    Failure perform(const AnswerForce &command, Instant now);
    Failure perform(const AnswerForceRandomly &command, Instant now);
    Failure perform(const HoldForce &command, Instant now);
    Failure perform(const DropForce &command, Instant now);
    Failure perform(const TakeOverForce &command, Instant now);
    Failure perform(const HoldAllForces &command, Instant now);
    Failure perform(const SetDeciders &command, Instant now);
    Failure perform(const SendAction &command, Instant now);
    Failure perform(const AskToReregister &command, Instant now);
    Failure perform(const AskToShutDown &command, Instant now);
    Failure perform(const DisconnectPeer &command, Instant now);
    Failure answer(Force &force, const QString &action, const std::optional<QByteArray> &data,
                   bool unchecked, Instant now);
    Failure checkSendable(GameSession *game, const QString &action,
                          const std::optional<QByteArray> &data, bool unchecked);
    Failure findOpenForce(ForceId id, Force **found);
    void takeSnapshot(Instant now);
    SettingsEvent settingsEvent(Instant now) const;

    EngineSettings settings;
    Outputs outputs;
    TimerQueue timers;
    GameIds gameIds;
    std::map<PeerId, GameSession> sessions;
    std::map<ForceId, Force> forces;
    QHash<QString, ActionInFlight> inFlight; ///< By id.
    QHash<quint64, QString> inFlightSerials;
    /// Shared by all events: `command` of each message alternative, by its index.
    const QStringList gameCommands;
    const QStringList serverCommands;
    quint64 lastSeq = 0;
    quint64 lastSerial = 0;
    ForceId lastForce = 0;
    quint64 randomDecisions = 0;
    bool holdAll = false;
};

} // namespace neuro::relay
