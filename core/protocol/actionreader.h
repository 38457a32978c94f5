// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"
#include "protocol/limits.h"
#include "protocol/messages.h"
#include "protocol/objectreader.h"
#include "protocol/refusal.h"
#include "protocol/workbudget.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <utility>

namespace neuro::protocol {

/// Internal to the codec: reads the definitions of actions out of one message. Those that are no
/// good are refused one by one; the others are taken.
class ActionReader
{
public:
    /// Steps (WorkBudget) that finding invalid schemas may cost in one message. It is some hundred
    /// times what 2,000 ordinary actions need. A schema that is not looked at any more is still
    /// compiled when data is checked against it.
    static constexpr qint64 validitySteps = 4'000'000;
    /// Refused actions that are told one by one. There is room left among the findings about one
    /// message for what is told of the others.
    static constexpr qsizetype listedRefusals = limits::findingsPerMessage - 8;

    /// Both must outlive the reader.
    ActionReader(const Limits &limits, FindingList &findings)
        : m_limits(limits)
        , m_findings(findings)
    {
    }

    /// Whether one more action may be read: neither the good ones nor those that are refused have
    /// reached Limits::actionsPerGame. Otherwise the one at `place` and the `left` that remain with
    /// it are refused.
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
    /// At most listedRefusals, one of hasRoom(), and one that counts the others, with
    /// the path `path`.
    QList<Refusal> takeRefusals(const char *path);

private:
    /// `action` has its name and source.
    void readDefinition(ObjectReader &reader, JsonValue object, Action action);
    void refuse(const Refusal &refusal);
    /// Those whose refusal is listed and the others.
    qsizetype refused() const { return m_refusals.size() + m_unlisted; }

    const Limits &m_limits;
    FindingList &m_findings;
    QList<Action> m_actions;
    QList<qsizetype> m_indexes;
    QList<Refusal> m_refusals;
    qsizetype m_unlisted = 0;
    WorkBudget m_validityBudget{validitySteps};
};

/// Names of actions that a message may list, though a game may have fewer actions; of a game that
/// may have more, so many. Each that is not registered is looked up and told of.
inline constexpr qsizetype namesPerMessage = 10'000;

/// Internal to the codec: whether a message that names `count` actions may name one more. Otherwise
/// the one at `place` and the `left` that remain with it are refused.
bool hasRoomForName(qsizetype count, const ObjectPlace &place, qsizetype left, const Limits &limits,
                    QList<Refusal> &refusals);

/// Internal to the codec: takes the names out of an array of strings that stands at `path`. What is
/// beyond the limit is left out and refused as one. With `distinct` a name that comes again counts
/// as nothing.
QStringList readActionNames(JsonValue array, const char *path, const Limits &limits, bool distinct,
                            QList<Refusal> &refusals);

} // namespace neuro::protocol
