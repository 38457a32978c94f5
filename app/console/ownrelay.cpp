// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/ownrelay.h"

#include "app/console/consoletext.h"
#include "protocol/codec.h"
#include "relay/relaydispatcher.h"

#include <QTimer>

#include <algorithm>
#include <set>
#include <utility>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

bool changesState(const relay::RelayEvent &event)
{
    using namespace relay;
    return std::holds_alternative<PeerEvent>(event) ||
           std::holds_alternative<RegistryEvent>(event) ||
           std::holds_alternative<ForceEvent>(event) ||
           std::holds_alternative<SnapshotEvent>(event);
}

QList<ConsoleAction> consoleActions(const QList<protocol::Action> &actions)
{
    QList<ConsoleAction> out;
    for (const protocol::Action &action : actions)
        out.append({action.name, action.description, action.schema});
    return out;
}

} // namespace

OwnRelay::OwnRelay(service::RelayService &service, QObject *parent)
    : ConsoleRelay(parent)
    , m_service(service)
    , m_ready(service.config())
    , m_mirror(relay::systemInstant())
{
    using service::RelayService;
    connect(&service, &RelayService::doorChanged, this, [this](const relay::DoorEvent &door) {
        m_ready.take(door);
        takeDoors();
    });
    connect(&service, &RelayService::statusDoorChanged, this,
            [this](const service::StatusDoor &door) {
                m_ready.take(door);
                takeDoors();
            });
    connect(&service, &RelayService::events, this,
            qOverload<const relay::RelayEvents &, quint64>(&OwnRelay::take));
}

void OwnRelay::open()
{
    if (const QString error = m_service.start(); !error.isEmpty()) {
        m_isOver = true;
        QTimer::singleShot(0, this, [this, error] { Q_EMIT closed(error); });
    }
}

void OwnRelay::takeDoors()
{
    if (m_isOver)
        return;
    if (const QString warning = m_ready.takeWarning(); !warning.isEmpty())
        Q_EMIT warned(warning);
    if (const QString error = m_ready.takeError(); !error.isEmpty()) {
        m_isOver = true;
        Q_EMIT closed(error);
    } else if (const auto line = m_ready.takeLine()) {
        Q_EMIT opened(*line);
    }
}

void OwnRelay::refresh()
{
    answerLater({});
}

void OwnRelay::sendAction(const QString &game, const QString &action,
                          const std::optional<QByteArray> &data)
{
    // As for a watcher: of several with one name the newest, or the one with that id.
    relay::PeerId peer = 0;
    for (const auto &[id, client] : m_mirror.clients()) {
        if (relay::isGame(client.role) && client.name == game)
            peer = id;
    }
    for (const auto &[id, client] : m_mirror.clients()) {
        if (peer == 0 && relay::isGame(client.role) && client.gameId == game)
            peer = id;
    }
    if (peer == 0) {
        answerLater(u"no game is called \"%1\"; type: list"_s.arg(protocol::quoteForMessage(game)));
        return;
    }
    submit(relay::SendAction{peer, action, data, false},
           resultText(game, action, u"was sent"_s, {}));
}

void OwnRelay::answerForce(const QString &id, const QString &action,
                           const std::optional<QByteArray> &data)
{
    for (const auto &[number, force] : m_mirror.forces()) {
        if (force.requestId == id) {
            submit(relay::AnswerForce{number, action, data, false},
                   resultText(force.name, action, u"was chosen"_s, {}));
            return;
        }
    }
    answerLater(u"that force is over; type: force"_s);
}

void OwnRelay::say(const QString &text)
{
    submit(relay::SayToNeuro{text, false}, u"Neuro was told"_s);
}

void OwnRelay::submit(const relay::RelayCommand &command, const QString &done)
{
    m_done = done;
    m_command = m_service.submit(command);
}

void OwnRelay::answerLater(const QString &error)
{
    QTimer::singleShot(0, this, [this, error] { Q_EMIT answered({}, error); });
}

void OwnRelay::take(const relay::RelayEvents &batch, quint64 skippedFrames)
{
    if (m_isOver)
        return;
    m_mirror.take(batch, skippedFrames);
    if (std::any_of(batch.begin(), batch.end(), changesState))
        updateState();
    for (const relay::RelayEvent &event : batch) {
        if (const auto *done = std::get_if<relay::OperatorEvent>(&event))
            take(*done);
        else if (const auto *action = std::get_if<relay::ActionEvent>(&event))
            take(*action);
    }
}

void OwnRelay::take(const relay::OperatorEvent &done)
{
    const QString sent = std::exchange(m_sent, {});
    if (m_command == 0 || done.command != m_command)
        return;
    m_command = 0;
    if (!sent.isEmpty() && done.error.isEmpty())
        m_awaited.insert(sent);
    Q_EMIT answered(m_done, done.error.english());
}

void OwnRelay::take(const relay::ActionEvent &action)
{
    if (action.state == relay::ActionState::Sent) {
        if (action.source == relay::ActionSource::Operator)
            m_sent = action.id;
        return;
    }
    if (!m_awaited.remove(action.id))
        return;
    Q_EMIT resulted(resultText(action.game, action.action,
                               relay::nameOf(action.state, relay::actionStateNames),
                               action.message),
                    action.state == relay::ActionState::Succeeded);
}

void OwnRelay::updateState()
{
    std::set<QString> before;
    for (const ConsoleForce &force : std::as_const(m_state.forces))
        before.insert(force.id);
    m_state = {};
    std::set<QString> names;
    for (const auto &[peer, client] : m_mirror.clients()) {
        if (!relay::isGame(client.role) || client.name.isEmpty())
            continue;
        const bool isNew = names.insert(client.name).second;
        m_state.games.append({isNew ? client.name : client.gameId, consoleActions(client.actions)});
    }
    QStringList come;
    for (const auto &[id, force] : m_mirror.forces()) {
        if (force.state == relay::ForceState::Answered)
            continue;
        m_state.forces.append({force.requestId, 0, force.name, force.request.query,
                               force.request.state.value_or(QString()),
                               consoleActions(force.actions)});
        if (!before.contains(force.requestId))
            come.append(force.requestId);
    }
    for (const QString &id : std::as_const(come))
        Q_EMIT forceCame(id);
}

} // namespace neuro::app
