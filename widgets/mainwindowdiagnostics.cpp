// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/diagnosticspanel.h"
#include "widgets/integrationsview.h"
#include "widgets/mainwindow.h"
#include "widgets/panel.h"
#include "widgets/relaystatusbar.h"
#include "widgets/trafficview.h"
#include "widgets/windowsettings.h"

#include <QAction>

/// What the window has to do with the games' mistakes.
namespace neuro::ui {

void MainWindow::connectDiagnostics()
{
    models::DiagnosticsModel *diagnostics = m_models->diagnostics();
    diagnostics->setMutes(m_settings->diagnosticMutes());
    m_integrations->setDiagnostics(diagnostics);
    connect(diagnostics, &models::DiagnosticsModel::mutesChanged, this,
            [this] { m_settings->setDiagnosticMutes(m_models->diagnostics()->mutes().list()); });
    connect(diagnostics, &models::DiagnosticsModel::talliesChanged, this,
            &MainWindow::showDiagnosticsTitle);
    connect(m_actions.showDiagnostics, &QAction::triggered, this, &MainWindow::goToDiagnostics);
    connect(m_diagnostics, &DiagnosticsPanel::frameWanted, this, &MainWindow::goToFrame);
    showDiagnosticsTitle();
}

void MainWindow::showDiagnosticsTitle()
{
    m_bottomTabs->setTabText(m_bottomTabs->indexOf(m_diagnostics),
                             diagnosticsTitle(m_models->diagnostics()->openRows()));
}

void MainWindow::goToDiagnostics()
{
    m_bottomTabs->setCurrentWidget(m_diagnostics);
    goTo(m_transcriptPanel);
}

void MainWindow::goToFrame(quint64 seq)
{
    m_trafficPanel->show();
    const bool wasHidden = m_models->traffic()->rowOfSeq(seq) < 0;
    if (m_traffic->goToFrame(seq)) {
        m_traffic->focusTable();
        if (wasHidden)
            m_statusBar->tell(tr("The filter hid this message, and was removed."));
        return;
    }
    m_statusBar->tell(tr("The traffic does not hold message %L1 any more; a recording or an "
                         "export may have it.")
                          .arg(seq));
}

} // namespace neuro::ui
