// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/exporttime.h"

#include "storage/sessionlogformat.h"

#include <QDateTime>
#include <QRegularExpression>

#include <utility>

namespace neuro::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 microsPerMinute = 60'000'000;
constexpr qint64 microsPerMs = 1000;
constexpr int largestOffsetHours = 14;

/// "+01:30" in microseconds; 0 for "Z" and for nothing.
std::optional<qint64> offsetOf(const QString &zone)
{
    if (zone.isEmpty() || zone == "Z"_L1)
        return 0;
    const int hours = zone.sliced(1, 2).toInt();
    const int minutes = zone.last(2).toInt();
    if (hours > largestOffsetHours || minutes > 59)
        return std::nullopt;
    const qint64 offset = (hours * 60 + minutes) * microsPerMinute;
    return zone.startsWith(u'-') ? -offset : offset;
}

/// Whole milliseconds, rounded down, and the microseconds beyond them.
std::pair<qint64, qint64> split(qint64 micros)
{
    const qint64 rest = ((micros % microsPerMs) + microsPerMs) % microsPerMs;
    return {(micros - rest) / microsPerMs, rest};
}

/// What the clocks here show at a moment, counted as if it were UTC.
qint64 toLocal(qint64 utc)
{
    const auto [ms, rest] = split(utc);
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms);
    return QDateTime(local.date(), local.time(), Qt::UTC).toMSecsSinceEpoch() * microsPerMs + rest;
}

/// The moment at which the clocks here show that.
qint64 fromLocal(qint64 shown)
{
    const auto [ms, rest] = split(shown);
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    return QDateTime(utc.date(), utc.time()).toMSecsSinceEpoch() * microsPerMs + rest;
}

} // namespace

std::optional<ExportTime> parseExportTime(const QString &text)
{
    static const QRegularExpression pattern(
        uR"(\A(?<date>\d{4}-\d\d-\d\d)?(?<between>[T ])?(?:(?<minute>\d\d:\d\d))"
        uR"((?<second>:\d\d(?:\.\d{1,6})?)?)?(?<zone>Z|[+-]\d\d:?\d\d)?\z)"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    const bool hasDate = match.hasCaptured(u"date");
    const bool hasTime = match.hasCaptured(u"minute");
    if (!match.hasMatch() || match.hasCaptured(u"between") != (hasDate && hasTime) ||
        !(hasDate || hasTime))
        return std::nullopt;
    const QString date = hasDate ? match.captured(u"date") : u"1970-01-01"_s;
    const QString minute = hasTime ? match.captured(u"minute") : u"00:00"_s;
    const QString second = match.hasCaptured(u"second") ? match.captured(u"second") : u":00"_s;
    const QString iso = date + u'T' + minute + second + u'Z';
    const auto micros = storage::readIsoTime(iso.toLatin1());
    const auto offset = offsetOf(match.captured(u"zone"));
    if (!micros || !offset)
        return std::nullopt;
    const bool hasZone = match.hasCaptured(u"zone");
    const qint64 utc = *micros - *offset;
    if (hasDate)
        return ExportTime{utc, false, hasZone};
    return ExportTime{(utc + microsPerDay) % microsPerDay, true, hasZone};
}

qint64 momentOf(const ExportTime &time, qint64 start, ExportClock clock)
{
    const bool isLocal = clock == ExportClock::Local && !time.hasZone;
    qint64 moment = time.micros;
    if (time.isOfDay) {
        const qint64 from = isLocal ? toLocal(start) : start;
        const qint64 sinceMidnight = ((from % microsPerDay) + microsPerDay) % microsPerDay;
        moment += from - sinceMidnight;
        if (moment < from - microsPerDay / 2)
            moment += microsPerDay;
    }
    return isLocal ? fromLocal(moment) : moment;
}

} // namespace neuro::models
