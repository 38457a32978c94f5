// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/fixedpitchtext.h"

#include <QStyledItemDelegate>

namespace neuro::ui {

/// Paints the cells of the traffic: one line of text in the colour of what it tells, arrows for
/// directions, a stripe beside marked rows.
class TrafficDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Space at the left and right of a cell's text, in pixels.
    static constexpr int padding = 4;

private:
    mutable FixedPitchText m_text; ///< In the font that was painted last.
};

} // namespace neuro::ui
