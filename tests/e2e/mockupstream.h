// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "e2e/upstreamrecord.h"

#include <QString>
#include <QThread>
#include <QUrl>
#include <QtGlobal>

namespace neuro::testing {

/// A strict stand-in for the real Neuro on a port of the loopback: judges every message by the
/// specification of the Neuro API (UpstreamReferee), answers forces, and fails in all the ways in
/// which servers fail. Its sockets live in a thread of their own; every function may be called from
/// the thread that made it, and returns when the thing is done unless it says otherwise.
class MockUpstream
{
public:
    struct Behaviour
    {
        bool acknowledges = true;      ///< Answers `startup`.
        bool asksToReregister = false; ///< Sends `actions/reregister_all` to whom connects.
        bool answersForces = true;
        int thinkMs = 0; ///< Before an answer.
        /// Hangs when it has heard so many contexts, until goOn(); 0: never.
        int hangsAfterContexts = 0;
        /// Closes with 1009 over a larger message, in bytes; 0: as QWebSocket does by itself.
        quint64 maxMessage = 0;
        quint64 seed = 1;
    };

    MockUpstream()
        : MockUpstream(Behaviour())
    {
    }
    /// Listens at once. A `port` of 0: any that is free.
    explicit MockUpstream(const Behaviour &behaviour, quint16 port = 0);
    ~MockUpstream();
    Q_DISABLE_COPY_MOVE(MockUpstream)

    QUrl url() const;
    /// What it has seen so far; also while it hangs.
    UpstreamRecord record() const;

    /// Cuts all connections with a TCP reset and listens no more.
    void die();
    /// Listens again, on the same port.
    void listen();
    /// Dies, and listens again after `ms`. Returns at once.
    void restart(int ms);
    /// Neither reads nor writes for `ms`, on whatever connection. Returns at once; others of these
    /// functions wait for the end of it.
    void hang(int ms);
    /// Ends the hanging of Behaviour::hangsAfterContexts, also one that has not begun.
    void goOn();
    /// Dies, then accepts TCP connections without ever answering them, and listens again after
    /// `ms`. Returns at once.
    void blackhole(int ms);
    /// Closes all connections in good order.
    void close(quint16 code);

    /// Sends an action that nobody forced.
    void act(const QString &name);
    /// Sends a text as it is.
    void send(const QString &text);

private:
    class Server;

    template <typename Function>
    void inThread(Qt::ConnectionType type, Function function) const;

    QThread m_thread;
    Server *const m_server; ///< Lives in m_thread, and ends with it.
};

} // namespace neuro::testing
