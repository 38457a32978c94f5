// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

/// Lines of session logs about what waits in the outbox.
namespace neuro::tests {

/// A line about `destination`; `rest` is its state, and further fields: `"queued","pending":1`.
QByteArray outboxLine(int second, const QByteArray &destination, const QByteArray &rest);

/// A log of a time without Neuro: two contexts of "Game 1" wait (frames 1 and 2), one of them is
/// dropped and one delivered, a command of the watcher "desk" waits for the integration "Music"
/// (frame 3), and so do the relay's own words about the game in the end.
QByteArray awayLog();

} // namespace neuro::tests
