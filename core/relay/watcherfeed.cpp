// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/watcherfeed.h"

#include "relay/chooseaction.h"
#include "relay/upstreamlink.h"

#include <QSet>

#include <algorithm>
#include <variant>

namespace neuro::relay {

WatcherFeed::WatcherFeed(const RelayMirror &mirror)
    : m_mirror(mirror)
{
}

QList<QByteArray> WatcherFeed::take(const RelayEvents &batch, bool isHeard)
{
    m_isHeard = isHeard;
    const quint64 skipped = m_mirror.skippedFrames();
    if (const quint64 more = skipped - std::exchange(m_skippedFrames, skipped); more > 0)
        tell(watchertext::missed(more));
    for (std::size_t i = 0; i < batch.size(); ++i) {
        // The message in which a game says its name comes before the event that tells of it.
        const auto *frame = std::get_if<FrameEvent>(&batch[i]);
        const auto *named =
            frame && i + 1 < batch.size() ? std::get_if<PeerEvent>(&batch[i + 1]) : nullptr;
        if (named && named->peer == frame->peer && named->state == PeerEvent::State::Named)
            take(*named);
        std::visit([this](const auto &event) { take(event); }, batch[i]);
    }
    tellQueues();
    if (std::exchange(m_hasLost, false) && m_isHeard && !batch.empty())
        m_texts.append(
            snapshot(std::visit([](const auto &event) { return event.at; }, batch.back())));
    return std::exchange(m_texts, {});
}

void WatcherFeed::take(const FrameEvent &event)
{
    if (!m_isHeard || event.binary)
        return;
    const auto found = m_peers.find(event.peer);
    if (found == m_peers.end() || found->second.subject.role == PeerRole::Watcher)
        return; // Upstream is none of them, and what watchers say and hear is their own.
    const bool isHubClient = found->second.subject.role == PeerRole::HubClient;
    const QString name = clean(shownName(event.name));
    if (event.direction == Direction::In) {
        const QByteArray payload = clean(event.payload);
        // The codec has looked already at what a game said and was not refused.
        const bool isKnown = event.door == Door::Backend && event.verdict == Verdict::Accepted &&
                             payload.isSharedWith(event.payload);
        tellClean(watchertext::integrationMessage(name, payload,
                                                  isKnown || watchertext::isJsonObject(payload)));
    } else if (!isHubClient) {
        // What hub clients get was said by another one, or keeps their connection alive.
        tellClean(watchertext::backendMessage(clean(event.payload), name));
    }
}

void WatcherFeed::take(const PeerEvent &event)
{
    if (event.door == Door::Upstream)
        return;
    if (event.state == PeerEvent::State::Disconnected) {
        const auto found = m_peers.find(event.peer);
        if (found == m_peers.end())
            return;
        const Peer gone = std::move(found->second);
        m_peers.erase(found);
        if (gone.isTold && !isAnyoneLike(gone.subject))
            tell(watchertext::disconnected(gone.subject));
        return;
    }
    Peer &peer = m_peers[event.peer];
    if (peer.isTold)
        return; // A game that took another one's identifier over; its name is the same.
    peer.subject = {event.role, event.door, shownName(event.name), event.isEnhanced};
    // The name of a game comes with its first message, and may be an empty one.
    peer.isTold = event.state == PeerEvent::State::Named || !event.name.isEmpty();
    if (peer.isTold)
        tell(watchertext::connected(peer.subject));
}

bool WatcherFeed::isAnyoneLike(const watchertext::Subject &subject) const
{
    return std::any_of(m_peers.begin(), m_peers.end(), [&subject](const auto &entry) {
        return entry.second.isTold && entry.second.subject.isSameAs(subject);
    });
}

void WatcherFeed::take(const RegistryEvent &event)
{
    const auto found = m_peers.find(event.peer);
    if (found == m_peers.end())
        return;
    Peer &peer = found->second;
    peer.actions = namesOf(event.actions);
    tell(watchertext::registeredActions(peer.subject.name, peer.actions));
}

void WatcherFeed::take(const ActionEvent &event)
{
    if (event.state != ActionState::Sent)
        return;
    // Before the force's own event: every force that is not over is known.
    if (const auto found = m_forces.find(event.force); found != m_forces.end())
        found->second.source = nameOf(event.source, actionSourceNames);
}

void WatcherFeed::take(const ForceEvent &event)
{
    Asking &asking = m_forces[event.id];
    const Asking before = asking;
    asking.state = event.state;
    switch (event.state) {
    case ForceState::Waiting:
    case ForceState::Held:
        // Its turn may be far off, and it can be answered already.
        if (!before.firstTold)
            tellAsking(event, asking);
        return;
    case ForceState::Asked:
        asking.decider = event.decider;
        asking.askedAt = event.askedAt;
        asking.wasAsked = true;
        if (isNewAsking(event, before))
            tellAsking(event, asking);
        return;
    case ForceState::Answered:
        asking.by = event.answeredBy.isEmpty() ? before.source : event.answeredBy;
        tell(watchertext::choiceMade(event.requestId, asking.by, event.lastAction,
                                     QLatin1StringView("sent")));
        return;
    case ForceState::Failed:
        tellOutcome(event, before);
        return;
    case ForceState::Succeeded:
    case ForceState::Withdrawn:
    case ForceState::Dropped:
    case ForceState::Timeout:
        tellOutcome(event, before);
        m_forces.erase(event.id);
        return;
    }
    Q_UNREACHABLE();
}

bool WatcherFeed::isNewAsking(const ForceEvent &event, const Asking &before)
{
    if (before.firstTold && !before.wasAsked) {
        // Of what has waited till now only those have not heard whose choice did not count.
        return event.decider == Decider::Watchers && before.firstTold != event.at.mono;
    }
    // The same asking is told again when an action is gone or a deadline has changed.
    return before.state != ForceState::Asked || before.decider != event.decider ||
           before.askedAt != event.askedAt;
}

void WatcherFeed::tellAsking(const ForceEvent &event, Asking &asking)
{
    if (!asking.firstTold)
        asking.firstTold = event.at.mono;
    if (m_isHeard)
        tell(watchertext::chooseAction(chooseActionPayload(event)));
}

void WatcherFeed::tellOutcome(const ForceEvent &event, const Asking &before)
{
    QString by;
    QString action;
    if (before.state == ForceState::Answered) {
        by = before.by;
        action = event.lastAction;
    }
    if (event.state == ForceState::Dropped) // Nobody else can.
        by = nameOf(ActionSource::Operator, actionSourceNames);
    tell(
        watchertext::choiceMade(event.requestId, by, action, nameOf(event.state, forceStateNames)));
}

void WatcherFeed::take(const TranscriptEvent &event)
{
    if (event.kind == TranscriptEvent::Kind::Context && !event.isRelays && m_isHeard)
        tell(watchertext::addContext(shownName(event.game), clean(event.text), event.silent));
}

void WatcherFeed::take(const UpstreamEvent &event)
{
    const bool isFirst = m_upstream.isEmpty();
    const QByteArray text = watchertext::upstream(event);
    if (std::exchange(m_upstream, text) == text)
        return;
    if (!isFirst || event.state != UpstreamEvent::State::Off)
        tell(text);
}

void WatcherFeed::take(const OutboxEvent &event)
{
    m_newQueues[event.destination] = event.pending;
}

void WatcherFeed::take(const OutboxHealthEvent &event)
{
    for (const auto &[destination, pending] : m_queues)
        m_newQueues[destination] = 0;
    for (const OutboxPending &queue : event.queues)
        m_newQueues[queue.destination] = queue.pending;
    m_newQueues[UpstreamLink::destination()] = event.pending;
}

/// Once a batch for every destination: thousands of contexts may have been queued.
void WatcherFeed::tellQueues()
{
    for (const auto &[destination, pending] : std::exchange(m_newQueues, {})) {
        const auto told = m_queues.find(destination);
        if (pending == (told == m_queues.end() ? 0 : told->second))
            continue;
        tell(watchertext::queue(destination, pending));
        if (pending == 0)
            m_queues.erase(destination);
        else if (told != m_queues.end() || m_queues.size() < limits::mirroredQueues)
            m_queues[destination] = pending;
    }
}

/// Whether watchers were told something else.
bool WatcherFeed::differs(const SnapshotEvent &event) const
{
    const auto isTold = [this](const PeerEvent &peer) {
        const auto found = m_peers.find(peer.peer);
        return found != m_peers.end() && found->second.subject.name == shownName(peer.name);
    };
    const auto areTold = [this](const RegistryEvent &registry) {
        const auto found = m_peers.find(registry.peer);
        return found != m_peers.end() && found->second.actions == namesOf(registry.actions);
    };
    const auto isKnown = [this](const ForceEvent &force) {
        return m_forces.contains(force.id);
    };
    const auto registries = std::count_if(m_peers.begin(), m_peers.end(), [](const auto &peer) {
        return !peer.second.actions.isEmpty();
    });
    return static_cast<std::size_t>(event.peers.size()) != m_peers.size() ||
           static_cast<std::size_t>(event.forces.size()) != m_forces.size() ||
           event.registries.size() != registries ||
           !std::all_of(event.peers.begin(), event.peers.end(), isTold) ||
           !std::all_of(event.registries.begin(), event.registries.end(), areTold) ||
           !std::all_of(event.forces.begin(), event.forces.end(), isKnown);
}

void WatcherFeed::take(const SnapshotEvent &event)
{
    if (differs(event)) {
        m_hasLost = true;
        m_peers.clear();
        for (const PeerEvent &peer : event.peers) {
            m_peers[peer.peer] = {{peer.role, peer.door, shownName(peer.name), peer.isEnhanced},
                                  peer.state == PeerEvent::State::Named || !peer.name.isEmpty(),
                                  {}};
        }
        for (const RegistryEvent &registry : event.registries) {
            if (const auto found = m_peers.find(registry.peer); found != m_peers.end())
                found->second.actions = namesOf(registry.actions);
        }
        m_forces.clear();
        for (const ForceEvent &force : event.forces) {
            m_forces[force.id] = {force.state,     force.at.mono, force.askedAt != 0,
                                  force.decider,   force.askedAt, {},
                                  force.answeredBy};
        }
    }
    take(event.upstream);
    take(event.outbox);
}

QString WatcherFeed::clean(const QString &text) const
{
    if (!m_mask)
        return text;
    const QByteArray utf8 = text.toUtf8();
    const QByteArray cleaned = m_mask(utf8);
    return cleaned.isSharedWith(utf8) ? text : QString::fromUtf8(cleaned);
}

QByteArray WatcherFeed::cleanObject(const QByteArray &json) const
{
    const QByteArray cleaned = clean(json);
    // A pattern of the operator's may match across the border of a string.
    const bool isSound = cleaned.isSharedWith(json) || watchertext::isJsonObject(cleaned);
    return isSound ? cleaned : QByteArray();
}

void WatcherFeed::tell(const QByteArray &text)
{
    if (m_isHeard)
        tellClean(cleanObject(text));
}

void WatcherFeed::tellClean(const QByteArray &text)
{
    if (!m_isHeard)
        return;
    const bool canBeTold = !text.isEmpty() && text.size() <= limits::watcherEventBytes;
    m_texts.append(canBeTold ? text : watchertext::missed(1));
}

} // namespace neuro::relay
