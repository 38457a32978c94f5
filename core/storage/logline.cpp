// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/logline.h"

#include "protocol/json.h"
#include "relay/types.h"
#include "storage/secretmask.h"
#include "storage/sessionlogformat.h"

#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>

namespace neuro::storage {

namespace {

/// Enough for the line of a short message.
constexpr qsizetype firstRoom = 512;
/// Texts up to so many characters are converted without allocating memory.
constexpr qsizetype shortText = 256;

/// `text` as one byte per character; nothing when it is long or not ASCII.
std::optional<QByteArrayView> asciiOf(QStringView text, std::array<char, shortText> &buffer)
{
    if (text.size() > shortText)
        return std::nullopt;
    char16_t all = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        all |= c;
        buffer[static_cast<std::size_t>(i)] = static_cast<char>(c);
    }
    if (all > 0x7F)
        return std::nullopt;
    return QByteArrayView(buffer.data(), text.size());
}

} // namespace

LogLine::LogLine(QByteArray &out, const SecretMask &mask, QByteArrayView kind)
    : m_out(out)
    , m_mask(mask)
{
    const qsizetype begin = m_out.size();
    m_out.resize(begin + firstRoom);
    m_at = m_out.data() + begin;
    m_end = m_out.data() + m_out.size();
    put("{\"kind\":\"");
    put(kind);
    put("\"");
}

LogLine::~LogLine()
{
    put("}\n");
    m_out.truncate(m_at - m_out.constData());
}

void LogLine::makeRoom(qsizetype bytes)
{
    if (m_end - m_at >= bytes)
        return;
    const qsizetype written = m_at - m_out.constData();
    m_out.resize(written + bytes + firstRoom);
    m_at = m_out.data() + written;
    m_end = m_out.data() + m_out.size();
}

void LogLine::put(QByteArrayView bytes)
{
    makeRoom(bytes.size());
    std::memcpy(m_at, bytes.data(), static_cast<std::size_t>(bytes.size()));
    m_at += bytes.size();
}

void LogLine::putNumber(quint64 value)
{
    constexpr qsizetype mostDigits = std::numeric_limits<quint64>::digits10 + 1;
    makeRoom(mostDigits);
    m_at = std::to_chars(m_at, m_at + mostDigits, value).ptr;
}

void LogLine::putQuoted(QByteArrayView utf8)
{
    if (m_mask.isClean(utf8))
        putEscaped(utf8);
    else
        putEscaped(m_mask.masked(utf8.toByteArray()));
}

void LogLine::putEscaped(QByteArrayView utf8)
{
    makeRoom(protocol::jsonQuotedRoom(utf8));
    m_at = protocol::writeJsonQuoted(m_at, utf8);
}

void LogLine::startField(QByteArrayView key)
{
    makeRoom(key.size() + 4);
    *m_at++ = ',';
    *m_at++ = '"';
    std::memcpy(m_at, key.data(), static_cast<std::size_t>(key.size()));
    m_at += key.size();
    *m_at++ = '"';
    *m_at++ = ':';
}

void LogLine::text(QByteArrayView key, const QByteArray &utf8)
{
    startField(key);
    putQuoted(utf8);
}

void LogLine::text(QByteArrayView key, const QString &value)
{
    startField(key);
    elementText(value);
}

void LogLine::optionalText(QByteArrayView key, const QString &value)
{
    if (!value.isEmpty())
        text(key, value);
}

void LogLine::word(QByteArrayView key, QLatin1StringView value)
{
    startField(key);
    elementWord(value);
}

void LogLine::number(QByteArrayView key, quint64 value)
{
    startField(key);
    putNumber(value);
}

void LogLine::numberAsText(QByteArrayView key, quint64 value)
{
    startField(key);
    put("\"");
    putNumber(value);
    put("\"");
}

void LogLine::ranges(QByteArrayView key, const relay::RowRanges &ranges)
{
    startField(key);
    put("\"");
    for (qsizetype i = 0; i < ranges.size(); ++i) {
        if (i > 0)
            put(",");
        putNumber(static_cast<quint64>(ranges[i].first));
        if (ranges[i].last == ranges[i].first)
            continue;
        put("-");
        putNumber(static_cast<quint64>(ranges[i].last));
    }
    put("\"");
}

void LogLine::base64(QByteArrayView key, const QByteArray &bytes)
{
    startField(key);
    put("\"");
    put(m_mask.maskedBinary(bytes).toBase64());
    put("\"");
}

void LogLine::milliseconds(QByteArrayView key, qint64 micros)
{
    startField(key);
    if (micros < 0)
        put("-");
    const auto magnitude =
        micros < 0 ? 0 - static_cast<quint64>(micros) : static_cast<quint64>(micros);
    putNumber(magnitude / relay::microsPerMs);
    const quint64 rest = magnitude % relay::microsPerMs;
    const std::array<char, 4> decimals = {'.', static_cast<char>('0' + rest / 100),
                                          static_cast<char>('0' + rest / 10 % 10),
                                          static_cast<char>('0' + rest % 10)};
    put(QByteArrayView(decimals.data(), decimals.size()));
}

void LogLine::time(QByteArrayView key, qint64 wallMicros)
{
    startField(key);
    makeRoom(isoTimeSize + 2);
    *m_at++ = '"';
    m_at = writeIsoTime(m_at, wallMicros);
    *m_at++ = '"';
}

void LogLine::json(QByteArrayView key, const QByteArray &value)
{
    startField(key);
    put(value);
}

void LogLine::elementText(const QString &value)
{
    std::array<char, shortText> buffer;
    if (const auto ascii = asciiOf(value, buffer))
        putQuoted(*ascii);
    else
        putQuoted(value.toUtf8());
}

void LogLine::elementWord(QLatin1StringView value)
{
    put("\"");
    put(QByteArrayView(value.data(), value.size()));
    put("\"");
}

} // namespace neuro::storage
