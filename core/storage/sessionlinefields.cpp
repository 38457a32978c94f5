// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlinefields.h"

#include "storage/sessionlogformat.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace neuro::storage {

using protocol::JsonValue;
using protocol::Phrase;
using protocol::phrase;

namespace {

/// All of `text` as a number without a sign.
std::optional<quint64> readNumber(QByteArrayView text)
{
    quint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.isEmpty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// "31" or "17-25": from 1, not downwards, and at most what fits.
std::optional<relay::RowRange> readRange(QByteArrayView text)
{
    const qsizetype dash = text.indexOf('-');
    const auto first = readNumber(dash < 0 ? text : text.first(dash));
    const auto last = dash < 0 ? first : readNumber(text.sliced(dash + 1));
    constexpr auto most = static_cast<quint64>(std::numeric_limits<qint64>::max());
    if (!first || !last || *first == 0 || *last < *first || *last > most)
        return std::nullopt;
    return relay::RowRange{static_cast<qint64>(*first), static_cast<qint64>(*last)};
}

Phrase aText()
{
    return phrase(QT_TRANSLATE_NOOP("core", "a text"));
}

Phrase aNumber()
{
    return phrase(QT_TRANSLATE_NOOP("core", "a whole number that is not negative"));
}

/// Milliseconds that microseconds can count: some 285 years.
constexpr double mostMilliseconds = 9e12;

} // namespace

bool SessionLineFields::has(QByteArrayView key) const
{
    const JsonValue value = m_line.member(key);
    return !value.isAbsent() && !value.isNull();
}

void SessionLineFields::fail(const Phrase &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

void SessionLineFields::failType(QByteArrayView key, const Phrase &wanted)
{
    fail(phrase(QT_TRANSLATE_NOOP("core", "is damaged: \"%1\" must be %2"), QString::fromUtf8(key),
                wanted));
}

JsonValue SessionLineFields::required(QByteArrayView key, JsonValue::Type type,
                                      const Phrase &wanted)
{
    const JsonValue value = m_line.member(key);
    if (value.type() == type)
        return value;
    if (value.isAbsent())
        fail(phrase(QT_TRANSLATE_NOOP("core", "is damaged: \"%1\" is missing"),
                    QString::fromUtf8(key)));
    else
        failType(key, wanted);
    return {};
}

QByteArray SessionLineFields::utf8(QByteArrayView key)
{
    return required(key, JsonValue::Type::String, aText()).utf8().toByteArray();
}

QString SessionLineFields::text(QByteArrayView key)
{
    return required(key, JsonValue::Type::String, aText()).toString();
}

QString SessionLineFields::optionalText(QByteArrayView key)
{
    return has(key) ? text(key) : QString();
}

QByteArray SessionLineFields::base64(QByteArrayView key)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(utf8(key), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        failType(key, phrase(QT_TRANSLATE_NOOP("core", "base64")));
    return decoded.decoded;
}

QStringList SessionLineFields::texts(QByteArrayView key)
{
    const Phrase wanted = phrase(QT_TRANSLATE_NOOP("core", "an array of texts"));
    QStringList list;
    if (!has(key))
        return list;
    const JsonValue array = required(key, JsonValue::Type::Array, wanted);
    list.reserve(array.size());
    for (JsonValue element = array.first(); !element.isAbsent(); element = element.next()) {
        if (!element.isString())
            failType(key, wanted);
        list.append(element.toString());
    }
    return list;
}

quint64 SessionLineFields::number(QByteArrayView key)
{
    const auto value = readNumber(required(key, JsonValue::Type::Number, aNumber()).text());
    if (!value)
        failType(key, aNumber());
    return value.value_or(0);
}

qint64 SessionLineFields::optionalNumber(QByteArrayView key, qint64 fallback)
{
    if (!has(key))
        return fallback;
    const quint64 value = number(key);
    if (value <= static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return static_cast<qint64>(value);
    failType(key, aNumber());
    return 0;
}

quint64 SessionLineFields::id(QByteArrayView key)
{
    const auto value = readNumber(utf8(key));
    if (!value)
        failType(key, phrase(QT_TRANSLATE_NOOP("core", "a number in quotes")));
    return value.value_or(0);
}

quint64 SessionLineFields::optionalId(QByteArrayView key)
{
    return has(key) ? id(key) : 0;
}

relay::RowRanges SessionLineFields::ranges(QByteArrayView key)
{
    relay::RowRanges ranges;
    if (!has(key))
        return ranges;
    const QByteArray text = utf8(key);
    QByteArrayView rest(text);
    while (ranges.size() < relay::limits::toldRowRanges) {
        const qsizetype comma = rest.indexOf(',');
        const auto range = readRange(comma < 0 ? rest : rest.first(comma));
        if (!range) {
            failType(key, phrase(QT_TRANSLATE_NOOP("core", "numbers of rows such as 17-25,31")));
            return {};
        }
        ranges.append(*range);
        if (comma < 0)
            break;
        rest = rest.sliced(comma + 1);
    }
    return ranges;
}

qint64 SessionLineFields::optionalMicros(QByteArrayView key)
{
    if (!has(key))
        return -1;
    const Phrase wanted = phrase(QT_TRANSLATE_NOOP("core", "milliseconds, not negative"));
    const double value = required(key, JsonValue::Type::Number, wanted).toDouble();
    if (value < 0 || value > mostMilliseconds) {
        failType(key, wanted);
        return -1;
    }
    return std::llround(value * relay::microsPerMs);
}

relay::Instant SessionLineFields::time(QByteArrayView key)
{
    const auto wall = readIsoTime(utf8(key));
    if (!wall)
        failType(key,
                 phrase(QT_TRANSLATE_NOOP("core", "a time such as 2026-11-20T17:31:02.114208Z")));
    return {0, wall.value_or(0)};
}

QByteArray SessionLineFields::json(QByteArrayView key)
{
    if (!has(key))
        return {};
    const Phrase wanted = phrase(QT_TRANSLATE_NOOP("core", "an object"));
    return required(key, JsonValue::Type::Object, wanted).text().toByteArray();
}

std::optional<protocol::DiagnosticKey> diagnosticKeyOf(QStringView name)
{
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable) {
        if (name == QLatin1StringView(info.name))
            return info.key;
    }
    return std::nullopt;
}

} // namespace neuro::storage
