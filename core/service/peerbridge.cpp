// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/peerbridge.h"

#include "relay/eventweight.h"

#include <QMutexLocker>

#include <algorithm>
#include <iterator>
#include <utility>

namespace neuro::service {

namespace {

struct ByteCount
{
    qint64 operator()(const BridgeInput::Text &text) const { return text.utf8.size(); }
    qint64 operator()(const BridgeInput::Binary &binary) const { return binary.bytes.size(); }
    qint64 operator()(const BridgeInput::Foreign &foreign) const
    {
        qint64 bytes = 0;
        for (const relay::RelayEvent &event : foreign.events)
            bytes += static_cast<qint64>(sizeof event) + relay::weightOf(event);
        return bytes;
    }
    qint64 operator()(const BridgeInput::Command &command) const
    {
        const auto *message = std::get_if<relay::SendToGames>(&command.command);
        return static_cast<qint64>(sizeof command) + (message ? message->text.size() : 0);
    }
    qint64 operator()(const BridgeOutput::Text &text) const { return text.utf8.size(); }
    template <typename Small>
    qint64 operator()(const Small &) const
    {
        return 0;
    }
};

bool isMessage(const BridgeInput &input)
{
    return std::holds_alternative<BridgeInput::Text>(input.content) ||
           std::holds_alternative<BridgeInput::Binary>(input.content);
}

/// Of no connection.
bool isForeign(const BridgeInput &input)
{
    return std::holds_alternative<BridgeInput::Foreign>(input.content) ||
           std::holds_alternative<BridgeInput::Command>(input.content);
}

} // namespace

qint64 BridgeInput::bytes() const
{
    return std::visit(ByteCount(), content);
}

void PeerBridge::connectRelay(std::function<void()> wake)
{
    const QMutexLocker lock(&m_mutex);
    m_wakeRelay = std::move(wake);
    if (m_wakeRelay && !m_inputs.empty())
        m_wakeRelay();
}

void PeerBridge::connectDoor(std::function<void()> wake)
{
    const QMutexLocker lock(&m_mutex);
    m_wakeDoor = std::move(wake);
    if (m_wakeDoor && !m_outputs.empty())
        m_wakeDoor();
}

/// Looks at what is under way, not at what comes: a single message always fits, however large.
bool PeerBridge::fits(const QHash<LinkId, Load> &loads, LinkId link) const
{
    const Load load = loads.value(link);
    return load.bytes <= bytesPerLink && load.messages < messagesPerLink;
}

bool PeerBridge::put(BridgeInput input)
{
    const qint64 bytes = input.bytes();
    const QMutexLocker lock(&m_mutex);
    if (isMessage(input)) {
        if (!fits(m_inputLoads, input.link) || m_inputBytes > bytesInAll)
            return false;
        Load &load = m_inputLoads[input.link];
        load.bytes += bytes;
        ++load.messages;
        m_inputBytes += bytes;
    } else if (isForeign(input)) {
        if (m_foreignBytes > foreignBytes)
            return false;
        m_foreignBytes += bytes;
    }
    const bool wasEmpty = m_inputs.empty();
    m_inputs.push_back(std::move(input));
    // Under the lock: connectRelay() with nothing must be sure that no call is under way.
    if (wasEmpty && m_wakeRelay)
        m_wakeRelay();
    return true;
}

std::vector<BridgeInput> PeerBridge::takeInputs(std::size_t count)
{
    const QMutexLocker lock(&m_mutex);
    const auto end =
        m_inputs.begin() + static_cast<std::ptrdiff_t>(std::min(count, m_inputs.size()));
    std::vector<BridgeInput> taken(std::make_move_iterator(m_inputs.begin()),
                                   std::make_move_iterator(end));
    m_inputs.erase(m_inputs.begin(), end);
    for (const BridgeInput &input : taken)
        unload(input);
    return taken;
}

void PeerBridge::unload(const BridgeInput &input)
{
    if (isForeign(input))
        m_foreignBytes -= input.bytes();
    if (!isMessage(input))
        return;
    const auto load = m_inputLoads.find(input.link);
    load->bytes -= input.bytes();
    m_inputBytes -= input.bytes();
    if (--load->messages == 0)
        m_inputLoads.erase(load);
}

bool PeerBridge::hasInputs() const
{
    const QMutexLocker lock(&m_mutex);
    return !m_inputs.empty();
}

bool PeerBridge::put(BridgeOutput output)
{
    const QMutexLocker lock(&m_mutex);
    if (const auto *text = std::get_if<BridgeOutput::Text>(&output.content)) {
        if (!fits(m_outputLoads, output.link))
            return false;
        Load &load = m_outputLoads[output.link];
        load.bytes += text->utf8.size();
        ++load.messages;
    }
    const bool wasEmpty = m_outputs.empty();
    m_outputs.push_back(std::move(output));
    if (wasEmpty && m_wakeDoor)
        m_wakeDoor();
    return true;
}

std::vector<BridgeOutput> PeerBridge::takeOutputs()
{
    const QMutexLocker lock(&m_mutex);
    m_outputLoads.clear();
    return std::exchange(m_outputs, {});
}

} // namespace neuro::service
