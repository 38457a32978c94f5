// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/tlsfixture.h"

#include <QSslCertificate>

namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray number(qsizetype value, int bytes)
{
    QByteArray result;
    for (int i = bytes - 1; i >= 0; --i)
        result.append(static_cast<char>((value >> (8 * i)) & 0xFF));
    return result;
}

QByteArray sized(const QByteArray &content, int bytes)
{
    return number(content.size(), bytes) + content;
}

} // namespace

QString tlsFile(const QString &name)
{
    return QStringLiteral(TEST_DATA_DIR) + u"/tls/"_s + name;
}

net::TlsSettings encryptedPort(const QString &certificate)
{
    return {0, tlsFile(certificate + u".pem"_s), tlsFile(certificate + u".key"_s)};
}

QSslConfiguration trusting()
{
    QSslConfiguration encryption = QSslConfiguration::defaultConfiguration();
    encryption.setCaCertificates(QSslCertificate::fromPath(tlsFile(u"authority.pem"_s), QSsl::Pem));
    return encryption;
}

QByteArray clientHello(quint16 version)
{
    // ECDHE with ECDSA or RSA, AES-128, SHA-1 or GCM: what TLS 1.0 to 1.2 have.
    const QByteArray ciphers = QByteArray::fromHex("c009c013c02bc02f");
    const QByteArray groups = QByteArray::fromHex("000a000400020017");
    const QByteArray points = QByteArray::fromHex("000b00020100");
    const QByteArray signatures = QByteArray::fromHex("000d0006000404030401");
    const QByteArray hello = number(version, 2) + QByteArray(32, 'r') + sized({}, 1) +
                             sized(ciphers, 2) + sized(QByteArray(1, 0), 1) +
                             sized(groups + points + signatures, 2);
    const QByteArray message = QByteArray(1, 1) + sized(hello, 3);
    return QByteArray::fromHex("160301") + sized(message, 2);
}

} // namespace neuro::tests
