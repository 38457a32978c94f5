// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/intermediaryfixture.h"

#include "net/waiting.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace neuro::tests {

using namespace neuro::net;

const QByteArray IntermediaryFixture::standardToken = "a-standard-token-of-some-length";
const QByteArray IntermediaryFixture::enhancedToken = "an-enhanced-token-of-some-length";

void IntermediaryFixture::initTestCase()
{
#ifdef Q_OS_UNIX
    // Both ends of more than a thousand connections are in this process.
    rlimit files{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = files.rlim_max;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);
#endif
}

void IntermediaryFixture::init()
{
    m_settings = {};
    m_settings.port = 0;
    m_settings.standardToken = QString::fromLatin1(standardToken);
    m_settings.enhancedToken = QString::fromLatin1(enhancedToken);
    m_listener = std::make_unique<RecordingListener>();
    m_refusals.clear();
}

void IntermediaryFixture::cleanup()
{
    m_server.reset();
    QCOMPARE(m_listener->strangers, 0);
    QCOMPARE(m_listener->peers.size(), 0);
}

void IntermediaryFixture::start()
{
    m_server = std::make_unique<IntermediaryServer>(m_settings, m_listener.get());
    connect(m_server.get(), &IntermediaryServer::registrationRefused, this,
            [this](const relay::RegistrationRefusedEvent &event) { m_refusals.append(event); });
    QVERIFY2(m_server->listen(), qPrintable(m_server->error().english()));
}

std::unique_ptr<RawPeer> IntermediaryFixture::connectPeer(const QByteArray &path,
                                                          const QByteArray &fields)
{
    auto peer = std::make_unique<RawPeer>(m_server->port());
    peer->open(path, fields);
    const bool isOpen = waitUntil([&peer] { return peer->isOpen(); });
    return isOpen ? std::move(peer) : nullptr;
}

std::unique_ptr<RawPeer> IntermediaryFixture::connectAs(const QByteArray &type,
                                                        const QByteArray &name,
                                                        const QByteArray &token,
                                                        const QByteArray &more)
{
    std::unique_ptr<RawPeer> peer = connectPeer();
    if (!peer)
        return nullptr;
    const qsizetype before = m_listener->infos.size();
    peer->sendText(registration(type, name, token, more));
    const bool isKnown = waitUntil([this, before] { return m_listener->infos.size() > before; });
    return isKnown ? std::move(peer) : nullptr;
}

QByteArray IntermediaryFixture::registration(const QByteArray &type, const QByteArray &name,
                                             const QByteArray &token, const QByteArray &more)
{
    return R"({"type":")" + type + R"(","name":")" + name + R"(","auth_token":")" + token + '"' +
           more + '}';
}

} // namespace neuro::tests
