// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/recordingviews.h"

#include "models/forcetext.h"
#include "models/integrationsmodel.h"
#include "models/recordedforces.h"
#include "widgets/cardparts.h"
#include "widgets/integrationstree.h"
#include "widgets/menus.h"
#include "widgets/readonlytable.h"

#include <QAction>
#include <QHeaderView>
#include <QKeySequence>
#include <QScopedValueRollback>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::IntegrationsModel;
using models::RecordedForces;

namespace {

constexpr int columnSlack = 16;
constexpr int nameLetters = 12;
constexpr int titleMargin = 8;

/// Of the longest one in a word; how it stood with Neuro is in the tool tip, too.
int widestState(const QFontMetrics &metrics)
{
    int widest = 0;
    for (std::size_t i = 0; i < relay::forceStateNames.size(); ++i)
        widest = std::max(widest, metrics.horizontalAdvance(
                                      models::forceStateText(static_cast<relay::ForceState>(i))));
    return widest;
}

/// Of a game or watcher, or the game of an action: its label, as two games of one name are told
/// apart, and its kind, as a watcher may be called like a game.
QString keyOf(const QModelIndex &index)
{
    const QModelIndex game = index.parent().isValid() ? index.parent() : index;
    return QString::number(game.data(IntegrationsModel::KindRole).toInt()) + u' ' +
           game.siblingAtColumn(IntegrationsModel::Name).data().toString();
}

/// For a text over an empty view.
ToneLabel *coverWhenEmpty(QAbstractItemView *view, const QAbstractItemModel *model)
{
    auto *empty = new ToneLabel(ToneLabel::Tone::Dim, view);
    empty->setForegroundRole(QPalette::WindowText);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *cover = new QVBoxLayout(view->viewport());
    cover->addWidget(empty);
    const auto show = [empty, model] {
        empty->setVisible(model->rowCount() == 0);
    };
    QObject::connect(model, &QAbstractItemModel::rowsInserted, empty, show);
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, empty, show);
    QObject::connect(model, &QAbstractItemModel::modelReset, empty, show);
    show();
    return empty;
}

} // namespace

RecordedGames::RecordedGames(IntegrationsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_tree(new QTreeView(this))
{
    setUpIntegrationsTree(m_tree, model);
    m_tree->setAccessibleName(tr("Integrations"));
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_empty = coverWhenEmpty(m_tree, model);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tree);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RecordedGames::choose);
    connect(m_tree, &QTreeView::expanded, this,
            [this](const QModelIndex &game) { m_open.insert(keyOf(game)); });
    connect(m_tree, &QTreeView::collapsed, this,
            [this](const QModelIndex &game) { m_open.remove(keyOf(game)); });
}

void RecordedGames::choose()
{
    if (m_isRestoring)
        return;
    const QModelIndexList chosen = m_tree->selectionModel()->selectedRows();
    const QModelIndex index = chosen.value(0);
    m_chosenGame = index.isValid() ? keyOf(index) : QString();
    m_chosenAction = index.data(IntegrationsModel::ActionRole).toString();
    Q_EMIT gameSelected(index.isValid()
                            ? std::optional(index.data(IntegrationsModel::GameRole).toString())
                            : std::nullopt);
}

void RecordedGames::restore()
{
    const QScopedValueRollback restoring(m_isRestoring, true);
    // Nobody asked to be shown another place.
    m_tree->setAutoScroll(false);
    const auto *model = m_tree->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        QModelIndex index = model->index(row, IntegrationsModel::Name);
        const QString key = keyOf(index);
        if (m_open.contains(key))
            m_tree->expand(index);
        if (key != m_chosenGame)
            continue;
        for (int child = 0; !m_chosenAction.isEmpty() && child < model->rowCount(index); ++child) {
            const QModelIndex action = model->index(child, IntegrationsModel::Name, index);
            if (action.data(IntegrationsModel::ActionRole).toString() == m_chosenAction) {
                index = action;
                break;
            }
        }
        m_tree->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                             QItemSelectionModel::Rows);
    }
    m_tree->setAutoScroll(true);
}

void RecordedGames::setKnown(bool known)
{
    m_empty->setText(known ? tr("Nobody is there at this point.") : QString());
}

void RecordedGames::focusTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

void RecordedGames::clearSelection()
{
    // It may be of one who is not there at this moment.
    m_chosenGame.clear();
    m_chosenAction.clear();
    m_tree->clearSelection();
}

RecordedForcesView::RecordedForcesView(RecordedForces *model, QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableView(this))
{
    m_table->setObjectName(u"recordedForces"_s);
    m_table->setAccessibleName(tr("Forces"));
    m_table->setModel(model);
    setUpReadOnlyTable(m_table);
    // The others are in the tool tip: the panel is narrow.
    for (const int column : {RecordedForces::Action, RecordedForces::Duration})
        m_table->setColumnHidden(column, true);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(RecordedForces::Query, QHeaderView::Stretch);
    m_table->setColumnWidth(RecordedForces::Time,
                            fontMetrics().horizontalAdvance(u"00:00:00"_s) + columnSlack);
    m_table->setColumnWidth(RecordedForces::Game,
                            fontMetrics().averageCharWidth() * nameLetters + columnSlack);
    m_table->setColumnWidth(RecordedForces::State, widestState(fontMetrics()) + columnSlack);
    m_empty = coverWhenEmpty(m_table, model);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *title = new ToneLabel(ToneLabel::Tone::Dim, this);
    title->setText(tr("All forces"));
    title->setContentsMargins(titleMargin, titleMargin / 2, titleMargin, titleMargin / 2);
    layout->addWidget(title);
    layout->addWidget(m_table);
    buildAction();
    connect(m_table, &QTableView::activated, this, &RecordedForcesView::wantTraffic);
}

void RecordedForcesView::buildAction()
{
    m_trafficAction = new QAction(tr("&Messages of the chosen force"), this);
    explain(m_trafficAction, {},
            tr("Show them in the traffic, from the moment when it came (a double click on it, or "
               "Enter, does the same)"));
    connect(m_trafficAction, &QAction::triggered, this,
            [this] { wantTraffic(m_table->currentIndex()); });
    m_table->addAction(m_trafficAction);
    offerActions(m_table);
    const auto enable = [this] {
        m_trafficAction->setEnabled(m_table->selectionModel()->hasSelection());
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, enable);
    // Then the selection goes without a word.
    connect(m_table->model(), &QAbstractItemModel::modelReset, this, enable);
    enable();
}

void RecordedForcesView::wantTraffic(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT trafficWanted(index.data(RecordedForces::IdRole).toULongLong());
}

void RecordedForcesView::setKnown(bool known)
{
    m_empty->setText(known ? tr("No force here.") : QString());
}

} // namespace neuro::ui
