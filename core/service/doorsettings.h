// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/relayconfig.h"
#include "net/hubsettings.h"
#include "net/intermediarysettings.h"
#include "net/statussettings.h"
#include "net/upstreamsettings.h"

/// What the configuration means to the connections that are not the backend's. Pure functions.
namespace neuro::service {

net::IntermediarySettings intermediarySettings(const config::RelayConfig &config);
net::HubSettings hubSettings(const config::RelayConfig &config);
net::StatusSettings statusSettings(const config::RelayConfig &config);
/// `upstream`, with what `limits` says of every connection.
net::UpstreamSettings upstreamSettings(const config::RelayConfig &config);

} // namespace neuro::service
