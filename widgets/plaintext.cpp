// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/plaintext.h"

#include <QChar>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype toolTipCharacters = 1000;
/// Letters in a row before a line may be broken inside a word.
constexpr qsizetype longestWord = 24;
constexpr QChar ellipsis(u'…');
constexpr QChar breakHere(u'\u200b');

bool isInvisible(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
}

/// Cuts before `at` without tearing a surrogate pair.
QStringView cutAt(QStringView text, qsizetype at)
{
    const bool tears = at > 0 && at < text.size() && text[at - 1].isHighSurrogate();
    return text.first(tears ? at - 1 : at);
}

} // namespace

QString singleLine(QStringView text, qsizetype most)
{
    QString line;
    bool gap = false;
    for (const QChar c : text) {
        if (c.isSpace()) {
            gap = !line.isEmpty();
            continue;
        }
        if (isInvisible(c))
            continue;
        if (gap)
            line += u' ';
        gap = false;
        line += c;
        if (line.size() > most)
            return cutAt(line, most - 1).toString() + ellipsis;
    }
    return line;
}

QString wrappable(QStringView text, qsizetype most)
{
    const bool isCut = text.size() > most;
    QString result;
    qsizetype run = 0;
    for (const QChar c : isCut ? cutAt(text, most) : text) {
        if (isInvisible(c) && c != u'\n')
            continue;
        run = c.isSpace() ? 0 : run + 1;
        if (run > longestWord && !c.isLowSurrogate()) {
            result += breakHere;
            run = 1;
        }
        result += c;
    }
    if (isCut)
        result += ellipsis;
    return result;
}

QString withoutMnemonics(const QString &text)
{
    QString shown = text;
    return shown.replace(u'&', "&&"_L1);
}

QString plainToolTip(QStringView text)
{
    if (text.isEmpty())
        return {};
    QString escaped = wrappable(text, toolTipCharacters).toHtmlEscaped();
    escaped.replace(u'\n', "<br>"_L1);
    return "<qt>"_L1 + escaped + "</qt>"_L1;
}

} // namespace neuro::ui
