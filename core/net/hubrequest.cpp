// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/hubrequest.h"

#include "net/accesspolicy.h"
#include "net/hostport.h"
#include "net/requesthead.h"
#include "net/tokencheck.h"

#include <QByteArrayList>
#include <QStringDecoder>

#include <algorithm>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;

using relay::HubRequest;
using relay::HubToken;

namespace {

constexpr QByteArrayView hubPath = "/ws/";
constexpr QByteArrayView bearer = "Bearer ";

std::optional<QString> decoded(const QByteArray &percentEncoded)
{
    // Half a character at the end is an error too.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArray::fromPercentEncoding(percentEncoded));
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

/// The value of the parameter `name` in a query, still encoded; the last one when it is repeated.
std::optional<QByteArray> parameter(const QByteArray &query, QByteArrayView name)
{
    std::optional<QByteArray> value;
    for (const QByteArray &item : query.split('&')) {
        const qsizetype equals = item.indexOf('=');
        if (QByteArray::fromPercentEncoding(equals < 0 ? item : item.first(equals)) == name)
            value = equals < 0 ? QByteArray() : item.sliced(equals + 1);
    }
    return value;
}

/// What the request shows as tokens: as it is, and as forms encode it, with + for a space.
QByteArrayList tokensOf(const RequestHead &head, const QByteArray &query)
{
    QByteArrayList found;
    if (const auto value = parameter(query, "token"); value && !value->isEmpty()) {
        found.append(QByteArray::fromPercentEncoding(*value));
        if (value->contains('+'))
            found.append(QByteArray::fromPercentEncoding(QByteArray(*value).replace('+', ' ')));
    }
    const QByteArray field = head.field("Authorization").value_or(QByteArray());
    if (field.size() > bearer.size() &&
        field.first(bearer.size()).compare(bearer, Qt::CaseInsensitive) == 0)
        found.append(field.sliced(bearer.size()).trimmed());
    return found;
}

HubToken judged(const QByteArrayList &shown, const TokenCheck &tokens, bool isOnThisComputer)
{
    HubToken best = shown.isEmpty() ? HubToken::None : HubToken::Wrong;
    for (const QByteArray &token : shown) {
        const TokenCheck::Match match = tokens.match(token);
        if (match.isStandard || match.isEnhanced)
            best = std::max(best,
                            match.isWeak && !isOnThisComputer ? HubToken::Weak : HubToken::Right);
    }
    return best;
}

/// Takes a token out of a text where none belongs.
bool maskToken(QString &text, const QStringList &secrets)
{
    const auto cutAt = [&text](qsizetype at) {
        text = text.first(at) + "***"_L1;
        return true;
    };
    if (const qsizetype at = text.indexOf("token="_L1, 0, Qt::CaseInsensitive); at >= 0)
        return cutAt(at);
    for (const QString &secret : secrets) {
        // A shorter one may be in any text by chance.
        const qsizetype at = secret.size() < safeTokenLength ? -1 : text.indexOf(secret);
        if (at >= 0)
            return cutAt(at);
    }
    return false;
}

} // namespace

HubRequest readHubRequest(const RequestHead &head, const QHostAddress &peer, quint16 port,
                          const TokenCheck &tokens, const QStringList &secrets)
{
    const QByteArray path = head.path();
    const QByteArray query = head.target.mid(path.size() + 1);
    const std::optional<QByteArray> origin = head.field("Origin");
    const QHostAddress plain = plainAddress(peer);
    const bool isOnThisComputer =
        plain.isLoopback() && (!origin || isLoopbackOrigin(QString::fromUtf8(*origin)));

    HubRequest request;
    request.clientId = decoded(path.mid(hubPath.size()));
    if (const auto type = parameter(query, "client_type"))
        request.clientType = decoded(*type).value_or(QString());
    for (auto *text : {&request.clientId, &request.clientType})
        request.isSecretMisplaced |= text->has_value() && maskToken(**text, secrets);
    if (!secrets.isEmpty())
        request.token = judged(tokensOf(head, query), tokens, isOnThisComputer);
    request.isLocalProgram = plain.isLoopback() && !origin;
    request.address = hostPort(plain, port);
    request.host = plain.toString();
    return request;
}

} // namespace neuro::net
