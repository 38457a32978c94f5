// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "storage/sessionline.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

/// Events of a game called "Chess", which is peer 1, and the lines of a session log that they make.
namespace neuro::tests {

/// When their recording began (µs, wall).
constexpr qint64 sessionStart = 1'795'195'862'000'000;

/// So long after it.
relay::Instant moment(qint64 micros);

/// The lines without a header.
QByteArray logOf(const relay::RelayEvents &events);
QByteArray header();
/// What a log says up to the first line that cannot be read.
std::vector<storage::SessionEntry> entriesOf(const QByteArray &log);

relay::PeerEvent peer(relay::PeerId id, relay::PeerEvent::State state,
                      relay::Door door = relay::Door::Backend);
/// A message that came `seq` µs after the beginning; `data` is JSON.
relay::FrameEvent frame(quint64 seq, const QString &command, const QByteArray &data);
relay::RegistryEvent registry(const QStringList &names);

} // namespace neuro::tests
