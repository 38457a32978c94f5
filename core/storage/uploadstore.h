// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QString>

class QFile;

namespace neuro::storage {

/// Keeps what integrations send as binary messages, each in a file of its own. Nothing that a
/// sender says becomes part of a path; files and folder are their owner's alone. Belongs to one
/// thread; blocks while it writes.
class UploadStore
{
public:
    struct Limits
    {
        qint64 messageBytes = 0; ///< Of one message.
        qint64 quotaBytes = 0;   ///< Of all files in the folder.
    };

    /// `folder` is created with the first message.
    UploadStore(QString folder, Limits limits);

    void setLimits(Limits limits) { m_limits = limits; }

    /// Stores a message of the integration `sender` that came at `wallMicros` (since 1970 UTC).
    /// Returns the file's name, "20261120-173102-Spotify-1.bin", or why there is none, in words for
    /// the sender: they do not say where on this computer the folder is.
    protocol::Result<QString, protocol::Phrase> store(const QString &sender,
                                                      const QByteArray &bytes, qint64 wallMicros);

private:
    qint64 usedBytes() const;
    QString nameFor(const QString &sender, qint64 wallMicros, quint64 number) const;
    protocol::Result<QString, protocol::Phrase> write(QFile &file, const QByteArray &bytes);

    const QString m_folder;
    Limits m_limits;
    qint64 m_used = -1;   ///< Bytes in the folder; -1: not counted yet.
    quint64 m_number = 0; ///< Of the last file.
};

/// `sender` as part of a file name: letters, digits, `_` and `-` of ASCII; anything else becomes
/// one `_`. Never empty, never long.
QString uploadNamePart(const QString &sender);

} // namespace neuro::storage
