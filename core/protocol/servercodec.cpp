// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"
#include "protocol/json.h"
#include "protocol/objectreader.h"

#include <array>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

// A client takes what it understands: members that it does not know pass without a word, so that a
// newer server does not fill an older game's log.

ServerMessage readStartup(ObjectReader &data)
{
    StartupAcknowledgement message;
    const JsonValue object = data.optionalObject("session");
    if (object.isAbsent())
        return message;
    ObjectReader session(object, {"data.session"});
    message.sessionId = session.optionalString("sessionId").value_or(QString());
    message.characterId = session.optionalString("characterId").value_or(QString());
    message.displayName = session.optionalString("displayName").value_or(QString());
    if (const auto &refusal = session.refusal())
        data.refuse(refusal->reason, refusal->path, refusal->detail);
    return message;
}

ServerMessage readAction(ObjectReader &data)
{
    ActionRequest message;
    message.id = data.requiredString("id");
    message.name = data.requiredString("name");
    if (const auto text = data.optionalString("data"))
        message.data = text->toUtf8();
    return message;
}

ServerMessage readReregisterAll(ObjectReader &)
{
    return ReregisterAll{};
}

ServerMessage readShutdownGraceful(ObjectReader &data)
{
    return ShutdownGraceful{data.requiredBool("wants_shutdown")};
}

ServerMessage readShutdownImmediate(ObjectReader &)
{
    return ShutdownImmediate{};
}

ServerMessage readSpeechFinished(ObjectReader &data)
{
    SpeechFinished message;
    message.isFinal = data.requiredBool("isFinal");
    message.cancelled = data.optionalBool("cancelled", false);
    message.reason = data.optionalString("reason").value_or(QString());
    return message;
}

ServerMessage readVoiceUnavailable(ObjectReader &data)
{
    return VoiceUnavailable{data.optionalString("reason").value_or(QString())};
}

using Read = ServerMessage (*)(ObjectReader &data);

/// In the order of serverCommands.
constexpr std::array<Read, serverCommands.size()> readers = {
    readStartup,           readAction,         readReregisterAll,    readShutdownGraceful,
    readShutdownImmediate, readSpeechFinished, readVoiceUnavailable,
};

Read findReader(QByteArrayView command)
{
    for (std::size_t i = 0; i < readers.size(); ++i) {
        if (command == serverCommands[i])
            return readers[i];
    }
    return nullptr;
}

} // namespace

Result<DecodedServerMessage, UndecodedMessage> decodeServerMessage(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text);
    if (!document)
        return UndecodedMessage{invalidJson(document.error()), {}, {}};
    const JsonValue root = document->root();
    const auto refused = [root](const Refusal &refusal) {
        return UndecodedMessage{refusal, root.member("command").toString(),
                                root.member("game").toString()};
    };
    if (!root.isObject()) {
        return refused({Reason::WrongType, QString(),
                        phrase(QT_TRANSLATE_NOOP("core", "a message must be a JSON object, not %1"),
                               describeType(root))});
    }
    ObjectReader envelope(root, {});
    const JsonValue command = envelope.required("command", JsonValue::Type::String);
    if (envelope.refusal())
        return refused(*envelope.refusal());
    const Read read = findReader(command.utf8());
    if (!read) {
        return refused(
            {Reason::UnknownCommand, u"command"_s,
             phrase(QT_TRANSLATE_NOOP("core", "the server's command \"%1\" is not known here"),
                    quoteForMessage(command.toString()))});
    }
    const JsonValue dataObject = envelope.optionalObject("data");
    if (envelope.refusal())
        return refused(*envelope.refusal());

    ObjectReader data(dataObject, {"data"});
    DecodedServerMessage decoded{read(data), {}};
    if (data.refusal())
        return refused(*data.refusal());
    if (const QString key = document->firstDuplicateKey(); !key.isEmpty())
        decoded.warnings.append(
            {DiagnosticKey::MessageDuplicateKey, verbatim(quoteForMessage(key))});
    return decoded;
}

} // namespace neuro::protocol
