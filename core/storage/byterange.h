// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>

#include <algorithm>

namespace neuro::storage {

/// Bytes of a text.
struct ByteRange
{
    qsizetype begin = 0; ///< The first of them.
    qsizetype end = 0;   ///< The one behind the last.
};

/// Puts ranges into their order and makes one of those that overlap. Those that only touch stay
/// two.
inline void uniteRanges(QList<ByteRange> &ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const ByteRange &a, const ByteRange &b) { return a.begin < b.begin; });
    qsizetype count = 0;
    for (const ByteRange range : std::as_const(ranges)) {
        if (count > 0 && range.begin < ranges[count - 1].end)
            ranges[count - 1].end = std::max(ranges[count - 1].end, range.end);
        else
            ranges[count++] = range;
    }
    ranges.resize(count);
}

} // namespace neuro::storage
