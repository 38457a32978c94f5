// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/recordingwindow.h"

#include "models/phrasetext.h"
#include "widgets/diagnosticspanel.h"
#include "widgets/exportdialog.h"
#include "widgets/exportnotice.h"
#include "widgets/forcedesk.h"
#include "widgets/inspector.h"
#include "widgets/menus.h"
#include "widgets/noticebar.h"
#include "widgets/outboxpanel.h"
#include "widgets/panel.h"
#include "widgets/panellayout.h"
#include "widgets/plaintext.h"
#include "widgets/recordingbanner.h"
#include "widgets/recordingviews.h"
#include "widgets/themedicons.h"
#include "widgets/trafficactions.h"
#include "widgets/trafficview.h"
#include "widgets/transcriptview.h"

#include <QAction>
#include <QCloseEvent>
#include <QEvent>
#include <QFileInfo>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize firstSize(1280, 800);
constexpr QSize leastSize(900, 500);
constexpr int deskShare = 3; ///< Of the height, beside the list of all forces.
constexpr int listShare = 1;
constexpr qsizetype nameCharacters = 80;
constexpr qsizetype messageCharacters = 400;

} // namespace

const QString RecordingWindow::problemKey = u"recording problem"_s;
const QString RecordingWindow::forceKey = u"recorded force"_s;

RecordingWindow::RecordingWindow(const QString &path, const storage::SessionIndex::Limits &limits,
                                 QWidget *parent)
    : QMainWindow(parent)
    , m_recording(path, limits)
{
    setWindowTitle(tr("%1 (recording) – Neuro Relay", "a file's name")
                       .arg(singleLine(QFileInfo(path).fileName(), nameCharacters)));
    setMinimumSize(leastSize);
    resize(firstSize);
    buildViews();
    buildPanels();
    buildMenus();
    connectTraffic();
    connectViews();
    showFrame(-1);
    showDiagnosticsTitle();
    showGamesTitle();
    showKnown();
}

RecordingWindow::~RecordingWindow()
{
    // Views go after the models that this window has; nothing must come back here meanwhile.
    m_recording.disconnect(this);
    m_recording.models()->diagnostics()->disconnect(this);
    m_traffic->disconnect(this);
    delete takeCentralWidget();
}

void RecordingWindow::buildViews()
{
    models::RelayModels *shown = m_recording.models();
    m_notices = new NoticeBar(this);
    m_banner = new RecordingBanner(&m_recording, this);
    m_games = new RecordedGames(shown->integrations(), this);
    m_traffic = new TrafficView(shown->traffic(), this);
    m_traffic->setRecorded();
    m_inspector = new Inspector(this);
    m_transcript = new TranscriptView(shown->transcript(), this);
    m_transcript->setRecorded();
    m_outbox = new OutboxPanel(shown->outboxRows(), {}, {}, this);
    m_outbox->setRecorded();
    m_diagnostics = new DiagnosticsPanel(shown->diagnostics(), this);
    m_desk = new ForceDesk(m_recording.waiting(), {}, this);
    m_desk->setClock([this] { return m_recording.momentWall(); });
    m_forces = new RecordedForcesView(m_recording.forces(), this);
}

void RecordingWindow::buildPanels()
{
    const auto makePanel = [this](QWidget *content, const QString &name, bool hasTitle) {
        auto *panel = new Panel(this);
        if (hasTitle)
            panel->setTitle(name);
        panel->addContent(content);
        panel->setAccessibleName(name);
        return panel;
    };
    m_bottomTabs = new FlatTabWidget(this);
    m_bottomTabs->addTab(m_transcript, tr("Neuro read"));
    m_bottomTabs->addTab(m_outbox, tr("Outbox"));
    m_bottomTabs->addTab(m_diagnostics, diagnosticsTitle(0));
    m_gamesPanel = makePanel(m_games, tr("Integrations"), true);
    m_trafficPanel = makePanel(m_traffic, tr("Traffic"), false);
    m_inspectorPanel = makePanel(m_inspector, tr("Inspector"), false);
    m_bottomPanel = makePanel(m_bottomTabs, tr("Neuro read"), false);
    auto *forces = new QSplitter(Qt::Vertical, this);
    forces->setChildrenCollapsible(false);
    forces->addWidget(m_desk);
    forces->addWidget(m_forces);
    forces->setStretchFactor(0, deskShare);
    forces->setStretchFactor(1, listShare);
    forces->setSizes({deskShare * firstSize.height(), listShare * firstSize.height()});
    m_layout = new PanelLayout({m_gamesPanel, m_trafficPanel, m_inspectorPanel, m_bottomPanel,
                                makePanel(forces, tr("Force desk"), false)},
                               this);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_notices);
    layout->addWidget(m_layout, 1);
    setCentralWidget(centre);
}

