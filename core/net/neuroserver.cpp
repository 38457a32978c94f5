// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/neuroserver.h"

#include "net/backendserver.h"
#include "net/netlogging.h"
#include "relay/eventweight.h"
#include "relay/relaydispatcher.h"

#include <QHash>
#include <QMap>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The operator of the rules is choose(): it may take its time.
relay::EngineSettings engineSettings()
{
    relay::EngineSettings settings;
    settings.deciders = {{relay::Decider::Operator, 0}};
    settings.idPrefix = QString::number(relay::systemInstant().wall, 36);
    return settings;
}

NeuroServer::Report::Outcome outcomeOf(relay::ActionState state)
{
    using Outcome = NeuroServer::Report::Outcome;
    switch (state) {
    case relay::ActionState::Sent:
    case relay::ActionState::Succeeded:
        return Outcome::Succeeded;
    case relay::ActionState::Failed:
        return Outcome::Failed;
    case relay::ActionState::Timeout:
        return Outcome::TimedOut;
    case relay::ActionState::Lost:
        return Outcome::Lost;
    }
    Q_UNREACHABLE();
}

bool isShutdownReady(const relay::FrameEvent &event)
{
    return event.direction == relay::Direction::In && event.verdict == relay::Verdict::Accepted &&
           event.command == "shutdown/ready"_L1;
}

bool hasSameActions(const QList<protocol::Action> &one, const QList<protocol::Action> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const protocol::Action &left, const protocol::Action &right) {
                          return left.name == right.name && left.description == right.description &&
                                 left.schema == right.schema;
                      });
}

} // namespace

/// The rules of the relay behind its door, with choose() in the operator's place. What happened is
/// told from the event loop: the program may then do anything, the rules are not in the middle of
/// something.
class NeuroServer::Private : public relay::EventSink
{
public:
    Private(NeuroServer *server, const BackendSettings &settings);

    void take(const relay::RelayEvents &events) override;
    /// What is wrong with it, or an empty string.
    QString execute(const relay::RelayCommand &command);
    qsizetype openForces() const { return m_standings.size(); }

    NeuroServer *const q;
    relay::EngineSettings engine = engineSettings();
    /// As the program was told.
    QMap<quint64, Game> games;
    /// The id of the action that was sent last.
    QString sentAction;
    protocol::Phrase listenError;

private:
    void arm(qint64 deadline);
    void keep(const relay::RelayEvent &event);
    void deliver();
    Game gameOf(quint64 id, const QString &name) const;

    void tell(const relay::PeerEvent &event);
    void tell(const relay::RegistryEvent &event);
    void tell(const relay::ForceEvent &event);
    void tell(const relay::ActionEvent &event);
    void tell(const relay::TranscriptEvent &event);
    void tell(const relay::DiagnosticEvent &event);
    void tell(const relay::FrameEvent &event);
    void tell(const relay::SnapshotEvent &event);
    template <typename Event>
    void tell(const Event &)
    {
    }
    void decide(const relay::ForceEvent &event);
    void queue(relay::RelayEvent event);
    void note(const relay::ForceEvent &event);
    void weigh(const relay::RegistryEvent &event);
    void catchUp();
    void setGame(const relay::PeerEvent &event);
    void setActions(quint64 id, const QList<protocol::Action> &actions);

    /// What the program has not been told yet: what came of the sockets' events of one turn of the
    /// event loop, or of all of them that a slot has waited for.
    relay::RelayEvents m_waiting;
    qint64 m_waitingBytes = 0;
    qint64 m_textBytes = 0; ///< Of the event that is queued next, beside its weight.
    QHash<quint64, qsizetype> m_registered; ///< How many actions each game had last.
    quint64 m_missed = 0;                   ///< Events that found no room in m_waiting.
    quint64 m_lost = 0; ///< The same, before the snapshot that makes up for them.
    bool m_isDelivering = false;
    /// Each force that is open, or of whose end the program has not been told: as it is.
    struct Standing
    {
        relay::ForceState state = relay::ForceState::Waiting;
        int failures = 0;
    };
    QHash<quint64, Standing> m_standings;
    /// Of each force that is open: after how many failures choose() was asked last.
    QHash<quint64, int> m_asked;
    QString m_commandError;

public:
    // Last, in this order: the door's connections use the dispatcher until they are gone, and it
    // all of the above.
    QTimer alarm;
    relay::RelayDispatcher dispatcher;
    BackendServer door;
};

