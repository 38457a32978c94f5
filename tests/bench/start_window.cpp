// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The window of neuro-relay as `neuro-relay` starts it, with the configuration of
/// XDG_CONFIG_HOME, until it has painted itself: what bench_start measures. Prints "ready" and
/// ends.
///
///   start_window DATA_FOLDER

#include "app/instancelock.h"
#include "app/windowrun.h"
#include "bench/firstpaint.h"
#include "config/configreader.h"
#include "service/relayservice.h"

#include <QApplication>

#include <cstdio>
#include <optional>

using namespace neuro;

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: start_window DATA_FOLDER\n", stderr);
        return 2;
    }
    QApplication application(argc, argv);
    const QString folder = QString::fromLocal8Bit(argv[1]);
    config::RelayConfig config = config::loadConfig(std::nullopt).config;
    config.backend.port = 0;
    app::InstanceLock instance(folder);
    if (!instance.acquire()) {
        std::fprintf(stderr, "start_window: %s\n", qUtf8Printable(instance.error()));
        return 1;
    }
    service::RunOptions options;
    options.dataFolder = folder;
    options.recordToDataFolder = true;
    const bench::FirstPaint firstPaint;
    const auto resolve = [](const QByteArray &yaml, const QString &file) {
        return config::readConfig(yaml, file);
    };
    return app::runWindow(application, config, options, resolve, instance);
}
