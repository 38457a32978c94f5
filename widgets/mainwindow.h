// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configdraft.h"
#include "models/relaymodels.h"
#include "service/relayservice.h"
#include "widgets/mainactions.h"
#include "widgets/relaycontrols.h"

#include <QList>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

namespace neuro::ui {

class CommandDialog;
class ConfigDialog;
class DeciderButton;
class DemoLauncher;
class DiagnosticsPanel;
class ForceDesk;
class FlatTabWidget;
class Inspector;
class IntegrationsView;
class NoticeBar;
class OutboxPanel;
class Panel;
class PanelLayout;
class Recordings;
class RegistrationNotices;
class RelayButton;
class RelayNotices;
class RelayStatusBar;
class SayLine;
class TestBenchDialog;
class TrafficView;
class TranscriptView;
class UpstreamButton;
class UpstreamNotices;
class WindowSettings;

/// The operator's window: who is connected, what is said, what waits for an answer.
///
/// Shows `models` and commands `service`; somebody else starts the service and feeds the models.
/// All three must outlive the window. Nothing here waits for anything.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(service::RelayService *service, models::RelayModels *models,
               WindowSettings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    NoticeBar *notices() const { return m_noticeBar; }
    /// How the program reads a configuration; otherwise the file alone counts, without environment
    /// and command line.
    void setConfigResolver(config::ConfigDraft::Resolve resolve);

    /// Dialogs of messages to games that may be open; then the oldest one is closed.
    static constexpr int openForms = 10;
    /// Keys of the notices that this class opens.
    static const QString closeKey;
    static const QString cutKey;
    static const QString outboxExportKey;
    static const QString settingsKey;

public Q_SLOTS:
    /// Brings the window before all others: a second start of the program asks for it.
    void raiseWindow();
    /// Closes without asking.
    void closeNow();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildViews();
    void buildPanels();
    QWidget *buildTranscriptPage();
    void buildToolBar();
    void buildDemoMenu();
    void buildGoToMenu();

    void connectFileActions();
    void connectRelayActions();
    void connectTrafficActions();
    void connectViewActions();
    void connectModels();
    void connectService();
    void connectViews();
    void connectUpstream();
    void connectIntermediary();
    void connectDiagnostics();
    void connectTestBench();

    void showDoor(const relay::DoorEvent &door);
    void showSettings(const relay::SettingsEvent &settings);
    void showUpstream(const relay::UpstreamEvent &upstream);
    void showOutbox(const relay::OutboxHealthEvent &outbox);
    void showForwarding(const relay::FrameEvent &frame);
    void showDemos();
    void showRowActions(int row);
    void showStatistics(const service::ServiceStatistics &statistics);
    void showCounts();
    void showDiagnosticsTitle();
    void commandDone(const relay::OperatorEvent &result);
    void askToDropOutbox();
    void outboxExported(const QString &path, const protocol::Phrase &error, const QString &unsaved);
    void forceCame();

    void openConfig();
    /// False: it has changes that are not saved, and asks about them.
    bool closeConfig();
    void applyConfig(const config::RelayConfig &config);
    void chooseOutboxExport();
    void sendOutbox();
    void goToOutbox();
    void goToDiagnostics();
    void goToFrame(quint64 seq);
    void goToSayLine();
    void copyUpstream();
    void toggleListening(bool on);
    void copyAddress();
    void forgetAnswers();
    void openForm(relay::PeerId peer, const QString &game, const protocol::Action &action);
    void openRawMessage(relay::PeerId peer);
    void openStartup(relay::PeerId peer);
    void openTestBench();
    /// Shows a dialog that commands come back to; the oldest of too many is closed.
    void openDialog(CommandDialog *dialog);
    void cutAllGames(bool on);
    void showCut(bool isCut);
    void goTo(Panel *panel);
    void focusPanel(Panel *panel);
    void focusBottom();
    void setTheme(ThemeMode mode);
    void askBeforeClosing(int games);
    void saveLayout();
    void restoreLayout();
    void restoreDefaultLayout();

    service::RelayService *m_service;
    models::RelayModels *m_models;
    WindowSettings *m_settings;
    RelayControls m_controls;
    MainActions m_actions;
    /// Where the door listens or shall listen.
    QString m_host;
    quint16 m_port;

    NoticeBar *m_noticeBar = nullptr;
    RelayNotices *m_relayNotices = nullptr;
    RegistrationNotices *m_registrationNotices = nullptr;
    UpstreamNotices *m_upstreamNotices = nullptr;
    Recordings *m_recordings = nullptr;
    DemoLauncher *m_demos = nullptr;
    IntegrationsView *m_integrations = nullptr;
    TrafficView *m_traffic = nullptr;
    Inspector *m_inspector = nullptr;
    TranscriptView *m_transcript = nullptr;
    SayLine *m_sayLine = nullptr;
    OutboxPanel *m_outbox = nullptr;
    DiagnosticsPanel *m_diagnostics = nullptr;
    FlatTabWidget *m_bottomTabs = nullptr;
    ForceDesk *m_desk = nullptr;
    Panel *m_integrationsPanel = nullptr;
    Panel *m_trafficPanel = nullptr;
    Panel *m_inspectorPanel = nullptr;
    Panel *m_transcriptPanel = nullptr;
    Panel *m_deskPanel = nullptr;
    PanelLayout *m_layout = nullptr;
    RelayButton *m_relayButton = nullptr;
    UpstreamButton *m_upstreamButton = nullptr;
    DeciderButton *m_deciderButton = nullptr;
    RelayStatusBar *m_statusBar = nullptr;
    QList<QPointer<CommandDialog>> m_forms;
    QPointer<TestBenchDialog> m_testBench;
    config::ConfigDraft::Resolve m_resolveConfig;
    QPointer<ConfigDialog> m_config;
    QTimer m_secondTimer;
    bool m_mayClose = false;
    bool m_isCut = false;
};

} // namespace neuro::ui
