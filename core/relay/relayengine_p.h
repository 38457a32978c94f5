// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/codec.h"
#include "protocol/integrationmessage.h"
#include "protocol/registration.h"
#include "protocol/watchermessage.h"
#include "relay/choice.h"
#include "relay/gamesession.h"
#include "relay/relayengine.h"
#include "relay/relayenginestate_p.h"

#include <QStringList>

#include <memory>
#include <utility>

namespace neuro::protocol {
class JsonValue;
}

namespace neuro::relay {

/// The rules of the engine. Definitions are spread by subject: relayengine.cpp (connections,
/// frames, time), enginemessages.cpp (what games send), engineforces.cpp (forces, deciders,
/// actions), enginecommands.cpp (what the operator wants of forces), enginegamecommands.cpp (of
/// games), enginerestrictions.cpp (what he keeps from Neuro and whom he sends away),
/// engineupstream.cpp (what upstream is told), engineoutbox.cpp (what the outbox answers),
/// engineupstreamforces.cpp (whose turn it is there), engineupstreammessages.cpp (what upstream
/// says), engineupstreamsizes.cpp (what is too large for it), engineintegrations.cpp (integrations,
/// and the outbox for them), enginewatchers.cpp (what watchers want), enginechoices.cpp (what
/// watchers and integrations decide), enginetestbench.cpp (what the test bench does with forces,
/// and its hostile messages), enginedelays.cpp (what it delays).
class RelayEngine::Private : public EngineState
{
public:
    explicit Private(EngineSettings engineSettings)
        : EngineState(std::move(engineSettings))
    {
        applyRules();
        for (const QString &game : std::as_const(settings.mutedGames))
            restrictions.mute(game);
    }

    struct Failure
    {
        CommandError code = CommandError::None;
        protocol::Phrase text;
    };
    /// An action as somebody else wrote it: upstream, or a script.
    struct ForwardedRequest
    {
        QString id; ///< Upstream's; empty when it is not from there.
        QByteArray text;
        quint64 seq = 0;
    };

    // Connections and frames.
    GameSession *session(PeerId peer);
    void gameConnected(PeerId peer, const PeerInfo &info, Instant now);
    void noteForeign(const PeerEvent &event);
    void removeSession(PeerId peer, const Goodbye &goodbye, Instant now);
    /// Tells of a message that ended the connection, if one did: no frame can be shown of it.
    void diagnoseGoodbye(const GameSession &game, const Goodbye &goodbye, Instant now);
    /// Adds the event of a frame that came in; returns its place in outputs.events.
    template <typename Session>
    std::size_t frameIn(const Session &session, const QByteArray &payload, bool binary,
                        Instant now);
    FrameEvent &frameAt(std::size_t place) { return std::get<FrameEvent>(outputs.events[place]); }
    FrameEvent &send(const GameSession &game, const protocol::ServerMessage &message, Instant now);
    template <typename Session>
    FrameEvent &sendText(const Session &session, const QByteArray &utf8, const QString &command,
                         Instant now);
    void refuse(std::size_t frame, protocol::Refusal refusal);
    void warn(std::size_t frame, const GameSession &game, protocol::DiagnosticKey key,
              const protocol::Phrase &detail, Instant now);
    void diagnose(const GameSession &game, protocol::DiagnosticKey key,
                  const protocol::Phrase &detail, quint64 seq, Instant now);
    void adoptName(GameSession &game, const QString &name, Instant now);
    void challengeOlder(GameSession &newcomer, Instant now);
    void replaceUnanswering(GameSession &newcomer, Instant now);
    PeerEvent peerEvent(const GameSession &game, PeerEvent::State state, Instant at) const;
    PeerEvent peerEvent(const WatcherSession &watcher, PeerEvent::State state, Instant at) const;
    void askToReregister(GameSession &game, Instant now);
    void reregisterDue(GameSession &game, Instant now);
    bool isUpstream(PeerId peer) const { return peer != 0 && peer == link.peer(); }
    /// The game leaves or starts anew: upstream is told that all of its actions are gone …
    void forgetActions(const GameSession &game, Instant now);
    /// … and that those in flight will have no result.
    void loseActions(GameSession &game, Instant now);

