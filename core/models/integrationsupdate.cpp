// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/integrationsmodel_p.h"

#include "relay/destination.h"
#include "relay/relaymirror.h"

#include <algorithm>
#include <utility>

/// What events do to the games of an IntegrationsModel.
namespace neuro::models {

using protocol::Action;
using relay::integrationPrefix;
using relay::PeerEvent;
using relay::PeerId;

void IntegrationsModel::Private::take(const PeerEvent &event)
{
    if (event.door == relay::Door::Upstream)
        return;
    if (event.state == PeerEvent::State::Disconnected) {
        if (!watcherLeft(event.peer))
            left(event.peer, event.at.wall, event.reason);
        return;
    }
    if (!relay::isGame(event.role)) {
        watcherCame(event);
        return;
    }
    if (!event.name.isEmpty() && isBlocked(event.name))
        return; // It is being sent away.
    switch (event.state) {
    case PeerEvent::State::Connected:
        connected(event);
        return;
    case PeerEvent::State::Named:
        named(event);
        return;
    case PeerEvent::State::Disconnected:
        return;
    }
    Q_UNREACHABLE();
}

void IntegrationsModel::Private::take(const relay::OutboxEvent &event)
{
    if (event.destination.startsWith(integrationPrefix))
        setWaiting(event.destination.sliced(integrationPrefix.size()), event.pending,
                   event.at.wall);
}

void IntegrationsModel::Private::take(const relay::OutboxHealthEvent &event)
{
    QHash<QString, qint64> queues;
    for (const relay::OutboxPending &queue : event.queues) {
        if (queue.destination.startsWith(integrationPrefix))
            queues.insert(queue.destination.sliced(integrationPrefix.size()), queue.pending);
    }
    const QStringList known = m_integrations.keys();
    for (const QString &name : known) {
        if (!queues.contains(name))
            setWaiting(name, 0, event.at.wall);
    }
    for (auto queue = queues.cbegin(); queue != queues.cend(); ++queue)
        setWaiting(queue.key(), queue.value(), event.at.wall);
}

void IntegrationsModel::Private::setWaiting(const QString &integration, qint64 waiting, qint64 wall)
{
    GameItem *item = m_integrations.value(integration);
    if (!item) {
        if (waiting <= 0 || awayOf(relay::PeerRole::Integration) >= awayIntegrations)
            return;
        item = addGame(integration, relay::PeerRole::Integration);
    }
    nowWall = std::max(nowWall, wall);
    if (item->waiting == 0)
        item->waitingSince = wall;
    item->waiting = std::max<qint64>(waiting, 0);
    item->changed = true;
    if (item->isAway() && item->waiting == 0 && !item->restriction.isBlocked)
        removeGame(item);
}

void IntegrationsModel::Private::take(const relay::RestrictionEvent &event)
{
    if (event.isAny())
        m_restrictions.insert(event.game, event);
    else
        m_restrictions.remove(event.game);
    bool isShown = false;
    std::vector<GameItem *> needless;
    for (const auto &game : games) {
        if (game->name != event.game)
            continue;
        isShown = true;
        setRestriction(*game, event);
        if (game->isAway() && game->isIntegration() && game->waiting == 0 && !event.isBlocked)
            needless.push_back(game.get());
    }
    for (GameItem *game : needless)
        removeGame(game);
    // Of a relay that runs already: there must be something to allow it again with.
    if (!isShown && event.isBlocked)
        addGame(event.game, relay::PeerRole::Game);
    limitAwayGames();
}

void IntegrationsModel::Private::setRestriction(GameItem &game,
                                                const relay::RestrictionEvent &restriction)
{
    const bool isOtherActions =
        game.restriction.hiddenActions != restriction.hiddenActions && !game.actions.isEmpty();
    game.restriction = restriction;
    game.changed = true;
    if (!isOtherActions)
        return;
    const QModelIndex parent = indexOf(game);
    Q_EMIT q->dataChanged(q->index(0, Name, parent),
                          q->index(static_cast<int>(game.actions.size()) - 1, Status, parent));
}

void IntegrationsModel::Private::take(const relay::ShutdownEvent &event)
{
    if (GameItem *game = m_byPeer.value(event.peer)) {
        game->shutdown = event.state;
        game->changed = true;
    }
}

int IntegrationsModel::Private::awayOf(relay::PeerRole role) const
{
    return static_cast<int>(std::count_if(games.begin(), games.end(), [role](const auto &game) {
        return game->isAway() && game->role == role;
    }));
}

/// The heading comes with the first one.
void IntegrationsModel::Private::watcherCame(const PeerEvent &event)
{
    const WatcherItem item{event.peer,    event.role,       event.name,
                           event.address, event.isEnhanced, event.hubType};
    const auto known = std::find_if(watchers.begin(), watchers.end(), [&](const WatcherItem &each) {
        return each.peer == event.peer;
    });
    if (known == watchers.end()) {
        const int row = gameRows() + watcherRows();
        q->beginInsertRows({}, row, watchers.empty() ? row + 1 : row);
        watchers.push_back(item);
        q->endInsertRows();
        renewHeading();
    } else if (*known != item) {
        *known = item;
        const int row = gameRows() + 1 + static_cast<int>(known - watchers.begin());
        Q_EMIT q->dataChanged(q->index(row, Name), q->index(row, Status));
        renewHeading();
    }
}

void IntegrationsModel::Private::renewHeading()
{
    const bool hasWatchers = listening(relay::PeerRole::Watcher) > 0;
    const bool hasHubClients = listening(relay::PeerRole::HubClient) > 0;
    const QString renewed = !hasHubClients ? IntegrationsModel::tr("Watchers")
                            : hasWatchers ? IntegrationsModel::tr("Watchers and clients of the hub")
                                          : IntegrationsModel::tr("Clients of the hub");
    if (watchers.empty() || renewed == heading)
        return;
    heading = renewed;
    const QModelIndex row = q->index(gameRows(), Name);
    Q_EMIT q->dataChanged(row, row);
}

/// The heading goes with the last one.
bool IntegrationsModel::Private::watcherLeft(PeerId peer)
{
    const auto gone = std::find_if(watchers.begin(), watchers.end(),
                                   [&](const WatcherItem &each) { return each.peer == peer; });
    if (gone == watchers.end())
        return false;
    const int row = gameRows() + 1 + static_cast<int>(gone - watchers.begin());
    q->beginRemoveRows({}, watchers.size() == 1 ? row - 1 : row, row);
    watchers.erase(gone);
    q->endRemoveRows();
    renewHeading();
    return true;
}

void IntegrationsModel::Private::take(const relay::RegistryEvent &event)
{
    if (GameItem *game = m_byPeer.value(event.peer))
        setActions(*game, event.actions);
}

void IntegrationsModel::Private::setDiagnostics(const DiagnosticTallies &all)
{
    tallies = all;
    for (const auto &game : games) {
        const DiagnosticTally tally = tallies.value(game->name);
        game->changed = game->changed || game->diagnostics != tally;
        game->diagnostics = tally;
    }
}

void IntegrationsModel::Private::clear()
{
    m_byPeer.clear();
    m_newcomers.clear();
    m_integrations.clear();
    m_restrictions.clear();
    games.clear();
    watchers.clear();
    nowWall = 0;
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
    const std::vector<WatcherItem> listening = watchers;
    for (const WatcherItem &watcher : listening) {
        if (!present.contains(watcher.peer))
            watcherLeft(watcher.peer);
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
    QSet<QString> restricted;
    for (const relay::RestrictionEvent &restriction : event.restrictions)
        restricted.insert(restriction.game);
    const QStringList wereRestricted = m_restrictions.keys();
    for (const QString &name : wereRestricted) {
        if (!restricted.contains(name))
            take(relay::RestrictionEvent{event.at, name, false, false, {}});
    }
    for (const relay::RestrictionEvent &restriction : event.restrictions)
        take(restriction);
    for (const auto &game : games) {
        game->changed = game->changed || game->shutdown != relay::ShutdownEvent::State::None;
        game->shutdown = relay::ShutdownEvent::State::None;
    }
    for (const relay::ShutdownEvent &shutdown : event.shutdowns)
        take(shutdown);
    take(event.outbox);
}

void IntegrationsModel::Private::connected(const PeerEvent &event)
{
    if (!event.name.isEmpty())
        named(event);
    else if (!m_byPeer.contains(event.peer) && !m_newcomers.contains(event.peer))
        m_newcomers.insert(event.peer, {event.address});
}

void IntegrationsModel::Private::named(const PeerEvent &event)
{
    const Newcomer newcomer = m_newcomers.take(event.peer);
    GameItem *game = m_byPeer.value(event.peer);
    if (!game)
        game = itemToTakeOver(event);
    if (!game)
        game = addGame(event.name, event.role);
    if (game->peer != event.peer) {
        m_byPeer.remove(game->peer);
        game->peer = event.peer;
        game->shutdown = relay::ShutdownEvent::State::None;
        setActions(*game, {});
    }
    m_byPeer.insert(event.peer, game);
    game->name = event.name;
    game->gameId = event.gameId;
    game->diagnostics = tallies.value(event.name);
    if (const QString &address = event.address.isEmpty() ? newcomer.address : event.address;
        !address.isEmpty())
        game->address = address;
    game->changed = true;
}

/// The item that a new connection continues: the one with its game-id, which is never given to two
/// games, or else an away one with its name.
GameItem *IntegrationsModel::Private::itemToTakeOver(const PeerEvent &event) const
{
    if (event.role == relay::PeerRole::Integration)
        return m_integrations.value(event.name);
    GameItem *sameName = nullptr;
    for (const auto &game : games) {
        if (game->name != event.name || game->isIntegration())
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
    game->shutdown = relay::ShutdownEvent::State::None;
    game->meter = relay::RateMeter();
    game->changed = true;
    setActions(*game, {});
    if (game->isIntegration() ? game->waiting == 0 && !isBlocked(game->name) : isReplaced(*game))
        removeGame(game);
    limitAwayGames();
}

/// Whether a connected game goes on under the same name and id.
bool IntegrationsModel::Private::isReplaced(const GameItem &game) const
{
    return std::any_of(games.begin(), games.end(), [&game](const auto &other) {
        return !other->isAway() && !other->isIntegration() && other->gameId == game.gameId &&
               other->name == game.name;
    });
}

/// It is away until it is given a connection.
GameItem *IntegrationsModel::Private::addGame(const QString &name, relay::PeerRole role)
{
    auto game = std::make_unique<GameItem>();
    game->name = name;
    game->role = role;
    game->diagnostics = tallies.value(name);
    game->restriction = m_restrictions.value(name);
    game->row = gameRows();
    if (game->isIntegration())
        m_integrations.insert(name, game.get());
    q->beginInsertRows({}, game->row, game->row);
    games.push_back(std::move(game));
    q->endInsertRows();
    return games.back().get();
}

void IntegrationsModel::Private::removeGame(GameItem *game)
{
    const int row = game->row;
    if (game->isIntegration())
        m_integrations.remove(game->name);
    q->beginRemoveRows({}, row, row);
    games.erase(games.begin() + row);
    for (auto later = games.begin() + row; later != games.end(); ++later)
        --(*later)->row;
    q->endRemoveRows();
}

void IntegrationsModel::Private::limitAwayGames()
{
    const auto mayGo = [](const auto &game) {
        return game->isAway() && !game->isIntegration() && !game->restriction.isBlocked;
    };
    // At most one is too many: games leave, or are allowed, one by one.
    if (std::count_if(games.begin(), games.end(), mayGo) <= awayGames)
        return;
    const auto leftBefore = [&mayGo](const auto &a, const auto &b) {
        return mayGo(a) != mayGo(b) ? mayGo(a) : a->leftAt < b->leftAt;
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
