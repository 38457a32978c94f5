// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/failingaddresses.h"
#include "net/tokencheck.h"
#include "protocol/registration.h"
#include "relay/relayevent.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <variant>

namespace neuro::net {

/// Decides about the first message of a connection: who may come in as what; nobody whose name
/// gives a token away. No I/O; its owner
/// tells the time, in milliseconds that never go back.
class RegistrationDesk
{
public:
    struct Accepted
    {
        relay::PeerRole role = relay::PeerRole::Integration;
        QString name;
        bool isEnhanced = false;
        bool hasWeakToken = false; ///< It came from this computer, elsewhere it would be refused.
        bool wantsAcknowledgement = false;
        bool wantsSnapshot = false;
    };
    struct Refused
    {
        QByteArray answer;                     ///< What the peer is told before it is closed.
        relay::RegistrationRefusedEvent event; ///< Without its time. Holds no token.
        bool isLate = false;                   ///< The answer is to be held back.
    };
    using Verdict = std::variant<Accepted, Refused>;

    /// The tokens that admit; an empty one admits nobody.
    void setTokens(const QString &standard, const QString &enhanced);
    Verdict judge(const QByteArray &utf8, const QHostAddress &peer, qint64 nowMs);
    /// A peer whose first message was none of a registration's kind: binary.
    Refused refuseBinary(const QHostAddress &peer, qint64 nowMs) const;

private:
    using Reason = relay::RegistrationRefusedEvent::Reason;

    Refused refuse(Reason reason, protocol::RegistrationFault fault, const QHostAddress &peer,
                   qint64 nowMs) const;
    bool holdsToken(const QString &name) const;
    QString shown(const QString &text, const QByteArray &token) const;

    TokenCheck m_tokens;
    FailingAddresses m_failing;
    QStringList m_secrets; ///< The tokens, to keep them out of what is shown.
};

} // namespace neuro::net
