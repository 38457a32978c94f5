// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/intermediarysettings.h"
#include "net/refusallog.h"
#include "net/registrationdesk.h"
#include "net/watcherstream.h"
#include "net/websocketendpoint.h"
#include "relay/endpoint.h"
#include "relay/relayevent.h"

#include <QBasicTimer>
#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <set>

class QWebSocket;

namespace neuro::net {

class LingeringSocket;

/// The connections of the intermediary door from the end of their handshake on: strangers that have
/// to register, and registered peers. See IntermediaryServer, whose other half this is.
///
/// Hears from the endpoints under numbers of its own; the listener gives its numbers to those whom
/// it meets.
class IntermediaryPeers : public QObject, public relay::PeerListener
{
    Q_OBJECT

public:
    /// `listener` must outlive this object: the destructor tells it of every peer that it loses.
    explicit IntermediaryPeers(relay::PeerListener *listener, QObject *parent = nullptr);
    ~IntermediaryPeers() override;

    void setSettings(const IntermediarySettings &settings);
    void setSnapshot(std::function<QByteArray()> snapshot) { m_snapshot = std::move(snapshot); }
    void setFirstEvents(std::function<QList<QByteArray>()> events)
    {
        m_firstEvents = std::move(events);
    }
    /// Takes a connection over, as HandshakeStage::upgraded() gives it.
    void take(QWebSocket *socket, LingeringSocket *transport);

    void tellWatchers(const QList<QByteArray> &events);
    void answer(relay::PeerId peer, const QByteArray &utf8);
    /// Closes every connection with 1001 and this reason; drained() follows.
    void closeAll(const protocol::Phrase &why);

    int registeredCount() const { return m_registered; }
    int watcherCount() const { return static_cast<int>(m_watchers.size()); }
    int strangerCount() const { return static_cast<int>(m_seats.size()) - m_registered; }

    relay::PeerId peerConnected(relay::Endpoint *endpoint, const relay::PeerInfo &info) override;
    void textReceived(relay::PeerId id, const QByteArray &utf8) override;
    void binaryReceived(relay::PeerId id, const QByteArray &bytes) override;
    void pongReceived(relay::PeerId id, quint64 token) override;
    void peerCongested(relay::PeerId id, bool congested) override;
    void peerDisconnected(relay::PeerId id, const relay::Goodbye &goodbye) override;

Q_SIGNALS:
    // As IntermediaryServer's.
    void registrationRefused(const neuro::relay::RegistrationRefusedEvent &refusal);
    void weakTokenUsed(const QString &name);
    void binaryCame(neuro::relay::PeerId peer, const QString &name, const QByteArray &bytes);
    void drained();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Phase {
        Greeting,   ///< Has not registered.
        HeldBack,   ///< Has been refused and waits for the answer.
        Refused,    ///< Has been answered and is being closed.
        Dropped,    ///< Had to make room; its end will be told.
        Registered, ///< The listener knows it.
    };
    struct Seat
    {
        WebSocketEndpoint *endpoint = nullptr;
        LingeringSocket *socket = nullptr; ///< Lives as long as the endpoint.
        QHostAddress host;
        QString address; ///< "127.0.0.1:51234"
        Phase phase = Phase::Greeting;
        qint64 due = 0;          ///< When the phase ends, unless something happens.
        QByteArray lateAnswer;   ///< While it is held back.
        relay::PeerId known = 0; ///< As the listener knows it.
        relay::PeerRole role = relay::PeerRole::Integration;
        QString name;
        std::optional<WatcherStream> stream; ///< Of a watcher.
        bool isDraining = false;             ///< It was there at the last closeAll().
    };

    EndpointLimits limitsFor(const Seat &seat) const;
    qint64 writeLimit() const { return 2 * (m_settings.maxUnwritten + m_settings.maxMessage); }
    void makeRoom();
    Seat *registeredSeat(relay::PeerId id);

    void greet(relay::PeerId id, const QByteArray &utf8);
    void welcome(relay::PeerId id, const RegistrationDesk::Accepted &accepted);
    /// Whoever has been replaced by one with its role and its name, or is by `newcomer`, is about
    /// to go and does not count.
    bool isFullFor(const RegistrationDesk::Accepted &newcomer) const;
    void introduce(relay::PeerId id, bool isEnhanced);
    void refuse(relay::PeerId id, const RegistrationDesk::Refused &refused);
    void turnAway(Seat &seat, const QByteArray &answer);
    void giveUp(relay::PeerId id);
    void tellRefusal(const relay::RegistrationRefusedEvent &refusal);

    void tick();
    void updateTick();
    void forget(relay::PeerId id);
    void checkDrained();

    IntermediarySettings m_settings;
    relay::PeerListener *m_listener;
    RegistrationDesk m_desk;
    std::function<QByteArray()> m_snapshot;
    std::function<QList<QByteArray>()> m_firstEvents;
    std::map<relay::PeerId, Seat> m_seats;       ///< By their numbers here, in order of arrival.
    QHash<relay::PeerId, relay::PeerId> m_known; ///< From the listener's numbers to those here.
    std::set<relay::PeerId> m_turned;            ///< Held back or refused.
    std::set<relay::PeerId> m_watchers;
    relay::PeerId m_last = 0;
    int m_registered = 0;
    int m_dropped = 0;
    int m_draining = 0;
    bool m_isDraining = false;
    bool m_toldWeakToken = false;
    RefusalLog m_refusals{"a registration"};
    QElapsedTimer m_clock;
    QBasicTimer m_tickTimer;
};

} // namespace neuro::net
