// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/phrasetext.h"
#include "relay/upstreamlink.h"
#include "widgets/demolauncher.h"
#include "widgets/forcedesk.h"
#include "widgets/inspector.h"
#include "widgets/mainwindow.h"
#include "widgets/noticebar.h"
#include "widgets/outboxpanel.h"
#include "widgets/panel.h"
#include "widgets/plaintext.h"
#include "widgets/relaybutton.h"
#include "widgets/relaynotices.h"
#include "widgets/relaystatusbar.h"
#include "widgets/sayline.h"
#include "widgets/upstreambutton.h"
#include "widgets/upstreamnotices.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QStandardPaths>

/// What the window has to do with the real Neuro and with what waits for her.
namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using State = relay::UpstreamEvent::State;

namespace {

constexpr qsizetype messageCharacters = 300;

/// Whether the outbox holds something, or may: an earlier run's, when Neuro is behind the relay.
bool isExportable(const models::RelayModels &models)
{
    return !models.upstream().url.isEmpty() || !models.outbox().queues.isEmpty() ||
           models.outbox().pending > 0 || models.hasDropped();
}

/// What waits for integrations.
qint64 waitingForOthers(const relay::OutboxHealthEvent &outbox)
{
    qint64 waiting = 0;
    for (const relay::OutboxPending &queue : outbox.queues) {
        if (queue.destination != relay::UpstreamLink::destination())
            waiting += queue.pending;
    }
    return waiting;
}

/// Those that are not empty, one after the other.
QString inSentences(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(u". "_s);
}

} // namespace

const QString MainWindow::outboxExportKey = u"export outbox"_s;

void MainWindow::connectUpstream()
{
    using models::RelayModels;
    connect(m_actions.reconnectUpstream, &QAction::triggered, this,
            [this] { m_controls.reconnectUpstream(); });
    connect(m_actions.stopUpstream, &QAction::triggered, this,
            [this] { m_controls.stopUpstream(); });
    connect(m_actions.copyUpstream, &QAction::triggered, this, &MainWindow::copyUpstream);
    connect(m_actions.say, &QAction::triggered, this, &MainWindow::goToSayLine);
    connect(m_actions.showOutbox, &QAction::triggered, this, &MainWindow::goToOutbox);
    connect(m_actions.sendOutbox, &QAction::triggered, this, &MainWindow::sendOutbox);
    connect(m_actions.dropOutbox, &QAction::triggered, this, &MainWindow::askToDropOutbox);
    connect(m_actions.exportOutbox, &QAction::triggered, this, &MainWindow::chooseOutboxExport);
    connect(m_statusBar, &RelayStatusBar::outboxWanted, this, &MainWindow::goToOutbox);
    connect(m_upstreamNotices, &UpstreamNotices::exportWanted, this,
            &MainWindow::chooseOutboxExport);
    connect(m_service, &service::RelayService::serverProbed, m_relayNotices,
            &RelayNotices::serverProbed);
    connect(m_models, &RelayModels::upstreamChanged, this, &MainWindow::showUpstream);
    connect(m_models, &RelayModels::outboxChanged, this, &MainWindow::showOutbox);
    connect(m_models, &RelayModels::outboxDropped, m_upstreamNotices,
            &UpstreamNotices::outboxDropped);
    connect(m_service, &service::RelayService::outboxRows, m_models->outboxRows(),
            &models::OutboxModel::setRows);
    connect(m_service, &service::RelayService::outboxExported, this, &MainWindow::outboxExported);
}

void MainWindow::showUpstream(const relay::UpstreamEvent &upstream)
{
    m_upstreamButton->setUpstream(upstream, m_models->upstreamName());
    m_upstreamNotices->upstreamChanged(upstream);
    m_sayLine->setUpstream(upstream);
    m_desk->setUpstream(upstream);
    const bool isConfigured = !upstream.url.isEmpty();
    const bool isOff = upstream.state == State::Off || upstream.state == State::Stopping;
    m_actions.reconnectUpstream->setEnabled(isConfigured);
    m_actions.stopUpstream->setEnabled(isConfigured && !isOff);
    m_actions.copyUpstream->setEnabled(isConfigured);
    m_actions.say->setEnabled(isConfigured);
    m_actions.exportOutbox->setEnabled(isExportable(*m_models));
    showDemos();
}

