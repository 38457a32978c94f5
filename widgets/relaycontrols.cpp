// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/relaycontrols.h"

#include "service/relayservice.h"

namespace neuro::ui {

RelayControls controlsOf(service::RelayService *service)
{
    RelayControls controls;
    controls.submit = [service](const relay::RelayCommand &command) {
        return service->submit(command);
    };
    controls.reopenBackend = [service](const QString &host, quint16 port) {
        service->reopenBackend(host, port);
    };
    controls.closeBackend = [service] {
        service->closeBackend();
    };
    controls.admit = [service](const QString &origin, const QString &address,
                               net::Admission admission) {
        service->admit(origin, address, admission);
    };
    controls.admitWatcher = [service](const QString &origin, const QString &address,
                                      net::Admission admission) {
        service->admit(origin, address, admission, relay::Door::Intermediary);
    };
    controls.reopenIntermediary = [service](const QString &host, quint16 port) {
        service->reopenIntermediary(host, port);
    };
    controls.setRecording = [service](bool on) {
        service->setRecording(on);
    };
    controls.noteExport = [service](const QString &path) {
        service->noteExport(path);
    };
    controls.probeServer = [service](const QString &host, quint16 port) {
        service->probeServer(host, port);
    };
    controls.useUpstream = [service](const QUrl &url, quint16 backendPort) {
        service->useUpstream(url, backendPort);
    };
    controls.reconnectUpstream = [service] {
        service->reconnectUpstream();
    };
    controls.stopUpstream = [service] {
        service->stopUpstream();
    };
    controls.readOutbox = [service] {
        service->readOutbox();
    };
    controls.dropOutbox = [service](const QString &destination) {
        service->dropOutbox(destination);
    };
    controls.exportOutbox = [service](const QString &path) {
        service->exportOutbox(path);
    };
    return controls;
}

} // namespace neuro::ui
