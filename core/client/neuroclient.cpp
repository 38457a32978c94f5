// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/neuroclient.h"

#include "client/clientlog.h"
#include "client/clientsession.h"
#include "client/serverconnection.h"
#include "protocol/codec.h"
#include "protocol/limits.h"
#include "protocol/reconnectdelay.h"

#include <QElapsedTimer>
#include <QMetaMethod>
#include <QPointer>
#include <QTimer>

namespace neuro::client {

using namespace Qt::Literals::StringLiterals;
namespace limits = protocol::limits;

Q_LOGGING_CATEGORY(clientLog, "neuro.client")

namespace {

constexpr auto urlVariable = "NEURO_SDK_WS_URL";
/// A connection that lasts this long makes the next wait a first one. Shorter ones do not, so that
/// a server that accepts and closes at once is not asked twice a second for ever.
constexpr int stableConnectionMs = 5000;

bool isWebSocketUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == u"ws"_s || url.scheme() == u"wss"_s);
}

QString notConnected(const protocol::GameMessage &message)
{
    return u"%1 cannot be sent: there is no connection to a server; wait for connected()"_s.arg(
        protocol::commandName(message));
}

} // namespace

/// Functions that emit return at once after it, or look at `QPointer(q)` first: a slot may have
/// deleted the client.
class NeuroClient::Private
{
public:
    Private(NeuroClient *client, const QString &name);

    void setState(State next);
    void dial();
    void hangUp(quint16 code, const QString &reason);
    void onOpened();
    void onEnded(const QString &reason);
    void onText(const QByteArray &text);

    QString send(const protocol::GameMessage &message);
    QString sendIfConnected(const protocol::GameMessage &message);
    QString prepare(const protocol::GameMessage &message, QByteArray *text) const;
    QString sendResult(const protocol::ActionResult &result);
    void answer(const protocol::ActionRequest &action, const Outcome &outcome);
    void sendRegistrations(const QList<protocol::Action> &actions);

    void take(const protocol::StartupAcknowledgement &message, const QByteArray &text);
    void take(const protocol::ActionRequest &message, const QByteArray &text);
    void take(const protocol::ReregisterAll &message, const QByteArray &text);
    void take(const protocol::ShutdownGraceful &message, const QByteArray &text);
    void take(const protocol::ShutdownImmediate &message, const QByteArray &text);
    void take(const protocol::SpeechFinished &message, const QByteArray &text);
    void take(const protocol::VoiceUnavailable &message, const QByteArray &text);

    NeuroClient *const q;
    const QString game;
    QUrl url;
    State state = State::Stopped;
    ClientSession session;
    protocol::ReconnectDelay delay;
    /// Runs until the next attempt.
    QTimer attempt;
    QElapsedTimer connectedFor;
    ServerConnectionPtr connection;
};

NeuroClient::Private::Private(NeuroClient *client, const QString &name)
    : q(client)
    , game(name)
{
    attempt.setSingleShot(true);
    connect(&attempt, &QTimer::timeout, q, [this] { dial(); });
}

void NeuroClient::Private::setState(State next)
{
    if (state == next)
        return;
    state = next;
    Q_EMIT q->stateChanged(next);
}

void NeuroClient::Private::dial()
{
    connection.reset(new ServerConnection);
    connect(connection.get(), &ServerConnection::opened, q, [this] { onOpened(); });
    connect(connection.get(), &ServerConnection::ended, q,
            [this](const QString &reason) { onEnded(reason); });
    connect(connection.get(), &ServerConnection::textReceived, q,
            [this](const QByteArray &text) { onText(text); });
    connect(connection.get(), &ServerConnection::binaryReceived, q, [this](const QByteArray &data) {
        Q_EMIT q->unknownMessage(
            data, u"a binary message of %1 bytes; the Neuro API has text messages only"_s.arg(
                      data.size()));
    });

    const QPointer<ServerConnection> dialled = connection.get();
    setState(State::Connecting);
    if (dialled)
        dialled->open(url);
}

