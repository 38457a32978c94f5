// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/watchertext.h"

#include "protocol/json.h"
#include "protocol/jsonwriter.h"
#include "protocol/registration.h"

namespace neuro::relay::watchertext {

using protocol::JsonDocument;
using protocol::JsonWriter;

namespace {

/// What the names of the events about a peer begin with.
QByteArray prefixOf(const Subject &subject)
{
    switch (subject.role) {
    case PeerRole::Watcher:
        return QByteArrayLiteral("neuroos_");
    case PeerRole::Game:
    case PeerRole::Integration:
    case PeerRole::HubClient:
        return QByteArrayLiteral("integration_");
    }
    Q_UNREACHABLE();
    return {};
}

/// … and end with.
QByteArray suffixOf(const Subject &subject)
{
    return subject.door == Door::Backend ? QByteArrayLiteral("_via_backend") : QByteArray();
}

/// One event; `write(writer)` adds its fields.
template <typename Write>
QByteArray event(QByteArrayView name, Write write)
{
    QByteArray text;
    JsonWriter writer(text);
    writer.beginObject().key("event").utf8(name);
    write(writer);
    writer.endObject();
    return text;
}

QByteArray aboutSubject(const Subject &subject, const char *what)
{
    const QByteArray name = prefixOf(subject) + what + suffixOf(subject);
    return event(name, [&](JsonWriter &writer) {
        writer.key("name").text(subject.name);
        if (subject.role == PeerRole::Watcher)
            writer.key("privileges").utf8(protocol::privilegesName(subject.isEnhanced));
    });
}

} // namespace

bool isJsonObject(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text);
    return document && document->root().isObject();
}

bool Subject::isSameAs(const Subject &other) const
{
    return name == other.name && prefixOf(*this) == prefixOf(other) &&
           suffixOf(*this) == suffixOf(other);
}

QByteArray connected(const Subject &subject)
{
    return aboutSubject(subject, "connected");
}

QByteArray disconnected(const Subject &subject)
{
    return aboutSubject(subject, "disconnected");
}

QByteArray integrationMessage(const QString &from, const QByteArray &text, bool isObject)
{
    return event("integration_message", [&](JsonWriter &writer) {
        writer.key("from").text(from);
        writer.key("payload");
        if (isObject) {
            writer.json(text);
        } else {
            writer.beginObject().key("action").utf8("raw_text");
            writer.key("raw").utf8(text).endObject();
        }
    });
}

QByteArray registeredActions(const QString &from, const QStringList &actions)
{
    return event("integration_registered_actions", [&](JsonWriter &writer) {
        writer.key("from").text(from);
        writer.key("actions").beginArray();
        for (const QString &action : actions)
            writer.text(action);
        writer.endArray();
    });
}

QByteArray binaryReceived(const QString &from, qint64 size, const QString &file)
{
    return event("binary_received", [&](JsonWriter &writer) {
        writer.key("from").text(from);
        writer.key("size").number(size);
        writer.key("file").text(file);
    });
}

QByteArray backendMessage(const QByteArray &text, const QString &to)
{
    return event("backend_message", [&](JsonWriter &writer) {
        writer.key("payload").utf8(text);
        writer.key("to").text(to);
    });
}

QByteArray addContext(const QString &game, const QString &message, bool isSilent)
{
    return event("add_context", [&](JsonWriter &writer) {
        writer.key("game_title").text(game);
        writer.key("message").text(message);
        writer.key("reply_if_not_busy").boolean(!isSilent);
    });
}

QByteArray chooseAction(const QByteArray &payload)
{
    return event("choose_action", [&](JsonWriter &writer) { writer.key("payload").json(payload); });
}

QByteArray choiceMade(const QString &requestId, const QString &by, const QString &action,
                      QLatin1StringView outcome)
{
    return event("choice_made", [&](JsonWriter &writer) {
        writer.key("request_id").text(requestId);
        writer.key("by").text(by);
        writer.key("action").text(action);
        writer.key("outcome").utf8(outcome);
    });
}

QLatin1StringView upstreamState(UpstreamEvent::State state)
{
    switch (state) {
    case UpstreamEvent::State::Connected:
        return QLatin1StringView("connected");
    case UpstreamEvent::State::Connecting:
        return QLatin1StringView("connecting");
    case UpstreamEvent::State::Off:
    case UpstreamEvent::State::Waiting:
    case UpstreamEvent::State::Stopping:
        return QLatin1StringView("disconnected");
    }
    Q_UNREACHABLE();
    return {};
}

QByteArray upstream(const UpstreamEvent &connection)
{
    return event("upstream", [&](JsonWriter &writer) {
        writer.key("state").utf8(upstreamState(connection.state));
        writer.key("url").text(connection.url);
    });
}

QByteArray queue(const QString &destination, qint64 pending)
{
    return event("queue", [&](JsonWriter &writer) {
        writer.key("destination").text(destination);
        writer.key("pending").number(pending);
    });
}

QByteArray missed(quint64 count)
{
    return event("missed", [&](JsonWriter &writer) { writer.key("count").number(count); });
}

} // namespace neuro::relay::watchertext
