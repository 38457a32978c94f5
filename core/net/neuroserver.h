// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/backendsettings.h"
#include "protocol/diagnostics.h"
#include "protocol/messages.h"
#include "protocol/refusal.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace neuro::net {

/// Neuro's side of the API, for a program that decides by itself: derive from it, override
/// choose(), and listen(). It takes any number of games, keeps what each has registered, asks for
/// one decision per force, checks it against the action's schema, and asks again after a failed
/// result. Counterpart of the Python library's AbstractTrioNeuroServer; the functions name their
/// counterparts there.
///
/// A game that sends nonsense, floods, or does not read harms only itself: it gets the limits of
/// BackendSettings and protocol::limits.
///
/// Belongs to the thread that it was created in, which must run an event loop; nothing blocks.
/// choose() and all signals come from the event loop, never from within a call. The server may be
/// deleted inside its own slots and inside choose(). Functions that send return an empty string, or
/// what is wrong, before anything is sent.
///
/// A slot, or choose(), that runs an event loop of its own is not called again before it returns:
/// what happens meanwhile waits, up to mostUntold; see missed().
class NeuroServer : public QObject
{
    Q_OBJECT

public:
    /// So many things that happened wait to be told.
    static constexpr qsizetype mostUntold = 50'000;
    /// So many bytes of them do.
    static constexpr qint64 mostUntoldBytes = qint64(32) * 1024 * 1024;

    /// One connected game.
    struct Game
    {
        /// From 1; never used twice by one server.
        quint64 id = 0;
        /// As the game calls itself; empty until its first message.
        QString name;
        QString address; ///< "127.0.0.1:51234"
        /// What it has registered, in this order.
        QList<protocol::Action> actions;
    };

    /// A game wants one of its actions to be chosen.
    struct Force
    {
        /// From 1; never used twice by one server.
        quint64 id = 0;
        quint64 game = 0; ///< Game::id
        QString gameName; ///< Game::name
        /// State, query, priority, and the names that may be chosen.
        protocol::ForceActions request;
        /// The actions that may be chosen, with their definitions.
        QList<protocol::Action> actions;
        /// Failed results so far; above 0 the decision is asked for again.
        int failures = 0;
        QString lastAction;  ///< What was chosen last.
        QString lastFailure; ///< Why the game did not take that.
    };

    /// A decision.
    struct Choice
    {
        QString action; ///< The name of a registered one.
        /// JSON text; absent for an action without a schema.
        std::optional<QByteArray> data = {};
    };

    /// What came of an action.
    struct Report
    {
        /// How it ended.
        enum class Outcome {
            Succeeded, ///< The game did it.
            Failed,    ///< The game could not do it, for the reason in `message`.
            TimedOut,  ///< No result came in time.
            Lost,      ///< The game left, or started up again, before the result.
        };
        QString id;                           ///< As sendAction() gave it.
        quint64 game = 0;                     ///< Game::id
        QString gameName;                     ///< Game::name
        QString action;                       ///< Its name.
        std::optional<QByteArray> data;       ///< What it was sent with.
        Outcome outcome = Outcome::Succeeded; ///< How it ended.
        QString message;                      ///< The game's.
        /// The force that it answered; 0: none.
        quint64 force = 0;
    };

    /// Listens where `settings` say: by default at port 8000 of both loopbacks, unencrypted.
    /// Python: the arguments of `run(address, port, ssl_context)`.
    explicit NeuroServer(const BackendSettings &settings = {}, QObject *parent = nullptr);
    ~NeuroServer() override;

    /// Opens the addresses, and the encrypted port if there is to be one. False: none is open, and
    /// error() says which could not be opened and why. Python: `run`.
    bool listen();
    /// Of the last listen(): "127.0.0.1:8000: The bound address is already in use"; empty when all
    /// is well.
    QString error() const;
    /// The port that is open; 0 when none is.
    quint16 port() const;
    /// "127.0.0.1:8000", "[::1]:8000"
    QStringList addresses() const;
    /// The port for `wss://`; 0 when none is open.
    quint16 encryptedPort() const;
    /// Stops listening and closes every connection with 1001; listen() opens the door again.
    void close();

