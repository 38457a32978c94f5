// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/outboxgate.h"

#include <QMutexLocker>

namespace neuro::service {

void OutboxGate::connectRelay(QObject *receiver, relay::RelayDispatcher *dispatcher)
{
    const QMutexLocker lock(&m_mutex);
    m_receiver = receiver;
    m_dispatcher = dispatcher;
}

void OutboxGate::disconnectRelay()
{
    const QMutexLocker lock(&m_mutex);
    m_receiver = nullptr;
    m_dispatcher = nullptr;
}

void OutboxGate::keep(const relay::KeepInOutbox &effect)
{
    put(effect, effect.row.bytes());
}

void OutboxGate::fetch(const relay::FetchOutbox &effect)
{
    put(effect, 0);
}

void OutboxGate::remove(const relay::RemoveFromOutbox &effect)
{
    put(effect, 0);
}

void OutboxGate::settleEarlierRun(const relay::SettleEarlierRun &effect)
{
    put(effect, 0);
}

void OutboxGate::remember(const relay::RememberDestination &effect)
{
    const QMutexLocker lock(&m_mutex);
    const bool wasEmpty = isEmpty();
    m_seen.note(effect.destination);
    if (wasEmpty && m_wake)
        m_wake();
}

void OutboxGate::connectStorage(std::function<void()> wake)
{
    const QMutexLocker lock(&m_mutex);
    m_wake = std::move(wake);
    if (m_wake && !isEmpty())
        m_wake();
}

void OutboxGate::put(Request request, qint64 bytes)
{
    const QMutexLocker lock(&m_mutex);
    if (const auto *keep = std::get_if<relay::KeepInOutbox>(&request)) {
        qint64 &ofDestination = m_bytesFor[keep->row.destination];
        if (m_bytes + bytes > waitingBytes || ofDestination + bytes > destinationBytes) {
            putRefused(*keep);
            return;
        }
        ofDestination += bytes;
    }
    m_bytes += bytes;
    push(std::move(request));
}

void OutboxGate::putRefused(const relay::KeepInOutbox &message)
{
    auto *last = m_requests.empty() ? nullptr : std::get_if<RefusedMessages>(&m_requests.back());
    if (last && last->destination == message.row.destination &&
        last->firstTicket + static_cast<quint64>(last->count) == message.ticket)
        ++last->count;
    else
        push(RefusedMessages{message.ticket, 1, message.row.destination});
}

void OutboxGate::push(Request request)
{
    const bool wasEmpty = isEmpty();
    m_requests.push_back(std::move(request));
    // Under the lock: connectStorage() with nothing must be sure that no call is under way.
    if (wasEmpty && m_wake)
        m_wake();
}

std::vector<OutboxGate::Request> OutboxGate::takeRequests()
{
    const QMutexLocker lock(&m_mutex);
    m_bytes = 0;
    m_bytesFor.clear();
    std::vector<Request> requests = std::exchange(m_requests, {});
    // In front: who is told "queued" from now on finds them known after a crash, too.
    if (!m_seen.isEmpty())
        requests.emplace(requests.begin(), Seen{m_seen.list()});
    m_seen.clear();
    return requests;
}

void OutboxGate::answer(Answer answer)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_receiver)
        return;
    QMetaObject::invokeMethod(
        m_receiver,
        [answer = std::move(answer), dispatcher = m_dispatcher] { answer(*dispatcher); },
        Qt::QueuedConnection);
}

} // namespace neuro::service
