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
    const auto addEncrypted = [&add](const QString &host, std::optional<quint16> port,
                                     const char *key) {
        add(host, port.value_or(0), QString::fromLatin1(key));
    };
    addEncrypted(backend.host, backend.tls.port, backendTlsKey);
    if (intermediary.enabled) {
        add(intermediary.host, intermediary.port, intermediaryPlace.key);
        addEncrypted(intermediary.host, intermediary.tlsPort, intermediaryTlsKey);
    }
    if (status.enabled) {
        add(status.host, status.port, statusPlace.key);
        addEncrypted(status.host, status.tlsPort, statusTlsKey);
    }
    if (status.randyPort)
        add(QString(), *status.randyPort, QStringLiteral("status.randy_port"));
    return out;
}

net::TlsSettings RelayConfig::encrypted(std::optional<quint16> port) const
{
    return {port, backend.tls.certificate, backend.tls.key};
}

const QString &RelayConfig::hubToken() const
{
    return hub.token.isEmpty() ? intermediary.authToken : hub.token;
}

} // namespace neuro::config
