// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/eventmask.h"

namespace neuro::storage {

namespace {

class EventMasker
{
public:
    EventMasker(const SecretMask &mask, NameMask &names)
        : m_mask(mask)
        , m_names(names)
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
            m_names.release(event.peer);
        applyName(event.name);
        apply(event.gameId); // Made of the name; no command takes it for one.
        apply(event.reason);
    }
    void operator()(relay::RegistryEvent &event) const { applyName(event.name); }
    void operator()(relay::RestrictionEvent &event) const
    {
        m_names.holdRestricted(event.game, event.isAny());
        applyName(event.game);
    }
    void operator()(relay::ForceEvent &event) const
    {
        applyName(event.name);
        applyName(event.answeredBy);
        apply(event.request.query);
        if (event.request.state)
            apply(*event.request.state);
        apply(event.lastFailure);
        apply(event.detail);
    }
    void operator()(relay::SnapshotEvent &event) const
    {
        m_names.releaseAll();
        for (relay::PeerEvent &peer : event.peers)
            (*this)(peer);
        for (relay::RegistryEvent &registry : event.registries)
            (*this)(registry);
        for (relay::RestrictionEvent &restriction : event.restrictions)
            (*this)(restriction);
        for (relay::ForceEvent &force : event.forces)
            (*this)(force);
        (*this)(event.upstream);
    }
    void operator()(relay::ActionEvent &event) const
    {
        if (event.data)
            *event.data = m_mask.masked(*event.data);
        apply(event.message);
        applyName(event.game);
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
        applyName(event.name);
        event.text = m_mask.masked(event.text);
    }
    /// Nothing that a stranger has written.
    template <typename Other>
    void operator()(Other &) const
    {
    }

private:
    void apply(QString &text) const { text = m_mask.masked(text); }
    void applyName(QString &name) const { name = m_names.masked(name); }
    /// One with a secret in it loses its translation.
    void apply(protocol::Phrase &phrase) const
    {
        if (phrase.isEmpty())
            return;
        const QString text = phrase.english();
        const QString masked = m_mask.masked(text);
        if (masked != text)
            phrase = protocol::verbatim(masked);
    }

    const SecretMask &m_mask;
    NameMask &m_names;
};

} // namespace

void maskEvent(relay::RelayEvent &event, const SecretMask &mask, NameMask &names)
{
    std::visit(EventMasker(mask, names), event);
}

} // namespace neuro::storage
