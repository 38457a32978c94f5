// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/configplan.h"
#include "service/relayservice_p.h"

#include <utility>

/// A running relay that takes another configuration.
namespace neuro::service {

namespace {

/// For the log: what was closed and opened, or connected, anew.
QString describe(const ConfigPlan &plan)
{
    QStringList parts;
    if (plan.reopensBackend)
        parts.append(QStringLiteral("backend"));
    if (plan.reopensIntermediary)
        parts.append(QStringLiteral("intermediary"));
    if (plan.reopensStatus)
        parts.append(QStringLiteral("status"));
    if (plan.reconnectsUpstream)
        parts.append(QStringLiteral("upstream"));
    return parts.join(QLatin1Char(' '));
}

} // namespace

void RelayService::applyConfig(const config::RelayConfig &config)
{
    config::RelayConfig wanted = config;
    // Of the run, not of the file.
    wanted.engine.idPrefix = d->config.engine.idPrefix;
    const config::RelayConfig before = std::exchange(d->config, wanted);
    d->viewMask.setMask(maskOf(wanted));
    Q_EMIT configApplied();
    if (!isRunning())
        return;
    d->note(QStringLiteral("apply_config"), describe(planFor(before, wanted)));
    d->inRelayThread([worker = d->relayWorker, wanted] { worker->apply(wanted); });
    d->inIntermediaryThread([worker = d->intermediary, wanted] { worker->apply(wanted); });
    d->applyToStorage(before);
}

void RelayService::Private::applyToStorage(const config::RelayConfig &before)
{
    inStorageThread([worker = recording, wanted = config] { worker->apply(wanted); });
    if (uploads) {
        const storage::UploadStore::Limits limits{config.uploads.messageBytes,
                                                  config.uploads.quotaBytes};
        QMetaObject::invokeMethod(
            uploads, [worker = uploads, limits] { worker->setLimits(limits); },
            Qt::QueuedConnection);
    }
    if (outbox) {
        QMetaObject::invokeMethod(
            outbox,
            [worker = outbox, limits = config.outbox.limits, mask = maskOf(config)] {
                worker->apply(limits, mask);
            },
            Qt::QueuedConnection);
    } else {
        startOutbox();
    }
    // A window records by itself; --record and a headless run are not the file's affair.
    const bool isSwitched = before.recording.enabled != config.recording.enabled;
    if (isSwitched && options.observed && !options.recordFile)
        q->setRecording(config.recording.enabled);
}

} // namespace neuro::service