NeuroServer::Private::Private(NeuroServer *server, const BackendSettings &settings)
    : q(server)
    , dispatcher(
          engine, [] { return relay::systemInstant(); }, [this](qint64 deadline) { arm(deadline); })
    , door(settings, &dispatcher)
{
    dispatcher.addSink(this);
    alarm.setSingleShot(true);
    connect(&alarm, &QTimer::timeout, q, [this] { dispatcher.tick(); });
    connect(&door, &BackendServer::admissionWanted, q,
            [](const QString &origin, const QString &address) {
                if (!origin.isEmpty()) {
                    qCWarning(lcNet).noquote()
                        << "refused a web page from" << origin
                        << "- to let it in, add it to BackendSettings::allowedOrigins";
                } else {
                    qCWarning(lcNet).noquote()
                        << "refused a connection from" << address
                        << "- to let it in, add it to BackendSettings::allowedAddresses";
                }
            });
}

void NeuroServer::Private::arm(qint64 deadline)
{
    if (deadline == 0) {
        alarm.stop();
        return;
    }
    const qint64 left = deadline - relay::systemInstant().mono;
    // Rounded up: a tick that comes too early does nothing and would be set again at once.
    const qint64 ms = (left + relay::microsPerMs - 1) / relay::microsPerMs;
    alarm.start(static_cast<int>(std::clamp<qint64>(ms, 0, 1'000'000)));
}

void NeuroServer::Private::take(const relay::RelayEvents &events)
{
    const bool isScheduled = m_isDelivering || !m_waiting.empty();
    for (const relay::RelayEvent &event : events)
        keep(event);
    if (!isScheduled && !m_waiting.empty())
        QMetaObject::invokeMethod(
            q, [this] { deliver(); }, Qt::QueuedConnection);
}

/// Frames, which are most of the events, are kept only for the little that they alone tell.
void NeuroServer::Private::keep(const relay::RelayEvent &event)
{
    if (const auto *frame = std::get_if<relay::FrameEvent>(&event)) {
        if (!frame->refusal && !isShutdownReady(*frame))
            return;
        relay::FrameEvent light = *frame;
        light.payload.clear();
        queue(std::move(light));
        return;
    }
    if (const auto *force = std::get_if<relay::ForceEvent>(&event))
        note(*force);
    if (const auto *registry = std::get_if<relay::RegistryEvent>(&event))
        weigh(*registry);
    if (const auto *peer = std::get_if<relay::PeerEvent>(&event);
        peer && peer->state == relay::PeerEvent::State::Disconnected)
        m_registered.remove(peer->peer);
    if (const auto *snapshot = std::get_if<relay::SnapshotEvent>(&event)) {
        // The end of some of them was missed.
        m_standings.clear();
        for (const relay::ForceEvent &force : snapshot->forces)
            note(force);
        m_waiting.push_back(event); // It makes up for what found no room.
        return;
    }
    if (const auto *command = std::get_if<relay::OperatorEvent>(&event)) {
        m_commandError = command->error.english();
        return;
    }
    if (const auto *action = std::get_if<relay::ActionEvent>(&event);
        action && action->state == relay::ActionState::Sent) {
        sentAction = action->id;
        return;
    }
    queue(event);
}

void NeuroServer::Private::queue(relay::RelayEvent event)
{
    const bool isFull = m_missed > 0 || static_cast<qsizetype>(m_waiting.size()) >= mostUntold ||
                        m_waitingBytes >= mostUntoldBytes;
    // Of reports there are no more than actions that the program itself has sent.
    if (isFull && !std::holds_alternative<relay::ActionEvent>(event)) {
        ++m_missed;
        m_textBytes = 0;
        // Its end is not told: it would stand there for as long as a slot keeps the program.
        if (const auto *force = std::get_if<relay::ForceEvent>(&event);
            force && relay::isOver(force->state))
            m_standings.remove(force->id);
        return;
    }
    m_waitingBytes += relay::weightOf(event) + m_textBytes;
    m_textBytes = 0;
    m_waiting.push_back(std::move(event));
}

/// A set shares the texts of its actions with the one before: what is new stands at its end.
void NeuroServer::Private::weigh(const relay::RegistryEvent &event)
{
    const qsizetype before = std::exchange(m_registered[event.peer], event.actions.size());
    for (qsizetype i = before; i < event.actions.size(); ++i) {
        const protocol::Action &action = event.actions.at(i);
        m_textBytes +=
            static_cast<qint64>(sizeof(QChar)) * (action.name.size() + action.description.size()) +
            action.schema.size() + action.source.size();
    }
}

