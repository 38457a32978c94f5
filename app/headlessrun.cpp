// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/headlessrun.h"

#include "app/commandline.h"
#include "app/stopsignals.h"

#include <QCoreApplication>

#include <cstdio>

namespace neuro::app {

int runHeadless(const config::RelayConfig &config, const service::RunOptions &options)
{
    service::RelayService service(config, options);
    StopSignals signalsToStop;
    QObject::connect(&signalsToStop, &StopSignals::stopRequested, qApp,
                     [] { QCoreApplication::exit(Success); });
    QObject::connect(
        &service, &service::RelayService::doorChanged, qApp, [](const relay::DoorEvent &door) {
            if (!door.listening) {
                std::fprintf(stderr, "neuro-relay: cannot listen for games: %s\n",
                             qUtf8Printable(door.error.english()));
                QCoreApplication::exit(RuntimeError);
                return;
            }
            std::printf("ready backend=ws://%s\n", qUtf8Printable(door.addresses.value(0)));
            std::fflush(stdout);
        });
    if (const QString error = service.start(); !error.isEmpty()) {
        std::fprintf(stderr, "neuro-relay: %s\n", qUtf8Printable(error));
        return RuntimeError;
    }
    const int code = QCoreApplication::exec();
    service.stop();
    return code;
}

} // namespace neuro::app
