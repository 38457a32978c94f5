// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/chooseaction.h"

#include "protocol/jsonwriter.h"

namespace neuro::relay {

namespace {

void writeActions(protocol::JsonWriter &writer, const QList<protocol::Action> &actions)
{
    writer.beginArray();
    for (const protocol::Action &action : actions) {
        writer.beginObject().key("name").text(action.name);
        writer.key("desc").text(action.description);
        writer.key("schema").json(action.schema.isEmpty() ? QByteArrayView("{}")
                                                          : QByteArrayView(action.schema));
        writer.endObject();
    }
    writer.endArray();
}

void writePayload(protocol::JsonWriter &writer, const ForceEvent &force)
{
    const protocol::ForceActions &request = force.request;
    writer.beginObject().key("type").text(u"choose_action_request");
    writer.key("request_id").text(force.requestId);
    writer.key("game_title").text(force.name).key("state");
    if (request.state)
        writer.text(*request.state);
    else
        writer.null();
    writer.key("query").text(request.query);
    writer.key("ephemeral_context").boolean(request.ephemeralContext);
    writer.key("priority").text(QString(protocol::priorityName(request.priority)));
    writer.key("actions");
    writeActions(writer, force.actions);
    writer.endObject();
}

} // namespace

QByteArray chooseActionPayload(const ForceEvent &force)
{
    QByteArray out;
    protocol::JsonWriter writer(out);
    writePayload(writer, force);
    return out;
}

QByteArray chooseActionRequest(const ForceEvent &force)
{
    QByteArray out;
    protocol::JsonWriter writer(out);
    writer.beginObject().key("event").text(u"choose_action_request").key("payload");
    writePayload(writer, force);
    writer.endObject();
    return out;
}

} // namespace neuro::relay
