// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/commonentries.h"

#include <algorithm>

namespace neuro::config {

namespace {

constexpr std::size_t mostComparisons = 4'000'000;

using IsSame = std::function<bool(qsizetype, qsizetype)>;

/// The longest common subsequence of the entries from `first` on, up to the two ends.
class LongestCommon
{
public:
    LongestCommon(qsizetype first, qsizetype beforeEnd, qsizetype afterEnd, const IsSame &isSame)
        : m_first(first)
        , m_rows(static_cast<std::size_t>(beforeEnd - first))
        , m_columns(static_cast<std::size_t>(afterEnd - first))
        , m_isSame(isSame)
    {
    }

    bool isFeasible() const
    {
        return m_rows > 0 && m_columns > 0 && m_rows <= mostComparisons / m_columns;
    }

    void appendTo(std::vector<CommonEntry> &common)
    {
        fill();
        for (std::size_t row = 0, column = 0; row < m_rows && column < m_columns;) {
            if (isSame(row, column))
                common.emplace_back(numberOf(row++), numberOf(column++));
            else if (length(row + 1, column) >= length(row, column + 1))
                ++row;
            else
                ++column;
        }
    }

private:
    qsizetype numberOf(std::size_t place) const { return m_first + static_cast<qsizetype>(place); }
    bool isSame(std::size_t row, std::size_t column) const
    {
        return m_isSame(numberOf(row), numberOf(column));
    }
    int &length(std::size_t row, std::size_t column)
    {
        return m_lengths[row * (m_columns + 1) + column];
    }
    void fill()
    {
        m_lengths.resize((m_rows + 1) * (m_columns + 1));
        for (std::size_t row = m_rows; row-- > 0;) {
            for (std::size_t column = m_columns; column-- > 0;)
                length(row, column) = isSame(row, column) ? length(row + 1, column + 1) + 1
                                                          : std::max(length(row + 1, column),
                                                                     length(row, column + 1));
        }
    }

    qsizetype m_first;
    std::size_t m_rows;
    std::size_t m_columns;
    const IsSame &m_isSame;
    std::vector<int> m_lengths; ///< Of what is common from a row and a column on.
};

} // namespace

std::vector<CommonEntry> commonEntries(qsizetype before, qsizetype after, const IsSame &isSame)
{
    std::vector<CommonEntry> common;
    qsizetype first = 0;
    for (; first < std::min(before, after) && isSame(first, first); ++first)
        common.emplace_back(first, first);
    std::vector<CommonEntry> tail;
    while (before > first && after > first && isSame(before - 1, after - 1))
        tail.emplace_back(--before, --after);
    LongestCommon between(first, before, after, isSame);
    if (between.isFeasible())
        between.appendTo(common);
    common.insert(common.end(), tail.rbegin(), tail.rend());
    return common;
}

} // namespace neuro::config
