// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/transcriptview.h"

#include "models/oneline.h"
#include "widgets/actionbutton.h"
#include "widgets/cardparts.h"
#include "widgets/followmode.h"
#include "widgets/menus.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"
#include "widgets/toolrow.h"
#include "widgets/wheelguard.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::TranscriptModel;
using Kind = relay::TranscriptEvent::Kind;

namespace {

constexpr int margin = 8;
constexpr int padding = 6;
constexpr int rowPadding = 5;
constexpr int leastGamesWidth = 80;
constexpr qsizetype nameCharacters = 40;
constexpr int listShare = 5;
constexpr int entryShare = 3;

/// What happened, in a word or two before the text.
QString kindText(Kind kind, bool success)
{
    switch (kind) {
    case Kind::Context:
        return {};
    case Kind::Query:
        return TranscriptView::tr("asks:");
    case Kind::Action:
        return TranscriptView::tr("Neuro does:");
    case Kind::Result:
        return success ? TranscriptView::tr("ok:") : TranscriptView::tr("failed:");
    case Kind::ActionsAdded:
        return TranscriptView::tr("now possible:");
    case Kind::ActionsRemoved:
        return TranscriptView::tr("no longer possible:");
    }
    return {};
}

QColor kindColor(Kind kind, bool success, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (kind) {
    case Kind::Query:
        return palette.color(QPalette::Link);
    case Kind::Action:
        return colors.special;
    case Kind::Result:
        return success ? colors.success : colors.error;
    case Kind::Context:
    case Kind::ActionsAdded:
    case Kind::ActionsRemoved:
        return colors.dimText;
    }
    return {};
}

/// Draws `text` at the left of `area` and takes its width off.
void drawPart(QPainter *painter, QRect *area, const QString &text, const QColor &color,
              const QFont &font)
{
    if (text.isEmpty() || area->width() <= 0)
        return;
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, area->width());
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(*area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    area->setLeft(area->left() + metrics.horizontalAdvance(shown) + padding);
}

} // namespace

void TranscriptDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    const auto kind = static_cast<Kind>(index.data(TranscriptModel::KindRole).toInt());
    const bool success = index.data(TranscriptModel::SuccessRole).toBool();
    const bool silent = index.data(TranscriptModel::SilentRole).toBool();
    const QColor text = silent ? colors.dimText : option.palette.color(QPalette::Text);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, option.palette.highlight());
    QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    const QDateTime time = index.data(TranscriptModel::TimeRole).toDateTime();
    drawPart(painter, &area, time.toString(u"HH:mm:ss"_s), colors.dimText, option.font);
    QFont bold = option.font;
    bold.setBold(!silent);
    drawPart(painter, &area,
             singleLine(index.data(TranscriptModel::SpeakerRole).toString(), nameCharacters), text,
             bold);
    drawPart(painter, &area, kindText(kind, success), kindColor(kind, success, option.palette),
             option.font);
    const QString words = index.data(TranscriptModel::TextRole).toString();
    // No more than fits is looked at, however long the text is.
    const qsizetype most = std::max(1, area.width() / 3);
    drawPart(painter, &area, models::oneLine(QStringView(words), most), text, option.font);
    const QString detail = index.data(TranscriptModel::DetailRole).toString();
    drawPart(painter, &area, models::oneLine(QStringView(detail), most), colors.dimText,
             option.font);
    painter->restore();
}

QSize TranscriptDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, option.fontMetrics.height() + rowPadding};
}

TranscriptView::TranscriptView(TranscriptModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_games(new QComboBox(this))
    , m_list(new QListView(this))
    , m_entry(new QPlainTextEdit(this))
    , m_empty(new ToneLabel(ToneLabel::Tone::Dim, m_list))
    , m_copyAction(new QAction(tr("Copy as Markdown"), m_list))
    , m_followAction(new QAction(tr("Follow"), this))
    , m_bar(new ToolRow(this))
    , m_followButton(new ActionButton(m_followAction, m_bar))
    , m_copyButton(new ActionButton(m_copyAction, m_bar))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildList();
    buildBar();
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_entry);
    splitter->setStretchFactor(0, listShare);
    splitter->setStretchFactor(1, entryShare);
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
    connect(m_model, &TranscriptModel::gamesChanged, this, &TranscriptView::showGames);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TranscriptView::showEmptyText);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TranscriptView::showEmptyText);
    showGames();
    showEmptyText();
}

