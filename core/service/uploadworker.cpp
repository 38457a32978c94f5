// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/uploadworker.h"

#include "relay/relaydispatcher.h"

namespace neuro::service {

using namespace Qt::StringLiterals;

UploadWorker::UploadWorker(const QString &folder, storage::UploadStore::Limits limits)
    : m_folder(folder)
    , m_store(folder, limits)
{
}

void UploadWorker::store(relay::PeerId peer, const QString &sender, const QByteArray &bytes)
{
    const auto file = m_store.store(sender, bytes, relay::systemInstant().wall);
    if (file) {
        Q_EMIT stored(peer, sender, bytes.size(), *file);
        return;
    }
    m_warning.warn(u"a binary message of %1 was not stored in %2: %3"_s.arg(
        sender, m_folder, file.error().english()));
    Q_EMIT failed(peer, sender, bytes.size(), file.error());
}

void UploadWorker::setLimits(storage::UploadStore::Limits limits)
{
    m_store.setLimits(limits);
}

} // namespace neuro::service
