// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/tcpdoor.h"

#include "net/certificatewatch.h"
#include "net/encryptedsocket.h"
#include "net/hostport.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/netlogging.h"

#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <utility>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

using protocol::Phrase;
using protocol::phrase;

namespace {

/// Takes descriptors as they come, past QTcpServer's own list of pending connections, whose
/// length would limit how many are accepted in one go.
class AcceptingServer : public QTcpServer
{
public:
    using Taker = std::function<void(LingeringSocket *)>;

    /// `encryption` belongs to the door, and may change.
    AcceptingServer(const std::optional<QSslConfiguration> &encryption, Taker taker)
        : m_encryption(encryption)
        , m_taker(std::move(taker))
    {
    }

    using QTcpServer::addPendingConnection;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        std::unique_ptr<LingeringSocket> socket = makeSocket();
        if (!socket->setSocketDescriptor(descriptor)) {
            qCWarning(lcNet, "a connection could not be taken over: %ls",
                      qUtf16Printable(socket->errorString()));
            return;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        socket->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption,
                                limits::receiveBuffer);
        m_taker(socket.release());
    }

private:
    std::unique_ptr<LingeringSocket> makeSocket() const
    {
        if (m_encryption)
            return std::make_unique<EncryptedSocket>(*m_encryption);
        return std::make_unique<LingeringSocket>();
    }

    const std::optional<QSslConfiguration> &m_encryption;
    Taker m_taker;
};

bool isAbsentHere(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::SocketAddressNotAvailableError ||
           error == QAbstractSocket::UnsupportedSocketOperationError;
}

/// Why `server` does not listen: in our words where we know more than the system tells.
Phrase reasonOf(const QTcpServer &server)
{
    if (server.serverError() == QAbstractSocket::AddressInUseError)
        return phrase(QT_TRANSLATE_NOOP("core", "another program uses this port already"));
    return protocol::verbatim(server.errorString());
}

} // namespace

TcpDoor::TcpDoor(QObject *parent)
    : QObject(parent)
{
}

TcpDoor::~TcpDoor() = default;

bool TcpDoor::listen(const DoorAddresses &where, quint16 port)
{
    m_encryption.reset();
    return open(where, port);
}

bool TcpDoor::listenEncrypted(const PreparedDoor &door, const TlsSettings &tls)
{
    close();
    m_error = {};
    if (!tls.port || !door.certificate)
        return true;
    const PreparedDoor::Certificate &certificate = *door.certificate;
    if (!certificate) {
        m_error = certificate.error().text;
        return false;
    }
    m_encryption = doorEncryption(*certificate);
    if (!open(door.where, *tls.port))
        return false;
    watch(tls, *certificate);
    return true;
}

void TcpDoor::watch(const TlsSettings &tls, const DoorCertificate &shown)
{
    if (!m_watch) {
        m_watch = std::make_unique<CertificateWatch>();
        connect(m_watch.get(), &CertificateWatch::renewed, this,
                [this](const DoorCertificate &certificate) {
                    qCInfo(lcNet, "%ls: the certificate was renewed; it is valid until %ls",
                           qUtf16Printable(addresses().join(u' ')),
                           qUtf16Printable(
                               certificate.chain.constFirst().expiryDate().toString(Qt::ISODate)));
                    m_encryption = doorEncryption(certificate);
                    m_error = {};
                    Q_EMIT certificateChanged();
                });
        connect(m_watch.get(), &CertificateWatch::failed, this,
                [this](const CertificateProblem &problem) {
                    qCWarning(lcNet,
                              "%ls: the new certificate is not used, the earlier one is: %ls",
                              qUtf16Printable(addresses().join(u' ')),
                              qUtf16Printable(problem.text.english()));
                    m_error = problem.text;
                    Q_EMIT certificateChanged();
                });
        connect(m_watch.get(), &CertificateWatch::recovered, this, [this] {
            m_error = {};
            Q_EMIT certificateChanged();
        });
    }
    m_watch->start(tls.certificate, tls.key, shown);
}

