// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/escapedtext.h"

#include <QChar>

#include <optional>
#include <tuple>

namespace neuro::storage {

namespace {

/// A backslash, `u` and four digits.
constexpr qsizetype codeSize = 6;

/// By character: 0 to 15; negative when it is no hexadecimal digit.
constexpr std::array<signed char, 256> digits = [] {
    std::array<signed char, 256> out{};
    out.fill(-1);
    for (int i = 0; i < 10; ++i)
        out[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(i);
    for (int i = 0; i < 6; ++i) {
        for (const char a : {'a', 'A'})
            out[static_cast<std::size_t>(a + i)] = static_cast<signed char>(10 + i);
    }
    return out;
}();

int digitOf(char c)
{
    return digits[static_cast<unsigned char>(c)];
}

/// The number that `\uXXXX` at `at` names.
std::optional<char16_t> codeAt(QByteArrayView text, qsizetype at)
{
    if (text.size() - at < codeSize || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    int code = 0;
    int all = 0;
    for (qsizetype i = 2; i < codeSize; ++i) {
        const int digit = digitOf(text[at + i]);
        all |= digit;
        code = (code << 4) | (digit & 0xF);
    }
    if (all < 0)
        return std::nullopt;
    return static_cast<char16_t>(code);
}

Escape escapeOf(char32_t c, qsizetype size)
{
    const auto last = [c](int shift) {
        return static_cast<char>(0x80 | ((c >> shift) & 0x3F));
    };
    if (c < 0x80)
        return {size, {static_cast<char>(c)}, 1};
    if (c < 0x800)
        return {size, {static_cast<char>(0xC0 | (c >> 6)), last(0)}, 2};
    if (c < 0x10000)
        return {size, {static_cast<char>(0xE0 | (c >> 12)), last(6), last(0)}, 3};
    return {size, {static_cast<char>(0xF0 | (c >> 18)), last(12), last(6), last(0)}, 4};
}

/// What a letter behind a backslash stands for; NUL when it is none of JSON's.
char shortEscape(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

Escape readJson(QByteArrayView text, qsizetype at)
{
    if (text.size() - at < 2)
        return {};
    if (const char c = shortEscape(text[at + 1]))
        return {2, {c}, 1};
    const auto code = codeAt(text, at);
    if (!code)
        return {};
    if (!QChar::isSurrogate(*code))
        return escapeOf(*code, codeSize);
    const auto low = QChar::isHighSurrogate(*code) ? codeAt(text, at + codeSize) : std::nullopt;
    if (!low || !QChar::isLowSurrogate(*low))
        return escapeOf(QChar::ReplacementCharacter, codeSize);
    return escapeOf(QChar::surrogateToUcs4(*code, *low), 2 * codeSize);
}

Escape readPercent(QByteArrayView text, qsizetype at)
{
    if (text.size() - at < 3)
        return {};
    const int high = digitOf(text[at + 1]);
    const int low = digitOf(text[at + 2]);
    if (high < 0 || low < 0)
        return {};
    return {3, {static_cast<char>(high * 16 + low)}, 1};
}

bool isPlain(char16_t c)
{
    return c < 0x7F && (QChar::isLetterOrNumber(c) ||
                        QByteArrayView(" &+-.:=?_").contains(static_cast<char>(c)));
}

Escape readNeedless(QByteArrayView text, qsizetype at)
{
    // JSON in a string of JSON has 1 backslash before its quotes, one level deeper 3, then 7.
    constexpr qsizetype most = 7;
    qsizetype run = 1;
    while (run < most && at + run < text.size() && text[at + run] == '\\')
        ++run;
    Escape escape{run, {}, run};
    escape.bytes.fill('\\');
    const auto code = codeAt(text, at + run - 1);
    if (!code)
        return escape; // What the backslashes mean together is not taken apart.
    if (*code == u'"' || *code == u'\\')
        escape.count = (run == 1 ? 1 : run <= 3 ? 3 : most) + 1;
    else if (isPlain(*code))
        escape.count = 1;
    else
        return escape;
    escape.size = run - 1 + codeSize;
    escape.bytes[static_cast<std::size_t>(escape.count - 1)] = static_cast<char>(*code);
    return escape;
}

/// The first escape that begins at `from` or behind it, and its place; an empty one at the end of
/// the text when there is none.
struct PlacedEscape
{
    qsizetype at = 0;
    Escape escape;
};

PlacedEscape nextEscape(QByteArrayView text, const Escaping &escaping, qsizetype from)
{
    while (from < text.size()) {
        qsizetype at = from; // Often the next one follows at once.
        if (text[at] != escaping.mark) {
            const void *mark = std::memchr(text.data() + from, escaping.mark,
                                           static_cast<std::size_t>(text.size() - from));
            if (mark == nullptr)
                break;
            at = static_cast<const char *>(mark) - text.data();
        }
        const Escape escape = escaping.read(text, at);
        if (escape.size > 0)
            return {at, escape};
        from = at + 1;
    }
    return {text.size(), {}};
}

} // namespace

const Escaping jsonEscaping = {'\\', readJson};
const Escaping percentEscaping = {'%', readPercent};
const Escaping needlessEscaping = {'\\', readNeedless};

Unescaped unescaped(QByteArrayView text, const Escaping &escaping, qsizetype apart)
{
    // What an escape stands for is copied with all that there is room for.
    constexpr qsizetype room = std::tuple_size_v<decltype(Escape::bytes)>;
    Unescaped out{QByteArray(text.size() + room, Qt::Uninitialized), {}};
    const char *const begin = out.text.constData();
    char *end = out.text.data();
    for (qsizetype at = 0; at < text.size();) {
        const PlacedEscape next = nextEscape(text, escaping, at);
        if (next.at > at) {
            std::memcpy(end, text.data() + at, static_cast<std::size_t>(next.at - at));
            end += next.at - at;
        }
        at = next.at + next.escape.size;
        if (next.escape.size == 0)
            break;
        const qsizetype place = end - begin;
        std::memcpy(end, next.escape.bytes.data(), room);
        end += next.escape.count;
        if (out.places.isEmpty() || place - out.places.constLast().end >= apart)
            out.places.append({place, place});
        out.places.last().end = end - begin;
    }
    out.text.truncate(end - begin);
    return out;
}

void mapToEscaped(QByteArrayView text, const Escaping &escaping, QList<ByteRange> &ranges)
{
    qsizetype at = 0;   // In the text …
    qsizetype done = 0; // … and what of the unescaped one comes before it.
    PlacedEscape next = nextEscape(text, escaping, 0);
    const auto map = [&](qsizetype &place, bool isEnd) {
        for (;;) {
            const qsizetype escape = done + next.at - at;
            if (place <= escape) {
                place = next.at - (escape - place);
                return;
            }
            if (place < escape + next.escape.count) { // In the middle of a character.
                place = isEnd ? next.at + next.escape.size : next.at;
                return;
            }
            at = next.at + next.escape.size;
            done = escape + next.escape.count;
            next = nextEscape(text, escaping, at);
        }
    };
    for (ByteRange &range : ranges) {
        map(range.begin, false);
        map(range.end, true);
    }
}

void coverEscapes(QByteArrayView text, const Escaping &escaping, QList<ByteRange> &ranges)
{
    PlacedEscape next = nextEscape(text, escaping, 0);
    const auto cover = [&](qsizetype &place, bool isEnd) {
        while (next.escape.size > 0 && next.at + next.escape.size <= place)
            next = nextEscape(text, escaping, next.at + next.escape.size);
        if (next.escape.size > 0 && next.at < place)
            place = isEnd ? next.at + next.escape.size : next.at;
    };
    for (ByteRange &range : ranges) {
        cover(range.begin, false);
        cover(range.end, true);
    }
}

} // namespace neuro::storage
