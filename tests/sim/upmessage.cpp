// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "upmessage.h"

#include "protocol/json.h"

#include <charconv>

namespace neuro::sim {

using protocol::JsonDocument;
using protocol::JsonValue;

namespace {

/// Takes "[Name] " off.
QByteArrayView withoutPrefix(QByteArrayView text, QByteArray *prefix)
{
    const qsizetype end = text.indexOf("] ");
    if (!text.startsWith('[') || end < 0)
        return text;
    *prefix = text.sliced(1, end - 1).toByteArray();
    return text.sliced(end + 2);
}

void readMarked(UpMessage &message, QByteArrayView text, char letter)
{
    const auto mark = readMark(withoutPrefix(text, &message.prefix));
    if (!mark || mark->letter != letter)
        return;
    message.peer = mark->first;
    message.number = mark->second;
}

bool readRegistrations(UpMessage &message, JsonValue data)
{
    for (JsonValue action = data.member("actions").first(); !action.isAbsent();
         action = action.next()) {
        QByteArray prefix;
        const auto mark = readMark(withoutPrefix(action.member("description").utf8(), &prefix));
        if (!mark || mark->letter != 'r')
            return false;
        message.registrations.push_back({action.member("name").utf8().toByteArray(), mark->first,
                                         static_cast<unsigned>(mark->second)});
    }
    return !message.registrations.empty();
}

bool readData(UpMessage &message, QByteArrayView command, JsonValue data)
{
    using Kind = UpMessage::Kind;
    if (command == "startup") {
        message.kind = Kind::Startup;
    } else if (command == "context") {
        message.kind = Kind::Context;
        message.silent = data.member("silent").text() == "true";
        readMarked(message, data.member("message").utf8(), 'c');
    } else if (command == "actions/register") {
        message.kind = Kind::Register;
        return readRegistrations(message, data);
    } else if (command == "actions/unregister" || command == "actions/force") {
        message.kind = command == "actions/force" ? Kind::Force : Kind::Unregister;
        for (JsonValue name = data.member("action_names").first(); !name.isAbsent();
             name = name.next())
            message.names.push_back(name.utf8().toByteArray());
        if (message.kind == Kind::Force)
            readMarked(message, data.member("query").utf8(), 'f');
        return !message.names.empty();
    } else if (command == "action/result") {
        message.kind = Kind::Result;
        message.id = data.member("id").utf8().toByteArray();
        message.success = data.member("success").text() == "true";
        message.text = data.member("message").utf8().toByteArray();
        return !message.id.isEmpty();
    } else if (command == "shutdown/ready") {
        message.kind = Kind::ShutdownReady;
    }
    return true;
}

} // namespace

std::optional<UpMessage> readUpMessage(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text);
    if (!document)
        return std::nullopt;
    const JsonValue root = document->root();
    UpMessage message;
    message.bytes = text.size();
    message.game = root.member("game").utf8().toByteArray();
    const QByteArrayView command = root.member("command").utf8();
    if (command.isEmpty() || !readData(message, command, root.member("data")))
        return std::nullopt;
    return message;
}

std::optional<Mark> readMark(QByteArrayView text)
{
    Mark mark;
    if (text.size() < 4)
        return std::nullopt;
    mark.letter = text.front();
    const char *end = text.data() + (text.contains(' ') ? text.indexOf(' ') : text.size());
    const auto first = std::from_chars(text.data() + 1, end, mark.first);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.')
        return std::nullopt;
    const auto second = std::from_chars(first.ptr + 1, end, mark.second);
    if (second.ec != std::errc() || second.ptr != end)
        return std::nullopt;
    return mark;
}

} // namespace neuro::sim