    // Messages. `frame` is the place of the message's FrameEvent.
    void receiveText(GameSession &game, const QByteArray &utf8, Instant now);
    void receiveBinary(GameSession &game, const QByteArray &bytes, Instant now);
    void receive(GameSession &game, std::size_t frame, protocol::DecodedGameMessage message,
                 Instant now);
    void noteFirstMessage(GameSession &game, std::size_t frame,
                          const protocol::GameMessage &message, Instant now);
    /// What is doubtful about a context, though it is taken.
    void checkContext(GameSession &game, std::size_t frame, const protocol::Context &context,
                      Instant now);
    /// Counts a message that registers or unregisters.
    void noteRegistration(GameSession &game, std::size_t frame, Instant now);
    void noteFirstActions(GameSession &game, std::size_t frame, Instant now);
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
    /// Acknowledges the game's startup in upstream's place.
    void acknowledge(const GameSession &game, Instant now);
    void acknowledge(const GameSession &game, protocol::StartupAcknowledgement character,
                     Instant now);
    void publishRegistry(const GameSession &game, Instant now);
    void tellTranscript(const GameSession &game, TranscriptEvent::Kind kind, const QString &text,
                        Instant now, const QString &detail = {}, bool silent = false,
                        bool success = true);

    /// What the relay says to upstream of its own accord, about a game or (null) about none.
    void tellOwnWords(const GameSession *game, TranscriptEvent::Kind kind, const QString &text,
                      Instant now, const QString &detail = {}, bool success = true);

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
    /// Of the next random decision.
    quint64 randomSeed()
    {
        return (settings.randomSeed != 0 ? settings.randomSeed : qHash(settings.idPrefix, 0)) +
               ++randomDecisions;
    }
    void passOn(Force &force, const protocol::Phrase &why, Instant now);
    void deciderTimer(ForceId id, Instant now);
    /// Ends all forces of a game that leaves or starts anew; none of them is asked for in between.
    void withdrawForces(GameSession &game, const protocol::Phrase &why, Instant now);
    void holdForce(Force &force, bool hold, Instant now);
    /// Nobody is asked for the force until it is released.
    void keepHeld(Force &force, Instant now);
    void endForce(Force &force, ForceState state, const protocol::Phrase &detail, Instant now);
    void forceFailed(Force &force, const QString &message, Instant now);
    /// Drops what is no longer registered from the game's forces; ends those that have nothing
    /// left.
    void reviewForces(GameSession &game, Instant now);
    /// Drops what is no longer registered from a force; returns whether there was anything.
    bool dropUnregistered(Force &force, const GameSession &game);
    int timeLimitOf(const Force &force) const;
    /// The deciders have changed: every force finds its own among them.
    void reseatForces(Instant now);
    /// Sends an action; returns its id.
    QString sendAction(GameSession &game, const QString &name, std::optional<QByteArray> data,
                       ActionSource source, Force *force, Instant now,
                       const ForwardedRequest *request = nullptr);
    void finishAction(const QString &id, ActionState state, const QString &message, Instant now);
    /// The action has been sent: its result is due from now on.
    void awaitResult(ActionInFlight &action, Instant now);
    void actionTimedOut(quint64 serial, Instant now);