void NeuroServer::Private::note(const relay::ForceEvent &event)
{
    // Until it is told: then nobody asks any more.
    m_standings.insert(event.id, {event.state, event.failures});
}

/// Carried out before it returns: the program is never called from within the rules.
QString NeuroServer::Private::execute(const relay::RelayCommand &command)
{
    m_commandError.clear();
    dispatcher.execute(command, 0);
    return m_commandError;
}

void NeuroServer::Private::deliver()
{
    // The program may run an event loop of its own in a slot; what comes then waits its turn.
    if (m_isDelivering)
        return;
    m_isDelivering = true;
    if (m_missed > 0)
        catchUp();
    const relay::RelayEvents events = std::exchange(m_waiting, {});
    m_waitingBytes = 0;
    const QPointer<NeuroServer> alive = q;
    for (const relay::RelayEvent &event : events) {
        std::visit([this](const auto &content) { tell(content); }, event);
        if (!alive)
            return;
    }
    m_isDelivering = false;
    if (!m_waiting.empty() || m_missed > 0)
        QMetaObject::invokeMethod(
            q, [this] { deliver(); }, Qt::QueuedConnection);
}

/// How it stands takes the place of how it came to that.
void NeuroServer::Private::catchUp()
{
    m_lost = std::exchange(m_missed, 0);
    qCWarning(lcNet,
              "%llu events were not told to the program: a slot, or choose(), has kept it for too "
              "long",
              m_lost);
    dispatcher.execute(relay::TakeSnapshot{}, 0);
}

/// A game that was never named is known by what the event says.
NeuroServer::Game NeuroServer::Private::gameOf(quint64 id, const QString &name) const
{
    return games.value(id, Game{id, name, {}, {}});
}

void NeuroServer::Private::tell(const relay::PeerEvent &event)
{
    using State = relay::PeerEvent::State;
    if (event.state == State::Named) {
        setGame(event);
    } else if (event.state == State::Disconnected && games.contains(event.peer)) {
        Q_EMIT q->gameDisconnected(games.take(event.peer));
    }
}

void NeuroServer::Private::setGame(const relay::PeerEvent &event)
{
    const bool isNew = !games.contains(event.peer);
    Game &game = games[event.peer];
    game.id = event.peer;
    game.name = event.name;
    game.address = event.address;
    if (isNew)
        Q_EMIT q->gameConnected(Game(game));
}

void NeuroServer::Private::tell(const relay::RegistryEvent &event)
{
    setActions(event.peer, event.actions);
}

void NeuroServer::Private::setActions(quint64 id, const QList<protocol::Action> &actions)
{
    const auto game = games.find(id);
    if (game == games.end())
        return;
    game->actions = actions;
    Q_EMIT q->actionsChanged(Game(*game));
}

void NeuroServer::Private::tell(const relay::ForceEvent &event)
{
    const Standing standing = m_standings.value(event.id);
    if (relay::isOver(event.state)) {
        m_asked.remove(event.id);
        m_standings.remove(event.id);
        Q_EMIT q->forceEnded(event.id);
    } else if (event.state == relay::ForceState::Asked && standing.state == event.state &&
               standing.failures == event.failures &&
               m_asked.value(event.id, -1) != event.failures) {
        // It is told again when something else about it has changed.
        m_asked.insert(event.id, event.failures);
        decide(event);
    }
}

void NeuroServer::Private::decide(const relay::ForceEvent &event)
{
    const Force force{event.id,      event.peer,     event.name,       event.request,
                      event.actions, event.failures, event.lastAction, event.lastFailure};
    const QPointer<NeuroServer> alive = q;
    const std::optional<Choice> choice = q->choose(force);
    if (!alive || !choice)
        return;
    const QString error = execute(relay::AnswerForce{force.id, choice->action, choice->data});
    if (!error.isEmpty())
        Q_EMIT q->choiceRefused(force, error);
}

void NeuroServer::Private::tell(const relay::ActionEvent &event)
{
    Q_EMIT q->reported({event.id, event.peer, event.game, event.action, event.data,
                        outcomeOf(event.state), event.message, event.force});
}

void NeuroServer::Private::tell(const relay::TranscriptEvent &event)
{
    if (event.kind == relay::TranscriptEvent::Kind::Context && !event.isRelays)
        Q_EMIT q->contextReceived(gameOf(event.peer, event.game), event.text, event.silent);
}

void NeuroServer::Private::tell(const relay::DiagnosticEvent &event)
{
    Q_EMIT q->diagnosed(gameOf(event.peer, event.name), event.key, event.detail.english());
}

