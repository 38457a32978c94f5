// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/doorcertificate.h"

#include "net/netlimits.h"

#include <QFile>
#include <QFileInfo>
#include <QSslSocket>

#include <optional>
#include <utility>

namespace neuro::net {

using protocol::Phrase;
using protocol::phrase;

namespace {

using File = CertificateProblem::File;

/// What OpenSSL asks for at its usual level of security: 112 bits.
constexpr int shortestRsaKey = 2048;
constexpr int shortestEcKey = 224;

/// Begins every kind of block in a PEM file.
constexpr QByteArrayView pemMark = "-----BEGIN ";

/// The content of a PEM file, or why there is none.
protocol::Result<QByteArray, Phrase> readPem(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return phrase(QT_TRANSLATE_NOOP("core", "%1 does not exist; correct the path"), path);
    // Anything but a regular file could block for ever.
    if (!info.isFile())
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is not a file; name a PEM file"), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be read: %2; let the user that runs "
                                                "Neuro Relay read it"),
                      path, file.errorString());
    if (file.size() > limits::certificateFile)
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is larger than %2 bytes; name a PEM file with "
                                                "nothing else in it"),
                      path, limits::certificateFile);
    const QByteArray content = file.read(limits::certificateFile);
    if (!content.contains(pemMark))
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is not a PEM file, which holds lines such as "
                                                "-----BEGIN CERTIFICATE-----; convert it with "
                                                "openssl"),
                      path);
    return content;
}

/// The key, in whichever of the usual forms it is; null for any other.
QSslKey keyIn(const QByteArray &pem)
{
    const QSslKey rsa(pem, QSsl::Rsa, QSsl::Pem, QSsl::PrivateKey);
    return rsa.isNull() ? QSslKey(pem, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey) : rsa;
}

/// OpenSSL would ask for the passphrase on the terminal.
bool isProtected(const QByteArray &pem)
{
    return pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") ||
           pem.contains("Proc-Type: 4,ENCRYPTED");
}

/// What follows the head of the outermost structure in `der`; empty when it is none.
QByteArrayView derContent(QByteArrayView der)
{
    constexpr int longForm = 0x80;
    if (der.size() < 2)
        return {};
    const int length = static_cast<quint8>(der[1]);
    const qsizetype head = 2 + (length > longForm ? length - longForm : 0);
    return head > der.size() ? QByteArrayView() : der.sliced(head);
}

/// The numbers of a public key, as they also stand in its private one: those of an RSA key (RFC
/// 8017, A.1: modulus and exponent), or the point of an EC key (RFC 5915). Empty when `der` is no
/// SubjectPublicKeyInfo (RFC 5280, 4.1).
QByteArrayView publicNumbers(QByteArrayView der, QSsl::KeyAlgorithm algorithm)
{
    // A sequence of the algorithm, itself a sequence, and of a bit string.
    const QByteArrayView fields = derContent(der);
    const QByteArrayView algorithmContent = derContent(fields);
    if (algorithmContent.isEmpty())
        return {};
    const qsizetype algorithmHead = fields.size() - algorithmContent.size();
    const qsizetype algorithmSize = algorithmHead + static_cast<quint8>(fields[1]);
    if (algorithmSize >= fields.size())
        return {};
    const QByteArrayView bits = derContent(fields.sliced(algorithmSize));
    if (bits.isEmpty())
        return {};
    const QByteArrayView content = bits.sliced(1); // Behind the number of unused bits.
    return algorithm == QSsl::Rsa ? derContent(content) : content;
}

/// Whether `key` is the private one of `certificate`. Qt cannot tell.
bool belongTogether(const QSslCertificate &certificate, const QSslKey &key)
{
    const QSslKey publicKey = certificate.publicKey();
    if (publicKey.algorithm() != key.algorithm())
        return false;
    const QByteArray shown = publicKey.toDer();
    const QByteArrayView numbers = publicNumbers(shown, key.algorithm());
    return !numbers.isEmpty() && key.toDer().contains(numbers);
}