    // What upstream is told.
    void applyRules();
    void upstreamConnected(PeerId peer, const QString &address, Instant now);
    void upstreamDisconnected(int closeCode, const protocol::Phrase &reason, Instant now);
    /// `actions/register` with every action of every game, in as many messages as it takes; none
    /// when there is no action.
    QList<QByteArray> completeRegistration(Instant now);
    void registerUp(const GameSession &game, const QStringList &actions, quint64 origin,
                    Instant now);
    void unregisterUp(const GameSession &game, const QStringList &actions, quint64 origin,
                      Instant now);
    QByteArray actionUp(const GameSession &game, const protocol::Action &action);
    /// In as many messages as it takes; none of no names.
    QList<QByteArray> unregistrations(const QStringList &names) const;
    /// There is nobody who could still act under a name that was removed.
    void releaseNames();
    /// The game's identifier has changed: upstream learns the names that follow from it.
    void renameUp(GameSession &game, Instant now);
    enum class Remark {
        AboutThisConnection, ///< Lost when upstream is not connected.
        AboutTheGame,        ///< Waits for upstream as a game's own context does.
    };
    /// A silent context of the relay's own about a game that is not muted.
    void remarkUp(const GameSession &game, const QString &text, Remark remark, Instant now);
    /// Answers in the place of a game (null: nobody knows which) what upstream calls `id`.
    void answerUp(const QString &id, const GameSession *game, const QString &action, bool success,
                  const QString &message, Instant now);
    /// What upstream asked for is over without a result of the game's.
    void answerUp(const ActionInFlight &action, bool success, const QString &message, Instant now);
    void passResult(const GameSession &game, const ActionInFlight &action, bool success,
                    std::size_t frame, Instant now);
    void passUnknown(const GameSession &game, std::size_t frame, Instant now);
    static QString shownName(const GameSession &game);
    /// What waited for the link to be free: withdrawals to be confirmed, the next force.
    void settle(Instant now);
    /// Tells of what waits to go up when that is much, or no longer is.
    void tellFilling(Instant now);

    // What upstream does not take for its size (engineupstreamsizes.cpp).
    /// Nothing is known of what it takes: what was kept back may be told again.
    void forgetSizes(Instant now);
    /// A size is known, or a smaller one: what does not fit goes to others.
    void reviewSizes(Instant now);
    /// Finds out which of the actions, of which Neuro has not been told, are too large; tells of
    /// each.
    void noteSizes(const GameSession &game, const QStringList &actions, quint64 origin,
                   Instant now);
    /// The action as an element of a registration; empty when it is too large, which is told once.
    /// Neuro has been told of it unless it was too large until now.
    QByteArray elementUp(const GameSession &game, const protocol::Action &action, quint64 origin,
                         Instant now);
    /// Whether it is too large, which is told once.
    bool noteSize(const GameSession &game, const protocol::Action &action,
                  const QByteArray &element, quint64 origin, Instant now);
    /// Bytes of a message of several registrations.
    qint64 registrationLimit() const;
    bool isTooLargeUp(const GameSession &game, const QString &action) const
    {
        return tooLargeActions.contains({game.peer, action});
    }
    /// Its text, or every action that Neuro might choose.
    bool isTooLargeUp(const Force &force) const;
    /// The force's actions by upstream's names, as far as upstream may know and takes them.
    QStringList namesUp(const GameSession &game, const Force &force) const;
    /// Ends a force that is too large for the last decider; at most one. Whether there was one.
    bool endTooLarge(const GameSession &game, Instant now);
    void tellTooLarge(Instant now);

    // The test bench (enginetestbench.cpp).
    void setTestBench(const TestBench &wanted, bool byUpstream, Instant now);
    /// Whether the bench decides the force, if only by leaving it alone.
    bool isDecidedByBench(const Force &force) const { return bench.decides() && !force.takenOver; }
    /// Others decide from now on: all forces that wait or are asked begin anew.
    void restartForces(Instant now);
    /// Nobody is asked for the force.
    void setAside(Force &force, Instant now);
    void startBench(Force &force, Instant now);
    /// The game has refused its answer.
    void retryBench(Force &force, Instant now);
    /// Whether the force is one of those that get no answer at all.
    bool isPassedOver(Force &force);
    /// A game has opened a force in the like-Neuro mode: it takes the place of the others.
    void replaceForces(Force &newest, Instant now);
    /// In the like-Neuro mode: asks for the oldest force that waits unless one is being decided.
    void askLikeNeuro(Instant now);
    /// What the ids of the hostile mode's actions begin with.
    QString hostilePrefix() const { return settings.idPrefix + QStringLiteral("-x"); }
    bool isHostileId(const QString &id) const;
    void armHostile(const GameSession &game, Instant now);
    void hostileDue(quint64 key, Instant now);

