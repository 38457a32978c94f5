// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/backendfixture.h"

#include "net/waiting.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace neuro::tests {

using namespace neuro::net;

void BackendFixture::initTestCase()
{
#ifdef Q_OS_UNIX
    // Both ends of limits::handshakes connections are in this process.
    rlimit files{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = files.rlim_max;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);
#endif
}

void BackendFixture::init()
{
    m_settings = {};
    m_settings.port = 0;
    m_listener = std::make_unique<RecordingListener>();
}

void BackendFixture::cleanup()
{
    m_server.reset();
    QCOMPARE(m_listener->strangers, 0);
    QCOMPARE(m_listener->peers.size(), 0);
}

void BackendFixture::start()
{
    m_server = std::make_unique<BackendServer>(m_settings, m_listener.get());
    QVERIFY2(m_server->listen(), qPrintable(m_server->error().english()));
}

std::unique_ptr<RawPeer> BackendFixture::connectGame(const QByteArray &path,
                                                     const QByteArray &fields)
{
    auto peer = std::make_unique<RawPeer>(m_server->port());
    peer->open(path, fields);
    const bool isOpen = waitUntil([&peer] { return peer->isOpen(); });
    return isOpen ? std::move(peer) : nullptr;
}

} // namespace neuro::tests
