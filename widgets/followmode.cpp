// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/followmode.h"

#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTimer>

namespace neuro::ui {

FollowMode::FollowMode(QAbstractItemView *view)
    : QObject(view)
    , m_view(view)
{
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &FollowMode::scrollSoon);
    connect(model, &QAbstractItemModel::modelReset, this, &FollowMode::scrollSoon);
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
    QScrollBar *bar = view->verticalScrollBar();
    connect(bar, &QScrollBar::actionTriggered, this, [this] { m_byScrollBar = true; });
    connect(bar, &QScrollBar::valueChanged, this, &FollowMode::scrolledTo);
    // A view that grows or gets more rows under way has a new end.
    connect(bar, &QScrollBar::rangeChanged, this, [this] {
        if (m_following)
            scrollSoon();
    });
}

void FollowMode::setFollowing(bool on)
{
    if (on)
        scrollSoon();
    change(on);
}

void FollowMode::change(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    Q_EMIT followingChanged(following);
}

/// Once for however many batches came since the last turn of the event loop.
void FollowMode::scrollSoon()
{
    if (m_scrollPending)
        return;
    m_scrollPending = true;
    QTimer::singleShot(0, this, &FollowMode::scrollToEnd);
}

void FollowMode::scrollToEnd()
{
    m_scrollPending = false;
    if (!m_following)
        return;
    const QScopedValueRollback guard(m_byProgram, true);
    m_view->scrollToBottom();
}

void FollowMode::rowsRemoved(int first, int last)
{
    if (m_following || first != 0)
        return;
    const QScopedValueRollback guard(m_byProgram, true);
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(bar->value() - (last - first + 1));
}

bool FollowMode::isAtEnd(int value) const
{
    return value >= m_view->verticalScrollBar()->maximum();
}

void FollowMode::scrolledTo(int value)
{
    if (m_byProgram)
        return;
    const bool byScrollBar = std::exchange(m_byScrollBar, false);
    if (!isAtEnd(value))
        return change(false);
    // A shorter list, after a filter say, puts the bar at its end too: that is nobody's wish.
    const QAbstractItemModel *model = m_view->model();
    const bool byKeyboard = m_view->currentIndex().row() == model->rowCount() - 1;
    if (byScrollBar || (byKeyboard && model->rowCount() > 0))
        change(true);
}

} // namespace neuro::ui
