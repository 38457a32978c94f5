// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/json.h"

#include "protocol/jsonbytes.h"
#include "protocol/jsonparser.h"

#include <QSet>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

namespace neuro::protocol {

namespace {

/// Objects with more members than this look for repeated keys through a hash.
constexpr quint32 membersToCompareDirectly = 12;

/// Whether a JSON number that no double can hold is too large rather than too small: whether the
/// power of ten of its first digit that is not zero is positive.
bool isAboveOne(QByteArrayView number)
{
    qint64 power = 0;
    bool isFraction = false;
    bool isSignificant = false;
    qsizetype i = number.startsWith('-') ? 1 : 0;
    for (; i < number.size() && number[i] != 'e' && number[i] != 'E'; ++i) {
        if (number[i] == '.') {
            isFraction = true;
            continue;
        }
        isSignificant = isSignificant || number[i] != '0';
        if (isSignificant && !isFraction)
            ++power;
        else if (!isSignificant && isFraction)
            --power;
    }
    if (i == number.size())
        return power > 0;
    // Beyond any text's number of digits the exponent alone decides.
    static constexpr qint64 largestExponent = qint64(1) << 40;
    const bool isNegative = number[++i] == '-';
    qint64 exponent = 0;
    for (; i < number.size(); ++i) {
        if (number[i] >= '0' && number[i] <= '9')
            exponent = std::min(exponent * 10 + (number[i] - '0'), largestExponent);
    }
    return power + (isNegative ? -exponent : exponent) > 0;
}

/// QByteArrayView's == calls two functions to compare a few bytes.
bool isSame(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

char *writeEscape(char *at, char escaped)
{
    static constexpr char hex[] = "0123456789abcdef";
    *at++ = '\\';
    switch (escaped) {
    case '"':
    case '\\':
        *at++ = escaped;
        return at;
    case '\n':
        *at++ = 'n';
        return at;
    case '\r':
        *at++ = 'r';
        return at;
    case '\t':
        *at++ = 't';
        return at;
    default:
        std::memcpy(at, "u00", 3);
        at[3] = hex[escaped >> 4];
        at[4] = hex[escaped & 15];
        return at + 5;
    }
}

} // namespace

Result<JsonDocument, JsonError> JsonDocument::parse(const QByteArray &text, int maxNesting)
{
    if (text.size() > std::numeric_limits<qint32>::max())
        return JsonError{0, phrase(QT_TRANSLATE_NOOP("core", "longer than 2 GiB"))};

    JsonDocument document;
    document.m_text = text;
    document.m_nodes.reserve(16);
    JsonParser parser(document, maxNesting);
    if (!parser.run())
        return parser.error();
    return document;
}

bool JsonDocument::repeatsKey(quint32 object, quint32 child) const
{
    const QByteArrayView key = keyOf(child);
    for (quint32 other = object + 1; other < child; other = m_nodes[other].end) {
        if (isSame(keyOf(other), key))
            return true;
    }
    return false;
}

/// The first member of `object` whose key stood before, 0 when there is none.
quint32 JsonDocument::firstRepeatedMember(quint32 object) const
{
    const bool direct = m_nodes[object].size <= membersToCompareDirectly;
    QSet<QByteArrayView> seen;
    for (quint32 child = object + 1; child < m_nodes[object].end; child = m_nodes[child].end) {
        if (direct) {
            if (repeatsKey(object, child))
                return child;
            continue;
        }
        const qsizetype before = seen.size();
        seen.insert(keyOf(child));
        if (seen.size() == before)
            return child;
    }
    return 0;
}

/// Of a node below the root: "name", or "[3]" in an array.
QString JsonDocument::stepOf(quint32 node) const
{
    if (m_nodes[node].hasKey)
        return QString::fromUtf8(keyOf(node));
    qsizetype index = 0;
    for (quint32 other = m_nodes[node].parent + 1; other < node; other = m_nodes[other].end)
        ++index;
    return QLatin1Char('[') + QString::number(index) + QLatin1Char(']');
}

/// Of a node below the root: "data.actions[3].name".
QString JsonDocument::pathOf(quint32 node) const
{
    std::vector<quint32> chain;
    for (quint32 at = node; at != 0; at = m_nodes[at].parent)
        chain.push_back(at);
    QString path;
    for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
        if (!path.isEmpty() && m_nodes[*at].hasKey)
            path += QLatin1Char('.');
        path += stepOf(*at);
    }
    return path;
}

QString JsonDocument::firstDuplicateKey() const
{
    for (quint32 node = 0; node < m_nodes.size(); ++node) {
        if (m_nodes[node].type != JsonValue::Type::Object || m_nodes[node].size < 2)
            continue;
        if (const quint32 repeated = firstRepeatedMember(node))
            return pathOf(repeated);
    }
    return QString();
}

qsizetype JsonValue::offset() const
{
    return m_document ? static_cast<qsizetype>(m_document->m_nodes[m_node].source.begin) : 0;
}

bool JsonValue::toBool() const
{
    return isBool() && text().startsWith('t');
}

double JsonValue::toDouble() const
{
    if (!isNumber())
        return 0;
    const QByteArrayView number = text();
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    Q_UNUSED(end)
    // from_chars does not tell overflow from underflow, and strtod obeys the locale.
    if (error == std::errc::result_out_of_range) {
        const double size = isAboveOne(number) ? std::numeric_limits<double>::infinity() : 0;
        return number.startsWith('-') ? -size : size;
    }
    return value;
}

QString JsonValue::toString() const
{
    return QString::fromUtf8(utf8());
}

QString JsonValue::key() const
{
    return QString::fromUtf8(keyUtf8());
}

JsonValue JsonValue::member(QByteArrayView key) const
{
    if (!isObject())
        return {};
    const auto &nodes = m_document->m_nodes;
    quint32 found = 0;
    for (quint32 child = m_node + 1; child < nodes[m_node].end; child = nodes[child].end) {
        if (isSame(m_document->keyOf(child), key))
            found = child;
    }
    return found == 0 ? JsonValue() : JsonValue(m_document, found);
}

JsonValue JsonValue::at(qsizetype index) const
{
    JsonValue child = isArray() ? first() : JsonValue();
    while (index-- > 0 && !child.isAbsent())
        child = child.next();
    return child;
}

qsizetype jsonQuotedRoom(QByteArrayView utf8)
{
    constexpr qsizetype quotes = 2;
    constexpr qsizetype longestEscape = 6; // `\u0000`
    constexpr qsizetype shortText = 1024;
    if (utf8.size() <= shortText)
        return quotes + longestEscape * utf8.size();
    qsizetype shortEscapes = 0;
    qsizetype controls = 0;
    for (const char c : utf8) {
        shortEscapes += c == '"' || c == '\\' ? 1 : 0;
        controls += static_cast<unsigned char>(c) < 0x20 ? 1 : 0;
    }
    return quotes + utf8.size() + shortEscapes + (longestEscape - 1) * controls;
}

char *writeJsonQuoted(char *at, QByteArrayView utf8)
{
    const char *from = utf8.data();
    const char *const end = from + utf8.size();
    *at++ = '"';
    while (end - from >= static_cast<qsizetype>(sizeof(quint64))) {
        std::memcpy(at, from, sizeof(quint64));
        const qsizetype plain = bytesBefore(bytesToEscape(loadEightBytes(from)));
        at += plain;
        from += plain;
        if (plain < static_cast<qsizetype>(sizeof(quint64)))
            at = writeEscape(at, *from++);
    }
    for (; from != end; ++from) {
        if (needsEscape(*from))
            at = writeEscape(at, *from);
        else
            *at++ = *from;
    }
    *at++ = '"';
    return at;
}

void appendJsonQuoted(QByteArray &out, QByteArrayView utf8)
{
    const qsizetype before = out.size();
    out.resize(before + jsonQuotedRoom(utf8));
    const char *const end = writeJsonQuoted(out.data() + before, utf8);
    out.truncate(end - out.constData());
}

QByteArray jsonQuoted(QStringView text)
{
    const QByteArray utf8 = text.toUtf8();
    QByteArray out;
    out.reserve(utf8.size() + 8);
    appendJsonQuoted(out, utf8);
    return out;
}

} // namespace neuro::protocol