    // Its delays (enginedelays.cpp).
    /// Whether the message is kept for later.
    bool keepForLater(const GameSession &game, const QByteArray &payload, bool binary, Instant now);
    /// The oldest message that is kept is heard, or sent.
    void hearDelayed(PeerId peer, Instant now);
    void sendDelayed(PeerId peer, Instant now);
    /// The game has left: everything that it said is heard.
    void hearOut(PeerId peer, Instant now);
    void armDelays(PeerId peer);
    /// The game is gone: what waits for it or of it, or is remembered of it, is gone as well.
    void forgetBench(PeerId peer);
    void applyDelays(Instant now);
    /// Where a message of so many bytes is to wait; null: it goes at once.
    FrameEvent *holdBack(const GameSession &game, qint64 bytes, Instant now);
    FrameEvent *holdBack(const WatcherSession &, qint64, Instant) { return nullptr; }
    /// After everything that the peer was told before.
    void closePeer(PeerId peer, CloseCode code, const protocol::Phrase &reason, Instant now);
    /// When what is being handled came in fact, if it is the peer's: what a game is judged by.
    qint64 cameAt(PeerId peer, Instant now) const { return bench.cameAt(peer, now.mono); }

    // The outbox (engineoutbox.cpp).
    void noteEarlierRun(const QList<OutboxCount> &counts, Instant now);
    void noteEarlierRunDropped(const QString &destination, const QList<qint64> &ids, Instant now);
    bool isKeptBack(const QString &destination) const { return earlierRuns.contains(destination); }
    void outboxSilent(Instant now);
    void noteOutboxAnswer(Instant now);
    OutboxHealthEvent outboxState(Instant now) const;
    void tellOutboxHealth(Instant now);

    // Whose turn it is upstream.
    /// Whether a force can wait for upstream instead of being passed on.
    bool waitsForUpstream(const Force &force, qsizetype deciderIndex) const;
    /// The first decider from `deciderIndex` on that can be asked now.
    qsizetype nextDecider(const Force &force, qsizetype deciderIndex) const;
    void queueForUpstream(Force &force, Instant now);
    void fillUpstream(Instant now);
    bool isBusy(const GameSession &game) const;
    bool isBeingWithdrawn(const Force &force) const;
    void sendForceUp(Force &force, Instant now);
    /// Ends upstream's part in a force that it has: its actions go and come again, and upstream is
    /// told why. Nothing for another force.
    void withdrawUpstream(Force &force, const QString &told, Instant now);
    /// Upstream has no force any more; returns which one it had.
    ForceId freeUpstream();
    /// Upstream's own answer ended it there.
    void closeUpstream(const Force &force);
    /// Upstream has lost a force of its own accord: it waits at the head of its queue.
    void returnForce(Force &force, Instant now);
    /// Upstream has the force; its time begins.
    void awaitDecision(Force &force, Instant now);
    /// Upstream is not there: from now on it is waited for.
    void awaitUpstream(Instant now);
    void welcomeUpstream();
    void upstreamAway(Instant now);
    void noteWithdrawal(const QStringList &names);
    void confirmWithdrawals(quint64 token, Instant now);
    /// Upstream will know that names are gone when it answers a ping …
    void noteDepartures(Instant now);
    /// … and a little later no action for them can come any more.
    void confirmDepartures(quint64 token, Instant now);

