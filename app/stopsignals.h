// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace neuro::app {

/// Turns SIGINT, SIGTERM and SIGHUP (the terminal was closed) into a Qt signal. A SIGHUP that was
/// ignored, as nohup does it, stays ignored. One per process.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// From now on writing to a pipe that nobody reads any more fails, with EPIPE, and does not end the
/// process: whoever writes can tell what is lost, and end in good order. Programs that are started
/// inherit it unless they are told otherwise.
void ignoreBrokenPipes();

} // namespace neuro::app
