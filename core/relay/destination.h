// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLatin1StringView>

namespace neuro::relay {

/// For whom something waits in the outbox: a registered integration's display name follows.
inline constexpr QLatin1StringView integrationPrefix("integration:");

} // namespace neuro::relay
