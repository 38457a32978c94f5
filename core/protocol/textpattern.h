// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/characterset.h"
#include "protocol/phrase.h"
#include "protocol/result.h"
#include "protocol/workbudget.h"

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <vector>

namespace neuro::protocol {

/// One part of a regular expression. Parts form a tree, the children by their index.
struct PatternPart
{
    enum class Kind {
        Sequence,
        Alternatives,
        Repetition,
        Character,
        Set,
        TextBegin,
        TextEnd,
        WordBoundary,
        NoWordBoundary,
        LookAhead,
        LookBehind,
    };
    static constexpr int unlimited = -1;

    Kind kind = Kind::Sequence;
    /// A LookAhead or LookBehind that must not match.
    bool negated = false;
    char32_t character = 0; ///< Of a Character.
    int set = 0;            ///< Of a Set: index into PatternTree::sets.
    int least = 0;          ///< Of a Repetition.
    int most = unlimited;   ///< Of a Repetition.
    std::vector<int> children;
};

struct PatternTree
{
    std::vector<PatternPart> parts;
    std::vector<CharacterSet> sets;
    int root = 0;
};

/// Reads an ECMA-262 regular expression (flag u, with the escapes of punctuation that flag forbids
/// tolerated). Back-references are refused.
Result<PatternTree, Phrase> parsePattern(const QString &expression);

/// A regular expression that is matched in time proportional to text × pattern, whatever both are:
/// all ways to match are followed at once, none is tried again. (A backtracking engine needs
/// exponential time for `^(a+)+$`, and seconds for `a+[bc]` on long texts in spite of its limits.)
/// Cheap to copy, immutable.
class TextPattern
{
public:
    /// Instructions after `{n,m}` has been written out; more are refused.
    static constexpr int maxProgramSize = 20'000;

    static Result<TextPattern, Phrase> compile(const QString &expression);

    /// Whether some part of `utf8`, which must be valid, matches. False when `budget` is exhausted.
    bool matches(QByteArrayView utf8, WorkBudget &budget) const;

    /// Instructions of the program, as a measure of memory and time.
    int size() const;
    /// The tree that the pattern was made from.
    const PatternTree &tree() const;

private:
    struct Private;
    std::shared_ptr<const Private> d;
};

} // namespace neuro::protocol