void NeuroClient::Private::hangUp(quint16 code, const QString &reason)
{
    attempt.stop();
    if (connection)
        connection.release()->retire(code, reason);
    session.clearInFlight();
    delay.reset();
}

void NeuroClient::Private::onOpened()
{
    connectedFor.start();
    connection->send(protocol::encode(protocol::Startup{}, game));
    sendRegistrations(session.actions());
    if (session.force())
        connection->send(protocol::encode(*session.force(), game));

    const QPointer<NeuroClient> alive = q;
    setState(State::Connected);
    if (alive && state == State::Connected)
        Q_EMIT q->connected();
}

void NeuroClient::Private::onEnded(const QString &reason)
{
    const bool wasConnected = state == State::Connected;
    connection.reset();
    session.clearInFlight();
    if (wasConnected && connectedFor.hasExpired(stableConnectionMs))
        delay.reset();
    attempt.start(delay.next());

    const QPointer<NeuroClient> alive = q;
    setState(State::Waiting);
    if (!alive)
        return;
    if (wasConnected)
        Q_EMIT q->disconnected(reason);
    else
        Q_EMIT q->connectFailed(reason);
}

void NeuroClient::Private::onText(const QByteArray &text)
{
    const auto decoded = protocol::decodeServerMessage(text);
    if (!decoded) {
        const protocol::Refusal &refusal = decoded.error().refusal;
        Q_EMIT q->unknownMessage(text, protocol::reasonName(refusal.reason) + u": "_s +
                                           refusal.detail.english());
        return;
    }
    for (const protocol::Finding &finding : decoded->warnings) {
        qCInfo(clientLog).noquote()
            << "from" << url.toString() << protocol::diagnosticName(finding.key)
            << finding.detail.english();
    }
    std::visit([&](const auto &message) { take(message, text); }, decoded->message);
}

/// Sends while connected; otherwise the message is an error.
QString NeuroClient::Private::send(const protocol::GameMessage &message)
{
    return state == State::Connected ? sendIfConnected(message) : notConnected(message);
}

/// Sends while connected; otherwise it only checks whether the message could be sent.
QString NeuroClient::Private::sendIfConnected(const protocol::GameMessage &message)
{
    QByteArray text;
    const QString error = prepare(message, &text);
    if (error.isEmpty() && state == State::Connected)
        connection->send(text);
    return error;
}

/// Encodes, and checks whether it can be sent: now while connected, otherwise at all.
QString NeuroClient::Private::prepare(const protocol::GameMessage &message, QByteArray *text) const
{
    *text = protocol::encode(message, game);
    if (text->size() > limits::message) {
        return u"%1 is too large: its %2 bytes are more than the %3 that a server takes"_s.arg(
            protocol::commandName(message), QString::number(text->size()),
            QString::number(limits::message));
    }
    if (state == State::Connected && connection->unwritten() > limits::unwritten) {
        return u"%1 is not sent: %2 does not read, and %3 bytes wait to be written already; "
               u"try again later"_s.arg(protocol::commandName(message), url.toString(),
                                        QString::number(connection->unwritten()));
    }
    return {};
}

/// Together with the end of the actions whose lifetime it ends: both are sent, or none.
QString NeuroClient::Private::sendResult(const protocol::ActionResult &result)
{
    QString error = session.checkResult(result);
    if (!error.isEmpty())
        return error;
    if (state != State::Connected)
        return notConnected(result);
    const QStringList ended = session.endedBy(result);
    QByteArray text;
    QByteArray ending;
    error = prepare(result, &text);
    if (error.isEmpty() && !ended.isEmpty())
        error = prepare(protocol::UnregisterActions{ended}, &ending);
    if (!error.isEmpty())
        return error;
    if (!ended.isEmpty()) {
        connection->send(ending);
        session.removeActions(ended);
    }
    connection->send(text);
    session.removeInFlight(result);
    return {};
}

