// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace neuro::testing {

/// `neuro-relay --headless` as a process, with a data folder and a configuration folder of its own.
class RelayProcess
{
public:
    /// `folder` keeps what outlives the process.
    explicit RelayProcess(const QString &folder);
    /// Kills.
    ~RelayProcess();
    Q_DISABLE_COPY_MOVE(RelayProcess)

    /// Starts it and waits until its door is open: on the port that it had before, or the first
    /// time on any. Returns what went wrong.
    QString start(const QUrl &upstream, const QStringList &more = {});
    /// SIGKILL, and waits for the end.
    void kill();
    QUrl url() const { return m_url; }
    QString outbox() const;

private:
    const QString m_folder;
    QUrl m_url;
    QProcess m_process;
};

} // namespace neuro::testing
