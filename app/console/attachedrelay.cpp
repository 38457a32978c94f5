// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/attachedrelay.h"

#include "app/console/consoletext.h"
#include "protocol/jsonwriter.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace neuro::app {

using namespace Qt::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;
using protocol::JsonWriter;

namespace {

/// One object; `write(writer)` adds its members.
template <typename Write>
QByteArray object(Write write)
{
    QByteArray text;
    JsonWriter writer(text);
    writer.beginObject();
    write(writer);
    writer.endObject();
    return text;
}

/// Data goes in a string, so that it arrives as it was typed.
void writeData(JsonWriter &writer, const std::optional<QByteArray> &data)
{
    if (data)
        writer.key("data").utf8(*data);
}

/// `description`: the key of that member.
QList<ConsoleAction> actionsIn(JsonValue list, QByteArrayView description)
{
    QList<ConsoleAction> actions;
    for (JsonValue each = list.first(); !each.isAbsent(); each = each.next()) {
        actions.append({each.member("name").toString(), each.member(description).toString(),
                        each.member("schema").text().toByteArray()});
    }
    return actions;
}

ConsoleForce forceIn(JsonValue payload)
{
    ConsoleForce force;
    force.id = payload.member("request_id").toString();
    force.game = payload.member("game_title").toString();
    force.query = payload.member("query").toString();
    force.state = payload.member("state").toString();
    force.actions = actionsIn(payload.member("actions"), "desc");
    return force;
}

/// Qt tells no code for it, and names its own function.
bool isOtherAnswer(const QString &errorString)
{
    return errorString.contains("::processHandshake:"_L1);
}

} // namespace

AttachedRelay::AttachedRelay(QUrl url, QString token, QObject *parent)
    : ConsoleRelay(parent)
    , m_url(std::move(url))
    , m_token(std::move(token))
    // A second console must not replace the first one.
    , m_name(u"console %1"_s.arg(QCoreApplication::applicationPid()))
{
    m_socket.setMaxAllowedIncomingMessageSize(longestMessage);
    m_socket.setMaxAllowedIncomingFrameSize(longestMessage);
    connect(&m_socket, &QWebSocket::connected, this, &AttachedRelay::registerAsWatcher);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &AttachedRelay::receive);
    connect(&m_socket, &QWebSocket::disconnected, this, &AttachedRelay::lose);
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this](QAbstractSocket::SocketError) {
                // Of a connection that was there, disconnected() tells.
                if (!m_wasConnected)
                    lose();
            });
}

void AttachedRelay::lose()
{
    if (!m_wasConnected && isOtherAnswer(m_socket.errorString())) {
        end(u"cannot attach to a relay at %1: what listens there does not answer with a WebSocket, "
            "nor does a relay's status port; name the relay's intermediary door with --url: the "
            "relay tells it when it starts, as intermediary=ws://HOST:PORT"_s.arg(address()));
        return;
    }
    if (!m_wasConnected) {
        end(u"cannot attach to a relay at %1: %2; start one, name its intermediary door with "
            u"--url, "
            "or run one here with --own"_s.arg(address(), m_socket.errorString()));
        return;
    }
    const QString reason = m_refusal.isEmpty() ? m_socket.closeReason() : m_refusal;
    end(u"the relay at %1 ended the connection: %2"_s.arg(
        address(), reason.isEmpty() ? u"without a reason"_s : reason));
}

