// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxrow.h"

#include <QString>

#include <cstddef>

/// The words of the outbox file. Internal to core/storage.
namespace neuro::storage {

inline QString wordOf(relay::OutboxKind kind)
{
    return QLatin1StringView(relay::outboxKindNames[static_cast<std::size_t>(kind)]);
}

inline QString wordOf(relay::OutboxDropCause cause)
{
    return QLatin1StringView(relay::outboxDropCauseNames[static_cast<std::size_t>(cause)]);
}

// The tables' checks admit the words above only.

inline relay::OutboxKind kindOf(const QString &word)
{
    return word == wordOf(relay::OutboxKind::Command) ? relay::OutboxKind::Command
                                                      : relay::OutboxKind::Context;
}

inline relay::OutboxDropCause causeOf(const QString &word)
{
    for (const relay::OutboxDropCause cause :
         {relay::OutboxDropCause::Bytes, relay::OutboxDropCause::Age}) {
        if (word == wordOf(cause))
            return cause;
    }
    return relay::OutboxDropCause::Rows;
}

} // namespace neuro::storage
