// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <cstddef>
#include <deque>

namespace neuro::relay {

/// What is known of the size of messages that upstream takes. It does not say so: it closes the
/// connection with 1009 over one that is too large, and would do so over the same one for ever.
///
/// Of what was sent on that connection and is not proven to have arrived at least one message is
/// too large, so that the largest of them certainly is, whichever it was. Sizes are bytes of UTF-8;
/// pings are numbered from 1 on each connection.
class UpstreamSizes
{
public:
    /// A close with 1009 is not believed to be about messages smaller than this.
    static constexpr qint64 leastRefused = 1024;
    /// Stretches between pings that are told apart; beyond it the oldest two count as one.
    static constexpr std::size_t stretches = 64;

    /// A new connection: nothing was sent on it.
    void begin();
    /// `lastPing`: the newest ping before the message; 0 without.
    void noteSent(qint64 bytes, quint64 lastPing);
    /// The pong of this ping came: what was sent before it has arrived.
    void noteArrived(quint64 ping);
    /// Upstream closed with 1009. Whether that tells of a size; learnt once for a connection.
    bool learn();
    /// Another address: nothing is known of it.
    void forget() { m_refused = 0; }

    /// The smallest size that is known to be refused; 0: none is.
    qint64 refused() const { return m_refused; }
    bool isRefused(qint64 bytes) const { return m_refused != 0 && bytes >= m_refused; }

private:
    struct Stretch
    {
        quint64 lastPing = 0;
        qint64 largest = 0;
    };
    std::deque<Stretch> m_unproven; ///< By the ping that they follow.
    qint64 m_taken = 0;             ///< The largest that arrived on this connection.
    qint64 m_refused = 0;
};

} // namespace neuro::relay
