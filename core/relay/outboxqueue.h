// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"

#include <QString>

#include <array>
#include <limits>
#include <map>
#include <vector>

namespace neuro::relay {

/// What a store remembers of a row without its content.
struct OutboxEntry
{
    QString destination;
    qint64 bytes = 0;
    qint64 createdUs = 0;
    OutboxKind kind = OutboxKind::Context;
    int tries = 0;
    bool fromEarlierRun = false;
};

/// An entry that is not in a queue yet.
struct NewOutboxEntry
{
    qint64 id = 0;
    OutboxEntry entry;
    qsizetype index = 0; ///< Of its row in the batch.
};

/// Entries in the order of their ids, with running totals, and the rules of what has to go.
class OutboxQueue
{
public:
    struct Limits
    {
        qint64 rows = 0;
        qint64 bytes = 0;
        std::array<qint64, outboxKindNames.size()> ageUs = {}; ///< By OutboxKind.
    };

    struct Victim
    {
        qint64 id = 0;
        OutboxDropCause cause = OutboxDropCause::Rows;
        qsizetype index = -1; ///< NewOutboxEntry::index; -1 when it is in the queue.
    };

    /// Replaces an entry that has this id.
    void insert(qint64 id, const OutboxEntry &entry);
    /// False when there is none.
    bool erase(qint64 id);
    /// Null when there is none.
    const OutboxEntry *find(qint64 id) const;
    void noteTry(qint64 id);

    /// What would be too old or too much at `nowUs` if `added` were added behind the others: first
    /// by age, then the oldest ones by number and size. Each is named once.
    std::vector<Victim> victims(const std::vector<NewOutboxEntry> &added, const Limits &limits,
                                qint64 nowUs) const;

    bool isEmpty() const { return m_entries.empty(); }
    qint64 rows() const { return static_cast<qint64>(m_entries.size()); }
    qint64 bytes() const { return m_bytes; }
    qint64 earlierRunRows() const { return m_earlierRunRows; }
    const std::map<qint64, OutboxEntry> &entries() const { return m_entries; }
    void setFromEarlierRun(bool earlier);

private:
    /// `visit` takes id, entry and index, and returns whether to go on.
    template <typename Visit>
    void visitInOrder(const std::vector<NewOutboxEntry> &added, const Visit &visit) const;
    bool anyExpired(const std::vector<NewOutboxEntry> &added, const Limits &limits,
                    qint64 nowUs) const;
    bool mayHoldExpired(const Limits &limits, qint64 nowUs) const;
    void findOldest() const;

    std::map<qint64, OutboxEntry> m_entries;
    qint64 m_bytes = 0;
    qint64 m_earlierRunRows = 0;
    /// Of each kind, a time that none was created before: while it has not expired, nothing has,
    /// and no entry needs to be looked at.
    mutable std::array<qint64, outboxKindNames.size()> m_oldestUs = noneYet;

    static constexpr qint64 never = std::numeric_limits<qint64>::max();
    static constexpr std::array<qint64, outboxKindNames.size()> noneYet = {never, never};
};

} // namespace neuro::relay
