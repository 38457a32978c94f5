// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/hubencoder.h"

#include "protocol/jsonwriter.h"

#include <QStringBuilder>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QByteArrayView aliveCheck = R"({"check":"alive"})";

QByteArray aboutLife(const char *type, QByteArrayView data, qint64 wall)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("message_type").utf8(type);
    json.key("client_id").text(QString(hubServerId));
    json.key("timestamp").seconds(wall);
    json.key("data").json(data);
    json.endObject();
    return out;
}

} // namespace

QByteArray hubWelcome(QStringView id, int reconnects, qint64 wall)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("message_type").utf8("connection");
    json.key("status").utf8("connected");
    json.key("client_id").text(id);
    json.key("timestamp").seconds(wall);
    json.key("data").beginObject();
    json.key("message").text(QString("Welcome "_L1 % id));
    json.key("reconnect_count").number(reconnects);
    json.endObject();
    json.endObject();
    return out;
}

QByteArray hubJoined(QStringView id, HubClientType type, qsizetype total, qint64 wall)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("message_type").utf8("connection");
    json.key("client_id").text(id);
    json.key("timestamp").seconds(wall);
    json.key("data").beginObject();
    json.key("joined").boolean(true);
    json.key("total_clients").number(total);
    json.endObject();
    json.key("client_type").text(QString(hubClientTypeName(type)));
    // Clients have ids only; the member is there for those who expect it.
    json.key("client_name").null();
    json.endObject();
    return out;
}

QByteArray hubLeft(QStringView id, qsizetype remaining, qint64 wall)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("message_type").utf8("disconnection");
    json.key("client_id").text(id);
    json.key("timestamp").seconds(wall);
    json.key("data").beginObject();
    json.key("disconnected").text(id);
    json.key("remaining_clients").number(remaining);
    json.endObject();
    json.endObject();
    return out;
}

QByteArray hubPing(qint64 wall)
{
    return aboutLife("ping", aliveCheck, wall);
}

QByteArray hubPong(const QByteArray &data, qint64 wall)
{
    return aboutLife("pong", data.isEmpty() ? aliveCheck : QByteArrayView(data), wall);
}

QByteArray hubError(const HubFault &fault, qint64 wall)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("message_type").utf8("error");
    json.key("client_id").text(QString(hubServerId));
    json.key("timestamp").seconds(wall);
    json.key("data").beginObject().endObject();
    json.key("error_code").utf8(hubErrorCodeNames[static_cast<std::size_t>(fault.code)]);
    json.key("error_text").text(fault.refusal.detail.english());
    if (fault.refusal.path.isEmpty())
        json.key("context").null();
    else
        json.key("context").beginObject().key("field").text(fault.refusal.path).endObject();
    json.endObject();
    return out;
}

} // namespace neuro::protocol
