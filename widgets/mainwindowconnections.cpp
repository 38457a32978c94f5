// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/mainwindow.h"

#include "widgets/commanddialog.h"
#include "widgets/commanderrortext.h"
#include "widgets/deciderbutton.h"
#include "widgets/demolauncher.h"
#include "widgets/forcedesk.h"
#include "widgets/helpwindows.h"
#include "widgets/inspector.h"
#include "widgets/integrationsview.h"
#include "widgets/noticebar.h"
#include "widgets/panel.h"
#include "widgets/recordings.h"
#include "widgets/relaybutton.h"
#include "widgets/relaynotices.h"
#include "widgets/relaystatusbar.h"
#include "widgets/sayline.h"
#include "widgets/trafficactions.h"
#include "widgets/trafficview.h"
#include "widgets/transcriptview.h"
#include "widgets/windowsettings.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDialog>
#include <QMenu>

/// What the window's actions do, and how it follows models and service.
namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int secondMs = 1000;

} // namespace

void MainWindow::connectFileActions()
{
    connect(m_actions.openRecording, &QAction::triggered, m_recordings,
            [this] { m_recordings->chooseRecording(this); });
    connect(m_actions.exportSession, &QAction::triggered, m_recordings, &Recordings::exportSession);
    connect(m_recordings, &Recordings::exported, this,
            [this](const QString &path) { m_controls.noteExport(path); });
    connect(m_actions.config, &QAction::triggered, this, &MainWindow::openConfig);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.record, &QAction::triggered, this,
            [this](bool on) { m_controls.setRecording(on); });
    connect(m_actions.clearTraffic, &QAction::triggered, m_models->traffic(),
            &models::TrafficModel::clear);
    connect(m_actions.copyTranscript, &QAction::triggered, m_transcript,
            &TranscriptView::copyMarkdown);
    connect(m_actions.shortcuts, &QAction::triggered, this,
            [this] { makeShortcutsDialog(*this, this)->show(); });
    connect(m_actions.about, &QAction::triggered, this, [this] { makeAboutDialog(this)->show(); });
}

void MainWindow::connectRelayActions()
{
    connect(m_actions.listen, &QAction::triggered, this, &MainWindow::toggleListening);
    connect(m_actions.copyAddress, &QAction::triggered, this, &MainWindow::copyAddress);
    connect(m_actions.changePort, &QAction::triggered, this,
            [this] { m_relayNotices->askForPort(m_host, m_port); });
    connect(m_actions.holdAll, &QAction::triggered, this,
            [this](bool hold) { m_controls.submit(relay::HoldAllForces{hold}); });
    connect(m_actions.reregisterAll, &QAction::triggered, this,
            [this] { m_controls.submit(relay::AskToReregister{0}); });
    connect(m_actions.rawMessage, &QAction::triggered, this, [this] { openRawMessage(0); });
    connect(m_actions.startup, &QAction::triggered, this, [this] { openStartup(0); });
    connect(m_actions.cutAll, &QAction::triggered, this, &MainWindow::cutAllGames);
    connect(m_actions.forgetAnswers, &QAction::triggered, this, &MainWindow::forgetAnswers);
    connect(m_actions.nextForce, &QAction::triggered, this, [this] {
        m_deskPanel->show();
        m_desk->focusNextCard();
    });
}

void MainWindow::connectTrafficActions()
{
    ui::connectTrafficActions(m_actions, m_traffic);
    showRowActions(-1);
    m_actions.follow->setChecked(m_traffic->isFollowing());
    connect(m_actions.follow, &QAction::triggered, m_traffic, &TrafficView::setFollowing);
    connect(m_traffic, &TrafficView::followingChanged, m_actions.follow, &QAction::setChecked);
    m_actions.columns->addActions(m_traffic->columnsMenu()->actions());
    connect(m_actions.columns, &QMenu::aboutToShow, m_traffic->columnsMenu(), &QMenu::aboutToShow);
}

