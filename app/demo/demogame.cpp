// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/demogame.h"

#include "protocol/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace neuro::demo {

using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;

namespace {

constexpr qint64 silencePauseMs = 500;

QString resultText(RoundResult result)
{
    switch (result) {
    case RoundResult::Won:
        return u"Neuro wins the round"_s;
    case RoundResult::Lost:
        return u"Neuro loses the round"_s;
    case RoundResult::Drawn:
        return u"the round is a draw"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

DemoGame::DemoGame(const QString &title, const GameOptions &options, QObject *parent)
    : QObject(parent)
    , m_client(title)
    , m_options(options)
    , m_random(options.seed)
{
    m_roundPause.setSingleShot(true);
    m_thinking.setSingleShot(true);
    connect(&m_roundPause, &QTimer::timeout, this, &DemoGame::startRound);
    connect(&m_thinking, &QTimer::timeout, this, [this] { continueRound(); });
    connectClient();
}

DemoGame::~DemoGame() = default;

void DemoGame::connectClient()
{
    connect(&m_client, &NeuroClient::connected, this, &DemoGame::onConnected);
    connect(&m_client, &NeuroClient::disconnected, this, &DemoGame::onDisconnected);
    connect(&m_client, &NeuroClient::connectFailed, this, &DemoGame::onConnectFailed);
    connect(&m_client, &NeuroClient::actionReceived, this,
            [this](const protocol::ActionRequest &action) { act(action); });
    connect(&m_client, &NeuroClient::unknownMessage, this,
            [this](const QByteArray &, const QString &reason) {
                Q_EMIT failed(u"ignored a message from the server: %1"_s.arg(reason));
            });
    connect(&m_client, &NeuroClient::gracefulShutdownRequested, this,
            &DemoGame::onGracefulShutdown);
    connect(&m_client, &NeuroClient::immediateShutdownRequested, this,
            [this] { shutDown(u"Neuro asked to stop at once"_s); });
}

QString DemoGame::start(const QUrl &url)
{
    return m_client.start(url);
}

void DemoGame::quit(const QString &reason)
{
    if (m_finished)
        return;
    m_finished = true;
    m_playing = false;
    m_roundPause.stop();
    m_thinking.stop();
    say(reason);
    m_client.stop(1000, reason);
    Q_EMIT finished();
}

QString DemoGame::summary() const
{
    const int rounds = m_won + m_lost + m_drawn;
    return u"%1 %2 of %3: Neuro won %4, lost %5, drew %6."_s.arg(
        QString::number(rounds), rounds == 1 ? u"round"_s : u"rounds"_s, m_client.game(),
        QString::number(m_won), QString::number(m_lost), QString::number(m_drawn));
}

void DemoGame::onConnected()
{
    m_failureTold = false;
    say(u"connected to %1"_s.arg(m_client.url().toString()));
    if (!m_isIntroduced) {
        m_isIntroduced = true;
        report(m_client.sendContext(rules(), true));
        report(m_client.registerActions(actions()));
    }
    // A round that the connection was lost in goes on: the client sends its actions and force
    // again.
    if (!m_playing && !m_roundPause.isActive())
        startRound();
}

void DemoGame::onDisconnected(const QString &reason)
{
    if (m_finished)
        return;
    // Whoever takes over may not want it any more, and will ask again if so.
    m_shutdownWanted = false;
    Q_EMIT failed(u"connection lost: %1; trying again"_s.arg(reason));
}

void DemoGame::onConnectFailed(const QString &reason)
{
    if (m_failureTold)
        return;
    m_failureTold = true;
    Q_EMIT failed(u"cannot connect to %1: %2; trying again until a server is there"_s.arg(
        m_client.url().toString(), reason));
}

void DemoGame::onGracefulShutdown(bool wanted)
{
    m_shutdownWanted = wanted;
    if (wanted && !m_playing)
        shutDown(u"Neuro asked to stop"_s);
    else
        say(wanted ? u"Neuro asks to stop: this round is the last"_s
                   : u"Neuro does not want to stop any more"_s);
}

void DemoGame::startRound()
{
    // Waits for onConnected() while there is nobody to play with.
    if (m_client.state() != NeuroClient::State::Connected)
        return;
    m_playing = true;
    beginRound();
}

void DemoGame::opponentThinks()
{
    m_thinking.start(m_options.delayMs / 2);
}

void DemoGame::endRound(RoundResult result, const QString &message)
{
    m_playing = false;
    m_thinking.stop();
    switch (result) {
    case RoundResult::Won:
        ++m_won;
        break;
    case RoundResult::Lost:
        ++m_lost;
        break;
    case RoundResult::Drawn:
        ++m_drawn;
        break;
    }
    tell(message, false);
    say(resultText(result));

    if (m_shutdownWanted)
        shutDown(u"Neuro asked to stop"_s);
    else if (m_won + m_lost + m_drawn == m_options.rounds)
        quit(u"all rounds are played"_s);
    else
        m_roundPause.start(std::max(m_options.delayMs, shortestPauseMs));
}

void DemoGame::shutDown(const QString &reason)
{
    // There is nothing to save: the game is ready whenever it is asked.
    report(m_client.sendShutdownReady());
    quit(reason);
}

void DemoGame::report(const QString &error)
{
    if (!error.isEmpty())
        Q_EMIT failed(error);
}

void DemoGame::tell(const QString &message, bool silent)
{
    // Context is worth nothing later: the next force describes the state anew. And in a fast game
    // that is all that Neuro can follow.
    const bool isTooSoon = m_sinceTold.isValid() && !m_sinceTold.hasExpired(silencePauseMs);
    if (m_client.state() != NeuroClient::State::Connected || (silent && isTooSoon))
        return;
    m_sinceTold.start();
    report(m_client.sendContext(message, silent));
}

void DemoGame::force(const QStringList &actionNames, const QString &query, const QString &state)
{
    protocol::ForceActions force;
    force.actionNames = actionNames;
    force.query = query;
    force.state = state;
    report(m_client.forceActions(force));
}

void DemoGame::takeBackForce(const QStringList &actionNames)
{
    report(m_client.unregisterActions(actionNames));
    QList<protocol::Action> again = actions();
    again.removeIf([&actionNames](const protocol::Action &action) {
        return !actionNames.contains(action.name);
    });
    report(m_client.registerActions(again));
}

void DemoGame::succeed(const protocol::ActionRequest &action, const QString &message)
{
    report(m_client.sendResult(action.id, true, message));
}

void DemoGame::fail(const protocol::ActionRequest &action, const QString &message)
{
    say(u"refused %1: %2"_s.arg(action.name, message));
    report(m_client.sendResult(action.id, false, message));
}

protocol::Action choiceAction(const QString &name, const QString &description,
                              const QString &member, const QStringList &values)
{
    const QJsonObject choice{{u"type"_s, u"string"_s},
                             {u"enum"_s, QJsonArray::fromStringList(values)}};
    const QJsonObject schema{{u"type"_s, u"object"_s},
                             {u"properties"_s, QJsonObject{{member, choice}}},
                             {u"required"_s, QJsonArray{member}}};
    return {name, description, QJsonDocument(schema).toJson(QJsonDocument::Compact), {}};
}

std::optional<QString> chosenValue(const protocol::ActionRequest &action, QByteArrayView member)
{
    if (!action.data)
        return {};
    const auto data = protocol::JsonDocument::parse(*action.data);
    if (!data)
        return {};
    const protocol::JsonValue value = data->root().member(member);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

} // namespace neuro::demo
