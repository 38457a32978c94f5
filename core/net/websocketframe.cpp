// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/websocketframe.h"

#include <QtEndian>

namespace neuro::net {

namespace {

constexpr char finalText = static_cast<char>(0x81);
constexpr qsizetype longestShort = 125;
constexpr qsizetype longestMedium = 0xffff;
constexpr char mediumMark = 126;
constexpr char longMark = 127;

template <typename Size>
void appendSize(QByteArray &out, qsizetype size)
{
    const Size bytes = qToBigEndian(static_cast<Size>(size));
    out.append(reinterpret_cast<const char *>(&bytes), sizeof bytes);
}

} // namespace

QByteArray serverTextFrame(QByteArrayView utf8)
{
    QByteArray frame;
    frame.reserve(utf8.size() + 10);
    frame.append(finalText);
    if (utf8.size() <= longestShort) {
        frame.append(static_cast<char>(utf8.size()));
    } else if (utf8.size() <= longestMedium) {
        frame.append(mediumMark);
        appendSize<quint16>(frame, utf8.size());
    } else {
        frame.append(longMark);
        appendSize<quint64>(frame, utf8.size());
    }
    return frame.append(utf8);
}

} // namespace neuro::net
