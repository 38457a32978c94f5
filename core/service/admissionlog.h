// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/throttledwarning.h"

#include <QString>

namespace neuro::service {

/// Tells the log who was turned away at a door and how to let them in: the only word about it for
/// who runs the relay without its window. Belongs to the thread that creates it.
class AdmissionLog
{
public:
    /// `door`: the section of the configuration that is about it, "backend" or "intermediary".
    explicit AdmissionLog(const QString &door)
        : m_door(door)
    {
    }

    /// Exactly one of `origin` (of a web page) and `address` is not empty.
    void refused(const QString &origin, const QString &address);

private:
    const QString m_door;
    ThrottledWarning m_warning;
};

} // namespace neuro::service
