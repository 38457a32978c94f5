// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QDateTime>
#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>

/// What encrypted ports show to whoever connects. These functions block for as long as the disk
/// does; otherwise pure, safe in any thread.
namespace neuro::net {

/// A certificate, followed by those that vouch for it, and the private key of the first one.
struct DoorCertificate
{
    QList<QSslCertificate> chain;
    QSslKey key;
};

struct CertificateProblem
{
    enum class File { Certificate, Key };

    File file = File::Certificate; ///< The one to look at.
    protocol::Phrase text;         ///< Which file, what is wrong, and what to do.
};

/// Reads two PEM files, which may be the same one, of at most limits::certificateFile bytes each.
/// What it gives can be used: the key is RSA or EC, long enough, not protected by a passphrase, and
/// belongs to the certificate. Dates are not looked at, see certificateWarning().
protocol::Result<DoorCertificate, CertificateProblem>
readDoorCertificate(const QString &certificateFile, const QString &keyFile);

/// That the certificate in `file` has expired at `now`, or is not valid yet: it is used all the
/// same, for a clock may be wrong. Empty: it is valid.
protocol::Phrase certificateWarning(const QSslCertificate &certificate, const QString &file,
                                    const QDateTime &now);

/// TLS 1.2 or later, with this certificate; nobody who connects needs one.
QSslConfiguration doorEncryption(const DoorCertificate &certificate);

} // namespace neuro::net
