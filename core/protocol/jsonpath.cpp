// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonpath.h"

#include "protocol/limits.h"

#include <algorithm>

namespace neuro::protocol {

namespace {

/// The begin of valid UTF-8, never half a character.
QString cut(QByteArrayView utf8)
{
    if (utf8.size() <= limits::quotedText)
        return QString::fromUtf8(utf8);
    qsizetype size = limits::quotedText;
    while (size > 0 && (static_cast<unsigned char>(utf8[size]) & 0xC0) == 0x80)
        --size;
    return QString::fromUtf8(utf8.first(size)) + QChar(0x2026);
}

bool isPlain(QByteArrayView key)
{
    return !key.isEmpty() && key.size() <= limits::quotedText &&
           std::all_of(key.begin(), key.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '_' || c == '-' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
           });
}

} // namespace

void appendMemberStep(QString &path, QByteArrayView key)
{
    if (isPlain(key)) {
        if (!path.isEmpty())
            path += u'.';
        path += QString::fromUtf8(key);
        return;
    }
    path += u'[' + QString::fromUtf8(jsonQuoted(cut(key))) + u']';
}

void appendIndexStep(QString &path, qint64 index)
{
    path += u'[' + QString::number(index) + u']';
}

QString excerpt(JsonValue value)
{
    return cut(value.text());
}

QString excerpt(QByteArrayView utf8)
{
    return QString::fromUtf8(jsonQuoted(cut(utf8)));
}

} // namespace neuro::protocol
