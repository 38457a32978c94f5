// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <optional>

namespace neuro::app {

/// Where a door listens.
struct HostAndPort
{
    QString host;     ///< Empty: both loopbacks.
    quint16 port = 0; ///< 0: any that is free.
};

/// Splits "HOST:PORT", "[::1]:PORT", ":PORT" or "PORT"; nothing when \a text is none of them.
std::optional<HostAndPort> parseHostAndPort(const QString &text);

} // namespace neuro::app
