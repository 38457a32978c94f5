// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/oneline.h"

#include <QByteArrayView>

namespace neuro::models {

namespace {

/// Embeddings, overrides and isolates: a stranger's text must not turn the rest of a row around.
bool changesDirection(QChar c)
{
    const char16_t code = c.unicode();
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool separates(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control;
}

/// A code point takes at most four bytes.
constexpr qsizetype utf8BytesPerCharacter = 4;
/// How much longer than the result the source may be looked at: it may hold long white space.
constexpr qsizetype sourceFactor = 16;

} // namespace

QString oneLine(QStringView text, qsizetype maxLength)
{
    QString line;
    line.reserve(qMin(text.size(), maxLength) + 1);
    bool gap = false;
    for (const QChar c : text) {
        if (line.size() > maxLength)
            break;
        if (changesDirection(c))
            continue;
        if (separates(c)) {
            gap = !line.isEmpty();
            continue;
        }
        if (gap)
            line += u' ';
        gap = false;
        line += c;
    }
    if (line.size() <= maxLength)
        return line;
    line.truncate(maxLength - 1);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line + QChar(0x2026);
}

QString oneLine(QByteArrayView utf8, qsizetype maxLength)
{
    const qsizetype enough = maxLength * utf8BytesPerCharacter * sourceFactor;
    if (utf8.size() <= enough)
        return oneLine(QStringView(QString::fromUtf8(utf8)), maxLength);
    qsizetype end = enough;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80)
        --end;
    const QString beginning = QString::fromUtf8(utf8.first(end)) + QChar(0x2026);
    return oneLine(QStringView(beginning), maxLength);
}

} // namespace neuro::models
