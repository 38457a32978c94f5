// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace neuro::models {

/// One line of two texts that are compared.
struct DiffLine
{
    enum class Kind {
        Same,
        Removed, ///< Only in the first text.
        Added,   ///< Only in the second text.
    };
    Kind kind = Kind::Same;
    QString text;
    /// What differs from the line that it stands for, in characters of `text`; 0: the whole line.
    qsizetype changedFrom = 0;
    qsizetype changedLength = 0;

    bool operator==(const DiffLine &) const = default;
};

namespace limits {
/// Lines of each text that are compared; what is beyond is left out.
inline constexpr qsizetype diffLines = 2000;
/// Longer texts are not laid out, but compared line by line as they are.
inline constexpr qsizetype diffBytes = 1024 * 1024;
/// Of one line; the rest is left out.
inline constexpr qsizetype diffLineLength = 4000;
} // namespace limits

/// A JSON text with one value a line, members in the order and values in the spelling of the text.
/// Lines of the text itself when it is not JSON. At most limits::diffLines.
QStringList laidOutJson(const QByteArray &utf8);

/// Two JSON texts, laid out and compared line by line: what became of the first one when it was
/// passed on as the second.
QList<DiffLine> jsonDiff(const QByteArray &before, const QByteArray &after);

} // namespace neuro::models
