// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

namespace neuro::testing {

/// Hangs another thread of this process as a bug would: it is stopped in the middle of what it
/// does, by a signal whose handler waits, and knows nothing of it. Linux only, one at a time.
class HungThread
{
public:
    /// Hangs the thread with this name (at most 15 characters) as soon as it sleeps, so that it
    /// holds no lock of the heap or of an event queue, which no thread keeps for long. error()
    /// tells when that does not succeed.
    explicit HungThread(const QByteArray &name);
    /// Releases.
    ~HungThread();
    HungThread(const HungThread &) = delete;
    HungThread &operator=(const HungThread &) = delete;

    /// Whether this process has a thread with this name.
    static bool exists(const QByteArray &name);

    bool isHung() const { return m_hung; }
    const QString &error() const { return m_error; }
    /// Lets the thread go on.
    void release();

private:
    bool m_hung = false;
    QString m_error;
};

} // namespace neuro::testing
