// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/admission.h"
#include "widgets/commandsink.h"

#include <QString>
#include <QUrl>

#include <functional>

namespace neuro::service {
class RelayService;
}

namespace neuro::ui {

/// What widgets can have the relay do. Every call returns at once.
struct RelayControls
{
    CommandSink submit;
    std::function<void(const QString &host, quint16 port)> reopenBackend;
    std::function<void()> closeBackend;
    std::function<void(const QString &origin, const QString &address, net::Admission)> admit;
    /// The same at the intermediary door.
    std::function<void(const QString &origin, const QString &address, net::Admission)> admitWatcher;
    std::function<void(const QString &host, quint16 port)> reopenIntermediary;
    std::function<void(bool on)> setRecording;
    /// The session was exported to `path`: for its log.
    std::function<void(const QString &path)> noteExport;
    std::function<void(const QString &host, quint16 port)> probeServer;
    std::function<void(const QUrl &url, quint16 backendPort)> useUpstream;
    std::function<void()> reconnectUpstream;
    std::function<void()> stopUpstream;
    /// Opens the configuration dialog.
    std::function<void()> openConfig;
    std::function<void()> readOutbox;
    std::function<void(const QString &destination)> dropOutbox;
    std::function<void(const QString &path)> exportOutbox;
};

/// Controls of `service`, which must outlive them.
RelayControls controlsOf(service::RelayService *service);

} // namespace neuro::ui
