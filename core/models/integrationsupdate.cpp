// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/integrationsmodel_p.h"

#include "protocol/diagnostics.h"

#include <algorithm>
#include <utility>

/// What events do to the games of an IntegrationsModel.
namespace neuro::models {

using protocol::Action;
using relay::PeerEvent;
using relay::PeerId;

void IntegrationsModel::Private::take(const PeerEvent &event)
{
    if (event.door != relay::Door::Backend)
        return;
    switch (event.state) {
    case PeerEvent::State::Connected:
        connected(event);
        return;
    case PeerEvent::State::Named:
        named(event);
        return;
    case PeerEvent::State::Disconnected:
        left(event.peer, event.at.wall, event.reason);
        return;
    }
    Q_UNREACHABLE();
}

void IntegrationsModel::Private::take(const relay::RegistryEvent &event)
{
    if (GameItem *game = m_byPeer.value(event.peer))
        setActions(*game, event.actions);
}

void IntegrationsModel::Private::take(const relay::DiagnosticEvent &event)
{
    if (protocol::diagnosticInfo(event.key).severity == protocol::Severity::Info)
        return;
    if (GameItem *game = m_byPeer.value(event.peer)) {
        ++game->troubles;
        game->changed = true;
    } else if (const auto newcomer = m_newcomers.find(event.peer); newcomer != m_newcomers.end()) {
        ++newcomer->troubles;
    }
}

void IntegrationsModel::Private::take(const relay::FrameEvent &event)
{
    if (GameItem *game = m_byPeer.value(event.peer))
        game->meter.count(event.at.wall);
}

void IntegrationsModel::Private::take(const relay::SnapshotEvent &event)
{
    QSet<PeerId> present;
    for (const PeerEvent &peer : event.peers)
        present.insert(peer.peer);
    const QList<PeerId> known = m_byPeer.keys();
    for (const PeerId peer : known) {
        if (!present.contains(peer))
            left(peer, event.at.wall, {});
    }
    m_newcomers.removeIf([&present](QHash<PeerId, Newcomer>::iterator newcomer) {
        return !present.contains(newcomer.key());
    });
    for (const PeerEvent &peer : event.peers)
        take(peer);

    QHash<PeerId, QList<Action>> registries;
    for (const relay::RegistryEvent &registry : event.registries)
        registries.insert(registry.peer, registry.actions);
    for (const auto &game : games) {
        if (!game->isAway())
            setActions(*game, registries.value(game->peer));
    }
}

void IntegrationsModel::Private::connected(const PeerEvent &event)
{
    if (!event.name.isEmpty())
        named(event);
    else if (!m_byPeer.contains(event.peer) && !m_newcomers.contains(event.peer))
        m_newcomers.insert(event.peer, {event.address, 0});
}

void IntegrationsModel::Private::named(const PeerEvent &event)
{
    const Newcomer newcomer = m_newcomers.take(event.peer);
    GameItem *game = m_byPeer.value(event.peer);
    if (!game)
        game = itemToTakeOver(event);
    if (!game)
        game = addGame(event);
    if (game->peer != event.peer) {
        m_byPeer.remove(game->peer);
        game->peer = event.peer;
        setActions(*game, {});
    }
    m_byPeer.insert(event.peer, game);
    game->name = event.name;
    game->gameId = event.gameId;
    game->troubles += newcomer.troubles;
    if (const QString &address = event.address.isEmpty() ? newcomer.address : event.address;
        !address.isEmpty())
        game->address = address;
    game->changed = true;
}

/// The item that a new connection continues: the one with its game-id, which is never given to two
/// games, or else an away one with its name.
GameItem *IntegrationsModel::Private::itemToTakeOver(const PeerEvent &event) const
{
    GameItem *sameName = nullptr;
    for (const auto &game : games) {
        if (game->name != event.name)
            continue;
        if (game->gameId == event.gameId)
            return game.get();
        if (game->isAway() && !sameName)
            sameName = game.get();
    }
    return sameName;
}

void IntegrationsModel::Private::left(PeerId peer, qint64 wall, const protocol::Phrase &reason)
{
    m_newcomers.remove(peer);
    GameItem *game = m_byPeer.take(peer);
    if (!game)
        return;
    nowWall = std::max(nowWall, wall);
    game->peer = 0;
    game->leftAt = wall;
    game->leaveReason = reason;
    game->rate = 0;
    game->meter = relay::RateMeter();
    game->changed = true;
    setActions(*game, {});
    if (isReplaced(*game))
        removeGame(game);
    limitAwayGames();
}

/// Whether a connected game goes on under the same name and id.
bool IntegrationsModel::Private::isReplaced(const GameItem &game) const
{
    return std::any_of(games.begin(), games.end(), [&game](const auto &other) {
        return !other->isAway() && other->gameId == game.gameId && other->name == game.name;
    });
}

GameItem *IntegrationsModel::Private::addGame(const PeerEvent &event)
{
    auto game = std::make_unique<GameItem>();
    game->peer = event.peer;
    game->name = event.name;
    game->gameId = event.gameId;
    game->row = static_cast<int>(games.size());
    q->beginInsertRows({}, game->row, game->row);
    games.push_back(std::move(game));
    q->endInsertRows();
    return games.back().get();
}

void IntegrationsModel::Private::removeGame(GameItem *game)
{
    const int row = game->row;
    q->beginRemoveRows({}, row, row);
    games.erase(games.begin() + row);
    for (auto later = games.begin() + row; later != games.end(); ++later)
        --(*later)->row;
    q->endRemoveRows();
}

void IntegrationsModel::Private::limitAwayGames()
{
    const auto away =
        std::count_if(games.begin(), games.end(), [](const auto &game) { return game->isAway(); });
    if (away <= awayGames)
        return;
    // At most one is too many: games leave one by one.
    const auto leftBefore = [](const auto &a, const auto &b) {
        return a->isAway() != b->isAway() ? a->isAway() : a->leftAt < b->leftAt;
    };
    removeGame(std::min_element(games.begin(), games.end(), leftBefore)->get());
}

/// Changes no more rows than it must, so that selection and expansion stay. The first action of a
/// name counts.
void IntegrationsModel::Private::setActions(GameItem &game, const QList<Action> &actions)
{
    QSet<QString> names;
    QList<Action> wanted;
    for (const Action &action : actions) {
        if (names.contains(action.name))
            continue;
        names.insert(action.name);
        wanted.append(action);
    }
    removeActionsExcept(game, names);

    QSet<QString> kept;
    for (const Action &action : std::as_const(game.actions))
        kept.insert(action.name);
    for (qsizetype row = 0; row < wanted.size();) {
        qsizetype end = row;
        while (end < wanted.size() && !kept.contains(wanted[end].name))
            ++end;
        if (end > row) {
            insertActions(game, static_cast<int>(row), wanted.sliced(row, end - row));
            row = end;
        } else {
            placeAction(game, static_cast<int>(row), wanted[row]);
            ++row;
        }
    }
}

/// Brings the action of that name, which is at `row` or below it, to `row`, and updates it.
void IntegrationsModel::Private::placeAction(GameItem &game, int row, const Action &action)
{
    int at = row;
    while (game.actions[at].name != action.name)
        ++at;
    if (at != row)
        moveAction(game, at, row);
    updateAction(game, row, action);
}

void IntegrationsModel::Private::removeActionsExcept(GameItem &game, const QSet<QString> &names)
{
    const auto stays = [&game, &names](qsizetype row) {
        return names.contains(game.actions[row].name);
    };
    for (qsizetype end = game.actions.size(); end > 0;) {
        if (stays(end - 1)) {
            --end;
            continue;
        }
        qsizetype begin = end - 1;
        while (begin > 0 && !stays(begin - 1))
            --begin;
        q->beginRemoveRows(indexOf(game), static_cast<int>(begin), static_cast<int>(end) - 1);
        game.actions.remove(begin, end - begin);
        q->endRemoveRows();
        end = begin;
    }
}

void IntegrationsModel::Private::moveAction(GameItem &game, int from, int to)
{
    const QModelIndex parent = indexOf(game);
    q->beginMoveRows(parent, from, from, parent, to);
    game.actions.move(from, to);
    q->endMoveRows();
}

void IntegrationsModel::Private::insertActions(GameItem &game, int at, const QList<Action> &actions)
{
    const int count = static_cast<int>(actions.size());
    q->beginInsertRows(indexOf(game), at, at + count - 1);
    game.actions.insert(at, count, Action());
    std::copy(actions.begin(), actions.end(), game.actions.begin() + at);
    q->endInsertRows();
}

void IntegrationsModel::Private::updateAction(GameItem &game, int row, const Action &action)
{
    Action &known = game.actions[row];
    const bool same = known.sameDefinition(action);
    known = action;
    if (same)
        return;
    const QModelIndex parent = indexOf(game);
    Q_EMIT q->dataChanged(q->index(row, Name, parent), q->index(row, Status, parent));
}

void IntegrationsModel::Private::reportChanges()
{
    for (const auto &game : games) {
        if (!game->changed)
            continue;
        game->changed = false;
        Q_EMIT q->dataChanged(indexOf(*game, Name), indexOf(*game, Status));
    }
}

} // namespace neuro::models
