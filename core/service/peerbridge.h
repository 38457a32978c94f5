// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/endpoint.h"
#include "relay/relaycommand.h"
#include "relay/relayevent.h"
#include "relay/types.h"

#include <QByteArray>
#include <QHash>
#include <QMutex>

#include <deque>
#include <functional>
#include <variant>
#include <vector>

namespace neuro::service {

/// One connection on both sides of a PeerBridge; from 1, never used twice. 0: no connection.
using LinkId = quint64;

/// From the door's thread to the engine.
struct BridgeInput
{
    struct Connected
    {
        relay::PeerInfo info;
    };
    struct Text
    {
        QByteArray utf8;
    };
    struct Binary
    {
        QByteArray bytes;
    };
    struct Pong
    {
        quint64 token = 0;
    };
    struct Disconnected
    {
        relay::Goodbye goodbye;
    };
    /// Events of peers that the engine does not know. Of no connection.
    struct Foreign
    {
        relay::RelayEvents events;
    };
    /// Of no connection.
    struct Command
    {
        relay::RelayCommand command;
        quint64 number = 0; ///< As its OperatorEvent has it.
    };
    /// Nothing follows: the door and all that is behind it are closed. Of no connection.
    struct Farewell
    {
    };
    using Content =
        std::variant<Connected, Text, Binary, Pong, Disconnected, Foreign, Command, Farewell>;

    LinkId link = 0;
    Content content;

    /// What counts against the limits.
    qint64 bytes() const;
};

/// From the engine to the door's thread.
struct BridgeOutput
{
    struct Text
    {
        QByteArray utf8;
    };
    struct Close
    {
        relay::CloseCode code = relay::CloseCode::Normal;
        protocol::Phrase reason;
    };
    struct Ping
    {
        quint64 token = 0;
    };
    using Content = std::variant<Text, Close, Ping>;

    LinkId link = 0;
    Content content;
};

/// Carries what peers of one thread and the engine in the relay thread say to each other, in order
/// and in batches. Neither side ever waits: one that does not keep up has a bounded queue before
/// it, whose overflow costs the connection that caused it.
class PeerBridge
{
public:
    /// A connection that has more under way cannot send more.
    static constexpr qint64 bytesPerLink = qint64(32) * 1024 * 1024;
    static constexpr int messagesPerLink = 20'000;
    /// All connections together.
    static constexpr qint64 bytesInAll = qint64(256) * 1024 * 1024;
    /// Foreign events and commands that wait.
    static constexpr qint64 foreignBytes = qint64(64) * 1024 * 1024;

    /// `wake` is called when a queue stops being empty, in the thread of whoever filled it; it must
    /// only post. An empty one ends that.
    void connectRelay(std::function<void()> wake);
    void connectDoor(std::function<void()> wake);

    // The door's side.

    /// False: too much of this connection (or of all) is under way, and `input` was thrown away.
    /// Comings and goings always pass.
    bool put(BridgeInput input);
    std::vector<BridgeOutput> takeOutputs();

    // The relay's side.

    bool put(BridgeOutput output);
    /// At most `count`, in order. The rest stays: come again while isEmpty() is false.
    std::vector<BridgeInput> takeInputs(std::size_t count);
    bool hasInputs() const;

private:
    struct Load
    {
        qint64 bytes = 0;
        int messages = 0;
    };
    void unload(const BridgeInput &input);
    bool fits(const QHash<LinkId, Load> &loads, LinkId link) const;

    mutable QMutex m_mutex; ///< Protects all of it.
    std::function<void()> m_wakeRelay;
    std::function<void()> m_wakeDoor;
    std::deque<BridgeInput> m_inputs;
    std::vector<BridgeOutput> m_outputs;
    QHash<LinkId, Load> m_inputLoads;
    QHash<LinkId, Load> m_outputLoads;
    qint64 m_inputBytes = 0; ///< Of messages.
    qint64 m_foreignBytes = 0;
};

} // namespace neuro::service
