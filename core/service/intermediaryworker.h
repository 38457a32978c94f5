// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "net/admission.h"
#include "net/hubserver.h"
#include "net/intermediaryserver.h"
#include "net/requesthead.h"
#include "net/statusserver.h"
#include "relay/relaymirror.h"
#include "relay/watcherfeed.h"
#include "service/admissionlog.h"
#include "service/mailbox.h"
#include "service/peerforwarder.h"
#include "service/statusdoor.h"
#include "service/throttledwarning.h"
#include "storage/secretmask.h"

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>

namespace neuro::net {
class LingeringSocket;
}

namespace neuro::service {

/// Everything that lives in the intermediary thread: the intermediary door, the hub, the status
/// door, and the copy of what is current from which watchers and status requests are answered. What
/// they cost, games do not feel. Created, used and deleted in that thread, except for wake() and
/// adopt().
///
/// Doors that are off in the configuration stay closed; the hub and the status answers are there
/// all the same, for the requests that the backend door hands on.
class IntermediaryWorker : public QObject
{
    Q_OBJECT

public:
    /// `mailbox` (of everything that happens) and `bridge` must outlive the worker.
    IntermediaryWorker(const config::RelayConfig &config, Mailbox *mailbox, PeerBridge *bridge);
    ~IntermediaryWorker() override;

    /// Opens the doors; doorChanged() and statusChanged() tell, each once. Blocks while host names
    /// are looked up, and while certificates are read; nothing else here does.
    void open();
    /// Takes what has changed: tokens, limits and admissions at once; a door whose address has
    /// changed is closed and opened elsewhere, and tells.
    void apply(const config::RelayConfig &config);
    /// Closes the intermediary door, its peers are disconnected, and opens it elsewhere. It stays
    /// there until the configuration moves it.
    void reopen(const QString &host, quint16 port);
    void admit(const QString &origin, const QString &address, net::Admission admission);
    /// Closes every connection with 1001; finished() follows when they are gone.
    void shutDown();

    /// The outcome of uploadWanted().
    void uploadStored(relay::PeerId peer, const QString &sender, qint64 size, const QString &file);
    void uploadFailed(relay::PeerId peer, const QString &sender, qint64 size,
                      const protocol::Phrase &why);

    /// Takes a request that another door has diverted. From any thread: moves the socket, which
    /// must be the caller's, to this one.
    void adopt(net::LingeringSocket *socket, const net::RequestHead &head);
    /// Looks into the mailbox soon. From any thread.
    void wake();

    /// From the first event in the mailbox to the look into it: what many watchers cost comes
    /// seldom, and not while a game waits for an answer.
    static constexpr int drainIntervalMs = 4;
    /// Bytes of binary messages that wait for the disk.
    static constexpr qint64 uploadsUnderWay = qint64(64) * 1024 * 1024;
    /// Messages for the games from the status door whose outcome is awaited: more than it has
    /// connections.
    static constexpr std::size_t sendsUnderWay = 512;
    /// Their numbers as commands are beyond it, and those that RelayService::submit() gives are
    /// not.
    static constexpr quint64 firstSend = quint64(1) << 63;

Q_SIGNALS:
    void doorChanged(const neuro::relay::DoorEvent &door);
    void statusChanged(const neuro::service::StatusDoor &door);
    /// Store this; uploadStored() or uploadFailed() answers.
    void uploadWanted(neuro::relay::PeerId peer, const QString &sender, const QByteArray &bytes);
    void finished();

private:
    struct Place
    {
        QString host;
        quint16 port = 0;
    };
    void connectIntermediary();
    bool isIntermediaryWanted() const { return m_config.intermediary.enabled || m_movedTo; }
    void moveIntermediary();
    void intermediaryOpened();
    void publishIntermediary(const protocol::Phrase &error);
    void publishStatus();
    net::IntermediarySettings doorSettings() const;
    net::StatusServer::Source statusSource();
    void take(net::LingeringSocket *socket, const net::RequestHead &head);
    void send(const QByteArray &message, const net::StatusServer::SendDone &done);
    void concludeSends(const relay::RelayEvents &events);
    void upload(relay::PeerId peer, const QString &name, const QByteArray &bytes);
    void publish(relay::RelayEvent event);
    void woken();
    void drain();
    void setMask();
    void finishWhenClosed();

    config::RelayConfig m_config;
    std::optional<Place> m_movedTo; ///< By hand; the configuration does not know of it.
    Mailbox *const m_mailbox;
    Mailbox::Batch m_batch; ///< Empty but for its memory outside of drain().
    relay::RelayMirror m_mirror;
    relay::WatcherFeed m_feed;
    /// For the status texts: the tokens only. A pattern that looks for credentials, or one of the
    /// operator's, could hide what makes them readable for programs.
    storage::SecretMask m_secretMask;
    relay::TextMask m_textMask; ///< For what somebody reads or is answered.
    QTimer m_drainTimer;
    AdmissionLog m_refusedConnections{QStringLiteral("intermediary")};
    ThrottledWarning m_lostUploads;
    qint64 m_uploadBytes = 0;                               ///< Under way.
    std::map<quint64, net::StatusServer::SendDone> m_sends; ///< By their numbers, oldest first.
    quint64 m_lastSend = 0;
    bool m_isShuttingDown = false;
    bool m_isDoorDrained = false;
    bool m_isHubDrained = false;
    PeerForwarder m_forwarder;
    // Last: their connections use what stands above.
    net::IntermediaryServer m_server;
    net::HubServer m_hub;
    net::StatusServer m_status;
};

} // namespace neuro::service
