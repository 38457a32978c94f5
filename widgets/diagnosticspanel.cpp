// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/diagnosticspanel.h"

#include "models/diagnostictext.h"
#include "widgets/actionbutton.h"
#include "widgets/cardparts.h"
#include "widgets/diagnosticactions.h"
#include "widgets/diagnosticdetails.h"
#include "widgets/diagnosticsdelegate.h"
#include "widgets/menus.h"
#include "widgets/plaintext.h"
#include "widgets/pluralcount.h"
#include "widgets/wheelguard.h"

#include <QAction>
#include <QComboBox>
#include <QDataStream>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QResizeEvent>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::DiagnosticsModel;
using protocol::Severity;

namespace {

constexpr int margin = 8;
constexpr int gap = 6;
constexpr int rowPadding = 6;
constexpr int signWidth = 28;
constexpr int leastColumnWidth = 28;
/// Space around the text of a cell.
constexpr int cellPadding = 16;
constexpr int leastBoxWidth = 64;
/// A narrower table beside the details has no room for count and time, which stand there, too.
constexpr int narrowTableWidth = 400;
constexpr int leastTableWidth = 180;
constexpr int leastDetailsWidth = 140;
constexpr int tableShare = 3;
constexpr int detailsShare = 2;
constexpr qsizetype nameCharacters = 40;

/// The widest usual text of each column; What and Detail share what is left.
QString sampleText(DiagnosticsModel::Column column)
{
    switch (column) {
    case DiagnosticsModel::Game:
        return u"Buckshot Roulette"_s;
    case DiagnosticsModel::Count:
        return u"00,000"_s;
    case DiagnosticsModel::Last:
        return u"00:00:00"_s;
    case DiagnosticsModel::Severity:
    case DiagnosticsModel::What:
    case DiagnosticsModel::Detail:
    case DiagnosticsModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

QString diagnosticsTitle(int open)
{
    return open == 0 ? DiagnosticsPanel::tr("Diagnostics")
                     : DiagnosticsPanel::tr("Diagnostics (%L1)").arg(open);
}

DiagnosticsPanel::DiagnosticsPanel(DiagnosticsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new models::DiagnosticsFilter(model, this))
    , m_actions(new DiagnosticActions(model, m_filter, this))
    , m_severities(new QComboBox(this))
    , m_games(new QComboBox(this))
    , m_table(new QTableView(this))
    , m_details(new DiagnosticDetails(this))
    , m_splitter(new QSplitter(this))
    , m_empty(new ToneLabel(ToneLabel::Tone::Dim, m_table))
    , m_dropped(new ToneLabel(ToneLabel::Tone::Dim, this))
{
    setAccessibleName(tr("Diagnostics"));
    buildTable();
    buildColumns();
    buildEmptyText();
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, tableShare);
    m_splitter->setStretchFactor(1, detailsShare);
    m_splitter->setChildrenCollapsible(false);
    m_table->setMinimumWidth(leastTableWidth);
    m_details->setMinimumWidth(leastDetailsWidth);
    m_dropped->setContentsMargins(margin, 2, margin, 2);
    m_dropped->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_dropped);
    connect(m_actions, &DiagnosticActions::frameWanted, this, &DiagnosticsPanel::frameWanted);
    connect(m_details, &DiagnosticDetails::frameWanted, this, &DiagnosticsPanel::frameWanted);
    connect(m_splitter, &QSplitter::splitterMoved, this, &DiagnosticsPanel::showColumns);
    watchModel();
    refresh();
}

void DiagnosticsPanel::buildTable()
{
    m_table->setObjectName(u"diagnostics"_s);
    m_table->setAccessibleName(tr("Diagnostics"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new DiagnosticsDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPadding);
    m_table->addActions(m_actions->actions());
    offerActions(m_table);
    connect(m_table, &QAbstractItemView::activated, m_actions->goToFrame(), &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DiagnosticsPanel::showRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DiagnosticsPanel::showRows);
    // The keys that one expects in a table, in it alone.
    auto *dismiss = new QShortcut(QKeySequence(Qt::Key_Delete), m_table);
    dismiss->setContext(Qt::WidgetShortcut);
    connect(dismiss, &QShortcut::activated, m_actions->dismiss(), &QAction::trigger);
    auto *copy = new QShortcut(QKeySequence::Copy, m_table);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, m_actions, &DiagnosticActions::copy);
}

void DiagnosticsPanel::buildColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(leastColumnWidth);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsMovable(true);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(DiagnosticsModel::What, QHeaderView::Stretch);
    header->setSectionResizeMode(DiagnosticsModel::Detail, QHeaderView::Stretch);
    header->setSectionResizeMode(DiagnosticsModel::Severity, QHeaderView::Fixed);
    header->setSortIndicator(DiagnosticsModel::Severity, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    resetColumns();
}

QWidget *DiagnosticsPanel::buildBar()
{
    m_severities->setAccessibleName(tr("Severity"));
    m_severities->setToolTip(tr("Show the more severe diagnostics only"));
    m_severities->addItem(tr("All severities"), static_cast<int>(Severity::Info));
    m_severities->addItem(tr("Warnings and errors"), static_cast<int>(Severity::Warning));
    m_severities->addItem(tr("Errors"), static_cast<int>(Severity::Error));
    m_games->setAccessibleName(tr("Game"));
    m_games->setToolTip(tr("Show the diagnostics of one game only"));
    m_games->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_games->addItem(tr("All games"));
    auto *bar = new QWidget(this);
    m_bar = bar;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(margin, margin / 2, margin, margin / 2);
    row->setSpacing(gap);
    for (QComboBox *box : {m_severities, m_games}) {
        guardWheel(box);
        box->setMinimumWidth(leastBoxWidth); // They give way before the buttons are cut.
        row->addWidget(box);
    }
    row->addStretch(1);
    m_muteButton = new ActionButton(m_actions->mute(), bar);
    row->addWidget(new ActionButton(m_actions->dismiss(), bar));
    row->addWidget(m_muteButton);
    row->addWidget(new ActionButton(m_actions->showAll(), bar));
    connect(m_severities, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setLeastSeverity(static_cast<Severity>(m_severities->currentData().toInt()));
        refresh();
    });
    connect(m_games, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setGame(index > 0 ? std::optional(m_games->itemData(index).toString())
                                    : std::nullopt);
        refresh();
    });
    return bar;
}

