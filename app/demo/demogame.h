// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "client/neuroclient.h"

#include <QElapsedTimer>
#include <QObject>
#include <QRandomGenerator>
#include <QString>
#include <QTimer>

#include <optional>

namespace neuro::demo {

struct GameOptions
{
    /// Rounds until the game ends; 0 plays on until it is told to stop.
    int rounds = 0;
    /// Milliseconds between two rounds, DemoGame::shortestPauseMs at least; the opponent thinks
    /// half as long.
    int delayMs = 2000;
    /// Decides what the opponent does.
    quint32 seed = 0;
};

enum class RoundResult { Won, Lost, Drawn };

/// What all demo games share: the connection to Neuro, one round after the other, and the manners
/// of a well-behaved game. A subclass plays the rounds.
///
/// Lives in the thread that it was created in.
class DemoGame : public QObject
{
    Q_OBJECT

public:
    /// Each round ends with a context, and Neuro is to hear no more than a few of them a second.
    static constexpr int shortestPauseMs = 200;

    DemoGame(const QString &title, const GameOptions &options, QObject *parent = nullptr);
    ~DemoGame() override;

    /// Connects to `url`; the first round begins with the connection. Returns what is wrong with
    /// the address, or an empty string.
    QString start(const QUrl &url);
    /// Ends the game now, in the middle of a round if need be. finished() is emitted.
    void quit(const QString &reason);

    /// "3 rounds of Tic-Tac-Toe: Neuro won 1, lost 1, drew 1."
    QString summary() const;

    client::NeuroClient &client() { return m_client; }

Q_SIGNALS:
    /// One line about what happens, for the person who watches.
    void said(const QString &line);
    /// One line about what did not work: the connection, a message that could not be sent.
    void failed(const QString &line);
    /// The connection is closed and nothing more will happen.
    void finished();

protected:
    /// What Neuro can do. All of it stays registered from the first round to the last, for a game
    /// that registers anew at every turn tells Neuro more of its actions than of itself: what makes
    /// no sense now is left out of a force, and act() refuses it.
    virtual QList<protocol::Action> actions() const = 0;
    /// Sets up a round and makes the first move.
    virtual void beginRound() = 0;
    /// Makes the move that was asked for with opponentThinks().
    virtual void continueRound() = 0;
    /// Neuro acts. Must send a result for `action`. Called between rounds too.
    virtual void act(const protocol::ActionRequest &action) = 0;
    /// The rules, as Neuro is told them once.
    virtual QString rules() const = 0;

    /// Calls continueRound() after the opponent's time to think.
    void opponentThinks();
    /// Counts the round, and tells Neuro `message`, to which she may say something.
    void endRound(RoundResult result, const QString &message);

    bool isPlaying() const { return m_playing; }
    QRandomGenerator &random() { return m_random; }
    void say(const QString &line) { Q_EMIT said(line); }
    /// Sends a context. One that is silent is left out when the last one was sent less than half a
    /// second ago.
    void tell(const QString &message, bool silent);
    void force(const QStringList &actionNames, const QString &query, const QString &state);
    /// Takes back the force of these actions, which nobody has answered: they are unregistered, and
    /// there again at once.
    void takeBackForce(const QStringList &actionNames);
    void succeed(const protocol::ActionRequest &action, const QString &message);
    void fail(const protocol::ActionRequest &action, const QString &message);

private:
    void connectClient();
    /// Emits failed() when there is an error.
    void report(const QString &error);
    void onConnected();
    void onDisconnected(const QString &reason);
    void onConnectFailed(const QString &reason);
    void onGracefulShutdown(bool wanted);
    void startRound();
    void shutDown(const QString &reason);

    client::NeuroClient m_client;
    const GameOptions m_options;
    QRandomGenerator m_random;
    QTimer m_roundPause;
    QTimer m_thinking;
    QElapsedTimer m_sinceTold;
    int m_won = 0;
    int m_lost = 0;
    int m_drawn = 0;
    bool m_playing = false;
    bool m_isIntroduced = false;
    bool m_failureTold = false;
    bool m_shutdownWanted = false;
    bool m_finished = false;
};

/// An action whose data is one member, `member`, with one of `values`.
protocol::Action choiceAction(const QString &name, const QString &description,
                              const QString &member, const QStringList &values);
/// The member `member` of the data of `action`; absent when it is not there or not a string.
std::optional<QString> chosenValue(const protocol::ActionRequest &action, QByteArrayView member);

} // namespace neuro::demo
