// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/relayconfig.h"

#include <QUrlQuery>

#include <utility>

namespace neuro::config {

QStringList RelayConfig::secrets() const
{
    QStringList out;
    for (const QString &token : {intermediary.authToken, neuroOsToken}) {
        if (!token.isEmpty() && !out.contains(token))
            out.append(token);
    }
    // An address may hold a password, or a token in its query.
    QStringList parts{upstream.url.password(QUrl::FullyDecoded)};
    for (const auto &[key, value] : QUrlQuery(upstream.url).queryItems(QUrl::FullyDecoded))
        parts.append(value);
    for (const QString &part : std::as_const(parts)) {
        if (part.size() >= limits::urlSecretLength && !out.contains(part))
            out.append(part);
    }
    return out;
}

QList<net::OwnDoor> RelayConfig::doors() const
{
    return {{backend.host, backend.port, backendPlace.key},
            {intermediary.host, intermediary.port, intermediaryPlace.key}};
}

} // namespace neuro::config