void DiagnosticsPanel::buildEmptyText()
{
    m_empty->setForegroundRole(QPalette::WindowText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *cover = new QVBoxLayout(m_table->viewport());
    cover->addWidget(m_empty);
}

/// One batch may bring many signals, whose work is done once, after them.
void DiagnosticsPanel::watchModel()
{
    m_updateTimer.setSingleShot(true);
    connect(&m_updateTimer, &QTimer::timeout, this, &DiagnosticsPanel::refresh);
    const auto updateSoon = [this] {
        m_updateTimer.start(0);
    };
    connect(m_model, &QAbstractItemModel::dataChanged, this, updateSoon);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, updateSoon);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, updateSoon);
    connect(m_model, &DiagnosticsModel::mutesChanged, this, updateSoon);
}

void DiagnosticsPanel::resetColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    for (int i = 0; i < DiagnosticsModel::ColumnCount; ++i) {
        const auto column = static_cast<DiagnosticsModel::Column>(i);
        header->moveSection(header->visualIndex(column), column);
        if (column == DiagnosticsModel::Severity)
            m_table->setColumnWidth(column, signWidth);
        else if (column != DiagnosticsModel::What && column != DiagnosticsModel::Detail)
            m_table->setColumnWidth(column, fontMetrics().horizontalAdvance(sampleText(column)) +
                                                cellPadding);
    }
    m_table->sortByColumn(DiagnosticsModel::Severity, Qt::DescendingOrder);
}

QByteArray DiagnosticsPanel::saveLayout() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << m_table->horizontalHeader()->saveState() << m_splitter->saveState();
    return state;
}

