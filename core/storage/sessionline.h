// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "protocol/result.h"
#include "relay/relayevent.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

/// What one line of a session log says, as values. The opposite of sessionlogformat.h. Pure
/// functions; any thread.
namespace neuro::storage {

/// The first line of a recording. A file that was appended to has one for each.
struct SessionHeader
{
    /// Anything but sessionLogFormat: nothing else of this recording can be trusted to mean what
    /// it seems to, this header's other fields included.
    quint64 format = 0;
    QString program;
    QString version;
    qint64 started = 0; ///< Wall clock, µs.
    QByteArray config;  ///< JSON text; empty when there is none.
};

/// A frame as the log has it: secrets are masked in its payload, and of a refusal it knows the
/// reason and the place, of a warning the key.
struct RecordedFrame
{
    relay::FrameEvent event;
    qint64 size = 0; ///< Bytes of the payload as it was, before anything was masked.
};

/// Lines are missing here.
struct DroppedLines
{
    relay::Instant at;
    quint64 count = 0;
    QString why;
};

/// A line that a newer version wrote: of a kind, or with a word, that this one does not know.
struct UnknownLine
{
    std::optional<relay::Instant> at;
    QString kind;
};

/// The events hold what the log holds of them: names of actions without descriptions, reasons as
/// texts that are not translated, moments without a steady clock (`mono` is 0; a force's `askedAt`
/// and `deadline` are moments of the wall clock, when there is a limit).
using SessionEntry =
    std::variant<SessionHeader, RecordedFrame, relay::PeerEvent, relay::RegistryEvent,
                 relay::ForceEvent, relay::ActionEvent, relay::DiagnosticEvent,
                 relay::OperatorEvent, relay::UpstreamEvent, relay::RegistrationRefusedEvent,
                 relay::OutboxEvent, relay::OutboxHealthEvent, relay::TestBenchEvent, DroppedLines,
                 UnknownLine>;

/// Reads one line, with or without its end; or says what is wrong with it, to go on after "line 7:
/// ". Fields that are not known are passed over.
protocol::Result<SessionEntry, protocol::Phrase> readSessionEntry(const QByteArray &line);

/// When it happened (wall clock, µs); nothing for a header, which stands for no moment, and for an
/// unknown line that does not say.
std::optional<qint64> wallOf(const SessionEntry &entry);

/// Payloads of sent frames that are longer are not searched for their command, which the log does
/// not tell of them.
inline constexpr qsizetype commandSearchLimit = 1024 * 1024;

} // namespace neuro::storage
