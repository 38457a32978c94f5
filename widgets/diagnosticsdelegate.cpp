// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/diagnosticsdelegate.h"

#include "models/diagnosticsmodel.h"
#include "widgets/severitysign.h"
#include "widgets/theme.h"

#include <QPainter>

namespace neuro::ui {

using models::DiagnosticsModel;

namespace {

bool isHidden(const QModelIndex &index)
{
    return index.data(DiagnosticsModel::DismissedRole).toBool() ||
           index.data(DiagnosticsModel::MutedRole).toBool();
}

} // namespace

void DiagnosticsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() != DiagnosticsModel::Severity)
        return;
    const auto severity =
        static_cast<protocol::Severity>(index.data(DiagnosticsModel::SeverityRole).toInt());
    drawSeveritySign(painter, option.rect, severity, option.palette, isHidden(index));
}

void DiagnosticsDelegate::initStyleOption(QStyleOptionViewItem *option,
                                          const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool isSecondary = index.column() == DiagnosticsModel::Detail;
    if (!isHidden(index) && !isSecondary)
        return;
    const QColor dim = themeColors(option->palette).dimText;
    option->palette.setColor(QPalette::Text, dim);
    option->palette.setColor(QPalette::HighlightedText, dim);
}

} // namespace neuro::ui
