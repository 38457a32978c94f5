// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/inmemoryoutbox.h"
#include "relay/outputs.h"
#include "relay/upstreamlink.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <deque>
#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace neuro::sim {

/// The outbox behind two queues: what the engine asked for waits until work() commits it, and the
/// answers wait to be taken. A restart loses both queues, and what is in memory only; it keeps what
/// was committed.
class OutboxDriver
{
public:
    struct Appended
    {
        quint64 ticket = 0;
        qint64 id = 0; ///< 0: it was not taken.
        bool isDurable = true;
    };
    struct Fetched
    {
        quint64 number = 0;
        QList<relay::OutboxRow> rows;
        bool isUnreadable = false; ///< There are rows, and they cannot be read.
        QSet<qint64> unread = {};  ///< Those; empty: none can.
    };
    struct Dropped
    {
        QString destination;
        QList<qint64> ids;
        qint64 count = 0;
    };
    struct Recounted
    {
        QList<relay::OutboxCount> counts;
        bool isTroubled = false;   ///< What cannot be read is not counted.
        bool isUnreadable = false; ///< That is everything.
        QSet<qint64> unread = {};  ///< Those.
    };
    /// How the disk does.
    enum class Mood {
        Well,
        Refusing,   ///< Nothing is taken: it is full.
        Unreadable, ///< What it holds cannot be read.
        Stuck,      ///< Nothing is done at all.
        Memory,     ///< It cannot be written to: what comes is kept in memory.
        Gone,       ///< The same, and only memory can be read.
        Opening,    ///< Nothing is done yet, and nobody knows what it holds.
    };
    using Request = std::variant<relay::KeepInOutbox, relay::FetchOutbox, relay::RemoveFromOutbox,
                                 relay::SettleEarlierRun, relay::RememberDestination>;
    using Answer = std::variant<Appended, Fetched, Dropped, Recounted>;

    explicit OutboxDriver(const relay::OutboxLimits &limits);

    Mood mood() const { return m_mood; }
    void setMood(Mood mood);
    void ask(Request request) { m_requests.push_back(std::move(request)); }
    /// Carries out up to `most` requests; neighbouring rows are one commit.
    void work(std::size_t most, qint64 nowUs);
    void expire(qint64 nowUs);
    std::optional<Answer> takeAnswer();
    bool isIdle() const { return m_requests.empty() && m_answers.empty(); }
    /// Returns the rows that were in memory only.
    QSet<qint64> restart();
    /// What waits for upstream.
    relay::OutboxCount count() const;
    QList<relay::OutboxCount> counts() const;
    /// Whom it remembers, durably.
    QStringList seen() const { return m_store.seen(); }
    /// What it tells the engine when it opens.
    QList<relay::OutboxCount> countsWithSeen() const;
    /// Everything for upstream that is committed, in order.
    QList<relay::OutboxRow> rows();
    QList<relay::OutboxRow> rows(const QString &destination);
    /// Rows that were dropped, of which the engine has not heard.
    QSet<qint64> untoldDrops() const;
    /// Whether something was dropped although no limit was exceeded; looked at after every commit.
    bool hasDroppedWithoutNeed() const { return m_hasDroppedWithoutNeed; }
    /// Whether a limit was exceeded after a commit.
    bool hasExceededLimit() const { return m_hasExceededLimit; }
    /// Plants a fault: the row of this ticket is reported as kept, and is not.
    void loseRow(quint64 ticket) { m_lostTicket = ticket; }
    bool hasLostIt() const { return m_hasLost; }
    /// What a restart would lose.
    const QSet<qint64> &memoryRows() const { return m_inMemory; }
    /// Plants a fault: the row is gone.
    void forget(qint64 row) { m_store.remove({row}); }
    /// Plants a fault: one row more may be kept than the limits say.
    void raiseLimits();
    /// Plants a fault: drops the first row of `destination` and says that `cause` is why, although
    /// no limit asks for it. False when there is none.
    bool dropOne(qint64 nowUs, relay::OutboxDropCause cause = relay::OutboxDropCause::Rows,
                 const QString &destination = relay::UpstreamLink::destination());

private:
    void perform(const relay::FetchOutbox &fetch);
    void perform(const relay::RemoveFromOutbox &removal);
    void perform(const relay::SettleEarlierRun &settlement);
    void perform(const relay::RememberDestination &seen);
    void keep(const std::vector<relay::KeepInOutbox> &batch, qint64 nowUs);
    bool isInMemoryNow() const { return m_mood == Mood::Memory || m_mood == Mood::Gone; }
    Recounted recounted();

    /// What a destination has.
    struct Holding
    {
        qint64 rows = 0;
        qint64 bytes = 0;
    };
    using Holdings = QHash<QString, Holding>;
    Holdings holdings() const;
    void tellDrops(const QList<relay::OutboxDrop> &drops, Holdings before, qint64 nowUs);
    void checkLimits();

    /// What decides how long a row may wait, and what it counts for.
    struct Wait
    {
        qint64 sinceUs = 0;
        relay::OutboxKind kind = relay::OutboxKind::Context;
        qint64 bytes = 0;
    };
    bool isTooOld(const Wait &wait, qint64 nowUs) const;

    relay::OutboxLimits m_limits;
    Mood m_mood = Mood::Well;
    relay::InMemoryOutbox m_store;
    std::deque<Request> m_requests;
    std::deque<Answer> m_answers;
    std::map<qint64, Wait> m_waits; ///< Of every row that is there.
    QSet<qint64> m_inMemory;        ///< Rows that a restart loses.
    bool m_isTroubleTold = false;   ///< That rows cannot be read, since they cannot.
    bool m_hasDroppedWithoutNeed = false;
    bool m_hasExceededLimit = false;
    quint64 m_lostTicket = 0;
    bool m_hasLost = false;
};

} // namespace neuro::sim
