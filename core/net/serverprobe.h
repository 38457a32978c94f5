// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QBasicTimer>
#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTcpSocket>

namespace neuro::net {

/// Who answers at an address.
enum class ProbeResult {
    Nobody,    ///< No connection.
    Silent,    ///< A connection, but no answer in time.
    Other,     ///< Something that is no WebSocket server.
    WebSocket, ///< A WebSocket server: the real Neuro, or a mock of her, as far as one can tell.
    Relay,     ///< A relay like this one.
};

/// Asks who listens at an address, to offer a server that holds our port as the upstream.
///
/// It makes a WebSocket handshake and closes at once with 1000, without having sent a message: the
/// Neuro API has no question that leaves no trace (a `startup` would show up as a game), and a
/// server that speaks WebSocket where games look for Neuro is what she looks like. A relay tells
/// itself by the `Server` field of its answer.
class ServerProbe : public QObject
{
    Q_OBJECT

public:
    /// For the whole of it.
    static constexpr int defaultTimeoutMs = 2000;

    explicit ServerProbe(QObject *parent = nullptr);
    ~ServerProbe() override;

    /// finished() follows once, from the event loop, after `timeoutMs` at the latest. Gives up what
    /// was started before. `host` is an address or a name; empty means 127.0.0.1.
    void start(const QString &host, quint16 port, int timeoutMs = defaultTimeoutMs);

    /// Of whoever took the connection, for example "127.0.0.1:8000"; empty: nobody did yet.
    const QString &address() const { return m_hostField; }

Q_SIGNALS:
    void finished(neuro::net::ProbeResult result);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void sendRequest();
    void readAnswer();
    void judge(const QByteArray &head);
    void finish(ProbeResult result);

    QTcpSocket m_socket;
    QString m_hostField;
    QByteArray m_key;
    QByteArray m_answer;
    QBasicTimer m_deadline;
};

} // namespace neuro::net
