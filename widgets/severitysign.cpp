// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/severitysign.h"

#include "widgets/theme.h"
#include "widgets/themedicons.h"

#include <QPainter>
#include <QPalette>
#include <QPolygonF>

namespace neuro::ui {

using protocol::Severity;

namespace {

constexpr qreal ringWidth = 1.8;

QRectF signRect(const QRect &area)
{
    QRectF sign(0, 0, dotSize, dotSize);
    sign.moveCenter(QRectF(area).center());
    return sign;
}

} // namespace

QColor severityColor(Severity severity, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (severity) {
    case Severity::Info:
        return colors.accent;
    case Severity::Warning:
        return colors.warning;
    case Severity::Error:
        return colors.error;
    }
    return {};
}

void drawSeveritySign(QPainter *painter, const QRect &area, Severity severity,
                      const QPalette &palette, bool isDim)
{
    const QColor color = isDim ? themeColors(palette).dimText : severityColor(severity, palette);
    const QRectF sign = signRect(area);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    switch (severity) {
    case Severity::Info: {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(color, ringWidth));
        const qreal inside = ringWidth / 2;
        painter->drawEllipse(sign.adjusted(inside, inside, -inside, -inside));
        break;
    }
    case Severity::Warning:
        painter->drawPolygon(QPolygonF{QPointF(sign.center().x(), sign.top()), sign.bottomRight(),
                                       sign.bottomLeft()});
        break;
    case Severity::Error:
        painter->drawEllipse(sign);
        break;
    }
    painter->restore();
}

} // namespace neuro::ui
