// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as a message from a game and as one from the server. What is decoded, encoded again
// and decoded must be the same message; what is refused must say why.

#include "protocol/codec.h"
#include "protocol/json.h"

#include <cstdint>
#include <cstdlib>

using namespace neuro::protocol;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void requireExplanation(const UndecodedMessage &undecoded)
{
    require(!undecoded.refusal.detail.isEmpty());
}

/// Every value lies inside of its document and its children inside of it.
void walk(JsonValue value)
{
    qsizetype children = 0;
    qsizetype end = value.offset();
    for (JsonValue child = value.first(); !child.isAbsent(); child = child.next()) {
        require(child.offset() >= end);
        end = child.offset() + child.text().size();
        require(end <= value.offset() + value.text().size());
        walk(child);
        ++children;
    }
    require(children == value.size());
}

void fuzzJson(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text);
    if (!document) {
        require(document.error().offset >= 0 && document.error().offset <= text.size());
        require(!document.error().message.isEmpty());
        return;
    }
    walk(document->root());
    // The text of the root alone is the same document.
    const auto again = JsonDocument::parse(document->root().text().toByteArray());
    require(again.hasValue());
    require(again->root().text() == document->root().text());
    require(again->firstDuplicateKey() == document->firstDuplicateKey());
}

void fuzzGameMessage(const QByteArray &text)
{
    const auto decoded = decodeGameMessage(text);
    if (!decoded) {
        requireExplanation(decoded.error());
        return;
    }
    require(decoded->warnings.size() <= limits::findingsPerMessage);
    for (const Refusal &refusal : decoded->refusedActions)
        require(!refusal.detail.isEmpty() && !refusal.path.isEmpty());
    const QByteArray encoded = encode(decoded->message, decoded->game);
    const auto again = decodeGameMessage(encoded);
    require(again.hasValue());
    require(again->refusedActions.isEmpty());
    require(again->game == decoded->game);
    require(again->message.index() == decoded->message.index());
    require(encode(again->message, again->game) == encoded);
}

void fuzzServerMessage(const QByteArray &text)
{
    const auto decoded = decodeServerMessage(text);
    if (!decoded) {
        requireExplanation(decoded.error());
        return;
    }
    const QByteArray encoded = encode(decoded->message);
    const auto again = decodeServerMessage(encoded);
    require(again.hasValue());
    require(again->message.index() == decoded->message.index());
    require(encode(again->message) == encoded);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    fuzzJson(text);
    fuzzGameMessage(text);
    fuzzServerMessage(text);
    return 0;
}
