// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QByteArray>
#include <QMetaType>
#include <QObject>
#include <QString>
#include <QThreadPool>

namespace neuro::config {

/// A configuration file at one moment.
struct ConfigSource
{
    QString path;
    QByteArray text;     ///< Its bytes; empty when it does not exist.
    bool exists = false; ///< False also for one that cannot be read, see `problem`.
    /// Why it cannot be read; empty when it was, or does not exist.
    protocol::Phrase problem;

    bool operator==(const ConfigSource &) const = default;
};

struct ConfigSaving
{
    enum class Outcome {
        Saved,
        /// The file is not any more what it was when it was read: nothing was written.
        ChangedOutside,
        Failed,
    };

    Outcome outcome = Outcome::Failed;
    ConfigSource now;       ///< The file as it is afterwards.
    QString backup;         ///< Where what was overwritten is; empty when nothing was.
    protocol::Phrase error; ///< When it failed: what, and what to do.
};

// These block for as long as the disk does.

/// Reads a file of at most limits::fileSize bytes.
ConfigSource readConfigSource(const QString &path);

/// Replaces the file of `basedOn` by `text`, all of it or nothing, readable by its owner only, if
/// it still is what `basedOn` says. What it was is kept beside it, under backupPath(), in place of
/// an earlier backup. A symbolic link stays one. Missing folders are made. A text that is there
/// already is not written again.
ConfigSaving saveConfig(const ConfigSource &basedOn, const QByteArray &text);

/// "config.yaml.backup" for "config.yaml".
QString backupPath(const QString &path);

/// The same beside the thread that it belongs to, one after the other.
class ConfigWriter : public QObject
{
    Q_OBJECT

public:
    explicit ConfigWriter(QObject *parent = nullptr);
    /// Waits until what was begun is done.
    ~ConfigWriter() override;

    /// sourceRead() follows.
    void read(const QString &path);
    /// saved() follows.
    void save(const ConfigSource &basedOn, const QByteArray &text);

Q_SIGNALS:
    void sourceRead(const neuro::config::ConfigSource &source);
    void saved(const neuro::config::ConfigSaving &saving);

private:
    QThreadPool m_pool;
};

} // namespace neuro::config

Q_DECLARE_METATYPE(neuro::config::ConfigSource)
Q_DECLARE_METATYPE(neuro::config::ConfigSaving)
