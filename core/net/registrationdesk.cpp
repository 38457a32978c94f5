// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/registrationdesk.h"

#include "net/hostport.h"
#include "protocol/codec.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::net {

namespace {

using protocol::Registration;
using protocol::RegistrationFault;
using protocol::RegistrationType;

/// A shorter text would be found everywhere.
constexpr qsizetype shortestSecret = 4;

/// Whether a right token is right for what its owner wants to be. Of an unknown type nothing more
/// can be said.
bool admits(const TokenCheck::Match &match, const std::optional<RegistrationType> &type)
{
    return match.isStandard || (match.isEnhanced && type != RegistrationType::Integration);
}

} // namespace

void RegistrationDesk::setTokens(const QString &standard, const QString &enhanced)
{
    m_tokens.setTokens(standard, enhanced);
    m_secrets = {standard, enhanced};
}

RegistrationDesk::Verdict RegistrationDesk::judge(const QByteArray &utf8, const QHostAddress &peer,
                                                  qint64 nowMs)
{
    const std::optional<Registration> registration = protocol::readRegistration(utf8);
    if (!registration)
        return refuse(Reason::NotJson, RegistrationFault::NotJson, peer, nowMs);
    const auto refused = [&](Reason reason, RegistrationFault fault) {
        Refused result = refuse(reason, fault, peer, nowMs);
        result.event.type = shown(registration->typeWord, registration->token);
        result.event.name = shown(registration->name, registration->token);
        return result;
    };
    const TokenCheck::Match match = m_tokens.match(registration->token);
    const bool isAdmitted = admits(match, registration->type);
    const bool isTooWeak = match.isWeak && !plainAddress(peer).isLoopback();
    if (!isAdmitted || isTooWeak) {
        Refused result =
            refused(isAdmitted ? Reason::WeakToken : Reason::BadToken, RegistrationFault::BadToken);
        m_failing.noteBadToken(plainAddress(peer), nowMs);
        return result;
    }
    if (const auto fault = protocol::faultOf(*registration)) {
        const bool isType = *fault == RegistrationFault::UnknownType;
        return refused(isType ? Reason::UnknownType : Reason::InvalidName, *fault);
    }
    // Everybody would see it: in the window, in recordings, as a watcher.
    if (holdsToken(registration->name))
        return refused(Reason::InvalidName, RegistrationFault::InvalidName);
    const bool isWatcher = registration->type == RegistrationType::Watcher;
    return Accepted{isWatcher ? relay::PeerRole::Watcher : relay::PeerRole::Integration,
                    registration->name,
                    isWatcher && match.isEnhanced,
                    match.isWeak,
                    registration->wantsAcknowledgement,
                    isWatcher && registration->wantsSnapshot};
}

RegistrationDesk::Refused RegistrationDesk::refuseBinary(const QHostAddress &peer,
                                                         qint64 nowMs) const
{
    return refuse(Reason::NotJson, RegistrationFault::NotJson, peer, nowMs);
}

RegistrationDesk::Refused RegistrationDesk::refuse(Reason reason, RegistrationFault fault,
                                                   const QHostAddress &peer, qint64 nowMs) const
{
    const QHostAddress address = plainAddress(peer);
    Refused result;
    result.answer = protocol::registrationError(fault);
    result.event.reason = reason;
    result.event.address = address.toString();
    result.isLate = m_failing.isSlow(address, nowMs);
    return result;
}

/// Whether a name is one of the tokens, or has one in it that is too long to be there by chance.
bool RegistrationDesk::holdsToken(const QString &name) const
{
    return std::any_of(m_secrets.begin(), m_secrets.end(), [&name](const QString &secret) {
        return secret.size() >= safeTokenLength ? name.contains(secret)
                                                : !secret.isEmpty() && name == secret;
    });
}

/// A type or a name as people may see it: some clients mix up their fields.
QString RegistrationDesk::shown(const QString &text, const QByteArray &token) const
{
    QString out = text;
    for (const QString &secret : m_secrets + QStringList{QString::fromUtf8(token)}) {
        if (secret.size() >= shortestSecret)
            out.replace(secret, u"***"_s);
    }
    return protocol::quoteForMessage(out);
}

} // namespace neuro::net
