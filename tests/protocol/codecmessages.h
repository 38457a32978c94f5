// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/codec.h"

#include <QByteArray>
#include <QList>

#include <variant>

/// Messages of games as text, and what the codec makes of them.
namespace neuro::tests {

/// The envelope around `data`, or around nothing.
QByteArray message(const char *command, const QByteArray &data = {});
QByteArray registering(const QByteArray &actions);

/// Ends the test when the message is refused.
protocol::DecodedGameMessage decoded(const QByteArray &text);

/// Ends the test, too, when it is another message.
template <typename Message>
Message decodedAs(const QByteArray &text)
{
    const protocol::DecodedGameMessage result = decoded(text);
    if (!std::holds_alternative<Message>(result.message))
        qFatal("another message: %s", text.constData());
    return std::get<Message>(result.message);
}

QList<protocol::DiagnosticKey> keys(const QList<protocol::Finding> &findings);

} // namespace neuro::tests
