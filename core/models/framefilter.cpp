// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framefilter.h"

namespace neuro::models {

FrameMatcher::FrameMatcher(const FrameFilter &filter)
    : m_filter(filter)
{
}

FrameMatcher FrameMatcher::forPhrase(const QString &text)
{
    return FrameMatcher({FilterExpression::phrase(text), std::nullopt, 0});
}

bool FrameMatcher::matches(const relay::FrameEvent &frame) const
{
    if (m_filter.force != 0 && frame.force != m_filter.force)
        return false;
    if (m_filter.game && frame.name != *m_filter.game)
        return false;
    return m_filter.expression.matches(frame);
}

} // namespace neuro::models
