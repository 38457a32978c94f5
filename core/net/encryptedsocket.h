// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/lingeringsocket.h"

#include <QSslConfiguration>

class QSslSocket;

namespace neuro::net {

/// The server's end of a TLS connection, for everybody who knows a LingeringSocket: what is read
/// from it was decrypted, what is written to it will be encrypted. It is connected from the
/// beginning; nothing comes before the TLS handshake is done, and when that fails the connection
/// ends.
///
/// A peer that does not speak TLS is heard as it is, and isMisdirected(), so that it can be told in
/// its own words.
///
/// It is no QSslSocket but has one: plain ports must not pay for what only this one needs.
class EncryptedSocket : public LingeringSocket
{
    Q_OBJECT

public:
    explicit EncryptedSocket(const QSslConfiguration &encryption, QObject *parent = nullptr);
    ~EncryptedSocket() override;

    bool isEncrypted() const override { return m_speech != Speech::Plain; }
    bool isMisdirected() const override { return m_speech == Speech::Plain; }

    void flushOutput() override;
    /// Encrypted bytes that wait to be written count as well.
    qint64 bytesToWrite() const override;
    qint64 bytesAvailable() const override;
    bool canReadLine() const override;
    bool setSocketDescriptor(qintptr descriptor, SocketState state = ConnectedState,
                             OpenMode mode = ReadWrite) override;
    qintptr socketDescriptor() const override;
    void setSocketOption(SocketOption option, const QVariant &value) override;
    void setReadBufferSize(qint64 size) override;
    /// At once: what waits to be written is lost. Let close() do it.
    void disconnectFromHost() override;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 skipData(qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;
    void endSending() override;

private:
    enum class Speech { Unknown, Tls, Plain };

    void receive();
    void noteError(SocketError error);
    void noteEnd();
    void pauseEnded() override;
    void discardRest();
    void leaveTls();

    QSslSocket *m_tls; ///< Null once it has said goodbye.
    Speech m_speech = Speech::Unknown;
    /// Keeps the connection while the peer is still sending, when m_tls has closed its own one; -1:
    /// none.
    qintptr m_spareDescriptor = -1;
    bool m_hasEnded = false; ///< During a pause: what came before is to be read first.
};

} // namespace neuro::net
