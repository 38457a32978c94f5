// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/firstpaint.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

#include <cstdio>

namespace neuro::bench {

FirstPaint::FirstPaint()
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Paint && widget && widget->isWindow() && !m_painting) {
        // The children are painted after their window: the queue comes back when all is done.
        m_painting = true;
        QMetaObject::invokeMethod(this, &FirstPaint::tell, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void FirstPaint::tell()
{
    std::puts("ready");
    std::fflush(stdout);
    QCoreApplication::quit();
}

} // namespace neuro::bench
