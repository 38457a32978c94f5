// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/themestyle.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace neuro::ui {

namespace {

constexpr qreal fieldRadius = 2;
/// That of the cells of tables.
constexpr int headerMargin = 4;

QColor outlineColor(const QStyleOption &option, const QColor &atRest)
{
    const ThemeColors &colors = themeColors(option.palette);
    if (!option.state.testFlag(QStyle::State_Enabled))
        return colors.border;
    return option.state.testFlag(QStyle::State_HasFocus) ? colors.accent : atRest;
}

/// Lines of one pixel lie in the middle of it.
QRectF outlineOf(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawCheckBox(const QStyleOption &option, QPainter *painter)
{
    painter->setPen(outlineColor(option, themeColors(option.palette).idle));
    painter->drawRect(outlineOf(option.rect));
}

void drawRadioButton(const QStyleOption &option, QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outlineColor(option, themeColors(option.palette).idle));
    painter->drawEllipse(outlineOf(option.rect));
}

void drawField(const QStyleOption &option, QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outlineColor(option, themeColors(option.palette).border));
    painter->drawRoundedRect(outlineOf(option.rect), fieldRadius, fieldRadius);
}

} // namespace

ThemeStyle::ThemeStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    painter->save();
    painter->setBrush(Qt::NoBrush);
    if (element == PE_IndicatorCheckBox)
        drawCheckBox(*option, painter);
    else if (element == PE_IndicatorRadioButton)
        drawRadioButton(*option, painter);
    else if (element == PE_FrameLineEdit && isDark(option->palette))
        drawField(*option, painter);
    painter->restore();
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                            const QWidget *widget) const
{
    return metric == PM_HeaderMargin ? headerMargin
                                     : QProxyStyle::pixelMetric(metric, option, widget);
}

} // namespace neuro::ui
