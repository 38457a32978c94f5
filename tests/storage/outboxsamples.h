// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/outboxstore.h"

#include <QByteArray>
#include <QList>
#include <QString>

/// Rows for the tests of outboxes.
namespace neuro::test {

/// Microseconds: a moment that the tests count from.
inline constexpr qint64 t0 = 1'795'000'000'000'000;
inline constexpr qint64 ms = 1000;
inline constexpr qint64 forever = 1'000'000'000;

/// Weighs exactly `payload`.
inline relay::NewOutboxRow outboxRow(const QString &destination, const QByteArray &payload,
                                     qint64 createdUs = t0,
                                     relay::OutboxKind kind = relay::OutboxKind::Context)
{
    return {destination, QString(), payload, createdUs, kind};
}

inline QList<QByteArray> payloads(const QList<relay::OutboxRow> &rows)
{
    QList<QByteArray> out;
    for (const relay::OutboxRow &row : rows)
        out.append(row.payload);
    return out;
}

/// Everything that waits for `destination`.
inline QList<relay::OutboxRow> waiting(relay::OutboxStore &store, const QString &destination)
{
    const auto rows = store.rows(destination, 0, forever, forever);
    return rows ? *rows : QList<relay::OutboxRow>();
}

inline QList<relay::DroppedOutboxRow> dropped(relay::OutboxStore &store, const QString &destination)
{
    const auto rows = store.droppedRows(destination, 0, forever, forever);
    return rows ? *rows : QList<relay::DroppedOutboxRow>();
}

} // namespace neuro::test