QString AttachedRelay::address() const
{
    return m_url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

void AttachedRelay::end(const QString &error)
{
    if (!std::exchange(m_isOver, true))
        Q_EMIT closed(error);
}

void AttachedRelay::open()
{
    m_socket.open(m_url);
}

void AttachedRelay::registerAsWatcher()
{
    m_wasConnected = true;
    ask(Asked::Registration, object([this](JsonWriter &writer) {
            writer.key("type").utf8("neuro-os");
            writer.key("name").text(m_name);
            writer.key("auth_token").text(m_token);
            writer.key("ack").boolean(true);
            writer.key("snapshot").boolean(true);
        }));
}

void AttachedRelay::refresh()
{
    ask(Asked::Snapshot, R"({"snapshot":true})");
}

void AttachedRelay::sendAction(const QString &game, const QString &action,
                               const std::optional<QByteArray> &data)
{
    m_request = {game, action};
    ask(Asked::Action, object([&](JsonWriter &writer) {
            writer.key("send_action").beginObject();
            writer.key("game").text(game);
            writer.key("name").text(action);
            writeData(writer, data);
            writer.endObject();
        }));
}

void AttachedRelay::answerForce(const QString &id, const QString &action,
                                const std::optional<QByteArray> &data)
{
    m_request = {{}, action};
    for (const ConsoleForce &force : std::as_const(m_state.forces)) {
        if (force.id == id)
            m_request.game = force.game;
    }
    m_choice = id;
    // At once: events come on another way than answers, and may overtake them.
    m_choices.insert(id, m_request);
    ask(Asked::Choice, object([&](JsonWriter &writer) {
            writer.key("choice").beginObject();
            writer.key("request_id").text(id);
            writer.key("selected").text(action);
            writeData(writer, data);
            writer.endObject();
        }));
}

void AttachedRelay::say(const QString &text)
{
    ask(Asked::Context, object([&](JsonWriter &writer) {
            writer.key("direct_to_neuro").boolean(true);
            writer.key("payload").beginObject().key("command").utf8("context");
            writer.key("data").beginObject();
            writer.key("message").text(text);
            writer.key("silent").boolean(false).endObject().endObject();
        }));
}

int AttachedRelay::awaited() const
{
    return static_cast<int>(m_actions.size() + m_choices.size());
}

void AttachedRelay::forgetAwaited()
{
    m_actions.clear();
    m_choices.clear();
    m_said.clear();
}

void AttachedRelay::ask(Asked what, const QByteArray &text)
{
    m_asked = what;
    m_socket.sendTextMessage(QString::fromUtf8(text));
}

void AttachedRelay::receive(const QString &text)
{
    if (m_isOver)
        return;
    const auto document = JsonDocument::parse(text.toUtf8(), deepestMessage);
    if (!document || !document->root().isObject()) {
        end(u"what answers at %1 is no relay's intermediary door: it sent what is no JSON "
            "object"_s.arg(address()));
        return;
    }
    const JsonValue event = document->root().member("event");
    if (event.isString())
        takeEvent(event.utf8(), document->root());
    else
        takeAnswer(document->root());
}

void AttachedRelay::takeAnswer(JsonValue message)
{
    if (const QString error = message.member("error").toString(); !error.isEmpty()) {
        takeError(error);
        return;
    }
    switch (std::exchange(m_asked, Asked::Nothing)) {
    case Asked::Nothing:
    case Asked::Greeting:
    case Asked::Snapshot:
        return; // A snapshot is an event.
    case Asked::Registration:
        Q_EMIT noted(
            u"attached to %1 as \"%2\"; type help for the commands"_s.arg(address(), m_name));
        if (message.member("privileges").utf8() != "enhanced")
            Q_EMIT noted(u"this token allows to look, and to answer what watchers are asked; for "
                         "the rest set dependency-authentication.neuro-os.auth_token in the "
                         "relay's configuration"_s);
        m_asked = Asked::Greeting;
        return;
    case Asked::Action: {
        const QString id = message.member("id").toString();
        m_actions.insert(id, m_request);
        Q_EMIT answered(resultText(m_request.game, m_request.action, u"was sent"_s, {}), {});
        return;
    }
    case Asked::Choice:
        removeForce(m_choice);
        Q_EMIT answered(resultText(m_request.game, m_request.action, u"was chosen"_s, {}), {});
        if (const auto outcome = std::exchange(m_earlyOutcome, std::nullopt))
            tellOutcome(m_choice, *outcome);
        return;
    case Asked::Context:
        Q_EMIT answered(u"Neuro was told"_s, {});
        return;
    }
    Q_UNREACHABLE();
}

void AttachedRelay::takeError(const QString &error)
{
    const Asked asked = std::exchange(m_asked, Asked::Nothing);
    switch (asked) {
    case Asked::Nothing:
        m_refusal = error; // The relay closes the connection now.
        return;
    case Asked::Registration:
    case Asked::Greeting:
        end(u"the relay at %1 refuses the console: %2; the token has to be that of its "
            "configuration: name that file with --config, or the token with --token or in "
            "NEURO_RELAY_TOKEN"_s.arg(address(), error));
        return;
    case Asked::Choice:
        m_choices.remove(m_choice);
        m_earlyOutcome.reset(); // It was another one's.
        break;
    case Asked::Snapshot:
    case Asked::Action:
    case Asked::Context:
        break;
    }
    QString hint;
    if (error == u"enhanced privileges required")
        hint = u"; attach with the token of dependency-authentication.neuro-os"_s;
    else if (asked == Asked::Context && error == u"neuro backend not available")
        hint = u"; the relay is not connected to Neuro, see its --upstream"_s;
    Q_EMIT answered({}, error + hint);
}

void AttachedRelay::takeEvent(QByteArrayView event, JsonValue message)
{
    if (event == "snapshot")
        takeSnapshot(message);
    else if (event == "action_result")
        takeResult(message);
    else if (event == "choose_action")
        takeForce(message.member("payload"));
    else if (event == "choice_made")
        takeChoice(message);
    else if (event == "integration_message")
        takeRemark(message);
    else if (event == "integration_registered_actions")
        takeActions(message);
}

void AttachedRelay::takeSnapshot(JsonValue snapshot)
{
    m_state = {};
    const JsonValue actions = snapshot.member("actions");
    for (JsonValue game = actions.first(); !game.isAbsent(); game = game.next())
        m_state.games.append({game.key(), actionsIn(game, "description")});
    const JsonValue forces = snapshot.member("forces");
    for (JsonValue each = forces.first(); !each.isAbsent(); each = each.next()) {
        // It may be older than an answer that was given from here.
        if (const ConsoleForce force = forceIn(each); !m_choices.contains(force.id))
            m_state.forces.append(force);
    }
    // One comes unasked, too, when the relay has lost events.
    if (m_asked == Asked::Greeting) {
        m_asked = Asked::Nothing;
        Q_EMIT opened({});
    } else if (m_asked == Asked::Snapshot) {
        m_asked = Asked::Nothing;
        Q_EMIT answered({}, {});
    }
}

void AttachedRelay::takeForce(JsonValue payload)
{
    const ConsoleForce force = forceIn(payload);
    if (m_choices.contains(force.id))
        return;
    for (ConsoleForce &known : m_state.forces) {
        if (known.id == force.id) {
            known = force;
            return;
        }
    }
    m_state.forces.append(force);
    Q_EMIT forceCame(force.id);
}

void AttachedRelay::removeForce(const QString &id)
{
    m_state.forces.removeIf([&](const ConsoleForce &force) { return force.id == id; });
}

void AttachedRelay::takeChoice(JsonValue message)
{
    const QString id = message.member("request_id").toString();
    const QString outcome = message.member("outcome").toString();
    removeForce(id);
    if (outcome == u"sent" || !m_choices.contains(id))
        return;
    if (m_asked == Asked::Choice && id == m_choice)
        m_earlyOutcome = outcome;
    else
        tellOutcome(id, outcome);
}

void AttachedRelay::tellOutcome(const QString &id, const QString &outcome)
{
    const Sent sent = m_choices.take(id);
    const QString said = m_said.take(sent.game);
    Q_EMIT resulted(resultText(sent.game, sent.action, outcome, said), outcome == u"succeeded");
}

void AttachedRelay::takeResult(JsonValue message)
{
    const QString id = message.member("id").toString();
    if (!m_actions.contains(id))
        return;
    const Sent sent = m_actions.take(id);
    const bool success = message.member("success").toBool();
    Q_EMIT resulted(resultText(sent.game, sent.action, success ? u"succeeded"_s : u"failed"_s,
                               message.member("message").toString()),
                    success);
}

/// The event of a choice lacks what the game said; its result, which comes just before, has it.
void AttachedRelay::takeRemark(JsonValue message)
{
    const JsonValue payload = message.member("payload");
    const QString game = message.member("from").toString();
    const bool isAwaited = std::any_of(m_choices.begin(), m_choices.end(),
                                       [&](const Sent &sent) { return sent.game == game; });
    if (isAwaited && payload.member("command").utf8() == "action/result")
        m_said.insert(game, payload.member("data").member("message").toString());
}

/// Names alone, for completion; the next snapshot knows better.
void AttachedRelay::takeActions(JsonValue message)
{
    const QString name = message.member("from").toString();
    QList<ConsoleAction> actions;
    const JsonValue list = message.member("actions");
    for (JsonValue each = list.first(); !each.isAbsent(); each = each.next())
        actions.append({each.toString(), {}, {}});
    for (ConsoleGame &game : m_state.games) {
        if (game.name == name) {
            game.actions = actions;
            return;
        }
    }
    m_state.games.append({name, actions});
}

} // namespace neuro::app
