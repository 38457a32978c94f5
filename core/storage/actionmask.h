// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"
#include "relay/types.h"
#include "storage/namemask.h"
#include "storage/secretmask.h"

#include <QHash>
#include <QList>
#include <QString>

namespace neuro::storage {

/// Actions as a view shows them: a game may name one after a token, or describe it with one. Names
/// are one to one, as NameMask has them: what the operator wants of one action is never done to
/// another. Belongs to one thread.
///
/// Of a schema, by which data is entered and checked, only the known tokens are masked: one that a
/// pattern has cut up would be none.
class ActionMask
{
public:
    explicit ActionMask(const SecretMask &mask = {});

    /// Other secrets from now on. Names keep what they were shown as (NameMask::setMask()).
    void setMask(const SecretMask &mask);

    /// Costs a search; only what is changed is remembered.
    QString masked(const QString &name);
    /// The name that masked() gave `shown` for; `shown` itself when it did for none.
    QString unmasked(const QString &shown) const { return m_names.unmasked(shown); }

    enum class Extent {
        All,  ///< Of the game, which come again with every one that it registers.
        Some, ///< Of one force.
    };
    /// What was masked for this peer before is taken again, and not looked at.
    void mask(relay::PeerId peer, QList<protocol::Action> &actions, Extent extent);
    void release(relay::PeerId peer) { m_known.remove(peer); }
    void releaseAll() { m_known.clear(); }

private:
    struct Known
    {
        protocol::Action said;
        protocol::Action shown;
    };
    using KnownActions = QHash<const QChar *, Known>; ///< By the names' memory.

    protocol::Action masked(const protocol::Action &action);

    SecretMask m_mask;
    NameMask m_names;
    QHash<relay::PeerId, KnownActions> m_known;
};

} // namespace neuro::storage