    // What upstream says.
    void receiveFromUpstream(const QByteArray &text, bool binary, Instant now);
    void handleUpstream(std::size_t frame, const protocol::StartupAcknowledgement &message,
                        Instant now);
    void handleUpstream(std::size_t frame, const protocol::ActionRequest &request, Instant now);
    void handleUpstream(std::size_t frame, const protocol::ReregisterAll &, Instant now);
    void handleUpstream(std::size_t frame, const protocol::ShutdownGraceful &message, Instant now);
    void handleUpstream(std::size_t frame, const protocol::ShutdownImmediate &, Instant now);
    void handleUpstream(std::size_t frame, const protocol::SpeechFinished &, Instant now);
    void handleUpstream(std::size_t frame, const protocol::VoiceUnavailable &, Instant now);
    void refuseFromUpstream(std::size_t frame, const protocol::UndecodedMessage &message,
                            Instant now);
    void sendToAllGames(std::size_t frame, Instant now);
    /// The force whose answer an action of that name would be; null when of none.
    Force *forceAnsweredBy(const GameSession &game, const QString &action);
    void awaitShutdown(std::size_t frame, bool immediate, Instant now);
    /// The game came after upstream's word, or starts anew: it is told, once.
    void tellShutdown(GameSession &game, Instant now);
    void endShutdown();
    void noteShutdownReady(Instant now, bool isTimeOver = false);

    // Commands: each returns what went wrong.
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
    Failure perform(const SayToNeuro &command, Instant now);
    Failure perform(const SendToGames &command, Instant now);
    Failure perform(const MuteGame &command, Instant now);
    Failure perform(const BlockGame &command, Instant now);
    Failure perform(const HideAction &command, Instant now);
    Failure perform(const UnregisterAction &command, Instant now);
    Failure perform(const CutAllGames &command, Instant now);
    Failure perform(const AcknowledgeStartup &command, Instant now);
    Failure perform(const FinishSpeech &command, Instant now);
    Failure perform(const ReleaseEarlierRun &command, Instant now);
    Failure perform(const SetTestBench &command, Instant now);
    Failure answer(Force &force, const QString &action, const std::optional<QByteArray> &data,
                   bool unchecked, Instant now);
    /// Whether the operator may send broken data: it is for hardening a game, never for a stream.
    /// (A watcher with enhanced privileges knows what it asks for.)
    bool mayBreakRules() const { return !link.isConnected(); }
    /// Whether `action` with `data` could be sent as the answer to the force.
    Failure checkAnswer(const Force &force, const QString &action,
                        const std::optional<QByteArray> &data, bool unchecked);
    Failure checkSendable(GameSession *game, const QString &action,
                          const std::optional<QByteArray> &data, bool unchecked);
    static Failure tooManyInFlight(const GameSession &game);
    static Failure gameHasLeft();
    /// What is wrong when a message for `peer` (0: for every game) would reach nobody.
    Failure nobodyHears(PeerId peer);
    /// Sends what somebody wrote by hand as it is. `id`: of the action that it is, in which case
    /// the game's result to it is right; empty without.
    void sendRaw(const GameSession &game, const QByteArray &text, const QString &command,
                 const QString &id, Instant now);
    /// Whether an `action` that somebody wrote by hand, and that the game has registered, may go to
    /// it with this `data`.
    Failure checkRaw(GameSession &game, const QString &action, const protocol::JsonValue &data);
    static Failure tooManyKept();
    Failure findOpenForce(ForceId id, Force **found);
    /// The operator decides a force from here on, also after a failed result.
    void takeForOperator(Force &force, const QString &action, Instant now);
    /// The game's force that this action would answer: the one that is being asked, else the oldest
    /// that waits or is held; null if none.
    Force *openForceWith(const GameSession &game, const QString &action);
    void takeSnapshot(Instant now);
    SettingsEvent settingsEvent(Instant now) const;

