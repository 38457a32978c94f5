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
    std::function<void(const QString &path)> exportSession;
    std::function<void(const QString &host, quint16 port)> probeServer;
    std::function<void(const QUrl &url, quint16 backendPort)> useUpstream;
    std::function<void()> reconnectUpstream;
    std::function<void()> stopUpstream;
    std::function<void()> readOutbox;
    std::function<void()> dropOutbox;
    std::function<void(const QString &path)> exportOutbox;
};

/// Controls of `service`, which must outlive them.
RelayControls controlsOf(service::RelayService *service);

} // namespace neuro::ui
