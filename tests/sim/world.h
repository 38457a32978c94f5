// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "neuromodel.h"
#include "outboxdriver.h"
#include "step.h"
#include "upwardorder.h"

#include "relay/relayengine.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace neuro::sim {

/// Every game registers some of these.
inline constexpr std::array actionNames = {"move", "say", "use_item", "a-b",
                                           "Up",   "Op",  "x--y",     "jump high"};

/// Faults that can be planted between the engine and the world, to see that they are noticed.
enum class Fault {
    None,
    SwapResults,     ///< Two results go to each other's actions.
    LoseMessage,     ///< A message for upstream is lost on a connection that holds.
    RepeatForce,     ///< A force goes up twice.
    RepeatResult,    ///< A result goes up twice.
    OvertakeMessage, ///< Two messages for upstream change places.
    WrongGame,       ///< An action goes to another game.
    LoseRow,         ///< The outbox says that a row is kept, and it is not.
    EarlyPong,       ///< Upstream is said to have read what it has not.
};
inline constexpr std::array faultNames = {
    "none",         "swap-results",  "lose-message",
    "repeat-force", "repeat-result", "overtake-message",
    "wrong-game",   "lose-row",      "early-pong",
};
static_assert(faultNames.size() == static_cast<std::size_t>(Fault::EarlyPong) + 1);

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
    bool hasFaulted() const { return m_hasFaulted || m_outbox.hasLost(); }

    /// How much happened, to see that a run was about something.
    struct Tally
    {
        quint64 contexts = 0;
        quint64 forces = 0;  ///< That went up.
        quint64 actions = 0; ///< Of upstream's, that reached a game.
        quint64 results = 0; ///< That went up.
        quint64 rows = 0;    ///< Kept.

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
    };
    struct Game
    {
        relay::PeerId peer = 0;
        QByteArray name = {};
        bool isNamed = false;
        bool isDeaf = false; ///< Answers neither pings nor actions.
        std::deque<GameText> toRelay;
        std::deque<ForGame> fromRelay;
        std::vector<ForGame> asked; ///< Actions without a result.
        quint64 lastNumber = 0;
        // As the relay has heard it.
        unsigned registered = 0;
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
    };
    /// An action that a game was sent, by the relay's id.
    struct SentAction
    {
        relay::PeerId peer = 0;
        quint64 mark = 0; ///< 0: not of Neuro's.
        qint64 sentAt = 0;
    };
    struct OpenForce
    {
        relay::PeerId peer = 0;
        QString game;
        protocol::Priority priority = protocol::Priority::Low;
        relay::ForceState state = relay::ForceState::Waiting;
        std::optional<relay::Decider> decider;
    };

    void fail(const QString &what);
    void startRelay();

    // Steps (world.cpp).
    void connectGame(const Step &step);
    void disconnectGame(std::size_t index);
    void letTimePass(const Step &step);
    void passTime(qint64 micros);
    void act(const Step &step);
    void answerOutbox();
    void restart();
    Game *pick(quint32 number);
    bool quiet() const;
    void comeToRest();
    void checkRest();

    // Games (worldgames.cpp).
    void speak(Game &game, const Step &step);
    void answer(Game &game, const Step &step);
    void say(Game &game, GameText message, const QByteArray &command, const QByteArray &data);
    void fromGame(Game &game);
    void toGame(Game &game);
    void expectUpward(Game &game, const GameText &message);

    // Upstream (worldneuro.cpp).
    void connectUpstream();
    void disconnectUpstream();
    void neuroActs(const Step &step);
    void neuroSays(const Step &step);
    void fromUpstream();
    void toUpstream();

    // What the engine wants (worldoutputs.cpp).
    void takeOutputs();
    void see(const relay::FrameEvent &frame);
    void see(const relay::ForceEvent &event);
    void see(const relay::ActionEvent &event);
    void see(const relay::PeerEvent &event);
    void checkTurn(relay::ForceId id);
    void perform(const relay::SendText &effect);
    void perform(const relay::ClosePeer &effect);
    void perform(const relay::PingPeer &effect);
    void perform(const relay::KeepInOutbox &effect);
    void perform(const relay::FetchOutbox &effect);
    void perform(const relay::RemoveFromOutbox &effect);
    void perform(const relay::SettleEarlierRun &effect);
    void sendUp(UpMessage message);
    void checkResultUp(const UpMessage &message);
    void sendDown(Game &game, const relay::FrameEvent &frame);
    bool strike();
    bool plantFault(UpMessage &message);
    Game *gameOf(relay::PeerId peer);

    relay::EngineSettings m_settings;
    std::unique_ptr<relay::RelayEngine> m_engine;
    relay::Outputs m_outputs;
    relay::Instant m_now{1'000'000, 1'700'000'000'000'000};
    OutboxDriver m_outbox;
    NeuroModel m_neuro;
    UpwardOrder m_order;
    std::vector<std::unique_ptr<Game>> m_games;
    int m_runs = 0;
    relay::PeerId m_lastPeer = 0;
    quint64 m_lastFrame = 0;
    quint64 m_lastCommand = 0;
    std::vector<relay::PeerId> m_closing;
    std::deque<const relay::FrameEvent *> m_framesOut;

    relay::PeerId m_upstream = 0; ///< 0: not connected.
    quint64 m_session = 0;
    bool m_isCongested = false;
    std::deque<UpMessage> m_up;
    std::deque<FromNeuro> m_down;
    std::vector<NeuroAction> m_neuroActions; ///< By mark; the first is nobody's.
    QHash<QByteArray, int> m_owed;           ///< Answers, by upstream's id.

    QHash<QByteArray, SentAction> m_sentActions;
    std::map<relay::ForceId, OpenForce> m_forces;
    relay::ForceId m_forceUp = 0;       ///< That went up last.
    std::vector<QString> m_withdrawnOf; ///< Games whose forces were taken back.
    quint64 m_forAll = 0;               ///< Games that got the broadcast text.
    const QByteArray *m_broadcast = nullptr;

    Fault m_fault;
    int m_faultCountdown = 3;
    bool m_hasFaulted = false;
    std::optional<UpMessage> m_heldBack;
    QString m_violation;
    Tally m_tally;
};

} // namespace neuro::sim
