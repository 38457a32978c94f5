// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QLatin1StringView>
#include <QString>

#include <array>

namespace neuro::protocol {

/// Why a message, or one action of it, is not taken.
enum class Reason {
    InvalidJson,
    WrongType,
    MissingField,
    UnknownCommand,
    BinaryFrame,
    TooMany,
    TooLarge,
    UnknownAction,
    UnexpectedResult,
    InvalidActionName,
    Forbidden,     ///< The sender has no right to say it.
    UnknownTarget, ///< Meant for somebody who is not there.
};

/// The word of each Reason, by its number.
inline constexpr std::array reasonNames = {
    "invalid_json", "wrong_type",     "missing_field",  "unknown_command",   "binary_frame",
    "too_many",     "too_large",      "unknown_action", "unexpected_result", "invalid_action_name",
    "forbidden",    "unknown_target",
};
static_assert(reasonNames.size() == static_cast<std::size_t>(Reason::UnknownTarget) + 1);

/// As logs and watchers spell it: "missing_field".
inline QLatin1StringView reasonName(Reason reason)
{
    return QLatin1StringView(reasonNames[static_cast<std::size_t>(reason)]);
}

/// A refused message: the reason, the place ("data.actions[3].name", empty for the whole
/// message), and a sentence for a person that names what was found and what is allowed.
struct Refusal
{
    Reason reason = Reason::InvalidJson; ///< For programs.
    QString path;                        ///< The place in the message; empty for the whole.
    Phrase detail;                       ///< For people.

    /// The same reason, place and words.
    bool operator==(const Refusal &) const = default;
};

} // namespace neuro::protocol
