// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/recordingviews.h"

#include "models/integrationsmodel.h"
#include "models/recordedforces.h"
#include "widgets/cardparts.h"
#include "widgets/integrationsdelegate.h"

#include <QHeaderView>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::IntegrationsModel;
using models::RecordedForces;

namespace {

constexpr int indentation = 14;
constexpr int rowPadding = 6;
constexpr int columnSlack = 16;

/// A text over an empty view.
void coverWhenEmpty(QAbstractItemView *view, const QAbstractItemModel *model, const QString &text)
{
    auto *empty = new ToneLabel(ToneLabel::Tone::Dim, view);
    empty->setText(text);
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
}

} // namespace

RecordedGames::RecordedGames(IntegrationsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_tree(new QTreeView(this))
{
    m_tree->setObjectName(u"integrations"_s);
    m_tree->setAccessibleName(tr("Integrations"));
    m_tree->setModel(model);
    m_tree->setItemDelegateForColumn(IntegrationsModel::Name, new IntegrationsDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setColumnHidden(IntegrationsModel::Status, true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(IntegrationsModel::Name, QHeaderView::Stretch);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(indentation);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    coverWhenEmpty(m_tree, model, tr("Nobody is there at this point."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tree);
    // The status is painted with the name, whose cell the view would not paint again.
    connect(model, &QAbstractItemModel::dataChanged, m_tree->viewport(),
            qOverload<>(&QWidget::update));
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList chosen = m_tree->selectionModel()->selectedRows();
        Q_EMIT gameSelected(
            chosen.isEmpty()
                ? std::nullopt
                : std::optional(chosen.first().data(IntegrationsModel::GameRole).toString()));
    });
}

void RecordedGames::clearSelection()
{
    m_tree->clearSelection();
}

RecordedForcesView::RecordedForcesView(RecordedForces *model, QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableView(this))
{
    m_table->setObjectName(u"recordedForces"_s);
    m_table->setAccessibleName(tr("Forces"));
    m_table->setModel(model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPadding);
    // The others are in the tool tip: the panel is narrow.
    for (const int column :
         {RecordedForces::Game, RecordedForces::Action, RecordedForces::Duration})
        m_table->setColumnHidden(column, true);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(RecordedForces::Query, QHeaderView::Stretch);
    m_table->setColumnWidth(RecordedForces::Time,
                            fontMetrics().horizontalAdvance(u"00:00:00.000000"_s) + columnSlack);
    m_table->setColumnWidth(RecordedForces::State,
                            fontMetrics().horizontalAdvance(u"succeeded."_s) + columnSlack);
    coverWhenEmpty(m_table, model, tr("No force here."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT trafficWanted(index.data(RecordedForces::IdRole).toULongLong());
    });
}

} // namespace neuro::ui