    // What the operator keeps from Neuro, and whom he sends away (enginerestrictions.cpp).
    bool isKeptFromNeuro(const GameSession &game, const QString &action) const
    {
        return restrictions.isKeptFromNeuro(game.name, action);
    }
    /// Those of the names that Neuro may know of …
    QStringList forNeuro(const GameSession &game, const QStringList &actions) const;
    /// … and those that she does know of, as far as they are registered.
    QStringList toldNeuro(const GameSession &game, const QStringList &actions) const;
    /// Whether upstream may be asked: the game is not muted, and an action is left to choose.
    bool mayGoUp(const Force &force) const;
    void publishRestriction(const QString &game, Instant now);
    /// Mutes a game that is not, or the opposite.
    void changeMute(const QString &name, bool mute, Instant now);
    /// The settings mute other games than before.
    void applyMutedGames(const QStringList &before, Instant now);
    /// What was registered upstream is taken from there: restrictions forbid it from now on.
    void keepFromNeuro(GameSession &game, const QStringList &actions, Instant now);
    /// What upstream waits for of a game that is muted is answered in its place.
    void answerForMuted(GameSession &game, Instant now);
    /// The opposite: restrictions allow it again.
    void showToNeuro(GameSession &game, const QStringList &actions, Instant now);
    /// Those of which Neuro hears by it: they are not kept from her, nor too large. `origin` is the
    /// number (`seq`) of the frame that brought them; 0: none did.
    void tellActionsAdded(const GameSession &game, const QStringList &actions, quint64 origin,
                          Instant now);
    void tellActionsRemoved(const GameSession &game, const QStringList &actions, Instant now);
    /// Sends a game away.
    void expel(PeerId peer, const protocol::Phrase &why, Instant now);
    /// Why a game of that name is not let in; empty: it is.
    protocol::Phrase whyNotLetIn(const QString &game) const;
    static bool isTakenAway(const GameSession &game, const QString &action);
    /// Whether it was there.
    static bool forgetTakenAway(GameSession &game, const QString &action);

    // Shutdowns, as the operator is shown them.
    void noteShutdown(GameSession &game, ShutdownEvent::State state, Instant now);
    void noteShutdownCancelled(GameSession &game, Instant now);

    // Integrations.
    static QString destinationOf(const QString &integration);
    void integrationConnected(PeerId peer, const PeerInfo &info, Instant now);
    void integrationPong(PeerId peer, quint64 token, Instant now);
    /// Its session is about to go.
    void integrationLeaves(const GameSession &game, Instant now);
    void receiveFromIntegration(GameSession &game, const QByteArray &utf8, Instant now);
    void handleIntegration(GameSession &game, std::size_t frame,
                           protocol::IntegrationGameMessage &message, Instant now);
    void handleIntegration(GameSession &game, std::size_t frame,
                           const protocol::ForceChoice &choice, Instant now);
    void handleIntegration(GameSession &game, std::size_t frame,
                           const protocol::IntegrationRemark &, Instant now);
    void refuseIntegration(GameSession &game, std::size_t frame,
                           const protocol::UndecodedIntegrationMessage &message, Instant now);
    /// Unregisters what is not in `wanted`, or is defined otherwise there.
    void removeOtherActions(GameSession &game, std::size_t frame,
                            const QList<protocol::Action> &wanted, Instant now);
    /// The message that is being handled as the Neuro API writes it.
    const QByteArray &apiText(std::size_t frame)
    {
        return integrationText.isNull() ? frameAt(frame).payload : integrationText;
    }
    KnownIntegration &knownIntegration(const QString &destination, Instant now);
    void forgetIntegrations();
    void deliver(KnownIntegration &integration);
    void deliverToIntegrations();
    void integrationsOpened(const QList<OutboxCount> &counts, Instant now);
    /// Nothing: the rows cannot be read now.
    void rowsForIntegration(quint64 number, const std::optional<QList<OutboxRow>> &rows,
                            Instant now);
    void rowsDropped(const QString &destination, const QList<qint64> &ids, qint64 count,
                     const protocol::Phrase &why, Instant now);
    QList<OutboxPending> outboxQueues() const;

