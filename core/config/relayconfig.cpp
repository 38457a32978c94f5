// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/relayconfig.h"

#include <QUrlQuery>

#include <utility>

namespace neuro::config {

QStringList RelayConfig::secrets() const
{
    QStringList out;
    for (const QString &token : {intermediary.authToken, neuroOsToken, hub.token}) {
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
    QList<net::OwnDoor> out{{backend.host, backend.port, backendPlace.key}};
    const auto add = [&out](const QString &host, quint16 port, const QString &place) {
        if (port != 0)
            out.append({host, port, place});
    };
    if (intermediary.enabled) {
        add(intermediary.host, intermediary.port, intermediaryPlace.key);
    }
    if (status.enabled) {
        add(status.host, status.port, statusPlace.key);
    }
    if (status.randyPort)
        add(QString(), *status.randyPort, QStringLiteral("status.randy_port"));
    return out;
}

const QString &RelayConfig::hubToken() const
{
    return hub.token.isEmpty() ? intermediary.authToken : hub.token;
}

} // namespace neuro::config
