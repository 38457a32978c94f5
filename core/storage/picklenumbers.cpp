// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/picklenumbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace neuro::storage {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The number of digits that `text` begins with.
qsizetype digitsAt(QByteArrayView text)
{
    qsizetype count = 0;
    while (count < text.size() && isDigit(text[count]))
        ++count;
    return count;
}

/// The magnitude as digits to the base of 2^32, lowest first.
std::vector<std::uint32_t> magnitudeOf(QByteArrayView littleEndian, bool negative)
{
    std::vector<std::uint32_t> words((static_cast<std::size_t>(littleEndian.size()) + 3) / 4);
    std::uint32_t carry = negative ? 1 : 0;
    for (qsizetype i = 0; i < littleEndian.size(); ++i) {
        std::uint32_t byte = static_cast<unsigned char>(littleEndian[i]);
        if (negative) {
            byte = (byte ^ 0xffU) + carry;
            carry = byte >> 8;
            byte &= 0xffU;
        }
        words[static_cast<std::size_t>(i) / 4] |= byte << (8 * (i % 4));
    }
    // The magnitude of the lowest number, -2^(8n-1), needs no more bytes than the number had.
    return words;
}

/// Divides in place; returns the remainder.
std::uint32_t divide(std::vector<std::uint32_t> &words, std::uint32_t divisor)
{
    std::uint64_t remainder = 0;
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
        remainder = (remainder << 32) | *word;
        *word = static_cast<std::uint32_t>(remainder / divisor);
        remainder %= divisor;
    }
    while (!words.empty() && words.back() == 0)
        words.pop_back();
    return static_cast<std::uint32_t>(remainder);
}

void appendUtf8(QByteArray &utf8, char32_t c)
{
    if (c < 0x80) {
        utf8.append(static_cast<char>(c));
        return;
    }
    if (c < 0x800) {
        utf8.append(static_cast<char>(0xc0 | (c >> 6)));
    } else {
        if (c < 0x10000) {
            utf8.append(static_cast<char>(0xe0 | (c >> 12)));
        } else {
            utf8.append(static_cast<char>(0xf0 | (c >> 18)));
            utf8.append(static_cast<char>(0x80 | ((c >> 12) & 0x3f)));
        }
        utf8.append(static_cast<char>(0x80 | ((c >> 6) & 0x3f)));
    }
    utf8.append(static_cast<char>(0x80 | (c & 0x3f)));
}

/// Exactly `text`, in hexadecimal.
bool readHex(QByteArrayView text, char32_t &c)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    c = value;
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

QByteArray decimalFromBytes(QByteArrayView littleEndian)
{
    constexpr std::uint32_t chunk = 1'000'000'000;
    constexpr int chunkDigits = 9;
    const bool negative = !littleEndian.isEmpty() && (littleEndian.back() & 0x80) != 0;
    std::vector<std::uint32_t> words = magnitudeOf(littleEndian, negative);
    QByteArray reversed;
    while (!words.empty()) {
        std::uint32_t rest = divide(words, chunk);
        for (int i = 0; i < chunkDigits; ++i) {
            reversed.append(static_cast<char>('0' + rest % 10));
            rest /= 10;
        }
    }
    while (reversed.endsWith('0'))
        reversed.chop(1);
    if (reversed.isEmpty())
        return QByteArray("0");
    if (negative)
        reversed.append('-');
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

QByteArray textOfDouble(double value)
{
    // Where Python changes from one notation to the other.
    constexpr int smallestFixed = -4;
    constexpr int smallestTooLarge = 16;
    std::array<char, 32> text = {};
    const auto write = [&](std::chars_format format) {
        const auto end = std::to_chars(text.data(), text.data() + text.size(), value, format).ptr;
        return QByteArray(text.data(), end - text.data());
    };
    const QByteArray scientific = write(std::chars_format::scientific);
    const int exponent = scientific.mid(scientific.indexOf('e') + 1).toInt();
    if (exponent < smallestFixed || exponent >= smallestTooLarge)
        return scientific;
    QByteArray fixed = write(std::chars_format::fixed);
    if (!fixed.contains('.'))
        fixed.append(".0");
    return fixed;
}

bool isJsonInteger(QByteArrayView text)
{
    const QByteArrayView digits = text.startsWith('-') ? text.sliced(1) : text;
    return !digits.isEmpty() && digitsAt(digits) == digits.size() &&
           (digits.size() == 1 || digits[0] != '0');
}

bool isJsonNumber(QByteArrayView text)
{
    qsizetype whole = text.startsWith('-') ? 1 : 0;
    whole += digitsAt(text.sliced(whole));
    if (!isJsonInteger(text.first(whole)))
        return false;
    QByteArrayView rest = text.sliced(whole);
    if (rest.startsWith('.')) {
        const qsizetype fraction = digitsAt(rest.sliced(1));
        if (fraction == 0)
            return false;
        rest = rest.sliced(1 + fraction);
    }
    if (rest.isEmpty())
        return true;
    if (rest[0] != 'e' && rest[0] != 'E')
        return false;
    rest = rest.sliced(1);
    if (rest.startsWith('-') || rest.startsWith('+'))
        rest = rest.sliced(1);
    return !rest.isEmpty() && digitsAt(rest) == rest.size();
}

bool decodeRawUnicodeEscape(QByteArrayView text, QByteArray &utf8)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next != 'u' && next != 'U') {
            appendUtf8(utf8, static_cast<unsigned char>(text[i]));
            // A backslash before anything else stands for itself, and so does what follows it.
            if (next != '\0')
                appendUtf8(utf8, static_cast<unsigned char>(text[++i]));
            continue;
        }
        const qsizetype digits = next == 'u' ? 4 : 8;
        char32_t c = 0;
        if (text.size() - i - 2 < digits || !readHex(text.sliced(i + 2, digits), c))
            return false;
        if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
            return false;
        appendUtf8(utf8, c);
        i += 1 + digits;
    }
    return true;
}

} // namespace neuro::storage
