// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"
#include "protocol/json.h"

namespace neuro::protocol {

namespace {

/// Writes one JSON object, member by member, in the order of the calls.
class ObjectWriter
{
public:
    explicit ObjectWriter(QByteArray &out)
        : m_out(out)
    {
        m_out.append('{');
    }
    ~ObjectWriter() { m_out.append('}'); }
    Q_DISABLE_COPY_MOVE(ObjectWriter)

    /// Appends `"key":`; the caller appends the value.
    QByteArray &key(QByteArrayView name)
    {
        if (!m_isEmpty)
            m_out.append(',');
        m_isEmpty = false;
        appendJsonQuoted(m_out, name);
        return m_out.append(':');
    }
    void string(QByteArrayView name, QStringView text) { key(name).append(jsonQuoted(text)); }
    void string(QByteArrayView name, QByteArrayView utf8) { appendJsonQuoted(key(name), utf8); }
    void boolean(QByteArrayView name, bool value) { key(name).append(value ? "true" : "false"); }
    void strings(QByteArrayView name, const QStringList &texts)
    {
        key(name).append('[');
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (i > 0)
                m_out.append(',');
            m_out.append(jsonQuoted(texts[i]));
        }
        m_out.append(']');
    }

private:
    QByteArray &m_out;
    bool m_isEmpty = true;
};

void appendAction(QByteArray &out, const Action &action)
{
    if (!action.source.isEmpty()) {
        out.append(action.source);
        return;
    }
    ObjectWriter writer(out);
    writer.string("name", action.name);
    writer.string("description", action.description);
    if (!action.schema.isEmpty())
        writer.key("schema").append(action.schema);
}

/// Appends the `data` member of a message to its envelope; nothing for messages without data.
class DataEncoder
{
public:
    explicit DataEncoder(ObjectWriter &envelope)
        : m_envelope(envelope)
    {
    }

    void operator()(const Startup &) const {}
    void operator()(const ShutdownReady &) const {}
    void operator()(const ReregisterAll &) const {}
    void operator()(const ShutdownImmediate &) const {}

    void operator()(const Context &context) const
    {
        ObjectWriter data(m_envelope.key("data"));
        data.string("message", context.message);
        data.boolean("silent", context.silent);
    }
    void operator()(const RegisterActions &message) const
    {
        QByteArray &out = m_envelope.key("data");
        ObjectWriter data(out);
        data.key("actions").append('[');
        for (qsizetype i = 0; i < message.actions.size(); ++i) {
            if (i > 0)
                out.append(',');
            appendAction(out, message.actions[i]);
        }
        out.append(']');
    }
    void operator()(const UnregisterActions &message) const
    {
        ObjectWriter data(m_envelope.key("data"));
        data.strings("action_names", message.names);
    }
    void operator()(const ForceActions &force) const
    {
        ObjectWriter data(m_envelope.key("data"));
        if (force.state)
            data.string("state", *force.state);
        data.string("query", force.query);
        data.boolean("ephemeral_context", force.ephemeralContext);
        const QString word = force.priorityWord.isEmpty() ? QString(priorityName(force.priority))
                                                          : force.priorityWord;
        data.string("priority", word);
        data.strings("action_names", force.actionNames);
    }
    void operator()(const ActionResult &result) const
    {
        ObjectWriter data(m_envelope.key("data"));
        data.string("id", result.id);
        data.boolean("success", result.success);
        if (result.message)
            data.string("message", *result.message);
    }
    void operator()(const StartupAcknowledgement &message) const
    {
        ObjectWriter data(m_envelope.key("data"));
        ObjectWriter session(data.key("session"));
        session.string("sessionId", message.sessionId);
        session.string("characterId", message.characterId);
        session.string("displayName", message.displayName);
    }
    void operator()(const ActionRequest &request) const
    {
        ObjectWriter data(m_envelope.key("data"));
        data.string("id", request.id);
        data.string("name", request.name);
        if (request.data)
            data.string("data", QByteArrayView(*request.data));
    }
    void operator()(const ShutdownGraceful &message) const
    {
        ObjectWriter data(m_envelope.key("data"));
        data.boolean("wants_shutdown", message.wantsShutdown);
    }
    void operator()(const SpeechFinished &message) const
    {
        ObjectWriter data(m_envelope.key("data"));
        data.boolean("isFinal", message.isFinal);
        if (message.cancelled)
            data.boolean("cancelled", true);
        if (!message.reason.isEmpty())
            data.string("reason", message.reason);
    }
    void operator()(const VoiceUnavailable &message) const
    {
        ObjectWriter data(m_envelope.key("data"));
        data.string("reason", message.reason);
    }

private:
    ObjectWriter &m_envelope;
};

} // namespace

QByteArray encode(const GameMessage &message, const QString &game)
{
    QByteArray out;
    {
        ObjectWriter envelope(out);
        envelope.string("command", QByteArrayView(gameCommands[message.index()]));
        envelope.string("game", game);
        std::visit(DataEncoder(envelope), message);
    }
    return out;
}

QByteArray encode(const ServerMessage &message)
{
    QByteArray out;
    {
        ObjectWriter envelope(out);
        envelope.string("command", QByteArrayView(serverCommands[message.index()]));
        std::visit(DataEncoder(envelope), message);
    }
    return out;
}

} // namespace neuro::protocol
