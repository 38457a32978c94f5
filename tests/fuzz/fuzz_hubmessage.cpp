// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as a message from a hub client. What is passed on must be taken again and stay as it
// is, with one sender and one time; what is refused must say why, in an answer that is JSON.

#include "protocol/hubencoder.h"
#include "protocol/hubmessage.h"
#include "protocol/json.h"

#include <cstdint>
#include <cstdlib>

using namespace neuro::protocol;

namespace {

constexpr qint64 wall = 1'700'000'000'000'000;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Every member named `key` reads so.
void requireMembers(const JsonDocument &document, QByteArrayView key, QByteArrayView text)
{
    int count = 0;
    for (JsonValue member = document.root().first(); !member.isAbsent(); member = member.next()) {
        if (member.keyUtf8() != key)
            continue;
        require(member.text() == text);
        ++count;
    }
    require(count > 0);
}

void fuzzAs(HubClientType type, const QByteArray &text)
{
    const HubSender sender{QStringLiteral("me"), type};
    const auto decoded = decodeHubMessage(text, sender, wall);
    if (!decoded) {
        require(!decoded.error().refusal.detail.isEmpty());
        require(JsonDocument::parse(hubError(decoded.error(), wall)).hasValue());
        return;
    }
    if (decoded->type == HubMessageType::Ping || decoded->type == HubMessageType::Pong) {
        require(decoded->passedOn.isEmpty());
        require(JsonDocument::parse(hubPong(decoded->pingData, wall)).hasValue());
        return;
    }
    require(type != HubClientType::Observer);
    const auto document = JsonDocument::parse(decoded->passedOn);
    require(document.hasValue());
    requireMembers(*document, "client_id", "\"me\"");
    requireMembers(*document, "timestamp", "1700000000.000000");
    const auto again = decodeHubMessage(decoded->passedOn, sender, wall);
    require(again.hasValue());
    require(again->type == decoded->type);
    require(again->targetClient == decoded->targetClient);
    require(again->targetType == decoded->targetType);
    require(again->passedOn == decoded->passedOn);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    fuzzAs(HubClientType::Agent, text);
    fuzzAs(HubClientType::Observer, text);
    return 0;
}
