// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "commandorder.h"
#include "fault.h"
#include "neuromodel.h"
#include "outboxdriver.h"
#include "restrictionmodel.h"
#include "step.h"
#include "upwardorder.h"

#include "relay/relayengine.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace neuro::sim {

/// The engine among random games, a strict Neuro, an outbox and an operator, with time by hand.
/// After every step the invariants are checked.
class World
{
public:
    explicit World(quint64 seed, Fault fault = Fault::None);

    void apply(const Step &step);
    /// Lets everything come to rest and everybody leave, and checks what is left.
    void finish();
    /// What went wrong first; empty while all is well.
    const QString &violation() const { return m_violation; }
    bool hasFaulted() const
    {
        return (m_hasFaulted && (m_fault != Fault::LoseRow || m_outbox.hasLostIt())) ||
               (m_fault == Fault::ExceedLimit && m_outbox.hasExceededLimit());
    }
    /// The connection to upstream has held since the planted fault: it must be noticed.
    bool hasHeldSinceFault() const { return hasFaulted() && !m_wasCut; }

    /// How much happened, to see that a run was about something.
    struct Tally
    {
        quint64 contexts = 0;
        quint64 forces = 0;  ///< That went up.
        quint64 actions = 0; ///< Of upstream's, that reached a game.
        quint64 results = 0; ///< That went up.
        quint64 rows = 0;    ///< Kept.
        quint64 commands = 0;
        quint64 choices = 0; ///< That decided a force.
        quint64 orders = 0;  ///< Actions that watchers sent.
        quint64 restrictions = 0;
        quint64 shutOut = 0; ///< Games that were sent away, or not let in.
        quint64 told = 0;    ///< Messages that the operator sent to games, by game.
        quint64 memoryRows = 0;
        quint64 delayed = 0; ///< Messages of games and to games.
        quint64 hostile = 0;
        quint64 benchForces = 0; ///< That the test bench answered.
        quint64 refusals = 0;    ///< Connections that upstream closed over the size of a message.
        quint64 leftOut = 0;     ///< Contexts that are too large for it.

        Tally &operator+=(const Tally &other);
    };
    const Tally &tally() const { return m_tally; }

private:
    struct GameText
    {
        enum class What {
            Startup,
            Context,
            Register,
            Unregister,
            Force,
            Result,
            Unknown,
            Other,
            Pong,
            Replace, ///< An integration's `register_actions`; `flag`: more, not less.
            Choice,  ///< An integration's, of the force `token`.
        } what = What::Other;
        QByteArray text = {};
        quint64 number = 0;
        unsigned actions = 0;
        bool flag = false; ///< Silent, or successful.
        QByteArray id = {};
        quint64 token = 0;
    };
    struct ForGame
    {
        QByteArray actionId = {}; ///< Empty: anything else.
        quint64 mark = 0;
        quint64 pingToken = 0;
        quint64 command = 0; ///< Of a watcher.
    };
    struct Game
    {
        relay::PeerId peer = 0;
        QByteArray name = {};
        bool isNamed = false;
        quint64 namedAt = 0; ///< Counts those that said who they are.
        bool isDeaf = false; ///< Answers neither pings nor actions.
        bool isIntegration = false;
        bool isReplaced = false; ///< A newer connection has its name.
        std::deque<GameText> toRelay;
        std::deque<ForGame> fromRelay;
        std::vector<ForGame> asked; ///< Actions without a result.
        quint64 lastNumber = 0;
        // As the relay has heard it.
        unsigned registered = 0;
        unsigned takenAway = 0;       ///< By the operator, who can give it back.
        std::deque<GameText> unheard; ///< What the relay got and keeps back.
        std::deque<quint64> told;     ///< By the operator; the relay keeps it back.
        quint64 lastAction = 0;       ///< Number in the id of the last one that it was sent.
    };
    struct FromNeuro
    {
        QByteArray text = {};
        QByteArray id = {}; ///< Of an action.
        bool isForAll = false;
        bool isBinary = false;
        bool isReregister = false;
        bool isShutdown = false;
        quint64 pong = 0;
    };
    /// An action of Neuro's, by its mark.
    struct NeuroAction
    {
        QByteArray id;
        quint64 session = 0;
        QByteArray game = {}; ///< Whose the name was, as far as she knew; empty: nobody's.
    };
    /// An action that a game was sent, by the relay's id.
    struct SentAction
    {
        relay::PeerId peer = 0;
        quint64 mark = 0; ///< 0: not of Neuro's.
        qint64 sentAt = 0;
        bool isAnsweredUp = false; ///< The relay did, in the game's place.
        bool isDelivered = true;
    };
    struct OpenForce
    {
        relay::PeerId peer = 0;
        QString game;
        protocol::Priority priority = protocol::Priority::Low;
        relay::ForceState state = relay::ForceState::Waiting;
        std::optional<relay::Decider> decider;
        QStringList actions = {};
        QString answeredBy = {};
        qint64 bytes = 0; ///< Of what the game says of it.
    };
    struct Watcher
    {
        relay::PeerId peer = 0;
        QByteArray name = {};
        bool isEnhanced = false;
        quint64 lastNumber = 0; ///< Of what it said to upstream.
    };

