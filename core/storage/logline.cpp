// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/logline.h"

#include "protocol/json.h"
#include "relay/types.h"
#include "storage/secretmask.h"
#include "storage/sessionlogformat.h"

#include <charconv>
#include <cstring>

namespace neuro::storage {

LogLine::LogLine(QByteArray &out, const SecretMask &mask, QByteArrayView kind)
    : m_out(out)
    , m_mask(mask)
{
    put("{\"kind\":\"");
    put(kind);
    put("\"");
}

LogLine::~LogLine()
{
    put("}\n");
    flushed();
}

void LogLine::put(QByteArrayView bytes)
{
    if (bytes.size() > static_cast<qsizetype>(m_pieces.size()) - m_used) {
        flushed();
        if (bytes.size() > static_cast<qsizetype>(m_pieces.size())) {
            m_out.append(bytes);
            return;
        }
    }
    std::memcpy(m_pieces.data() + m_used, bytes.data(), static_cast<std::size_t>(bytes.size()));
    m_used += bytes.size();
}

QByteArray &LogLine::flushed()
{
    m_out.append(m_pieces.data(), m_used);
    m_used = 0;
    return m_out;
}

void LogLine::putNumber(quint64 value)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    put(QByteArrayView(digits.data(), end - digits.data()));
}

void LogLine::putQuoted(const QByteArray &utf8)
{
    protocol::appendJsonQuoted(flushed(), m_mask.masked(utf8));
}

void LogLine::startField(QByteArrayView key)
{
    put(",\"");
    put(key);
    put("\":");
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
    put("\"");
    appendIsoTime(flushed(), wallMicros);
    put("\"");
}

void LogLine::json(QByteArrayView key, const QByteArray &value)
{
    startField(key);
    put(value);
}

void LogLine::elementText(const QString &value)
{
    putQuoted(value.toUtf8());
}

void LogLine::elementWord(QLatin1StringView value)
{
    put("\"");
    put(QByteArrayView(value.data(), value.size()));
    put("\"");
}

} // namespace neuro::storage
