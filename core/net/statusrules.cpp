// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/statusrules.h"

#include "net/accesspolicy.h"
#include "net/hostport.h"
#include "net/netlimits.h"
#include "protocol/codec.h"
#include "protocol/json.h"

#include <QStringBuilder>

#include <algorithm>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

namespace {

using Refused = std::optional<HttpAnswer>;

struct Resource
{
    QByteArrayView path;
    QByteArrayView methods; ///< As the field Allow has them.
};

constexpr Resource statusResources[] = {
    {"/", "GET, HEAD"},        {"/health", "GET, HEAD"}, {"/stats", "GET, HEAD"},
    {"/metrics", "GET, HEAD"}, {"/send", "POST"},
};
constexpr Resource randyResources[] = {{"/", "POST"}};

/// What follows `scheme` in the field Authorization.
QByteArray credentials(const RequestHead &head, QByteArrayView scheme)
{
    const QByteArray field = head.field("Authorization").value_or(QByteArray());
    const qsizetype space = field.indexOf(' ');
    if (space < 0 || QByteArrayView(field).first(space).compare(scheme, Qt::CaseInsensitive) != 0)
        return {};
    return field.sliced(space + 1).trimmed();
}

/// What a browser sends once its visitor has typed something into the two fields that it shows.
QByteArray password(const RequestHead &head)
{
    const QByteArray pair = QByteArray::fromBase64(credentials(head, "Basic"));
    const qsizetype colon = pair.indexOf(':');
    return colon < 0 ? QByteArray() : pair.sliced(colon + 1);
}

bool isLoopback(const StatusCall &call)
{
    return plainAddress(call.peer).isLoopback();
}

Refused refuseFraming(const StatusCall &call)
{
    const RequestHead &head = call.head;
    if (head.wantsWebSocket())
        return plainAnswer(400, "This is the HTTP port of Neuro Relay. Games and watchers connect "
                                "with WebSocket to one of its other ports.");
    if (head.field("Transfer-Encoding"))
        return plainAnswer(411, "Send the body in one piece, with its size in the field "
                                "Content-Length; chunked bodies are not taken here.");
    if (head.method == "POST" && !head.field("Content-Length"))
        return plainAnswer(411, "Send the size of the body in the field Content-Length.");
    const std::optional<qint64> body = statusBodySize(head);
    if (!body)
        return plainAnswer(400, "The field Content-Length must hold one number.");
    if (call.headSize + *body > limits::statusRequest)
        return plainAnswer(413, "A request may be " + QByteArray::number(limits::statusRequest) +
                                    " bytes long, this one would be " +
                                    QByteArray::number(call.headSize + *body) + '.');
    return std::nullopt;
}

/// A web page can give its own name the address of this machine and then read what is answered to
/// that name. No page can choose what its visitor's browser writes into the field Host.
Refused refuseHost(const StatusCall &call)
{
    const std::optional<QByteArray> host = call.head.field("Host");
    if (!host && call.head.isHttp10 && isLoopback(call))
        return std::nullopt; // No browser speaks that.
    if (!host || host->isEmpty())
        return plainAnswer(400, "The field Host is missing.");
    if (!isLoopback(call) || isLoopbackOrigin(u"http://"_s + QString::fromUtf8(*host)))
        return std::nullopt;
    return plainAnswer(421, "From this machine Neuro Relay answers to the names localhost, "
                            "127.0.0.1 and [::1] only; this request was for another one.");
}

Refused refuseResource(const StatusCall &call, const Resource *begin, const Resource *end)
{
    const QByteArray path = call.head.path();
    const Resource *const found = std::find_if(
        begin, end, [&path](const Resource &resource) { return resource.path == path; });
    if (found == end) {
        QByteArray text = "There is nothing at this path. Try";
        for (const Resource *one = begin; one != end; ++one)
            text += (one == begin ? " " : ", ") + one->path.toByteArray();
        return plainAnswer(404, text + '.');
    }
    const QList<QByteArray> methods = found->methods.toByteArray().split(',');
    const bool isAllowed =
        std::any_of(methods.begin(), methods.end(), [&call](const QByteArray &method) {
            return method.trimmed() == call.head.method;
        });
    if (isAllowed)
        return std::nullopt;
    const QByteArray allow = found->methods.toByteArray();
    return plainAnswer(405, "This path takes " + allow + " only.", {{"Allow", allow}});
}

Refused refuseRandy(const StatusCall &call)
{
    if (call.head.field("Origin"))
        return plainAnswer(403, "Web pages may not send to the games here. Use a program, or POST "
                                "/send on the status port with its token.");
    if (auto refused = refuseResource(call, std::begin(randyResources), std::end(randyResources)))
        return refused;
    const QByteArray type = call.head.field("Content-Type").value_or(QByteArray());
    if (type.split(';').first().trimmed().toLower() != "application/json")
        return plainAnswer(415,
                           "Send a JSON object, with the field Content-Type: application/json.");
    return std::nullopt;
}

Refused refuseStranger(const StatusCall &call, const TokenCheck &tokens)
{
    if (isLoopback(call) || call.head.path() == "/health")
        return std::nullopt;
    const auto admits = [&tokens](const QByteArray &shown) {
        const TokenCheck::Match match = tokens.match(shown);
        return (match.isStandard || match.isEnhanced) && !match.isWeak;
    };
    if (admits(credentials(call.head, "Bearer")) || admits(password(call.head)))
        return std::nullopt;
    return plainAnswer(401,
                       "From another machine this needs a token of Neuro Relay: send the field "
                       "Authorization: Bearer TOKEN, or give it to your browser as the password "
                       "(with any user name). The published token, and one of fewer than 16 "
                       "characters, do not count.",
                       {{"WWW-Authenticate", "Bearer realm=\"Neuro Relay\""},
                        {"WWW-Authenticate", "Basic realm=\"Neuro Relay\", charset=\"UTF-8\""}});
}

Refused refuseOrigin(const StatusCall &call, const StatusSettings &settings)
{
    const std::optional<QByteArray> field = call.head.field("Origin");
    if (!field)
        return std::nullopt;
    const QString origin = normalizedOrigin(QString::fromUtf8(*field));
    const QString host = QString::fromUtf8(call.head.field("Host").value_or(QByteArray()));
    const bool isOwn = origin == normalizedOrigin(u"http://"_s + host) ||
                       origin == normalizedOrigin(u"https://"_s + host);
    const bool isAllowed = std::any_of(
        settings.allowedOrigins.begin(), settings.allowedOrigins.end(),
        [&origin](const QString &allowed) { return normalizedOrigin(allowed) == origin; });
    if (isOwn || isAllowed || isLoopbackOrigin(origin))
        return std::nullopt;
    return plainAnswer(
        403, "Pages of this origin may not send to Neuro Relay. Its operator can allow them in the "
             "configuration, under intermediary.allowed_origins.");
}

Refused refuseSender(const StatusCall &call, const StatusSettings &settings,
                     const TokenCheck &tokens)
{
    const TokenCheck::Match match = tokens.match(credentials(call.head, "Bearer"));
    if (match.isEnhanced && (isLoopback(call) || !match.isWeak))
        return std::nullopt;
    if (match.isStandard)
        return plainAnswer(403,
                           "This token has standard privileges. Sending to the games needs the "
                           "one under dependency-authentication.neuro-os.auth_token.");
    if (settings.enhancedToken.isEmpty())
        return plainAnswer(403, "Nobody may send: no token is configured under "
                                "dependency-authentication.neuro-os.auth_token.");
    return plainAnswer(401,
                       "Send the field Authorization: Bearer TOKEN, with the token that is "
                       "configured under dependency-authentication.neuro-os.auth_token.",
                       {{"WWW-Authenticate", "Bearer realm=\"Neuro Relay\""}});
}

} // namespace

