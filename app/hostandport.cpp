// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/hostandport.h"

namespace neuro::app {

std::optional<HostAndPort> parseHostAndPort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    // A bare IPv6 address has colons too, but no port.
    const bool bracketed = text.startsWith(u'[');
    if (bracketed && (colon < 2 || text.at(colon - 1) != u']'))
        return std::nullopt;
    QString host = colon > 0 ? text.left(colon) : QString();
    if (bracketed)
        host = host.mid(1, host.size() - 2);
    else if (host.contains(u':'))
        return std::nullopt;
    bool isNumber = false;
    const ushort port = text.mid(colon + 1).toUShort(&isNumber);
    if (!isNumber)
        return std::nullopt;
    return HostAndPort{host, port};
}

} // namespace neuro::app
