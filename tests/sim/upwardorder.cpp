// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "upwardorder.h"

#include <algorithm>
#include <bitset>
#include <limits>

namespace neuro::sim {

using namespace Qt::Literals::StringLiterals;
using relay::PeerId;

namespace {

/// What is older goes up silently (EngineSettings' default).
constexpr qint64 staleUs = 60'000 * relay::microsPerMs;

QString place(PeerId peer, quint64 number)
{
    return u"message %1 of game %2"_s.arg(number).arg(peer);
}

unsigned actionsOf(const UpMessage &message)
{
    unsigned actions = 0;
    for (const UpMessage::Registration &registration : message.registrations)
        actions |= 1U << registration.action;
    return actions;
}

} // namespace

void UpwardOrder::expect(PeerId peer, const QByteArray &game, const Expected &expected)
{
    Game &entry = m_games[peer];
    entry.name = game;
    entry.expected.push_back(expected);
    if (expected.kind != UpMessage::Kind::Context)
        m_origins[expected.origin] = peer;
}

std::deque<UpwardOrder::Expected>::iterator UpwardOrder::find(Game &game, quint64 number)
{
    const auto found = std::lower_bound(
        game.expected.begin(), game.expected.end(), number,
        [](const Expected &expected, quint64 wanted) { return expected.number < wanted; });
    return found != game.expected.end() && found->number == number ? found : game.expected.end();
}

UpwardOrder::Expected *UpwardOrder::findContext(const Key &key)
{
    if (const auto sent = m_sent.find(key); sent != m_sent.end())
        return &sent->second;
    const auto game = m_games.find(key.first);
    if (game == m_games.end())
        return nullptr;
    const auto expected = find(game->second, key.second);
    return expected == game->second.expected.end() ? nullptr : &*expected;
}

void UpwardOrder::forget(const Key &key)
{
    if (m_sent.erase(key) > 0)
        return;
    Game &game = m_games[key.first];
    if (const auto expected = find(game, key.second); expected != game.expected.end())
        game.expected.erase(expected);
}

bool UpwardOrder::isInMemory(PeerId peer, quint64 number)
{
    const Expected *context = findContext({peer, number});
    return context && context->place == Place::Memory && !mayBeTooLarge(context->bytes);
}

bool UpwardOrder::isUnsent(PeerId peer, quint64 number)
{
    return findContext({peer, number}) && !m_sent.contains({peer, number});
}

bool UpwardOrder::isUnsentRow(qint64 row) const
{
    return std::any_of(m_games.begin(), m_games.end(), [row](const auto &game) {
        const std::deque<Expected> &expected = game.second.expected;
        return std::any_of(expected.begin(), expected.end(),
                           [row](const Expected &context) { return context.row == row; });
    });
}

bool UpwardOrder::hasUnreadRows() const
{
    return std::any_of(m_sentRows.begin(), m_sentRows.end(),
                       [this](const auto &row) { return !m_sent.at(row.second).isRead; });
}

QString UpwardOrder::kept(const UpMessage &context, quint64 ticket)
{
    if (context.peer == 0)
        return {};
    Expected *kept = findContext({context.peer, context.number});
    if (!kept || kept->place != Place::Memory)
        return u"%1 is kept once more"_s.arg(place(context.peer, context.number));
    kept->place = Place::OnItsWay;
    kept->ticket = ticket;
    m_tickets[ticket] = {context.peer, context.number};
    return {};
}

void UpwardOrder::appended(quint64 ticket, qint64 row)
{
    const auto ticketOf = m_tickets.find(ticket);
    if (ticketOf == m_tickets.end())
        return;
    const Key key = ticketOf->second;
    m_tickets.erase(ticketOf);
    const bool isGone = row == 0 || m_droppedAtOnce.erase(row) > 0;
    if (m_arrivedTickets.erase(ticket) > 0) {
        if (!isGone)
            m_arrivedRows.insert(row);
        return;
    }
    if (isGone) {
        forget(key);
        return;
    }
    Expected *context = findContext(key);
    context->place = Place::Outbox;
    context->row = row;
    if (m_sent.contains(key))
        m_sentRows[row] = key;
}

void UpwardOrder::dropped(const QList<qint64> &rows)
{
    for (const qint64 row : rows) {
        if (m_arrivedRows.erase(row) > 0)
            continue;
        if (const auto sent = m_sentRows.find(row); sent != m_sentRows.end()) {
            m_sent.erase(sent->second);
            m_sentRows.erase(sent);
            continue;
        }
        std::size_t erased = 0;
        for (auto &[peer, game] : m_games)
            erased +=
                std::erase_if(game.expected, [row](const Expected &e) { return e.row == row; });
        if (erased == 0)
            m_droppedAtOnce.insert(row);
    }
}

void UpwardOrder::discardEarlierRun()
{
    for (auto &[peer, game] : m_games)
        std::erase_if(game.expected, [](const Expected &e) { return e.isFromEarlierRun; });
}

void UpwardOrder::overtakeOutbox()
{
    ++m_overtakings;
    for (auto &[peer, game] : m_games) {
        for (Expected &expected : game.expected) {
            if (expected.place != Place::Memory)
                expected.overtaken = m_overtakings;
        }
    }
}

void UpwardOrder::overtakeRows(const QSet<qint64> &rows)
{
    if (rows.isEmpty())
        return;
    ++m_overtakings;
    for (auto &[peer, game] : m_games) {
        for (Expected &expected : game.expected) {
            if (expected.place == Place::Outbox && rows.contains(expected.row))
                expected.overtaken = m_overtakings;
        }
    }
}

void UpwardOrder::leaveOutBefore(Game &game, quint64 number)
{
    m_leftOut += static_cast<qint64>(std::erase_if(game.expected, [&](const Expected &expected) {
        return expected.kind == UpMessage::Kind::Context && expected.number < number &&
               expected.place == Place::Memory && mayBeTooLarge(expected.bytes);
    }));
}

/// All at once, unless something is known to be too large: then in as many messages as need be.
bool UpwardOrder::isAsRegistered(unsigned expected, unsigned actions) const
{
    return m_refused == 0 || expected == 0 ? actions == expected
                                           : actions != 0 && (actions & ~expected) == 0;
}

QString UpwardOrder::mismatch(const Expected &expected, const UpMessage &message, PeerId peer) const
{
    if (expected.kind != message.kind)
        return u"%1 went up as something else"_s.arg(place(peer, expected.number));
    const unsigned actions = actionsOf(message);
    for (const UpMessage::Registration &registration : message.registrations) {
        if (registration.peer != peer)
            return u"a registration of game %1 names actions of %2"_s.arg(peer).arg(
                registration.peer);
    }
    const bool isSame = message.kind == UpMessage::Kind::Unregister
                            ? std::bitset<32>(expected.actions).count() == message.names.size()
                            : isAsRegistered(expected.actions, actions) &&
                                  expected.id == message.id && expected.success == message.success;
    return isSame ? QString() : u"%1 has changed on its way"_s.arg(place(peer, expected.number));
}

QString UpwardOrder::sent(const UpMessage &message, relay::Instant now)
{
    if (message.kind == UpMessage::Kind::Context && message.peer != 0)
        return sentContext(message, now);
    if (message.origin == 0 || message.kind == UpMessage::Kind::Force)
        return {};
    const auto origin = m_origins.find(message.origin);
    if (origin == m_origins.end())
        return u"what goes up for frame %1 is not expected"_s.arg(message.origin);
    const PeerId peer = origin->second;
    Game &game = m_games[peer];
    const auto itself = std::find_if(
        game.expected.begin(), game.expected.end(),
        [&message](const Expected &expected) { return expected.origin == message.origin; });
    if (itself != game.expected.end())
        leaveOutBefore(game, itself->number);
    const auto next =
        std::find_if(game.expected.begin(), game.expected.end(),
                     [](const Expected &expected) { return expected.overtaken == 0; });
    if (next == game.expected.end() || next->origin != message.origin)
        return u"what frame %1 brought overtakes what game %2 sent before"_s.arg(message.origin)
            .arg(peer);
    const QString wrong = mismatch(*next, message, peer);
    if (message.kind == UpMessage::Kind::Register && m_refused != 0 && wrong.isEmpty()) {
        next->actions &= ~actionsOf(message);
        if (next->actions != 0)
            return {}; // The others come in messages of their own.
    }
    m_origins.erase(origin);
    game.expected.erase(next);
    return wrong;
}

QString UpwardOrder::sentContext(const UpMessage &message, relay::Instant now)
{
    const QString what = place(message.peer, message.number);
    const auto found = m_games.find(message.peer);
    if (found == m_games.end())
        return u"%1 goes up and is not expected"_s.arg(what);
    Game &game = found->second;
    leaveOutBefore(game, message.number);
    const auto context = find(game, message.number);
    if (context == game.expected.end())
        return u"%1 goes up once more"_s.arg(what);
    const auto next =
        std::find_if(game.expected.begin(), game.expected.end(), [&context](const Expected &other) {
            return other.overtaken == context->overtaken;
        });
    if (next != context)
        return u"%1 goes up, but %2 is next"_s.arg(what, place(message.peer, next->number));
    if (message.prefix != game.name)
        return u"%1 goes up as of \"%2\""_s.arg(what, QString::fromUtf8(message.prefix));
    const bool isStale = now.wall - context->createdUs > staleUs;
    if (message.silent != (context->silent || isStale))
        return u"%1 goes up with the wrong \"silent\""_s.arg(what);
    if (context->place == Place::OnItsWay)
        return u"%1 goes up and is on its way to the outbox"_s.arg(what);
    const Key key{message.peer, message.number};
    if (context->place == Place::Outbox)
        m_sentRows[context->row] = key;
    m_sent[key] = *context;
    m_unpinged.push_back(key);
    game.expected.erase(context);
    return {};
}

void UpwardOrder::pinged(quint64 ping)
{
    for (const Key &key : m_unpinged) {
        if (const auto sent = m_sent.find(key); sent != m_sent.end())
            sent->second.ping = ping;
    }
    m_unpinged.clear();
}

void UpwardOrder::read(const UpMessage &message)
{
    if (message.kind != UpMessage::Kind::Context)
        return;
    if (const auto sent = m_sent.find({message.peer, message.number}); sent != m_sent.end())
        sent->second.isRead = true;
}

/// The relay hears it. What is in the outbox it must remove now.
void UpwardOrder::ponged(quint64 ping)
{
    for (auto sent = m_sent.begin(); sent != m_sent.end();) {
        const Expected &context = sent->second;
        const bool hasArrived = context.ping != 0 && context.ping <= ping;
        if (hasArrived && context.place == Place::OnItsWay)
            m_arrivedTickets.insert(context.ticket);
        if (hasArrived && context.place != Place::Outbox)
            sent = m_sent.erase(sent);
        else
            ++sent;
    }
}

QString UpwardOrder::removed(const QList<qint64> &rows)
{
    for (const qint64 row : rows) {
        if (m_arrivedRows.erase(row) > 0)
            continue;
        const qint64 leftOut = m_leftOut;
        for (auto &[peer, game] : m_games) {
            const auto unsent =
                std::find_if(game.expected.begin(), game.expected.end(),
                             [row](const Expected &expected) { return expected.row == row; });
            if (unsent == game.expected.end())
                continue;
            if (!mayBeTooLarge(unsent->bytes))
                return u"%1 is removed and was not sent"_s.arg(place(peer, unsent->number));
            game.expected.erase(unsent);
            ++m_leftOut;
        }
        if (m_leftOut != leftOut)
            continue;
        const auto sent = m_sentRows.find(row);
        if (sent == m_sentRows.end())
            continue; // The relay's own context.
        const Key key = sent->second;
        const bool isRead = m_sent.at(key).isRead;
        m_sentRows.erase(sent);
        m_sent.erase(key);
        if (!isRead)
            return u"%1 is removed before it arrived"_s.arg(place(key.first, key.second));
    }
    return {};
}

QString UpwardOrder::upstreamLost()
{
    m_origins.clear();
    QString wrong;
    for (auto &[peer, game] : m_games) {
        std::erase_if(game.expected, [](const Expected &expected) {
            return expected.kind != UpMessage::Kind::Context;
        });
        leaveOutBefore(game, std::numeric_limits<quint64>::max());
        for (const Expected &context : game.expected) {
            if (context.place == Place::Memory)
                wrong = u"%1 is lost with the connection"_s.arg(place(peer, context.number));
        }
    }
    for (auto &[key, sent] : m_sent) {
        if (sent.place == Place::Memory) {
            if (!sent.isRead)
                wrong = u"%1 was sent, not read, and is lost"_s.arg(place(key.first, key.second));
            continue;
        }
        Expected again = sent;
        again.isRead = false;
        again.ping = 0;
        std::deque<Expected> &expected = m_games[key.first].expected;
        const auto after =
            std::lower_bound(expected.begin(), expected.end(), again.number,
                             [](const Expected &e, quint64 number) { return e.number < number; });
        expected.insert(after, again);
    }
    m_sent.clear();
    m_sentRows.clear();
    m_unpinged.clear();
    return wrong;
}

QString UpwardOrder::restarted(const QList<relay::OutboxRow> &rows, const QSet<qint64> &dropped)
{
    QSet<qint64> ids = dropped;
    for (const relay::OutboxRow &row : rows)
        ids.insert(row.id);
    QString wrong;
    const auto check = [&](PeerId peer, const Expected &context) {
        if (context.place == Place::Outbox && !ids.contains(context.row))
            wrong = u"%1 was acknowledged and did not survive"_s.arg(place(peer, context.number));
    };
    for (const auto &[peer, game] : m_games) {
        for (const Expected &context : game.expected)
            check(peer, context);
    }
    for (const auto &[key, context] : m_sent)
        check(key.first, context);
    *this = UpwardOrder();
    for (const relay::OutboxRow &row : rows) {
        const auto message = readUpMessage(row.payload);
        if (!message || message->peer == 0)
            continue;
        Expected expected;
        expected.number = message->number;
        expected.silent = message->silent;
        expected.createdUs = row.createdUs;
        expected.bytes = row.payload.size();
        expected.place = Place::Outbox;
        expected.row = row.id;
        expected.isFromEarlierRun = true;
        expect(message->peer, row.name.toUtf8(), expected);
    }
    return wrong;
}

QString UpwardOrder::leftOver()
{
    for (auto &[peer, game] : m_games) {
        leaveOutBefore(game, std::numeric_limits<quint64>::max());
        if (!game.expected.empty())
            return place(peer, game.expected.front().number);
    }
    for (const auto &[key, context] : m_sent)
        return u"%1, of whose arrival the relay does not know"_s.arg(place(key.first, key.second));
    return m_arrivedRows.empty() ? QString() : u"rows that have arrived"_s;
}

} // namespace neuro::sim
