// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "protocol/result.h"
#include "relay/actiontable.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

/// How the deciders that are not people choose.
namespace neuro::relay {

struct Choice
{
    QString action;
    std::optional<QByteArray> data; ///< Absent for an action without schema.
};

/// Why there is no choice.
struct NoChoice
{
    protocol::Phrase why;
};

/// The first of `names` that is registered and for which data can be made, with the smallest data.
protocol::Result<Choice, NoChoice> chooseFirst(const ActionTable &table, const QStringList &names);

/// A random one with random data; the same `seed` chooses the same.
protocol::Result<Choice, NoChoice> chooseRandom(const ActionTable &table, const QStringList &names,
                                                quint64 seed);

} // namespace neuro::relay
