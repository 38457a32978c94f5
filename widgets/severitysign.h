// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"

#include <QColor>
#include <QRect>

class QPainter;
class QPalette;

namespace neuro::ui {

/// The colour of a severity on the background of `palette`.
QColor severityColor(protocol::Severity severity, const QPalette &palette);

/// Paints a sign in the middle of `area`: a disc for an error, a triangle for a warning, a ring for
/// an info, so that the colour is not all that tells them apart. `isDim`: in the colour of what
/// does not matter now.
void drawSeveritySign(QPainter *painter, const QRect &area, protocol::Severity severity,
                      const QPalette &palette, bool isDim);

} // namespace neuro::ui
