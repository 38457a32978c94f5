// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxport.h"
#include "relay/relaydispatcher.h"
#include "relay/seendestinations.h"

#include <QHash>
#include <QList>
#include <QMutex>
#include <QObject>

#include <functional>
#include <utility>
#include <variant>
#include <vector>

namespace neuro::service {

/// Between the engine in the relay thread and the outbox in the storage thread: requests go one
/// way, answers the other, both in order. The relay thread never waits: when the disk does not keep
/// up, messages beyond a limit are refused instead of being kept in memory.
class OutboxGate : public relay::OutboxPort
{
public:
    /// Messages that did not fit, one after the other; they keep their place among the requests, so
    /// that their answers do. However many there are, they are one request.
    struct RefusedMessages
    {
        quint64 firstTicket = 0;
        qint64 count = 0;
        QString destination;
    };
    /// To be remembered, in this order. However long the disk takes, they are one request.
    struct Seen
    {
        QStringList destinations;
    };
    using Request = std::variant<relay::KeepInOutbox, relay::FetchOutbox, relay::RemoveFromOutbox,
                                 relay::SettleEarlierRun, RefusedMessages, Seen>;
    using Answer = std::function<void(relay::RelayDispatcher &)>;

    /// Requests that wait for the disk, in bytes of messages.
    static constexpr qint64 waitingBytes = qint64(128) * 1024 * 1024;
    /// Of them for one destination: it leaves room for the others.
    static constexpr qint64 destinationBytes = waitingBytes / 2;

    // The relay thread's side.

    /// `receiver` lives in the relay thread: answers are carried out there, on `dispatcher`, until
    /// disconnectRelay().
    void connectRelay(QObject *receiver, relay::RelayDispatcher *dispatcher);
    /// Answers that come later are lost.
    void disconnectRelay();
    void keep(const relay::KeepInOutbox &effect) override;
    void fetch(const relay::FetchOutbox &effect) override;
    void remove(const relay::RemoveFromOutbox &effect) override;
    void settleEarlierRun(const relay::SettleEarlierRun &effect) override;
    void remember(const relay::RememberDestination &effect) override;

    // The storage thread's side.

    /// `wake` is called in the relay thread when there is something to take; it must only post. An
    /// empty one ends that.
    void connectStorage(std::function<void()> wake);
    std::vector<Request> takeRequests();
    void answer(Answer answer);

private:
    void put(Request request, qint64 bytes);
    void putRefused(const relay::KeepInOutbox &message);
    void push(Request request);
    bool isEmpty() const { return m_requests.empty() && m_seen.isEmpty(); }

    QMutex m_mutex; ///< Protects all of it.
    std::vector<Request> m_requests;
    relay::SeenDestinations m_seen; ///< Without a place among the requests: nobody waits for it.
    qint64 m_bytes = 0;
    QHash<QString, qint64> m_bytesFor; ///< By destination, of m_bytes.
    std::function<void()> m_wake;
    QObject *m_receiver = nullptr;
    relay::RelayDispatcher *m_dispatcher = nullptr;
};

} // namespace neuro::service
