// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

/// How single values of the configuration are spelled; nothing here knows YAML.
namespace neuro::config {

/// "8 MiB", "1.5 GB", "4096": bytes; KB is 1000, KiB 1024. Nothing for anything else, or beyond
/// 64 bits.
std::optional<qint64> parseSize(QStringView text);
/// In the largest unit that leaves a whole number: "8 MiB".
QString formatSize(qint64 bytes);

/// A decimal number without infinities.
std::optional<double> parseNumber(QStringView text);
/// The shortest spelling: "18", "0.5".
QString formatNumber(double value);

std::optional<bool> parseBoolean(QStringView text);

/// An IP address or a host name, brackets around an IPv6 address removed; nothing for what cannot
/// be one, such as a URL or an address with a port.
std::optional<QString> parseHost(QStringView text);
/// What parseHost() takes, for whoever wrote something else.
protocol::Phrase hostRule();

bool isLoopbackHost(const QString &host);

/// "192.168.1.20", "10.0.0.0/8", "fe80::/10".
bool isAddressOrNetwork(const QString &text);

/// "https://example.org", with a port or without; "null".
bool isOrigin(const QString &text);

/// The candidate that `key` most likely means; empty when none is near enough.
QString nearestKey(const QString &key, const QStringList &candidates);

} // namespace neuro::config