    /// Who Neuro is, for games that start up from now on. An empty session id is made up.
    void setCharacter(const protocol::StartupAcknowledgement &character);

    /// The connected games, in the order of their ids. Python: `clients`.
    QList<Game> games() const;
    /// Python: `has_action`, `get_action`, `get_action_names`, one game at a time.
    std::optional<Game> game(quint64 id) const;
    /// Forces, of all games, that are open or whose end waits to be told.
    qsizetype openForces() const;

    /// Sends an action unasked; reported() tells what came of it, under the id that `id` is set to.
    /// When the action belongs to a force of that game that waits for an answer, it is the answer.
    /// Errors: an unknown game, an action that is not registered, data that breaks its schema, and
    /// limits::actionsInFlight. Python: `submit_action`, `send_action_command`.
    QString sendAction(quint64 game, const Choice &choice, QString *id = nullptr);
    /// Answers a force for which choose() had no answer. Errors: as sendAction(), an action that is
    /// not one of the force's, and a force that is over or was answered.
    QString answer(quint64 force, const Choice &choice);
    /// Ends a force without an answer. The game is not told.
    QString drop(quint64 force);

    /// Asks a game (0: every game) to register its actions again. Python:
    /// `send_reregister_all_command`.
    QString askToReregister(quint64 game);
    /// Asks a game (0: every game) to shut down at the next opportunity, or no longer. Python:
    /// `send_graceful_shutdown_command`.
    QString askToShutDown(quint64 game, bool wantsShutdown = true);
    /// The game (0: every game) must shut down now. Python: `send_immediate_shutdown_command`.
    QString shutDownNow(quint64 game);
    /// Closes its connection; it may come back.
    QString disconnectGame(quint64 game);

Q_SIGNALS:
    /// The game has said its name, with its first message. Python: `handle_startup`.
    void gameConnected(const neuro::net::NeuroServer::Game &game);
    /// Only of games that gameConnected() told of. Their forces and actions are over.
    void gameDisconnected(const neuro::net::NeuroServer::Game &game);
    /// The complete set after a change. Python: `handle_actions_register`,
    /// `handle_actions_unregister`.
    void actionsChanged(const neuro::net::NeuroServer::Game &game);
    /// What Neuro is told; unless it is `silent`, she may say something to it. Python:
    /// `add_context`, `handle_context`.
    void contextReceived(const neuro::net::NeuroServer::Game &game, const QString &message,
                         bool silent);
    /// Python: `handle_action_result`.
    void reported(const neuro::net::NeuroServer::Report &report);
    /// The force was answered successfully, withdrawn by its game, or dropped.
    void forceEnded(quint64 force);
    /// choose() chose what cannot be sent, `error` says why. The force stays open: answer() it, or
    /// drop() it.
    void choiceRefused(const neuro::net::NeuroServer::Force &force, const QString &error);
    /// A message, or a part of it, was not taken: why, and where in it ("data.actions[3].name").
    void messageRefused(const neuro::net::NeuroServer::Game &game,
                        const neuro::protocol::Refusal &refusal);
    /// The game did something wrong, or something to have reservations about.
    void diagnosed(const neuro::net::NeuroServer::Game &game, neuro::protocol::DiagnosticKey key,
                   const QString &detail);
    /// Python: `handle_shutdown_ready`.
    void shutdownReady(const neuro::net::NeuroServer::Game &game);
    /// A slot, or choose(), took so long that mostUntold was reached: `count` contexts, refusals,
    /// diagnostics and steps in between are never told. What has become of games, actions and
    /// forces follows, and every report.
    void missed(quint64 count);

protected:
    /// Decides a force: one of `force.actions`, with data that satisfies its schema. Called once
    /// when the game wants it, and again after each failed result; not for one that is over, or
    /// answered, by the time that its turn comes. Must not block; nothing: the
    /// answer comes later, with answer(), or never. Python: `choose_force_action`.
    virtual std::optional<Choice> choose(const Force &force) = 0;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::net
