// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/relayevent.h"

#include <QByteArray>

/// How watchers and integrations are asked to decide a force. Pure functions.
namespace neuro::relay {

/// The payload of `choose_action` and `choose_action_request`: a JSON object with `type`,
/// `request_id`, `game_title`, `state` (null without one), `query`, `ephemeral_context`, `priority`
/// and `actions`, each with `name`, `desc` and `schema`. Schemas are the game's own text; `{}` for
/// an action without one.
QByteArray chooseActionPayload(const ForceEvent &force);

/// What integrations get: `{"event":"choose_action_request","payload":…}`.
QByteArray chooseActionRequest(const ForceEvent &force);

} // namespace neuro::relay
