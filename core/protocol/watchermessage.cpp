// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/watchermessage.h"

#include "protocol/jsonwriter.h"
#include "protocol/objectreader.h"
#include "protocol/registration.h"

#include <array>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

using Decoded = Result<WatcherMessage, UndecodedWatcherMessage>;

bool isTrue(JsonValue value)
{
    return value.isBool() && value.toBool();
}

UndecodedWatcherMessage refused(const Refusal &refusal)
{
    return {refusal, errorAnswer(refusal.detail.english())};
}

/// The member `data` of a choice or an order: an object, or JSON text in a string.
std::optional<QByteArray> readData(ObjectReader &reader, JsonValue object)
{
    const JsonValue data = object.member("data");
    if (data.isAbsent() || data.isNull())
        return std::nullopt;
    if (data.isObject())
        return data.text().toByteArray();
    if (data.isString())
        return data.utf8().toByteArray();
    const QString path = reader.place().member("data");
    reader.refuse(
        Reason::WrongType, path,
        phrase(QT_TRANSLATE_NOOP("core", "\"%1\" must be an object or a string of JSON, not %2"),
               path, describeType(data)));
    return std::nullopt;
}

Decoded readDirect(JsonValue root)
{
    ObjectReader reader(root, {});
    const JsonValue payload = reader.required("payload", JsonValue::Type::Object);
    if (reader.refusal())
        return refused(*reader.refusal());
    return WatcherMessage(DirectToNeuro{payload.text().toByteArray()});
}

Decoded readOrder(JsonValue root)
{
    ObjectReader envelope(root, {});
    const JsonValue order = envelope.required("send_action", JsonValue::Type::Object);
    if (envelope.refusal())
        return refused(*envelope.refusal());
    ObjectReader reader(order, {"send_action"});
    ActionOrder message;
    message.game = reader.requiredString("game");
    message.action = reader.requiredString("name");
    message.data = readData(reader, order);
    message.unchecked = reader.optionalBool("unchecked", isTrue(root.member("unchecked")));
    if (reader.refusal())
        return refused(*reader.refusal());
    return WatcherMessage(std::move(message));
}

Decoded readCommand(JsonValue root)
{
    const JsonValue target = root.member("target");
    const JsonValue command = root.member("cmd");
    if (target.isString() && command.isObject())
        return WatcherMessage(TargetCommand{target.toString(), command.text().toByteArray()});
    UndecodedWatcherMessage bad;
    bad.answer = errorAnswer(u"invalid target/cmd");
    if (target.isAbsent() && command.isAbsent()) {
        const Phrase detail =
            phrase(QT_TRANSLATE_NOOP("core", "a watcher sends target and cmd, direct_to_neuro, "
                                             "snapshot, send_action or choice"));
        bad.refusal = {Reason::UnknownCommand, QString(), detail};
        bad.answer.clear();
        JsonWriter answer(bad.answer);
        answer.beginObject().key("error").text(u"invalid target/cmd");
        answer.key("detail").text(detail.english()).endObject();
        return bad;
    }
    ObjectReader reader(root, {});
    reader.requiredString("target");
    reader.required("cmd", JsonValue::Type::Object);
    bad.refusal = *reader.refusal();
    return bad;
}

} // namespace

Decoded decodeWatcherMessage(const QByteArray &text, const Limits &limits)
{
    const auto document = JsonDocument::parse(text, limits.nesting);
    const QByteArray notJson = errorAnswer(u"watcher messages must be JSON");
    if (!document)
        return UndecodedWatcherMessage{invalidJson(document.error()), notJson};
    const JsonValue root = document->root();
    if (!root.isObject()) {
        return UndecodedWatcherMessage{
            {Reason::WrongType, QString(),
             phrase(QT_TRANSLATE_NOOP("core", "a message must be a JSON object, not %1"),
                    describeType(root))},
            notJson};
    }
    if (isTrue(root.member("direct_to_neuro")))
        return readDirect(root);
    if (!root.member("choice").isAbsent()) {
        const auto read = readChoice(root);
        return read ? Decoded(WatcherMessage(*read)) : Decoded(refused(read.error()));
    }
    if (!root.member("send_action").isAbsent())
        return readOrder(root);
    if (isTrue(root.member("snapshot")))
        return WatcherMessage(SnapshotRequest{});
    return readCommand(root);
}

QString wordOf(const WatcherMessage &message)
{
    static const std::array words = {u"target"_s, u"direct_to_neuro"_s, u"snapshot"_s,
                                     u"send_action"_s, u"choice"_s};
    static_assert(std::variant_size_v<WatcherMessage> == 5);
    return words[message.index()];
}

Result<ForceChoice, Refusal> readChoice(JsonValue message)
{
    ObjectReader envelope(message, {});
    const JsonValue object = envelope.required("choice", JsonValue::Type::Object);
    if (envelope.refusal())
        return *envelope.refusal();
    ObjectReader reader(object, {"choice"});
    ForceChoice choice;
    choice.requestId = reader.optionalString("request_id");
    choice.selected = reader.requiredString("selected");
    choice.data = readData(reader, object);
    if (reader.refusal())
        return *reader.refusal();
    return choice;
}

QByteArray commandFromWatcher(const QString &watcher, const QByteArray &command)
{
    QByteArray out;
    JsonWriter message(out);
    message.beginObject().key("from_watcher").text(watcher);
    message.key("cmd").json(command).endObject();
    return out;
}

QByteArray actionResultEvent(const QString &id, bool success, const QString &message)
{
    QByteArray out;
    JsonWriter event(out);
    event.beginObject().key("event").text(u"action_result").key("id").text(id);
    event.key("success").boolean(success).key("message").text(message).endObject();
    return out;
}

} // namespace neuro::protocol
