// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractItemModel>
#include <QStringList>

/// Models as printed text, so that an expectation reads as a picture.
namespace neuro::tests {

inline void appendModelLines(QStringList &lines, const QAbstractItemModel &model,
                             const QList<int> &columns, const QModelIndex &parent, int depth)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (const int column : columns)
            cells.append(model.index(row, column, parent).data().toString());
        const QString indent(2 * depth, u' ');
        lines.append(indent + cells.join(QStringLiteral(" | ")));
        appendModelLines(lines, model, columns, model.index(row, 0, parent), depth + 1);
    }
}

/// A line per row: the given columns (none: all) joined by " | ", children indented by two spaces.
inline QStringList modelLines(const QAbstractItemModel &model, QList<int> columns = {})
{
    if (columns.isEmpty()) {
        for (int column = 0; column < model.columnCount(); ++column)
            columns.append(column);
    }
    QStringList lines;
    appendModelLines(lines, model, columns, {}, 0);
    return lines;
}

} // namespace neuro::tests
