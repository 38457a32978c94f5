// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"
#include "protocol/refusal.h"
#include "relay/relayevent.h"
#include "relay/types.h"

#include <QByteArrayView>
#include <QStringView>

#include <optional>
#include <span>

namespace neuro::models {

/// What a filter looks at in one frame, live or recorded. A view: what it was made from must
/// outlive it unchanged.
struct FrameFacts
{
    QStringView game; ///< Display name; empty when it is not known.
    relay::PeerId peer = 0;
    QStringView command; ///< Empty when it could not be read.
    relay::Direction direction = relay::Direction::In;
    relay::Door door = relay::Door::Backend;
    /// Nothing for what was sent: the relay judges only what comes.
    std::optional<relay::Verdict> verdict;
    const protocol::Refusal *refusal = nullptr; ///< None: nullptr.
    std::span<const protocol::Finding> warnings;
    qint64 size = 0;     ///< Bytes of the payload as it came or went, before anything was masked.
    qint64 latency = -1; ///< Microseconds; below 0: it answers nothing.
    QStringView id;      ///< The action that it requests or answers; empty: none.
    QByteArrayView payload; ///< UTF-8 of a text message, or the bytes of a binary one.
};

/// The facts of `frame`, which must outlive them. `size`: bytes of the payload as it was when
/// `frame` holds it masked; below 0: those that it has.
FrameFacts factsOf(const relay::FrameEvent &frame, qint64 size = -1);

} // namespace neuro::models
