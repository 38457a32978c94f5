// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/framefacts.h"
#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QString>
#include <QStringView>

#include <memory>

namespace neuro::models {

/// Why a text is no filter expression, and where.
struct FilterProblem
{
    qsizetype position = 0; ///< First UTF-16 unit of what is wrong, from 0; may be the text's end.
    qsizetype length = 0;   ///< UTF-16 units that are wrong; 0: something is missing there.
    /// A sentence without a full stop that says what is wrong and what can be written instead.
    protocol::Phrase message;

    bool operator==(const FilterProblem &) const = default;
};

/// The number, from 1, by which people know the character at `position`, UTF-16 units from 0.
qsizetype characterNumber(QStringView text, qsizetype position);

/// A condition on frames, written as docs/filters.md tells: `cmd:action* & !verdict:refused beer`.
/// Immutable and cheap to copy; every function may be called on any thread.
class FilterExpression
{
public:
    /// UTF-16 units of an expression.
    static constexpr qsizetype maxLength = 4000;
    /// Words and fields of an expression.
    static constexpr int maxTerms = 200;
    /// Parentheses inside one another.
    static constexpr int maxNesting = 50;
    /// Steps that the regular expressions of one expression have in all, their repetitions written
    /// out; see protocol::TextPattern::size().
    static constexpr int maxPatternSize = 2000;
    /// Work (protocol::WorkBudget) that one regular expression may cost on one frame. What it has
    /// not found by then counts as absent.
    static constexpr qint64 patternWork = 1'000'000;

    /// Lets every frame pass.
    FilterExpression() = default;

    /// Reads an expression. Blanks alone are one that lets every frame pass. Takes time
    /// proportional to the text.
    static protocol::Result<FilterExpression, FilterProblem> parse(const QString &text);
    /// Every word of `text`, between blanks, must occur: no character has a meaning.
    static FilterExpression words(const QString &text);
    /// `text`, which is not empty, must occur as it is, blanks included.
    static FilterExpression phrase(const QString &text);

    /// Whether it lets every frame pass because it names no condition.
    bool isEmpty() const { return !d; }
    /// Linear in the size of the frame.
    bool matches(const FrameFacts &frame) const;
    /// The same for a live frame; quicker for words, which are what is looked for most.
    bool matches(const relay::FrameEvent &frame) const;
    /// Whether looking at a frame costs more than finding words in it: a regular expression is
    /// part of it.
    bool isCostly() const;

    /// The expression in one way of writing it, which parse() reads as the same; empty when it is
    /// empty. It can be longer than what was read, and then than maxLength.
    QString text() const;
    /// Whether both are written the same way; what is not can still mean the same.
    bool operator==(const FilterExpression &other) const;

private:
    friend class FilterParser;
    struct Private;

    std::shared_ptr<const Private> d; ///< None: every frame passes.
};

} // namespace neuro::models
