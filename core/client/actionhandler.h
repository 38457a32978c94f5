// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"

#include <QString>

#include <functional>
#include <optional>

namespace neuro::client {

/// What came of an action, as Neuro is told.
struct Outcome
{
    bool success = true; ///< Whether it was done.
    /// A failure needs one: what was wrong, so that Neuro can do better.
    QString message;

    /// It was done; `message` may be empty.
    static Outcome succeeded(const QString &message = QString()) { return {true, message}; }
    /// It was not done; a forced action is then tried again.
    static Outcome failed(const QString &message) { return {false, message}; }
};

/// Carries out an action in the client's thread, and says what came of it. Without an outcome the
/// game says it later, with NeuroClient::sendResult(). May stop or delete the client.
using ActionHandler = std::function<std::optional<Outcome>(const protocol::ActionRequest &action)>;

/// An action and what carries it out. Without a handler NeuroClient::actionReceived() tells of it.
struct HandledAction
{
    protocol::Action action; ///< What Neuro is told of it.
    ActionHandler handler;   ///< Called each time that Neuro acts.
};

/// Until when an action stays registered. What ends by itself is unregistered right before the
/// successful result is sent, so that Neuro does not try it once more.
enum class Lifetime {
    Permanent,    ///< Until it is unregistered.
    UntilSuccess, ///< Until it has succeeded itself.
    WholeGroup,   ///< Until any action that was registered together with it has succeeded.
};

} // namespace neuro::client