void RecordingWindow::buildMenus()
{
    const auto addMenu = [this](const QString &title) {
        QMenu *menu = menuBar()->addMenu(title);
        menu->setToolTipsVisible(true);
        return menu;
    };
    const auto add = [this](QMenu *menu, const QString &text, const QKeySequence &keys,
                            const QString &toolTip, auto deed) {
        QAction *action = menu->addAction(text);
        explain(action, keys, toolTip);
        connect(action, &QAction::triggered, this, deed);
        return action;
    };
    QMenu *file = addMenu(tr("&File"));
    add(file, tr("&Open recording…"), QKeySequence(Qt::CTRL | Qt::Key_O),
        tr("Look at another recorded session, in a window of its own"),
        [this] { Q_EMIT openWanted(); });
    m_export =
        add(file, tr("&Export session…"), QKeySequence(Qt::CTRL | Qt::Key_E),
            tr("Write this recording, or a part of it, to a file"), [this] { openExport(); });
    setThemedIcon(m_export, u"export"_s);
    file->addSeparator();
    add(file, tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_Q),
        tr("Close this window; the relay goes on"), [this] { close(); });
    QMenu *force = addMenu(tr("F&orce"));
    add(force, tr("&Next card"), QKeySequence(Qt::Key_F6),
        tr("Go to the next card of the force desk"), [this] { m_desk->focusNextCard(); });
    force->addActions(m_desk->menuActions());
    force->addSeparator();
    force->addAction(m_forces->trafficAction());
    QMenu *view = addMenu(tr("&View"));
    m_layout->fillGoToMenu(addSubMenu(view, tr("&Go to")),
                           [this](const Panel *panel) { focusPanel(panel); });
    m_layout->fillMenu(addSubMenu(view, tr("&Show")));
    view->addSeparator();
    fillTrafficMenu(view, &m_actions);
    m_actions.follow->setVisible(false);
    m_actions.follow->setEnabled(false);
    addSubMenu(view, tr("Col&umns"))->addActions(m_traffic->columnsMenu()->actions());
    view->addSeparator();
    addSubMenu(view, tr("Insp&ector"))->addActions(m_inspector->menuActions());
    addSubMenu(view, tr("D&iagnostics"))->addActions(m_diagnostics->menuActions());
    QMenu *parts = addMenu(tr("&Parts"));
    QAction *earlier =
        add(parts, tr("&Earlier part"), QKeySequence(Qt::CTRL | Qt::Key_PageUp),
            tr("Show the part before this one"), [this] { m_banner->showPrevious(); });
    QAction *later = add(parts, tr("&Later part"), QKeySequence(Qt::CTRL | Qt::Key_PageDown),
                         tr("Show the part after this one"), [this] { m_banner->showNext(); });
    QAction *findEarlier =
        add(parts, tr("Filter ea&rlier parts"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_PageUp),
            tr("Go to the nearest part before this one with a message that passes the filter"),
            [this] { m_banner->findPrevious(); });
    QAction *findLater =
        add(parts, tr("Filter la&ter parts"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_PageDown),
            tr("Go to the nearest part after this one with a message that passes the filter"),
            [this] { m_banner->findNext(); });
    m_banner->setActions({earlier, findEarlier}, {later, findLater});
}

void RecordingWindow::connectTraffic()
{
    connectTrafficActions(m_actions, m_traffic);
    connect(m_traffic, &TrafficView::currentChanged, this, &RecordingWindow::showFrame);
    connect(m_traffic, &TrafficView::gameCleared, m_games, &RecordedGames::clearSelection);
}

void RecordingWindow::connectViews()
{
    connect(m_games, &RecordedGames::gameSelected, m_traffic, &TrafficView::setGame);
    connect(m_desk, &ForceDesk::trafficWanted, this, &RecordingWindow::goToForce);
    connect(m_forces, &RecordedForcesView::trafficWanted, this, [this](relay::ForceId force) {
        if (goToForce(force))
            m_traffic->focusTable();
    });
    connect(m_diagnostics, &DiagnosticsPanel::frameWanted, this, &RecordingWindow::goToFrame);
    connect(m_recording.models()->diagnostics(), &models::DiagnosticsModel::talliesChanged, this,
            &RecordingWindow::showDiagnosticsTitle);
    connect(&m_recording, &models::Recording::statusChanged, this, &RecordingWindow::showStatus);
    connect(&m_recording, &models::Recording::failed, this, &RecordingWindow::showProblem);
    connect(&m_recording, &models::Recording::partsChanged, this, &RecordingWindow::showGamesTitle);
    connect(&m_recording, &models::Recording::momentChanged, this, [this] {
        m_games->restore();
        showGamesTitle();
    });
    // A row of another part is not the one that was inspected.
    connect(&m_recording, &models::Recording::shownChanged, this, [this] {
        showKnown();
        m_notices->close(forceKey);
        if (!m_recording.isShown()) {
            showFrame(-1);
            showGamesTitle();
        }
    });
}

void RecordingWindow::showStatus()
{
    const models::RecordingStatus &status = m_recording.status();
    if (!status.error.isEmpty())
        showProblem(status.error);
}

