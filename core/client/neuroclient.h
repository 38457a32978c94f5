// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "client/actionhandler.h"
#include "protocol/messages.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

namespace neuro::client {

/// The game's side of the Neuro API: one connection to Neuro (or to this relay) that reconnects by
/// itself and then sends `startup` and its actions again. Counterpart of the Python library's
/// TrioNeuroAPIComponent; each function names its counterpart there.
///
/// Belongs to the thread that it was created in; it may be deleted inside its own slots and
/// handlers. Functions that send return an empty string, or where it is wrong ("actions[1]: …"),
/// how, and what to do about it, before anything is sent or changed: the same guards as the Python
/// library has. Besides, each is refused when its message is larger than limits::message, or while
/// limits::unwritten bytes wait for a server that does not read.
class NeuroClient : public QObject
{
    Q_OBJECT

public:
    /// Whether there is a connection, or will be.
    enum class State { Stopped, Connecting, Connected, Waiting /**< for the next attempt */ };
    Q_ENUM(State)

    /// Python: `TrioNeuroAPIComponent(component_name, game_title)`. `game` must not be empty.
    explicit NeuroClient(const QString &game, QObject *parent = nullptr);
    ~NeuroClient() override;

    /// `NEURO_SDK_WS_URL` when it holds a ws:// or wss:// address, else ws://127.0.0.1:8000.
    static QUrl defaultUrl();

    /// The name that was given to the constructor.
    QString game() const;
    /// What start() was given last.
    QUrl url() const;
    /// Python: `not_connected`.
    State state() const;

    /// Shortest and longest wait between two attempts; it doubles from one to the other and is
    /// varied at random by up to a fifth. Defaults: 500 ms and 10 s. A `firstMs` below 1 counts as
    /// 1, a `longestMs` below `firstMs` as `firstMs`.
    void setReconnectDelays(int firstMs, int longestMs);

    /// Starts to connect and keeps the connection up until stop(). A connection to another URL is
    /// closed; the same URL changes nothing. Signals come from the event loop, never from within
    /// this call. Returns what is wrong when `url` is no ws:// or wss:// address or the game has no
    /// name; nothing is started then. Python: `connect` event.
    QString start(const QUrl &url = defaultUrl());
    /// Closes for good. The registered actions and an unanswered force are kept for a later
    /// start(). The client is stopped when this returns; the closing handshake, with `code`
    /// (1000, 1001 or 3000-4999) and `reason`, goes on by itself. Python: `stop(code, reason)`.
    void stop(quint16 code = 1000, const QString &reason = QString());

    /// Registers actions now, or on connecting. They stay registered over reconnects. Errors: an
    /// empty list, a name that is registered already, names outside `a-z 0-9 _ -`, a schema that is
    /// no valid schema of an object, and what is over the limits. Schema keywords that Neuro does
    /// not understand well are only logged. Python: `register_actions`.
    QString registerActions(const QList<protocol::Action> &actions);
    /// The same with what carries each of them out, and until when they stay registered. What a
    /// handler says becomes the result; what is wrong with that is logged. Python:
    /// `register_neuro_actions`, `register_neuro_actions_raw_handler`; with Lifetime::UntilSuccess
    /// `register_temporary_actions`, with Lifetime::WholeGroup `register_temporary_actions_group`.
    QString registerHandled(const QList<HandledAction> &actions,
                            Lifetime lifetime = Lifetime::Permanent);
    /// Python: `unregister_actions`. Unknown names are an error here.
    QString unregisterActions(const QStringList &names);
    /// Python: `get_registered`.
    QList<protocol::Action> registeredActions() const;

    /// Python: `send_context`. Sent only while connected; otherwise an error.
    QString sendContext(const QString &message, bool silent);
    /// Forces Neuro to act, now or on connecting. At least one action must be named, every name be
    /// registered, and the priority be one of Priority's. The force is unanswered, and sent again
    /// after a reconnect, until one of its actions has come and been given a successful result, or
    /// until all of its actions are unregistered. A new force takes the place of an unanswered one.
    /// Python: `send_force_action`.
    QString forceActions(const protocol::ForceActions &force);
    /// Answers an action, once. A failure needs a message. An id that is unknown, answered, or from
    /// before a disconnect is an error: actions in flight are lost with their connection, and when
    /// more than limits::actionsInFlight wait, the oldest are. A success ends the Lifetime of
    /// temporary actions: they are unregistered right before it. Python: `send_action_result`.
    QString sendResult(const QString &id, bool success, const QString &message = QString());
    /// Only while connected. Python: `send_shutdown_ready`.
    QString sendShutdownReady();

Q_SIGNALS:
    /// Told before the signal that says more about it.
    void stateChanged(neuro::client::NeuroClient::State state);
    /// Connected; `startup`, the actions and an unanswered force are sent.
    /// Python: `websocket_connect_successful`.
    void connected();
    /// One attempt failed; another follows. Python: `websocket_connect_failed`.
    void connectFailed(const QString &reason);
    /// The connection is over; unless stop() ended it, another attempt follows.
    void disconnected(const QString &reason);
    /// The server acknowledged our startup.
    void startupAcknowledged(const neuro::protocol::StartupAcknowledgement &acknowledgement);
    /// Neuro acts, and the action has no handler: answer with sendResult(). It may be one that was
    /// unregistered while she decided. When nobody is connected to this signal, the client answers
    /// with a failure. Python: `handle_action`.
    void actionReceived(const neuro::protocol::ActionRequest &action);
    /// The server asked for the actions; those that are registered, if any, were sent again.
    void reregistered();
    /// Python: `handle_graceful_shutdown_request`.
    void gracefulShutdownRequested(bool wantsShutdown);
    /// Python: `handle_immediate_shutdown`.
    void immediateShutdownRequested();
    /// Neuro has said something to its end, or was interrupted.
    void speechFinished(const neuro::protocol::SpeechFinished &speech);
    /// The server sent something that is no message of the API, or none that makes sense here. It
    /// is otherwise ignored. Python: `handle_unknown_command`.
    void unknownMessage(const QByteArray &text, const QString &reason);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::client
