// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace neuro::net {

/// Work that may take for ever, because a disk or a name server does not answer, in threads that
/// nobody waits for. To be used, and deleted, in the thread that it was created in, whose event
/// loop it needs.
class DetachedWork : public QObject
{
    Q_OBJECT

public:
    /// What follows from the work, in the thread that this belongs to.
    using Outcome = std::function<void()>;
    /// Called in a thread of its own; may be at work when whoever started it is gone, so that it
    /// must hold everything that it needs.
    using Work = std::function<Outcome()>;

    explicit DetachedWork(QObject *parent = nullptr);
    /// Waits for what is at work, but for endMs at most.
    ~DetachedWork() override;

    /// Begins; the outcome is called from the event loop. Empty, or why it cannot be begun: there
    /// are atOnce at work already, or the system has no thread for it.
    QString start(Work work);
    /// Of what was started until now no outcome is called. It stays at work.
    void cancel();

    /// Milliseconds. A thread that hangs longer keeps what is its own.
    static constexpr int endMs = 100;
    /// More than these hang only where nothing answers any more.
    static constexpr int atOnce = 8;

private:
    class Reports;

    const std::shared_ptr<Reports> m_reports;
    quint64 m_round = 0; ///< Counts cancel(): the outcomes of earlier ones are not called.
};

} // namespace neuro::net
