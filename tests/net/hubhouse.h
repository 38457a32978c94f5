// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/backendserver.h"
#include "net/hubserver.h"
#include "net/rawpeer.h"
#include "net/recordinglistener.h"

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <vector>

namespace neuro::tests {

/// A hub behind a backend door on a free port: in the test's thread, or in one of its own as in the
/// program.
class HubHouse : public QObject
{
    Q_OBJECT

public:
    explicit HubHouse(const net::HubSettings &settings = {}, bool hasThread = false,
                      const net::TlsSettings &tls = {});
    /// Ends the hub in its thread.
    ~HubHouse() override;

    quint16 port() const { return m_door->port(); }
    net::BackendServer &door() { return *m_door; }
    /// Only in its thread.
    net::HubServer &hub() { return *m_hub; }
    /// Calls `what` in the hub's thread and waits for it.
    void call(const std::function<void(net::HubServer &)> &what);
    int clientCount();

    /// A connection whose request has been sent.
    std::unique_ptr<RawPeer> open(const QByteArray &target, const QByteArray &fields = {}) const;
    /// A client that has been welcomed; null when it was not within the usual time.
    std::unique_ptr<RawPeer> join(const QByteArray &target) const;

    /// Whether the hub has told of nothing so far.
    bool isSilent() const;
    /// What the hub has told so far, of one kind. Instantiated where it is defined, for the kinds
    /// that a hub tells of.
    template <typename Event>
    QList<Event> eventsOf() const;

private:
    relay::RelayEvents events() const;
    /// Calls `what` in the hub's thread and waits for it.
    void callThere(const std::function<void()> &what);

    mutable QMutex m_mutex; ///< Guards m_events. The hub tells of events until it is gone.
    relay::RelayEvents m_events;
    RecordingListener m_games;
    std::unique_ptr<QThread> m_thread;
    QObject m_there; ///< Of the hub's thread.
    std::unique_ptr<net::HubServer> m_hub;
    std::unique_ptr<net::BackendServer> m_door;
};

} // namespace neuro::tests
