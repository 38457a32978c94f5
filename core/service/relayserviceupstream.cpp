// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"
#include "service/configplan.h"
#include "service/relayservice_p.h"
#include "service/servicelog.h"

/// A relay that finds Neuro where it was to listen itself.
namespace neuro::service {

void RelayService::probeServer(const QString &host, quint16 port)
{
    d->inRelayThread([worker = d->relayWorker, host, port] { worker->probe(host, port); });
}

void RelayService::useUpstream(const QUrl &url, quint16 backendPort)
{
    config::RelayConfig wanted = d->config;
    wanted.upstream.url = url;
    wanted.backend.port = backendPort;
    wanted.backendPortIsSet = true;
    QList<config::ConfigIssue> issues;
    config::completeConfig(wanted, options().observed, issues);
    for (const config::ConfigIssue &issue : std::as_const(issues))
        qCWarning(serviceLog).noquote() << issue.toString();
    const bool isReopened = planFor(d->config, wanted).reopensBackend;
    applyConfig(wanted);
    // The door was tried elsewhere by hand, and is where the configuration has it from now on.
    if (!isReopened)
        reopenBackend(wanted.backend.host, backendPort);
}

} // namespace neuro::service
