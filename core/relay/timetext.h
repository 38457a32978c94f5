// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace neuro::relay {

/// A moment as those outside read it: "2026-11-20T17:31:02.114208Z": microseconds since 1970 UTC.
QByteArray isoTime(qint64 wallMicros);

} // namespace neuro::relay