/// What a handler said, and what nobody handles. There is no one left to return an error to.
void NeuroClient::Private::answer(const protocol::ActionRequest &action, const Outcome &outcome)
{
    // The handler may have stopped the client.
    if (state != State::Connected)
        return;
    protocol::ActionResult result{action.id, outcome.success, {}};
    if (!outcome.message.isEmpty())
        result.message = outcome.message;
    const QString name = protocol::quoteForMessage(action.name);
    if (!result.success && !result.message) {
        qCWarning(clientLog).noquote()
            << u"the handler of action \"%1\" failed without a message: tell Neuro what was wrong"_s
                   .arg(name);
        result.message = u"The action failed."_s;
    }
    if (const QString error = sendResult(result); !error.isEmpty()) {
        qCWarning(clientLog).noquote()
            << u"the result of action \"%1\" could not be sent: %2"_s.arg(name, error);
    }
}

/// All in one message, or in several when one would be too large. Each action by itself is small
/// enough: it was registered under the same limit.
void NeuroClient::Private::sendRegistrations(const QList<protocol::Action> &actions)
{
    if (actions.isEmpty())
        return;
    const QByteArray text = protocol::encode(protocol::RegisterActions{actions}, game);
    if (text.size() > limits::message && actions.size() > 1) {
        const qsizetype half = actions.size() / 2;
        sendRegistrations(actions.first(half));
        sendRegistrations(actions.sliced(half));
        return;
    }
    connection->send(text);
}

void NeuroClient::Private::take(const protocol::StartupAcknowledgement &message, const QByteArray &)
{
    Q_EMIT q->startupAcknowledged(message);
}

void NeuroClient::Private::take(const protocol::ActionRequest &message, const QByteArray &text)
{
    if (!session.addInFlight(message)) {
        Q_EMIT q->unknownMessage(
            text,
            u"an action with the id \"%1\" waits for its result already; ids must be unique"_s.arg(
                protocol::quoteForMessage(message.id)));
        return;
    }
    // A copy: it may unregister its own action.
    if (const ActionHandler handler = session.handlerOf(message.name)) {
        const QPointer<NeuroClient> alive = q;
        const std::optional<Outcome> outcome = handler(message);
        if (alive && outcome)
            answer(message, *outcome);
        return;
    }
    static const QMetaMethod signal = QMetaMethod::fromSignal(&NeuroClient::actionReceived);
    if (q->isSignalConnected(signal)) {
        Q_EMIT q->actionReceived(message);
        return;
    }
    answer(message, Outcome::failed(session.isRegistered(message.name)
                                        ? u"The game does not handle this action."_s
                                        : u"This action is not registered (any more)."_s));
}

void NeuroClient::Private::take(const protocol::ReregisterAll &, const QByteArray &)
{
    if (connection->unwritten() > limits::unwritten) {
        qCWarning(clientLog).noquote()
            << url.toString() << "asks for the actions, but does not read what is sent";
        return;
    }
    sendRegistrations(session.actions());
    Q_EMIT q->reregistered();
}

void NeuroClient::Private::take(const protocol::ShutdownGraceful &message, const QByteArray &)
{
    Q_EMIT q->gracefulShutdownRequested(message.wantsShutdown);
}

void NeuroClient::Private::take(const protocol::ShutdownImmediate &, const QByteArray &)
{
    Q_EMIT q->immediateShutdownRequested();
}

void NeuroClient::Private::take(const protocol::SpeechFinished &message, const QByteArray &)
{
    Q_EMIT q->speechFinished(message);
}

void NeuroClient::Private::take(const protocol::VoiceUnavailable &message, const QByteArray &text)
{
    Q_EMIT q->unknownMessage(
        text, u"voice/unavailable belongs on the voice socket only; it says: %1"_s.arg(
                  protocol::quoteForMessage(message.reason)));
}

NeuroClient::NeuroClient(const QString &game, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, game))
{
}

NeuroClient::~NeuroClient() = default;

