// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "world.h"

#include <algorithm>
#include <utility>

namespace neuro::sim {

using namespace relay;

/// Whether the planted fault is to happen now.
bool World::strike()
{
    if (m_isOver || m_hasFaulted || m_faultCountdown-- > 0)
        return false;
    m_hasFaulted = true;
    return true;
}

void World::noteCut()
{
    m_wasCut = m_wasCut || m_hasFaulted;
}

/// Whether `message` was dealt with.
bool World::plantFault(UpMessage &message)
{
    using Kind = UpMessage::Kind;
    if (m_heldBack) {
        sendUp(message);
        if (message.kind == Kind::Context && message.peer == m_heldBack->peer)
            sendUp(*std::exchange(m_heldBack, std::nullopt));
        return true;
    }
    if (distort(message))
        return false;
    if (m_fault == Fault::SwapResults && message.kind == Kind::Result)
        return swapResult(message);
    if (m_fault == Fault::OvertakeMessage && message.kind == Kind::Context && message.peer != 0 &&
        strike()) {
        m_heldBack = message;
        return true;
    }
    const bool isLost =
        (m_fault == Fault::LoseMessage && message.origin != 0 && message.kind != Kind::Force) ||
        (m_fault == Fault::LoseResult && message.kind == Kind::Result) ||
        (m_fault == Fault::LoseForce && message.kind == Kind::Force) ||
        (m_fault == Fault::ShowHidden && message.kind == Kind::Unregister && m_isRestricting);
    if (isLost)
        return strike();
    const bool isRepeated =
        (m_fault == Fault::RepeatForce && message.kind == Kind::Force) ||
        (m_fault == Fault::RepeatResult && message.kind == Kind::Result) ||
        (m_fault == Fault::RepeatContext && message.kind == Kind::Context && message.peer != 0) ||
        (m_fault == Fault::RepeatRegistration && message.kind == Kind::Register &&
         message.origin != 0) ||
        (m_fault == Fault::RepeatStartup && message.kind == Kind::Startup);
    if (isRepeated && strike())
        sendUp(message);
    return false;
}

bool World::swapResult(UpMessage &message)
{
    for (UpMessage &other : m_up) {
        if (other.kind == UpMessage::Kind::Result && message.text.startsWith('m') &&
            other.text.startsWith('m') && other.id != message.id && strike()) {
            sendUp(message);
            std::swap(other.id, m_up.back().id);
            return true;
        }
    }
    return false;
}

/// Whether it has changed the message.
bool World::distort(UpMessage &message)
{
    using Kind = UpMessage::Kind;
    const bool isContext = message.kind == Kind::Context && message.peer != 0;
    if (isContext && !message.prefix.isEmpty() && strike(Fault::WrongPrefix)) {
        message.prefix += '?';
        return true;
    }
    if (isContext && strike(Fault::WrongSilence)) {
        message.silent = !message.silent;
        return true;
    }
    if (isContext && m_order.refused() != 0 && strike(Fault::IgnoreSize)) {
        message.bytes = m_order.refused();
        return true;
    }
    if (message.kind != Kind::Ping && strike(Fault::WrongSender)) {
        message.game = "Somebody";
        return true;
    }
    if (message.kind == Kind::Register && message.origin != 0 && message.registrations.size() > 1 &&
        strike(Fault::ChangeRegistration)) {
        message.registrations.pop_back();
        return true;
    }
    if (message.kind != Kind::Force || m_fault != Fault::ForeignForce)
        return false;
    const auto &known = m_neuro.registered();
    for (auto name = known.cbegin(); name != known.cend(); ++name) {
        if (name->peer != message.peer && strike()) {
            message.names = {name.key()};
            return true;
        }
    }
    return false;
}

void World::plantOutboxFault(const KeepInOutbox &effect, const UpMessage &context)
{
    if (m_fault == Fault::LoseRow && context.peer != 0 &&
        m_order.isUnsent(context.peer, context.number) && strike())
        m_outbox.loseRow(effect.ticket);
    if (m_fault == Fault::DropRow && m_outbox.count().rows > 0 && strike())
        m_outbox.dropOne(m_now.wall);
}

void World::pongEarly()
{
    if (const quint64 token = std::exchange(m_earlyPong, 0); token != 0 && m_upstream != 0) {
        m_engine->pongReceived(m_upstream, token, m_now);
        takeOutputs();
    }
}

/// In memory, and neither sent nor about to be.
void World::loseMemoryRow()
{
    if (m_fault != Fault::LoseMemoryRow || !m_outbox.isIdle())
        return;
    for (const qint64 row : m_outbox.memoryRows()) {
        if (m_order.isUnsentRow(row) && strike()) {
            m_outbox.forget(row);
            return;
        }
    }
}

/// Of a watcher's command.
void World::plantAnswerFault(QList<QByteArray> &answers)
{
    if (answers.size() != 1)
        return;
    if (strike(Fault::LoseAnswer))
        answers.clear();
    else if (answers.first().startsWith("{\"status\"") && strike(Fault::WrongAnswer))
        answers.first() =
            answers.first().contains("sent") ? R"({"status":"queued"})" : R"({"status":"sent"})";
}

/// What a muted game says goes up all the same.
void World::leak(const Game &game, const GameText &message)
{
    if (message.what != GameText::What::Context || m_upstream == 0 || !strike(Fault::LeakMuted))
        return;
    UpMessage context;
    context.kind = UpMessage::Kind::Context;
    context.game = m_settings.upstream.relayName.toUtf8();
    context.peer = game.peer;
    context.number = message.number;
    context.silent = message.flag;
    context.prefix = game.name;
    sendUp(std::move(context));
}

} // namespace neuro::sim
