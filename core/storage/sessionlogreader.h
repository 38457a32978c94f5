// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "storage/sessionline.h"

#include <QByteArray>

#include <limits>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace neuro::storage {

/// One line that could be read.
struct SessionLine
{
    quint64 number = 0; ///< From 1.
    qint64 offset = 0;  ///< Of the first byte of `text`, from where the reader began.
    QByteArray text;    ///< As it stands in the log, without its end.
    SessionEntry entry;
};

/// One line that could not be read.
struct SessionProblem
{
    quint64 number = 0;
    protocol::Phrase detail; ///< To go on after "line 7: ".
    /// It is the last line and has no end: it was being written when the recording stopped, or is
    /// being written now.
    bool isCutOff = false;
};

/// Reads a session log a line at a time, in little memory, whatever the size of the log. What is
/// damaged is told, and the reader goes on with the next line; empty lines and a byte order mark
/// in front are passed over. Lives in any one thread.
class SessionLogReader
{
public:
    enum class Step {
        Line,    ///< line() is the next one.
        Problem, ///< problem() tells of a line that cannot be read.
        Skipped, ///< Some more of a line that is too long; its problem comes at its end.
        Failed,  ///< The device cannot be read: its errorString() says why. The last step.
        End,     ///< The last step.
    };

    /// `device` is open for reading and outlives the reader; nobody else reads from it meanwhile.
    /// At most `bytes` of it are read, so that a log that grows has an end.
    explicit SessionLogReader(QIODevice &device, qint64 bytes = std::numeric_limits<qint64>::max());

    Step next();
    /// Until the next step.
    const SessionLine &line() const { return m_line; }
    const SessionProblem &problem() const { return m_problem; }

    /// Bytes that the steps so far were about.
    qint64 position() const { return m_position; }

    /// Bytes of a line, beyond which it is told as a problem. The longest that is written: a
    /// message of limits::message bytes, each of them escaped to six, and what stands around it.
    static constexpr qsizetype maxLine = 64 * 1024 * 1024;
    /// Bytes of a line that is too long which are passed over in one step.
    static constexpr qint64 skipped = 16 * 1024 * 1024;
    /// Read at once.
    static constexpr qsizetype chunk = 256 * 1024;

private:
    enum class Found { Line, TooLong, Skipped, NoLine, Failure };

    Found findLine();
    Step fail(const protocol::Phrase &detail, bool isCutOff);

    QIODevice &m_device;
    qint64 m_left;
    QByteArray m_buffer; ///< What was read and not yet given out, from m_at on.
    qsizetype m_at = 0;
    QByteArray m_text;     ///< Of the line being read.
    bool m_hasEnd = false; ///< It ended in "\n".
    bool m_isTooLong = false;
    bool m_isOver = false;
    quint64 m_number = 0;
    qint64 m_position = 0;
    SessionLine m_line;
    SessionProblem m_problem;
};

} // namespace neuro::storage
