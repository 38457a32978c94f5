// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filterfields.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QStringView>

namespace neuro::models {

/// Names that a filter may well be about.
struct FilterVocabulary
{
    QStringList games;
    QStringList commands;
};

/// One way to go on with a filter.
struct FilterChoice
{
    QString text; ///< What then stands in the place.
    FilterField field = FilterField::Text;
    bool isValue = false; ///< A value of `field`, or else the field itself.

    bool operator==(const FilterChoice &) const = default;
};

/// The ways to go on, and the place that each would take.
struct FilterCompletions
{
    qsizetype begin = 0; ///< First UTF-16 unit of the place.
    qsizetype end = 0;   ///< Behind the last one.
    QList<FilterChoice> choices;
};

/// Values that are offered at once.
inline constexpr qsizetype filterChoicesShown = 200;

/// How the filter `text`, which need not be complete, can go on at `cursor` (0 to its length):
/// names of fields, or values of the field that stands there. Those that begin with what is there
/// come first, then those that hold it. None where it is complete, or takes what nobody can guess.
FilterCompletions completeFilter(QStringView text, qsizetype cursor,
                                 const FilterVocabulary &vocabulary);

} // namespace neuro::models
