// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/windowrun.h"

#include "app/commandline.h"
#include "app/messagehandler.h"
#include "app/stopsignals.h"
#include "models/relaymodels.h"
#include "service/configmask.h"
#include "widgets/mainwindow.h"
#include "widgets/theme.h"
#include "widgets/windowsettings.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

namespace neuro::app {

int runWindow(QApplication &application, const config::RelayConfig &config,
              const service::RunOptions &options, const config::ConfigDraft::Resolve &resolve,
              InstanceLock &instance)
{
    // Qt's own texts (standard buttons) where the system has them in this language, then ours.
    QTranslator qtTranslator;
    if (qtTranslator.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                          QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTranslator);
    QTranslator translator;
    if (translator.load(QLocale(), QStringLiteral("neuro-relay"), QStringLiteral("_"),
                        QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&translator);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/neuro-relay.svg")));
    QGuiApplication::setDesktopFileName(QStringLiteral("neuro-relay"));
    QApplication::setQuitOnLastWindowClosed(true);

    ui::WindowSettings settings(options.dataFolder + QStringLiteral("/window.ini"));
    ui::applyTheme(application, settings.theme());

    service::RelayService service(config, options);
    models::RelayModels models;
    ui::MainWindow window(&service, &models, &settings);
    window.setConfigResolver(resolve);
    QObject::connect(&service, &service::RelayService::events, &models,
                     &models::RelayModels::apply);
    QObject::connect(&instance, &InstanceLock::raiseRequested, &window,
                     &ui::MainWindow::raiseWindow);
    instance.listenForRaise();
    QObject::connect(&service, &service::RelayService::configApplied, &service, [&service] {
        hideInMessages(service::textMaskOf(service.config()),
                       service::secretMaskOf(service.config()));
    });
    StopSignals signalsToStop;
    // A signal asks nobody: closing the window by hand would, while games are connected.
    QObject::connect(&signalsToStop, &StopSignals::stopRequested, &window,
                     &ui::MainWindow::closeNow);

    if (const QString error = service.start(); !error.isEmpty()) {
        std::fprintf(stderr, "neuro-relay: %s\n", qUtf8Printable(error));
        return RuntimeError;
    }
    window.show();
    const int code = QApplication::exec();
    service.stop();
    return code;
}

} // namespace neuro::app
