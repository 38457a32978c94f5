// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <concepts>
#include <limits>

namespace neuro::ui {

/// `number`, which is not negative, for the plural forms of tr(), which take an int: the greatest
/// one when it is too large.
template <std::integral Number>
constexpr int pluralCount(Number number)
{
    constexpr int most = std::numeric_limits<int>::max();
    return number > static_cast<Number>(most) ? most : static_cast<int>(number);
}

} // namespace neuro::ui
