// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/requesthead.h"

#include <algorithm>
#include <iterator>

namespace neuro::net {

namespace {

constexpr QByteArrayView lineEnd = "\r\n";
constexpr QByteArrayView headEnd = "\r\n\r\n";
constexpr qsizetype longestMethod = 32;
constexpr qsizetype keyBytes = 16;

/// RFC 9110 section 5.6.2.
bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool equalIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool readRequestLine(QByteArrayView line, RequestHead &head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first + 1)
        return false;
    const QByteArrayView version = line.sliced(last + 1);
    if (version.size() != 8 || !version.startsWith("HTTP/1."))
        return false;
    head.isHttp10 = version.endsWith('0');
    head.method = line.first(first).toByteArray();
    head.target = line.sliced(first + 1, last - first - 1).toByteArray();
    return isToken(head.method) && !head.target.contains(' ');
}

/// The authority and what follows it, where `target` is in absolute form. What is no URL of a
/// scheme that is spoken here stays a target, under which there is nothing.
struct AbsoluteTarget
{
    QByteArrayView authority;
    QByteArray rest;
};

std::optional<AbsoluteTarget> readAbsolute(QByteArrayView target)
{
    constexpr QByteArrayView mark = "://";
    const qsizetype scheme = target.indexOf(mark);
    if (scheme <= 0 || target.startsWith('/'))
        return std::nullopt;
    constexpr QByteArrayView schemes[] = {"http", "https", "ws", "wss"};
    const bool isKnown = std::any_of(std::begin(schemes), std::end(schemes), [&](auto known) {
        return equalIgnoringCase(target.first(scheme), known);
    });
    if (!isKnown)
        return std::nullopt;
    const QByteArrayView after = target.sliced(scheme + mark.size());
    const auto end = std::find_if(after.begin(), after.end(),
                                  [](char c) { return c == '/' || c == '?' || c == '#'; });
    const qsizetype size = end - after.begin();
    QByteArray rest = after.sliced(size).toByteArray();
    if (!rest.startsWith('/'))
        rest.prepend('/');
    return AbsoluteTarget{after.first(size), rest};
}

/// False: the target names no host, or a user before it, which RFC 9110 section 4.2.4 has treated
/// as an error.
bool settleTarget(RequestHead &head)
{
    const QByteArray target = head.target;
    const std::optional<AbsoluteTarget> absolute = readAbsolute(target);
    if (!absolute)
        return true;
    if (absolute->authority.isEmpty() || absolute->authority.contains('@'))
        return false;
    head.target = absolute->rest;
    const auto isHost = [](const RequestHead::Field &field) {
        return equalIgnoringCase(field.name, "Host");
    };
    // One must be there all the same (section 3.2); whoever misses it says so.
    if (head.fields.removeIf(isHost) > 0 || head.isHttp10)
        head.fields.append({"Host", absolute->authority.toByteArray()});
    return true;
}

bool readField(QByteArrayView line, RequestHead &head)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return false;
    head.fields.append(
        {line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()});
    return true;
}

} // namespace

std::optional<QByteArray> RequestHead::field(QByteArrayView name) const
{
    std::optional<QByteArray> joined;
    for (const Field &one : fields) {
        if (equalIgnoringCase(one.name, name))
            joined = joined ? *joined + ", " + one.value : one.value;
    }
    return joined;
}

bool RequestHead::fieldHasToken(QByteArrayView name, QByteArrayView token) const
{
    const QList<QByteArray> items = field(name).value_or(QByteArray()).split(',');
    return std::any_of(items.begin(), items.end(), [token](const QByteArray &item) {
        return equalIgnoringCase(item.trimmed(), token);
    });
}

QByteArray RequestHead::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.first(query);
}

bool RequestHead::wantsWebSocket() const
{
    return fieldHasToken("Upgrade", "websocket");
}

std::optional<qsizetype> requestHeadSize(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf(headEnd);
    if (end < 0)
        return std::nullopt;
    return end + headEnd.size();
}

bool looksLikeHttp(QByteArrayView bytes)
{
    const qsizetype space = bytes.indexOf(' ');
    const QByteArrayView method = space < 0 ? bytes : bytes.first(space);
    return method.size() <= longestMethod && (bytes.isEmpty() || isToken(method));
}

std::optional<RequestHead> parseRequestHead(QByteArrayView head)
{
    RequestHead parsed;
    bool isFirst = true;
    while (true) {
        const qsizetype end = head.indexOf(lineEnd);
        if (end < 0)
            return std::nullopt;
        if (end == 0)
            return isFirst || !settleTarget(parsed) ? std::nullopt : std::optional(parsed);
        const QByteArrayView line = head.first(end);
        if (!(isFirst ? readRequestLine(line, parsed) : readField(line, parsed)))
            return std::nullopt;
        isFirst = false;
        head = head.sliced(end + lineEnd.size());
    }
}

QByteArray webSocketFlaw(const RequestHead &head)
{
    if (head.method != "GET")
        return "the method of a WebSocket handshake is GET";
    if (!head.fieldHasToken("Connection", "upgrade"))
        return "the field \"Connection: Upgrade\" is missing";
    if (!head.field("Host"))
        return "the field Host is missing";
    const QByteArray key = head.field("Sec-WebSocket-Key").value_or(QByteArray());
    const auto decoded =
        QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != keyBytes)
        return "the field Sec-WebSocket-Key is missing or not 16 bytes in Base64";
    if (!head.fieldHasToken("Sec-WebSocket-Version", "13"))
        return "the only version of the protocol that is spoken here is 13";
    return {};
}

} // namespace neuro::net
