// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace neuro::sim {

/// A message of the relay to upstream as the strict model of Neuro reads it. Games mark what they
/// send, so that the marks tell whence a message came without asking the relay.
struct UpMessage
{
    enum class Kind {
        Startup,
        Context,
        Register,
        Unregister,
        Force,
        Result,
        ShutdownReady,
        Other,
        Ping,
    };
    struct Registration
    {
        QByteArray name;
        relay::PeerId peer = 0; ///< From the mark in the description.
        unsigned action = 0;    ///< Index in actionNames.
    };

    Kind kind = Kind::Other;
    QByteArray game;
    quint64 origin = 0; ///< What the relay says it passes on.

    relay::PeerId peer = 0; ///< Of a context or force, from its mark; 0: the relay's own.
    quint64 number = 0;     ///< Of the mark.
    bool silent = false;
    QByteArray prefix; ///< What is in brackets before the mark.
    std::vector<Registration> registrations;
    std::vector<QByteArray> names; ///< Unregistered, or of a force.
    QByteArray id;                 ///< Of a result.
    bool success = false;
    QByteArray text; ///< Of a result.
    quint64 pingToken = 0;
    qint64 bytes = 0; ///< Of the whole text.
};

/// Nothing when the text is no message that a game may send.
std::optional<UpMessage> readUpMessage(const QByteArray &text);

/// "c12.7" → 12 and 7. What follows a space only makes it longer.
struct Mark
{
    char letter = 0;
    quint64 first = 0;
    quint64 second = 0;
};
std::optional<Mark> readMark(QByteArrayView text);

} // namespace neuro::sim
