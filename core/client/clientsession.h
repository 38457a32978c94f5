// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/limits.h"
#include "protocol/messages.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace neuro::client {

/// Internal to NeuroClient: what a game has registered, which force is open and which actions wait
/// for their result. Rules only, no I/O.
///
/// Each check…() returns an empty string, or what is wrong and what to do about it; the function
/// after it applies what the check allowed.
class ClientSession
{
public:
    const QList<protocol::Action> &actions() const { return m_actions; }
    bool isRegistered(const QString &name) const;

    QString checkRegister(const QList<protocol::Action> &actions) const;
    void addActions(const QList<protocol::Action> &actions);

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
    /// The result was sent; when it is the successful answer to the open force, that is closed.
    void removeInFlight(const protocol::ActionResult &result);
    void clearInFlight() { m_inFlight.clear(); }

private:
    struct InFlight
    {
        QString id;
        /// Serial number of the force that the action answers; 0 for none.
        quint64 force = 0;
    };

    QString checkAction(const protocol::Action &action) const;
    qsizetype indexInFlight(const QString &id) const;

    QList<protocol::Action> m_actions;
    std::optional<protocol::ForceActions> m_force;
    quint64 m_forceSerial = 0;
    QList<InFlight> m_inFlight;
};

} // namespace neuro::client
