// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace neuro::net {

class WebSocketEndpoint;

/// The events for one watcher. One that reads too slowly loses events instead of its connection,
/// and is told how many once it has caught up; answers to what it asks are not events and go past
/// this class. Its owner tells the time, in milliseconds that never go back.
class WatcherStream
{
public:
    /// `endpoint` must outlive the stream. More than `maxUnwritten` bytes that wait to be written
    /// to it are too many.
    WatcherStream(WebSocketEndpoint *endpoint, qint64 maxUnwritten);

    void setMaxUnwritten(qint64 bytes) { m_maxUnwritten = bytes; }
    /// Sends an event, as serverTextFrame() has made it, or counts it as missed.
    void send(const QByteArray &frame, qint64 nowMs);
    /// Tells what was missed, if there is room again.
    void catchUp();
    bool isBehind() const { return m_missed > 0; }
    /// Since it has missed events without having caught up; 0 when it is not behind.
    qint64 behindMs(qint64 nowMs) const { return isBehind() ? nowMs - m_behindSince : 0; }

private:
    WebSocketEndpoint *m_endpoint;
    qint64 m_maxUnwritten;
    quint64 m_missed = 0;
    qint64 m_behindSince = 0;
};

} // namespace neuro::net
