// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QFileDevice>
#include <QString>

#include <memory>
#include <optional>

namespace neuro::storage {

/// What exists under a name and is no regular file, such as a device or a pipe, or is one that is
/// open, as /dev/stdout may be.
enum class SpecialFile {
    Write,  ///< Is written to as one goes, an open file at its end, and stays what it is.
    Refuse, ///< Cannot be opened: to write to it may take forever.
};

/// The file that somebody names for what is exported or reported. A regular one is replaced by
/// commit(), in one step, or not at all. Belongs to one thread.
class TargetFile
{
public:
    explicit TargetFile(const QString &path, SpecialFile special = SpecialFile::Write);
    /// Without commit() a regular file stays as it was.
    ~TargetFile();
    Q_DISABLE_COPY_MOVE(TargetFile)

    /// Opens for writing; once. `permissions` are those of the new file, before its first byte;
    /// without, they are what the system gives. Those of special files never change. A pipe that
    /// may be written is waited for until somebody reads. False: errorString() says why.
    bool open(std::optional<QFileDevice::Permissions> permissions = std::nullopt);
    bool isOpen() const;
    /// What to write to, from open() on.
    QFileDevice &device();
    /// Ends it. False: it could not be written, and a regular file is as it was.
    bool commit();

    /// Whether open() refused it for what it is; errorString() is for everything else.
    bool isRefused() const { return m_isRefused; }
    QString fileName() const { return m_path; }
    QString errorString() const;

private:
    const QString m_path;
    const SpecialFile m_special;
    std::unique_ptr<QFileDevice> m_device;
    bool m_isRefused = false;
};

/// That `path` was refused for what it is, and what to do.
protocol::Phrase notRegularFile(const QString &path);

/// Whether both names lead to the same file, through symbolic and hard links as well, or would lead
/// to the same one if it were made.
bool isSameFile(const QString &a, const QString &b);

} // namespace neuro::storage
