// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/relayconfig.h"

#include "relay/upstreamnames.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace neuro::config {

namespace {

/// A secret as the relay, or what it reads with, may write it: percent signs decoded, letters small
/// as in the names of computers, and what a name of an action must not hold replaced. Only of those
/// that are too long to stand anywhere by chance.
void addSpellings(QStringList &secrets)
{
    const QStringList asWritten = secrets;
    for (const QString &secret : asWritten) {
        if (secret.size() < limits::tokenLength)
            continue;
        const QString decoded = QUrl::fromPercentEncoding(secret.toUtf8());
        for (const QString &spelling :
             {decoded, secret.toLower(), relay::UpstreamNames::cleaned(secret)}) {
            const auto isTelling = [](QChar c) {
                return c.isLetterOrNumber();
            };
            const auto telling = std::count_if(spelling.begin(), spelling.end(), isTelling);
            if (telling >= limits::tokenLength && !secrets.contains(spelling))
                secrets.append(spelling);
        }
    }
}

} // namespace

QStringList RelayConfig::secrets() const
{
    QStringList out;
    for (const QString &token : {intermediary.authToken, neuroOsToken, hub.token}) {
        if (!token.isEmpty() && !out.contains(token))
            out.append(token);
    }
    // An address may hold a password, or a token in its query.
    QStringList parts{upstream.url.password(QUrl::FullyDecoded)};
    if (parts.constFirst().isEmpty()) // Some put a token in front of the @.
        parts = {upstream.url.userName(QUrl::FullyDecoded)};
    for (const auto &[key, value] : QUrlQuery(upstream.url).queryItems(QUrl::FullyDecoded))
        parts.append(value);
    for (const QString &part : std::as_const(parts)) {
        if (part.size() >= limits::urlSecretLength && !out.contains(part))
            out.append(part);
    }
    addSpellings(out);
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
