// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/relayservice.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace neuro::bench {

/// Runs the event loop until `condition` holds; ends the program, saying `what` it waited for, when
/// that takes more than a minute.
void waitUntil(const char *what, const std::function<bool()> &condition);

/// The whole relay as the program runs it with a window: its threads, a recording to a file, and an
/// observer that takes every batch. The decider is `first`, or upstream when there is one.
class MeasuredRelay : public QObject
{
    Q_OBJECT

public:
    enum class Recording { On, Off };
    /// Starts and waits until the doors are open. An `upstream` of 0: none; else its port.
    explicit MeasuredRelay(quint16 upstream = 0, Recording recording = Recording::On);
    ~MeasuredRelay() override;

    quint16 port() const { return m_port; }
    quint16 intermediaryPort() const { return m_intermediaryPort; }
    quint16 statusPort() const { return m_statusPort; }
    /// What the intermediary door wants to be shown.
    static QString token() { return QStringLiteral("3f8a61c2d97b40e5b1a4f06e2c8d7593"); }
    /// Frames that came out at the observer's end.
    quint64 observedFrames() const { return m_observed; }
    /// Diagnostics that came out there.
    quint64 observedDiagnostics() const { return m_diagnostics; }
    /// Waits until `frames` frames more than at the last call were observed and (when it records)
    /// are on disk. Ends
    /// the program if one was lost: then the work was not done.
    void waitForFrames(quint64 frames);

private:
    const Recording m_recording;
    QTemporaryDir m_folder;
    std::unique_ptr<service::RelayService> m_service;
    quint16 m_port = 0;
    quint16 m_intermediaryPort = 0;
    quint16 m_statusPort = 0;
    quint64 m_observed = 0;
    quint64 m_diagnostics = 0;
    quint64 m_skipped = 0;
    quint64 m_recorded = 0;
    quint64 m_waitedFor = 0;
};

/// The process bench_load. Lines go in and come out.
class LoadProcess : public QObject
{
    Q_OBJECT

public:
    /// Starts it, or another `program` of the same manners, and waits until it is ready.
    explicit LoadProcess(const QStringList &arguments,
                         const QString &program = QStringLiteral(BENCH_LOAD));
    ~LoadProcess() override;

    /// What it said when it was ready.
    const QByteArray &greeting() const { return m_greeting; }
    /// Gives an order and waits for the answer, without its end of line.
    QByteArray order(const QByteArray &line);
    /// Gives an order whose answer nobody waits for yet.
    void begin(const QByteArray &line) { m_process.write(line + '\n'); }
    bool hasAnswered() const { return m_process.canReadLine(); }
    QByteArray waitForLine();
    qint64 processId() const { return m_process.processId(); }

private:
    QProcess m_process;
    QByteArray m_greeting;
};

} // namespace neuro::bench
