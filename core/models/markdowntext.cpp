// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/markdowntext.h"

#include "models/visibletext.h"

#include <QStringList>

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What would begin a heading, a list or a rule, or underline a heading.
bool beginsBlock(QStringView line)
{
    if (line.isEmpty())
        return false;
    static constexpr QStringView marks = u"#+-=";
    return marks.contains(line.front());
}

/// The length of the digits of "12." or "12)", which would begin a numbered list; 0 for others.
qsizetype listNumber(QStringView line)
{
    const auto end =
        std::find_if_not(line.begin(), line.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qsizetype digits = end - line.begin();
    const bool isNumber = digits > 0 && end != line.end() && (*end == u'.' || *end == u')');
    return isNumber ? digits : 0;
}

QString quotedLine(QStringView line)
{
    // Four spaces would begin code.
    const QStringView text = line.trimmed();
    if (const qsizetype digits = listNumber(text); digits > 0)
        return text.first(digits) + u'\\' + markdownInline(text.sliced(digits));
    return (beginsBlock(text) ? u"\\"_s : QString()) + markdownInline(text);
}

} // namespace

QString markdownInline(QStringView text)
{
    static constexpr QStringView special = u"\\`*_[]<>|&~";
    QString escaped;
    escaped.reserve(text.size());
    for (const QChar c : text) {
        if (special.contains(c))
            escaped += u'\\';
        if (c == u'\n' || c == u'\r')
            escaped += u' ';
        else
            escaped += isInvisible(c) ? QChar(QChar::ReplacementCharacter) : c;
    }
    return escaped;
}

QString markdownQuote(const QString &text, const QString &indent)
{
    QString plain = text.trimmed();
    if (plain.isEmpty())
        return {};
    plain.replace(u"\r\n"_s, u"\n"_s);
    QStringList lines;
    for (const QStringView line : QStringView(plain).split(u'\n'))
        lines.append(quotedLine(line));
    QString quote;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool goesOn = !lines.at(i).isEmpty() && !lines.value(i + 1).isEmpty();
        // Two spaces keep the end of the line where it is.
        quote += indent + (lines.at(i).isEmpty() ? u">"_s : u"> "_s + lines.at(i)) +
                 (goesOn ? u"  \n"_s : u"\n"_s);
    }
    return quote;
}

} // namespace neuro::models
