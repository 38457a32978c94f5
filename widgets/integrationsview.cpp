// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/integrationsview.h"

#include "widgets/emptygames.h"
#include "widgets/gameactions.h"
#include "widgets/integrationstree.h"
#include "widgets/menus.h"

#include <QAction>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::IntegrationsModel;

namespace {

bool isAction(const QModelIndex &index)
{
    return index.data(IntegrationsModel::KindRole).toInt() ==
           static_cast<int>(IntegrationsModel::ItemKind::Action);
}

QString gameOf(const QModelIndex &index)
{
    return index.data(IntegrationsModel::GameRole).toString();
}

} // namespace

IntegrationsView::IntegrationsView(IntegrationsModel *model, CommandSink submit, NoticeBar *notices,
                                   DemoLauncher *demos, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_actions(new GameActions(model, std::move(submit), notices, this))
    , m_empty(new EmptyGames(demos, this))
    , m_tree(new QTreeView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_tree, 1);
    watchRemovals();
    buildTree();
    watchModel();
    showPage();
    connect(m_actions, &GameActions::formWanted, this, &IntegrationsView::formWanted);
    connect(m_actions, &GameActions::rawMessageWanted, this, &IntegrationsView::rawMessageWanted);
    connect(m_actions, &GameActions::startupWanted, this, &IntegrationsView::startupWanted);
    connect(m_empty, &EmptyGames::copyAddressWanted, this, &IntegrationsView::copyAddressWanted);
}

void IntegrationsView::buildTree()
{
    setUpIntegrationsTree(m_tree, m_model);
    m_tree->setAccessibleName(tr("Integrations"));
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeView::activated, this, &IntegrationsView::activate);
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu *menu = makeMenu(m_tree->indexAt(at), this);
        if (!menu)
            return;
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_tree->viewport()->mapToGlobal(at));
    });
    // Not the current item: a tree makes its first one current when it gets the focus.
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList chosen = m_tree->selectionModel()->selectedRows();
        m_actions->setItem(chosen.isEmpty() ? QModelIndex() : chosen.first());
        Q_EMIT gameSelected(chosen.isEmpty() ? std::nullopt
                                             : std::optional(gameOf(chosen.first())));
    });
}

/// A tree whose chosen item goes chooses the next one, which nobody meant to send: its game is
/// chosen instead. Connected before the tree is.
void IntegrationsView::watchRemovals()
{
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &parent, int first, int last) {
                const QModelIndex current = m_tree->currentIndex();
                if (current.parent() != parent || current.row() < first || current.row() > last)
                    return;
                const bool isChosen = m_tree->selectionModel()->isSelected(current);
                m_tree->setCurrentIndex(isChosen ? parent : QModelIndex());
            });
}

void IntegrationsView::watchModel()
{
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parent, int first) {
                showPage();
                const bool firstActions = parent.isValid() && first == 0;
                if (firstActions && m_model->rowCount(parent) <= expandedActions)
                    m_tree->expand(parent);
            });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &IntegrationsView::showPage);
    connect(m_model, &QAbstractItemModel::modelReset, this, &IntegrationsView::showPage);
}

/// Watchers alone make no game: what to do for one is told above them.
void IntegrationsView::showPage()
{
    m_empty->setVisible(!m_model->hasGames());
    m_tree->setVisible(m_model->rowCount() > 0);
}

void IntegrationsView::setDiagnostics(models::DiagnosticsModel *diagnostics)
{
    m_actions->setDiagnostics(diagnostics);
}

void IntegrationsView::setAddress(const QString &url)
{
    m_empty->setAddress(url);
}

void IntegrationsView::focusTree()
{
    if (m_model->hasGames())
        m_tree->setFocus(Qt::ShortcutFocusReason);
    else
        m_empty->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
}

void IntegrationsView::clearSelection()
{
    m_tree->clearSelection();
}

void IntegrationsView::activate(const QModelIndex &index)
{
    if (isAction(index))
        m_actions->send(index);
    else
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
}

void IntegrationsView::commandDone(const relay::OperatorEvent &result)
{
    m_actions->commandDone(result);
}

QList<QAction *> IntegrationsView::menuActions() const
{
    return m_actions->actions();
}

QMenu *IntegrationsView::makeMenu(const QModelIndex &index, QWidget *parent)
{
    if (!index.flags().testFlag(Qt::ItemIsSelectable))
        return nullptr; // Nothing, or a heading.
    m_tree->setCurrentIndex(index);
    QList<QAction *> shown = m_actions->actions();
    if (!isAction(index)) {
        for (QAction *action : m_actions->forActions())
            shown.removeOne(action);
    }
    QMenu *menu = ui::makeMenu(shown, parent);
    menu->setDefaultAction(isAction(index) ? m_actions->sendAction() : nullptr);
    return menu;
}

} // namespace neuro::ui
