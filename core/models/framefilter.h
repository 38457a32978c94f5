// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filterexpression.h"
#include "relay/relayevent.h"

#include <QString>

#include <optional>

namespace neuro::models {

/// Which frames a traffic table shows. All conditions must hold; the default lets all pass.
struct FrameFilter
{
    FilterExpression expression;
    /// Display name of a game, or nothing for all.
    std::optional<QString> game;
    /// Only what belongs to this force; 0: all.
    relay::ForceId force = 0;

    bool isEmpty() const { return expression.isEmpty() && !game && force == 0; }
    bool operator==(const FrameFilter &) const = default;
};

/// A FrameFilter prepared for use on many frames.
class FrameMatcher
{
public:
    explicit FrameMatcher(const FrameFilter &filter);
    /// Frames that hold `text`, which is not empty, as it is: not word by word.
    static FrameMatcher forPhrase(const QString &text);

    bool matches(const relay::FrameEvent &frame) const;

private:
    FrameFilter m_filter;
};

} // namespace neuro::models
