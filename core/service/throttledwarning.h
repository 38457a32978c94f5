// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QBasicTimer>
#include <QObject>
#include <QString>

namespace neuro::service {

/// Warnings of one kind that somebody outside can cause as often as he likes: the log gets one line
/// a second at most. Belongs to the thread that creates it, whose event loop must run.
class ThrottledWarning : public QObject
{
public:
    using QObject::QObject;
    /// What has not been logged yet is.
    ~ThrottledWarning() override;

    /// Logs `text` in the category neuro.service: at once, or when a second is over; then it is the
    /// last text that is logged, with how many came before it.
    void warn(const QString &text);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    static constexpr int logIntervalMs = 1000;

    void log();

    QString m_last;
    int m_unlogged = 0;
    QBasicTimer m_pause;
};

} // namespace neuro::service
