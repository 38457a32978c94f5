// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessiontext.h"
#include "storage/sessionlogreader.h"

#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace neuro::models {

/// What one name did in a session.
struct SessionPeer
{
    QString name;
    quint64 received = 0; ///< Frames that came from it.
    quint64 sent = 0;     ///< Frames that went to it.
    quint64 bytes = 0;    ///< Of all of them.
    quint64 refused = 0;
    quint64 diagnostics = 0;
};

/// A diagnostic, ready to be listed.
struct SessionDiagnostic
{
    qint64 wall = 0;
    QString name;
    protocol::DiagnosticKey key = protocol::DiagnosticKey::MessageInvalid;
    QString detail;
    quint64 seq = 0;       ///< Of the frame that caused it; 0: none.
    quint64 recording = 0; ///< Which recording of the log both are in, from 1; 0: before a header.
};

/// What a session holds in all, or the chosen part of it.
struct SessionSummary
{
    QString program; ///< Of the first header, as are the next two.
    QString version;
    std::optional<qint64> started;
    quint64 recordings = 0;
    std::optional<qint64> first; ///< Moments of the first and the last line.
    std::optional<qint64> last;
    quint64 frames = 0;
    quint64 bytes = 0;
    quint64 refused = 0;
    quint64 forces = 0;         ///< That were over, however they ended.
    quint64 forcesAnswered = 0; ///< Of these: with an action that succeeded.
    quint64 actions = 0;        ///< That were sent.
    quint64 actionsFailed = 0;  ///< Of these: failed, lost, or without a result.
    quint64 diagnosticCount = 0;
    quint64 missingLines = 0;             ///< That the recorder could not write.
    quint64 unknownLines = 0;             ///< That a newer version wrote.
    quint64 damagedLines = 0;             ///< That cannot be read.
    QList<SessionPeer> peers;             ///< In the order in which they appeared.
    quint64 morePeers = 0;                ///< Frames of names for which there was no place.
    QList<SessionDiagnostic> diagnostics; ///< The first ones.
};

/// Adds up a session, in memory that does not grow with it.
class SessionTally
{
public:
    /// `names` outlives the tally and has noted every line before it is added.
    explicit SessionTally(const SessionNames &names)
        : m_names(names)
    {
    }

    void add(const storage::SessionLine &line);
    void addDamagedLine() { ++m_summary.damagedLines; }
    const SessionSummary &summary() const { return m_summary; }

    static constexpr qsizetype maxPeers = 500;
    static constexpr qsizetype maxDiagnostics = 1000;

private:
    struct Counter;

    void addFrame(const storage::RecordedFrame &frame);
    void addDiagnostic(const relay::DiagnosticEvent &diagnostic);
    SessionPeer *peerOf(const QString &name);

    const SessionNames &m_names;
    SessionSummary m_summary;
    QHash<QString, qsizetype> m_places; ///< In m_summary.peers.
};

} // namespace neuro::models
