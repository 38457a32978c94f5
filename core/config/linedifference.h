// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

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

/// Lines around each change.
inline constexpr int usualContext = 3;

/// How a text is shown: with other lines, but as many of them.
using ShownText = std::function<QByteArray(const QByteArray &)>;

/// What turns `from` into `to`, line by line, `context` lines around each change. Empty when both
/// are equal. A line that differs only in its line break is a change. `shown`, when there is one,
/// makes the lines that are shown of each of the two texts; it decides about no change.
QList<DifferenceLine> lineDifference(const QByteArray &from, const QByteArray &to,
                                     int context = usualContext, const ShownText &shown = {});

/// As a unified diff prints it: "-", "+" or a space before each line.
QString printedDifference(const QList<DifferenceLine> &lines);

} // namespace neuro::config
