// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/integrationsmodel.h"

#include "models/integrationsmodel_p.h"
#include "models/oneline.h"
#include "models/tooltip.h"

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::Action;

namespace {

constexpr int longestActionName = 80;

IntegrationsModel::Presence presenceOf(const GameItem &game)
{
    using Presence = IntegrationsModel::Presence;
    if (game.isAway())
        return Presence::Away;
    return game.diagnostics.troubles() > 0 ? Presence::Trouble : Presence::Connected;
}

} // namespace

IntegrationsModel::IntegrationsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>(this))
{
}

IntegrationsModel::~IntegrationsModel() = default;

QModelIndex IntegrationsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column);
    return createIndex(row, column, d->games[static_cast<std::size_t>(parent.row())].get());
}

QModelIndex IntegrationsModel::parent(const QModelIndex &child) const
{
    const GameItem *game = child.isValid() ? Private::gameOf(child) : nullptr;
    return game ? d->indexOf(*game) : QModelIndex();
}

int IntegrationsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return d->gameRows() + d->watcherRows();
    if (parent.column() != Name || Private::gameOf(parent) || parent.row() >= d->gameRows())
        return 0;
    return static_cast<int>(d->games[static_cast<std::size_t>(parent.row())]->actions.size());
}

int IntegrationsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant IntegrationsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const GameItem *game = Private::gameOf(index))
        return d->actionData(*game, game->actions[index.row()], index.column(), role);
    if (index.row() < d->gameRows())
        return d->gameData(*d->games[static_cast<std::size_t>(index.row())], index.column(), role);
    const WatcherItem *watcher = d->watcherAt(index.row());
    return watcher ? Private::watcherData(*watcher, index.column(), role)
                   : d->headingData(index.column(), role);
}

Qt::ItemFlags IntegrationsModel::flags(const QModelIndex &index) const
{
    const bool isHeading =
        index.isValid() && !Private::gameOf(index) && index.row() == d->gameRows();
    // Not disabled either: a screen reader passes over what is.
    return isHeading ? Qt::ItemIsEnabled : QAbstractItemModel::flags(index);
}

QVariant IntegrationsModel::Private::gameData(const GameItem &game, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == Name ? gameLabel(game.name, game.gameId) : statusText(game, nowWall);
    case Qt::ToolTipRole:
        return plainToolTip(toolTipText(game, nowWall));
    case Qt::AccessibleTextRole:
        return accessibleText(game, nowWall);
    case KindRole:
        return static_cast<int>(ItemKind::Game);
    case PresenceRole:
        return static_cast<int>(presenceOf(game));
    case PeerRole:
        return QVariant::fromValue(game.peer);
    case GameRole:
        return game.name;
    case TroubleRole:
        return game.diagnostics.troubles();
    case SeverityRole:
        return game.diagnostics.worst
                   ? QVariant(static_cast<int>(
                         protocol::diagnosticInfo(*game.diagnostics.worst).severity))
                   : QVariant();
    case DiagnosticsMutedRole:
        return game.diagnostics.isMuted;
    case ClientRole:
        return static_cast<int>(game.role);
    case WaitingRole:
        return game.waiting;
    case KeptFromNeuroRole:
        return game.restriction.isMuted;
    case BlockedRole:
        return game.restriction.isBlocked;
    default:
        return {};
    }
}

QVariant IntegrationsModel::Private::watcherData(const WatcherItem &watcher, int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return column == Name ? gameLabel(watcher.name, QString()) : roleText(watcher);
    case Qt::ToolTipRole:
        return plainToolTip(toolTipText(watcher));
    case Qt::AccessibleTextRole:
        return accessibleText(watcher);
    case Qt::AccessibleDescriptionRole:
        return rightsText(watcher);
    case KindRole:
        return static_cast<int>(ItemKind::Watcher);
    case PresenceRole:
        return static_cast<int>(Presence::Connected);
    case PeerRole:
        return QVariant::fromValue(watcher.peer);
    case GameRole:
        return watcher.name;
    case ClientRole:
        return static_cast<int>(watcher.role);
    default:
        return {};
    }
}

QVariant IntegrationsModel::Private::headingData(int column, int role) const
{
    if (role == KindRole)
        return static_cast<int>(ItemKind::Heading);
    return role == Qt::DisplayRole && column == Name ? QVariant(heading) : QVariant();
}

