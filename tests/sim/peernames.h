// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <array>

namespace neuro::sim {

inline constexpr std::array gameNames = {"Alpha", "Beta", "Gamma Ray!", "\xE7\x8C\xAB"};
inline constexpr std::array integrationNames = {"Delta", "Epsilon 5"};
/// Everybody that offers actions.
inline constexpr std::array peerNames = {"Alpha",        "Beta",  "Gamma Ray!",
                                         "\xE7\x8C\xAB", "Delta", "Epsilon 5"};
static_assert(peerNames.size() == gameNames.size() + integrationNames.size());

} // namespace neuro::sim
