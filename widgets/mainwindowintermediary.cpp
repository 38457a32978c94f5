// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/mainwindow.h"
#include "widgets/noticebar.h"
#include "widgets/registrationnotices.h"
#include "widgets/relaybutton.h"

/// What the window has to do with the door for integrations and watchers.
namespace neuro::ui {

void MainWindow::connectIntermediary()
{
    using models::RelayModels;
    m_registrationNotices = new RegistrationNotices(
        m_noticeBar,
        {[this] { return m_service->config(); }, [this] { return relayUrl(m_models->backend()); },
         m_controls.reopenIntermediary, m_controls.openConfig},
        this);
    connect(m_models, &RelayModels::registrationRefused, m_registrationNotices,
            &RegistrationNotices::registrationRefused);
    connect(m_models, &RelayModels::intermediaryChanged, m_registrationNotices,
            &RegistrationNotices::doorChanged);
    connect(m_service, &service::RelayService::statusDoorChanged, m_registrationNotices,
            &RegistrationNotices::statusChanged);
    if (m_models->intermediary().at.wall != 0)
        m_registrationNotices->doorChanged(m_models->intermediary());
    m_registrationNotices->checkTokens();
}

} // namespace neuro::ui
