// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/codec.h"
#include "protocol/watchermessage.h"

#include <QByteArray>
#include <QString>

#include <variant>

/// What integrations send at the intermediary door: the Neuro API, and the forms of an older relay.
/// Pure functions: no state; safe in any thread.
namespace neuro::protocol {

/// A message of the Neuro API, or another form of one.
struct IntegrationGameMessage
{
    DecodedGameMessage decoded;
    /// The same in the Neuro API's own form, `game` included: to be forwarded.
    QByteArray text;
    /// `register_actions`: the actions are all that the integration has from now on.
    bool replacesActions = false;
};

/// Any other object, or text: told to watchers, and to upstream as it is.
struct IntegrationRemark
{
};

using IntegrationMessage = std::variant<IntegrationGameMessage, ForceChoice, IntegrationRemark>;

/// Why a message is not taken.
struct UndecodedIntegrationMessage
{
    UndecodedMessage undecoded;
    /// Of an unknown command, in the Neuro API's form, `game` included; empty otherwise.
    QByteArray text;
    bool isChoice = false; ///< A broken `choice`: its sender waits for an answer.
};

/// Reads one text frame of the integration that is registered as `name`. By what the object has:
///
/// | member | taken as |
/// |---|---|
/// | `command`, a string | the Neuro API; `game` is `name` when it is absent |
/// | `choice` | the answer to a `choose_action_request` |
/// | `event`: `register_actions`, `unregister_actions`, `action_result` | the Neuro API's like |
/// | `op`: `choose_force_action` | `actions/force` |
/// | none of these | a remark, as everything that is no JSON object |
Result<IntegrationMessage, UndecodedIntegrationMessage>
decodeIntegrationMessage(const QByteArray &text, const QString &name, const Limits &limits = {});

} // namespace neuro::protocol
