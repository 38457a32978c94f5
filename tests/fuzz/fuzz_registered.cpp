// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as what comes in at the intermediary door: a registration, a watcher's message, an
// integration's. What is refused must say why; what an integration says in its own form must be the
// same message in the Neuro API's.

#include "protocol/integrationmessage.h"
#include "protocol/json.h"
#include "protocol/registration.h"
#include "protocol/watchermessage.h"

#include <cstdint>
#include <cstdlib>

using namespace neuro::protocol;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

bool isObject(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text);
    return document && document->root().isObject();
}

void fuzzRegistration(const QByteArray &text)
{
    const auto registration = readRegistration(text);
    require(registration.has_value() == isObject(text));
    if (!registration || faultOf(*registration))
        return;
    require(!registration->name.isEmpty());
    require(registration->name.size() <= 2 * limits::registeredName);
    require(isObject(registrationAcknowledgement(registration->name, true)));
}

void fuzzWatcherMessage(const QByteArray &text)
{
    const auto decoded = decodeWatcherMessage(text);
    if (!decoded) {
        require(!decoded.error().refusal.detail.isEmpty());
        require(isObject(decoded.error().answer));
        return;
    }
    if (const auto *command = std::get_if<TargetCommand>(&*decoded)) {
        const QByteArray passedOn = commandFromWatcher(command->target, command->command);
        const auto document = JsonDocument::parse(passedOn);
        require(document.hasValue());
        require(document->root().member("cmd").text() == command->command);
    } else if (const auto *direct = std::get_if<DirectToNeuro>(&*decoded)) {
        require(isObject(direct->payload));
    }
}

void fuzzIntegrationMessage(const QByteArray &text)
{
    const QString name = QStringLiteral("Spotify");
    const auto decoded = decodeIntegrationMessage(text, name);
    if (!decoded) {
        require(!decoded.error().undecoded.refusal.detail.isEmpty());
        return;
    }
    const auto *message = std::get_if<IntegrationGameMessage>(&*decoded);
    if (!message)
        return;
    require(message->decoded.warnings.size() <= limits::findingsPerMessage);
    for (const Refusal &refusal : message->decoded.refusedActions)
        require(!refusal.detail.isEmpty() && !refusal.path.isEmpty());
    const auto again = decodeGameMessage(message->text);
    require(again.hasValue());
    require(again->game == message->decoded.game);
    require(again->message.index() == message->decoded.message.index());
    require(encode(again->message, name) == encode(message->decoded.message, name));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    fuzzRegistration(text);
    fuzzWatcherMessage(text);
    fuzzIntegrationMessage(text);
    return 0;
}
