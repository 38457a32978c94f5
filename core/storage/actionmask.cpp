// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/actionmask.h"

#include <algorithm>
#include <utility>

namespace neuro::storage {

namespace {

/// So many that a game has unregistered at once are passed over in what is known of it.
constexpr qsizetype longestGap = 64;

bool isSame(const QString &left, const QString &right)
{
    return left.constData() == right.constData() && left.size() == right.size();
}

bool isSame(const QByteArray &left, const QByteArray &right)
{
    return left.constData() == right.constData() && left.size() == right.size();
}

/// Not equal texts, which would have to be read, but the very same.
bool isSame(const protocol::Action &left, const protocol::Action &right)
{
    return isSame(left.name, right.name) && isSame(left.description, right.description) &&
           isSame(left.schema, right.schema) && isSame(left.source, right.source);
}

} // namespace

ActionMask::ActionMask(const SecretMask &mask)
    : m_mask(mask)
    , m_names(mask)
{
}

void ActionMask::setMask(const SecretMask &mask)
{
    m_mask = mask;
    m_names.setMask(mask);
    m_known.clear();
}

QString ActionMask::masked(const QString &name)
{
    // One that looks as if it had been masked must not be taken for another.
    const bool isTelling = name.contains(QLatin1StringView("***")) || m_mask.masked(name) != name;
    return isTelling ? m_names.masked(name) : name;
}

protocol::Action ActionMask::masked(const protocol::Action &action)
{
    protocol::Action shown;
    shown.name = masked(action.name);
    shown.description = m_mask.masked(action.description);
    shown.schema = m_mask.maskedBinary(action.schema);
    shown.source = m_mask.maskedBinary(action.source);
    return shown;
}

void ActionMask::mask(QList<protocol::Action> &actions)
{
    for (protocol::Action &action : actions)
        action = masked(std::as_const(action));
}

void ActionMask::mask(relay::PeerId peer, QList<protocol::Action> &actions)
{
    Known &known = m_known[peer];
    Known now;
    now.said = actions;
    now.shown.reserve(actions.size());
    // Both are in the order of registration.
    qsizetype next = 0;
    for (const protocol::Action &action : std::as_const(now.said)) {
        const qsizetype end = std::min(next + longestGap, known.said.size());
        qsizetype place = next;
        while (place < end && !isSame(known.said.at(place), action))
            ++place;
        if (place < end) {
            now.shown.append(known.shown.at(place));
            next = place + 1;
        } else {
            now.shown.append(masked(action));
        }
    }
    actions = now.shown;
    known = std::move(now);
}

} // namespace neuro::storage
