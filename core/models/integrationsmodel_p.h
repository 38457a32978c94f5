// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/gameitem.h"
#include "models/integrationsmodel.h"
#include "models/watcheritem.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <vector>

namespace neuro::models {

/// The games and watchers and what happens to them. Top-level indexes hold no pointer: the games
/// come first, then the heading and the watchers. An action's index points to its GameItem.
class IntegrationsModel::Private
{
public:
    explicit Private(IntegrationsModel *model)
        : q(model)
    {
    }

    void take(const relay::PeerEvent &event);
    void take(const relay::RegistryEvent &event);
    void take(const relay::FrameEvent &event);
    void take(const relay::OutboxEvent &event);
    void take(const relay::OutboxHealthEvent &event);
    void take(const relay::SnapshotEvent &event);
    void take(const relay::RestrictionEvent &event);
    void take(const relay::ShutdownEvent &event);
    /// Events that tell nothing about games.
    template <typename Other>
    void take(const Other &)
    {
    }

    void setDiagnostics(const DiagnosticTallies &all);
    /// The model is being reset.
    void clear();
    /// Tells the views about every game with `changed` set.
    void reportChanges();

    static GameItem *gameOf(const QModelIndex &action)
    {
        return static_cast<GameItem *>(action.internalPointer());
    }
    QModelIndex indexOf(const GameItem &game, int column = Name) const
    {
        return q->createIndex(game.row, column);
    }
    int gameRows() const { return static_cast<int>(games.size()); }
    /// The heading counts, when there are watchers.
    int watcherRows() const { return watchers.empty() ? 0 : static_cast<int>(watchers.size()) + 1; }
    /// Of a row below the games; null for the heading.
    const WatcherItem *watcherAt(int row) const
    {
        const int at = row - gameRows() - 1;
        return at < 0 ? nullptr : &watchers[static_cast<std::size_t>(at)];
    }
    QVariant gameData(const GameItem &game, int column, int role) const;
    static QVariant watcherData(const WatcherItem &watcher, int column, int role);
    QVariant headingData(int column, int role) const;
    int listening(relay::PeerRole role) const;
    QVariant actionData(const GameItem &game, const protocol::Action &action, int column,
                        int role) const;

    IntegrationsModel *const q;
    std::vector<std::unique_ptr<GameItem>> games;
    std::vector<WatcherItem> watchers;
    QString heading; ///< Above the watchers.
    qint64 nowWall = 0;
    DiagnosticTallies tallies;

private:
    /// A connection that has said nothing yet.
    struct Newcomer
    {
        QString address;
    };

    void connected(const relay::PeerEvent &event);
    void named(const relay::PeerEvent &event);
    void left(relay::PeerId peer, qint64 wall, const protocol::Phrase &reason);
    GameItem *itemToTakeOver(const relay::PeerEvent &event) const;
    GameItem *addGame(const QString &name, relay::PeerRole role);
    void watcherCame(const relay::PeerEvent &event);
    bool watcherLeft(relay::PeerId peer);
    /// The heading says who stands below it.
    void renewHeading();
    void setWaiting(const QString &integration, qint64 waiting, qint64 wall);
    int awayOf(relay::PeerRole role) const;
    bool isBlocked(const QString &name) const { return m_restrictions.value(name).isBlocked; }
    void setRestriction(GameItem &game, const relay::RestrictionEvent &restriction);
    void removeGame(GameItem *game);
    void limitAwayGames();
    bool isReplaced(const GameItem &game) const;

    void setActions(GameItem &game, const QList<protocol::Action> &actions);
    void removeActionsExcept(GameItem &game, const QSet<QString> &names);
    void placeAction(GameItem &game, int row, const protocol::Action &action);
    void moveAction(GameItem &game, int from, int to);
    void insertActions(GameItem &game, int at, const QList<protocol::Action> &actions);
    void updateAction(GameItem &game, int row, const protocol::Action &action);

    QHash<relay::PeerId, GameItem *> m_byPeer;
    QHash<relay::PeerId, Newcomer> m_newcomers;
    QHash<QString, GameItem *> m_integrations; ///< By name; away ones too.
    /// By display name; those that restrict anything.
    QHash<QString, relay::RestrictionEvent> m_restrictions;
};

} // namespace neuro::models
