// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/hubmessage.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QStringView>

/// What the hub itself says to its clients. Pure functions; safe in any thread. `wall` is the time
/// of the message in microseconds since 1970.
namespace neuro::protocol {

/// As whom the hub speaks: no client has this id.
inline constexpr QLatin1StringView hubServerId("server");

/// To a client that has connected; `reconnects`: how often it has come back to its session.
QByteArray hubWelcome(QStringView id, int reconnects, qint64 wall);
/// To the others; `total` clients are there, with the new one.
QByteArray hubJoined(QStringView id, HubClientType type, qsizetype total, qint64 wall);
/// To the others; `remaining` clients are there.
QByteArray hubLeft(QStringView id, qsizetype remaining, qint64 wall);
/// Asks whether somebody is there.
QByteArray hubPing(qint64 wall);
/// Answers a ping; `data` is that of the ping, as JSON; empty when it had none.
QByteArray hubPong(const QByteArray &data, qint64 wall);
QByteArray hubError(const HubFault &fault, qint64 wall);

} // namespace neuro::protocol
