// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <array>
#include <optional>

/// The words of filter expressions and where they end: what their parser and their completion
/// share.
namespace neuro::models {

/// What a condition is about. The order is that of filterFieldNames.
enum class FilterField {
    Game,
    Peer,
    Command,
    Direction,
    Door,
    Verdict,
    Warning,
    Size,
    Latency,
    Id,
    Text,
    Pattern,
};
inline constexpr std::array filterFieldNames = {
    "game", "peer", "cmd", "dir", "door", "verdict", "warn", "size", "ms", "id", "text", "re",
};
static_assert(filterFieldNames.size() == static_cast<std::size_t>(FilterField::Pattern) + 1);

/// How a number of a frame stands to that of the filter.
enum class Comparison { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };
inline constexpr std::array comparisonNames = {"<", "<=", "=", ">=", ">"};

/// Letter case is ignored. Nothing when there is no such field.
std::optional<FilterField> filterFieldOf(QStringView name);
QString filterFieldName(FilterField field);
QStringList allFilterFieldNames();
/// Whether its value is compared with < and its like; all others take a colon.
bool isCompared(FilterField field);
/// The values that a field has, when there are few: the doors, the diagnostics, …; none else.
QStringList filterValues(FilterField field);

/// `name:` or `name>` at the beginning of a text.
struct FieldHead
{
    QStringView name;
    QStringView sign; ///< ":" or a comparison.
    qsizetype size() const { return name.size() + sign.size(); }
};
/// Nothing when `text` does not begin so, or when that is plain text all the same, such as a URL.
std::optional<FieldHead> fieldHeadOf(QStringView text);

/// Where the word that begins at `from` ends: before a blank, an operator, or a parenthesis that
/// closes none of its own.
qsizetype filterWordEnd(QStringView text, qsizetype from);
/// Position of the `"` that closes the one at `from`; -1: none does.
qsizetype closingQuote(QStringView text, qsizetype from);
/// Position of the `/` that closes the one at `from`, those in `\/` and `[/]` left out; -1: none.
qsizetype closingSlash(QStringView text, qsizetype from);

/// `text` in quotes, as closingQuote() reads it. With `keepStars` each `*` is written `\*`, where
/// it would mean any text.
QString quotedForFilter(QStringView text, bool keepStars = false);
/// Whether `text` can stand as a value without quotes.
bool isFilterWord(QStringView text);
/// Whether `text` can stand by itself, without quotes, as a word to look for.
bool isFreeFilterWord(QStringView text);

} // namespace neuro::models
