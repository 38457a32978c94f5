// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/headlessrun.h"

#include "app/commandline.h"
#include "app/readyline.h"
#include "app/stopsignals.h"

#include <QCoreApplication>

#include <cstdio>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

void print(std::FILE *stream, const QString &line)
{
    std::fprintf(stream, "%s\n", qUtf8Printable(line));
    std::fflush(stream);
}

} // namespace

int runHeadless(const config::RelayConfig &config, const service::RunOptions &options)
{
    service::RelayService service(config, options);
    StopSignals signalsToStop;
    QObject::connect(&signalsToStop, &StopSignals::stopRequested, qApp,
                     [] { QCoreApplication::exit(Success); });
    ReadyLine ready(config);
    const auto tell = [&ready] {
        if (const QString warning = ready.takeWarning(); !warning.isEmpty())
            print(stderr, u"neuro-relay: warning: "_s + warning);
        if (const QString error = ready.takeError(); !error.isEmpty()) {
            print(stderr, u"neuro-relay: "_s + error);
            QCoreApplication::exit(RuntimeError);
        } else if (const auto line = ready.takeLine()) {
            print(stdout, *line);
        }
    };
    QObject::connect(&service, &service::RelayService::doorChanged, qApp,
                     [&ready, tell](const relay::DoorEvent &door) {
                         ready.take(door);
                         tell();
                     });
    QObject::connect(&service, &service::RelayService::statusDoorChanged, qApp,
                     [&ready, tell](const service::StatusDoor &door) {
                         ready.take(door);
                         tell();
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
