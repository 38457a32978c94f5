// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QString>

namespace neuro::models {

/// Somebody who listens: a watcher of the intermediary door, or a client of the hub.
struct WatcherItem
{
    relay::PeerId peer = 0;
    relay::PeerRole role = relay::PeerRole::Watcher; ///< Or HubClient.
    QString name;
    QString address;
    bool isEnhanced = false; ///< A watcher with enhanced privileges.
    QString hubType;         ///< Of a hub client: "ui", "agent", "observer".

    bool operator==(const WatcherItem &) const = default;
};

/// What it came as: "neuro-os · enhanced", "hub · observer".
QString roleText(const WatcherItem &watcher);
/// What it may do, in a sentence or two.
QString rightsText(const WatcherItem &watcher);
/// Name and role in words, for screen readers.
QString accessibleText(const WatcherItem &watcher);
/// Where it came from and what it may do: a line each.
QString toolTipText(const WatcherItem &watcher);

} // namespace neuro::models
