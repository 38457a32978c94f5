// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/upstreamlink.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace neuro::relay::testing {

using namespace Qt::StringLiterals;

/// A link and an outbox of two lists: what it was asked to keep, and what is committed.
struct LinkRig
{
    LinkRig();
    ~LinkRig();
    Q_DISABLE_COPY_MOVE(LinkRig)

    Outputs outputs;
    quint64 lastSeq = 0;
    OutboxNumbers numbers;
    TimerQueue timers;
    UpstreamLink link{outputs, lastSeq, numbers, timers};
    Instant now{1'000'000, 1'700'000'000'000'000};
    QStringList sent;
    QList<OutboxRow> rows;
    QList<quint64> pings;
    int closed = 0;

    static QByteArray text(const QString &name);
    void context(const QString &name);
    void pass(const QString &name);
    static UpstreamLink::Text textOf(const QString &name);
    void connect();
    /// Contexts and others that were said on the connection alone.
    void disconnect();
    void advance(qint64 ms);
    /// Upstream answers its newest ping.
    void pong();
    /// Buffers with these numbers of things and no other limits.
    static UpstreamBuffers buffers(std::size_t unproven, qsizetype fetched);
    OutboxCount count() const;
    /// A row of an earlier run.
    void keepEarlier(const QString &name);
    /// Carries out the oldest `most` requests for the outbox; the rest stays.
    void work(int most = 1'000'000);
    /// So many requests wait for the outbox.
    int requests();
    /// The names of what was sent since the last call.
    QStringList takeSent();
    void collect();
    QList<FrameEvent> frames;
    QList<OutboxEvent> events;
    bool takesNothing = false; ///< The outbox.

private:
    QList<Effect> m_requests;
    qint64 m_lastId = 0;
};

} // namespace neuro::relay::testing
