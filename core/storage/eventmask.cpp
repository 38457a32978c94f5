// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/eventmask.h"

namespace neuro::storage {

namespace {

class EventMasker
{
public:
    explicit EventMasker(const SecretMask &mask)
        : m_mask(mask)
    {
    }

    void operator()(relay::FrameEvent &event) const
    {
        event.payload =
            event.binary ? m_mask.maskedBinary(event.payload) : m_mask.masked(event.payload);
        // What a peer calls its command, and the names of members that are quoted, are its own
        // words.
        apply(event.command);
        if (event.refusal) {
            apply(event.refusal->path);
            apply(event.refusal->detail);
        }
        for (protocol::Finding &warning : event.warnings)
            apply(warning.detail);
    }
    void operator()(relay::PeerEvent &event) const { apply(event.reason); }
    void operator()(relay::ForceEvent &event) const
    {
        apply(event.request.query);
        if (event.request.state)
            apply(*event.request.state);
        apply(event.lastFailure);
        apply(event.detail);
    }
    void operator()(relay::SnapshotEvent &event) const
    {
        for (relay::ForceEvent &force : event.forces)
            (*this)(force);
        (*this)(event.upstream);
    }
    void operator()(relay::ActionEvent &event) const
    {
        if (event.data)
            *event.data = m_mask.masked(*event.data);
        apply(event.message);
    }
    void operator()(relay::DiagnosticEvent &event) const { apply(event.detail); }
    void operator()(relay::TranscriptEvent &event) const
    {
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
    /// Nothing that a stranger has written, or names alone.
    template <typename Other>
    void operator()(Other &) const
    {
    }

private:
    void apply(QString &text) const { text = m_mask.masked(text); }
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
};

} // namespace

void maskEvent(relay::RelayEvent &event, const SecretMask &mask)
{
    std::visit(EventMasker(mask), event);
}

} // namespace neuro::storage
