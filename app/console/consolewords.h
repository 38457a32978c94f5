// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

/// The words of a line that is typed at the console. Pure.
namespace neuro::app {

/// Takes a line apart, word for word.
class WordReader
{
public:
    explicit WordReader(const QString &line);

    bool isAtEnd() const { return m_at >= m_line.size(); }
    /// The next word without its quotes, and the spaces behind it. One whose closing quotation mark
    /// is missing reaches to the end.
    QString word();
    /// Whether the last word lacks its closing quotation mark.
    bool isOpen() const { return m_isOpen; }
    /// What follows, without spaces around it.
    QString rest() const { return m_line.mid(m_at).trimmed(); }
    /// Where the next word begins.
    qsizetype position() const { return m_at; }

private:
    void skipSpaces();

    const QString m_line;
    qsizetype m_at = 0;
    bool m_isOpen = false;
};

/// The word as it has to be typed: in quotes where it needs some.
QString typed(const QString &word);

} // namespace neuro::app