void DiagnosticsPanel::restoreLayout(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    QByteArray columns;
    QByteArray shares;
    stream >> columns >> shares;
    QHeaderView *header = m_table->horizontalHeader();
    if (stream.status() != QDataStream::Ok || !header->restoreState(columns) ||
        !m_splitter->restoreState(shares)) {
        resetColumns();
        m_splitter->setSizes({tableShare * leastTableWidth, detailsShare * leastTableWidth});
    } else {
        m_table->sortByColumn(header->sortIndicatorSection(), header->sortIndicatorOrder());
    }
    showRows(); // Which columns there are depends on what is chosen now.
}

QList<QAction *> DiagnosticsPanel::menuActions() const
{
    return m_actions->actions();
}

void DiagnosticsPanel::focusTable()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void DiagnosticsPanel::showRows()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const QModelIndex current = m_table->currentIndex();
    const bool isChosen = m_table->selectionModel()->isSelected(current);
    const QModelIndex shown =
        isChosen || rows.isEmpty() ? (isChosen ? current : QModelIndex()) : rows.first();
    m_actions->setRows(rows, shown);
    m_details->showRow(shown);
    m_details->setVisible(shown.isValid());
    showColumns();
    m_updateTimer.start(0); // The table's width changes with the details.
}

/// A narrow bar has no room for all buttons; the menus have what is left out.
void DiagnosticsPanel::showBar()
{
    const int button = m_muteButton->sizeHint().width() + gap;
    const int all = m_bar->layout()->minimumSize().width();
    const int least = m_muteButton->isHidden() ? all : all - button;
    m_bar->setMinimumWidth(least);
    m_muteButton->setVisible(width() >= least + button);
}

/// What the details tell needs no place in the table.
void DiagnosticsPanel::showColumns()
{
    const bool hasDetails = !m_details->isHidden();
    const bool isNarrow = hasDetails && m_table->width() < narrowTableWidth;
    m_table->setColumnHidden(DiagnosticsModel::Detail, hasDetails);
    m_table->setColumnHidden(DiagnosticsModel::Count, isNarrow);
    m_table->setColumnHidden(DiagnosticsModel::Last, isNarrow);
}

void DiagnosticsPanel::showGames()
{
    const QStringList games = m_model->games();
    QStringList known;
    for (int i = 1; i < m_games->count(); ++i)
        known.append(m_games->itemData(i).toString());
    if (games == known)
        return;
    const QVariant chosen = m_games->currentData();
    {
        const QSignalBlocker blocker(m_games);
        m_games->clear();
        m_games->addItem(tr("All games"));
        for (const QString &game : games)
            m_games->addItem(singleLine(models::diagnosticGameText(game), nameCharacters), game);
        m_games->setCurrentIndex(-1);
    }
    // The chosen game may be among those that are gone.
    m_games->setCurrentIndex(chosen.isValid() ? std::max(m_games->findData(chosen), 0) : 0);
}

QString DiagnosticsPanel::emptyText() const
{
    if (m_model->rowCount() == 0)
        return tr("Nothing to complain about. What a game does against the rules of the Neuro API "
                  "is listed here, with what to do about it.");
    if (m_filter->game() || m_filter->leastSeverity() != Severity::Info)
        return tr("Nothing open passes the filter.");
    return tr("Nothing open. What was dismissed or muted can be seen with “Show hidden”.");
}

void DiagnosticsPanel::showTexts()
{
    const bool isEmpty = m_filter->rowCount() == 0;
    if (isEmpty)
        m_empty->setText(emptyText());
    m_empty->setVisible(isEmpty);
    const qint64 dropped = m_model->dropped();
    m_dropped->setVisible(dropped > 0);
    m_dropped->setText(
        dropped == 1
            ? tr("1 row that had not happened for long was let go; a recording has it.")
            : tr("%Ln rows that had not happened for long were let go; a recording has them.",
                 nullptr, pluralCount(dropped)));
}

void DiagnosticsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showBar();
    showColumns();
}

void DiagnosticsPanel::refresh()
{
    showGames();
    showRows();
    m_updateTimer.stop(); // It has been looked at.
    m_details->refresh();
    showTexts();
    showBar();
}

} // namespace neuro::ui