void RecordingWindow::showProblem(const protocol::Phrase &error)
{
    Notice *notice = m_notices->open(problemKey, Notice::Tone::Error,
                                     wrappable(models::translated(error), messageCharacters),
                                     NoticeBar::Place::First);
    notice->addButton(
        tr("Choose another file…"), [this] { Q_EMIT openWanted(); }, true);
    notice->addButton(tr("Close"), {});
}

void RecordingWindow::showDiagnosticsTitle()
{
    m_bottomTabs->setTabText(m_bottomTabs->indexOf(m_diagnostics),
                             diagnosticsTitle(m_recording.models()->diagnostics()->openRows()));
}

QString RecordingWindow::gamesTitle() const
{
    if (!m_recording.isShown())
        return tr("Integrations");
    if (m_recording.moment())
        return tr("Integrations at this message");
    return m_recording.parts().size() > 1 ? tr("Integrations at the end of this part")
                                          : tr("Integrations at the end");
}

void RecordingWindow::showGamesTitle()
{
    m_gamesPanel->setTitle(gamesTitle());
}

/// -1: none.
void RecordingWindow::showFrame(int row)
{
    const models::TrafficModel *model = m_recording.models()->traffic();
    const relay::FrameEvent *frame = row < 0 ? nullptr : &model->frame(row);
    m_recording.showMoment(frame ? std::optional(frame->seq) : std::nullopt);
    for (QAction *action : {m_actions.copyRow, m_actions.copyJson, m_actions.mark})
        action->setEnabled(frame);
    m_actions.onlyGame->setEnabled(frame && !frame->name.isEmpty());
    m_actions.onlyForce->setEnabled(frame && frame->force != 0);
    if (!frame)
        return m_inspector->clear();
    m_inspector->showFrame(*frame);
    if (frame->origin != 0) {
        if (const relay::FrameEvent *from = model->frameWithSeq(frame->origin))
            m_inspector->showForwarding(*from, *frame);
    } else if (const relay::FrameEvent *to = model->forwardingOf(frame->seq)) {
        m_inspector->showForwarding(*frame, *to);
    }
}

void RecordingWindow::goToFrame(quint64 seq)
{
    if (m_traffic->goToFrame(seq))
        m_traffic->focusTable();
}

/// To its messages in this part, and to the moment of the first one; false: there is none. Other
/// filters go: they might hide that one.
bool RecordingWindow::goToForce(relay::ForceId force)
{
    m_traffic->clearFilter();
    const models::TrafficModel *model = m_recording.models()->traffic();
    int row = 0;
    while (row < model->rowCount() && model->frame(row).force != force)
        ++row;
    m_notices->close(forceKey);
    if (row < model->rowCount()) {
        const quint64 first = model->frame(row).seq;
        m_traffic->setForce(force);
        return m_traffic->goToFrame(first);
    }
    m_notices
        ->open(forceKey, Notice::Tone::Warning,
               tr("What is shown here holds no message of force %1. It came in an earlier part of "
                  "the recording, or in the file before, or its messages are missing.")
                   .arg(force),
               NoticeBar::Place::First)
        ->addButton(tr("Close"), {});
    return false;
}

/// Before it is known who was there and what waited, nothing is to say that nobody was.
void RecordingWindow::showKnown()
{
    const bool known = m_recording.isShown();
    m_games->setKnown(known);
    m_forces->setKnown(known);
    m_outbox->setKnown(known);
    m_desk->setEmptyText(
        known ? tr("No force waited at this moment.\nSelect a message to see what did then.")
              : QString());
}

void RecordingWindow::focusPanel(const Panel *panel)
{
    if (panel == m_gamesPanel)
        return m_games->focusTree();
    if (panel == m_trafficPanel)
        return m_traffic->focusTable();
    if (panel == m_inspectorPanel)
        return m_inspector->focusTree();
    if (panel != m_bottomPanel)
        return m_desk->focusNextCard();
    const QWidget *page = m_bottomTabs->currentWidget();
    if (page == m_outbox)
        m_outbox->focusTable();
    else if (page == m_diagnostics)
        m_diagnostics->focusTable();
    else
        m_transcript->focusList();
}

void RecordingWindow::openExport()
{
    if (!m_exportDialog) {
        m_exportDialog = new ExportDialog(
            m_recording.path(), [this] { return m_recording.models()->traffic()->vocabulary(); },
            this);
        m_exportDialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_exportDialog, &ExportDialog::exported, this,
                [this](const QString &path, const models::FileExportOutcome &outcome) {
                    showExported(m_notices, path, outcome);
                });
    }
    m_exportDialog->show();
    m_exportDialog->raise();
}

bool RecordingWindow::mustWait()
{
    if (!m_exportDialog || !m_exportDialog->isExporting())
        return false;
    m_exportDialog->askToWait();
    return true;
}

void RecordingWindow::closeNow()
{
    delete m_exportDialog;
    close();
}

void RecordingWindow::closeEvent(QCloseEvent *event)
{
    if (mustWait())
        event->ignore();
    else
        QMainWindow::closeEvent(event);
}

void RecordingWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshThemedIcons(*this);
}

} // namespace neuro::ui
