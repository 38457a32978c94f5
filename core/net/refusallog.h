// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QTimer>

namespace neuro::net {

/// Logs whose registration was refused: the first one at once, then at most one line a second, with
/// how many there were in between, whoever knocks and however often. Belongs to the thread that it
/// was created in.
class RefusalLog
{
public:
    /// `what`, a literal, is what the lines begin with: "a registration".
    explicit RefusalLog(const char *what);

    /// What it quotes is as it was said: whoever handles the log hides the tokens.
    void note(const relay::RegistrationRefusedEvent &refusal);

private:
    /// Those that came since the last time, in one line.
    void write();

    const char *m_what;
    QTimer m_pause; ///< While it runs nothing is logged.
    relay::RegistrationRefusedEvent m_last;
    quint64 m_unlogged = 0; ///< Refusals since the last one that was logged.
};

} // namespace neuro::net
