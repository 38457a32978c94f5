// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "client/actionhandler.h"
#include "protocol/limits.h"
#include "protocol/messages.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace neuro::client {

/// Internal to NeuroClient: what a game has registered, which force is open and which actions wait
/// for their result. Rules only, no I/O.
///
/// Each check…() returns an empty string, or where it is wrong ("actions[1]: …"), how, and what to
/// do about it; the function after it applies what the check allowed.
class ClientSession
{
public:
    const QList<protocol::Action> &actions() const { return m_actions; }
    bool isRegistered(const QString &name) const;

    QString checkRegister(const QList<protocol::Action> &actions) const;
    void addHandled(const QList<HandledAction> &actions, Lifetime lifetime);
    /// Of a registered action; empty when there is none.
    ActionHandler handlerOf(const QString &name) const;

    QString checkUnregister(const QStringList &names) const;
    /// Takes the names out of the open force too; a force without names is no longer open.
    void removeActions(const QStringList &names);

    QString checkForce(const protocol::ForceActions &force) const;
    /// Opens `force`; it takes the place of the one that is open.
    void openForce(const protocol::ForceActions &force);
    /// The force that no successful result has answered yet.
    const std::optional<protocol::ForceActions> &force() const { return m_force; }

    /// Remembers that Neuro acts. False when an action with this id waits for its result already.
    /// The oldest is forgotten when more than limits::actionsInFlight wait.
    bool addInFlight(const protocol::ActionRequest &action);
    QString checkResult(const protocol::ActionResult &result) const;
    /// The actions that must be unregistered before `result` is sent, because it ends their
    /// lifetime.
    QStringList endedBy(const protocol::ActionResult &result) const;
    /// The result was sent; when it is the successful answer to the open force, that is closed.
    void removeInFlight(const protocol::ActionResult &result);
    void clearInFlight() { m_inFlight.clear(); }

private:
    struct InFlight
    {
        QString id;
        /// Serial number of the force that the action answers; 0 for none.
        quint64 force = 0;
        /// The group that the action was in when it came; 0 for none.
        quint64 group = 0;
    };
    /// What is known of a registered action beside its definition.
    struct Handling
    {
        ActionHandler handler;
        /// Ends as a whole with the first success; 0 for none. An action that ends alone is a group
        /// of its own.
        quint64 group = 0;
    };

    QString checkAction(const protocol::Action &action) const;
    qsizetype indexInFlight(const QString &id) const;

    QList<protocol::Action> m_actions;
    QHash<QString, Handling> m_handling; ///< By the name of a registered action.
    quint64 m_lastGroup = 0;
    std::optional<protocol::ForceActions> m_force;
    quint64 m_forceSerial = 0;
    QList<InFlight> m_inFlight;
};

} // namespace neuro::client
