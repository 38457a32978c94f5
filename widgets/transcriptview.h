// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/transcriptmodel.h"

#include <QStyledItemDelegate>
#include <QWidget>

class QComboBox;
class QListView;
class QPlainTextEdit;
class QSplitter;

namespace neuro::ui {

class ActionButton;
class FollowMode;
class ToneLabel;
class ToolRow;

/// Paints one entry on one line: time, game, what it is, its text. Silent entries are dimmed.
class TranscriptDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// What Neuro reads, in order, over all games; the chosen entry whole beside it.
class TranscriptView : public QWidget
{
    Q_OBJECT

public:
    explicit TranscriptView(models::TranscriptModel *model, QWidget *parent = nullptr);

    /// For what is over: nothing new comes that could be followed.
    void setRecorded();
    bool isFollowing() const;
    void setFollowing(bool on);
    /// The chosen entries, or all when none is, as Markdown to the clipboard.
    void copyMarkdown();
    void focusList();

    /// Longest entry that is shown whole.
    static constexpr qsizetype shownCharacters = 100'000;

private:
    void buildList();
    void buildBar();
    void showGames();
    void showEntry();
    void showEmptyText();

    models::TranscriptModel *m_model;
    QComboBox *m_games;
    QListView *m_list;
    QPlainTextEdit *m_entry;
    ToneLabel *m_empty;
    FollowMode *m_follow = nullptr;
    QAction *m_copyAction;
    QAction *m_followAction;
    ToolRow *m_bar;
    ActionButton *m_followButton;
    ActionButton *m_copyButton;
};

} // namespace neuro::ui
