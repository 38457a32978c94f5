// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/doorpreparation.h"
#include "net/tlssettings.h"
#include "protocol/phrase.h"

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

class QTcpServer;

namespace neuro::net {

class CertificateWatch;
class LingeringSocket;

/// Listens on one port of several addresses and hands out the sockets that come, with Nagle's
/// delay off. Belongs to the thread that it was created in.
class TcpDoor : public QObject
{
    Q_OBJECT

public:
    explicit TcpDoor(QObject *parent = nullptr);
    ~TcpDoor() override;

    /// Opens every one of these addresses, or none. An address that this machine does not have
    /// (IPv6 switched off) is left out while another one opens. Asks nobody, and never blocks.
    bool listen(const DoorAddresses &where, quint16 port);
    /// The same for an encrypted port, which hands out EncryptedSockets, with the certificate that
    /// `door` has from the files of `tls`. True also when there is to be none; then it is closed.
    /// When there is another certificate in the files later, whoever connects from then on is shown
    /// that one; certificateChanged() follows.
    bool listenEncrypted(const PreparedDoor &door, const TlsSettings &tls);
    /// Whether the encrypted port is open, or there is to be none.
    bool isOpenAsWanted(const TlsSettings &tls) const { return isListening() || !tls.port; }
    /// Looks soon whether there is another certificate in the files: where the system does not
    /// tell.
    void checkCertificate();
    void close();

    bool isListening() const;
    quint16 port() const;
    QStringList addresses() const;
    /// Those of addresses(), without the port.
    QList<QHostAddress> hostAddresses() const;
    /// Which address could not be opened, or what is wrong with a file, and why; empty after
    /// success. While an encrypted port is listening: what is wrong with the files now, so that it
    /// goes on showing the certificate that it had.
    protocol::Phrase error() const;

    /// The listeners, to bind a QHttpServer to. They stay this door's and go with close(): the
    /// QHttpServer, which becomes their parent, must live longer than the door.
    QList<QTcpServer *> servers() const;
    /// Makes a socket that was accepted here the next pending connection of one of servers(), so
    /// that who is bound to them takes it. Only while isListening().
    void handOn(LingeringSocket *socket);

Q_SIGNALS:
    /// The receiver takes ownership. The socket is connected.
    void accepted(neuro::net::LingeringSocket *socket);
    /// Another certificate is shown, or error() says something else about the files of it.
    void certificateChanged();

private:
    enum class Outcome { Opened, Failed, PortTaken };

    bool open(const DoorAddresses &where, quint16 port);
    Outcome openAll(const QList<QHostAddress> &addresses, quint16 port);
    std::unique_ptr<QTcpServer> makeServer();
    void resumeLater(QTcpServer *server);
    void watch(const TlsSettings &tls, const DoorCertificate &shown);

    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    std::optional<QSslConfiguration> m_encryption; ///< What m_servers look at for each socket.
    std::unique_ptr<CertificateWatch> m_watch;     ///< Since there was an encrypted port.
    protocol::Phrase m_error;
};

} // namespace neuro::net
