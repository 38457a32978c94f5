// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractItemView>
#include <QObject>

namespace neuro::ui {

/// Keeps a view at its newest row while rows are added at the end. Scrolling up stops it; scrolling
/// down to the end starts it again. While stopped, rows that are evicted at the top do not move
/// what is seen. The view scrolls by whole rows and has its model already.
class FollowMode : public QObject
{
    Q_OBJECT

public:
    explicit FollowMode(QAbstractItemView *view);

    bool isFollowing() const { return m_following; }
    /// Following begins with a jump to the end.
    void setFollowing(bool on);

Q_SIGNALS:
    void followingChanged(bool following);

private:
    void change(bool following);
    void scrollSoon();
    void scrollToEnd();
    void rowsRemoved(int first, int last);
    void scrolledTo(int value);
    bool isAtEnd(int value) const;

    QAbstractItemView *m_view;
    bool m_following = true;
    bool m_scrollPending = false;
    bool m_byProgram = false;   ///< The scroll bar moves because of us.
    bool m_byScrollBar = false; ///< A person uses the scroll bar or the wheel.
};

} // namespace neuro::ui
