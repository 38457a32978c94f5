// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/trafficdelegate.h"

#include "models/trafficmodel.h"
#include "widgets/theme.h"

#include <QPainter>

namespace neuro::ui {

using models::TrafficModel;
using FrameStatus = TrafficModel::FrameStatus;

namespace {

constexpr int markWidth = 3;
constexpr qreal arrowHalf = 4;

bool isSecondary(int column)
{
    return column == TrafficModel::Delta || column == TrafficModel::Size ||
           column == TrafficModel::Latency;
}

/// An error colours what tells of it; the peer stays readable at a glance.
QColor textColor(const QPalette &palette, FrameStatus status, int column)
{
    const ThemeColors &colors = themeColors(palette);
    const bool tells = column == TrafficModel::Summary;
    switch (status) {
    case FrameStatus::Refused:
        if (tells || column == TrafficModel::Time || column == TrafficModel::Command)
            return colors.error;
        break;
    case FrameStatus::Failure:
        if (tells)
            return colors.error;
        break;
    case FrameStatus::Success:
        if (tells)
            return colors.success;
        break;
    case FrameStatus::Warned:
        if (column == TrafficModel::Command)
            return colors.warning;
        break;
    case FrameStatus::Normal:
        break;
    }
    return isSecondary(column) ? colors.dimText : palette.color(QPalette::Text);
}

/// To the relay ▶, to a game ◀, up ▲, from upstream ▼.
void drawArrow(QPainter *painter, const QRect &area, relay::Direction direction, relay::Door door,
               const ThemeColors &colors)
{
    const bool in = direction == relay::Direction::In;
    const QPointF middle = QRectF(area).center();
    const qreal tip = in ? arrowHalf : -arrowHalf;
    const bool isUpright = door == relay::Door::Upstream;
    const auto at = [&](qreal along, qreal across) {
        return middle + (isUpright ? QPointF(across, along) : QPointF(along, across));
    };
    const QPointF points[] = {at(tip, 0), at(-tip, -arrowHalf), at(-tip, arrowHalf)};
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(in ? colors.success : colors.special);
    painter->drawPolygon(points, 3);
    painter->setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void TrafficDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, option.palette.highlight());
    const int column = index.column();
    if (column == TrafficModel::Time && index.data(TrafficModel::MarkedRole).toBool())
        painter->fillRect(QRect(option.rect.topLeft(), QSize(markWidth, option.rect.height())),
                          colors.warning);
    if (column == TrafficModel::Direction) {
        drawArrow(painter, option.rect,
                  static_cast<relay::Direction>(index.data(TrafficModel::DirectionRole).toInt()),
                  static_cast<relay::Door>(index.data(TrafficModel::DoorRole).toInt()), colors);
        return;
    }
    const QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty() || area.width() <= 0)
        return;
    const auto status = static_cast<FrameStatus>(index.data(TrafficModel::StatusRole).toInt());
    // Not asked of the model for every cell: what is secondary is a number.
    const bool right = isSecondary(column);
    painter->setPen(textColor(option.palette, status, column));
    if (m_text.font() != option.font)
        m_text = FixedPitchText(option.font);
    if (m_text.canDraw(text))
        return m_text.draw(painter, area, text, right);
    painter->setFont(option.font);
    painter->drawText(
        area, Qt::AlignVCenter | Qt::TextSingleLine | (right ? Qt::AlignRight : Qt::AlignLeft),
        option.fontMetrics.elidedText(text, Qt::ElideRight, area.width()));
}

QSize TrafficDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = option.fontMetrics.horizontalAdvance(index.data().toString());
    return {width + 2 * padding, option.fontMetrics.height() + padding};
}

} // namespace neuro::ui
