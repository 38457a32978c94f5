// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/accesspolicy.h"
#include "net/requesthead.h"

#include <QBasicTimer>
#include <QByteArray>
#include <QObject>
#include <QString>

namespace neuro::net {

class LingeringSocket;

/// One accepted socket until it is a WebSocket or gone. Looks at the head of the request without
/// taking it out of the socket, and either accepts it or answers with the reason why not:
/// 403 who may not connect, 426 no WebSocket, 400 no (good) request, 431 head too long. A request
/// that is not for this door may be diverted instead.
/// Whatever happens, finished() comes within the time limit unless release() came first.
class PendingHandshake : public QObject
{
    Q_OBJECT

public:
    /// Owns `socket`; `policy` must outlive this object.
    PendingHandshake(LingeringSocket *socket, AccessPolicy *policy, int timeoutMs,
                     QObject *parent = nullptr);

    /// Diverts what diversionOf() knows instead of accepting it: what is for the hub from an
    /// address that may connect and in the right form, what is for the status as it is. Off unless
    /// asked for.
    void setDiverting(bool diverting) { m_isDiverting = diverting; }
    /// What a plain request is told about this port, before its address; without one, that games
    /// connect here.
    void setHint(const QByteArray &hint) { m_hint = hint; }
    /// Looks at what has already arrived. Call it once the signals are connected.
    void start();
    /// The same for a socket whose request was looked at and found good by another one:
    /// accepted() comes at once, whatever the policy says, unless the connection was lost.
    void resume(const RequestHead &head);
    LingeringSocket *socket() const { return m_socket; }
    /// The request was accepted, diverted or refused.
    bool isDecided() const { return m_isDecided; }
    /// It was answered with the reason why not; the connection ends.
    bool isRefused() const { return m_isRefused; }
    /// The head of the request once accepted() or diverted() was sent.
    const RequestHead &head() const { return m_head; }
    /// What came behind the request in the same breath, for the WebSocket to read. It is not in
    /// the socket any more.
    const QByteArray &earlyBytes() const { return m_earlyBytes; }
    /// Gives the socket away; nothing is sent any more.
    LingeringSocket *release();
    /// Ends the connection at once; finished() follows.
    void drop();

Q_SIGNALS:
    /// The request is good; the socket holds its head, to be read again, and nothing else.
    void accepted();
    /// The request is for another one, who judges it. Take the socket with release(): everything
    /// that has come is still in it. Sent from the event loop, never from inside the socket, so
    /// that the socket may be moved to another thread.
    void diverted();
    /// Refused for its origin or its address (the other one is empty).
    void refused(const QString &origin, const QString &address, bool ask);
    /// The connection is over; the object may be deleted later.
    void finished();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void look();
    void judge();
    bool admits(const QString &origin);
    bool isWellFormed();
    void accept();
    void divert();
    void refuse(const AccessPolicy::Ruling &ruling);
    void answer(const QByteArray &reply);
    QByteArray upgradeReply() const;

    LingeringSocket *m_socket;
    AccessPolicy *m_policy;
    QBasicTimer m_timer;
    RequestHead m_head;
    qsizetype m_headSize = 0;
    QByteArray m_earlyBytes;
    QByteArray m_hint;
    bool m_isDiverting = false;
    bool m_isDecided = false;
    bool m_isRefused = false;
};

} // namespace neuro::net
