// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/credentialscan.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace neuro::storage {

namespace {

/// The rare letters that every key below has, and where: a search for them rules out most texts.
constexpr char tokenLetter = 'k';
constexpr std::array headerLetters = {'z', 'Z'};
constexpr qsizetype tokenLetterAt = 2;  // to-k-en
constexpr qsizetype headerLetterAt = 7; // authori-z-ation

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Reads a text from left to right; reading beyond the end gives NUL.
class Cursor
{
public:
    Cursor(QByteArrayView text, qsizetype at)
        : m_text(text)
        , m_at(at)
    {
    }

    qsizetype at() const { return m_at; }
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    void advance() { ++m_at; }
    bool take(char c)
    {
        if (atEnd() || peek() != c)
            return false;
        advance();
        return true;
    }
    template <typename Predicate>
    qsizetype skip(Predicate predicate)
    {
        const qsizetype begin = m_at;
        while (!atEnd() && predicate(peek()))
            advance();
        return m_at - begin;
    }
    qsizetype skipSpaces() { return skip(isSpace); }
    qsizetype skipBackslashes()
    {
        return skip([](char c) { return c == '\\'; });
    }

private:
    QByteArrayView m_text;
    qsizetype m_at;
};

/// Where the string that a quote with `backslashes` before it opened ends. In JSON within JSON
/// strings, a quote that closes has as many backslashes as the one that opened, not counting the
/// doubled ones of an escaped backslash inside. Not closed: the end of the text.
qsizetype endOfString(QByteArrayView text, qsizetype begin, qsizetype backslashes)
{
    const qsizetype period = 2 * (backslashes + 1);
    Cursor cursor(text, begin);
    while (!cursor.atEnd()) {
        const qsizetype run = cursor.skipBackslashes();
        if (cursor.peek() == '"' && run % period == backslashes)
            return std::max(begin, cursor.at() - backslashes);
        cursor.advance();
    }
    return text.size();
}

std::optional<ByteRange> nonEmpty(qsizetype begin, qsizetype end)
{
    if (begin >= end)
        return std::nullopt;
    return ByteRange{begin, end};
}

/// `"token": "…"`, the cursor standing behind the key's last letter.
std::optional<ByteRange> jsonMemberValue(QByteArrayView text, Cursor cursor)
{
    cursor.skipBackslashes();
    if (!cursor.take('"'))
        return std::nullopt;
    cursor.skipSpaces();
    if (!cursor.take(':'))
        return std::nullopt;
    cursor.skipSpaces();
    const qsizetype backslashes = cursor.skipBackslashes();
    if (cursor.take('"'))
        return nonEmpty(cursor.at(), endOfString(text, cursor.at(), backslashes));
    const qsizetype begin = cursor.at();
    cursor.skip([](char c) { return !isSpace(c) && std::strchr(",{}[]", c) == nullptr; });
    if (text.sliced(begin, cursor.at() - begin) == "null")
        return std::nullopt;
    return nonEmpty(begin, cursor.at());
}

std::optional<ByteRange> urlValue(Cursor cursor)
{
    if (!cursor.take('='))
        return std::nullopt;
    const qsizetype begin = cursor.at();
    cursor.skip([](char c) { return !isSpace(c) && std::strchr("&#\"'\\<>", c) == nullptr; });
    return nonEmpty(begin, cursor.at());
}

/// `token`, with the letter k at `letter`.
std::optional<ByteRange> tokenValue(QByteArrayView text, qsizetype letter)
{
    const qsizetype begin = letter - tokenLetterAt;
    if (begin < 0 || !text.sliced(begin).startsWith("token"))
        return std::nullopt;
    const Cursor behind(text, begin + 5);
    if (const auto value = urlValue(behind))
        return value;
    return text.first(begin).endsWith("auth_") ? jsonMemberValue(text, behind) : std::nullopt;
}

/// A header, with the letter z at `letter`: everything behind the scheme, to the end of the line or
/// of the string that holds it.
std::optional<ByteRange> headerValue(QByteArrayView text, qsizetype letter)
{
    static constexpr QByteArrayView name = "authorization";
    const qsizetype begin = letter - headerLetterAt;
    if (begin < 0 || text.size() - begin < name.size() ||
        text.sliced(begin, name.size()).compare(name, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    Cursor cursor(text, begin + name.size());
    cursor.skipBackslashes();
    cursor.take('"');
    cursor.skipSpaces();
    if (!cursor.take(':') && !cursor.take('='))
        return std::nullopt;
    cursor.skipSpaces();
    cursor.skipBackslashes();
    cursor.take('"');
    const auto isValue = [](char c) {
        return c != '\r' && c != '\n' && c != '"' && c != '\\';
    };
    qsizetype valueBegin = cursor.at();
    cursor.skip([&](char c) { return isValue(c) && c != ' '; });
    if (cursor.take(' ') && isValue(cursor.peek()) && !cursor.atEnd())
        valueBegin = cursor.at();
    cursor.skip(isValue);
    return nonEmpty(valueBegin, cursor.at());
}

template <typename Find>
std::optional<ByteRange> firstAtLetter(QByteArrayView text, qsizetype from, char letter, Find find)
{
    const char *const begin = text.data();
    const char *const end = begin + text.size();
    for (const char *p = begin + from; p < end; ++p) {
        p = static_cast<const char *>(std::memchr(p, letter, static_cast<std::size_t>(end - p)));
        if (p == nullptr)
            return std::nullopt;
        if (const auto range = find(text, p - begin); range && range->begin >= from)
            return range;
    }
    return std::nullopt;
}

void keepEarlier(std::optional<ByteRange> &first, const std::optional<ByteRange> &other)
{
    if (other && (!first || other->begin < first->begin))
        first = other;
}

} // namespace

std::optional<ByteRange> findCredential(QByteArrayView utf8, qsizetype from)
{
    auto first = firstAtLetter(utf8, from, tokenLetter, tokenValue);
    for (const char letter : headerLetters)
        keepEarlier(first, firstAtLetter(utf8, from, letter, headerValue));
    return first;
}

} // namespace neuro::storage
