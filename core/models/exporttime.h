// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <optional>

namespace neuro::models {

/// A moment as one writes it: whole, or the time of a day without the day.
struct ExportTime
{
    qint64 micros = 0; ///< Since 1970, or since midnight when `isOfDay`.
    bool isOfDay = false;
    bool hasZone = false; ///< `micros` is UTC; otherwise it is of the clock that one goes by.

    bool operator==(const ExportTime &) const = default;
};

/// Reads "2026-11-20T17:31:02.114208", "2026-11-20 17:31", "2026-11-20", "17:31:02" or "17:31",
/// each with "Z" or "+01:00" behind it if one likes.
std::optional<ExportTime> parseExportTime(const QString &text);

/// The clock of times that do not say a zone.
enum class ExportClock {
    Utc,   ///< As in the log.
    Local, ///< As in the window.
};

/// The moment (wall clock, µs) that is meant for a session that began at `start`: a time of a day
/// is on the day of the start, or on the next when that is more than half a day before the start.
qint64 momentOf(const ExportTime &time, qint64 start, ExportClock clock = ExportClock::Utc);

inline constexpr qint64 microsPerDay = 86'400'000'000;

} // namespace neuro::models
