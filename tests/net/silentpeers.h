// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/rawpeer.h"

#include <memory>
#include <vector>

namespace neuro::tests {

/// As many peers as there can be in a handshake at one door, connected to `port` of this computer
/// and silent; none when they could not all connect.
std::vector<std::unique_ptr<RawPeer>> silentPeers(quint16 port);

} // namespace neuro::tests
