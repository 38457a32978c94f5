// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/textneedle.h"

#include "protocol/json.h"

#include <algorithm>
#include <cstring>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint8 lower(quint8 byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

constexpr std::array<quint8, 256> makeLowerTable()
{
    std::array<quint8, 256> table{};
    for (int byte = 0; byte < 256; ++byte)
        table[static_cast<std::size_t>(byte)] = lower(static_cast<quint8>(byte));
    return table;
}
constexpr std::array<quint8, 256> lowerTable = makeLowerTable();

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

bool holdsUnicodeEscape(QByteArrayView bytes)
{
    const char *const end = bytes.data() + bytes.size();
    for (const char *at = bytes.data(); end - at > 1; ++at) {
        at = static_cast<const char *>(
            std::memchr(at, '\\', static_cast<std::size_t>(end - at - 1)));
        if (!at)
            return false;
        if (at[1] == 'u')
            return true;
    }
    return false;
}

bool holdsNonAscii(QByteArrayView bytes)
{
    // No early end: a loop without a branch runs many bytes at a time.
    unsigned char all = 0;
    for (const char byte : bytes)
        all |= static_cast<unsigned char>(byte);
    return (all & 0x80) != 0;
}

/// With every \uXXXX replaced by its character. Whether the backslash is itself escaped does not
/// matter: an inner JSON text is decoded the same way.
QString withoutUnicodeEscapes(QStringView text)
{
    static constexpr qsizetype length = 6;
    QString decoded;
    decoded.reserve(text.size());
    qsizetype begin = 0;
    for (qsizetype at = text.indexOf("\\u"_L1); at >= 0; at = text.indexOf("\\u"_L1, begin)) {
        decoded += text.mid(begin, at - begin);
        bool ok = false;
        const ushort code = text.mid(at + 2, length - 2).toUShort(&ok, 16);
        if (ok)
            decoded += QChar(code);
        begin = at + (ok ? length : 2);
    }
    return decoded + text.mid(begin);
}

} // namespace

AsciiNeedle::AsciiNeedle(const QByteArray &word)
    : m_word(word.toLower())
{
    const qsizetype length = m_word.size();
    m_skip.fill(static_cast<quint8>(std::min<qsizetype>(length, 255)));
    for (qsizetype i = 0; i + 1 < length; ++i) {
        const auto distance = static_cast<quint8>(std::min<qsizetype>(length - 1 - i, 255));
        const auto byte = static_cast<quint8>(m_word[i]);
        m_skip[byte] = distance;
        if (byte >= 'a' && byte <= 'z')
            m_skip[byte - ('a' - 'A')] = distance;
    }
}

bool AsciiNeedle::isIn(QByteArrayView bytes) const
{
    return isInUnits(reinterpret_cast<const quint8 *>(bytes.data()), bytes.size());
}

bool AsciiNeedle::isIn(QStringView text) const
{
    return isInUnits(text.utf16(), text.size());
}

template <typename Unit>
bool AsciiNeedle::isInUnits(const Unit *text, qsizetype size) const
{
    const auto *word = reinterpret_cast<const quint8 *>(m_word.constData());
    const qsizetype last = m_word.size() - 1;
    // No word holds this byte, so it stands for every unit beyond a byte.
    const auto byteOf = [](Unit unit) {
        return unit > 0xFF ? quint8(0xFF) : quint8(unit);
    };
    for (qsizetype end = last; end < size; end += m_skip[byteOf(text[end])]) {
        qsizetype i = last;
        while (lowerTable[byteOf(text[end - last + i])] == word[i]) {
            if (i == 0)
                return true;
            --i;
        }
    }
    return false;
}

TextNeedle::TextNeedle(const QString &text)
    : m_text(text)
{
    if (!isAscii(text))
        return;
    const QByteArray plain = text.toLatin1();
    m_spellings.append(AsciiNeedle(plain));
    const QByteArray quoted = protocol::jsonQuoted(text);
    const QByteArray escaped = quoted.mid(1, quoted.size() - 2);
    if (escaped != plain)
        m_spellings.append(AsciiNeedle(escaped));
}

bool TextNeedle::isIn(QStringView text) const
{
    if (!m_spellings.isEmpty())
        return m_spellings.first().isIn(text);
    return !isAscii(text) && text.contains(m_text, Qt::CaseInsensitive);
}

bool TextNeedle::isInMessage(QByteArrayView utf8) const
{
    if (m_spellings.isEmpty())
        return isInDecoded(utf8);
    return std::any_of(m_spellings.begin(), m_spellings.end(),
                       [utf8](const AsciiNeedle &spelling) { return spelling.isIn(utf8); });
}

bool TextNeedle::isInDecoded(QByteArrayView utf8) const
{
    const bool escapes = holdsUnicodeEscape(utf8);
    if (!escapes && !holdsNonAscii(utf8))
        return false;
    const QString text = QString::fromUtf8(utf8);
    return isIn(text) || (escapes && isIn(withoutUnicodeEscapes(text)));
}

} // namespace neuro::models
