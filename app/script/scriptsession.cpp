// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scriptsession.h"

#include "app/script/tapreport.h"
#include "relay/relaydispatcher.h"

#include <algorithm>

namespace neuro::script {

using namespace Qt::StringLiterals;
using relay::systemInstant;

ScriptSession::ScriptSession(const Script &script, const QString &file,
                             service::RelayService &service, Print print, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_file(file)
    , m_print(std::move(print))
    , m_runner(script,
               [&service](const relay::RelayCommand &command) { return service.submit(command); })
{
    using service::RelayService;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_runner.advance(systemInstant());
        goOn();
    });
    connect(&service, &RelayService::doorChanged, this, &ScriptSession::takeDoor);
    connect(&service, &RelayService::events, this,
            [this](const relay::RelayEvents &batch, quint64 skipped) {
                m_runner.take(batch, skipped, systemInstant());
                goOn();
            });
    connect(&m_program, &GameProgram::ended, this, [this](const ProgramEnd &end) {
        m_runner.takeEnd(end, systemInstant());
        goOn();
    });
    connect(&m_program, &GameProgram::failed, this, &ScriptSession::stop);
}

void ScriptSession::start()
{
    m_print(tapHeader(m_runner.script()));
    if (const QString error = m_service.start(); !error.isEmpty())
        stop(error);
}

void ScriptSession::takeDoor(const relay::DoorEvent &door)
{
    if (door.door != relay::Door::Backend || m_isOpen || m_isFinished)
        return;
    if (!door.listening) {
        stop(
            u"cannot listen for games: %1; choose another address with --backend [HOST:]PORT"_s.arg(
                door.error.english()));
        return;
    }
    m_isOpen = true;
    const QString url = u"ws://"_s + door.addresses.constFirst();
    m_print(tapComment(u"the relay listens at %1 (NEURO_SDK_WS_URL)"_s.arg(url)));
    const Program &program = m_runner.script().program;
    if (!program.command.isEmpty())
        m_program.start(program, url);
    m_runner.start(systemInstant());
    goOn();
}

void ScriptSession::stop(const QString &why)
{
    m_runner.stop(why, systemInstant());
    goOn();
}

void ScriptSession::goOn()
{
    const QList<StepResult> &results = m_runner.results();
    for (; m_reported < results.size(); ++m_reported)
        m_print(tapPoint(m_reported + 1, m_runner.script().steps.at(m_reported),
                         results.at(m_reported), m_file));
    if (const auto wake = m_runner.nextWake()) {
        // Rounded up: a moment too early would be in vain.
        const qint64 micros = *wake - systemInstant().mono + relay::microsPerMs - 1;
        m_timer.start(static_cast<int>(std::max<qint64>(0, micros / relay::microsPerMs)));
        return;
    }
    m_timer.stop();
    if (m_isFinished || !m_runner.isOver())
        return;
    m_isFinished = true;
    // While the relay still runs: a game may say goodbye.
    m_program.stop();
    QMetaObject::invokeMethod(this, &ScriptSession::finished, Qt::QueuedConnection);
}

} // namespace neuro::script
