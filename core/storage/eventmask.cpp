// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/eventmask.h"

#include "protocol/phrasemask.h"
#include "relay/destination.h"

#include <utility>

namespace neuro::storage {

using relay::integrationPrefix;

namespace {

/// Those of integrations are known by their names; the other one is upstream.
template <typename Change>
QString withName(const QString &destination, const Change &change)
{
    if (!destination.startsWith(integrationPrefix))
        return destination;
    const QString name = destination.sliced(integrationPrefix.size());
    const QString changed = change(name);
    return changed == name ? destination : QString(integrationPrefix + changed);
}

} // namespace

class EventMask::Visitor
{
public:
    explicit Visitor(EventMask &mask)
        : m_mask(mask.m_mask)
        , m_tokens(mask.m_tokens)
        , m_names(mask.m_names)
        , m_pages(mask.m_pages)
        , m_actions(mask.m_actions)
    {
    }

    void operator()(relay::FrameEvent &event) const
    {
        event.payload =
            event.binary ? m_mask.maskedBinary(event.payload) : m_mask.masked(event.payload);
        // What a peer calls its command, and the names of members that are quoted, are its own
        // words.
        apply(event.command);
        applyName(event.name);
        applyId(event.actionId);
        if (event.refusal) {
            apply(event.refusal->path);
            apply(event.refusal->detail);
        }
        for (protocol::Finding &warning : event.warnings)
            apply(warning.detail);
    }
    void operator()(relay::PeerEvent &event) const
    {
        if (event.state == relay::PeerEvent::State::Named)
            m_names.hold(event.peer, event.name);
        else if (event.state == relay::PeerEvent::State::Disconnected)
            release(event.peer);
        applyName(event.name);
        apply(event.gameId); // Made of the name; no command takes it for one.
        apply(event.reason);
    }
    void operator()(relay::RegistryEvent &event) const
    {
        applyName(event.name);
        m_actions.mask(event.peer, event.actions, ActionMask::Extent::All);
    }
    void operator()(relay::RestrictionEvent &event) const
    {
        m_names.holdRestricted(event.game, event.isAny());
        applyName(event.game);
        applyActions(event.hiddenActions);
    }
    void operator()(relay::ForceEvent &event) const
    {
        applyName(event.name);
        applyName(event.answeredBy);
        apply(event.request.query);
        if (event.request.state)
            apply(*event.request.state);
        applyActions(event.request.actionNames);
        m_actions.mask(event.peer, event.actions, ActionMask::Extent::Some);
        applyAction(event.lastAction);
        apply(event.lastFailure);
        apply(event.detail);
    }
    void operator()(relay::SnapshotEvent &event) const
    {
        m_names.releaseAll();
        m_actions.releaseAll();
        for (relay::PeerEvent &peer : event.peers)
            (*this)(peer);
        for (relay::RegistryEvent &registry : event.registries)
            (*this)(registry);
        for (relay::RestrictionEvent &restriction : event.restrictions)
            (*this)(restriction);
        for (relay::ForceEvent &force : event.forces)
            (*this)(force);
        (*this)(event.upstream);
        (*this)(event.outbox);
    }
    void operator()(relay::ActionEvent &event) const
    {
        if (event.data)
            *event.data = m_mask.masked(*event.data);
        apply(event.message);
        applyName(event.game);
        applyAction(event.action);
        applyId(event.upstreamId);
    }
    void operator()(relay::DiagnosticEvent &event) const
    {
        applyName(event.name);
        apply(event.detail);
    }
    void operator()(relay::TranscriptEvent &event) const
    {
        applyName(event.game);
        apply(event.text);
        apply(event.detail);
    }
    void operator()(relay::OperatorEvent &event) const
    {
        apply(event.detail);
        apply(event.error);
    }
    void operator()(relay::RegistrationRefusedEvent &event) const
    {
        apply(event.type);
        apply(event.name);
    }
    void operator()(relay::UpstreamEvent &event) const { apply(event.problem); }
    void operator()(relay::OutboxEvent &event) const
    {
        applyDestination(event.destination);
        applyName(event.name);
        event.text = m_mask.masked(event.text);
    }
    void operator()(relay::OutboxHealthEvent &event) const
    {
        for (relay::OutboxPending &queue : event.queues)
            applyDestination(queue.destination);
    }
    /// A page says where it is from.
    void operator()(relay::AdmissionEvent &event) const
    {
        event.origin = m_pages.masked(event.origin);
    }
    void operator()(relay::OutboxRow &row) const
    {
        applyDestination(row.destination);
        applyName(row.name);
    }
    /// Nothing that a stranger has written.
    template <typename Other>
    void operator()(Other &) const
    {
    }

private:
    void apply(QString &text) const { text = m_mask.masked(text); }
    void applyName(QString &name) const { name = m_names.masked(name); }
    /// Others' ids, by which messages are found that belong together: patterns could make several
    /// alike.
    void applyId(QString &id) const { id = m_tokens.masked(id); }
    void applyAction(QString &name) const { name = m_actions.masked(name); }
    void applyActions(QStringList &names) const
    {
        for (QString &name : names)
            applyAction(name);
    }
    void applyDestination(QString &destination) const
    {
        destination =
            withName(destination, [this](const QString &name) { return m_names.masked(name); });
    }
    void release(relay::PeerId peer) const
    {
        m_names.release(peer);
        m_actions.release(peer);
    }
    void apply(protocol::Phrase &phrase) const
    {
        if (!phrase.isEmpty())
            phrase = protocol::maskedPhrase(
                phrase, [this](const QString &text) { return m_mask.masked(text); });
    }

    const SecretMask &m_mask;
    const SecretMask &m_tokens;
    NameMask &m_names;
    NameMask &m_pages;
    ActionMask &m_actions;
};

EventMask::EventMask(const SecretMask &mask)
    : m_mask(mask)
    , m_tokens(mask.withoutPatterns())
    , m_names(mask)
    , m_pages(m_tokens)
    , m_actions(mask)
{
}

void EventMask::setMask(const SecretMask &mask)
{
    m_mask = mask;
    m_tokens = mask.withoutPatterns();
    m_names.setMask(mask);
    m_pages.setMask(m_tokens);
    m_actions.setMask(mask);
}

void EventMask::mask(relay::RelayEvent &event)
{
    std::visit(Visitor(*this), event);
}

void EventMask::maskNames(relay::OutboxRow &row)
{
    Visitor (*this)(row);
}

relay::RelayCommand EventMask::meant(relay::RelayCommand command) const
{
    const auto correct = [this](auto &one) {
        if constexpr (requires { one.game; })
            one.game = m_names.unmasked(one.game);
        if constexpr (requires { one.action; })
            one.action = m_actions.unmasked(one.action);
    };
    std::visit(correct, command);
    return command;
}

QString EventMask::meantDestination(const QString &destination) const
{
    return withName(destination, [this](const QString &name) { return m_names.unmasked(name); });
}

} // namespace neuro::storage
