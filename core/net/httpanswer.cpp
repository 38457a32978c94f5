// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/httpanswer.h"

#include <QStringBuilder>

#include <algorithm>
#include <array>

namespace neuro::net {

namespace {

struct Status
{
    int code;
    const char *words;
};

/// RFC 9110 section 15; those that are used here.
constexpr std::array statuses = {
    Status{200, "OK"},
    Status{202, "Accepted"},
    Status{400, "Bad Request"},
    Status{401, "Unauthorized"},
    Status{403, "Forbidden"},
    Status{404, "Not Found"},
    Status{405, "Method Not Allowed"},
    Status{408, "Request Timeout"},
    Status{409, "Conflict"},
    Status{411, "Length Required"},
    Status{413, "Content Too Large"},
    Status{415, "Unsupported Media Type"},
    Status{421, "Misdirected Request"},
    Status{431, "Request Header Fields Too Large"},
    Status{503, "Service Unavailable"},
    Status{504, "Gateway Timeout"},
};

QByteArray statusLine(int code)
{
    const auto *const found = std::find_if(statuses.begin(), statuses.end(),
                                           [code](const Status &one) { return one.code == code; });
    const char *words = found == statuses.end() ? "" : found->words;
    return "HTTP/1.1 " + QByteArray::number(code) + ' ' + words + "\r\n";
}

} // namespace

HttpAnswer plainAnswer(int status, const QByteArray &text, const QList<HttpAnswer::Field> &fields)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = text + '\n';
    answer.fields = fields;
    return answer;
}

QByteArray httpBytes(const HttpAnswer &answer, bool isToHead)
{
    QByteArray bytes = statusLine(answer.status) +
                       "Connection: close\r\n"
                       "Content-Type: " +
                       answer.type +
                       "\r\nContent-Length: " + QByteArray::number(answer.body.size()) +
                       "\r\nCache-Control: no-store\r\n"
                       "X-Content-Type-Options: nosniff\r\n"
                       "Cross-Origin-Resource-Policy: same-origin\r\n"
                       "Referrer-Policy: no-referrer\r\n";
    for (const HttpAnswer::Field &field : answer.fields)
        bytes += field.name + ": " + field.value + "\r\n";
    bytes += "\r\n";
    if (!isToHead)
        bytes += answer.body;
    return bytes;
}

} // namespace neuro::net
