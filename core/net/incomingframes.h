// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/framemender.h"

#include <QIODevice>
#include <QPointer>

class QTcpSocket;
class QWebSocket;

namespace neuro::net {

/// What a QWebSocket reads in its transport's place, mended (FrameMender). Belongs to the socket's
/// thread.
class IncomingFrames : public QIODevice
{
    Q_OBJECT

public:
    /// From now on `socket`, which is connected and has not begun to read a frame, reads
    /// `transport` through this; what has come already is read from the event loop. The part of
    /// QtWebSockets that reads frames is found by its name: nullptr when it is not there, and
    /// QWebSocket reads by itself, faults included. Belongs to `socket`.
    static IncomingFrames *between(QTcpSocket *transport, QWebSocket *socket);

    /// See FrameMender.
    bool isText() const { return m_mender.isText(); }
    const std::optional<CloseFrame> &closeFrame() const { return m_mender.closeFrame(); }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;

Q_SIGNALS:
    /// There is something to read.
    void readable(QIODevice *frames);

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    IncomingFrames(QTcpSocket *transport, QObject *parent);

    void handOn();
    void handOnAll();

    QPointer<QTcpSocket> m_transport;
    QByteArray m_early; ///< What had come before.
    FrameMender m_mender;
    qint64 m_read = 0; ///< Bytes, by QWebSocket.
    bool m_isHandingOn = false;
};

} // namespace neuro::net
