// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolewords.h"

#include <algorithm>

namespace neuro::app {

using namespace Qt::StringLiterals;

WordReader::WordReader(const QString &line)
    : m_line(line)
{
    skipSpaces();
}

QString WordReader::word()
{
    QString word;
    bool isQuoted = false;
    for (; m_at < m_line.size(); ++m_at) {
        const QChar character = m_line.at(m_at);
        if (character == u'"') {
            isQuoted = !isQuoted;
            continue;
        }
        if (!isQuoted && character.isSpace())
            break;
        if (isQuoted && character == u'\\' && m_at + 1 < m_line.size())
            ++m_at;
        word.append(m_line.at(m_at));
    }
    m_isOpen = isQuoted;
    skipSpaces();
    return word;
}

void WordReader::skipSpaces()
{
    while (m_at < m_line.size() && m_line.at(m_at).isSpace())
        ++m_at;
}

QString typed(const QString &word)
{
    const bool isPlain = !word.isEmpty() && std::none_of(word.begin(), word.end(), [](QChar each) {
        return each.isSpace() || each == u'"';
    });
    if (isPlain)
        return word;
    QString escaped = word;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + escaped + u'"';
}

} // namespace neuro::app
