// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// Events of a game called "Chess", which is peer 1, and the lines of a session log that they make.
namespace neuro::tests {

/// When their recording began (µs, wall).
constexpr qint64 sessionStart = 1'795'195'862'000'000;

/// So long after it.
relay::Instant moment(qint64 micros);

/// The lines without a header.
QByteArray logOf(const relay::RelayEvents &events);
QByteArray header();

relay::PeerEvent peer(relay::PeerId id, relay::PeerEvent::State state,
                      relay::Door door = relay::Door::Backend);
/// A message that came `seq` µs after the beginning; `data` is JSON.
relay::FrameEvent frame(quint64 seq, const QString &command, const QByteArray &data);
relay::RegistryEvent registry(const QStringList &names);

} // namespace neuro::tests
