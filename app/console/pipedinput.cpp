// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/pipedinput.h"

#include "app/console/consoletext.h"
#include "protocol/byteordermark.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <unistd.h>

namespace neuro::app {

using namespace Qt::StringLiterals;

PipedInput::PipedInput(ConsoleSession &session, int descriptor, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_descriptor(descriptor)
    , m_notifier(descriptor, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &PipedInput::read);
    const auto tell = [this](const QString &text) {
        if (!printLine(stdout, text))
            m_session.giveUp(u"cannot write to standard output: %1; answers are lost, and nothing "
                             u"more is carried "
                             "out"_s.arg(QString::fromLocal8Bit(std::strerror(errno))));
    };
    connect(&session, &ConsoleSession::greeted, this, tell);
    connect(&session, &ConsoleSession::output, this, tell);
    connect(&session, &ConsoleSession::failed, this, [this](const QString &text) {
        printLine(stderr, u"neuro-relay: line %1: %2"_s.arg(QString::number(m_line), text));
    });
    connect(&session, &ConsoleSession::warned, this,
            [](const QString &text) { printLine(stderr, u"neuro-relay: warning: "_s + text); });
    connect(&session, &ConsoleSession::finished, this, [](int, const QString &error) {
        if (!error.isEmpty())
            printLine(stderr, u"neuro-relay: "_s + error);
    });
    // Queued: a line that is answered at once must not lead to the next one from within itself.
    connect(
        &session, &ConsoleSession::ready, this,
        [this] {
            m_isReady = true;
            feed();
        },
        Qt::QueuedConnection);
}

void PipedInput::read()
{
    constexpr qsizetype chunk = 65'536;
    const qsizetype size = m_buffer.size();
    m_buffer.resize(size + chunk);
    const ssize_t got = ::read(m_descriptor, m_buffer.data() + size, chunk);
    const int error = got < 0 ? errno : 0;
    m_buffer.resize(size + std::max<ssize_t>(got, 0));
    if (error == EAGAIN || error == EINTR)
        return;
    m_isAtEnd = got <= 0;
    m_notifier.setEnabled(false);
    feed();
}

void PipedInput::feed()
{
    if (!m_isReady)
        return;
    qsizetype end = m_buffer.indexOf('\n', m_searched);
    if (end < 0 && m_isAtEnd && !m_buffer.isEmpty())
        end = m_buffer.size();
    if (end < 0 && m_isAtEnd) {
        m_isReady = false;
        m_session.end();
        return;
    }
    if (end < 0 && m_buffer.size() > longestLine) {
        // The rest of the line is read and forgotten, then it is refused.
        m_isSkipping = true;
        m_buffer.clear();
    }
    if (end < 0) {
        m_searched = m_buffer.size();
        m_notifier.setEnabled(true);
        return;
    }
    const QByteArray line = m_buffer.left(end);
    m_buffer.remove(0, end + 1);
    m_searched = 0;
    m_isReady = false;
    ++m_line;
    take(line);
}

void PipedInput::take(QByteArray line)
{
    // Some editors, and PowerShell, begin a text in UTF-8 with it; several such texts may come one
    // behind the other.
    if (line.startsWith(protocol::byteOrderMark))
        line.remove(0, protocol::byteOrderMark.size());
    const bool isTooLong = std::exchange(m_isSkipping, false) || line.size() > longestLine;
    if (isTooLong) {
        m_session.reject(u"is longer than %1 bytes"_s.arg(longestLine));
        return;
    }
    if (line.isValidUtf8())
        m_session.take(QString::fromUtf8(line));
    else
        m_session.reject(u"is not UTF-8"_s);
}

} // namespace neuro::app
