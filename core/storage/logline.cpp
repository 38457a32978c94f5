// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/logline.h"

#include "protocol/json.h"
#include "relay/types.h"
#include "storage/secretmask.h"
#include "storage/sessionlogformat.h"

#include <array>
#include <charconv>

namespace neuro::storage {

namespace {

void appendNumber(QByteArray &out, quint64 value)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end - digits.data());
}

} // namespace

LogLine::LogLine(QByteArray &out, const SecretMask &mask, QByteArrayView kind)
    : m_out(out)
    , m_mask(mask)
{
    m_out.append("{\"kind\":\"");
    m_out.append(kind);
    m_out.append('"');
}

LogLine::~LogLine()
{
    m_out.append("}\n");
}

void LogLine::startField(QByteArrayView key)
{
    m_out.append(",\"");
    m_out.append(key);
    m_out.append("\":");
}

void LogLine::text(QByteArrayView key, const QByteArray &utf8)
{
    startField(key);
    protocol::appendJsonQuoted(m_out, m_mask.masked(utf8));
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
    appendNumber(m_out, value);
}

void LogLine::numberAsText(QByteArrayView key, quint64 value)
{
    startField(key);
    m_out.append('"');
    appendNumber(m_out, value);
    m_out.append('"');
}

void LogLine::base64(QByteArrayView key, const QByteArray &bytes)
{
    startField(key);
    m_out.append('"');
    m_out.append(m_mask.maskedBinary(bytes).toBase64());
    m_out.append('"');
}

void LogLine::milliseconds(QByteArrayView key, qint64 micros)
{
    startField(key);
    if (micros < 0)
        m_out.append('-');
    const auto magnitude =
        micros < 0 ? 0 - static_cast<quint64>(micros) : static_cast<quint64>(micros);
    appendNumber(m_out, magnitude / relay::microsPerMs);
    const quint64 rest = magnitude % relay::microsPerMs;
    const std::array<char, 4> decimals = {'.', static_cast<char>('0' + rest / 100),
                                          static_cast<char>('0' + rest / 10 % 10),
                                          static_cast<char>('0' + rest % 10)};
    m_out.append(decimals.data(), decimals.size());
}

void LogLine::time(QByteArrayView key, qint64 wallMicros)
{
    startField(key);
    m_out.append('"');
    appendIsoTime(m_out, wallMicros);
    m_out.append('"');
}

void LogLine::json(QByteArrayView key, const QByteArray &value)
{
    startField(key);
    m_out.append(value);
}

void LogLine::elementText(const QString &value)
{
    protocol::appendJsonQuoted(m_out, m_mask.masked(value.toUtf8()));
}

void LogLine::elementWord(QLatin1StringView value)
{
    m_out.append('"');
    m_out.append(value.data(), value.size());
    m_out.append('"');
}

} // namespace neuro::storage
