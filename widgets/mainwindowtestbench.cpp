// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/mainwindow.h"
#include "widgets/testbenchdialog.h"
#include "widgets/testbenchnotices.h"

#include <QAction>

/// What the window has to do with the test bench.
namespace neuro::ui {

void MainWindow::connectTestBench()
{
    using models::RelayModels;
    auto *notices = new TestBenchNotices(m_noticeBar, m_controls.submit, this);
    connect(m_actions.testBench, &QAction::triggered, this, &MainWindow::openTestBench);
    connect(notices, &TestBenchNotices::dialogWanted, this, &MainWindow::openTestBench);
    connect(m_models, &RelayModels::testBenchChanged, notices, &TestBenchNotices::benchChanged);
    notices->benchChanged({{}, m_models->testBench()});
}

void MainWindow::openTestBench()
{
    if (!m_testBench) {
        using models::RelayModels;
        m_testBench = new TestBenchDialog(m_models->testBench(), m_models->upstream(),
                                          m_controls.submit, this);
        connect(m_models, &RelayModels::testBenchChanged, m_testBench,
                &TestBenchDialog::benchChanged);
        connect(m_models, &RelayModels::upstreamChanged, m_testBench,
                &TestBenchDialog::setUpstream);
        openDialog(m_testBench);
    }
    m_testBench->raise();
    m_testBench->activateWindow();
}

} // namespace neuro::ui
