// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/sampledata.h"

#include <array>

/// Makes data that breaks a schema on purpose, to see what a game does with it. What is returned
/// has been validated: it is JSON, and it is not valid.
namespace neuro::protocol {

/// In which way the data is wrong; otherwise it is a random sample of the schema.
enum class Breakage {
    MissingMember, ///< A member of the object that must be there is not.
    WrongType,     ///< A member is of another type: a text instead of a number, null, …
    OutOfRange,    ///< A member is too large, too small, too long, too short, or no known word.
    UnknownMember, ///< There is a member more than the schema allows.
    NotAnObject,   ///< A list, a text, a number instead of the object.
};
inline constexpr std::array breakageNames = {"missing_member", "wrong_type", "out_of_range",
                                             "unknown_member", "not_an_object"};
static_assert(breakageNames.size() == static_cast<std::size_t>(Breakage::NotAnObject) + 1);

/// Data that breaks `schema` in the way `how`; the same `seed` gives the same data. Nothing, and
/// why, when the schema cannot be broken so. Members of the root object only are broken, never what
/// is inside of them.
Result<QByteArray, NoSample> brokenSample(const ActionSchema &schema, Breakage how, quint64 seed,
                                          const SchemaOptions &options = {});

} // namespace neuro::protocol
