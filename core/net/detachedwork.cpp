// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/detachedwork.h"

#include <QDeadlineTimer>
#include <QMutex>
#include <QMutexLocker>
#include <QWaitCondition>

#include <system_error>
#include <thread>
#include <utility>

namespace neuro::net {

/// The way from the threads to their owner, which may be gone when something comes.
class DetachedWork::Reports
{
public:
    explicit Reports(DetachedWork *owner)
        : m_owner(owner)
    {
    }

    /// Called in the thread that has worked.
    void tell(quint64 round, Outcome outcome)
    {
        const QMutexLocker lock(&m_mutex);
        if (DetachedWork *owner = m_owner) {
            QMetaObject::invokeMethod(
                owner,
                [owner, round, outcome = std::move(outcome)] {
                    if (round == owner->m_round)
                        outcome();
                },
                Qt::QueuedConnection);
        }
    }

    /// Whether there may be one more.
    bool begin()
    {
        const QMutexLocker lock(&m_mutex);
        if (m_count >= atOnce)
            return false;
        ++m_count;
        return true;
    }
    /// What was begun is over, and nothing of it is left: to be called last.
    void end()
    {
        const QMutexLocker lock(&m_mutex);
        --m_count;
        m_ended.wakeAll();
    }
    /// Nothing is told any more. Waits so long for what was begun.
    void close(int ms)
    {
        const QMutexLocker lock(&m_mutex);
        m_owner = nullptr;
        const QDeadlineTimer deadline(ms);
        while (m_count > 0 && m_ended.wait(&m_mutex, deadline)) {
        }
    }

private:
    QMutex m_mutex;
    QWaitCondition m_ended;
    DetachedWork *m_owner; ///< nullptr: gone.
    int m_count = 0;
};

DetachedWork::DetachedWork(QObject *parent)
    : QObject(parent)
    , m_reports(std::make_shared<Reports>(this))
{
}

DetachedWork::~DetachedWork()
{
    m_reports->close(endMs);
}

QString DetachedWork::start(Work work)
{
    if (!m_reports->begin())
        return QStringLiteral("%1 earlier ones have not come to an end").arg(atOnce);
    try {
        // Nobody can wait for one that hangs, and a QThread must be waited for.
        std::thread([work = std::move(work), reports = m_reports, round = m_round]() mutable {
            reports->tell(round, work());
            work = {};
            reports->end();
        }).detach();
    } catch (const std::system_error &error) {
        m_reports->end();
        return QString::fromLocal8Bit(error.what());
    }
    return {};
}

void DetachedWork::cancel()
{
    ++m_round;
}

} // namespace neuro::net
