// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include <iterator>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using namespace relay;

void World::connectUpstream()
{
    if (m_upstream != 0)
        return;
    m_upstream = ++m_lastPeer;
    m_isRefused = false;
    m_largestUp = 0;
    ++m_session;
    m_neuro.connect();
    m_engine->peerConnected(m_upstream, {Door::Upstream, u"neuro:8000"_s}, m_now);
    takeOutputs();
    if (!m_isGreeted || !m_bench.isOff())
        fail(u"upstream has come, and the test bench is on"_s);
}

void World::disconnectUpstream(int closeCode)
{
    if (m_upstream == 0)
        return;
    const PeerId peer = std::exchange(m_upstream, 0);
    m_isGreeted = false;
    ++m_session; // What belongs to the old one belongs to none.
    m_up.clear();
    m_down.clear();
    m_heldBack.reset();
    m_isCongested = false;
    m_neuro.disconnect();
    m_owed.clear();
    m_forceUp = 0;
    m_forcesUp = 0;
    m_withdrawnOf.clear();
    noteCut();
    if (closeCode != lostCode && strike(Fault::HideRefusal))
        closeCode = lostCode;
    m_engine->peerDisconnected(peer, {closeCode}, m_now);
    takeOutputs();
    fail(m_order.upstreamLost());
}

void World::neuroActs(const Step &step)
{
    if (!m_neuro.isConnected())
        return;
    const auto &forced = m_neuro.forcedNames();
    const auto &known = m_neuro.knownNames();
    FromNeuro message;
    QByteArray name = "nobody--nothing";
    const quint32 kind = step.a % 20;
    if (kind < 13 && !forced.empty()) {
        name = forced[step.b % forced.size()];
    } else if (kind < 14 && !m_neuro.registered().isEmpty()) {
        name = std::next(m_neuro.registered().cbegin(), step.b % m_neuro.registered().size()).key();
    } else if (kind < 16 && !known.empty()) {
        name = known[step.b % known.size()];
    } else if (kind == 17) {
        message.text =
            step.c % 2 == 0 ? "{\"command\":\"action\",\"data\":{\"name\":\"x\"}}" : "not JSON";
        m_down.push_back(std::move(message));
        return;
    }
    const bool isRepeated = kind == 18 && !m_neuro.awaited().empty();
    message.id =
        isRepeated ? m_neuro.awaited()[step.b % m_neuro.awaited().size()].id : m_neuro.newId();
    m_neuro.noteSent(message.id, name);
    const PeerId owner = m_neuro.registered().value(name).peer;
    m_neuroActions.push_back({message.id, m_session, m_gameNames.value(owner)});
    message.text = R"({"command":"action","data":{"id":")" + message.id;
    if (kind == 19)
        message.text += "\"}}"; // Without a name: it has an answer all the same.
    else
        message.text += R"(","name":")" + name + R"(","data":"{\"t\":)" +
                        QByteArray::number(m_neuroActions.size() - 1) + "}\"}}";
    m_down.push_back(std::move(message));
}

void World::neuroSays(const Step &step)
{
    if (!m_neuro.isConnected())
        return;
    FromNeuro message;
    message.isForAll = true;
    switch (step.a % 8) {
    case 0:
        message.text = R"({"command":"startup","data":{"session":{"sessionId":"s","characterId":)"
                       R"("evil","displayName":"Evil"}}})";
        break;
    case 1:
    case 2:
        message.text = R"({"command":"speech_finished","data":{"isFinal":true}})";
        break;
    case 3:
        message.text = R"({"command":"weather/rain","data":{"mm":1.50}})";
        break;
    case 4:
        message.text = R"({"command":"actions/reregister_all"})";
        message.isForAll = false;
        message.isReregister = true;
        break;
    case 5:
        message.text = R"({"command":"shutdown/graceful","data":{"wants_shutdown":)" +
                       QByteArray(step.b % 2 == 0 ? "true}}" : "false}}");
        message.isShutdown = true;
        break;
    case 6:
        message.text = R"({"command":"shutdown/immediate"})";
        message.isShutdown = true;
        break;
    default:
        message.text = "\x01\x02";
        message.isForAll = false;
        message.isBinary = true;
        break;
    }
    m_down.push_back(std::move(message));
}

void World::fromUpstream()
{
    if (m_down.empty())
        return;
    const FromNeuro message = std::move(m_down.front());
    m_down.pop_front();
    if (message.pong != 0) {
        m_order.ponged(message.pong);
        m_engine->pongReceived(m_upstream, message.pong, m_now);
        takeOutputs();
        return;
    }
    if (!message.id.isEmpty())
        ++m_owed[message.id];
    if (message.isReregister)
        m_neuro.noteReregisterAll();
    if (message.isShutdown)
        m_neuro.noteShutdownAsked();
    m_forAll = 0;
    m_broadcast = message.isForAll ? &message.text : nullptr;
    if (message.isBinary)
        m_engine->binaryReceived(m_upstream, message.text, m_now);
    else
        m_engine->textReceived(m_upstream, message.text, m_now);
    takeOutputs();
    m_broadcast = nullptr;
    if (message.isForAll && m_forAll != m_games.size())
        fail(u"what is for all %1 games reached %2"_s.arg(m_games.size()).arg(m_forAll));
}

void World::toUpstream()
{
    if (m_up.empty())
        return;
    const UpMessage message = std::move(m_up.front());
    m_up.pop_front();
    if (message.kind == UpMessage::Kind::Ping) {
        m_down.push_back({.pong = message.pingToken});
        return;
    }
    if (isRefused(message))
        return;
    m_order.read(message);
    fail(m_neuro.read(message));
    if (message.kind == UpMessage::Kind::Result && message.text.startsWith('m')) {
        const std::size_t mark = message.text.split(' ').first().sliced(1).toULongLong();
        if (mark == 0 || mark >= m_neuroActions.size() || m_neuroActions[mark].id != message.id ||
            m_neuroActions[mark].session != m_session)
            fail(u"the result for %1 is another action's"_s.arg(QString::fromUtf8(message.id)));
    }
}

} // namespace neuro::sim
