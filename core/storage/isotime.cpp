// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlogformat.h"

#include <algorithm>
#include <array>

namespace neuro::storage {

namespace {

constexpr qint64 microsPerSecond = 1'000'000;
constexpr qint64 secondsPerDay = 86'400;
/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z.
constexpr qint64 earliest = -62'167'219'200 * microsPerSecond;
constexpr qint64 latest = 253'402'300'800 * microsPerSecond - 1;

struct CivilDate
{
    int year = 0;
    int month = 0;
    int day = 0;
};

/// The date of a day since 1970-01-01 in the Gregorian calendar, counted in eras of 400 years that
/// begin on the first of March, so that the leap day is the last of its year.
constexpr CivilDate civilDate(qint64 daysSince1970)
{
    constexpr qint64 daysPerEra = 146'097;
    const qint64 day = daysSince1970 + 719'468; // since 0000-03-01
    const qint64 era = (day >= 0 ? day : day - (daysPerEra - 1)) / daysPerEra;
    const auto dayOfEra = static_cast<int>(day - era * daysPerEra);
    const int yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int marchMonth = (5 * dayOfYear + 2) / 153;
    const int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    const auto year = static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    return {year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1};
}
static_assert(civilDate(0).year == 1970 && civilDate(0).month == 1 && civilDate(0).day == 1);
static_assert(civilDate(11'016).month == 2 && civilDate(11'016).day == 29); // 2000-02-29

template <int digits>
char *writeDigits(char *at, qint64 value)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return at + digits;
}

} // namespace

char *writeIsoTime(char *at, qint64 wallMicros)
{
    const qint64 sinceYear0 = std::clamp(wallMicros, earliest, latest) - earliest;
    const qint64 seconds = sinceYear0 / microsPerSecond;
    const auto secondOfDay = seconds % secondsPerDay;
    const CivilDate date =
        civilDate(seconds / secondsPerDay + earliest / microsPerSecond / secondsPerDay);

    at = writeDigits<4>(at, date.year);
    *at++ = '-';
    at = writeDigits<2>(at, date.month);
    *at++ = '-';
    at = writeDigits<2>(at, date.day);
    *at++ = 'T';
    at = writeDigits<2>(at, secondOfDay / 3600);
    *at++ = ':';
    at = writeDigits<2>(at, secondOfDay / 60 % 60);
    *at++ = ':';
    at = writeDigits<2>(at, secondOfDay % 60);
    *at++ = '.';
    at = writeDigits<6>(at, sinceYear0 % microsPerSecond);
    *at++ = 'Z';
    return at;
}

void appendIsoTime(QByteArray &out, qint64 wallMicros)
{
    std::array<char, isoTimeSize> text;
    writeIsoTime(text.data(), wallMicros);
    out.append(text.data(), text.size());
}

} // namespace neuro::storage
