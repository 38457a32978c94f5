// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "upwardorder.h"

#include <algorithm>
#include <bitset>

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

bool UpwardOrder::isInMemory(PeerId peer, quint64 number)
{
    const auto game = m_games.find(peer);
    if (game == m_games.end())
        return false;
    const auto context = find(game->second, number);
    return context != game->second.expected.end() && context->place == Place::Memory;
}

QString UpwardOrder::kept(const UpMessage &context, quint64 ticket)
{
    if (context.peer == 0)
        return {};
    const auto game = m_games.find(context.peer);
    if (game == m_games.end())
        return u"%1 is kept and not expected"_s.arg(place(context.peer, context.number));
    const auto expected = find(game->second, context.number);
    if (expected == game->second.expected.end() || expected->place != Place::Memory)
        return u"%1 is kept once more"_s.arg(place(context.peer, context.number));
    expected->place = Place::OnItsWay;
    m_tickets[ticket] = {context.peer, context.number};
    return {};
}

void UpwardOrder::appended(quint64 ticket, qint64 row)
{
    const auto ticketOf = m_tickets.find(ticket);
    if (ticketOf == m_tickets.end())
        return;
    const auto [peer, number] = ticketOf->second;
    m_tickets.erase(ticketOf);
    Game &game = m_games[peer];
    const auto expected = find(game, number);
    if (m_droppedAtOnce.erase(row) > 0) {
        game.expected.erase(expected);
        return;
    }
    expected->place = Place::Outbox;
    expected->row = row;
}

void UpwardOrder::dropped(const QList<qint64> &rows)
{
    for (const qint64 row : rows) {
        if (const auto underWay = m_underWay.find(row); underWay != m_underWay.end()) {
            m_rowOf.erase({underWay->second.peer, underWay->second.context.number});
            m_underWay.erase(underWay);
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

QString UpwardOrder::mismatch(const Expected &expected, const UpMessage &message, PeerId peer)
{
    if (expected.kind != message.kind)
        return u"%1 went up as something else"_s.arg(place(peer, expected.number));
    unsigned actions = 0;
    for (const UpMessage::Registration &registration : message.registrations) {
        actions |= 1U << registration.action;
        if (registration.peer != peer)
            return u"a registration of game %1 names actions of %2"_s.arg(peer).arg(
                registration.peer);
    }
    const bool isSame = message.kind == UpMessage::Kind::Unregister
                            ? std::bitset<32>(expected.actions).count() == message.names.size()
                            : actions == expected.actions && expected.id == message.id &&
                                  expected.success == message.success;
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
    if (game.expected.empty() || game.expected.front().origin != message.origin)
        return u"what frame %1 brought overtakes what game %2 sent before"_s.arg(message.origin)
            .arg(peer);
    const QString wrong = mismatch(game.expected.front(), message, peer);
    m_origins.erase(origin);
    game.expected.pop_front();
    return wrong;
}

QString UpwardOrder::sentContext(const UpMessage &message, relay::Instant now)
{
    const QString what = place(message.peer, message.number);
    const auto found = m_games.find(message.peer);
    if (found == m_games.end() || found->second.expected.empty())
        return u"%1 goes up once more"_s.arg(what);
    Game &game = found->second;
    const Expected context = game.expected.front();
    if (context.number != message.number)
        return u"%1 goes up, but %2 is next"_s.arg(what, place(message.peer, context.number));
    if (message.prefix != game.name)
        return u"%1 goes up as of \"%2\""_s.arg(what, QString::fromUtf8(message.prefix));
    const bool isStale = now.wall - context.createdUs > staleUs;
    if (message.silent != (context.silent || isStale))
        return u"%1 goes up with the wrong \"silent\""_s.arg(what);
    game.expected.pop_front();
    switch (context.place) {
    case Place::Memory:
        break;
    case Place::OnItsWay:
        return u"%1 goes up and is on its way to the outbox"_s.arg(what);
    case Place::Outbox:
        m_underWay[context.row] = {message.peer, context, false};
        m_rowOf[{message.peer, message.number}] = context.row;
        break;
    }
    return {};
}

void UpwardOrder::read(const UpMessage &message)
{
    if (message.kind != UpMessage::Kind::Context)
        return;
    const auto row = m_rowOf.find({message.peer, message.number});
    if (row != m_rowOf.end())
        m_underWay[row->second].isRead = true;
}

QString UpwardOrder::removed(const QList<qint64> &rows)
{
    for (const qint64 row : rows) {
        const auto underWay = m_underWay.find(row);
        if (underWay == m_underWay.end())
            continue; // The relay's own context.
        const UnderWay entry = underWay->second;
        m_rowOf.erase({entry.peer, entry.context.number});
        m_underWay.erase(underWay);
        if (!entry.isRead)
            return u"%1 is removed before it arrived"_s.arg(
                place(entry.peer, entry.context.number));
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
        for (const Expected &context : game.expected) {
            if (context.place == Place::Memory)
                wrong = u"%1 is lost with the connection"_s.arg(place(peer, context.number));
        }
    }
    for (auto &[row, entry] : m_underWay) {
        std::deque<Expected> &expected = m_games[entry.peer].expected;
        const auto after =
            std::lower_bound(expected.begin(), expected.end(), entry.context.number,
                             [](const Expected &e, quint64 number) { return e.number < number; });
        expected.insert(after, entry.context);
    }
    m_underWay.clear();
    m_rowOf.clear();
    return wrong;
}

void UpwardOrder::restarted(const QList<relay::OutboxRow> &rows)
{
    *this = UpwardOrder();
    for (const relay::OutboxRow &row : rows) {
        const auto message = readUpMessage(row.payload);
        if (!message || message->peer == 0)
            continue;
        Expected expected;
        expected.number = message->number;
        expected.silent = message->silent;
        expected.createdUs = row.createdUs;
        expected.place = Place::Outbox;
        expected.row = row.id;
        expected.isFromEarlierRun = true;
        expect(message->peer, row.name.toUtf8(), expected);
    }
}

QString UpwardOrder::leftOver() const
{
    for (const auto &[peer, game] : m_games) {
        if (!game.expected.empty())
            return place(peer, game.expected.front().number);
    }
    return m_underWay.empty() ? QString() : u"rows under way"_s;
}

} // namespace neuro::sim
