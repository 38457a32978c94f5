// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filterexpression.h"
#include "storage/sessionline.h"

#include <array>
#include <optional>

namespace neuro::models {

/// Chooses lines of a session log, which it is asked about in their order.
class SessionSelection
{
public:
    /// From `from` on and before `to` (wall clock, µs). See ExportRequest for what a filter means
    /// for lines that are no frames.
    SessionSelection(FilterExpression filter, std::optional<qint64> from, std::optional<qint64> to);

    bool takes(const storage::SessionEntry &entry);

    /// Chosen frames that a diagnostic may still belong to: it follows its frame closely.
    static constexpr std::size_t rememberedFrames = 1024;

private:
    bool isInRange(const storage::SessionEntry &entry) const;
    bool isChosen(quint64 seq) const;

    FilterExpression m_filter;
    std::optional<qint64> m_from;
    std::optional<qint64> m_to;
    std::array<quint64, rememberedFrames> m_chosen = {}; ///< A ring of `seq`; 0: none.
    std::size_t m_next = 0;
};

} // namespace neuro::models
