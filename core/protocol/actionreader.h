// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/limits.h"
#include "protocol/messages.h"
#include "protocol/objectreader.h"
#include "protocol/refusal.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace neuro::protocol {

/// Internal to the codec: reads the definitions of actions out of one message. Those that are no
/// good are refused one by one; the others are taken.
class ActionReader
{
public:
    /// Both must outlive the reader.
    ActionReader(const Limits &limits, FindingList &findings)
        : m_limits(limits)
        , m_findings(findings)
    {
    }

    /// Whether one more action may be read; otherwise the one at `place` and the `left` that remain
    /// with it are refused.
    bool hasRoom(const ObjectPlace &place, qsizetype left);
    /// An object with `name`, `description`, `schema`.
    void readElement(JsonValue element, const ObjectPlace &place);
    /// A member whose key is the name and whose value has `description` and `schema`.
    void readMember(JsonValue member, const ObjectPlace &place);

    /// Refuses what `reader` reads when the text at `path` is longer than `limit` bytes.
    static void checkSize(ObjectReader &reader, const QString &path, qsizetype size, qint64 limit);

    QList<Action> takeActions() { return std::move(m_actions); }
    /// For each action the index of its place; -1 for one that was a member.
    QList<qsizetype> takeIndexes() { return std::move(m_indexes); }
    /// At most limits::findingsPerMessage, and one that counts the others, with the path `path`.
    QList<Refusal> takeRefusals(const char *path);

private:
    /// `action` has its name and source.
    void readDefinition(ObjectReader &reader, JsonValue object, Action action);
    void refuse(const Refusal &refusal);

    const Limits &m_limits;
    FindingList &m_findings;
    QList<Action> m_actions;
    QList<qsizetype> m_indexes;
    QList<Refusal> m_refusals;
    qsizetype m_unlisted = 0;
};

} // namespace neuro::protocol