    void fail(const QString &what);
    void startRelay();

    // Steps (world.cpp).
    void connectGame(const Step &step);
    void disconnectGame(std::size_t index);
    void letTimePass(const Step &step);
    void passTime(qint64 micros);
    void answerOutbox();
    void failOutbox(const Step &step);
    void jumpClock(const Step &step);
    void restart();
    void checkNow();
    void checkTables(const relay::RelayEngine::Census &census);
    bool waitsBehindAnother(relay::ForceId id, const OpenForce &force) const;
    void checkDeciders(relay::ForceId upstreams);
    Game *pick(quint32 number);
    bool quiet() const;
    void comeToRest();
    void drain();
    void checkRest();
    void checkEmpty();

    // The operator (worldoperator.cpp).
    /// What act() chooses from.
    static constexpr quint32 operatorDeeds = 51;
    void act(const Step &step);
    relay::RelayCommand decision(const Step &step);
    /// Has the engine carry it out; its answer.
    relay::CommandError command(const relay::RelayCommand &command);
    void restrict(const Step &step);
    void applySettings(const Step &step);
    void noteMuted(const QByteArray &game, bool on);
    void mute(const QByteArray &game, bool on);
    void block(const QByteArray &game, bool on);
    void hide(const QByteArray &game, std::size_t action, bool on);
    void cut(bool on);
    void liftRestrictions();
    void takeAway(const Step &step);
    void giveBack(const Step &step);
    void disconnect(const Step &step);
    void sayToNeuro(const Step &step);
    void sendToGames(const Step &step);
    void sendActionToGames(const Step &step);
    void tellGames(const Step &step);
    quint64 tell(const Game *only, const QByteArray &text, unsigned action);
    void checkSnapshot();
    bool mayBeSentAway(relay::PeerId peer);
    unsigned visible(const Game &game) const
    {
        return m_restrictions.visible(game.name, game.registered);
    }
    /// One of its actions is for upstream.
    bool isForNeuro(const OpenForce &force) const;

    // The test bench (worldbench.cpp).
    void setBench(const Step &step);
    void see(const relay::TestBenchEvent &event);
    void checkBench(const relay::RelayEngine::Census &census);
    void checkChoice(const relay::ActionEvent &event);
    void sendHostile(Game &game, const relay::FrameEvent &frame);

    // Games (worldgames.cpp).
    void speak(Game &game, const Step &step);
    void answer(Game &game, const Step &step);
    void say(Game &game, GameText message, const QByteArray &command, const QByteArray &data);
    void fromGame(Game &game);
    void hear(const relay::FrameEvent &frame);
    void toGame(Game &game);
    void expectUpward(Game &game, const GameText &message, quint64 origin);

