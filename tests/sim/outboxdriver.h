// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/inmemoryoutbox.h"
#include "relay/outputs.h"

#include <deque>
#include <variant>

namespace neuro::sim {

/// The outbox behind two queues: what the engine asked for waits until work() commits it, and the
/// answers wait to be taken. A restart loses both queues and keeps what was committed.
class OutboxDriver
{
public:
    struct Appended
    {
        quint64 ticket = 0;
        qint64 id = 0;
    };
    struct Fetched
    {
        quint64 number = 0;
        QList<relay::OutboxRow> rows;
    };
    struct Dropped
    {
        QList<qint64> ids;
        qint64 count = 0;
    };
    struct Recounted
    {
        relay::OutboxCount count;
    };
    using Request = std::variant<relay::KeepInOutbox, relay::FetchOutbox, relay::RemoveFromOutbox,
                                 relay::SettleEarlierRun>;
    using Answer = std::variant<Appended, Fetched, Dropped, Recounted>;

    explicit OutboxDriver(const relay::OutboxLimits &limits);

    void ask(Request request) { m_requests.push_back(std::move(request)); }
    /// Carries out up to `most` requests; neighbouring rows are one commit.
    void work(std::size_t most, qint64 nowUs);
    void expire(qint64 nowUs);
    std::optional<Answer> takeAnswer();
    bool isIdle() const { return m_requests.empty() && m_answers.empty(); }
    void restart();
    relay::OutboxCount count() const;
    /// Everything that is committed, in order.
    QList<relay::OutboxRow> rows();
    /// Whether a limit was exceeded by what it dropped; looked at after every commit.
    bool hasDroppedWithoutNeed() const { return m_hasDroppedWithoutNeed; }
    /// Plants a fault: the next row is reported as kept, and is not.
    void loseNextRow() { m_isLosing = true; }
    bool hasLost() const { return m_hasLost; }

private:
    void keep(const std::vector<relay::KeepInOutbox> &batch, qint64 nowUs);
    void tellDrops(const QList<relay::OutboxDrop> &drops, qint64 rowsBefore, qint64 nowUs);

    relay::OutboxLimits m_limits;
    relay::InMemoryOutbox m_store;
    std::deque<Request> m_requests;
    std::deque<Answer> m_answers;
    std::map<qint64, qint64> m_createdUs; ///< Of every row that is there.
    bool m_hasDroppedWithoutNeed = false;
    bool m_isLosing = false;
    bool m_hasLost = false;
};

} // namespace neuro::sim