void TcpDoor::checkCertificate()
{
    if (m_watch)
        m_watch->check();
}

bool TcpDoor::open(const DoorAddresses &where, quint16 port)
{
    close();
    m_error = where.error;
    if (where.addresses.isEmpty())
        return false;
    // A port that was free on the first address may be taken on the second.
    const int tries = port == 0 ? limits::freePortTries : 1;
    for (int i = 0; i < tries; ++i) {
        const Outcome outcome = openAll(where.addresses, port);
        if (outcome == Outcome::Opened)
            return true;
        close();
        if (outcome == Outcome::Failed)
            break;
    }
    return false;
}

void TcpDoor::close()
{
    if (m_watch)
        m_watch->stop();
    m_servers.clear();
}

bool TcpDoor::isListening() const
{
    return !m_servers.empty();
}

quint16 TcpDoor::port() const
{
    return m_servers.empty() ? 0 : m_servers.front()->serverPort();
}

QStringList TcpDoor::addresses() const
{
    QStringList result;
    for (const auto &server : m_servers)
        result.append(hostPort(server->serverAddress(), server->serverPort()));
    return result;
}

QList<QHostAddress> TcpDoor::hostAddresses() const
{
    QList<QHostAddress> result;
    for (const auto &server : m_servers)
        result.append(server->serverAddress());
    return result;
}

Phrase TcpDoor::error() const
{
    return m_error;
}

QList<QTcpServer *> TcpDoor::servers() const
{
    QList<QTcpServer *> result;
    for (const auto &server : m_servers)
        result.append(server.get());
    return result;
}

void TcpDoor::handOn(LingeringSocket *socket)
{
    static_cast<AcceptingServer *>(m_servers.front().get())->addPendingConnection(socket);
}

TcpDoor::Outcome TcpDoor::openAll(const QList<QHostAddress> &addresses, quint16 port)
{
    Phrase absent;
    for (const QHostAddress &address : addresses) {
        std::unique_ptr<QTcpServer> server = makeServer();
        if (server->listen(address, m_servers.empty() ? port : this->port())) {
            m_servers.push_back(std::move(server));
            continue;
        }
        const quint16 wanted = m_servers.empty() ? port : this->port();
        const Phrase error = phrase(QT_TRANSLATE_NOOP("core", "%1: %2"), hostPort(address, wanted),
                                    reasonOf(*server));
        if (isAbsentHere(server->serverError())) {
            absent = error;
            continue;
        }
        m_error = error;
        const bool isTaken = server->serverError() == QAbstractSocket::AddressInUseError;
        return isTaken ? Outcome::PortTaken : Outcome::Failed;
    }
    m_error = m_servers.empty() ? absent : Phrase();
    return m_servers.empty() ? Outcome::Failed : Outcome::Opened;
}

std::unique_ptr<QTcpServer> TcpDoor::makeServer()
{
    auto server = std::make_unique<AcceptingServer>(
        m_encryption, [this](LingeringSocket *socket) { Q_EMIT accepted(socket); });
    server->setListenBacklogSize(limits::backlog);
    QTcpServer *plain = server.get();
    connect(plain, &QTcpServer::acceptError, this, [this, plain] { resumeLater(plain); });
    return server;
}

void TcpDoor::resumeLater(QTcpServer *server)
{
    // QTcpServer stops accepting for good after an error such as too many open files.
    qCWarning(lcNet, "%ls: a connection could not be accepted: %ls. Trying again in %d ms.",
              qUtf16Printable(hostPort(server->serverAddress(), server->serverPort())),
              qUtf16Printable(server->errorString()), limits::acceptRetryMs);
    QTimer::singleShot(limits::acceptRetryMs, server, &QTcpServer::resumeAccepting);
}

} // namespace neuro::net
