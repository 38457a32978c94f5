// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hubhouse.h"

#include "net/lingeringsocket.h"
#include "net/requesthead.h"
#include "net/waiting.h"

#include <QMutexLocker>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace neuro::tests {

using namespace neuro::net;

HubHouse::HubHouse(const HubSettings &settings, bool hasThread, const TlsSettings &tls)
{
#ifdef Q_OS_UNIX
    // Both ends of hundreds of connections are in this process.
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
#endif
    if (hasThread) {
        m_thread = std::make_unique<QThread>();
        m_thread->start();
        m_there.moveToThread(m_thread.get());
    }
    callThere([this, &settings] {
        m_hub = std::make_unique<HubServer>(settings);
        connect(
            m_hub.get(), &HubServer::happened, this,
            [this](const relay::RelayEvents &events) {
                const QMutexLocker lock(&m_mutex);
                m_events.insert(m_events.end(), events.begin(), events.end());
            },
            Qt::DirectConnection);
    });
    BackendSettings backend;
    backend.port = 0;
    backend.tls = tls;
    m_door = std::make_unique<BackendServer>(backend, &m_games);
    connect(m_door.get(), &BackendServer::diverted, this,
            [this](LingeringSocket *socket, const RequestHead &head) {
                socket->moveToThread(m_hub->thread());
                QMetaObject::invokeMethod(m_hub.get(),
                                          [this, socket, head] { m_hub->adopt(socket, head); });
            });
    if (!m_door->listen())
        qFatal("no free port: %ls", qUtf16Printable(m_door->error().english()));
}

HubHouse::~HubHouse()
{
    m_door.reset();
    // After what has been handed over.
    callThere([this] { m_hub.reset(); });
    if (!m_thread)
        return;
    callThere([this] { m_there.moveToThread(thread()); });
    m_thread->quit();
    m_thread->wait();
}

void HubHouse::callThere(const std::function<void()> &what)
{
    QMetaObject::invokeMethod(&m_there, what,
                              m_thread ? Qt::BlockingQueuedConnection : Qt::DirectConnection);
}

void HubHouse::call(const std::function<void(net::HubServer &)> &what)
{
    callThere([this, &what] { what(*m_hub); });
}

int HubHouse::clientCount()
{
    int count = 0;
    call([&count](HubServer &hub) { count = hub.clientCount(); });
    return count;
}

std::unique_ptr<RawPeer> HubHouse::open(const QByteArray &target, const QByteArray &fields) const
{
    auto peer = std::make_unique<RawPeer>(port());
    peer->open(target, fields);
    return peer;
}

std::unique_ptr<RawPeer> HubHouse::join(const QByteArray &target) const
{
    auto peer = open(target);
    const bool isWelcome = waitUntil([&peer] { return !peer->texts().isEmpty(); });
    return isWelcome ? std::move(peer) : nullptr;
}

bool HubHouse::isSilent() const
{
    const QMutexLocker lock(&m_mutex);
    return m_events.empty();
}

relay::RelayEvents HubHouse::events() const
{
    const QMutexLocker lock(&m_mutex);
    return m_events;
}

template <typename Event>
QList<Event> HubHouse::eventsOf() const
{
    QList<Event> found;
    for (const relay::RelayEvent &event : events()) {
        if (const auto *one = std::get_if<Event>(&event))
            found.append(*one);
    }
    return found;
}

template QList<relay::PeerEvent> HubHouse::eventsOf<relay::PeerEvent>() const;
template QList<relay::FrameEvent> HubHouse::eventsOf<relay::FrameEvent>() const;
template QList<relay::RegistrationRefusedEvent>
HubHouse::eventsOf<relay::RegistrationRefusedEvent>() const;

} // namespace neuro::tests
