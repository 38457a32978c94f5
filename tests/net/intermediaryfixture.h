// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/intermediaryserver.h"
#include "net/rawpeer.h"
#include "net/recordinglistener.h"

#include <QObject>

#include <memory>

namespace neuro::tests {

/// An intermediary door on a free port, made anew for each test function of the classes that derive
/// from this one.
class IntermediaryFixture : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    void start();
    /// A peer whose handshake is done and that has not registered.
    std::unique_ptr<RawPeer> connectPeer(const QByteArray &path = "/",
                                         const QByteArray &fields = {});
    /// A peer that has registered and that the listener knows.
    std::unique_ptr<RawPeer> connectAs(const QByteArray &type, const QByteArray &name,
                                       const QByteArray &token = standardToken,
                                       const QByteArray &more = {});
    static QByteArray registration(const QByteArray &type, const QByteArray &name,
                                   const QByteArray &token, const QByteArray &more = {});

    static const QByteArray standardToken;
    static const QByteArray enhancedToken;

    net::IntermediarySettings m_settings;
    std::unique_ptr<RecordingListener> m_listener;
    std::unique_ptr<net::IntermediaryServer> m_server;
    QList<relay::RegistrationRefusedEvent> m_refusals;
};

} // namespace neuro::tests
