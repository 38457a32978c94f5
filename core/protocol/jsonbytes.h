// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtEndian>
#include <QtGlobal>

#include <bit>

/// Looks at the bytes of JSON strings eight at a time.
namespace neuro::protocol {

/// Eight bytes; the first one in memory is the lowest.
inline quint64 loadEightBytes(const char *from)
{
    return qFromLittleEndian<quint64>(from);
}

inline constexpr quint64 highBits = 0x8080'8080'8080'8080;

/// Finds bytes that a JSON string must escape: the quote, the backslash, what is below a space. The
/// lowest bit that is set is the high bit of the first of them; bits above it mean nothing. 0:
/// none.
constexpr quint64 bytesToEscape(quint64 bytes)
{
    // The high bit of a byte that is below n is set in (bytes - n) & ~bytes. A borrow can set it
    // above such a byte too, never below the lowest one.
    constexpr quint64 ones = 0x0101'0101'0101'0101;
    const quint64 controls = bytes - 0x20 * ones;
    const quint64 quotes = (bytes ^ ('"' * ones)) - ones;
    const quint64 backslashes = (bytes ^ ('\\' * ones)) - ones;
    return (controls | quotes | backslashes) & ~bytes & highBits;
}

/// How many bytes come before the first one that is marked by its high bit: 0 to 8.
constexpr qsizetype bytesBefore(quint64 marks)
{
    return std::countr_zero(marks) / 8;
}

} // namespace neuro::protocol