QVariant IntegrationsModel::Private::actionData(const GameItem &game, const Action &action,
                                                int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        if (column == Name)
            return oneLine(QStringView(action.name), longestActionName);
        return statusText(action, game.isHidden(action.name));
    case Qt::ToolTipRole:
        return plainToolTip(action.description);
    case Qt::AccessibleTextRole:
        return accessibleText(action, game.isHidden(action.name));
    case Qt::AccessibleDescriptionRole:
        return action.description;
    case KindRole:
        return static_cast<int>(ItemKind::Action);
    case PeerRole:
        return QVariant::fromValue(game.peer);
    case GameRole:
        return game.name;
    case ActionRole:
        return action.name;
    case TakesDataRole:
        return action.takesData();
    case KeptFromNeuroRole:
        return game.isHidden(action.name);
    default:
        return {};
    }
}

QVariant IntegrationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case ColumnCount:
        break;
    }
    return {};
}

void IntegrationsModel::apply(const relay::RelayEvents &batch)
{
    const int gamesBefore = connectedGames();
    const int actionsBefore = registeredActions();
    const int watchersBefore = connectedWatchers();
    const int hubClientsBefore = connectedHubClients();
    // A game that registers again and again makes a complete list each time: the last one counts.
    QHash<relay::PeerId, const relay::RelayEvent *> lastRegistry;
    for (const relay::RelayEvent &event : batch) {
        if (const auto *registry = std::get_if<relay::RegistryEvent>(&event))
            lastRegistry.insert(registry->peer, &event);
    }
    for (const relay::RelayEvent &event : batch) {
        const auto *registry = std::get_if<relay::RegistryEvent>(&event);
        if (registry && lastRegistry.value(registry->peer) != &event)
            continue;
        std::visit([this](const auto &kind) { d->take(kind); }, event);
    }
    d->reportChanges();
    if (gamesBefore != connectedGames() || actionsBefore != registeredActions() ||
        watchersBefore != connectedWatchers() || hubClientsBefore != connectedHubClients())
        Q_EMIT countsChanged();
}

void IntegrationsModel::clear()
{
    beginResetModel();
    d->clear();
    endResetModel();
    Q_EMIT countsChanged();
}

void IntegrationsModel::setDiagnostics(const DiagnosticTallies &tallies)
{
    d->setDiagnostics(tallies);
    d->reportChanges();
}

void IntegrationsModel::tick(qint64 nowWall)
{
    const qint64 before = d->nowWall;
    d->nowWall = nowWall;
    for (const auto &game : d->games) {
        const QString shown = statusText(*game, before);
        if (!game->isAway())
            game->rate = game->meter.perSecond(nowWall);
        game->changed = shown != statusText(*game, nowWall);
    }
    d->reportChanges();
}

std::optional<Action> IntegrationsModel::action(const QModelIndex &index) const
{
    const GameItem *game = index.isValid() ? Private::gameOf(index) : nullptr;
    if (!game)
        return std::nullopt;
    return game->actions[index.row()];
}

int IntegrationsModel::connectedGames() const
{
    return static_cast<int>(std::count_if(d->games.begin(), d->games.end(),
                                          [](const auto &game) { return !game->isAway(); }));
}

int IntegrationsModel::connectedIntegrations() const
{
    return static_cast<int>(std::count_if(d->games.begin(), d->games.end(), [](const auto &game) {
        return game->isIntegration() && !game->isAway();
    }));
}

int IntegrationsModel::connectedWatchers() const
{
    return d->listening(relay::PeerRole::Watcher);
}

int IntegrationsModel::connectedHubClients() const
{
    return d->listening(relay::PeerRole::HubClient);
}

int IntegrationsModel::Private::listening(relay::PeerRole role) const
{
    return static_cast<int>(
        std::count_if(watchers.begin(), watchers.end(),
                      [role](const WatcherItem &watcher) { return watcher.role == role; }));
}

bool IntegrationsModel::hasGames() const
{
    return !d->games.empty();
}

int IntegrationsModel::registeredActions() const
{
    int count = 0;
    for (const auto &game : d->games)
        count += static_cast<int>(game->actions.size());
    return count;
}

} // namespace neuro::models
