// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/httpanswer.h"
#include "net/lingeringsocket.h"
#include "net/statusrules.h"

#include <QBasicTimer>
#include <QDeadlineTimer>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace neuro::net {

/// One connection to the status door: waits until its request is there as a whole, and sees to it
/// that the connection ends. Guards a QHttpServer, which knows no limits, and gets a request that
/// it cannot misread. A connection has one time limit for all that it does, from its beginning to
/// the end of the answer; whatever is refused has limits::closeMs to be read, and a refusal may be
/// held back for longer (Verdict::delayMs).
class StatusConnection : public QObject
{
    Q_OBJECT

public:
    struct Verdict
    {
        std::optional<HttpAnswer> refusal;
        int delayMs = 0; ///< For which the refusal is held back.
    };
    using Judge = std::function<Verdict(const StatusCall &call)>;

    /// Owns `socket`. `judge` is called once, when the head is there. The time limit begins now.
    StatusConnection(LingeringSocket *socket, StatusDoor door, int timeoutMs, Judge judge,
                     QObject *parent = nullptr);

    /// Looks at what has already arrived. Call it once the signals are connected.
    void start();
    /// The same for a request without a body that another one has read: no complete() follows.
    /// False: it was refused.
    bool start(const RequestHead &head);

    /// Null once the connection is over.
    LingeringSocket *socket() const { return m_socket; }
    const StatusCall &call() const { return m_call; }
    /// The request was accepted or refused.
    bool isDecided() const { return m_isDecided; }
    /// The answer comes later. When it has not come within the time limit, `otherwise` is said.
    void wait(const HttpAnswer &otherwise) { m_lastWord = otherwise; }
    /// Answers, and ends the connection when that is written. Once only.
    void answer(const HttpAnswer &answer);
    /// Ends the connection at once; finished() follows.
    void drop();

Q_SIGNALS:
    /// The request was judged good. The socket holds a request of the same method, path and body,
    /// and nothing else.
    void complete();
    /// The connection is over; the object may be deleted later.
    void finished();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void look();
    void readHead();
    bool judge();
    void finishRequest();
    void refuse(const HttpAnswer &answer);
    void endLater();

    QPointer<LingeringSocket> m_socket;
    Judge m_judge;
    const QDeadlineTimer m_deadline;
    QBasicTimer m_timer;
    StatusCall m_call;
    qint64 m_bodySize = 0;
    /// What is said when the timer ends; nothing: the connection is cut.
    std::optional<HttpAnswer> m_lastWord;
    bool m_hasHead = false;
    bool m_isDecided = false;
    bool m_isAnswered = false;
};

} // namespace neuro::net
