// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/phrasetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace neuro::models {

namespace {

QString argumentText(const protocol::PhraseArgument &argument)
{
    struct Writer
    {
        QString operator()(const QString &text) const { return text; }
        QString operator()(qint64 number) const { return QLocale().toString(number); }
        QString operator()(const protocol::Phrase &phrase) const { return translated(phrase); }
    };
    return std::visit(Writer(), argument.value());
}

/// The number that decides between singular and plural; -1 when there are no such forms.
int countOf(const protocol::Phrase &phrase)
{
    if (!phrase.isPlural())
        return -1;
    const protocol::PhraseArgument count = phrase.arguments().value(0, 0);
    const qint64 number = std::get<qint64>(count.value());
    return static_cast<int>(std::clamp<qint64>(number, 0, std::numeric_limits<int>::max()));
}

} // namespace

QString translated(const protocol::Phrase &phrase)
{
    if (!phrase.source())
        return phrase.english();
    const QString pattern =
        QCoreApplication::translate("core", phrase.source(), nullptr, countOf(phrase));
    return phrase.filled(pattern, argumentText);
}

} // namespace neuro::models
