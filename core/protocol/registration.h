// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>
#include <QStringView>

#include <array>
#include <optional>

/// The first message on a connection of the intermediary door. Pure functions; safe in any thread.
namespace neuro::protocol {

namespace limits {
/// Characters (code points) of a registered name.
inline constexpr int registeredName = 64;
} // namespace limits

enum class RegistrationType {
    Integration, ///< `integration`
    Watcher,     ///< `neuro-os`, or `register` with the `client_type` `watcher`.
};

/// Why a registration is refused, in the order in which it is checked.
enum class RegistrationFault { NotJson, BadToken, UnknownType, InvalidName };

/// A registration as it was sent; whether the token is right is the door's to know.
struct Registration
{
    std::optional<RegistrationType> type; ///< None: unknown.
    QString typeWord;                     ///< As sent; empty when it is missing or no text.
    QString name;                         ///< As sent; empty when it is missing or no text.
    QByteArray token;                     ///< UTF-8; empty when it is missing or no text. A secret.
    bool wantsAcknowledgement = false;    ///< `"ack": true`
    bool wantsSnapshot = false;           ///< `"snapshot": true`
};

/// Reads a first message; nothing when it is no JSON object. Unknown members are ignored.
std::optional<Registration> readRegistration(const QByteArray &text);

/// What is wrong with a registration beside its token: the type or the name.
std::optional<RegistrationFault> faultOf(const Registration &registration);

/// Whether `name` is 1 to limits::registeredName characters, all of them letters (of any script,
/// with their marks), digits, spaces, or one of `_ . -`.
bool isRegisteredName(QStringView name);

/// The answer to a bad registration, before the connection is closed.
QByteArray registrationError(RegistrationFault fault);
/// The answer to a good one that asked for it.
QByteArray registrationAcknowledgement(const QString &name, bool isEnhanced);

/// "enhanced" or "standard".
constexpr QLatin1StringView privilegesName(bool isEnhanced)
{
    return isEnhanced ? QLatin1StringView("enhanced") : QLatin1StringView("standard");
}

/// What the older of two connections under one name is told before it is closed.
QByteArray replacedByNewerError();

/// `{"error":…}`
QByteArray errorAnswer(QStringView error);
/// `{"status":…}`
QByteArray statusAnswer(QStringView status);

} // namespace neuro::protocol
