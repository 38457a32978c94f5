// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "relay/relayevent.h"

#include <QHash>
#include <QList>
#include <QString>

#include <deque>
#include <map>
#include <optional>

namespace neuro::script {

/// Something that a game did.
struct GameMessage
{
    relay::Instant at;
    relay::PeerId peer = 0;
    QString game;
    MessageKind kind = MessageKind::Startup;
    QStringList actions; ///< Names that it is about; of a result: its action, if it is known.
    QString text;        ///< Of a context, a result, a force (its query).
    QString state;       ///< Of a force.
    bool success = false;
    bool silent = false;
    protocol::Priority priority = protocol::Priority::Low;
    relay::ForceId force = 0; ///< That it opened.
    qint64 number = 0;        ///< From 1, in the order of coming.
    int takenBy = 0;          ///< The line of the step that took it; 0: none.
};

/// Whether a message is such a one, its game aside.
bool matches(const GameMessage &message, const MessageMatch &match);
/// "context \"You placed O at b2.\"", for failures; cut when it is long.
QString describe(const GameMessage &message);

struct GameState
{
    QString name;
    QString gameId;
    QList<protocol::Action> actions;
};

struct Diagnostic
{
    relay::DiagnosticEvent event;
    bool isTaken = false;
};

/// What is known of the games, from the relay's events. Belongs to one thread.
class ScriptWorld
{
public:
    /// Messages and diagnostics that are kept; the oldest go first.
    static constexpr std::size_t messagesKept = 20'000;
    /// What those messages came as, bytes.
    static constexpr qint64 bytesKept = qint64(64) * 1024 * 1024;
    static constexpr std::size_t diagnosticsKept = 20'000;
    static constexpr std::size_t actionsKept = 20'000;

    void take(const relay::RelayEvent &event);

    std::deque<GameMessage> &messages() { return m_messages; }
    const std::deque<GameMessage> &messages() const { return m_messages; }
    /// How many have come.
    qint64 lastNumber() const { return m_lastNumber; }
    /// Of what was not kept, the last one; 0: all was.
    qint64 lastDropped() const { return m_lastDropped; }
    std::deque<Diagnostic> &diagnostics() { return m_diagnostics; }
    /// Diagnostics that were not kept.
    qint64 droppedDiagnostics() const { return m_droppedDiagnostics; }

    const std::map<relay::PeerId, GameState> &games() const { return m_games; }
    /// The connected games of that name or id, or all; the newest last.
    QList<relay::PeerId> gamesCalled(const QString &game) const;
    bool isCalled(relay::PeerId peer, const QString &name, const QString &game) const;

    /// Forces that are not over.
    const std::map<relay::ForceId, relay::ForceEvent> &forces() const { return m_forces; }
    /// The state of an action that was sent; nullptr when it is not known.
    const relay::ActionEvent *action(const QString &id) const;
    /// The action that was sent since the last call; empty: none.
    QString takeSent();

private:
    void add(GameMessage message, qint64 bytes);
    void note(const relay::FrameEvent &frame);
    void note(const relay::PeerEvent &peer);
    void note(const relay::RegistryEvent &registry);
    void note(const relay::ForceEvent &force);
    void note(const relay::ActionEvent &action);
    void note(const relay::DiagnosticEvent &diagnostic);

    std::deque<GameMessage> m_messages;
    std::deque<qint64> m_sizes; ///< Of m_messages.
    qint64 m_bytes = 0;
    qint64 m_lastNumber = 0;
    qint64 m_lastDropped = 0;
    std::deque<Diagnostic> m_diagnostics;
    qint64 m_droppedDiagnostics = 0;
    std::map<relay::PeerId, GameState> m_games;
    std::map<relay::ForceId, relay::ForceEvent> m_forces;
    QHash<QString, relay::ActionEvent> m_actions;
    std::deque<QString> m_actionOrder;
    QString m_sent;
};

} // namespace neuro::script
