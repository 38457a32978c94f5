// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "service/servicefixture.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace neuro::testing {

/// What became of one conversation of tests/data/neuro_api.jsonl, played over a socket.
struct Outcome
{
    QString problem; ///< Why it could not be played to its end; empty when it was.
    relay::PeerId peer = 0;
    int framesSent = 0;
    bool isOpen = false; ///< The connection, after the last frame.
    int closeCode = 0;   ///< 0 while it is open.
    QStringList registered;
    QList<protocol::Action> actions; ///< Those of `registered`.
    QString game;
    bool isForceActive = false;
    std::optional<protocol::ForceActions> force; ///< The last one that was taken.
    QList<QJsonObject> contexts;                 ///< `message` and `silent`.
    QStringList actionsSent;                     ///< Names in the `action` messages.
};

/// Plays `send` of one case against the relay of `fixture` and closes the connection.
Outcome playConversation(ServiceFixture &fixture, const QJsonArray &send);

} // namespace neuro::testing
