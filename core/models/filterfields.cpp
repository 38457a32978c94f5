// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filterfields.h"

#include "protocol/diagnostics.h"
#include "relay/types.h"

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

template <std::size_t N>
QStringList listOf(const std::array<const char *, N> &names)
{
    QStringList list;
    for (const char *name : names)
        list.append(QString::fromLatin1(name));
    return list;
}

bool isNameLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

QStringView signOf(QStringView rest)
{
    if (rest.startsWith(u"<=") || rest.startsWith(u">="))
        return rest.first(2);
    if (rest.startsWith(u':') || rest.startsWith(u'<') || rest.startsWith(u'>') ||
        rest.startsWith(u'='))
        return rest.first(1);
    return {};
}

} // namespace

std::optional<FilterField> filterFieldOf(QStringView name)
{
    const auto at =
        std::find_if(filterFieldNames.begin(), filterFieldNames.end(), [name](const char *known) {
            return name.compare(QLatin1StringView(known), Qt::CaseInsensitive) == 0;
        });
    if (at == filterFieldNames.end())
        return std::nullopt;
    return static_cast<FilterField>(at - filterFieldNames.begin());
}

QString filterFieldName(FilterField field)
{
    return QString::fromLatin1(filterFieldNames[static_cast<std::size_t>(field)]);
}

QStringList allFilterFieldNames()
{
    return listOf(filterFieldNames);
}

bool isCompared(FilterField field)
{
    return field == FilterField::Size || field == FilterField::Latency;
}

QStringList filterValues(FilterField field)
{
    switch (field) {
    case FilterField::Direction:
        return listOf(relay::directionNames);
    case FilterField::Door:
        return listOf(relay::doorNames);
    case FilterField::Verdict:
        return listOf(relay::verdictNames);
    case FilterField::Warning: {
        QStringList keys;
        for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable)
            keys.append(QString::fromLatin1(info.name));
        return keys;
    }
    case FilterField::Game:
    case FilterField::Peer:
    case FilterField::Command:
    case FilterField::Size:
    case FilterField::Latency:
    case FilterField::Id:
    case FilterField::Text:
    case FilterField::Pattern:
        return {};
    }
    Q_UNREACHABLE();
}

std::optional<FieldHead> fieldHeadOf(QStringView text)
{
    const auto nameEnd = std::find_if_not(text.begin(), text.end(), isNameLetter);
    const QStringView name = text.first(nameEnd - text.begin());
    const QStringView sign = signOf(text.sliced(name.size()));
    if (name.isEmpty() || sign.isEmpty())
        return std::nullopt;
    const QStringView rest = text.sliced(name.size() + sign.size());
    // http://example.org, std::string
    const bool isForeign = rest.startsWith(u"//") || rest.startsWith(u':');
    if (sign == u":" && isForeign && !filterFieldOf(name))
        return std::nullopt;
    return FieldHead{name, sign};
}

qsizetype filterWordEnd(QStringView text, qsizetype from)
{
    int open = 0;
    for (qsizetype at = from; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c.isSpace() || c == u'&' || c == u'|')
            return at;
        if (c == u'(')
            ++open;
        else if (c == u')' && --open < 0)
            return at;
    }
    return text.size();
}

qsizetype closingQuote(QStringView text, qsizetype from)
{
    for (qsizetype at = from + 1; at < text.size(); ++at) {
        if (text[at] == u'\\')
            ++at;
        else if (text[at] == u'"')
            return at;
    }
    return -1;
}

qsizetype closingSlash(QStringView text, qsizetype from)
{
    bool isInClass = false;
    for (qsizetype at = from + 1; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c == u'\\')
            ++at;
        else if (c == u'[')
            isInClass = true;
        else if (c == u']')
            isInClass = false;
        else if (c == u'/' && !isInClass)
            return at;
    }
    return -1;
}

QString quotedForFilter(QStringView text, bool keepStars)
{
    QString quoted = u"\""_s;
    for (const QChar c : text) {
        if (c == u'\n' || c == u'\t') {
            quoted += c == u'\n' ? "\\n"_L1 : "\\t"_L1;
            continue;
        }
        if (c == u'"' || c == u'\\' || (c == u'*' && keepStars))
            quoted += u'\\';
        quoted += c;
    }
    return quoted + u'"';
}

bool isFilterWord(QStringView text)
{
    // One that leaves a parenthesis open would take that which closes a group around it.
    return !text.isEmpty() && !text.startsWith(u'"') && filterWordEnd(text, 0) == text.size() &&
           text.count(u'(') == text.count(u')');
}

bool isFreeFilterWord(QStringView text)
{
    return isFilterWord(text) && !text.startsWith(u'!') && !text.startsWith(u'(') &&
           !fieldHeadOf(text);
}

} // namespace neuro::models
