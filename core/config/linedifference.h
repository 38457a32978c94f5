// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace neuro::config {

/// One line of a difference between two texts.
struct DifferenceLine
{
    enum class Kind {
        Heading, ///< "@@ -3,7 +3,8 @@": where the lines below stand.
        Context, ///< In both texts.
        Removed, ///< In the first one only.
        Added,   ///< In the second one only.
    };

    Kind kind = Kind::Context;
    QString text; ///< Without its line break; what is no UTF-8 is replaced.

    bool operator==(const DifferenceLine &) const = default;
};

/// What turns `from` into `to`, line by line, `context` lines around each change. Empty when both
/// are equal. A line that differs only in its line break is a change.
QList<DifferenceLine> lineDifference(const QByteArray &from, const QByteArray &to, int context = 3);

/// As a unified diff prints it: "-", "+" or a space before each line.
QString printedDifference(const QList<DifferenceLine> &lines);

} // namespace neuro::config
