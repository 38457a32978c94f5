// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxport.h"
#include "relay/relaycommand.h"
#include "relay/relayevent.h"
#include "storage/actionmask.h"
#include "storage/namemask.h"
#include "storage/secretmask.h"

#include <QString>

namespace neuro::storage {

/// Makes secrets unreadable in what a view would show: messages, transcript, names of peers and of
/// actions, what the operator did, why something ended. Log lines are masked as they are written
/// and need nothing of this. What the operator then wants of somebody or something that he sees by
/// its masked name is understood; data that he enters goes as it is. Belongs to one thread.
class EventMask
{
public:
    explicit EventMask(const SecretMask &mask = {});

    /// Other secrets from now on; what was shown still has its meaning.
    void setMask(const SecretMask &mask);

    /// Costs a search through the texts; copies only what is changed.
    void mask(relay::RelayEvent &event);
    /// Of a row of the outbox the names only: whoever reads many masks their payloads there.
    void maskNames(relay::OutboxRow &row);
    /// A name that somebody gives himself: a game, an integration.
    QString masked(const QString &name) { return m_names.masked(name); }

    /// The command with the names of those that are meant.
    relay::RelayCommand meant(relay::RelayCommand command) const;
    QString meant(const QString &name) const { return m_names.unmasked(name); }
    /// Of a web page.
    QString meantOrigin(const QString &origin) const { return m_pages.unmasked(origin); }
    QString meantDestination(const QString &destination) const;

private:
    class Visitor;

    SecretMask m_mask;
    SecretMask m_tokens; ///< Without patterns.
    NameMask m_names;
    NameMask m_pages; ///< Answers about them are kept for later runs: tokens only.
    ActionMask m_actions;
};

} // namespace neuro::storage