void TranscriptView::buildList()
{
    m_list->setObjectName(u"transcript"_s);
    m_list->setAccessibleName(tr("Neuro reads"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TranscriptDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    explain(m_copyAction, QKeySequence::Copy,
            tr("Copy the selected entries, or all when none is selected"));
    setThemedIcon(m_copyAction, u"copy"_s);
    m_copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(m_copyAction);
    offerActions(m_list);
    connect(m_copyAction, &QAction::triggered, this, &TranscriptView::copyMarkdown);
    m_empty->setText(tr("Nothing yet. What the games tell Neuro, and what she does, is written "
                        "down here."));
    m_empty->setForegroundRole(QPalette::WindowText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *cover = new QVBoxLayout(m_list->viewport());
    cover->addWidget(m_empty);
    m_entry->setReadOnly(true);
    m_entry->setAccessibleName(tr("Selected entry"));
    m_entry->setFrameShape(QFrame::NoFrame);
    m_entry->hide();
    m_follow = new FollowMode(m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TranscriptView::showEntry);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TranscriptView::showEntry);
}

void TranscriptView::buildBar()
{
    guardWheel(m_games);
    m_games->setAccessibleName(tr("Game"));
    m_games->setToolTip(tr("Show the entries of one game only"));
    m_games->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_games->setMinimumWidth(leastGamesWidth); // It gives way before the buttons are cut.
    m_followAction->setCheckable(true);
    m_followAction->setChecked(true);
    m_followAction->setToolTip(tr("Keep the newest entry in sight. Scrolling up stops it."));
    setThemedIcon(m_followAction, u"follow"_s);
    QHBoxLayout *row = m_bar->row();
    row->setContentsMargins(margin, margin / 2, margin, margin / 2);
    row->setSpacing(padding);
    row->addWidget(m_games);
    row->addStretch(1);
    row->addWidget(m_followButton);
    row->addWidget(m_copyButton);
    m_bar->setReducible({m_copyButton}, {m_followButton});
    layout()->addWidget(m_bar);
    connect(m_followAction, &QAction::triggered, m_follow, &FollowMode::setFollowing);
    connect(m_follow, &FollowMode::followingChanged, m_followAction, &QAction::setChecked);
    connect(m_games, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setGame(index > 0 ? std::optional(m_games->itemData(index).toString())
                                   : std::nullopt);
    });
}

void TranscriptView::showGames()
{
    const QVariant chosen = m_games->currentData();
    {
        const QSignalBlocker blocker(m_games);
        m_games->clear();
        m_games->addItem(tr("All games"));
        for (const QString &game : m_model->games())
            m_games->addItem(singleLine(game, nameCharacters), game);
    }
    const int at = chosen.isValid() ? m_games->findData(chosen) : 0;
    m_games->setCurrentIndex(std::max(at, 0));
    // The chosen game may be among those that are forgotten now.
    if (at < 0)
        m_model->setGame(std::nullopt);
}

void TranscriptView::showEntry()
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    m_entry->setVisible(!rows.isEmpty());
    if (rows.isEmpty())
        return m_entry->clear();
    const int row = rows.last().row();
    m_entry->setPlainText(m_model->toMarkdown(row, row).left(shownCharacters).trimmed());
}

void TranscriptView::setRecorded()
{
    m_follow->setFollowing(false);
    m_followButton->hide();
    m_bar->setReducible({m_copyButton}, {});
    m_empty->setText(tr("There is nothing that Neuro was told here."));
}

void TranscriptView::showEmptyText()
{
    m_empty->setVisible(m_model->rowCount() == 0);
}

bool TranscriptView::isFollowing() const
{
    return m_follow->isFollowing();
}

void TranscriptView::setFollowing(bool on)
{
    m_follow->setFollowing(on);
}

void TranscriptView::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void TranscriptView::copyMarkdown()
{
    QList<int> rows;
    for (const QModelIndex &index : m_list->selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    QString markdown;
    for (const int row : std::as_const(rows))
        markdown += m_model->toMarkdown(row, row);
    if (rows.isEmpty())
        markdown = m_model->toMarkdown(0, m_model->rowCount() - 1);
    QGuiApplication::clipboard()->setText(markdown);
}

} // namespace neuro::ui
