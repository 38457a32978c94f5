// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "relay/relaymirror.h"
#include "relay/textmask.h"
#include "relay/types.h"
#include "relay/watchertext.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <utility>

namespace neuro::relay {

namespace limits {
/// An event for watchers that would be longer is not told; `missed` counts it in its place.
inline constexpr qsizetype watcherEventBytes = 32 * 1024 * 1024;
} // namespace limits

/// Turns events into the texts that every watcher is sent, one JSON object each with an `event`
/// field. Pure; belongs to the thread of its mirror.
///
/// Names, not connections, are what watchers know: while two connections have one name, the end of
/// one of them is not told.
class WatcherFeed
{
public:
    /// `mirror` must outlive the feed.
    explicit WatcherFeed(const RelayMirror &mirror);

    /// For everything that others have written, here and in snapshots. Without one all is told.
    void setMask(TextMask mask) { m_mask = std::move(mask); }

    /// The texts for what happened, in order. Call after RelayMirror::take() with the same batch.
    /// When nobody listens (`isHeard` false), the feed only keeps up and returns nothing. Frames
    /// that the mirror was told to have been skipped are told as `missed`, first of all.
    ///
    /// A SnapshotEvent that shows that events were lost is answered by snapshot() as the last text.
    QList<QByteArray> take(const RelayEvents &batch, bool isHeard = true);

    /// `{"event":"snapshot",…}`: everything current, for a watcher that begins. What take() returns
    /// later goes on from it.
    QByteArray snapshot(Instant now) const;

    /// `choose_action` for every force that waits for an answer, in order of opening, for a watcher
    /// that begins without a snapshot. What would make all of them longer than watcherEventBytes is
    /// not told; `missed` counts it, last.
    QList<QByteArray> openForces() const;

private:
    struct Peer
    {
        watchertext::Subject subject;
        bool isTold = false; ///< Watchers know of it.
        QStringList actions; ///< As they were told last.
    };
    /// A force that is not over.
    struct Asking
    {
        ForceState state = ForceState::Waiting;
        std::optional<qint64> firstTold; ///< When watchers were told of it first.
        bool wasAsked = false;
        std::optional<Decider> decider; ///< Of the last asking …
        qint64 askedAt = 0;             ///< … and when it began.
        QString source;                 ///< Who made the last action happen.
        QString by;                     ///< Whose answer was sent last.
    };

    void take(const FrameEvent &event);
    void take(const PeerEvent &event);
    void take(const RegistryEvent &event);
    void take(const ForceEvent &event);
    void take(const ActionEvent &event);
    void take(const TranscriptEvent &event);
    void take(const UpstreamEvent &event);
    void take(const OutboxEvent &event);
    void take(const OutboxHealthEvent &event);
    void take(const SnapshotEvent &event);
    void take(const DiagnosticEvent &) {}
    void take(const OperatorEvent &) {}
    void take(const DoorEvent &) {}
    void take(const AdmissionEvent &) {}
    void take(const SettingsEvent &) {}
    void take(const RestrictionEvent &) {}
    void take(const ShutdownEvent &) {}
    void take(const TestBenchEvent &) {}
    void take(const RegistrationRefusedEvent &) {}

    /// Whether somebody is asked of whom watchers have not been told.
    static bool isNewAsking(const ForceEvent &event, const Asking &before);
    void tellAsking(const ForceEvent &event, Asking &asking);
    void tellOutcome(const ForceEvent &event, const Asking &before);
    bool isAnyoneLike(const watchertext::Subject &subject) const;
    bool differs(const SnapshotEvent &event) const;
    void tellQueues();
    QByteArray clean(const QByteArray &utf8) const { return masked(m_mask, utf8); }
    QString clean(const QString &text) const;
    /// A JSON object without secrets; empty when that is impossible.
    QByteArray cleanObject(const QByteArray &json) const;
    void tell(const QByteArray &text);
    /// For what is free of secrets already.
    void tellClean(const QByteArray &text);

    const RelayMirror &m_mirror;
    TextMask m_mask;
    std::map<PeerId, Peer> m_peers;
    std::map<ForceId, Asking> m_forces;
    QByteArray m_upstream;                 ///< As it was told last.
    std::map<QString, qint64> m_queues;    ///< As they were told last; none is 0.
    std::map<QString, qint64> m_newQueues; ///< Of this batch.
    quint64 m_skippedFrames = 0;           ///< As of the last batch.
    bool m_isHeard = false;
    bool m_hasLost = false; ///< Events, as a snapshot has shown.
    QList<QByteArray> m_texts;
};

} // namespace neuro::relay
