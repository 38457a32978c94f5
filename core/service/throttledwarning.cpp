// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/throttledwarning.h"

#include "service/servicelog.h"

#include <QTimerEvent>

namespace neuro::service {

using namespace Qt::StringLiterals;

ThrottledWarning::~ThrottledWarning()
{
    if (m_unlogged > 0)
        log();
}

void ThrottledWarning::warn(const QString &text)
{
    m_last = text;
    ++m_unlogged;
    if (m_pause.isActive())
        return;
    log();
    m_pause.start(logIntervalMs, this);
}

void ThrottledWarning::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_pause.timerId())
        return QObject::timerEvent(event);
    if (m_unlogged > 0)
        log();
    else
        m_pause.stop();
}

void ThrottledWarning::log()
{
    const QString more = m_unlogged > 1 ? u" (and %1 before it)"_s.arg(m_unlogged - 1) : QString();
    qCWarning(serviceLog).noquote() << m_last + more;
    m_unlogged = 0;
}

} // namespace neuro::service
