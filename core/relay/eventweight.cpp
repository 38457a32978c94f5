// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/eventweight.h"

namespace neuro::relay {

namespace {

/// A phrase with its arguments, on the heap.
constexpr qint64 findingBytes = 160;
constexpr qint64 charBytes = sizeof(QChar);

qint64 weightOf(const QList<protocol::Action> &actions)
{
    // Their texts are the registry's; a list has only the places.
    return actions.size() * static_cast<qint64>(sizeof(protocol::Action));
}

qint64 weightOf(const ForceEvent &event)
{
    return charBytes * (event.request.query.size() + event.lastFailure.size()) +
           charBytes * event.request.state.value_or(QString()).size() + weightOf(event.actions);
}

qint64 weightOf(const ActionEvent &event)
{
    return charBytes * event.message.size() + event.data.value_or(QByteArray()).size();
}

qint64 weightOf(const RestrictionEvent &event)
{
    qint64 characters = event.game.size();
    for (const QString &action : event.hiddenActions)
        characters += action.size();
    return charBytes * characters;
}

qint64 weightOf(const SnapshotEvent &event)
{
    qint64 bytes = event.peers.size() * static_cast<qint64>(sizeof(PeerEvent));
    for (const RegistryEvent &registry : event.registries)
        bytes += weightOf(registry.actions);
    for (const ForceEvent &force : event.forces)
        bytes += weightOf(force);
    for (const RestrictionEvent &restriction : event.restrictions)
        bytes += weightOf(restriction);
    return bytes;
}

qint64 weightOf(const RegistryEvent &event)
{
    return weightOf(event.actions);
}

qint64 weightOf(const OperatorEvent &event)
{
    return charBytes * event.detail.size();
}

qint64 weightOf(const OutboxEvent &event)
{
    return event.rows.size() * static_cast<qint64>(sizeof(RowRange)) + event.text.size() +
           charBytes * event.name.size();
}

qint64 weightOf(const DiagnosticEvent &)
{
    return findingBytes;
}

/// What is small whatever a peer does.
template <typename Small>
qint64 weightOf(const Small &)
{
    return 0;
}

} // namespace

qint64 weightOf(const FrameEvent &event)
{
    return event.payload.size() + findingBytes * event.warnings.size();
}

qint64 weightOf(const TranscriptEvent &event)
{
    return charBytes * (event.text.size() + event.detail.size());
}

qint64 weightOf(const RelayEvent &event)
{
    return std::visit([](const auto &kind) -> qint64 { return weightOf(kind); }, event);
}

} // namespace neuro::relay
