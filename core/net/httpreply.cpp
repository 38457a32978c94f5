// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/httpreply.h"

#include <QStringBuilder>

namespace neuro::net {

QByteArray httpReply(const QByteArray &status, const QByteArray &body, const QByteArray &fields)
{
    return "HTTP/1.1 " + status +
           "\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

} // namespace neuro::net
