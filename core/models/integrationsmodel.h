// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/diagnostictally.h"
#include "relay/relayevent.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>

namespace neuro::models {

/// A tree: games and registered integrations, and below each the actions it has registered; then a
/// heading and those who listen (watchers, clients of the hub), when there are any.
///
/// A connection is a game from its first message on, when its name is known. A game that has left
/// stays, as away and without actions, until awayGames others have left after it; when it comes
/// back under its name, it is the same item again. An integration that has left stays for as long
/// as messages wait for it in the outbox, those of an earlier run too; a watcher is gone at once.
/// What the operator has blocked stays in any case, so that it can be allowed again.
class IntegrationsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, ColumnCount };
    enum Role {
        /// ItemKind as int.
        KindRole = Qt::UserRole + 1,
        /// Presence as int; games and watchers only.
        PresenceRole,
        /// relay::PeerId as quint64; 0 when the game is away.
        PeerRole,
        /// The display name of a game or watcher; of an action: of its game.
        GameRole,
        /// The action's name; actions only.
        ActionRole,
        /// Whether the action takes data; actions only.
        TakesDataRole,
        /// Open warnings and errors of the game.
        TroubleRole,
        /// protocol::Severity of its worst open diagnostic as int; invalid when there is none.
        SeverityRole,
        /// Whether all diagnostics of the game are muted.
        DiagnosticsMutedRole,
        /// relay::PeerRole as int; games and watchers only.
        ClientRole,
        /// Messages in the outbox for this integration, as qint64.
        WaitingRole,
        /// Whether the operator keeps it from Neuro: a game is muted, an action hidden.
        KeptFromNeuroRole,
        /// Whether the operator lets no connection of this name in; games only.
        BlockedRole,
    };
    enum class ItemKind { Game, Action, Heading, Watcher };
    enum class Presence { Connected, Trouble, Away };

    explicit IntegrationsModel(QObject *parent = nullptr);
    ~IntegrationsModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void apply(const relay::RelayEvents &batch);
    /// Forgets everybody, and what was restricted.
    void clear();
    /// The open diagnostics of each game, instead of those before.
    void setDiagnostics(const DiagnosticTallies &tallies);
    /// Renews rates and away times; once a second. `nowWall` in microseconds since 1970.
    void tick(qint64 nowWall);

    /// The definition of the action at `index`; nothing for other items.
    std::optional<protocol::Action> action(const QModelIndex &index) const;
    /// Games and integrations that are connected.
    int connectedGames() const;
    /// How many of these are registered integrations, which the backend door does not concern.
    int connectedIntegrations() const;
    int connectedWatchers() const;
    int connectedHubClients() const;
    /// Whether games or integrations are shown, away ones too.
    bool hasGames() const;
    int registeredActions() const;

    static constexpr int awayGames = 64;
    /// Integrations that are away and have messages waiting: more are not shown.
    static constexpr int awayIntegrations = 256;

Q_SIGNALS:
    void countsChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::models
