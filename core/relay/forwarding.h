// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

/// What becomes of a message on its way through the relay. Pure functions on texts that the codec
/// has accepted: only what must change changes; key order, number spelling, unknown members and
/// white space of everything else are the sender's.
namespace neuro::relay::forwarding {

/// How upstream tells one game's texts from another's: "[Chess] ".
QString prefixOf(const QString &game);

/// A game's message as the relay's own: `game` becomes `relayName`, nothing else.
QByteArray renamed(const QByteArray &text, const QString &relayName);
/// A `context`: the message begins with the game's prefix.
QByteArray context(const QByteArray &text, const QString &relayName, const QString &game);
/// The same context with `silent: true`.
QByteArray silenced(const QByteArray &text);
/// An `actions/force`: the query begins with the game's prefix, `names` are upstream's.
QByteArray force(const QByteArray &text, const QString &relayName, const QString &game,
                 const QStringList &names);
/// force() makes at most so many bytes of the same; often far fewer. Costs a search through the
/// text.
qint64 mostForceBytes(const QByteArray &text, const QString &relayName, const QString &game,
                      const QStringList &names);
/// An `action/result` under upstream's id; a misspelt command is put right.
QByteArray result(const QByteArray &text, const QString &relayName, const QString &id);
/// One element of `actions/register`. A `game` that is not empty is named in the description.
QByteArray action(const protocol::Action &action, const QString &name, const QString &game);
/// `actions/register` of elements that action() made.
QByteArray registration(const QList<QByteArray> &actions, const QString &relayName);
/// The same as several messages of at most `limit` bytes, in order; a single element that is longer
/// is a message of its own. None of no elements.
QList<QByteArray> registrations(const QList<QByteArray> &actions, const QString &relayName,
                                qint64 limit);
/// An `action` from upstream, or from a script, with the game's own name of it and the relay's id.
QByteArray request(const QByteArray &text, const QString &id, const QString &name);

} // namespace neuro::relay::forwarding
