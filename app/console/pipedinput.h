// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolesession.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace neuro::app {

/// Feeds a session with lines from a file descriptor that is no terminal, as fast as they are
/// answered, and writes answers to standard output and errors, with the number of the line, to
/// standard error. No prompt. An answer that cannot be written ends the session with an error.
class PipedInput : public QObject
{
    Q_OBJECT

public:
    /// `session` must outlive this.
    PipedInput(ConsoleSession &session, int descriptor, QObject *parent = nullptr);

    /// Bytes of the longest line: no message to a relay is longer.
    static constexpr qsizetype longestLine = 8 * 1024 * 1024;

private:
    void read();
    void feed();
    void take(QByteArray line);

    ConsoleSession &m_session;
    const int m_descriptor;
    QSocketNotifier m_notifier;
    QByteArray m_buffer;
    qsizetype m_searched = 0; ///< Bytes of the buffer that hold no line feed.
    int m_line = 0;           ///< The number of the line that is being carried out, from 1.
    bool m_isReady = false;   ///< The session waits for a line.
    bool m_isSkipping = false;
    bool m_isAtEnd = false;
};

} // namespace neuro::app
