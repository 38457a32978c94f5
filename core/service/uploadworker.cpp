// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/uploadworker.h"

#include "relay/relaydispatcher.h"
#include "service/servicelog.h"

namespace neuro::service {

UploadWorker::UploadWorker(const QString &folder, storage::UploadStore::Limits limits)
    : m_store(folder, limits)
{
}

void UploadWorker::store(relay::PeerId peer, const QString &sender, const QByteArray &bytes)
{
    const auto file = m_store.store(sender, bytes, relay::systemInstant().wall);
    if (file) {
        Q_EMIT stored(peer, sender, bytes.size(), *file);
        return;
    }
    qCWarning(serviceLog).noquote()
        << "a binary message of" << sender << "was not stored:" << file.error().english();
    Q_EMIT failed(peer, sender, bytes.size(), file.error());
}

void UploadWorker::setLimits(storage::UploadStore::Limits limits)
{
    m_store.setLimits(limits);
}

} // namespace neuro::service