void MainWindow::showOutbox(const relay::OutboxHealthEvent &outbox)
{
    m_statusBar->setOutbox(outbox.pending);
    m_outbox->outboxChanged(outbox.pending, waitingForOthers(outbox));
    m_upstreamNotices->outboxChanged(outbox);
    m_actions.sendOutbox->setEnabled(outbox.pending > 0);
    m_actions.dropOutbox->setEnabled(outbox.pending > 0 || waitingForOthers(outbox) > 0);
    m_actions.exportOutbox->setEnabled(isExportable(*m_models));
}

/// What waits for whom the chosen message is; without one Neuro's, or who else has something.
void MainWindow::askToDropOutbox()
{
    const relay::OutboxHealthEvent &outbox = m_models->outbox();
    const QString upstream = relay::UpstreamLink::destination();
    QString destination = m_outbox->chosenDestination();
    if (pendingFor(outbox, destination) == 0)
        destination = upstream;
    if (pendingFor(outbox, destination) == 0 && !outbox.queues.isEmpty())
        destination = outbox.queues.first().destination;
    if (const qint64 waiting = pendingFor(outbox, destination); waiting > 0)
        m_upstreamNotices->askToDrop({destination, waiting});
}

/// What the frame became when it was passed on, or what it was before.
void MainWindow::showForwarding(const relay::FrameEvent &frame)
{
    const models::TrafficModel *traffic = m_models->traffic();
    if (frame.origin != 0) {
        if (const relay::FrameEvent *from = traffic->frameWithSeq(frame.origin))
            m_inspector->showForwarding(*from, frame);
    } else if (const relay::FrameEvent *to = traffic->forwardingOf(frame.seq)) {
        m_inspector->showForwarding(frame, *to);
    }
}

/// A demo game would play with the real Neuro.
void MainWindow::showDemos()
{
    const bool isConnected = m_models->upstream().state == State::Connected;
    m_demos->setLock(isConnected ? tr("Not while the relay is connected to the real Neuro: a demo "
                                      "would play with her. Disconnect first.")
                                 : QString());
    m_actions.demos->setEnabled(!isConnected && !relayUrl(m_models->backend()).isEmpty());
    m_actions.demos->menuAction()->setToolTip(isConnected ? m_demos->lock()
                                                          : tr("Games to try the relay with"));
}

void MainWindow::sendOutbox()
{
    if (m_models->outbox().earlierRun > 0)
        m_controls.submit(relay::ReleaseEarlierRun{false});
    if (m_models->upstream().state != State::Connected)
        m_controls.reconnectUpstream();
}

void MainWindow::goToOutbox()
{
    m_bottomTabs->setCurrentWidget(m_outbox);
    goTo(m_transcriptPanel);
}

void MainWindow::goToSayLine()
{
    m_bottomTabs->setCurrentIndex(0);
    m_transcriptPanel->show();
    m_sayLine->focusText();
}

void MainWindow::copyUpstream()
{
    const QString url = m_models->upstream().url;
    if (url.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(url);
    m_statusBar->tell(tr("Copied %1").arg(url));
}

void MainWindow::chooseOutboxExport()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name =
        u"neuro-outbox-%1.jsonl"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s));
    auto *dialog = new QFileDialog(this, tr("Export the outbox"), QDir(folder).filePath(name),
                                   tr("JSON Lines (*.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"jsonl"_s);
    dialog->setModal(false);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_controls.exportOutbox(path); });
    dialog->show();
}

void MainWindow::outboxExported(const QString &path, const protocol::Phrase &error,
                                const QString &unsaved)
{
    const QString more =
        unsaved.isEmpty()
            ? QString()
            : tr("What is only in memory, since the disk did not take it, is in %1.").arg(unsaved);
    if (error.isEmpty()) {
        m_noticeBar->close(outboxExportKey);
        m_statusBar->tell(inSentences({tr("Exported to %1").arg(path), more}));
        return;
    }
    const QString problem = tr("The outbox was not exported: %1")
                                .arg(singleLine(models::translated(error), messageCharacters));
    Notice *notice = m_noticeBar->open(outboxExportKey, Notice::Tone::Error,
                                       inSentences({problem, more}), NoticeBar::Place::First);
    notice->addButton(
        tr("Choose another file…"), [this] { chooseOutboxExport(); }, true);
    notice->addButton(tr("Close"), {});
}

} // namespace neuro::ui
