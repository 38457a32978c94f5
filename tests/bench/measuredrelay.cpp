// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/measuredrelay.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <variant>

using namespace Qt::Literals::StringLiterals;

namespace neuro::bench {

namespace {

constexpr int patienceMs = 60'000;

quint16 portOf(const QStringList &addresses)
{
    const QString address = addresses.value(0);
    return address.sliced(address.lastIndexOf(u':') + 1).toUShort();
}

} // namespace

void waitUntil(const char *what, const std::function<bool()> &condition)
{
    const QDeadlineTimer deadline(patienceMs);
    QTimer waker; // Of the wait below, when nothing else happens.
    waker.start(patienceMs);
    while (!condition()) {
        if (deadline.hasExpired())
            qFatal("waited in vain for %s", what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

MeasuredRelay::MeasuredRelay(quint16 upstream, Recording recording)
    : m_recording(recording)
{
    config::RelayConfig config;
    config.backend.host = u"127.0.0.1"_s;
    config.backend.port = 0;
    config.engine.deciders = {{relay::Decider::First, 0}};
    if (upstream != 0) {
        config.engine.upstream.isConfigured = true;
        config.engine.deciders = {{relay::Decider::Upstream, 0}};
        config.upstream.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(upstream));
        // The load reads nothing while others are measured.
        config.upstream.limits.pingAfterMs = 0;
        config.upstream.limits.deadAfterMs = 0;
    }
    config.intermediary.host = u"127.0.0.1"_s;
    config.intermediary.port = 0;
    config.intermediary.authToken = token(); // Searched for in every line.
    config.status.port = 0;
    service::RunOptions options;
    options.dataFolder = m_folder.path();
    if (m_recording == Recording::On)
        options.recordFile = m_folder.filePath(u"session.jsonl"_s);
    m_service = std::make_unique<service::RelayService>(config, options);

    connect(m_service.get(), &service::RelayService::doorChanged, this,
            [this](const relay::DoorEvent &door) {
                quint16 &port = door.door == relay::Door::Backend ? m_port : m_intermediaryPort;
                port = portOf(door.addresses);
            });
    connect(m_service.get(), &service::RelayService::statusDoorChanged, this,
            [this](const service::StatusDoor &door) { m_statusPort = portOf(door.addresses); });
    connect(m_service.get(), &service::RelayService::events, this,
            [this](const relay::RelayEvents &batch, quint64 skipped) {
                m_skipped += skipped;
                for (const relay::RelayEvent &event : batch) {
                    m_observed += std::holds_alternative<relay::FrameEvent>(event);
                    m_diagnostics += std::holds_alternative<relay::DiagnosticEvent>(event);
                }
            });
    connect(m_service.get(), &service::RelayService::statistics, this,
            [this](const service::ServiceStatistics &statistics) {
                m_recorded = statistics.recording.frames;
                m_skipped += statistics.recording.dropped;
            });
    if (const QString error = m_service->start(); !error.isEmpty())
        qFatal("the relay does not start: %s", qUtf8Printable(error));
    waitUntil("the doors",
              [this] { return m_port != 0 && m_intermediaryPort != 0 && m_statusPort != 0; });
}

MeasuredRelay::~MeasuredRelay() = default;

void MeasuredRelay::waitForFrames(quint64 frames)
{
    m_waitedFor += frames;
    waitUntil("all frames to be observed and recorded", [this] {
        if (m_skipped > 0)
            qFatal("%llu frames were lost", static_cast<unsigned long long>(m_skipped));
        return m_observed >= m_waitedFor &&
               (m_recording == Recording::Off || m_recorded >= m_waitedFor);
    });
    m_waitedFor = m_observed;
}

LoadProcess::LoadProcess(const QStringList &arguments, const QString &program)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
    m_greeting = waitForLine();
}

LoadProcess::~LoadProcess()
{
    m_process.closeWriteChannel();
    waitUntil("the load's end", [this] { return m_process.state() == QProcess::NotRunning; });
}

QByteArray LoadProcess::order(const QByteArray &line)
{
    begin(line);
    return waitForLine();
}

QByteArray LoadProcess::waitForLine()
{
    waitUntil("the load", [this] {
        if (m_process.state() == QProcess::NotRunning)
            qFatal("bench_load ended");
        return m_process.canReadLine();
    });
    return m_process.readLine().chopped(1);
}

} // namespace neuro::bench
