// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/trafficmodel.h"

#include <QList>
#include <QStringList>
#include <QWidget>

#include <optional>

class QAction;
class QMenu;
class QTableView;
class QPushButton;

namespace neuro::ui {

class FindBar;
class FollowMode;
class ToneLabel;
class TrafficFilterBar;

/// The table of frames, with its filter, its find line and its menus. It does no work per row: the
/// cost of new frames is that of painting what can be seen.
class TrafficView : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficView(models::TrafficModel *model, QWidget *parent = nullptr);
    ~TrafficView() override;

    /// For what is over: nothing new comes that could be followed.
    void setRecorded();
    /// Only this game; nothing: all.
    void setGame(const std::optional<QString> &game);
    /// Only this force; 0: all.
    void setForce(relay::ForceId force);
    void clearFilter();
    void focusFilter();
    /// Filters that were used, the newest first.
    void setFilterHistory(const QStringList &filters);
    void focusTable();

    bool isFollowing() const;
    void setFollowing(bool on);

    void startFind();
    void findAgain(bool backwards);
    /// Marks the current row, or takes its mark away.
    void toggleMark();
    void goToNextMark();
    void copyRow();
    void copyJson();
    /// Restricts the view to the game of the current row, if it is known.
    void showOnlyGame();
    /// Restricts the view to the force of the current row, if it belongs to one.
    void showOnlyForce();
    /// Chooses the message with this FrameEvent::seq; a filter that hides it is removed. False: the
    /// model does not remember it.
    bool goToFrame(quint64 seq);
    /// The context menu of a row: actions that act on the current one.
    void setRowActions(const QList<QAction *> &actions);
    /// The columns as a menu of check boxes. Owned by this.
    QMenu *columnsMenu() const { return m_columns; }

    QByteArray saveColumns() const;
    /// An empty or strange `state` gives the columns' default.
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    /// A row was chosen; -1 when none is.
    void currentChanged(int row);
    void followingChanged(bool following);
    void gameCleared();
    void filterHistoryChanged(const QStringList &filters);

private:
    void buildTable();
    void buildBar();
    void buildColumnsMenu();
    void buildEmptyText();
    void resetColumns();
    void showColumns();
    void applyFilter(const models::FrameFilter &filter);
    void goTo(int row);
    void find(const QString &text, bool backwards);
    void showContextMenu(const QPoint &at);
    void showEmptyText();
    int currentRow() const;

    models::TrafficModel *m_model;
    TrafficFilterBar *m_filterBar;
    FindBar *m_findBar;
    QTableView *m_table;
    ToneLabel *m_empty;
    FollowMode *m_follow = nullptr;
    QPushButton *m_followButton = nullptr;
    QMenu *m_columns = nullptr;
    QList<QAction *> m_rowActions;
    bool m_isRecorded = false;
};

} // namespace neuro::ui
