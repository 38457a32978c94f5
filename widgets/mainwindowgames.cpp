// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/mainwindow.h"

#include "widgets/gametargets.h"
#include "widgets/noticebar.h"
#include "widgets/rawmessagedialog.h"
#include "widgets/sendactiondialog.h"
#include "widgets/startupdialog.h"

#include <QAction>

/// What the window sends to games, and how it cuts them off.
namespace neuro::ui {

void MainWindow::openDialog(CommandDialog *dialog)
{
    m_forms.removeAll({});
    if (m_forms.size() >= openForms)
        m_forms.takeFirst()->close();
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_forms.append(dialog);
    dialog->show();
}

void MainWindow::openForm(relay::PeerId peer, const QString &game, const protocol::Action &action)
{
    openDialog(new SendActionDialog(peer, game, action, m_controls.submit, this));
}

void MainWindow::openRawMessage(relay::PeerId peer)
{
    openDialog(new RawMessageDialog(gameTargets(*m_models->integrations()), peer, m_controls.submit,
                                    this));
}

void MainWindow::openStartup(relay::PeerId peer)
{
    openDialog(
        new StartupDialog(gameTargets(*m_models->integrations()), peer, m_controls.submit, this));
}

void MainWindow::cutAllGames(bool on)
{
    if (!on) {
        m_controls.submit(relay::CutAllGames{false});
        return;
    }
    m_actions.cutAll->setChecked(false); // Until it is so.
    Notice *notice = m_noticeBar->open(
        cutKey, Notice::Tone::Question,
        tr("Cut all games? Every game and integration is disconnected, and none is let in until "
           "you say so."),
        NoticeBar::Place::First);
    notice->addButton(
        tr("Cut all games"), [this] { m_controls.submit(relay::CutAllGames{true}); }, true);
    notice->addButton(tr("Cancel"), {});
}

void MainWindow::showCut(bool isCut)
{
    const bool wasCut = m_isCut;
    m_isCut = isCut;
    m_actions.cutAll->setChecked(isCut);
    if (isCut == wasCut)
        return;
    if (!isCut) {
        m_noticeBar->close(cutKey);
        return;
    }
    Notice *notice = m_noticeBar->open(cutKey, Notice::Tone::Warning,
                                       tr("All games are cut off: whoever comes is sent away."),
                                       NoticeBar::Place::First);
    notice->addButton(
        tr("Let games in again"), [this] { m_controls.submit(relay::CutAllGames{false}); }, true);
}

} // namespace neuro::ui
