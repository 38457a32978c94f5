// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/rowrange.h"

namespace neuro::relay {

RowRanges rowRanges(const QList<qint64> &ids)
{
    RowRanges ranges;
    for (const qint64 id : ids) {
        if (!ranges.isEmpty() && ranges.last().last + 1 == id)
            ranges.last().last = id;
        else if (ranges.size() < limits::toldRowRanges)
            ranges.append({id, id});
        else
            break;
    }
    return ranges;
}

} // namespace neuro::relay
