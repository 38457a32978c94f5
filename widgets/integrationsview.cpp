// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/integrationsview.h"

#include "widgets/emptygames.h"
#include "widgets/integrationsdelegate.h"
#include "widgets/noticebar.h"
#include "widgets/plaintext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::IntegrationsModel;

namespace {

constexpr int indentation = 14;
constexpr qsizetype nameCharacters = 60;

bool isAction(const QModelIndex &index)
{
    return index.data(IntegrationsModel::KindRole).toInt() ==
           static_cast<int>(IntegrationsModel::ItemKind::Action);
}

relay::PeerId peerOf(const QModelIndex &index)
{
    return index.data(IntegrationsModel::PeerRole).value<relay::PeerId>();
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
    , m_submit(std::move(submit))
    , m_notices(notices)
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyGames(demos, this))
    , m_tree(new QTreeView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_tree);
    buildTree();
    watchModel();
    showPage();
    connect(m_empty, &EmptyGames::copyAddressWanted, this, &IntegrationsView::copyAddressWanted);
}

void IntegrationsView::buildTree()
{
    m_tree->setObjectName(u"integrations"_s);
    m_tree->setAccessibleName(tr("Integrations"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegateForColumn(IntegrationsModel::Name, new IntegrationsDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setColumnHidden(IntegrationsModel::Status, true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(IntegrationsModel::Name, QHeaderView::Stretch);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(indentation);
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
        Q_EMIT gameSelected(chosen.isEmpty() ? std::nullopt
                                             : std::optional(gameOf(chosen.first())));
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
    // The status is painted with the name, whose cell the view would not paint again.
    connect(m_model, &QAbstractItemModel::dataChanged, m_tree->viewport(),
            qOverload<>(&QWidget::update));
}

void IntegrationsView::showPage()
{
    QWidget *page = m_model->rowCount() > 0 ? static_cast<QWidget *>(m_tree) : m_empty;
    m_pages->setCurrentWidget(page);
}

void IntegrationsView::setAddress(const QString &url)
{
    m_empty->setAddress(url);
}

void IntegrationsView::focusTree()
{
    QWidget *page = m_pages->currentWidget();
    if (page == m_tree)
        m_tree->setFocus(Qt::ShortcutFocusReason);
    else
        page->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
}

void IntegrationsView::clearSelection()
{
    m_tree->clearSelection();
}

void IntegrationsView::activate(const QModelIndex &index)
{
    if (isAction(index))
        send(index);
    else
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
}

void IntegrationsView::send(const QModelIndex &index)
{
    const std::optional<protocol::Action> action = m_model->action(index);
    const relay::PeerId peer = peerOf(index);
    if (!action || peer == 0)
        return;
    if (action->takesData())
        Q_EMIT formWanted(peer, gameOf(index), *action);
    else
        m_submit(relay::SendAction{peer, action->name, std::nullopt, false});
}

QMenu *IntegrationsView::makeMenu(const QModelIndex &index, QWidget *parent)
{
    if (!index.isValid())
        return nullptr;
    auto *menu = new QMenu(parent);
    if (isAction(index))
        addActionItems(menu, index);
    addGameItems(menu, peerOf(index), gameOf(index));
    menu->addSeparator();
    const QString name =
        isAction(index) ? index.data(IntegrationsModel::ActionRole).toString() : gameOf(index);
    menu->addAction(tr("Copy name"), this, [name] { QGuiApplication::clipboard()->setText(name); });
    return menu;
}

void IntegrationsView::addActionItems(QMenu *menu, const QModelIndex &index)
{
    const bool takesData = index.data(IntegrationsModel::TakesDataRole).toBool();
    QAction *action = menu->addAction(takesData ? tr("Send action…") : tr("Send action"), this,
                                      [this, at = QPersistentModelIndex(index)] { send(at); });
    action->setEnabled(peerOf(index) != 0);
    menu->setDefaultAction(action);
    menu->addSeparator();
}

void IntegrationsView::addGameItems(QMenu *menu, relay::PeerId peer, const QString &game)
{
    const auto add = [this, menu, peer](const QString &text, const relay::RelayCommand &command) {
        menu->addAction(text, this, [this, command] { m_submit(command); })->setEnabled(peer != 0);
    };
    const auto addAsked = [this, menu, peer](const QString &text, const QString &question,
                                             const QString &deed,
                                             const relay::RelayCommand &command) {
        menu->addAction(text, this,
                        [this, question, deed, command, peer] {
                            ask(u"game-%1"_s.arg(peer), question, deed, command);
                        })
            ->setEnabled(peer != 0);
    };
    const QString name = singleLine(game, nameCharacters);
    add(tr("Ask to register its actions again"), relay::AskToReregister{peer});
    menu->addSeparator();
    add(tr("Ask to shut down at a good moment"),
        relay::AskToShutDown{peer, relay::Shutdown::Graceful});
    add(tr("Cancel the shutdown request"),
        relay::AskToShutDown{peer, relay::Shutdown::CancelGraceful});
    addAsked(tr("Shut down at once…"),
             tr("Shut down %1 at once? What is not saved there may be lost.").arg(name),
             tr("Shut down"), relay::AskToShutDown{peer, relay::Shutdown::Immediate});
    addAsked(
        tr("Disconnect…"),
        tr("Disconnect %1? Its forces are withdrawn; it may connect again by itself.").arg(name),
        tr("Disconnect"), relay::DisconnectPeer{peer});
}

void IntegrationsView::ask(const QString &key, const QString &question, const QString &deed,
                           const relay::RelayCommand &command)
{
    Notice *notice = m_notices->open(key, Notice::Tone::Question, question);
    if (!notice)
        return;
    notice->addButton(
        deed, [this, command] { m_submit(command); }, true);
    notice->addButton(tr("Cancel"), {});
}

} // namespace neuro::ui
