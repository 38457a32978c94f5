// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QtGlobal>

/// Numbers of rows of the outbox, in few words: most wait and go one after the other. Pure; any
/// thread.
namespace neuro::relay {

/// The ids from `first` to `last`, both included; `first` is at least 1 and not above `last`.
struct RowRange
{
    qint64 first = 0;
    qint64 last = 0;

    bool operator==(const RowRange &) const = default;
};
using RowRanges = QList<RowRange>;

/// The same ids, in their order; what is beyond limits::toldRowRanges is left out. Costs one look
/// at each.
RowRanges rowRanges(const QList<qint64> &ids);

namespace limits {
/// In one event or one line of a log. Ids of two destinations that take turns make as many ranges
/// as there are ids.
inline constexpr qsizetype toldRowRanges = 10'000;
} // namespace limits

} // namespace neuro::relay
