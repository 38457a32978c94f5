// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/intermediaryworker.h"

#include "net/dashboardpage.h"
#include "net/diversion.h"
#include "net/lingeringsocket.h"
#include "net/tokencheck.h"
#include "protocol/registration.h"
#include "relay/relaydispatcher.h"
#include "relay/statustext.h"
#include "service/configmask.h"
#include "service/configplan.h"
#include "service/doorsettings.h"
#include "service/servicelog.h"
#include "storage/secretmask.h"

#include <utility>

namespace neuro::service {

using namespace Qt::StringLiterals;
using protocol::phrase;

IntermediaryWorker::IntermediaryWorker(const config::RelayConfig &config, Mailbox *mailbox,
                                       PeerBridge *bridge)
    : m_config(config)
    , m_mailbox(mailbox)
    , m_mirror(relay::systemInstant())
    , m_feed(m_mirror)
    , m_forwarder(bridge)
    , m_server(intermediarySettings(config), &m_forwarder)
    , m_hub(hubSettings(config))
    , m_status(statusSettings(config), statusSource())
{
    m_drainTimer.setSingleShot(true);
    m_drainTimer.setTimerType(Qt::PreciseTimer);
    m_drainTimer.setInterval(drainIntervalMs);
    connect(&m_drainTimer, &QTimer::timeout, this, &IntermediaryWorker::drain);
    m_mirror.setHubSession(qint64(config.hub.timeoutMs) * relay::microsPerMs);
    setMask();
    connectIntermediary();
    connect(&m_hub, &net::HubServer::happened, this,
            [this](const relay::RelayEvents &events) { m_forwarder.publish(events); });
    connect(&m_hub, &net::HubServer::drained, this, [this] {
        m_isHubDrained = true;
        finishWhenClosed();
    });
}

IntermediaryWorker::~IntermediaryWorker() = default;

void IntermediaryWorker::connectIntermediary()
{
    using net::IntermediaryServer;
    m_server.setSnapshot([this] {
        drain(); // So that it is as fresh as what the asker has seen elsewhere.
        return m_feed.snapshot(relay::systemInstant());
    });
    m_server.setFirstEvents([this] {
        drain();
        return m_feed.openForces();
    });
    connect(&m_server, &IntermediaryServer::admissionWanted, this,
            [this](const QString &origin, const QString &address) {
                m_refusedConnections.refused(origin, address);
                publish(relay::AdmissionEvent{relay::systemInstant(), relay::Door::Intermediary,
                                              origin, address});
            });
    connect(&m_server, &IntermediaryServer::registrationRefused, this,
            [this](relay::RegistrationRefusedEvent refusal) {
                refusal.at = relay::systemInstant();
                publish(std::move(refusal));
            });
    connect(&m_server, &IntermediaryServer::weakTokenUsed, this, [](const QString &name) {
        qCWarning(serviceLog)
            << name
            << "has registered with a token that everybody knows or can guess; it is admitted "
               "because it is on this computer. Set a random one of"
            << net::safeTokenLength << "characters or more";
    });
    connect(&m_server, &IntermediaryServer::encryptionChanged, this,
            [this] { publishIntermediary({}); });
    connect(&m_server, &IntermediaryServer::moved, this, &IntermediaryWorker::intermediaryOpened);
    connect(&m_status, &net::StatusServer::encryptionChanged, this,
            &IntermediaryWorker::publishStatus);
    connect(&m_status, &net::StatusServer::moved, this, &IntermediaryWorker::publishStatus);
    connect(&m_server, &IntermediaryServer::binaryReceived, this, &IntermediaryWorker::upload);
    connect(&m_server, &IntermediaryServer::diverted, this, &IntermediaryWorker::take);
    connect(&m_server, &IntermediaryServer::drained, this, [this] {
        m_isDoorDrained = true;
        finishWhenClosed();
    });
}

net::StatusServer::Source IntermediaryWorker::statusSource()
{
    net::StatusServer::Source source;
    source.health = [this] {
        return relay::healthJson(m_mirror, relay::systemInstant());
    };
    source.stats = [this] {
        return m_secretMask.maskedBinary(relay::statsJson(m_mirror, relay::systemInstant()));
    };
    source.metrics = [this] {
        return m_secretMask.maskedBinary(relay::metricsText(m_mirror, relay::systemInstant()));
    };
    source.sendToGames = [this](const QByteArray &message,
                                const net::StatusServer::SendDone &done) {
        send(message, done);
    };
    source.mask = [this](const QByteArray &text) {
        return relay::masked(m_textMask, text);
    };
    source.intermediary = [this] {
        return m_server.addresses();
    };
    source.encryptedIntermediary = [this] {
        return m_server.encryptedAddresses();
    };
    source.dashboard = net::dashboardPage();
    return source;
}

void IntermediaryWorker::open()
{
    // Nobody is there yet who would have to wait for a name server or a disk.
    if (isIntermediaryWanted())
        m_server.listen();
    intermediaryOpened();
    m_status.listen();
    publishStatus();
}

void IntermediaryWorker::moveIntermediary()
{
    if (isIntermediaryWanted())
        return m_server.move();
    m_server.close();
    intermediaryOpened();
}

void IntermediaryWorker::intermediaryOpened()
{
    const bool isAsWanted = m_server.isListening() || !isIntermediaryWanted();
    publishIntermediary(isAsWanted ? protocol::Phrase() : m_server.error());
}

void IntermediaryWorker::publishIntermediary(const protocol::Phrase &error)
{
    relay::DoorEvent event;
    event.at = relay::systemInstant();
    event.door = relay::Door::Intermediary;
    event.error = error;
    if (isIntermediaryWanted())
        event.encryptedError = m_server.encryptedError();
    event.listening = m_server.isListening();
    event.addresses = m_server.addresses();
    event.encryptedAddresses = m_server.encryptedAddresses();
    publish(event);
    Q_EMIT doorChanged(event);
}

void IntermediaryWorker::publishStatus()
{
    StatusDoor door;
    door.error = m_status.error();
    door.listening = m_status.isListening();
    door.addresses = m_status.addresses();
    door.randyAddresses = m_status.randyAddresses();
    door.encryptedAddresses = m_status.encryptedAddresses();
    door.encryptedError = m_status.encryptedError();
    Q_EMIT statusChanged(door);
}

void IntermediaryWorker::apply(const config::RelayConfig &config)
{
    const config::RelayConfig before = std::exchange(m_config, config);
    const ConfigPlan plan = planFor(before, config);
    setMask();
    m_mirror.setHubSession(qint64(config.hub.timeoutMs) * relay::microsPerMs);
    if (plan.reopensIntermediary)
        m_movedTo.reset();
    m_server.setSettings(doorSettings());
    m_hub.setSettings(hubSettings(config));
    m_status.setSettings(statusSettings(config));
    if (plan.reopensIntermediary)
        moveIntermediary();
    if (plan.reopensStatus)
        m_status.move();
}

void IntermediaryWorker::reopen(const QString &host, quint16 port)
{
    m_movedTo = Place{host, port};
    m_server.setSettings(doorSettings());
    moveIntermediary();
}

net::IntermediarySettings IntermediaryWorker::doorSettings() const
{
    net::IntermediarySettings settings = intermediarySettings(m_config);
    if (m_movedTo) {
        settings.host = m_movedTo->host;
        settings.port = m_movedTo->port;
    }
    return settings;
}

void IntermediaryWorker::admit(const QString &origin, const QString &address,
                               net::Admission admission)
{
    m_server.admit(origin, address, admission);
}

void IntermediaryWorker::adopt(net::LingeringSocket *socket, const net::RequestHead &head)
{
    socket->moveToThread(thread());
    QMetaObject::invokeMethod(
        this, [this, socket, head] { take(socket, head); }, Qt::QueuedConnection);
}

void IntermediaryWorker::take(net::LingeringSocket *socket, const net::RequestHead &head)
{
    switch (net::diversionOf(head)) {
    case net::Diversion::Hub:
        return m_hub.adopt(socket, head);
    case net::Diversion::Status:
        return m_status.adopt(socket, head);
    case net::Diversion::None:
        break;
    }
    socket->drop();
    socket->deleteLater();
}

void IntermediaryWorker::send(const QByteArray &message, const net::StatusServer::SendDone &done)
{
    const quint64 number = firstSend + ++m_lastSend;
    if (!m_forwarder.execute(relay::SendToGames{message}, number))
        return done(net::StatusServer::SendOutcome::NotNow,
                    QStringLiteral("the relay does not keep up with what it is told to do"));
    // Of those whose outcome was lost, whoever asked was told so long ago.
    if (m_sends.size() >= sendsUnderWay)
        m_sends.erase(m_sends.begin());
    m_sends.emplace(number, done);
}

void IntermediaryWorker::concludeSends(const relay::RelayEvents &events)
{
    for (auto it = events.begin(); it != events.end() && !m_sends.empty(); ++it) {
        const auto *outcome = std::get_if<relay::OperatorEvent>(&*it);
        auto sent = outcome ? m_sends.extract(outcome->command) : decltype(m_sends)::node_type();
        if (sent.empty())
            continue;
        const bool isSent = outcome->code == relay::CommandError::None;
        sent.mapped()(isSent ? net::StatusServer::SendOutcome::Sent
                             : net::StatusServer::SendOutcome::Refused,
                      relay::masked(m_textMask, outcome->error).english());
    }
}

void IntermediaryWorker::upload(relay::PeerId peer, const QString &name, const QByteArray &bytes)
{
    // The file is called so, and watchers are told.
    const QString sender = relay::masked(m_textMask, name);
    if (m_uploadBytes > uploadsUnderWay) {
        m_lostUploads.warn(
            u"a binary message of %1 was not stored: the disk does not keep up"_s.arg(sender));
        m_server.answer(peer, protocol::errorAnswer(u"the disk does not keep up"));
        return;
    }
    m_uploadBytes += bytes.size();
    Q_EMIT uploadWanted(peer, sender, bytes);
}

void IntermediaryWorker::uploadStored(relay::PeerId peer, const QString &sender, qint64 size,
                                      const QString &file)
{
    Q_UNUSED(peer)
    m_uploadBytes -= size;
    m_server.tellWatchers({relay::watchertext::binaryReceived(sender, size, file)});
}

void IntermediaryWorker::uploadFailed(relay::PeerId peer, const QString &sender, qint64 size,
                                      const protocol::Phrase &why)
{
    Q_UNUSED(sender)
    m_uploadBytes -= size;
    m_server.answer(peer, protocol::errorAnswer(why.english()));
}

void IntermediaryWorker::publish(relay::RelayEvent event)
{
    relay::RelayEvents events;
    events.push_back(std::move(event));
    m_forwarder.publish(std::move(events));
}

void IntermediaryWorker::wake()
{
    QMetaObject::invokeMethod(this, &IntermediaryWorker::woken, Qt::QueuedConnection);
}

void IntermediaryWorker::woken()
{
    // Not at once: a game's message is answered first, and its watchers are told all of it at once.
    if (!m_drainTimer.isActive())
        m_drainTimer.start();
}

void IntermediaryWorker::drain()
{
    m_mailbox->exchange(m_batch);
    m_mirror.take(m_batch.events, m_batch.skippedFrames);
    concludeSends(m_batch.events);
    m_server.tellWatchers(m_feed.take(m_batch.events, m_server.watcherCount() > 0));
    if (m_batch.skippedOthers > 0)
        m_forwarder.execute(relay::TakeSnapshot{});
    m_batch.events.clear(); // Its memory waits for the next batch, its contents need not.
}

void IntermediaryWorker::setMask()
{
    m_secretMask = storage::SecretMask(m_config.secrets(), {});
    m_textMask = textMaskOf(m_config);
    m_feed.setMask(m_textMask);
    m_hub.setMask(m_textMask);
}

void IntermediaryWorker::shutDown()
{
    m_isShuttingDown = true;
    m_isDoorDrained = false;
    m_server.close();
    m_hub.close();
    m_status.close();
}

void IntermediaryWorker::finishWhenClosed()
{
    if (!m_isShuttingDown || !m_isDoorDrained || !m_isHubDrained)
        return;
    m_forwarder.sayFarewell();
    Q_EMIT finished();
}

} // namespace neuro::service
