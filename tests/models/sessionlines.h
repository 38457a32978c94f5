// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessionexport.h"

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

/// Exports `log` into `text`.
models::ExportOutcome exported(const QByteArray &log, const models::ExportRequest &request,
                               QByteArray &text);
/// The same when only the text matters; empty when the export failed.
QByteArray exported(const QByteArray &log, models::ExportFormat format);

} // namespace neuro::tests
