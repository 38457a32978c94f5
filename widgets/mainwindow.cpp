// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/mainwindow.h"

#include "widgets/actionbutton.h"
#include "widgets/commanddialog.h"
#include "widgets/deciderbutton.h"
#include "widgets/demolauncher.h"
#include "widgets/diagnosticspanel.h"
#include "widgets/forcedesk.h"
#include "widgets/inspector.h"
#include "widgets/integrationsview.h"
#include "widgets/menus.h"
#include "widgets/noticebar.h"
#include "widgets/outboxpanel.h"
#include "widgets/panel.h"
#include "widgets/panellayout.h"
#include "widgets/recordings.h"
#include "widgets/relaybutton.h"
#include "widgets/relaynotices.h"
#include "widgets/relaystatusbar.h"
#include "widgets/sayline.h"
#include "widgets/themedicons.h"
#include "widgets/toolrow.h"
#include "widgets/trafficview.h"
#include "widgets/transcriptview.h"
#include "widgets/upstreambutton.h"
#include "widgets/upstreamnotices.h"
#include "widgets/windowsettings.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolBar>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize firstSize(1440, 900);
constexpr QSize leastSize(1024, 500);
constexpr int barMargin = 6;

const QString geometryPart = u"geometry"_s;
const QString panelsPart = u"panels"_s;
const QString columnsPart = u"columns"_s;
const QString diagnosticsPart = u"diagnostics"_s;

} // namespace

const QString MainWindow::closeKey = u"close"_s;
const QString MainWindow::cutKey = u"cut"_s;
const QString MainWindow::settingsKey = u"settings"_s;

MainWindow::MainWindow(service::RelayService *service, models::RelayModels *models,
                       WindowSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_service(service)
    , m_models(models)
    , m_settings(settings)
    , m_controls(controlsOf(service))
    , m_actions(makeMainActions(this))
    , m_host(service->config().backend.host)
    , m_port(service->config().backend.port)
{
    setWindowTitle(tr("Neuro Relay"));
    setMinimumSize(leastSize);
    // The door may move later: whoever opens it elsewhere goes through here.
    m_controls.reopenBackend = [this](const QString &host, quint16 port) {
        m_host = host;
        m_port = port;
        m_service->reopenBackend(host, port);
    };
    m_controls.openConfig = [this] {
        openConfig();
    };
    m_controls.useUpstream = [this](const QUrl &url, quint16 backendPort) {
        m_host = m_service->config().backend.host;
        m_port = backendPort;
        m_service->useUpstream(url, backendPort);
    };
    buildViews();
    buildPanels();
    buildToolBar();
    buildDemoMenu();
    buildGoToMenu();
    m_statusBar = new RelayStatusBar(this);
    setStatusBar(m_statusBar);
    connectFileActions();
    connectRelayActions();
    connectTrafficActions();
    connectViewActions();
    connectModels();
    connectService();
    connectViews();
    connectUpstream();
    connectIntermediary();
    connectDiagnostics();
    connectTestBench();
    restoreLayout();
    showDoor(models->backend());
    showSettings(models->settings());
    showUpstream(models->upstream());
    showOutbox(models->outbox());
    showCounts();
    if (const QString error = settings->errorText(); !error.isEmpty())
        m_noticeBar->open(settingsKey, Notice::Tone::Warning, error, NoticeBar::Place::First)
            ->addButton(tr("Close"), {});
}

MainWindow::~MainWindow()
{
    // Views unregister from models that others own; their signals must not come back here.
    m_models->disconnect(this);
    m_service->disconnect(this);
    m_traffic->disconnect(this);
}

void MainWindow::buildViews()
{
    m_noticeBar = new NoticeBar(this);
    m_relayNotices = new RelayNotices(m_noticeBar, m_settings, m_controls, this);
    m_upstreamNotices = new UpstreamNotices(m_noticeBar, m_controls, this);
    m_recordings =
        new Recordings(this, m_noticeBar, [this] { return m_models->traffic()->vocabulary(); });
    m_demos = new DemoLauncher(QCoreApplication::applicationFilePath(), this);
    m_integrations = new IntegrationsView(m_models->integrations(), m_controls.submit, m_noticeBar,
                                          m_demos, this);
    m_traffic = new TrafficView(m_models->traffic(), this);
    m_inspector = new Inspector(this);
    m_transcript = new TranscriptView(m_models->transcript(), this);
    m_sayLine = new SayLine(m_controls.submit, this);
    m_outbox = new OutboxPanel(m_models->outboxRows(),
                               {m_actions.sendOutbox, m_actions.dropOutbox, m_actions.exportOutbox},
                               m_controls.readOutbox, this);
    m_diagnostics = new DiagnosticsPanel(m_models->diagnostics(), this);
    m_desk = new ForceDesk(m_models->forces(), m_controls.submit, this);
}

void MainWindow::buildPanels()
{
    const auto makePanel = [this](QWidget *content, const QString &name) {
        auto *panel = new Panel(this);
        panel->addContent(content);
        panel->setAccessibleName(name);
        return panel;
    };
    m_integrationsPanel = makePanel(m_integrations, tr("Integrations"));
    m_integrationsPanel->setTitle(tr("Integrations"));
    m_trafficPanel = makePanel(m_traffic, tr("Traffic"));
    m_inspectorPanel = makePanel(m_inspector, tr("Inspector"));
    m_bottomTabs = new FlatTabWidget(this);
    m_bottomTabs->addTab(buildTranscriptPage(), tr("Neuro reads"));
    m_bottomTabs->addTab(m_outbox, tr("Outbox"));
    m_bottomTabs->addTab(m_diagnostics, diagnosticsTitle(0));
    m_transcriptPanel = makePanel(m_bottomTabs, tr("Neuro reads"));
    m_deskPanel = makePanel(m_desk, tr("Force desk"));
    m_layout = new PanelLayout(
        {m_integrationsPanel, m_trafficPanel, m_inspectorPanel, m_transcriptPanel, m_deskPanel},
        this);
    m_layout->fillMenu(m_actions.panels);
    m_actions.game->addActions(m_integrations->menuActions());
    m_actions.force->addActions(m_desk->menuActions());
    m_actions.inspector->addActions(m_inspector->menuActions());
    m_actions.diagnostics->addActions(m_diagnostics->menuActions());
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_noticeBar);
    layout->addWidget(m_layout, 1);
    setCentralWidget(centre);
}

