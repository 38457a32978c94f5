// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessionexportfile.h"

#include <QString>

namespace neuro::ui {

class NoticeBar;

/// Tells that a session was exported to the file at `path`, what was left out, and offers to open
/// its folder. Replaces an earlier one.
void showExported(NoticeBar *notices, const QString &path,
                  const models::FileExportOutcome &outcome);

/// The key of that notice.
inline const QString exportedKey = QStringLiteral("exported");

} // namespace neuro::ui
