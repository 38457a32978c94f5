// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <array>

namespace neuro::sim {

/// Every game registers some of these. Sets of them are bits, by their index.
inline constexpr std::array actionNames = {"move", "say", "use_item", "a-b",
                                           "Up",   "Op",  "x--y",     "jump high"};

/// The bit of an action; 0 for any other name.
inline unsigned bitOf(QByteArrayView name)
{
    const auto place = std::find(actionNames.begin(), actionNames.end(), name);
    return place == actionNames.end() ? 0 : 1U << (place - actionNames.begin());
}

} // namespace neuro::sim