void MainWindow::connectViewActions()
{
    connect(m_actions.themes, &QActionGroup::triggered, this, [this](const QAction *action) {
        setTheme(static_cast<ThemeMode>(action->data().toInt()));
    });
    connect(m_actions.restoreLayout, &QAction::triggered, this, &MainWindow::restoreDefaultLayout);
}

void MainWindow::connectModels()
{
    using models::RelayModels;
    connect(m_models, &RelayModels::backendChanged, this, &MainWindow::showDoor);
    connect(m_models, &RelayModels::settingsChanged, this, &MainWindow::showSettings);
    connect(m_models, &RelayModels::skippedFramesChanged, m_statusBar, &RelayStatusBar::setSkipped);
    connect(m_models, &RelayModels::commandDone, this, &MainWindow::commandDone);
    connect(m_models, &RelayModels::admissionWanted, m_relayNotices,
            &RelayNotices::admissionWanted);
    connect(m_models->integrations(), &models::IntegrationsModel::countsChanged, this,
            &MainWindow::showCounts);
    connect(m_models->forces(), &QAbstractItemModel::rowsInserted, this, &MainWindow::forceCame);
    m_secondTimer.setInterval(secondMs);
    connect(&m_secondTimer, &QTimer::timeout, this, [this] {
        m_models->integrations()->tick(QDateTime::currentMSecsSinceEpoch() * relay::microsPerMs);
    });
    m_secondTimer.start();
}

void MainWindow::connectService()
{
    connect(m_service, &service::RelayService::statistics, this, &MainWindow::showStatistics);
}

void MainWindow::connectViews()
{
    connect(m_integrations, &IntegrationsView::gameSelected, m_traffic, &TrafficView::setGame);
    connect(m_traffic, &TrafficView::gameCleared, m_integrations,
            &IntegrationsView::clearSelection);
    connect(m_integrations, &IntegrationsView::formWanted, this, &MainWindow::openForm);
    connect(m_integrations, &IntegrationsView::rawMessageWanted, this, &MainWindow::openRawMessage);
    connect(m_integrations, &IntegrationsView::startupWanted, this, &MainWindow::openStartup);
    connect(m_integrations, &IntegrationsView::copyAddressWanted, this, &MainWindow::copyAddress);
    connect(m_traffic, &TrafficView::currentChanged, this, [this](int row) {
        showRowActions(row);
        if (row < 0)
            return m_inspector->clear();
        const relay::FrameEvent &frame = m_models->traffic()->frame(row);
        m_inspector->showFrame(frame);
        showForwarding(frame);
    });
    connect(m_desk, &ForceDesk::trafficWanted, m_traffic, &TrafficView::setForce);
    m_traffic->setFilterHistory(m_settings->filters());
    connect(m_traffic, &TrafficView::filterHistoryChanged, m_settings, &WindowSettings::setFilters);
    connect(m_demos, &DemoLauncher::lockedOut, m_statusBar, &RelayStatusBar::tell);
    connect(m_statusBar, &RelayStatusBar::integrationsWanted, this,
            [this] { goTo(m_integrationsPanel); });
    connect(m_statusBar, &RelayStatusBar::trafficWanted, this, [this] { goTo(m_trafficPanel); });
    connect(m_statusBar, &RelayStatusBar::sessionWanted, m_recordings, &Recordings::exportSession);
}

/// What can be done with a row of the traffic; -1: there is none.
void MainWindow::showRowActions(int row)
{
    const relay::FrameEvent *frame = row < 0 ? nullptr : &m_models->traffic()->frame(row);
    for (QAction *action : {m_actions.copyRow, m_actions.copyJson, m_actions.mark})
        action->setEnabled(frame);
    m_actions.onlyGame->setEnabled(frame && !frame->name.isEmpty());
    m_actions.onlyForce->setEnabled(frame && frame->force != 0);
}

void MainWindow::forgetAnswers()
{
    const int answers = m_relayNotices->forgetAnswers();
    if (answers == 0)
        return m_statusBar->tell(tr("Nobody was answered “Always” or “Never”."));
    m_statusBar->tell(answers == 1 ? tr("1 answer was taken back; it is asked about again.")
                                   : tr("%Ln answers were taken back; whoever comes is asked about "
                                        "again.",
                                        nullptr, answers));
}

