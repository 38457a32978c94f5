// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"
#include "protocol/messages.h"
#include "protocol/phrase.h"
#include "protocol/refusal.h"
#include "relay/rowrange.h"
#include "relay/testbench.h"
#include "relay/types.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// What happened, as values that may cross threads. The engine makes them; the session log writes
/// them; the models show them. Every kind has the moment `at`.
namespace neuro::relay {

/// One WebSocket message that came in or went out.
struct FrameEvent
{
    Instant at;
    quint64 seq = 0; ///< From 1, without gaps, over all connections.
    Direction direction = Direction::In;
    Door door = Door::Backend;
    PeerId peer = 0;
    QString name; ///< The game's display name, as far as it is known.
    /// UTF-8 of a text message, or the bytes of a binary one.
    QByteArray payload;
    bool binary = false;
    QString command; ///< Empty when it could not be read.
    Verdict verdict = Verdict::Accepted;
    std::optional<protocol::Refusal> refusal;
    QList<protocol::Finding> warnings;
    ForceId force = 0; ///< The force that this message opens, answers or ends; 0 when none.
    QString actionId;  ///< The action that this message requests or answers.
    /// What it answers came this many microseconds before: a result after its action, an action
    /// after its force. -1 when it answers nothing.
    qint64 latency = -1;
    quint64 origin = 0; ///< `seq` of the frame that this one passes on; 0 when it passes none on.
    bool isHostile = false; ///< Made by the hostile mode of the test bench.
};

struct PeerEvent
{
    Instant at;
    PeerId peer = 0;
    Door door = Door::Backend;
    enum class State { Connected, Named, Disconnected } state = State::Connected;
    QString name;    ///< Display name; empty until the first message.
    QString gameId;  ///< Unique among the games that are known: "buckshot-roulette", "game-2".
    QString address; ///< "127.0.0.1:51234".
    int closeCode = 0;
    protocol::Phrase reason; ///< Why it ended: what the peer said, or what we did.
    PeerRole role = PeerRole::Game;
    bool isEnhanced = false; ///< A watcher with enhanced privileges.
    QString hubType;         ///< Of a hub client: "ui", "agent", "observer".
};

/// The complete set of actions of a game after a change, in order of registration.
struct RegistryEvent
{
    Instant at;
    PeerId peer = 0;
    QString name;
    QList<protocol::Action> actions;
};

/// A force as it is after a change of state.
struct ForceEvent
{
    Instant at;
    ForceId id = 0;
    PeerId peer = 0;
    QString name; ///< The game's display name.
    ForceState state = ForceState::Waiting;
    protocol::ForceActions request;
    /// The actions that may be chosen, with their definitions when the force came.
    QList<protocol::Action> actions;
    std::optional<Decider> decider; ///< Who is asked; none while waiting or held.
    Instant created;
    /// When the decider's time is over, on the steady clock; 0: no limit.
    qint64 deadline = 0;
    /// When the state Asked began, on the steady clock; with `deadline` it makes the progress bar.
    qint64 askedAt = 0;
    int failures = 0;        ///< Failed results so far.
    QString lastAction;      ///< Name of the action that was sent last.
    QString lastFailure;     ///< The game's message with the last failed result.
    protocol::Phrase detail; ///< Why it ended.
    qint64 duration = -1;    ///< Microseconds from `created`; set when it is over.
    QString requestId;       ///< What `choose_action` calls it; unique over restarts.
    /// Who chose the last action: a watcher's or integration's name; empty when the decider says
    /// it.
    QString answeredBy;
};

struct ActionEvent
{
    Instant at;
    QString id;
    QString upstreamId; ///< Upstream's own id of it; empty when it is not upstream's.
    PeerId peer = 0;
    QString game;
    QString action;
    std::optional<QByteArray> data;
    ActionSource source = ActionSource::Operator;
    ActionState state = ActionState::Sent;
    ForceId force = 0;
    QString message;      ///< Of the result.
    qint64 duration = -1; ///< Microseconds from sending; set when it is over.
};

struct DiagnosticEvent
{
    Instant at;
    PeerId peer = 0;
    QString name;
    protocol::DiagnosticKey key = protocol::DiagnosticKey::MessageInvalid;
    protocol::Phrase detail;
    quint64 seq = 0; ///< Of the frame that caused it; 0 when none did.
};

/// One entry of the transcript: what Neuro is told, or does, over all games in order.
struct TranscriptEvent
{
    enum class Kind {
        Context,
        Query,  ///< A force: `text` is the query, `detail` the state.
        Action, ///< What was decided: `text` is the action's name, `detail` its data.
        Result, ///< What the game said to it: `text`; `success`; `detail` is the action's name.
        ActionsAdded, ///< `text`: the names; `detail`: each with its description, line by line.
        ActionsRemoved,
    };
    Instant at;
    Kind kind = Kind::Context;
    PeerId peer = 0;
    QString game;
    QString text;
    QString detail;
    bool silent = false;
    bool success = true;
    /// The relay's own words: about the game, or to upstream in its place. `game` may be empty.
    bool isRelays = false;
};

/// Why a command could not be carried out.
enum class CommandError {
    None,
    UnknownForce,      ///< It is over, or never was.
    AlreadyAnswered,   ///< An action was sent; its result is awaited.
    UnknownGame,       ///< It has left, of itself, blocked or cut off; or to all, and none is here.
    UnknownAction,     ///< Not one of the force's actions, or no longer registered.
    InvalidData,       ///< Breaks the action's schema, or is not JSON.
    NoSample,          ///< No data that satisfies the schema could be made.
    TooManyInFlight,   ///< limits.actions_in_flight results are awaited.
    NoDeciders,        ///< A list of deciders must not be empty.
    NoUpstream,        ///< None is configured.
    TooLarge,          ///< The message is longer than a limit that the error names.
    UpstreamConnected, ///< Not while an upstream is connected.
    TooManyKept,       ///< limits::restrictedGames or limits::hiddenActions are reached.
    OutOfRange,        ///< A setting is beyond a limit that the error names.
};

/// What the operator did, and whether it could be done.
struct OperatorEvent
{
    Instant at;
    quint64 command = 0; ///< The number that RelayService::submit() gave.
    QString what;        ///< "answer_force", "send_action", …
    PeerId peer = 0;
    ForceId force = 0;
    QString detail; ///< Arguments, for the log.
    CommandError code = CommandError::None;
    protocol::Phrase
        error; ///< The same as a sentence with its particulars; empty when it was done.
};

/// The state of one door.
struct DoorEvent
{
    Instant at;
    Door door = Door::Backend;
    bool listening = false;
    QStringList addresses; ///< "127.0.0.1:8000", "[::1]:8000".
    /// Why it does not listen: "127.0.0.1:8000: another program uses this port already".
    protocol::Phrase error;
    /// Where it listens for encrypted connections as well.
    QStringList encryptedAddresses;
    /// Why it does not, though it should; while it does: why a renewed certificate is not shown.
    protocol::Phrase encryptedError;
};

/// Someone at a door was turned away and the operator may let them in.
struct AdmissionEvent
{
    Instant at;
    Door door = Door::Backend;
    QString origin;  ///< The Origin header, "null" included; empty when the address is the cause.
    QString address; ///< Without the port.
};

/// Someone at the intermediary door did not register and was sent away. Never holds the token.
struct RegistrationRefusedEvent
{
    enum class Reason {
        NotJson,     ///< The first message was no JSON object.
        BadToken,    ///< Wrong or missing.
        WeakToken,   ///< Right, but published or too short for a peer from another machine.
        UnknownType, ///< Neither integration nor watcher.
        InvalidName,
        TooLate,  ///< Nothing came in time.
        TooLarge, ///< The first message was longer than any registration is.
    };
    static constexpr std::array reasonNames = {"not_json",     "bad_token",    "weak_token",
                                               "unknown_type", "invalid_name", "too_late",
                                               "too_large"};
    Instant at;
    Door door = Door::Intermediary;
    Reason reason = Reason::BadToken;
    QString type;    ///< As sent, cut; empty when it could not be read.
    QString name;    ///< As sent, cut; empty when it could not be read.
    QString address; ///< Without the port.
};

/// How it stands with the connection to the real Neuro.
struct UpstreamEvent
{
    enum class State { Off, Connecting, Connected, Waiting, Stopping };
    static constexpr std::array stateNames = {"off", "connecting", "connected", "waiting",
                                              "stopping"};
    Instant at;
    State state = State::Off;
    QString url; ///< Without secrets; empty: none is configured.
    protocol::Phrase
        problem;             ///< Why the last attempt or connection ended; empty while all is well.
    bool persistent = false; ///< It will not go away by itself.
    int attempt = 0;         ///< Failed ones since the last connection.
    qint64 nextTryAt = 0;    ///< While waiting: steady clock, µs.
    bool encrypted = false;
    bool verified = false; ///< Encrypted, but not verified: show it.
    /// It reads more slowly than it is told: nothing goes up until it has caught up.
    bool readsSlowly = false;
    /// Messages and bytes that wait in memory to go up, without what waits in the outbox; 0 while
    /// it is little. The event comes again when they become many, double, halve, or are gone.
    qint64 waiting = 0;
    qint64 waitingBytes = 0;
};

/// What became of messages in the outbox.
struct OutboxEvent
{
    enum class State {
        Queued, ///< On the disk: it survives a crash.
        Delivered,
        Dropped,
        InMemory, ///< Kept, but not on the disk.
    };
    static constexpr std::array stateNames = {"queued", "delivered", "dropped", "in_memory"};
    Instant at;
    QString destination;
    State state = State::Queued;
    qint64 count = 1;     ///< Messages that it is about.
    qint64 pending = 0;   ///< Messages that wait now.
    protocol::Phrase why; ///< Of a drop.
    /// The rows among those messages, as far as rowRanges() tells them; of Queued and InMemory the
    /// only one.
    RowRanges rows = {};
    // Of Queued and InMemory:
    QString name = {};    ///< Display name of the game or the sender; empty: the operator.
    quint64 origin = 0;   ///< `seq` of the frame that brought the message; 0: none did.
    QByteArray text = {}; ///< The message, when no frame brought it.
    qint64 created = 0;   ///< When it was said: wall clock, µs.
};

/// How much waits for one destination.
struct OutboxPending
{
    QString destination; ///< "upstream", "integration:Spotify".
    qint64 pending = 0;