    // Integrations and watchers (worldwatchers.cpp).
    void connectIntegration(const Step &step);
    void speakInForms(Game &game, const Step &step);
    QByteArray replacementOf(const Game &game, const GameText &message) const;
    static unsigned wantedOf(const Game &game, const GameText &message);
    void connectWatcher(const Step &step);
    void disconnectWatcher(std::size_t index);
    void watcherSpeaks(const Step &step);
    void sendCommand(const Watcher &watcher, const Step &step);
    std::pair<relay::ForceId, QByteArray> someChoice(const Step &step) const;
    void order(const Watcher &watcher, const Step &step);
    void sendDirectly(const Watcher &watcher);
    void choose(relay::PeerId peer, const QByteArray &name, bool isEnhanced, relay::ForceId id,
                const QByteArray &action);
    Watcher *watcherOf(relay::PeerId peer);
    QList<QByteArray> ask(relay::PeerId peer, const QByteArray &text);
    QList<QByteArray> takeAnswers(relay::PeerId peer);
    void checkAnswers();
    bool isSendable(relay::PeerId peer, const QByteArray &action);
    void hearAnswer(relay::PeerId peer, const relay::FrameEvent &frame);
    void noteOrder(const relay::ActionEvent &event);
    bool deliver(const Game &game, quint64 number);
    void keepCommand(const relay::KeepInOutbox &effect);
    void commandKept(const OutboxDriver::Appended &answer);
    void readCommand(const Game &game, quint64 number);
    void loseIntegration(const Game &game);
    void restartWatchers(const QSet<qint64> &untoldDrops);
    void checkCommandsAtRest();

    // Upstream (worldneuro.cpp).
    void connectUpstream();
    /// What a connection that is simply gone is closed with.
    static constexpr int lostCode = 1006;
    void disconnectUpstream(int closeCode = lostCode);
    void neuroActs(const Step &step);
    void neuroSays(const Step &step);
    void fromUpstream();
    void toUpstream();

    // What is too large for upstream (worldsizes.cpp).
    /// How often upstream may be dialed again until everything is at rest.
    static constexpr int mostRefusalsAtRest = 64;
    QByteArray paddingOf(const Step &step) const;
    QByteArray descriptionOf(const Game &game, unsigned action) const;
    /// Upstream may be asked, and it is not in doubt that the force is small enough.
    bool mayGoUp(const OpenForce &force) const;
    void checkSizeUp(const UpMessage &message);
    bool isRefused(const UpMessage &message);
    void checkForcesTooLarge();
    void checkLeftOut();
    void see(const relay::OutboxEvent &event);

    // What the engine wants (worldoutputs.cpp).
    void takeOutputs();
    void performUpTo(std::size_t &effect, bool isText);
    void closeConnections();
    void sendAction(Game &game, const relay::FrameEvent &frame, ForGame &message);
    void noteSent(const relay::ActionEvent &event);
    void see(const relay::FrameEvent &frame);
    void see(const relay::ForceEvent &event);
    void see(const relay::ActionEvent &event);
    void see(const relay::PeerEvent &event);
    void see(const relay::OutboxHealthEvent &event);
    void see(const relay::OperatorEvent &event);
    void see(const relay::RestrictionEvent &event);
    void see(const relay::SnapshotEvent &event);
    void see(const relay::SettingsEvent &event) { m_deciders = event.deciders; }
    void checkTurn(relay::ForceId id);
    /// The game is asked for another force.
    bool isBusy(relay::PeerId peer) const;
    void perform(const relay::SendText &effect);
    void perform(const relay::ClosePeer &effect);
    void perform(const relay::PingPeer &effect);
    void perform(const relay::KeepInOutbox &effect);
    void perform(const relay::FetchOutbox &effect);
    void perform(const relay::RemoveFromOutbox &effect);
    void perform(const relay::SettleEarlierRun &effect);
    void perform(const relay::RememberDestination &effect);
    void sendUp(UpMessage message);
    void checkResultUp(const UpMessage &message);
    void sendDown(Game &game, const relay::FrameEvent &frame);
    Game *gameOf(relay::PeerId peer);
    /// Or the one that is leaving just now.
    Game *gameOrLeaving(relay::PeerId peer);

    // Planted faults (worldfaults.cpp).
    bool strike();
    bool strike(Fault fault) { return m_fault == fault && strike(); }
    void noteCut();
    bool plantFault(UpMessage &message);
    bool swapResult(UpMessage &message);
    bool distort(UpMessage &message);
    void plantOutboxFault(const relay::KeepInOutbox &effect, const UpMessage &context);
    void pongEarly();
    void loseMemoryRow();
    void plantAnswerFault(QList<QByteArray> &answers);
    void leak(const Game &game, const GameText &message);