void NeuroServer::Private::tell(const relay::FrameEvent &event)
{
    const Game game = gameOf(event.peer, event.name);
    if (event.refusal)
        Q_EMIT q->messageRefused(game, *event.refusal);
    else
        Q_EMIT q->shutdownReady(game);
}

/// After events that were missed.
void NeuroServer::Private::tell(const relay::SnapshotEvent &event)
{
    const QPointer<NeuroServer> alive = q;
    Q_EMIT q->missed(std::exchange(m_lost, 0));
    if (!alive)
        return;
    QMap<quint64, QList<protocol::Action>> present;
    for (const relay::PeerEvent &peer : event.peers) {
        if (peer.state == relay::PeerEvent::State::Named)
            present.insert(peer.peer, {});
    }
    for (const relay::RegistryEvent &registry : event.registries) {
        if (present.contains(registry.peer))
            present[registry.peer] = registry.actions;
    }
    // What has gone first, as it happened.
    QSet<quint64> open;
    for (const relay::ForceEvent &force : event.forces)
        open.insert(force.id);
    for (const quint64 id : m_asked.keys()) {
        if (open.contains(id))
            continue;
        m_asked.remove(id);
        Q_EMIT q->forceEnded(id);
        if (!alive)
            return;
    }
    for (const quint64 id : games.keys()) {
        if (present.contains(id))
            continue;
        Q_EMIT q->gameDisconnected(games.take(id));
        if (!alive)
            return;
    }
    for (const relay::PeerEvent &peer : event.peers) {
        if (!present.contains(peer.peer))
            continue;
        setGame(peer);
        if (!alive)
            return;
        const QList<protocol::Action> &actions = present[peer.peer];
        if (hasSameActions(games.value(peer.peer).actions, actions))
            continue;
        setActions(peer.peer, actions);
        if (!alive)
            return;
    }
    for (const relay::ForceEvent &force : event.forces) {
        tell(force);
        if (!alive)
            return;
    }
}

NeuroServer::NeuroServer(const BackendSettings &settings, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, settings))
{
}

NeuroServer::~NeuroServer() = default;

bool NeuroServer::listen()
{
    d->listenError = {};
    if (!d->door.listen()) {
        d->listenError = d->door.error();
    } else if (const protocol::Phrase error = d->door.encryptedError(); !error.isEmpty()) {
        d->listenError = error;
        d->door.close();
    }
    return d->listenError.isEmpty();
}

QString NeuroServer::error() const
{
    return d->listenError.english();
}

quint16 NeuroServer::port() const
{
    return d->door.port();
}

QStringList NeuroServer::addresses() const
{
    return d->door.addresses();
}

quint16 NeuroServer::encryptedPort() const
{
    return d->door.encryptedPort();
}

void NeuroServer::close()
{
    d->door.close();
}

void NeuroServer::setCharacter(const protocol::StartupAcknowledgement &character)
{
    d->engine.character = character;
    d->dispatcher.setSettings(d->engine);
}

QList<NeuroServer::Game> NeuroServer::games() const
{
    return d->games.values();
}

std::optional<NeuroServer::Game> NeuroServer::game(quint64 id) const
{
    const auto found = d->games.constFind(id);
    return found == d->games.constEnd() ? std::nullopt : std::optional<Game>(*found);
}

qsizetype NeuroServer::openForces() const
{
    return d->openForces();
}

QString NeuroServer::sendAction(quint64 game, const Choice &choice, QString *id)
{
    const QString error = d->execute(relay::SendAction{game, choice.action, choice.data});
    if (id)
        *id = error.isEmpty() ? d->sentAction : QString();
    return error;
}

QString NeuroServer::answer(quint64 force, const Choice &choice)
{
    return d->execute(relay::AnswerForce{force, choice.action, choice.data});
}

QString NeuroServer::drop(quint64 force)
{
    return d->execute(relay::DropForce{force});
}

QString NeuroServer::askToReregister(quint64 game)
{
    return d->execute(relay::AskToReregister{game});
}

QString NeuroServer::askToShutDown(quint64 game, bool wantsShutdown)
{
    return d->execute(relay::AskToShutDown{game, wantsShutdown ? relay::Shutdown::Graceful
                                                               : relay::Shutdown::CancelGraceful});
}

QString NeuroServer::shutDownNow(quint64 game)
{
    return d->execute(relay::AskToShutDown{game, relay::Shutdown::Immediate});
}

QString NeuroServer::disconnectGame(quint64 game)
{
    return d->execute(relay::DisconnectPeer{game});
}

} // namespace neuro::net