    // Watchers.
    WatcherSession *watcher(PeerId peer);
    void watcherConnected(PeerId peer, const PeerInfo &info, Instant now);
    void removeWatcher(PeerId peer, int closeCode, const protocol::Phrase &reason, Instant now);
    void receiveFromWatcher(const WatcherSession &watcher, const QByteArray &payload, bool binary,
                            Instant now);
    void handleWatcher(const WatcherSession &watcher, std::size_t frame,
                       const protocol::TargetCommand &command, Instant now);
    void handleWatcher(const WatcherSession &watcher, std::size_t frame,
                       const protocol::DirectToNeuro &direct, Instant now);
    void handleWatcher(const WatcherSession &watcher, std::size_t frame,
                       const protocol::SnapshotRequest &, Instant now);
    void handleWatcher(const WatcherSession &watcher, std::size_t frame,
                       const protocol::ActionOrder &order, Instant now);
    void handleWatcher(const WatcherSession &watcher, std::size_t frame,
                       const protocol::ForceChoice &choice, Instant now);
    /// The frame is refused, and its sender told why.
    template <typename Session>
    void fail(const Session &session, std::size_t frame, protocol::Reason reason,
              const protocol::Phrase &why, Instant now);
    template <typename Session>
    void answerWith(const Session &session, const QByteArray &answer, Instant now);
    /// A command is in the outbox, or is not: its sender is told.
    void commandKept(quint64 ticket, qint64 id, bool durable, Instant now);
    /// Whom an order for `action` of the game `name` means; null when there is none.
    GameSession *gameCalled(const QString &name, const QString &action);
    void tellRequester(const ActionInFlight &action, ActionState state, const QString &message,
                       Instant now);

    // Choices.
    bool isAnyoneToDecide() const;
    void askIntegrations(Force &force, Instant now);
    /// One that has come is asked what the others have been asked.
    void tellAskedForces(const GameSession &integration, Instant now);
    template <typename Session>
    void choose(const Session &session, std::size_t frame, const protocol::ForceChoice &choice,
                bool isEnhanced, Instant now);
    /// The force that a choice is about: the one that it names, or the only one that nobody has
    /// answered. Nothing and a reason when there is none for this sender.
    Force *chosenForce(const protocol::ForceChoice &choice, bool isEnhanced,
                       std::pair<protocol::Reason, protocol::Phrase> &why);
    /// Whether the force's decider can be asked again.
    bool isAnyoneLeft(const Force &force) const
    {
        return force.state.decider != Decider::Watchers || isAnyoneToDecide();
    }
    static bool isAskedOfWatchers(const Force &force);
    static bool mayChoose(const Force &force, bool isEnhanced);
    /// What those are told who may not choose it.
    std::pair<protocol::Reason, protocol::Phrase> whyNotChosen(const Force &force) const;
    /// Answers a force in the name of watchers, in turn or not.
    Failure answerForWatcher(Force &force, const QString &by, const QString &action,
                             const std::optional<QByteArray> &data, bool unchecked, Instant now);
    /// A watcher's answer out of turn has failed: it is as if it had not been.
    void giveBack(Force &force, Instant now);
    /// Data that says nothing counts as none where none is taken.
    std::optional<QByteArray> dataFor(const GameSession &game, const QString &action,
                                      const std::optional<QByteArray> &data) const;
    static protocol::Reason reasonOf(CommandError code);
    static protocol::Phrase tooManyRefusals(const Force &force);
    /// What every ForceEvent::requestId of this run begins with.
    QString requestPrefix() const { return settings.idPrefix + QStringLiteral("-f"); }
};

} // namespace neuro::relay

#include "relay/relayengineframes_p.h"
