// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/formfield.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <limits>

/// Numbers of a form. They stay texts, so that what is typed is what is sent, digit by digit.
namespace neuro::ui {

namespace {

using Whole = std::optional<qint64>;

Whole wholeOf(const QByteArray &text)
{
    bool isWhole = false;
    const qint64 value = text.toLongLong(&isWhole);
    if (isWhole)
        return value;
    // Limits may be spelled 10.0 or 1e3.
    bool isNumber = false;
    const double real = text.toDouble(&isNumber);
    constexpr double exact = 9007199254740992.0; // 2^53
    if (isNumber && std::floor(real) == real && std::fabs(real) <= exact)
        return static_cast<qint64>(real);
    return std::nullopt;
}

Whole lowest(const FormField &field)
{
    const Whole limit = wholeOf(field.minimum);
    if (!limit || !field.minimumIsExclusive)
        return limit;
    return *limit == std::numeric_limits<qint64>::max() ? Whole() : Whole(*limit + 1);
}

Whole highest(const FormField &field)
{
    const Whole limit = wholeOf(field.maximum);
    if (!limit || !field.maximumIsExclusive)
        return limit;
    return *limit == std::numeric_limits<qint64>::min() ? Whole() : Whole(*limit - 1);
}

std::optional<QString> steppedInteger(const QString &text, int steps, const FormField &field)
{
    const Whole start = wholeOf(text.toLatin1());
    qint64 value = 0;
    if (!start || __builtin_add_overflow(*start, qint64(steps), &value))
        return std::nullopt;
    if (const Whole high = highest(field))
        value = qMin(value, *high);
    if (const Whole low = lowest(field))
        value = qMax(value, *low);
    return QString::number(value);
}

std::optional<QString> steppedReal(const QString &text, int steps, const FormField &field)
{
    bool isNumber = false;
    const double start = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(start))
        return std::nullopt;
    double value = start + steps;
    bool hasLimit = false;
    const double high = field.maximum.toDouble(&hasLimit);
    if (hasLimit && value >= high)
        return field.maximumIsExclusive && steps > 0 ? text : QString::fromLatin1(field.maximum);
    const double low = field.minimum.toDouble(&hasLimit);
    if (hasLimit && value <= low)
        return field.minimumIsExclusive && steps < 0 ? text : QString::fromLatin1(field.minimum);
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

bool isJsonNumber(QStringView text, bool integer)
{
    static const QRegularExpression whole(QStringLiteral("\\A-?(0|[1-9][0-9]*)\\z"));
    static const QRegularExpression real(
        QStringLiteral("\\A-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z"));
    return (integer ? whole : real).match(text.toString()).hasMatch();
}

std::optional<QString> steppedNumber(const QString &text, int steps, const FormField &field)
{
    return field.kind == FieldKind::Integer ? steppedInteger(text, steps, field)
                                            : steppedReal(text, steps, field);
}

} // namespace neuro::ui
