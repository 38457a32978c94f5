// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"
#include "protocol/limits.h"
#include "protocol/messages.h"
#include "protocol/refusal.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

/// Bytes to messages and back. Pure functions: no state, no I/O; safe in any thread.
namespace neuro::protocol {

/// A message from a game that is well-formed, perhaps with reservations.
struct DecodedGameMessage
{
    /// The `game` of the envelope: who says that it is speaking.
    QString game;
    /// What it says, without what was refused.
    GameMessage message;
    /// The reservations, limits::findingsPerMessage at most.
    QList<Finding> warnings;
    /// Actions of an `actions/register` that are not taken, or what is too much of a list of names;
    /// `message` holds the others.
    QList<Refusal> refusedActions;
};

/// Why bytes are no message. What could be read of the envelope is kept for the log.
struct UndecodedMessage
{
    /// What is wrong, and where.
    Refusal refusal;
    /// As far as it could be read, else empty; of a game's at most limits::shownName characters.
    QString command;
    /// As far as it could be read, else empty; of a game's at most limits::shownName characters.
    QString game;
};

/// Reads one text frame from a game. Checks everything that needs no knowledge of the connection:
/// JSON, envelope, field types, names, sizes of single actions (`limits.actionName`,
/// `limits.schema`). How many actions a game may have is the engine's to check.
Result<DecodedGameMessage, UndecodedMessage> decodeGameMessage(const QByteArray &text,
                                                               const Limits &limits = {});

/// A message from the server's side, as a game's client receives it.
struct DecodedServerMessage
{
    /// What the server says.
    ServerMessage message;
    /// What is odd about it, limits::findingsPerMessage at most.
    QList<Finding> warnings;
};
/// Reads one text frame from a server: JSON, envelope and field types. Members that the
/// specification does not name are passed over.
Result<DecodedServerMessage, UndecodedMessage> decodeServerMessage(const QByteArray &text);

/// The wire bytes of a message: UTF-8 JSON without white space, members in the specification's
/// order. Python: `startup_command`, `context_command`, `actions_register_command`, ….
QByteArray encode(const GameMessage &message, const QString &game);
/// The same for the server's side, which names no game.
QByteArray encode(const ServerMessage &message);

/// What is wrong with an action before it is registered: name, description, schema keywords.
/// All findings, not the first. Python: `check_action`.
QList<Finding> checkAction(const Action &action);

/// Whether every character is one of `a-z 0-9 _ -` and there is at least one.
/// Python: `ACTION_NAME_ALLOWED_CHARS`.
bool isRecommendedActionName(QStringView name);

/// `text` cut to limits::quotedText characters, control characters made visible: for error
/// messages that quote what a peer sent.
QString quoteForMessage(QStringView text);

/// `text`, or as much of it as fits into `most` UTF-16 units before a "…": whoever hides secrets
/// knows by it that half a one may stand there. A character is not cut.
QString shortened(const QString &text, qsizetype most);

} // namespace neuro::protocol
