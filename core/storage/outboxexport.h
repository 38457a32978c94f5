// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/outboxstore.h"
#include "storage/secretmask.h"

#include <QString>
#include <QStringList>

namespace neuro::storage {

/// How much was exported, or why nothing was.
struct OutboxExport
{
    qint64 waiting = 0;
    qint64 dropped = 0;
    protocol::Phrase error; ///< File, reason, what to do; empty when all is well.
};

/// Writes what waits for each of `destinations` and then what limits dropped of theirs, each in
/// order, as JSON Lines to `target`, which only its owner may read and which is replaced at the
/// end, in one step, or not at all; what is no regular file, such as a device, is refused. Secrets
/// are masked; nothing in the store changes. Needs little memory, whatever the size.
///
/// `{"kind":"row","id","destination","state":"waiting"|"dropped","type","name","created","tries",
/// "size","text"|"base64"}`, and for a dropped one `"why"` and `"at"`.
OutboxExport exportOutbox(relay::OutboxStore &store, const QStringList &destinations,
                          const QString &target, const SecretMask &mask);

} // namespace neuro::storage
