// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/codec.h"

#include <QChar>

namespace neuro::protocol {

namespace {

/// Characters that a reader of a log would not see, or that would rearrange what he sees.
bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default: // Qt's enumeration: all other categories are visible or spaces.
        return false;
    }
}

QString escaped(char32_t c)
{
    switch (c) {
    case U'\n':
        return QStringLiteral("\\n");
    case U'\r':
        return QStringLiteral("\\r");
    case U'\t':
        return QStringLiteral("\\t");
    default:
        return QStringLiteral("\\u%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0'));
    }
}

} // namespace

QString quoteForMessage(QStringView text)
{
    QString out;
    qsizetype characters = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (characters++ == limits::quotedText)
            return out + QChar(0x2026);
        char32_t c = text[i].unicode();
        qsizetype units = 1;
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            units = 2;
        }
        if (isInvisible(c))
            out += escaped(c);
        else
            out += text.sliced(i, units);
        i += units;
    }
    return out;
}

QString shortened(const QString &text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    QString out = text.left(most - 1);
    if (!out.isEmpty() && out.back().isHighSurrogate())
        out.chop(1);
    return out + QChar(0x2026);
}

} // namespace neuro::protocol
