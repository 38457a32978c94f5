// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"
#include "storage/sessionline.h"

#include <QHash>
#include <QLatin1StringView>
#include <QString>

/// The words for what a recorded session holds.
namespace neuro::models {

/// The names of the peers of a recording, as far as its lines have told them.
class SessionNames
{
public:
    void note(const storage::SessionEntry &entry);
    /// "Peer 3" while it has none.
    QString nameOf(relay::PeerId peer) const;

    /// Names that are kept; when there are more, all are forgotten and learnt anew.
    static constexpr qsizetype maxNames = 4096;

private:
    void noteName(relay::PeerId peer, const QString &name);

    QHash<relay::PeerId, QString> m_names;
};

/// What one line tells, for a person.
struct SessionText
{
    QString who;  ///< The name of a game or another peer, "Operator", "Relay"; one line.
    QString what; ///< "connected from 127.0.0.1:51234", the summary of a frame; one line.
};
SessionText sessionTextOf(const storage::SessionEntry &entry, const SessionNames &names);

/// As the log spells it, "frame"; that of a newer version for what is not known.
QString sessionKindOf(const storage::SessionEntry &entry);

/// "info", "warning", "error", as the log spells them.
QLatin1StringView severityWord(protocol::DiagnosticKey key);

/// "2026-11-20" and "17:31:02.114208" of a wall clock moment (µs), in UTC.
QString utcDateText(qint64 wallMicros);
QString utcTimeText(qint64 wallMicros);

/// Characters of a sessionTextOf() text.
inline constexpr qsizetype sessionTextLength = 400;

} // namespace neuro::models
