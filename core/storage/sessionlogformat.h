// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"
#include "storage/secretmask.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>

#include <optional>

/// The lines of a session log (JSON Lines): pure functions from events to bytes.
namespace neuro::storage {

inline constexpr int sessionLogFormat = 1;

/// The first line, "\n" included: program, version, start, configuration without secrets.
QByteArray sessionHeaderLine(qint64 wallMicros, const QJsonObject &config);

/// Whether the log holds events like this one. It does not hold transcript, doors, admissions,
/// settings, snapshots, and the moment when a peer tells its name: every later line of that peer
/// has it.
bool isLogged(const relay::RelayEvent &event);

/// Appends the line of `event`, "\n" included, to `out`; nothing unless isLogged().
void appendLogLine(QByteArray &out, const relay::RelayEvent &event, const SecretMask &mask);

/// `{"kind":"dropped",…}`: `count` lines are missing here.
void appendDroppedLine(QByteArray &out, qint64 wallMicros, quint64 count, const QString &why);

/// "2026-11-20T17:31:02.114208Z": microseconds since 1970 UTC, for the years 0 to 9999; what is
/// outside becomes the nearest of them.
void appendIsoTime(QByteArray &out, qint64 wallMicros);
/// The same into memory that has room for isoTimeSize bytes; returns the end of what was written.
char *writeIsoTime(char *at, qint64 wallMicros);
inline constexpr qsizetype isoTimeSize = 27;
/// Reads "2026-11-20T17:31:02.114208Z": years 0 to 9999, up to nine decimals or none, of which
/// those beyond microseconds are cut off. Nothing for any other text, an hour 24 or a second 60
/// included.
std::optional<qint64> readIsoTime(QByteArrayView text);

} // namespace neuro::storage