void MainWindow::showDoor(const relay::DoorEvent &door)
{
    const QString url = relayUrl(door);
    m_relayButton->setDoor(door);
    m_integrations->setAddress(url);
    m_actions.listen->setChecked(door.listening);
    m_actions.copyAddress->setEnabled(!url.isEmpty());
    showDemos();
    if (door.listening)
        m_port = doorAddress(door.addresses.value(0)).port;
    if (door.at.wall != 0)
        m_relayNotices->doorChanged(door, m_host, m_port, !m_models->upstream().url.isEmpty());
}

void MainWindow::showSettings(const relay::SettingsEvent &settings)
{
    if (!settings.deciders.isEmpty()) {
        m_deciderButton->setDeciders(settings.deciders);
        m_desk->setDeciders(settings.deciders);
    }
    m_actions.holdAll->setChecked(settings.holdAll);
    showCut(settings.isCut);
}

void MainWindow::showStatistics(const service::ServiceStatistics &statistics)
{
    m_statusBar->setStatistics(statistics);
    m_actions.record->setChecked(statistics.recording.recording);
    m_relayNotices->recordingChanged(statistics.recording);
    m_recordings->setRecorded(statistics.recording.path);
}

void MainWindow::showCounts()
{
    const models::IntegrationsModel *integrations = m_models->integrations();
    const int games = integrations->connectedGames();
    m_statusBar->setCounts(games, integrations->registeredActions());
    const int watchers = integrations->connectedWatchers();
    QStringList counts{games == 1 ? tr("1 game") : tr("%Ln games", nullptr, games)};
    if (watchers > 0)
        counts.append(watchers == 1 ? tr("1 watcher") : tr("%Ln watchers", nullptr, watchers));
    const int hubClients = integrations->connectedHubClients();
    if (hubClients > 0)
        counts.append(tr("hub: %L1", "how many clients it has").arg(hubClients));
    m_integrationsPanel->setNote(counts.join(u" · "_s));
    if (games == 0)
        m_noticeBar->close(closeKey);
}

void MainWindow::commandDone(const relay::OperatorEvent &result)
{
    m_desk->commandDone(result);
    m_sayLine->commandDone(result);
    m_integrations->commandDone(result);
    for (const QPointer<CommandDialog> &form : std::as_const(m_forms)) {
        if (form)
            form->commandDone(result);
    }
    if (result.code != relay::CommandError::None || !result.error.isEmpty())
        m_statusBar->tell(commandErrorText(result));
    // What was asked for and not done must not look as if it were.
    showSettings(m_models->settings());
}

void MainWindow::forceCame()
{
    if (!isActiveWindow())
        QApplication::alert(this);
}

void MainWindow::toggleListening(bool on)
{
    if (on) {
        m_controls.reopenBackend(m_host, m_port);
        return;
    }
    const models::IntegrationsModel *integrations = m_models->integrations();
    // Those at the intermediary door stay.
    const int games = integrations->connectedGames() - integrations->connectedIntegrations();
    if (games == 0) {
        m_controls.closeBackend();
        return;
    }
    m_actions.listen->setChecked(true);
    Notice *notice = m_noticeBar->open(
        RelayNotices::doorKey, Notice::Tone::Question,
        games == 1 ? tr("Stop listening? The connected game is disconnected.")
                   : tr("Stop listening? %Ln connected games are disconnected.", nullptr, games),
        NoticeBar::Place::First);
    notice->addButton(
        tr("Stop listening"), [this] { m_controls.closeBackend(); }, true);
    notice->addButton(tr("Cancel"), {});
}

void MainWindow::copyAddress()
{
    const QString url = relayUrl(m_models->backend());
    if (url.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(url);
    m_statusBar->tell(tr("Copied %1").arg(url));
}

} // namespace neuro::ui
