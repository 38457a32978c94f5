// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/backendserver.h"
#include "net/rawpeer.h"
#include "net/recordinglistener.h"

#include <QObject>

#include <memory>

namespace neuro::tests {

/// A backend door on a free port, made anew for each test function of the classes that derive from
/// this one.
class BackendFixture : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    void start();
    std::unique_ptr<RawPeer> connectGame(const QByteArray &path = "/",
                                         const QByteArray &fields = {});

    net::BackendSettings m_settings;
    std::unique_ptr<RecordingListener> m_listener;
    std::unique_ptr<net::BackendServer> m_server;
};

} // namespace neuro::tests
