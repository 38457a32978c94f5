// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/upstreamfixture.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTest>
#include <QWebSocket>

#include <chrono>

namespace neuro::tests {

using namespace neuro::net;
using namespace Qt::Literals::StringLiterals;

namespace {

qint64 steadyMicros()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

void UpstreamFixture::init()
{
    m_settings = {};
    m_settings.firstDelayMs = 20;
    m_settings.longestDelayMs = 160;
    m_settings.steadyAfterMs = 0;
    m_settings.connectTimeoutMs = 3000;
    m_listener = {};
    m_heard.clear();
    m_closeCodes.clear();
    m_states.clear();
    m_statesAt.clear();
    m_connections = 0;
    m_port = 0;
    openServer();
}

void UpstreamFixture::cleanup()
{
    m_client.reset();
    closeServer();
    QCOMPARE(m_listener.strangers, 0);
    QCOMPARE(m_listener.peers.size(), 0);
}

void UpstreamFixture::openServer()
{
    listen(std::make_unique<QWebSocketServer>(u"Neuro"_s, QWebSocketServer::NonSecureMode));
}

void UpstreamFixture::openTlsServer(const QString &certificate)
{
    auto server = std::make_unique<QWebSocketServer>(u"Neuro"_s, QWebSocketServer::SecureMode);
    QFile key(tlsFile(certificate + u".key"_s));
    QVERIFY(key.open(QIODevice::ReadOnly));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setLocalCertificateChain(
        QSslCertificate::fromPath(tlsFile(certificate + u".pem"_s), QSsl::Pem));
    tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    QCOMPARE(tls.localCertificateChain().size(), 1);
    QVERIFY(!tls.privateKey().isNull());
    server->setSslConfiguration(tls);
    listen(std::move(server));
}

QString UpstreamFixture::tlsFile(const QString &name)
{
    return QStringLiteral(TEST_DATA_DIR) + u"/tls/"_s + name;
}

void UpstreamFixture::listen(std::unique_ptr<QWebSocketServer> server)
{
    closeServer();
    m_server = std::move(server);
    // The last connections may keep the port for a moment.
    QTRY_VERIFY(m_server->isListening() || m_server->listen(QHostAddress::LocalHost, m_port));
    m_port = m_server->serverPort();
    connect(m_server.get(), &QWebSocketServer::newConnection, this,
            &UpstreamFixture::takeConnection);
}

void UpstreamFixture::closeServer()
{
    for (QWebSocket *socket : QList<QWebSocket *>(m_sockets))
        socket->abort();
    m_sockets.clear();
    m_server.reset();
}

void UpstreamFixture::takeConnection()
{
    QWebSocket *socket = m_server->nextPendingConnection();
    m_sockets.append(socket);
    ++m_connections;
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { m_heard.append(text.toUtf8()); });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        if (m_sockets.removeOne(socket))
            m_closeCodes.append(socket->closeCode());
        socket->deleteLater();
    });
}

void UpstreamFixture::start()
{
    m_client = std::make_unique<UpstreamClient>(&m_listener);
    if (m_settings.url.isEmpty())
        m_settings.url = QUrl(u"ws://127.0.0.1:%1"_s.arg(m_port));
    m_client->setSettings(m_settings);
    connect(m_client.get(), &UpstreamClient::stateChanged, this,
            [this](const UpstreamState &state) {
                m_states.append(state);
                m_statesAt.append(steadyMicros());
            });
    m_client->start();
}

QList<UpstreamPhase> UpstreamFixture::phases() const
{
    QList<UpstreamPhase> phases;
    for (const UpstreamState &state : m_states) {
        if (phases.isEmpty() || phases.last() != state.phase)
            phases.append(state.phase);
    }
    return phases;
}

QList<int> UpstreamFixture::waits() const
{
    QList<int> waits;
    for (qsizetype i = 0; i < m_states.size(); ++i) {
        if (m_states[i].phase == UpstreamPhase::Waiting)
            waits.append(qRound(static_cast<double>(m_states[i].nextTryAt - m_statesAt[i]) / 1000));
    }
    return waits;
}

} // namespace neuro::tests
