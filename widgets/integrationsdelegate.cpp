// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/integrationsdelegate.h"

#include "models/integrationsmodel.h"
#include "widgets/severitysign.h"
#include "widgets/theme.h"
#include "widgets/themedicons.h"

#include <QPainter>

namespace neuro::ui {

using models::IntegrationsModel;
using Presence = IntegrationsModel::Presence;

namespace {

constexpr int gap = 6;
constexpr int rowPadding = 6;

/// That of the worst open diagnostic of a game that is there.
QColor dotColor(const QModelIndex &index, Presence presence, const QPalette &palette)
{
    if (presence == Presence::Away)
        return themeColors(palette).idle;
    const QVariant severity = index.data(IntegrationsModel::SeverityRole);
    if (!severity.isValid())
        return themeColors(palette).success;
    return severityColor(static_cast<protocol::Severity>(severity.toInt()), palette);
}

/// Draws the dot and returns the space that is left of `area`.
QRect drawDot(QPainter *painter, QRect area, const QColor &color)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const int top = area.center().y() - dotSize / 2;
    painter->drawEllipse(QRectF(area.left(), top, dotSize, dotSize));
    area.setLeft(area.left() + dotSize + gap);
    return area;
}

} // namespace

void IntegrationsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, option.palette.highlight());
    QRect area = option.rect.adjusted(0, 0, -gap, 0);
    const auto kind =
        static_cast<IntegrationsModel::ItemKind>(index.data(IntegrationsModel::KindRole).toInt());
    const auto presence =
        static_cast<Presence>(index.data(IntegrationsModel::PresenceRole).toInt());
    const bool isGame = kind == IntegrationsModel::ItemKind::Game;
    const bool isPeer = isGame || kind == IntegrationsModel::ItemKind::Watcher;
    QFont font = option.font;
    if (isPeer) {
        area = drawDot(painter, area, dotColor(index, presence, option.palette));
        font.setBold(isGame && presence != Presence::Away);
    } else if (kind == IntegrationsModel::ItemKind::Action) {
        area.setLeft(area.left() + gap / 2);
    }

    const QString status =
        index.siblingAtColumn(IntegrationsModel::Status).data(Qt::DisplayRole).toString();
    const bool warns = isGame && presence == Presence::Trouble;
    painter->setFont(option.font);
    painter->setPen(warns ? dotColor(index, presence, option.palette) : colors.dimText);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, status);
    if (!status.isEmpty())
        area.setRight(area.right() - option.fontMetrics.horizontalAdvance(status) - gap);

    painter->setFont(font);
    painter->setPen(isPeer && presence != Presence::Away ? option.palette.color(QPalette::Text)
                                                         : colors.dimText);
    const QString name = QFontMetrics(font).elidedText(index.data(Qt::DisplayRole).toString(),
                                                       Qt::ElideRight, area.width());
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
    painter->restore();
}

QSize IntegrationsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // The width is that of the panel: long names are cut, and told by the tool tip.
    return {0, option.fontMetrics.height() + rowPadding};
}

} // namespace neuro::ui