QUrl NeuroClient::defaultUrl()
{
    const QUrl fallback(u"ws://127.0.0.1:8000"_s);
    const QString variable = qEnvironmentVariable(urlVariable).trimmed();
    if (variable.isEmpty())
        return fallback;
    const QUrl url(variable);
    if (isWebSocketUrl(url))
        return url;
    qCWarning(clientLog).noquote()
        << urlVariable << "holds" << protocol::quoteForMessage(variable)
        << "which is no ws:// or wss:// address;" << fallback.toString() << "is used instead";
    return fallback;
}

QString NeuroClient::game() const
{
    return d->game;
}

QUrl NeuroClient::url() const
{
    return d->url;
}

NeuroClient::State NeuroClient::state() const
{
    return d->state;
}

void NeuroClient::setReconnectDelays(int firstMs, int longestMs)
{
    d->delay.setRange(firstMs, longestMs);
}

QString NeuroClient::start(const QUrl &url)
{
    if (d->game.isEmpty())
        return u"the game has no name: give it one when the client is made"_s;
    if (const QString problem = url.errorString(); !problem.isEmpty()) {
        // It prints as an empty text; what it was made from is in its error.
        return u"the address of the Neuro server cannot be read: %1; it must look like "
               u"ws://127.0.0.1:8000"_s.arg(protocol::quoteForMessage(problem));
    }
    if (!isWebSocketUrl(url)) {
        return u"\"%1\" is no address of a Neuro server: it must look like ws://127.0.0.1:8000"_s
            .arg(protocol::quoteForMessage(url.toString()));
    }
    if (d->state != State::Stopped) {
        if (url == d->url)
            return {};
        const QPointer<NeuroClient> alive = this;
        stop(1001, u"the game connects to another server"_s);
        if (!alive || d->state != State::Stopped)
            return {};
    }
    d->url = url;
    d->attempt.start(0);
    d->setState(State::Connecting);
    return {};
}

void NeuroClient::stop(quint16 code, const QString &reason)
{
    const bool wasConnected = d->state == State::Connected;
    d->hangUp(code, reason);
    const QPointer<NeuroClient> alive = this;
    d->setState(State::Stopped);
    if (alive && wasConnected)
        Q_EMIT disconnected(reason.isEmpty() ? u"the client was stopped"_s : reason);
}

QString NeuroClient::registerActions(const QList<protocol::Action> &actions)
{
    QList<HandledAction> handled;
    for (const protocol::Action &action : actions)
        handled.append({action, {}});
    return registerHandled(handled);
}

QString NeuroClient::registerHandled(const QList<HandledAction> &actions, Lifetime lifetime)
{
    QList<protocol::Action> definitions;
    for (const HandledAction &handled : actions)
        definitions.append(handled.action);
    QString error = d->session.checkRegister(definitions);
    if (error.isEmpty())
        error = d->sendIfConnected(protocol::RegisterActions{definitions});
    if (error.isEmpty())
        d->session.addHandled(actions, lifetime);
    return error;
}

QString NeuroClient::unregisterActions(const QStringList &names)
{
    QString error = d->session.checkUnregister(names);
    if (error.isEmpty())
        error = d->sendIfConnected(protocol::UnregisterActions{names});
    if (error.isEmpty())
        d->session.removeActions(names);
    return error;
}

QList<protocol::Action> NeuroClient::registeredActions() const
{
    return d->session.actions();
}

QString NeuroClient::sendContext(const QString &message, bool silent)
{
    return d->send(protocol::Context{message, silent});
}

QString NeuroClient::forceActions(const protocol::ForceActions &force)
{
    QString error = d->session.checkForce(force);
    if (error.isEmpty())
        error = d->sendIfConnected(force);
    if (error.isEmpty())
        d->session.openForce(force);
    return error;
}

QString NeuroClient::sendResult(const QString &id, bool success, const QString &message)
{
    protocol::ActionResult result{id, success, {}};
    if (!message.isEmpty())
        result.message = message;
    return d->sendResult(result);
}

QString NeuroClient::sendShutdownReady()
{
    return d->send(protocol::ShutdownReady{});
}

} // namespace neuro::client
