// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/ownaddress.h"
#include "net/upstreamproblem.h"
#include "net/upstreamsettings.h"
#include "relay/endpoint.h"

#include <QList>
#include <QMetaType>
#include <QObject>
#include <QSslCertificate>
#include <QString>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>

namespace neuro::net {

enum class UpstreamPhase {
    Off,        ///< Not started, or no address.
    Connecting, ///< From looking up the name to the end of the WebSocket handshake.
    Connected,
    Waiting,  ///< For the next attempt.
    Stopping, ///< The connection is being closed.
};
inline constexpr std::array upstreamPhaseNames = {"off", "connecting", "connected", "waiting",
                                                  "stopping"};
static_assert(upstreamPhaseNames.size() == static_cast<std::size_t>(UpstreamPhase::Stopping) + 1);

/// How it stands with upstream: a value for other threads.
struct UpstreamState
{
    UpstreamPhase phase = UpstreamPhase::Off;
    QString url; ///< Without secrets; empty: none is configured.
    /// Why the last attempt or connection ended; None while connected and before the first.
    UpstreamProblem problem;
    int failedAttempts = 0; ///< Since the last connection.
    qint64 nextTryAt = 0;   ///< While waiting: steady clock, µs.
    qint64 connectedAt = 0; ///< While connected: steady clock, µs.
    bool isEncrypted = false;
    /// The settings ask for a certificate that is trusted. Encrypted, but not verified: show it.
    bool isVerified = false;

    bool operator==(const UpstreamState &) const = default;
};

/// The connection to the real Neuro: dials, introduces what it gets to a PeerListener, and dials
/// again for ever when it is lost. Belongs to the thread that it was created in; never blocks:
/// UpstreamSettings::caFile is read, before each attempt that needs it, in a thread of its own.
///
/// The listener meets a WebSocketEndpoint with Door::Upstream for every connection, one at a time:
/// a new one is dialed only when the old one is gone. What becomes of upstream without a
/// connection is told by stateChanged() alone.
///
/// Waits double from attempt to attempt. A persistent problem (a certificate, an HTTP status, a
/// wrong address) is retried after the longest wait: somebody may mend the server.
class UpstreamClient : public QObject
{
    Q_OBJECT

public:
    /// Reads the certificates of a file, in another thread.
    using Reader = std::function<QList<QSslCertificate>(const QString &file)>;

    /// `listener` must outlive this object: the destructor tells it of the connection's end.
    explicit UpstreamClient(relay::PeerListener *listener, QObject *parent = nullptr);
    UpstreamClient(relay::PeerListener *listener, Reader reader, QObject *parent = nullptr);
    ~UpstreamClient() override;

    /// Takes them at once: another address, certificate or verification gives up the connection or
    /// the attempt and dials anew; waits and limits apply to what is there.
    void setSettings(const UpstreamSettings &settings);
    const UpstreamSettings &settings() const;
    /// Doors that must not be dialed. Counts from the next attempt on; one that is refused for it
    /// now is tried again.
    void setOwnDoors(const QList<OwnDoor> &doors);

    /// Dials, unless it has been started already. Without an address it stays Off.
    void start();
    /// Gives up an attempt at once, or closes the connection with 1001; Off follows, within about
    /// EndpointLimits::closeMs.
    void stop();
    /// Drops connection, attempt or wait, and dials. Nothing before start().
    void reconnectNow();

    const UpstreamState &state() const;

Q_SIGNALS:
    /// Sent for every change, sometimes from inside the functions above.
    void stateChanged(const neuro::net::UpstreamState &state);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::net

Q_DECLARE_METATYPE(neuro::net::UpstreamState)
