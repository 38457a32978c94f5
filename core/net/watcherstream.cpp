// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/watcherstream.h"

#include "net/websocketendpoint.h"
#include "relay/watchertext.h"

#include <utility>

namespace neuro::net {

WatcherStream::WatcherStream(WebSocketEndpoint *endpoint, qint64 maxUnwritten)
    : m_endpoint(endpoint)
    , m_maxUnwritten(maxUnwritten)
{
}

void WatcherStream::send(const QByteArray &frame, qint64 nowMs)
{
    catchUp();
    if (!isBehind() && m_endpoint->unwritten() <= m_maxUnwritten)
        return m_endpoint->sendFrame(frame);
    if (!isBehind())
        m_behindSince = nowMs;
    ++m_missed;
}

void WatcherStream::catchUp()
{
    if (isBehind() && m_endpoint->unwritten() <= m_maxUnwritten / 2)
        m_endpoint->sendText(relay::watchertext::missed(std::exchange(m_missed, 0)));
}

} // namespace neuro::net