std::optional<Phrase> weakness(const QSslKey &key, const QString &file)
{
    const bool isRsa = key.algorithm() == QSsl::Rsa;
    const int shortest = isRsa ? shortestRsaKey : shortestEcKey;
    if (key.length() >= shortest)
        return std::nullopt;
    return phrase(QT_TRANSLATE_NOOP("core", "the key in %1 has only %2 bits, at least %3 are "
                                            "needed; make a new key and a certificate for it"),
                  file, key.length(), shortest);
}

} // namespace

protocol::Result<DoorCertificate, CertificateProblem>
readDoorCertificate(const QString &certificateFile, const QString &keyFile)
{
    if (!QSslSocket::supportsSsl())
        return CertificateProblem{
            File::Certificate,
            phrase(QT_TRANSLATE_NOOP("core", "%1 is of no use, for there is no encryption on this "
                                             "computer; install OpenSSL's libraries"),
                   certificateFile)};
    const auto certificatePem = readPem(certificateFile);
    if (!certificatePem)
        return CertificateProblem{File::Certificate, certificatePem.error()};
    DoorCertificate result;
    result.chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (result.chain.isEmpty())
        return CertificateProblem{
            File::Certificate,
            phrase(QT_TRANSLATE_NOOP("core",
                                     "%1 holds no certificate that can be read; it must hold one "
                                     "between -----BEGIN CERTIFICATE----- and its end"),
                   certificateFile)};
    const auto keyPem = readPem(keyFile);
    if (!keyPem)
        return CertificateProblem{File::Key, keyPem.error()};
    if (isProtected(*keyPem))
        return CertificateProblem{
            File::Key,
            phrase(QT_TRANSLATE_NOOP("core",
                                     "the key in %1 is protected by a passphrase, which nobody "
                                     "would be there to type; take it off with openssl pkey -in "
                                     "OLD -out NEW, and let nobody else read the new file"),
                   keyFile)};
    result.key = keyIn(*keyPem);
    if (result.key.isNull())
        return CertificateProblem{
            File::Key, phrase(QT_TRANSLATE_NOOP("core", "%1 holds no private key that can be read; "
                                                        "it must hold an RSA or an EC key"),
                              keyFile)};
    if (!belongTogether(result.chain.constFirst(), result.key))
        return CertificateProblem{
            File::Key,
            phrase(QT_TRANSLATE_NOOP("core", "the key in %1 does not belong to the first "
                                             "certificate in %2; name the files that were made "
                                             "together, the certificate of this relay first"),
                   keyFile, certificateFile)};
    if (const auto text = weakness(result.key, keyFile))
        return CertificateProblem{File::Key, *text};
    return result;
}

Phrase certificateWarning(const QSslCertificate &certificate, const QString &file,
                          const QDateTime &now)
{
    const auto day = [](const QDateTime &date) {
        return date.toUTC().date().toString(Qt::ISODate);
    };
    if (certificate.expiryDate() < now)
        return phrase(QT_TRANSLATE_NOOP("core", "the certificate in %1 has expired on %2, and who "
                                                "connects will not trust it; get a new one"),
                      file, day(certificate.expiryDate()));
    if (certificate.effectiveDate() > now)
        return phrase(QT_TRANSLATE_NOOP("core",
                                        "the certificate in %1 is valid only from %2 on, and who "
                                        "connects will not trust it; this computer's clock may be "
                                        "wrong"),
                      file, day(certificate.effectiveDate()));
    return {};
}

QSslConfiguration doorEncryption(const DoorCertificate &certificate)
{
    QSslConfiguration encryption = QSslConfiguration::defaultConfiguration();
    encryption.setProtocol(QSsl::TlsV1_2OrLater);
    encryption.setPeerVerifyMode(QSslSocket::VerifyNone);
    encryption.setLocalCertificateChain(certificate.chain);
    encryption.setPrivateKey(certificate.key);
    return encryption;
}

} // namespace neuro::net
