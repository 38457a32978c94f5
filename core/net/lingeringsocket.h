// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QBasicTimer>
#include <QByteArrayView>
#include <QTcpSocket>

namespace neuro::net {

/// A server's TCP socket that closes without losing its last words.
///
/// Closing a socket while input is unread makes the kernel send a reset, and the peer may then
/// never see the close frame (or the HTTP answer) that says why. So close() only ends this side:
/// what is queued goes out, the sending direction is shut down, and what the peer still sends is
/// read and thrown away until it closes as well. A second close() ends it at once; the owner must
/// make sure, with a timer, that it comes (drop()).
///
/// It can be read later, so that the kernel makes a peer wait that sends without a pause.
///
/// It also watches the one kind of output that QWebSocket queues by itself, the answers to pings.
class LingeringSocket : public QTcpSocket
{
    Q_OBJECT

public:
    explicit LingeringSocket(QObject *parent = nullptr);

    void close() override;
    /// Ends the connection now, with a reset if anything is unread or unsent.
    void drop();

    /// Makes `bytes` the next ones to be read.
    void putBack(QByteArrayView bytes);

    /// What has come and what comes is to be read in `ms` milliseconds, and not before; readyRead()
    /// tells. The peer's end is noticed no sooner than what it said before. For whoever reads all
    /// there is at readyRead().
    void pauseReading(int ms);

    /// 0 while lingering, when nobody but this class reads any more, and while reading is paused.
    qint64 bytesAvailable() const override;

    /// Writes as much as the kernel takes now. flush() does not do for every kind of socket.
    virtual void flushOutput() { flush(); }

    /// Whether the peer is at an encrypted port: what is read and written here is plain text all
    /// the same.
    virtual bool isEncrypted() const { return false; }
    /// Whether the peer speaks plain text at an encrypted port: to be told so, and not to be
    /// served.
    virtual bool isMisdirected() const { return false; }

    /// Bytes that may wait to be written before writeLimitExceeded() is sent, once.
    void setWriteLimit(qint64 bytes);

Q_SIGNALS:
    /// Sent while something is being written: connect it queued.
    void writeLimitExceeded();

protected:
    void timerEvent(QTimerEvent *event) override;
    qint64 writeData(const char *data, qint64 size) override;
    /// Tells the peer that nothing more is coming. Called once, while connected, when everything is
    /// written.
    virtual void endSending();
    static void shutDownSending(qintptr descriptor);
    /// Before something is written.
    void watchOutput();
    bool isLingering() const { return m_lingering; }
    bool isPaused() const { return m_pause.isActive(); }
    /// What came during a pause has been read, and there was no reason for another one.
    virtual void pauseEnded() {}

private:
    void discardInput();
    void endWriting();
    void endPause();

    QBasicTimer m_pause;
    qint64 m_writeLimit = 0;
    bool m_exceeded = false;
    bool m_lingering = false;
    bool m_writingEnded = false;
};

} // namespace neuro::net
