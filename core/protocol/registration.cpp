// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/registration.h"

#include "protocol/json.h"
#include "protocol/jsonwriter.h"

#include <algorithm>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isTrue(JsonValue value)
{
    return value.isBool() && value.toBool();
}

std::optional<RegistrationType> typeOf(JsonValue root)
{
    const QByteArrayView type = root.member("type").utf8();
    if (type == "integration")
        return RegistrationType::Integration;
    if (type == "neuro-os")
        return RegistrationType::Watcher;
    if (type == "register" && root.member("client_type").utf8() == "watcher")
        return RegistrationType::Watcher;
    return std::nullopt;
}

bool isNameCharacter(char32_t c)
{
    switch (c) {
    case U' ':
    case U'_':
    case U'.':
    case U'-':
        return true;
    default: // Any other character: its category decides.
        return QChar::isLetter(c) || QChar::isMark(c) || QChar::isDigit(c);
    }
}

} // namespace

std::optional<Registration> readRegistration(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text);
    if (!document || !document->root().isObject())
        return std::nullopt;
    const JsonValue root = document->root();
    Registration registration;
    registration.type = typeOf(root);
    registration.typeWord = root.member("type").toString();
    registration.name = root.member("name").toString();
    registration.token = root.member("auth_token").utf8().toByteArray();
    registration.wantsAcknowledgement = isTrue(root.member("ack"));
    registration.wantsSnapshot = isTrue(root.member("snapshot"));
    return registration;
}

std::optional<RegistrationFault> faultOf(const Registration &registration)
{
    if (!registration.type)
        return RegistrationFault::UnknownType;
    if (!isRegisteredName(registration.name))
        return RegistrationFault::InvalidName;
    return std::nullopt;
}

bool isRegisteredName(QStringView name)
{
    // A character has at most two units: no need to look at more.
    if (name.isEmpty() || name.size() > 2 * limits::registeredName)
        return false;
    const QList<uint> characters = name.toUcs4();
    return characters.size() <= limits::registeredName &&
           std::all_of(characters.begin(), characters.end(), isNameCharacter);
}

QByteArray registrationError(RegistrationFault fault)
{
    switch (fault) {
    case RegistrationFault::NotJson:
        return errorAnswer(u"registration must be JSON");
    case RegistrationFault::BadToken:
        return errorAnswer(u"invalid auth token");
    case RegistrationFault::UnknownType:
        return errorAnswer(u"unknown registration type");
    case RegistrationFault::InvalidName:
        return errorAnswer(u"invalid name");
    }
    Q_UNREACHABLE();
    return {};
}

QByteArray registrationAcknowledgement(const QString &name, bool isEnhanced)
{
    QByteArray out;
    JsonWriter answer(out);
    answer.beginObject().key("status").text(u"registered").key("name").text(name);
    answer.key("privileges").text(QString(privilegesName(isEnhanced))).endObject();
    return out;
}

QByteArray replacedByNewerError()
{
    return errorAnswer(u"replaced by a newer connection with the same name");
}

QByteArray errorAnswer(QStringView error)
{
    QByteArray out;
    JsonWriter(out).beginObject().key("error").text(error).endObject();
    return out;
}

QByteArray statusAnswer(QStringView status)
{
    QByteArray out;
    JsonWriter(out).beginObject().key("status").text(status).endObject();
    return out;
}

} // namespace neuro::protocol
