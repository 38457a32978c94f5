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

/// The opposite of civilDate().
constexpr qint64 daysSince1970(const CivilDate &date)
{
    const int marchYear = date.month <= 2 ? date.year - 1 : date.year;
    const qint64 era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400;
    const auto yearOfEra = static_cast<int>(marchYear - era * 400);
    const int marchMonth = date.month > 2 ? date.month - 3 : date.month + 9;
    const int dayOfYear = (153 * marchMonth + 2) / 5 + date.day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146'097 + dayOfEra - 719'468;
}
static_assert(daysSince1970({2000, 2, 29}) == 11'016);

constexpr bool isSameDate(const CivilDate &a, const CivilDate &b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/// Takes texts of a fixed form apart, from the left.
class FixedReader
{
public:
    explicit FixedReader(QByteArrayView text)
        : m_text(text)
    {
    }

    int digits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; ++i)
            value = value * 10 + nextDigit();
        return value;
    }
    void character(char expected)
    {
        m_isGood = m_isGood && !m_text.isEmpty() && m_text.front() == expected;
        m_text = m_text.sliced(m_text.isEmpty() ? 0 : 1);
    }
    bool startsWith(char c) const { return m_text.startsWith(c); }
    /// Up to nine decimals, at least one, as microseconds.
    int micros()
    {
        int value = nextDigit();
        int count = 1;
        for (; count < 9 && !m_text.isEmpty() && isDigit(m_text.front()); ++count) {
            const int digit = nextDigit();
            if (count < 6)
                value = value * 10 + digit;
        }
        for (; count < 6; ++count)
            value *= 10;
        return value;
    }
    bool isDone() const { return m_isGood && m_text.isEmpty(); }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    int nextDigit()
    {
        m_isGood = m_isGood && !m_text.isEmpty() && isDigit(m_text.front());
        if (!m_isGood)
            return 0;
        const int digit = m_text.front() - '0';
        m_text = m_text.sliced(1);
        return digit;
    }

    QByteArrayView m_text;
    bool m_isGood = true;
};

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

std::optional<qint64> readIsoTime(QByteArrayView text)
{
    FixedReader reader(text);
    CivilDate date;
    date.year = reader.digits(4);
    reader.character('-');
    date.month = reader.digits(2);
    reader.character('-');
    date.day = reader.digits(2);
    reader.character('T');
    const int hour = reader.digits(2);
    reader.character(':');
    const int minute = reader.digits(2);
    reader.character(':');
    const int second = reader.digits(2);
    int micros = 0;
    if (reader.startsWith('.')) {
        reader.character('.');
        micros = reader.micros();
    }
    reader.character('Z');
    if (!reader.isDone() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    if (date.month < 1 || date.month > 12 || date.day < 1)
        return std::nullopt;
    const qint64 days = daysSince1970(date);
    // The thirty-first of February would be a day of March.
    if (!isSameDate(civilDate(days), date))
        return std::nullopt;
    const qint64 seconds = days * secondsPerDay + hour * 3600 + minute * 60 + second;
    return seconds * microsPerSecond + micros;
}

} // namespace neuro::storage
