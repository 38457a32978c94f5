// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/byterange.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <algorithm>
#include <array>
#include <cstring>

/// Reads texts in which characters may be spelled in another way, and finds back to where in them
/// something stood. Each function takes a time that grows with the length of the text.
namespace neuro::storage {

/// One character that is spelled in another way.
struct Escape
{
    qsizetype size = 0; ///< Its bytes in the text; 0 when there is none.
    std::array<char, 8> bytes = {};
    qsizetype count = 0; ///< How many of `bytes` it stands for, up to `size`.
};

/// A way to spell characters: all of its escapes begin with one byte.
struct Escaping
{
    char mark;
    /// The escape at `at`, where the mark stands. What only looks like one is none.
    Escape (*read)(QByteArrayView text, qsizetype at);
};

/// `\n`, `\/`, `\u00fc` as in the strings of JSON (RFC 8259 section 7), wherever they stand. Half
/// of a surrogate pair is U+FFFD.
extern const Escaping jsonEscaping;
/// `%2F` or `%2f` as in a URL (RFC 3986 section 2.1).
extern const Escaping percentEscaping;
/// Makes JSON look as it usually does, JSON inside of JSON strings as well: `\u0065` is `e`, and
/// `\u0022` is `\"`. Backslashes that escape anything else stand for themselves.
extern const Escaping needlessEscaping;

/// A text without its escapes.
struct Unescaped
{
    QByteArray text; ///< Not longer than the one with escapes.
    /// Where in it something stands that was escaped: in order, with what lies between two that are
    /// near one another.
    QList<ByteRange> places;
};

/// Replaces the escapes by what they stand for. Those nearer than `apart` bytes are one place.
Unescaped unescaped(QByteArrayView text, const Escaping &escaping, qsizetype apart);

/// Whether a mark stands before a byte for which `isTelling(byte)`: a text without any has no
/// escape that begins so. Costs a search for one byte.
template <typename Predicate>
bool hasMark(QByteArrayView text, const Escaping &escaping, Predicate isTelling)
{
    const char *at = text.data();
    for (const char *const last = at + std::max(text.size() - 1, qsizetype(0)); at < last;) {
        const auto rest = static_cast<std::size_t>(last - at);
        at = static_cast<const char *>(std::memchr(at, escaping.mark, rest));
        if (at == nullptr)
            return false;
        ++at;
        if (isTelling(*at))
            return true;
    }
    return false;
}

/// Makes ranges of what unescaped() makes of `text` ranges of `text`, which hold whole escapes. The
/// ranges must be in order and must not overlap; they come back so.
void mapToEscaped(QByteArrayView text, const Escaping &escaping, QList<ByteRange> &ranges);

/// Widens ranges of `text` that begin or end inside of an escape to hold all of it. The ranges
/// must be in order and must not overlap; two may come back with an escape in common.
void coverEscapes(QByteArrayView text, const Escaping &escaping, QList<ByteRange> &ranges);

} // namespace neuro::storage
