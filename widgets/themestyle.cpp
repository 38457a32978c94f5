// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/themestyle.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

namespace neuro::ui {

namespace {

constexpr qreal fieldRadius = 2;
/// That of the cells of tables.
constexpr int headerMargin = 4;

QColor outlineColor(const QStyleOption &option, const QColor &atRest)
{
    const ThemeColors &colors = themeColors(option.palette);
    if (!option.state.testFlag(QStyle::State_Enabled))
        return isHighContrast(option.palette) ? colors.idle : colors.border;
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

void drawInvalidField(const QStyleOption &option, QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(themeColors(option.palette).error);
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
    const bool isPlain = isHighContrast(option->palette);
    painter->save();
    painter->setBrush(Qt::NoBrush);
    if (element == PE_IndicatorCheckBox)
        drawCheckBox(*option, painter);
    else if (element == PE_IndicatorRadioButton)
        drawRadioButton(*option, painter);
    else if (element == PE_FrameLineEdit && (isPlain || isDark(option->palette)))
        drawField(*option, painter);
    else if (isPlain &&
             (element == PE_PanelButtonCommand || element == PE_PanelMenu || element == PE_Frame))
        drawField(*option, painter);
    if (element == PE_FrameLineEdit && widget && widget->property(invalidProperty).toBool())
        drawInvalidField(*option, painter);
    painter->restore();
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (!isHighContrast(option->palette) || (control != CC_ComboBox && control != CC_SpinBox))
        return;
    painter->save();
    painter->setBrush(Qt::NoBrush);
    drawField(*option, painter);
    painter->restore();
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                            const QWidget *widget) const
{
    return metric == PM_HeaderMargin ? headerMargin
                                     : QProxyStyle::pixelMetric(metric, option, widget);
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returned) const
{
    // Fusion asks the desktop, and KDE can be set to single clicks.
    return hint == SH_ItemView_ActivateItemOnSingleClick
               ? 0
               : QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace neuro::ui
