// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as the queue file of an older relay. What is read must be JSON within the limits; what
// is refused must say why and where.

#include "protocol/json.h"
#include "storage/picklereader.h"

#include <cstdint>
#include <cstdlib>

using namespace neuro;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray pickle(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    storage::PickleLimits limits;
    // Small, so that inputs of a few hundred bytes reach them.
    limits.values = 20'000;
    limits.memo = 1000;
    limits.nesting = 100;
    limits.jsonBytes = 100'000;
    const auto messages = storage::readPickledQueue(pickle, limits);
    if (!messages) {
        require(messages.error().offset >= 0 && messages.error().offset <= pickle.size());
        require(!messages.error().detail.isEmpty());
        return 0;
    }
    qint64 bytes = 0;
    for (const storage::PickledMessage &message : *messages) {
        require(protocol::JsonDocument::parse(message.json, limits.nesting).hasValue());
        bytes += message.json.size();
    }
    // Escaping can make a text up to six times as long.
    require(bytes <= 7 * limits.jsonBytes);
    return 0;
}
