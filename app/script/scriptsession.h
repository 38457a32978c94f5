// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/gameprogram.h"
#include "app/script/scriptrunner.h"
#include "service/relayservice.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace neuro::script {

/// Plays a script with a relay and the program that the script names, and reports as TAP. Lives in
/// the thread of its user.
class ScriptSession : public QObject
{
    Q_OBJECT

public:
    /// Takes whole lines of the report.
    using Print = std::function<void(const QByteArray &)>;

    /// `service` must outlive this, observed and not yet started. `file` names the script in the
    /// report.
    ScriptSession(const Script &script, const QString &file, service::RelayService &service,
                  Print print, QObject *parent = nullptr);

    void start();
    /// Ends it: the step that waits has failed, for this reason.
    void stop(const QString &why);

    const ScriptRunner &runner() const { return m_runner; }

Q_SIGNALS:
    /// Every step is over, and the program has been stopped. From the event loop, once.
    void finished();

private:
    void takeDoor(const relay::DoorEvent &door);
    /// Reports what is over, and waits for the rest.
    void goOn();

    service::RelayService &m_service;
    const QString m_file;
    const Print m_print;
    ScriptRunner m_runner;
    GameProgram m_program;
    QTimer m_timer;
    qsizetype m_reported = 0;
    bool m_isOpen = false;
    bool m_isFinished = false;
};

} // namespace neuro::script
