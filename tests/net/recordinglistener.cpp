// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/recordinglistener.h"

namespace neuro::tests {

RecordingListener::RecordingListener() = default;

RecordingListener::~RecordingListener() = default;

relay::PeerId RecordingListener::peerConnected(relay::Endpoint *endpoint,
                                               const relay::PeerInfo &info)
{
    peers.insert(++m_lastId, endpoint);
    infos.append(info);
    return m_lastId;
}

void RecordingListener::textReceived(relay::PeerId peer, const QByteArray &utf8)
{
    note(peer);
    if (onText)
        onText(peers.value(peer), utf8);
    else
        texts.append(utf8);
}

void RecordingListener::binaryReceived(relay::PeerId peer, const QByteArray &bytes)
{
    note(peer);
    binaries.append(bytes);
}

void RecordingListener::pongReceived(relay::PeerId peer, quint64 token)
{
    strangers += peers.contains(peer) ? 0 : 1;
    pongs.append(token);
}

void RecordingListener::peerCongested(relay::PeerId peer, bool congested)
{
    strangers += peers.contains(peer) ? 0 : 1;
    congestions.append(congested);
}

void RecordingListener::peerDisconnected(relay::PeerId peer, const relay::Goodbye &goodbye)
{
    strangers += peers.remove(peer) == 1 ? 0 : 1;
    goodbyes.append({peer, goodbye.closeCode, goodbye.reason.english(), goodbye.by});
}

void RecordingListener::note(relay::PeerId peer)
{
    strangers += peers.contains(peer) ? 0 : 1;
    if (onMessage)
        onMessage(peers.value(peer));
}

} // namespace neuro::tests
