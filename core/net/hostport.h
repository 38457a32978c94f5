// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHostAddress>
#include <QString>

/// Addresses as people and tables see them. Pure functions.
namespace neuro::net {

/// "127.0.0.1:8000", "[::1]:8000".
QString hostPort(const QHostAddress &address, quint16 port);

/// `address` without the forms that hide equality: an IPv4 address mapped into IPv6 becomes
/// IPv4, a scope id ("%eth0") goes.
QHostAddress plainAddress(const QHostAddress &address);

} // namespace neuro::net
