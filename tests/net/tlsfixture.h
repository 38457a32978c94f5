// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/tlssettings.h"

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>

/// The two ends of an encrypted connection, with the certificates in tests/data/tls.
namespace neuro::tests {

QString tlsFile(const QString &name);

/// An encrypted port on any free one, with the certificate of this name.
net::TlsSettings encryptedPort(const QString &certificate = QStringLiteral("server"));

/// Trusts the authority of the tests, and nobody else.
QSslConfiguration trusting();

/// The first bytes of a client that speaks TLS up to `version` (0x0302: TLS 1.1), by hand: OpenSSL
/// does not speak the older ones any more.
QByteArray clientHello(quint16 version);

} // namespace neuro::tests
