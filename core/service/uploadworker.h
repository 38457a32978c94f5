// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "relay/types.h"
#include "service/throttledwarning.h"
#include "storage/uploadstore.h"

#include <QByteArray>
#include <QObject>
#include <QString>

namespace neuro::service {

/// Stores the binary messages of integrations. Lives in the storage thread, where it was created.
class UploadWorker : public QObject
{
    Q_OBJECT

public:
    UploadWorker(const QString &folder, storage::UploadStore::Limits limits);

    /// stored() or failed() follows.
    void store(relay::PeerId peer, const QString &sender, const QByteArray &bytes);
    void setLimits(storage::UploadStore::Limits limits);

Q_SIGNALS:
    void stored(neuro::relay::PeerId peer, const QString &sender, qint64 size, const QString &file);
    void failed(neuro::relay::PeerId peer, const QString &sender, qint64 size,
                const neuro::protocol::Phrase &why);

private:
    const QString m_folder;
    storage::UploadStore m_store;
    ThrottledWarning m_warning;
};

} // namespace neuro::service
