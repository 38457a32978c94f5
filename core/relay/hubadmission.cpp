// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/hubadmission.h"

#include "protocol/codec.h"
#include "protocol/hubencoder.h"

#include <QChar>
#include <QList>

#include <algorithm>

namespace neuro::relay {

using namespace Qt::Literals::StringLiterals;

using protocol::HubErrorCode;
using protocol::Phrase;
using protocol::phrase;
using Refused = RegistrationRefusedEvent::Reason;

namespace {

HubRejection rejection(Refused reason, HubErrorCode code, protocol::Reason refusal,
                       const QString &field, const Phrase &detail)
{
    return {reason, {code, {refusal, field, detail}, QString()}};
}

HubRejection tokenRejection(Refused reason, const Phrase &detail)
{
    return rejection(reason, HubErrorCode::Forbidden, protocol::Reason::Forbidden, u"token"_s,
                     detail);
}

Phrase invalidToken()
{
    return phrase(QT_TRANSLATE_NOOP("core", "invalid auth token"));
}

std::optional<HubRejection> tokenFault(const HubRequest &request, const HubRules &rules)
{
    switch (request.token) {
    case HubToken::None:
        if (rules.openOnLoopback && request.isLocalProgram)
            return std::nullopt;
        return tokenRejection(
            Refused::BadToken,
            phrase(QT_TRANSLATE_NOOP("core",
                                     "a token is needed, the relay's %1: add token=… to the "
                                     "address, or the header Authorization: Bearer …"),
                   rules.hasOwnToken ? u"hub.token"_s : u"intermediary.auth_token"_s));
    case HubToken::Wrong:
        return tokenRejection(Refused::BadToken, invalidToken());
    case HubToken::Weak:
        // Nobody from outside needs to know that it was right.
        return tokenRejection(Refused::WeakToken, invalidToken());
    case HubToken::Right:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

bool canBeSeen(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Other_Format:
        return c == U'\u200C' || c == U'\u200D'; // Some scripts join letters with them.
    default:                                     // Qt's enumeration: all other categories.
        return true;
    }
}

std::optional<HubRejection> idFault(const HubRequest &request)
{
    const auto refuse = [](const Phrase &detail) {
        return rejection(Refused::InvalidName, HubErrorCode::InvalidMessage,
                         protocol::Reason::WrongType, u"client_id"_s, detail);
    };
    if (!request.clientId)
        return refuse(
            phrase(QT_TRANSLATE_NOOP("core", "the client id in the address is no text in UTF-8")));
    const QList<uint> characters = request.clientId->toUcs4();
    if (characters.isEmpty() || characters.size() > limits::hubClientId)
        return refuse(phrase(
            QT_TRANSLATE_NOOP("core", "a client id must be 1 to %1 characters long, this one has "
                                      "%2: connect to /ws/CLIENT_ID"),
            limits::hubClientId, characters.size()));
    if (!std::all_of(characters.begin(), characters.end(), canBeSeen))
        return refuse(phrase(
            QT_TRANSLATE_NOOP("core", "the client id \"%1\" has a character that cannot be seen"),
            protocol::quoteForMessage(*request.clientId)));
    if (*request.clientId == protocol::hubServerId)
        return refuse(
            phrase(QT_TRANSLATE_NOOP("core", "the client id \"%1\" is the hub's own: take another"),
                   *request.clientId));
    return std::nullopt;
}

std::optional<HubRejection> typeFault(const HubRequest &request)
{
    if (requestedType(request))
        return std::nullopt;
    return rejection(
        Refused::UnknownType, HubErrorCode::UnknownType, protocol::Reason::WrongType,
        u"client_type"_s,
        phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is no client_type: it must be ui, agent or "
                                         "observer"),
               protocol::quoteForMessage(*request.clientType)));
}

} // namespace

std::optional<HubRejection> rejectionOf(const HubRequest &request, const HubRules &rules)
{
    if (auto fault = tokenFault(request, rules))
        return fault;
    if (request.isSecretMisplaced) {
        return rejection(
            Refused::InvalidName, HubErrorCode::InvalidMessage, protocol::Reason::WrongType,
            u"client_id"_s,
            phrase(QT_TRANSLATE_NOOP("core", "the token stands where the client's id or type "
                                             "belongs: connect to "
                                             "/ws/CLIENT_ID?client_type=TYPE&token=TOKEN")));
    }
    if (auto fault = typeFault(request))
        return fault;
    return idFault(request);
}

std::optional<protocol::HubClientType> requestedType(const HubRequest &request)
{
    return request.clientType ? protocol::hubClientType(*request.clientType)
                              : protocol::HubClientType::Ui;
}

} // namespace neuro::relay
