// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/configplan.h"
#include "widgets/configdialog.h"
#include "widgets/mainwindow.h"
#include "widgets/registrationnotices.h"
#include "widgets/windowsettings.h"

#include <utility>

/// What the window has to do with the configuration.
namespace neuro::ui {

void MainWindow::setConfigResolver(config::ConfigDraft::Resolve resolve)
{
    m_resolveConfig = std::move(resolve);
}

void MainWindow::openConfig()
{
    if (!m_config) {
        ConfigAccess access;
        access.resolve = m_resolveConfig;
        if (!access.resolve) {
            access.resolve = [](const QByteArray &yaml, const QString &file) {
                config::ConfigReading reading = config::readConfig(yaml, file);
                config::completeConfig(reading.config, true, reading.issues);
                return reading;
            };
        }
        access.running = [this] {
            return m_service->config();
        };
        access.apply = [this](const config::RelayConfig &config) {
            applyConfig(config);
        };
        access.settings = m_settings;
        access.themes = m_actions.themes;
        access.restoreLayout = m_actions.restoreLayout;
        access.forgetAnswers = m_actions.forgetAnswers;
        m_config = new ConfigDialog(std::move(access), this);
        m_config->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_config->show();
    m_config->raise();
    m_config->activateWindow();
}

bool MainWindow::closeConfig()
{
    if (!m_config || !m_config->isVisible())
        return true;
    if (m_mayClose) {
        m_config->hide(); // Nobody may be there to be asked.
        return true;
    }
    if (m_config->close())
        return true;
    m_config->raise();
    m_config->activateWindow();
    return false;
}

void MainWindow::applyConfig(const config::RelayConfig &config)
{
    if (service::planFor(m_service->config(), config).reopensBackend) {
        m_host = config.backend.host;
        m_port = config.backend.port;
    }
    m_service->applyConfig(config);
    m_registrationNotices->checkTokens();
}

} // namespace neuro::ui
