// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace neuro::testing {

/// `neuro-relay --headless` as a process, with a data folder and a configuration folder of its own,
/// and with every door on a free port.
class RelayProcess
{
public:
    /// `folder` keeps what outlives the process.
    explicit RelayProcess(const QString &folder);
    /// Kills.
    ~RelayProcess();
    Q_DISABLE_COPY_MOVE(RelayProcess)

    /// Starts it and waits until its doors are open: on the ports that they had before, or the
    /// first time on any. An empty `upstream` is none. Returns what went wrong.
    QString start(const QUrl &upstream, const QStringList &more = {});
    /// SIGKILL, and waits for the end.
    void kill();
    /// Of the backend door.
    QUrl url() const { return m_url; }
    /// Of the doors that the ready line names.
    QUrl intermediaryUrl() const { return m_intermediaryUrl; }
    QUrl statusUrl() const { return m_statusUrl; }
    /// Of Randy's port, when `--randy` was among the options.
    QUrl randyUrl() const { return m_randyUrl; }
    qint64 id() const { return m_process.processId(); }
    /// SIGTERM, and waits for the end; the exit code, -1 when it does not end by itself.
    int stop();
    /// What it has written to standard error.
    QByteArray errors() const;
    QString outbox() const;

private:
    const QString m_folder;
    QUrl m_url;
    QUrl m_intermediaryUrl;
    QUrl m_statusUrl;
    QUrl m_randyUrl;
    QProcess m_process;
};

} // namespace neuro::testing
