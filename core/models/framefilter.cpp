// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framefilter.h"

#include "models/phrasetext.h"

#include <QStringList>

#include <algorithm>

namespace neuro::models {

namespace {

bool holds(const relay::FrameEvent &frame, const TextNeedle &word)
{
    // The payload first: most words are found there, and without decoding.
    if (word.isInMessage(frame.payload) || word.isIn(frame.name) || word.isIn(frame.command))
        return true;
    return frame.refusal &&
           (word.isIn(frame.refusal->path) || word.isIn(translated(frame.refusal->detail)));
}

} // namespace

FrameMatcher::FrameMatcher(const FrameFilter &filter)
    : m_filter(filter)
{
    const QStringList words = filter.text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        m_words.append(TextNeedle(word));
}

FrameMatcher FrameMatcher::forPhrase(const QString &text)
{
    FrameMatcher matcher{FrameFilter()};
    matcher.m_words.append(TextNeedle(text));
    return matcher;
}

bool FrameMatcher::matches(const relay::FrameEvent &frame) const
{
    if (m_filter.force != 0 && frame.force != m_filter.force)
        return false;
    if (m_filter.game && frame.name != *m_filter.game)
        return false;
    return std::all_of(m_words.begin(), m_words.end(),
                       [&frame](const TextNeedle &word) { return holds(frame, word); });
}

} // namespace neuro::models
