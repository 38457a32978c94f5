// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/mockupstream.h"

#include "e2e/upstreamreferee.h"

#include <QHostAddress>
#include <QMutex>
#include <QMutexLocker>
#include <QPointer>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <sys/socket.h>

#include <utility>
#include <vector>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

/// After a hang the news that a client has gone may come after those that it is back.
constexpr int handOverMs = 500;

/// What is open is thrown away with a reset instead of a farewell.
void reset(QTcpSocket *socket)
{
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                 sizeof atOnce);
    socket->abort();
}

} // namespace

class MockUpstream::Server : public QObject
{
public:
    explicit Server(const Behaviour &behaviour)
        : m_behaviour(behaviour)
    {
    }

    void open(quint16 port)
    {
        m_port = port;
        connect(&m_door, &QTcpServer::newConnection, this, [this] { admit(); });
        connect(&m_webSockets, &QWebSocketServer::newConnection, this, [this] { greet(); });
        listen();
    }

    void listen()
    {
        m_isBlackHole = false;
        if (!m_door.isListening() && !m_door.listen(QHostAddress::LocalHost, m_port))
            qFatal("the mock of upstream cannot listen on port %d: %s", m_port,
                   qPrintable(m_door.errorString()));
        m_port = m_door.serverPort();
    }

    void die()
    {
        m_door.close();
        cutAll();
    }

    void restart(int ms)
    {
        die();
        QTimer::singleShot(ms, this, [this] { listen(); });
    }

    void blackhole(int ms)
    {
        die();
        listen();
        m_isBlackHole = true;
        QTimer::singleShot(ms, this, [this] {
            cutAll();
            listen();
        });
    }

    void close(quint16 code)
    {
        if (m_client)
            m_client->close(static_cast<QWebSocketProtocol::CloseCode>(code), u"for a test"_s);
    }

    void act(const QString &name)
    {
        const QMutexLocker lock(&m_mutex);
        if (m_client)
            send(m_referee->act(name));
    }

    void send(const QString &text)
    {
        if (m_client)
            m_client->sendTextMessage(text);
    }

    void goOn() { m_hanging.release(); }

    quint16 port() const { return m_port; }

    UpstreamRecord record() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_record;
    }

