// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessionexport.h"
#include "storage/sessionindex.h"

#include <QBuffer>
#include <QByteArray>

/// Lines of session logs for the tests of what is made of them. Their moments are counted in
/// seconds from 2026-11-20T17:31:00Z.
namespace neuro::tests {

/// "2026-11-20T17:31:07.000000Z" for 7; up to 59.
QByteArray logTime(int second);
/// The same in µs since 1970.
qint64 logMicros(int second);

/// A header that began with second 0.
QByteArray headerLine();
/// A frame that came from peer `peer`, "Game <peer>": a context with `message`, whose JSON text
/// needs no escape.
QByteArray contextLine(quint64 seq, int second, int peer, const QByteArray &message);
/// A frame that came from peer 1, "Game 1".
QByteArray frameLine(quint64 seq, int second, const QByteArray &command, const QByteArray &payload);
/// A diagnostic of peer 1.
QByteArray diagnosticLine(quint64 seq, int second, const QByteArray &detail);
/// `{"kind":KIND,"t":…,REST}`.
QByteArray otherLine(const QByteArray &kind, int second, const QByteArray &rest);

/// A connection without a name at the backend door, with second 0: `state` is "connected" or
/// "disconnected".
QByteArray peerLine(int peer, const QByteArray &state = "connected", int second = 0);
/// What peer `peer`, "Game <peer>", has registered: `names` as in a JSON array.
QByteArray registryLine(int second, const QByteArray &names, int peer = 1);
/// A header, `lines`, and so many contexts "message 1", … of peer 1, in the seconds 1, 2, … 59, 0,
/// ….
QByteArray contextLog(int contexts, const QByteArray &lines = {});

/// Limits that divide a log into parts of so many lines.
storage::SessionIndex::Limits partsOf(quint64 lines);

/// Exports `log` into `text`.
models::ExportOutcome exported(const QByteArray &log, const models::ExportRequest &request,
                               QByteArray &text);
/// The same when only the text matters; empty when the export failed.
QByteArray exported(const QByteArray &log, models::ExportFormat format);

} // namespace neuro::tests
