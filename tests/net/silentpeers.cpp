// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/silentpeers.h"

#include "net/netlimits.h"
#include "net/waiting.h"

#include <QCoreApplication>

#include <algorithm>

namespace neuro::tests {

std::vector<std::unique_ptr<RawPeer>> silentPeers(quint16 port)
{
    // The door accepts in between: the system keeps only some that were not accepted yet.
    constexpr int atOnce = 64;
    constexpr int patienceMs = 20'000;
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < net::limits::handshakes; ++i) {
        peers.push_back(std::make_unique<RawPeer>(port));
        if (i % atOnce == 0)
            QCoreApplication::processEvents();
    }
    const auto areAllConnected = [&peers] {
        return std::all_of(peers.cbegin(), peers.cend(), [](const auto &peer) {
            return peer->socket().state() == QAbstractSocket::ConnectedState;
        });
    };
    const bool areConnected = waitUntil(areAllConnected, patienceMs);
    if (!areConnected)
        peers.clear();
    return peers;
}

} // namespace neuro::tests
