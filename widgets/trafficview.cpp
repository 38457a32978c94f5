// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/trafficview.h"

#include "widgets/actionbutton.h"
#include "widgets/calmscrollbar.h"
#include "widgets/cardparts.h"
#include "widgets/findbar.h"
#include "widgets/followmode.h"
#include "widgets/mainactions.h"
#include "widgets/menus.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"
#include "widgets/trafficdelegate.h"
#include "widgets/trafficfilterbar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::TrafficModel;

namespace {

constexpr int rowPadding = 4;
constexpr int arrowWidth = 24;
constexpr int leastColumnWidth = 20;
/// Widths of letters are rounded down.
constexpr int columnSlack = 4;

/// The widest usual text of each column; Summary takes what is left.
QString sampleText(TrafficModel::Column column)
{
    switch (column) {
    case TrafficModel::Time:
        return u"00:00:00.000000"_s;
    case TrafficModel::Delta:
        return u"00000"_s;
    case TrafficModel::Peer:
        return u"Buckshot Roulette"_s;
    case TrafficModel::Command:
        return u"actions/unregister"_s;
    case TrafficModel::Size:
        return u"000000"_s;
    case TrafficModel::Latency:
        return u"Latency ms"_s;
    case TrafficModel::Direction:
    case TrafficModel::Summary:
    case TrafficModel::ColumnCount:
        break;
    }
    return {};
}

bool isHiddenAtFirst(TrafficModel::Column column)
{
    return column == TrafficModel::Size || column == TrafficModel::Latency;
}

/// Calls `visit` with each column.
template <typename Visit>
void forEachColumn(Visit visit)
{
    for (int column = 0; column < TrafficModel::ColumnCount; ++column)
        visit(static_cast<TrafficModel::Column>(column));
}

} // namespace

TrafficView::TrafficView(models::TrafficModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filterBar(new TrafficFilterBar(this))
    , m_findBar(new FindBar(this))
    , m_table(new QTableView(this))
    , m_empty(new ToneLabel(ToneLabel::Tone::Dim, m_table))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_findBar);
    layout->addWidget(m_table, 1);
    buildTable();
    buildColumnsMenu();
    buildBar();
    buildEmptyText();
    resetColumns();
    connect(m_filterBar, &TrafficFilterBar::filterChanged, this, &TrafficView::applyFilter);
    connect(m_filterBar, &TrafficFilterBar::gameCleared, this, &TrafficView::gameCleared);
    connect(m_filterBar, &TrafficFilterBar::historyChanged, this,
            &TrafficView::filterHistoryChanged);
    m_filterBar->setVocabulary([this] { return m_model->vocabulary(); });
    connect(m_findBar, &FindBar::findWanted, this, &TrafficView::find);
    connect(m_findBar, &FindBar::closed, this, &TrafficView::focusTable);
}

TrafficView::~TrafficView()
{
    // What has the focus loses it as the window goes, and would tell a view that is half gone.
    m_filterBar->disconnect(this);
    m_findBar->disconnect(this);
}

