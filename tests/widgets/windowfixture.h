// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/events.h"
#include "models/relaymodels.h"
#include "service/relayservice.h"
#include "widgets/mainwindow.h"
#include "widgets/windowsettings.h"

#include <QTemporaryDir>

#include <memory>

namespace neuro::tests {

/// A window over models that the test feeds, and a service that is not started.
class WindowFixture
{
public:
    WindowFixture()
    {
        options.dataFolder = folder.path();
        config.backend.port = 8000;
        // Tests that start the service run beside one another.
        config.intermediary.port = 0;
        config.status.port = 0;
        service = std::make_unique<service::RelayService>(config, options);
        open();
    }

    /// Makes the window, anew if there is one, with settings read from the file.
    void open()
    {
        window.reset();
        settings.reset();
        settings = std::make_unique<ui::WindowSettings>(folder.filePath(u"window.ini"_s));
        window = std::make_unique<ui::MainWindow>(service.get(), &models, settings.get());
    }

    void apply(relay::RelayEvents events, quint64 skipped = 0) { models.apply(events, skipped); }

    /// The only child of this type with this name.
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return window->findChild<Widget *>(name);
    }

    QTemporaryDir folder;
    config::RelayConfig config;
    service::RunOptions options;
    models::RelayModels models;
    std::unique_ptr<service::RelayService> service;
    std::unique_ptr<ui::WindowSettings> settings;
    std::unique_ptr<ui::MainWindow> window;
};

inline relay::DoorEvent listening()
{
    relay::DoorEvent door;
    door.at = moment(0);
    door.listening = true;
    door.addresses = {u"127.0.0.1:8000"_s, u"[::1]:8000"_s};
    return door;
}

inline relay::DoorEvent notListening(const QString &error = {})
{
    relay::DoorEvent door;
    door.at = moment(0);
    door.error = neuro::protocol::verbatim(error);
    return door;
}

} // namespace neuro::tests
