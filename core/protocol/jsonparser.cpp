// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonparser.h"

#include "protocol/jsonbytes.h"

#include <array>
#include <cstring>

namespace neuro::protocol {

namespace {

/// Bytes of a string that stand for themselves and need no look at their neighbours.
constexpr std::array<bool, 256> plainBytes = [] {
    std::array<bool, 256> plain{};
    for (int c = 0x20; c < 0x80; ++c)
        plain[static_cast<std::size_t>(c)] = c != '"' && c != '\\';
    return plain;
}();

constexpr bool isDigit(int c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isContinuation(int c)
{
    return c >= 0x80 && c <= 0xBF;
}

constexpr bool isHighSurrogate(char32_t code)
{
    return code >= 0xD800 && code <= 0xDBFF;
}

constexpr bool isLowSurrogate(char32_t code)
{
    return code >= 0xDC00 && code <= 0xDFFF;
}

/// How a UTF-8 character goes on after its first byte: how many bytes, and the range of the first
/// of them. It excludes overlong forms, surrogates, and what is beyond U+10FFFF.
struct Utf8Tail
{
    int bytes = 0;
    int firstLow = 0x80;
    int firstHigh = 0xBF;
};

constexpr Utf8Tail utf8Tail(int lead)
{
    if (lead >= 0xC2 && lead <= 0xDF)
        return {1};
    if (lead == 0xE0)
        return {2, 0xA0, 0xBF};
    if (lead == 0xED)
        return {2, 0x80, 0x9F};
    if (lead >= 0xE1 && lead <= 0xEF)
        return {2};
    if (lead == 0xF0)
        return {3, 0x90, 0xBF};
    if (lead >= 0xF1 && lead <= 0xF3)
        return {3};
    if (lead == 0xF4)
        return {3, 0x80, 0x8F};
    return {};
}

} // namespace

JsonParser::JsonParser(JsonDocument &document, int maxNesting)
    : m_document(document)
    , m_begin(document.m_text.constData())
    , m_end(m_begin + document.m_text.size())
    , m_at(m_begin)
    , m_maxNesting(maxNesting)
{
}

bool JsonParser::isJson(const QByteArray &text, int maxNesting)
{
    JsonDocument document;
    document.m_text = text;
    JsonParser parser(document, maxNesting);
    parser.m_keepsValues = false;
    return parser.run();
}

bool JsonParser::run()
{
    Next next = Next::Value;
    while (next == Next::Value)
        next = readValue();
    return next == Next::End;
}

JsonParser::Next JsonParser::readValue()
{
    skipSpace();
    const int c = peek();
    switch (c) {
    case '{':
        return readContainer(JsonValue::Type::Object);
    case '[':
        return readContainer(JsonValue::Type::Array);
    case '"':
        return readStringValue();
    case 't':
        return readLiteral("true", JsonValue::Type::Bool);
    case 'f':
        return readLiteral("false", JsonValue::Type::Bool);
    case 'n':
        return readLiteral("null", JsonValue::Type::Null);
    default:
        if (c == '-' || isDigit(c))
            return readNumber();
        return failed(
            c < 0 ? phrase(QT_TRANSLATE_NOOP("core", "the text ends where a value is expected"))
                  : phrase(QT_TRANSLATE_NOOP("core", "a value is expected")));
    }
}

JsonParser::Next JsonParser::readContainer(JsonValue::Type type)
{
    if (++m_nesting > m_maxNesting)
        return failed(pluralPhrase(QT_TRANSLATE_N_NOOP("core", "nested deeper than %1 levels"),
                                   m_maxNesting));
    const auto index = static_cast<quint32>(m_document.m_nodes.size());
    addNode(type).source.begin = offsetOf(m_at);
    m_open = index;
    ++m_at;
    skipSpace();
    const bool isObject = type == JsonValue::Type::Object;
    if (peek() == (isObject ? '}' : ']')) {
        close();
        return afterValue();
    }
    return !isObject || readKey() ? Next::Value : Next::Error;
}

JsonParser::Next JsonParser::readStringValue()
{
    const char *const begin = m_at;
    JsonDocument::Span decoded;
    bool apart = false;
    if (!readString(&decoded, &apart))
        return Next::Error;
    JsonDocument::Node &node = addNode(JsonValue::Type::String);
    node.decoded = decoded;
    node.decodedIsApart = apart;
    node.source = {offsetOf(begin), static_cast<quint32>(m_at - begin)};
    node.end = static_cast<quint32>(m_document.m_nodes.size());
    return afterValue();
}

JsonParser::Next JsonParser::readLiteral(const char *word, JsonValue::Type type)
{
    const char *const begin = m_at;
    const auto size = static_cast<qsizetype>(std::strlen(word));
    if (m_end - m_at < size || std::memcmp(m_at, word, static_cast<std::size_t>(size)) != 0)
        return failed(phrase(QT_TRANSLATE_NOOP("core", "a value is expected")));
    m_at += size;
    return finishScalar(type, begin);
}

JsonParser::Next JsonParser::readNumber()
{
    const char *const begin = m_at;
    if (peek() == '-')
        ++m_at;
    if (peek() == '0')
        ++m_at;
    else if (!skipDigits())
        return failed(phrase(QT_TRANSLATE_NOOP("core", "a digit is expected")));
    if (peek() == '.') {
        ++m_at;
        if (!skipDigits())
            return failed(
                phrase(QT_TRANSLATE_NOOP("core", "a digit is expected after the decimal point")));
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!skipDigits())
            return failed(phrase(QT_TRANSLATE_NOOP("core", "a digit is expected in the exponent")));
    }
    return finishScalar(JsonValue::Type::Number, begin);
}

JsonParser::Next JsonParser::afterValue()
{
    for (;;) {
        skipSpace();
        const int c = peek();
        if (m_nesting == 0)
            return c < 0 ? Next::End
                         : failed(phrase(QT_TRANSLATE_NOOP("core", "something follows the value")));
        if (!m_keepsValues)
            dropCompleteValues();
        const bool isObject = m_document.m_nodes[m_open].type == JsonValue::Type::Object;
        if (c == ',') {
            ++m_at;
            ++m_document.m_nodes[m_open].size;
            return !isObject || readKey() ? Next::Value : Next::Error;
        }
        if (c != (isObject ? '}' : ']')) {
            return failed(isObject ? phrase(QT_TRANSLATE_NOOP("core", "a comma or } is expected"))
                                   : phrase(QT_TRANSLATE_NOOP("core", "a comma or ] is expected")));
        }
        ++m_document.m_nodes[m_open].size;
        close();
    }
}

bool JsonParser::readKey()
{
    skipSpace();
    if (peek() != '"')
        return fail(phrase(QT_TRANSLATE_NOOP("core", "a key in double quotes is expected")));
    if (!readString(&m_key, &m_keyIsApart))
        return false;
    m_hasKey = true;
    skipSpace();
    if (peek() != ':')
        return fail(phrase(QT_TRANSLATE_NOOP("core", "a colon is expected after the key")));
    ++m_at;
    return true;
}

bool JsonParser::readString(JsonDocument::Span *span, bool *apart)
{
    std::string &decoded = m_document.m_decoded;
    const auto decodedBegin = static_cast<quint32>(decoded.size());
    const char *const begin = ++m_at;
    const char *run = begin;
    *apart = false;
    for (;;) {
        skipPlainBytes();
        const int c = peek();
        if (c == '"')
            break;
        if (c == '\\') {
            *apart = true;
            decoded.append(run, m_at);
            if (!readEscape())
                return false;
            run = m_at;
        } else if (c < 0) {
            return fail(phrase(QT_TRANSLATE_NOOP("core", "the text ends within a string")));
        } else if (c < 0x20) {
            return fail(phrase(
                QT_TRANSLATE_NOOP("core", "a control character within a string must be escaped")));
        } else if (!skipUtf8Character()) {
            return fail(phrase(QT_TRANSLATE_NOOP("core", "the string is not UTF-8")));
        }
    }
    if (*apart) {
        decoded.append(run, m_at);
        *span = {decodedBegin, static_cast<quint32>(decoded.size()) - decodedBegin};
    } else {
        *span = {offsetOf(begin), static_cast<quint32>(m_at - begin)};
    }
    ++m_at;
    return true;
}

/// Skips what stands for itself, eight bytes at a time where there are as many.
void JsonParser::skipPlainBytes()
{
    constexpr qsizetype step = sizeof(quint64);
    while (m_end - m_at >= step) {
        const quint64 bytes = loadEightBytes(m_at);
        const qsizetype plain = bytesBefore(bytesToEscape(bytes) | (bytes & highBits));
        m_at += plain;
        if (plain < step)
            return;
    }
    while (m_at != m_end && plainBytes[static_cast<unsigned char>(*m_at)])
        ++m_at;
}

bool JsonParser::readEscape()
{
    static constexpr char names[] = "\"\\/bfnrt";
    static constexpr char meanings[] = "\"\\/\b\f\n\r\t";
    ++m_at;
    const int c = peek();
    if (c == 'u')
        return readUnicodeEscape();
    const char *const name = c > 0 ? std::strchr(names, c) : nullptr;
    if (!name)
        return fail(phrase(QT_TRANSLATE_NOOP("core", "no such escape in a string")));
    m_document.m_decoded.push_back(meanings[name - names]);
    ++m_at;
    return true;
}

bool JsonParser::readUnicodeEscape()
{
    const char *const backslash = m_at - 1;
    const auto failLoneSurrogate = [this, backslash] {
        m_at = backslash;
        return fail(phrase(QT_TRANSLATE_NOOP("core", "lone surrogate in an escape")));
    };
    char32_t code = 0;
    if (!readHex4(&code))
        return false;
    if (isHighSurrogate(code) && m_end - m_at >= 2 && m_at[0] == '\\' && m_at[1] == 'u') {
        ++m_at;
        char32_t low = 0;
        if (!readHex4(&low))
            return false;
        if (!isLowSurrogate(low))
            return failLoneSurrogate();
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (isHighSurrogate(code) || isLowSurrogate(code)) {
        return failLoneSurrogate();
    }
    appendUtf8(code);
    return true;
}

/// Reads "uXXXX".
bool JsonParser::readHex4(char32_t *code)
{
    ++m_at;
    *code = 0;
    for (int i = 0; i < 4; ++i, ++m_at) {
        const int c = peek();
        const int lower = c | 0x20;
        if (isDigit(c))
            *code = *code * 16 + static_cast<char32_t>(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            *code = *code * 16 + static_cast<char32_t>(lower - 'a' + 10);
        else
            return fail(phrase(
                QT_TRANSLATE_NOOP("core", "four hexadecimal digits are expected after \\u")));
    }
    return true;
}

bool JsonParser::skipUtf8Character()
{
    const Utf8Tail tail = utf8Tail(peek());
    if (tail.bytes == 0 || m_end - m_at <= tail.bytes)
        return false;
    const auto byteAt = [this](int i) {
        return static_cast<int>(static_cast<unsigned char>(m_at[i]));
    };
    if (byteAt(1) < tail.firstLow || byteAt(1) > tail.firstHigh)
        return false;
    for (int i = 2; i <= tail.bytes; ++i) {
        if (!isContinuation(byteAt(i)))
            return false;
    }
    m_at += tail.bytes + 1;
    return true;
}

bool JsonParser::skipDigits()
{
    const char *const begin = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at != begin;
}

void JsonParser::skipSpace()
{
    while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\t' || *m_at == '\r'))
        ++m_at;
}

JsonDocument::Node &JsonParser::addNode(JsonValue::Type type)
{
    JsonDocument::Node &node = m_document.m_nodes.emplace_back();
    node.type = type;
    node.parent = m_open;
    if (m_hasKey) {
        node.hasKey = true;
        node.key = m_key;
        node.decodedKeyIsApart = m_keyIsApart;
        m_hasKey = false;
    }
    return node;
}

JsonParser::Next JsonParser::finishScalar(JsonValue::Type type, const char *begin)
{
    JsonDocument::Node &node = addNode(type);
    node.source = {offsetOf(begin), static_cast<quint32>(m_at - begin)};
    node.end = static_cast<quint32>(m_document.m_nodes.size());
    return afterValue();
}

/// Leaves the containers that are open, which stand before all that is in them.
void JsonParser::dropCompleteValues()
{
    m_document.m_nodes.resize(std::size_t{m_open} + 1);
    m_document.m_decoded.clear();
}

/// Ends the innermost container at its bracket.
void JsonParser::close()
{
    ++m_at;
    JsonDocument::Node &node = m_document.m_nodes[m_open];
    node.source.size = offsetOf(m_at) - node.source.begin;
    node.end = static_cast<quint32>(m_document.m_nodes.size());
    m_open = node.parent;
    --m_nesting;
}

void JsonParser::appendUtf8(char32_t code)
{
    std::string &out = m_document.m_decoded;
    const auto byte = [&out](char32_t value) {
        out.push_back(static_cast<char>(value));
    };
    const auto tail = [byte, code](int shift) {
        byte(0x80 | ((code >> shift) & 0x3F));
    };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        byte(0xF0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

int JsonParser::peek() const
{
    return m_at == m_end ? -1 : static_cast<unsigned char>(*m_at);
}

bool JsonParser::fail(const Phrase &message)
{
    m_error = {static_cast<qsizetype>(m_at - m_begin), message};
    return false;
}

JsonParser::Next JsonParser::failed(const Phrase &message)
{
    fail(message);
    return Next::Error;
}

} // namespace neuro::protocol