void TrafficView::buildTable()
{
    m_table->setObjectName(u"traffic"_s);
    m_table->setAccessibleName(tr("Traffic"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new TrafficDelegate(m_table));
    m_table->setFont(monospaceFont());
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollBar(new CalmScrollBar(Qt::Vertical, m_table));
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    // Rows of one fixed height: nothing is measured, however many there are.
    QHeaderView *rows = m_table->verticalHeader();
    rows->hide();
    rows->setMinimumSectionSize(1);
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(m_table->fontMetrics().height() + rowPadding);
    QHeaderView *columns = m_table->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setMinimumSectionSize(leastColumnWidth);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setSectionsMovable(true);
    columns->setContextMenuPolicy(Qt::CustomContextMenu);
    columns->setSectionResizeMode(TrafficModel::Summary, QHeaderView::Stretch);
    m_follow = new FollowMode(m_table);
    connect(m_table, &QWidget::customContextMenuRequested, this, &TrafficView::showContextMenu);
    connect(columns, &QWidget::customContextMenuRequested, this,
            [this, columns](const QPoint &at) { m_columns->popup(columns->mapToGlobal(at)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { Q_EMIT currentChanged(current.row()); });
}

void TrafficView::buildColumnsMenu()
{
    m_columns = new QMenu(tr("Columns"), this);
    forEachColumn([this](TrafficModel::Column column) {
        const QString title =
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const QString spoken =
            m_model->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString();
        QAction *action = m_columns->addAction(title.isEmpty() ? spoken : title);
        action->setCheckable(true);
        explain(action, lookKeys(static_cast<Qt::Key>(Qt::Key_1 + int(column))),
                tr("Show or hide the column %1").arg(spoken));
        action->setData(column);
        // Without it nothing would tell what a message is about.
        action->setEnabled(column != TrafficModel::Summary);
        // By what is seen: a shortcut comes without the menu's being shown first.
        connect(action, &QAction::triggered, this, [this, column] {
            m_table->setColumnHidden(column, !m_table->isColumnHidden(column));
            showColumns();
        });
    });
    m_columns->setToolTipsVisible(true);
    connect(m_columns, &QMenu::aboutToShow, this, &TrafficView::showColumns);
}

void TrafficView::showColumns()
{
    for (QAction *action : m_columns->actions())
        action->setChecked(!m_table->isColumnHidden(action->data().toInt()));
}

void TrafficView::buildBar()
{
    m_followButton = new ActionButton(this);
    m_followButton->setText(tr("Follow"));
    setThemedIcon(m_followButton, u"follow"_s);
    m_followButton->setCheckable(true);
    m_followButton->setChecked(true);
    m_followButton->setToolTip(tr("Keep the newest message in sight. Scrolling up stops it."));
    m_filterBar->addButton(m_followButton);
    connect(m_followButton, &QPushButton::clicked, m_follow, &FollowMode::setFollowing);
    connect(m_follow, &FollowMode::followingChanged, m_followButton, &QPushButton::setChecked);
    connect(m_follow, &FollowMode::followingChanged, this, &TrafficView::followingChanged);

    auto *columns = new ActionButton(this);
    columns->setText(tr("Columns"));
    setThemedIcon(columns, u"columns"_s);
    columns->setToolTip(tr("Choose the columns of the traffic"));
    columns->setMenu(m_columns);
    m_filterBar->addButton(columns);
}

void TrafficView::buildEmptyText()
{
    m_empty->setFont(QApplication::font());
    m_empty->setForegroundRole(QPalette::WindowText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *layout = new QVBoxLayout(m_table->viewport());
    layout->addWidget(m_empty);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TrafficView::showEmptyText);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &TrafficView::showEmptyText);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TrafficView::showEmptyText);
    connect(m_model, &TrafficModel::scanned, this, &TrafficView::showEmptyText);
    showEmptyText();
}

void TrafficView::showEmptyText()
{
    const bool empty = m_model->rowCount() == 0;
    m_empty->setVisible(empty);
    if (!empty)
        return;
    if (m_model->storedFrames() == 0 && m_isRecorded)
        m_empty->setText(tr("There is no message here."));
    else if (m_model->storedFrames() == 0)
        m_empty->setText(tr("No message yet. Every message between the games and the relay "
                            "appears here."));
    else if (m_model->isScanning())
        m_empty->setText(tr("Looking for messages that pass the filter…"));
    else
        m_empty->setText(tr("No message passes the filter."));
}

void TrafficView::resetColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    const QFontMetrics metrics(m_table->font());
    forEachColumn([&](TrafficModel::Column column) {
        header->moveSection(header->visualIndex(column), column);
        m_table->setColumnHidden(column, isHiddenAtFirst(column));
        if (column == TrafficModel::Direction)
            m_table->setColumnWidth(column, arrowWidth);
        else if (column != TrafficModel::Summary)
            m_table->setColumnWidth(column, metrics.horizontalAdvance(sampleText(column)) +
                                                2 * TrafficDelegate::padding + columnSlack);
    });
}

QByteArray TrafficView::saveColumns() const
{
    return m_table->horizontalHeader()->saveState();
}

void TrafficView::restoreColumns(const QByteArray &state)
{
    if (state.isEmpty() || !m_table->horizontalHeader()->restoreState(state))
        resetColumns();
}

void TrafficView::setRecorded()
{
    m_isRecorded = true;
    m_follow->setFollowing(false);
    m_followButton->hide();
    showEmptyText();
}

void TrafficView::setGame(const std::optional<QString> &game)
{
    m_filterBar->setGame(game);
}