std::optional<qint64> statusBodySize(const RequestHead &head)
{
    const std::optional<QByteArray> field = head.field("Content-Length");
    if (!field)
        return 0;
    const bool isDigits =
        !field->isEmpty() &&
        std::all_of(field->begin(), field->end(), [](char c) { return c >= '0' && c <= '9'; });
    bool isNumber = false;
    const qint64 size = field->toLongLong(&isNumber);
    if (!isDigits)
        return std::nullopt;
    // More digits than a number holds are a size as well, and a far too large one.
    return isNumber ? std::min(size, limits::statusRequest * 2) : limits::statusRequest * 2;
}

std::optional<HttpAnswer> refuseStatusCall(const StatusCall &call, const StatusSettings &settings,
                                           const TokenCheck &tokens)
{
    if (auto refused = refuseHost(call))
        return refused;
    if (call.door == StatusDoor::Randy) {
        if (auto refused = refuseRandy(call))
            return refused;
        return refuseFraming(call);
    }
    if (auto refused = refuseStranger(call, tokens))
        return refused;
    if (auto refused = refuseResource(call, std::begin(statusResources), std::end(statusResources)))
        return refused;
    if (call.head.method == "POST") {
        if (auto refused = refuseOrigin(call, settings))
            return refused;
        if (auto refused = refuseSender(call, settings, tokens))
            return refused;
    }
    return refuseFraming(call);
}

std::optional<HttpAnswer> refuseMessage(const QByteArray &body, StatusDoor door,
                                        const relay::TextMask &mask)
{
    if (door == StatusDoor::Randy) {
        const auto document = protocol::JsonDocument::parse(body);
        if (!document)
            return plainAnswer(400, "The body must be JSON. At byte " +
                                        QByteArray::number(document.error().offset) + ": " +
                                        document.error().message.english().toUtf8() + '.');
        if (!document->root().member("command").isString())
            return plainAnswer(400, "The body must be a JSON object with a string \"command\".");
        return std::nullopt;
    }
    const auto decoded = protocol::decodeServerMessage(body);
    if (decoded)
        return std::nullopt;
    const protocol::Refusal &refusal = decoded.error().refusal;
    const QString reason = protocol::reasonName(refusal.reason);
    const QString place = refusal.path.isEmpty() ? QString() : u" at "_s + refusal.path;
    const QString text =
        u"The body must be a message that a Neuro API server sends: %1%2: %3."_s.arg(
            reason, place, relay::masked(mask, refusal.detail).english());
    return plainAnswer(400, text.toUtf8());
}

} // namespace neuro::net
