// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/actionmask.h"

#include <utility>

namespace neuro::storage {

namespace {

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
    shown.source = m_mask.masked(action.source);
    return shown;
}

void ActionMask::mask(relay::PeerId peer, QList<protocol::Action> &actions, Extent extent)
{
    const KnownActions known = m_known.value(peer);
    KnownActions all;
    for (protocol::Action &action : actions) {
        const auto found = known.constFind(action.name.constData());
        const bool isKnown = found != known.cend() && isSame(found->said, action);
        const protocol::Action shown = isKnown ? found->shown : masked(std::as_const(action));
        if (extent == Extent::All)
            all.insert(action.name.constData(), {action, shown});
        action = shown;
    }
    if (extent == Extent::All)
        m_known.insert(peer, all);
}

} // namespace neuro::storage
