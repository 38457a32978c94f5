// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/types.h"

#include <QHash>
#include <QString>

namespace neuro::relay {

/// Gives each game an identifier of `a-z 0-9 -` that no other game has. It stays reserved for the
/// game's name for a while after the game left, so that the order of reconnecting changes nothing.
class GameIds
{
public:
    /// "Buckshot Roulette" → "buckshot-roulette"; a name without usable characters → "game".
    static QString baseOf(const QString &name);

    /// An identifier that nobody uses: the one reserved for `name` if there is one, else the base
    /// of `shown` (the name without secrets) with "-2", "-3", … when it is taken.
    QString acquire(const QString &name, const QString &shown, qint64 nowMono);
    QString acquire(const QString &name, qint64 nowMono) { return acquire(name, name, nowMono); }
    /// Ends the use of `id`; it stays reserved until `reservedUntil`.
    void release(const QString &id, qint64 reservedUntil);
    int reserved(qint64 nowMono) const;

private:
    struct Entry
    {
        QString name;
        bool inUse = true;
        qint64 reservedUntil = 0;
    };
    void forgetExpired(qint64 nowMono);
    QHash<QString, Entry>::iterator reservedFor(const QString &name);

    QHash<QString, Entry> m_entries;
};

} // namespace neuro::relay
