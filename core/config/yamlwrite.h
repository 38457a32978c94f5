// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

/// Spelling values in YAML. Pure functions.
namespace neuro::config {

/// One value as it is to be read again.
struct YamlText
{
    enum class Kind {
        Text, ///< Quoted when other YAML readers would take it for a number, a date, true or false.
        Word, ///< A number, a size, a word of ours: without quotes where that is possible.
    };

    QString text;
    Kind kind = Kind::Text;

    bool operator==(const YamlText &) const = default;
};

enum class YamlQuotes { None, Single, Double };

/// `value` on one line, with the quotes that are wanted where they can hold it, or else with double
/// ones. `inFlow`: between brackets, where more characters need quotes.
QByteArray yamlSpelling(const YamlText &value, YamlQuotes wanted, bool inFlow);
/// "[a, b]"
QByteArray yamlFlowList(const QList<YamlText> &items);

/// Bytes to be replaced.
struct YamlSplice
{
    qsizetype at = 0;
    qsizetype size = 0;
    QByteArray with;
};
/// `splices` must not overlap. Those for one place come out in their order.
QByteArray spliced(const QByteArray &yaml, std::vector<YamlSplice> splices);

} // namespace neuro::config