void TrafficView::setForce(relay::ForceId force)
{
    m_filterBar->setForce(force);
}

void TrafficView::clearFilter()
{
    m_filterBar->clear();
}

void TrafficView::focusFilter()
{
    m_filterBar->focusText();
}

void TrafficView::setFilterHistory(const QStringList &filters)
{
    m_filterBar->setHistory(filters);
}

void TrafficView::focusTable()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

bool TrafficView::isFollowing() const
{
    return m_follow->isFollowing();
}

void TrafficView::setFollowing(bool on)
{
    m_follow->setFollowing(on);
}

void TrafficView::applyFilter(const models::FrameFilter &filter)
{
    // The row that one looks at stays the current one when it passes the new filter.
    const int before = currentRow();
    const QVariant number =
        before < 0 ? QVariant() : m_model->index(before, 0).data(TrafficModel::NumberRole);
    m_model->setFilter(filter);
    const int now = number.isValid() ? m_model->rowOf(number.toULongLong()) : -1;
    if (now < 0) {
        Q_EMIT currentChanged(-1);
        return;
    }
    const bool following = isFollowing();
    m_table->setCurrentIndex(m_model->index(now, 0));
    // Making a row the current one scrolls to it, which is not the operator's scrolling.
    m_follow->setFollowing(following);
    if (!following)
        m_table->scrollTo(m_model->index(now, 0), QAbstractItemView::PositionAtCenter);
}

int TrafficView::currentRow() const
{
    return m_table->currentIndex().row();
}

void TrafficView::goTo(int row)
{
    if (row < 0)
        return;
    m_follow->setFollowing(false);
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->scrollTo(m_model->index(row, 0));
}

bool TrafficView::goToFrame(quint64 seq)
{
    if (!m_model->frameWithSeq(seq))
        return false;
    if (m_model->rowOfSeq(seq) < 0)
        clearFilter();
    goTo(m_model->rowOfSeq(seq));
    return true;
}

void TrafficView::startFind()
{
    m_findBar->start();
}

void TrafficView::findAgain(bool backwards)
{
    if (m_findBar->text().isEmpty())
        return startFind();
    find(m_findBar->text(), backwards);
}

void TrafficView::find(const QString &text, bool backwards)
{
    const int current = currentRow();
    int from = 0; // Also when nothing is chosen: find() goes around the end.
    if (current >= 0)
        from = backwards ? current - 1 : current + 1;
    else if (backwards)
        from = -1;
    const int row = m_model->find(text, from, backwards);
    m_findBar->showFound(row >= 0);
    goTo(row);
}

void TrafficView::toggleMark()
{
    const int row = currentRow();
    if (row >= 0)
        m_model->setMarked(row, !m_model->index(row, 0).data(TrafficModel::MarkedRole).toBool());
}

void TrafficView::goToNextMark()
{
    goTo(m_model->nextMarked(currentRow()));
}

void TrafficView::copyRow()
{
    const int row = currentRow();
    if (row < 0)
        return;
    QStringList cells;
    forEachColumn([&](TrafficModel::Column column) {
        if (m_table->isColumnHidden(column))
            return;
        const int role =
            column == TrafficModel::Direction ? Qt::AccessibleTextRole : Qt::DisplayRole;
        cells.append(m_model->index(row, column).data(role).toString());
    });
    QGuiApplication::clipboard()->setText(cells.join(u'\t'));
}

void TrafficView::copyJson()
{
    const int row = currentRow();
    if (row >= 0)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_model->frame(row).payload));
}

void TrafficView::showOnlyForce()
{
    const int row = currentRow();
    if (row >= 0 && m_model->frame(row).force != 0)
        setForce(m_model->frame(row).force);
}

void TrafficView::showOnlyGame()
{
    const int row = currentRow();
    if (row >= 0 && !m_model->frame(row).name.isEmpty())
        setGame(m_model->frame(row).name);
}

void TrafficView::setRowActions(const QList<QAction *> &actions)
{
    m_rowActions = actions;
}

void TrafficView::showContextMenu(const QPoint &at)
{
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid())
        return;
    // They are about the current row, which a click has made this one already.
    m_table->setCurrentIndex(index);
    openMenu(m_rowActions, m_table->viewport()->mapToGlobal(at), this);
}

} // namespace neuro::ui
