// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMetaType>

namespace neuro::net {

/// What the operator says to someone who was turned away.
enum class Admission {
    Once,   ///< The next attempt passes.
    Always, ///< Every attempt passes until the relay stops (the caller keeps it for later runs).
    Never,  ///< Refused from now on without asking.
    Later,  ///< What was asked or decided is forgotten: the next attempt asks again.
};

} // namespace neuro::net