QWidget *MainWindow::buildTranscriptPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_transcript, 1);
    layout->addWidget(m_sayLine);
    return page;
}

void MainWindow::buildToolBar()
{
    auto *bar = new QToolBar(tr("Tool bar"), this);
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    // It could be hidden by its own menu only, which would be a trap.
    bar->toggleViewAction()->setEnabled(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_relayButton = new RelayButton(bar);
    m_relayButton->setActions({m_actions.listen, m_actions.copyAddress, m_actions.changePort});
    m_upstreamButton = new UpstreamButton(bar);
    m_upstreamButton->setActions(
        {m_actions.reconnectUpstream, m_actions.stopUpstream, m_actions.copyUpstream});
    m_deciderButton = new DeciderButton(m_controls.submit, bar);
    // The style sets the margins of the tool bar itself.
    auto *content = new ToolRow(bar);
    QHBoxLayout *row = content->row();
    row->setContentsMargins(barMargin, barMargin / 2, barMargin, barMargin / 2);
    row->setSpacing(barMargin);
    row->addWidget(m_relayButton);
    row->addWidget(m_upstreamButton);
    row->addWidget(m_deciderButton);
    auto *hold = new ActionButton(m_actions.holdAll, content);
    auto *record = new ActionButton(m_actions.record, content);
    auto *cut = new ActionButton(m_actions.cutAll, content);
    auto *exportSession = new ActionButton(m_actions.exportSession, content);
    auto *config = new ActionButton(m_actions.config, content);
    row->addWidget(hold);
    row->addWidget(record);
    row->addStretch(1);
    row->addWidget(cut);
    row->addWidget(exportSession);
    row->addWidget(config);
    // What is needed in a hurry is the last to lose its text.
    content->setReducible({config, exportSession}, {record, hold, cut});
    bar->addWidget(content);
    addToolBar(bar);
}

void MainWindow::buildDemoMenu()
{
    for (const DemoLauncher::Demo &demo : DemoLauncher::demos()) {
        QAction *action = m_actions.demos->addAction(demo.title);
        action->setCheckable(true);
        // The first letter of its name in the command line.
        explain(action, lookKeys(static_cast<Qt::Key>(demo.id.front().toUpper().unicode())),
                tr("Start or end the demo game %1").arg(demo.title));
        connect(action, &QAction::triggered, this, [this, id = demo.id](bool on) {
            if (on)
                m_demos->start(id, relayUrl(m_models->backend()));
            else
                m_demos->stop(id);
        });
        connect(m_demos, &DemoLauncher::runningChanged, action,
                [action, id = demo.id](const QString &which, bool running) {
                    if (which == id)
                        action->setChecked(running);
                });
    }
    // The place where there is no game tells errors too; with games it is hidden.
    connect(m_demos, &DemoLauncher::failed, this, [this](const QString &message) {
        if (m_models->integrations()->rowCount() > 0)
            m_statusBar->tell(message);
    });
}

void MainWindow::buildGoToMenu()
{
    m_layout->fillGoToMenu(m_actions.goTo, [this](Panel *panel) { focusPanel(panel); });
}

void MainWindow::goTo(Panel *panel)
{
    panel->show();
    focusPanel(panel);
}

void MainWindow::focusPanel(Panel *panel)
{
    if (panel == m_integrationsPanel)
        m_integrations->focusTree();
    else if (panel == m_trafficPanel)
        m_traffic->focusTable();
    else if (panel == m_inspectorPanel)
        m_inspector->focusTree();
    else if (panel == m_transcriptPanel)
        focusBottom();
    else
        m_desk->focusNextCard();
}

void MainWindow::focusBottom()
{
    const QWidget *page = m_bottomTabs->currentWidget();
    if (page == m_outbox)
        m_outbox->focusTable();
    else if (page == m_diagnostics)
        m_diagnostics->focusTable();
    else
        m_transcript->focusList();
}

void MainWindow::raiseWindow()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeNow()
{
    m_mayClose = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if ((!m_mayClose && m_recordings->mustWait()) || !closeConfig()) {
        event->ignore();
        return;
    }
    const int games = m_models->integrations()->connectedGames();
    if (games > 0 && !m_mayClose) {
        event->ignore();
        askBeforeClosing(games);
        return;
    }
    saveLayout();
    for (const QPointer<CommandDialog> &form : std::as_const(m_forms)) {
        if (form)
            form->close();
    }
    m_recordings->closeAll();
    event->accept();
}

void MainWindow::askBeforeClosing(int games)
{
    const QString question =
        games == 1
            ? tr("A game is connected. Closing the window stops the relay and disconnects it.")
            : tr("%Ln games are connected. Closing the window stops the relay and disconnects "
                 "them.",
                 nullptr, games);
    Notice *notice =
        m_noticeBar->open(closeKey, Notice::Tone::Question, question, NoticeBar::Place::First);
    notice->addButton(
        tr("Stop and close"), [this] { closeNow(); }, true);
    notice->addButton(tr("Keep running"), {});
    raiseWindow();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshThemedIcons(*this);
}

void MainWindow::setTheme(ThemeMode mode)
{
    m_settings->setTheme(mode);
    applyTheme(*qApp, mode);
}

void MainWindow::saveLayout()
{
    m_settings->setLayout(geometryPart, saveGeometry());
    m_settings->setLayout(panelsPart, m_layout->save());
    m_settings->setLayout(columnsPart, m_traffic->saveColumns());
    m_settings->setLayout(diagnosticsPart, m_diagnostics->saveLayout());
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(m_settings->layout(geometryPart)))
        resize(firstSize);
    m_layout->restore(m_settings->layout(panelsPart));
    m_traffic->restoreColumns(m_settings->layout(columnsPart));
    m_diagnostics->restoreLayout(m_settings->layout(diagnosticsPart));
    for (QAction *action : m_actions.themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_settings->theme()));
}

void MainWindow::restoreDefaultLayout()
{
    m_settings->clearLayout();
    m_layout->restoreDefault();
    m_traffic->restoreColumns({});
    m_diagnostics->restoreLayout({});
}

} // namespace neuro::ui