    bool operator==(const OutboxPending &) const = default;
};

/// What is wrong with the outbox itself, or that nothing is any more.
struct OutboxHealthEvent
{
    Instant at;
    protocol::Phrase problem;    ///< Empty: all is well, what is kept survives a crash.
    qint64 pending = 0;          ///< Messages for upstream.
    QList<OutboxPending> queues; ///< Of each destination for which something waits, by name.
    /// Messages of an earlier run, for whomever, that wait for a word of the operator, and until
    /// when (steady clock, µs); 0: none.
    qint64 earlierRun = 0;
    qint64 earlierRunUntil = 0;
};

/// The settings that the operator can change while the relay runs.
struct SettingsEvent
{
    Instant at;
    QList<Decider> deciders;
    bool holdAll = false;
    bool isCut = false; ///< No game or integration is let in.
};

/// What the operator keeps from or of the games with one display name, after a change.
struct RestrictionEvent
{
    Instant at;
    QString game;              ///< Display name.
    bool isMuted = false;      ///< Towards Neuro.
    bool isBlocked = false;    ///< Not let in.
    QStringList hiddenActions; ///< From Neuro; registered ones or not, sorted.

    bool isAny() const { return isMuted || isBlocked || !hiddenActions.isEmpty(); }
};

/// How far a game is with a shutdown that the operator or upstream asks for.
struct ShutdownEvent
{
    enum class State {
        None,    ///< Nobody asks for it, or no longer.
        Asked,   ///< `shutdown/graceful`
        Ordered, ///< `shutdown/immediate`
        Ready,   ///< It said `shutdown/ready`.
    };
    static constexpr std::array stateNames = {"none", "asked", "ordered", "ready"};
    Instant at;
    PeerId peer = 0;
    State state = State::None;
};

/// The test bench after a change.
struct TestBenchEvent
{
    Instant at;
    TestBench bench;
    /// It was turned off because an upstream connected.
    bool byUpstream = false;
};

/// Everything that is current, for a view that starts or that has fallen behind and lost events.
struct SnapshotEvent
{
    Instant at;
    QList<PeerEvent> peers;
    QList<RegistryEvent> registries;
    QList<ForceEvent> forces;
    SettingsEvent settings;
    UpstreamEvent upstream;
    OutboxHealthEvent outbox;
    QList<RestrictionEvent> restrictions; ///< Of every game that has any.
    QList<ShutdownEvent> shutdowns;       ///< Of every game whose state is not None.
    TestBench testBench;
};

using RelayEventVariant =
    std::variant<FrameEvent, PeerEvent, RegistryEvent, ForceEvent, ActionEvent, DiagnosticEvent,
                 TranscriptEvent, OperatorEvent, DoorEvent, AdmissionEvent, SettingsEvent,
                 SnapshotEvent, UpstreamEvent, OutboxEvent, OutboxHealthEvent,
                 RegistrationRefusedEvent, RestrictionEvent, ShutdownEvent, TestBenchEvent>;

/// Any of the above. To be used as the variant that it is (`std::get_if`, `std::visit`); a class of
/// its own so that what copies, moves and destroys nineteen structs is compiled once and not in
/// every file that handles events.
class RelayEvent : public RelayEventVariant
{
public:
    /// Holds a default FrameEvent.
    RelayEvent() noexcept;
    /// Holds \a event, one of the above.
    template <typename Event>
    requires(!std::is_base_of_v<RelayEventVariant, std::remove_cvref_t<Event>>)
        RelayEvent(Event &&event)
        : RelayEventVariant(std::forward<Event>(event))
    {
    }
    RelayEvent(const RelayEvent &other);
    RelayEvent(RelayEvent &&other) noexcept;
    RelayEvent &operator=(const RelayEvent &other);
    RelayEvent &operator=(RelayEvent &&other) noexcept;
    ~RelayEvent();

    /// The variant's would ask all that it can hold to be comparable, which meta types try out.
    friend bool operator==(const RelayEvent &, const RelayEvent &) = delete;
    friend bool operator<(const RelayEvent &, const RelayEvent &) = delete;
};
using RelayEvents = std::vector<RelayEvent>;

} // namespace neuro::relay

extern template class std::vector<neuro::relay::RelayEvent>;