    quint64 m_seed;
    relay::EngineSettings m_settings;
    std::unique_ptr<relay::RelayEngine> m_engine;
    relay::Outputs m_outputs;
    relay::Instant m_now{1'000'000, 1'700'000'000'000'000};
    OutboxDriver m_outbox;
    bool m_isOutboxOpen = false; ///< The relay knows what it holds.
    NeuroModel m_neuro;
    UpwardOrder m_order;
    std::vector<std::unique_ptr<Game>> m_games;
    int m_runs = 0;
    relay::PeerId m_lastPeer = 0;
    quint64 m_lastNamed = 0;
    quint64 m_lastFrame = 0;
    quint64 m_lastCommand = 0;
    std::vector<relay::PeerId> m_closing;
    std::deque<const relay::FrameEvent *> m_framesOut;

    relay::PeerId m_upstream = 0; ///< 0: not connected.
    bool m_isGreeted = false;     ///< The relay counts it as connected.
    quint64 m_session = 0;
    bool m_isCongested = false;
    qint64 m_limit = 0;            ///< Of a message to upstream, in bytes; 0: none.
    qint64 m_largestUp = 0;        ///< On this connection.
    std::set<qint64> m_largeSizes; ///< Of messages beyond the limit that went up, in this run …
    int m_refusals = 0;            ///< … and how often upstream closed over one.
    bool m_isRefused = false;      ///< For this upstream is away.
    qint64 m_leftOutTold = 0;      ///< Contexts that the relay says it left out, in this run.
    std::deque<UpMessage> m_up;
    std::deque<FromNeuro> m_down;
    std::vector<NeuroAction> m_neuroActions;      ///< By mark; the first is nobody's.
    QHash<QByteArray, int> m_owed;                ///< Answers, by upstream's id.
    QHash<relay::PeerId, QByteArray> m_gameNames; ///< Also of games that left.

    QHash<QByteArray, SentAction> m_sentActions;
    QSet<QByteArray> m_lostActions; ///< That are still delayed, and no result of theirs is awaited.
    std::map<relay::ForceId, OpenForce> m_forces;
    relay::ForceId m_forceUp = 0;       ///< That went up last.
    int m_forcesUp = 0;                 ///< On this connection.
    std::vector<QString> m_withdrawnOf; ///< Games whose forces were taken back.
    quint64 m_forAll = 0;               ///< Games that got the broadcast text.
    const QByteArray *m_broadcast = nullptr;

    RestrictionModel m_restrictions;
    relay::CommandError m_commandError = relay::CommandError::None;
    int m_commandsAnswered = 0;
    int m_snapshots = 0;
    qint64 m_toldPending = 0;         ///< Messages for upstream, by the last snapshot.
    quint64 m_said = 0;               ///< Of the operator, to upstream.
    relay::PeerId m_askedToLeave = 0; ///< By the operator.
    bool m_isRestricting = false;
    Game *m_leaving = nullptr;
    std::vector<relay::PeerId> m_shutOut; ///< That must be gone when the outputs are performed.
    quint64 m_lastTold = 0;

    QList<relay::Decider> m_deciders;
    relay::TestBench m_bench;
    QSet<QByteArray> m_hostileIds; ///< Of this run.
    QString m_toldCommand;         ///< What the operator tells games just now …
    qsizetype m_toldGames = 0;     ///< … and how many have been told.

    CommandOrder m_commands;
    std::vector<Watcher> m_watchers;
    QSet<QByteArray> m_seenIntegrations; ///< In this run of the relay.
    QString m_remembered;                ///< What the outbox was told last to remember.
    relay::ForceId m_lastForce = 0;
    relay::PeerId m_speaker = 0; ///< The watcher that is being heard.
    bool m_hasSentCommand = false;
    bool m_hasKeptCommand = false;
    /// What watchers and integrations are told that is an answer, and has not been looked at.
    std::vector<std::pair<relay::PeerId, QByteArray>> m_answers;
    std::map<quint64, relay::PeerId> m_keptFor; ///< Senders of commands, by ticket.
    QHash<QByteArray, relay::PeerId> m_orders;  ///< Senders of actions, by id.
    QSet<QByteArray> m_dueResults;              ///< That watchers are about to be told.
    quint64 m_lostCommand = 0;

    Fault m_fault;
    int m_faultCountdown = 1;
    bool m_hasFaulted = false;
    bool m_wasCut = false;      ///< After the fault.
    bool m_isOver = false;      ///< No fault is planted any more.
    quint32 m_failingSteps = 0; ///< Of the outbox, that are left.
    std::optional<UpMessage> m_heldBack;
    quint64 m_earlyPong = 0;
    QString m_violation;
    Tally m_tally;
};

} // namespace neuro::sim