private:
    void admit()
    {
        while (QTcpSocket *socket = m_door.nextPendingConnection()) {
            std::erase(m_transports, nullptr);
            m_transports.emplace_back(socket);
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            if (m_isBlackHole)
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            else
                m_webSockets.handleConnection(socket);
        }
    }

    void cutAll()
    {
        for (const QPointer<QTcpSocket> &socket : std::vector(m_transports)) {
            if (socket)
                reset(socket);
        }
    }

    void greet()
    {
        while (QWebSocket *socket = m_webSockets.nextPendingConnection()) {
            socket->setParent(this);
            if (m_behaviour.maxMessage > 0) {
                socket->setMaxAllowedIncomingFrameSize(m_behaviour.maxMessage);
                socket->setMaxAllowedIncomingMessageSize(m_behaviour.maxMessage);
            }
            const QMutexLocker lock(&m_mutex);
            if (m_client)
                QTimer::singleShot(handOverMs, m_client, [this] {
                    const QMutexLocker laterLock(&m_mutex);
                    m_record.violations.append(u"clients: a second one at the same time"_s);
                });
            m_client = socket;
            ++m_record.connections;
            m_record.isConnected = true;
            m_referee = std::make_unique<UpstreamReferee>(
                m_record, m_record.connections,
                m_behaviour.seed + static_cast<quint64>(m_record.connections));
            connect(socket, &QWebSocket::textMessageReceived, this,
                    [this, socket](const QString &text) { hear(socket, text); });
            connect(socket, &QWebSocket::binaryMessageReceived, this,
                    [this](const QByteArray &bytes) {
                        const QMutexLocker binaryLock(&m_mutex);
                        m_referee->receiveBinary(bytes.size());
                    });
            connect(socket, &QWebSocket::disconnected, this, [this, socket] { part(socket); });
            if (m_behaviour.asksToReregister)
                send(u"{\"command\":\"actions/reregister_all\"}"_s);
        }
    }

    void part(QWebSocket *socket)
    {
        socket->deleteLater();
        if (socket != m_client)
            return;
        const QMutexLocker lock(&m_mutex);
        m_client = nullptr;
        m_record.isConnected = false;
        m_record.unanswered = 0;
        m_record.registered.clear();
        m_record.descriptions.clear();
    }

    void hear(QWebSocket *socket, const QString &text)
    {
        {
            const QMutexLocker lock(&m_mutex);
            if (socket != m_client)
                return;
            const qsizetype before = m_record.contexts.size();
            judge(socket, text);
            const int limit = m_behaviour.hangsAfterContexts;
            if (limit == 0 || before >= limit || m_record.contexts.size() < limit)
                return;
        }
        m_hanging.acquire();
    }

    void judge(QWebSocket *socket, const QString &text)
    {
        switch (m_referee->receive(text)) {
        case UpstreamReferee::Reaction::None:
            break;
        case UpstreamReferee::Reaction::Acknowledge:
            if (m_behaviour.acknowledges)
                send(u"{\"command\":\"startup\",\"data\":{\"session\":{\"sessionId\":\"mock\","
                     "\"characterId\":\"neuro\",\"displayName\":\"Neuro-sama\"}}}"_s);
            break;
        case UpstreamReferee::Reaction::Decide:
            if (m_behaviour.answersForces)
                QTimer::singleShot(m_behaviour.thinkMs, socket, [this, socket] { decide(socket); });
            break;
        }
    }

    void decide(const QWebSocket *socket)
    {
        const QMutexLocker lock(&m_mutex);
        if (socket != m_client)
            return;
        if (const auto action = m_referee->decide())
            send(*action);
    }

    const Behaviour m_behaviour;
    quint16 m_port = 0;
    bool m_isBlackHole = false;
    QTcpServer m_door{this};
    QWebSocketServer m_webSockets{u"mock"_s, QWebSocketServer::NonSecureMode, this};
    std::vector<QPointer<QTcpSocket>> m_transports;
    QWebSocket *m_client = nullptr; ///< The newest one.
    mutable QMutex m_mutex;         ///< Protects m_record.
    UpstreamRecord m_record;
    QSemaphore m_hanging; ///< Has one to take when there is nothing more to wait for.
    std::unique_ptr<UpstreamReferee> m_referee; ///< Of m_client.
};

template <typename Function>
void MockUpstream::inThread(Qt::ConnectionType type, Function function) const
{
    QMetaObject::invokeMethod(m_server, std::move(function), type);
}

MockUpstream::MockUpstream(const Behaviour &behaviour, quint16 port)
    : m_server(new Server(behaviour))
{
    m_thread.setObjectName(u"mock upstream"_s);
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
    inThread(Qt::BlockingQueuedConnection, [this, port] { m_server->open(port); });
}

MockUpstream::~MockUpstream()
{
    goOn();
    die();
    m_thread.quit();
    m_thread.wait();
}

QUrl MockUpstream::url() const
{
    return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->port()));
}

UpstreamRecord MockUpstream::record() const
{
    return m_server->record();
}

void MockUpstream::die()
{
    inThread(Qt::BlockingQueuedConnection, [this] { m_server->die(); });
}

void MockUpstream::listen()
{
    inThread(Qt::BlockingQueuedConnection, [this] { m_server->listen(); });
}

void MockUpstream::restart(int ms)
{
    inThread(Qt::QueuedConnection, [this, ms] { m_server->restart(ms); });
}

void MockUpstream::goOn()
{
    m_server->goOn();
}

void MockUpstream::hang(int ms)
{
    inThread(Qt::QueuedConnection, [ms] { QThread::msleep(static_cast<unsigned long>(ms)); });
}

void MockUpstream::blackhole(int ms)
{
    inThread(Qt::QueuedConnection, [this, ms] { m_server->blackhole(ms); });
}

void MockUpstream::close(quint16 code)
{
    inThread(Qt::BlockingQueuedConnection, [this, code] { m_server->close(code); });
}

void MockUpstream::act(const QString &name)
{
    inThread(Qt::BlockingQueuedConnection, [this, name] { m_server->act(name); });
}

void MockUpstream::send(const QString &text)
{
    inThread(Qt::BlockingQueuedConnection, [this, text] { m_server->send(text); });
}

} // namespace neuro::testing
