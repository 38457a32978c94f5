// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProxyStyle>

namespace neuro::ui {

/// A property of line edits: true while what is typed cannot be used, which their outlines show.
inline constexpr const char *invalidProperty = "invalid";

/// Fusion, with outlines that can be seen: its own are darker than the window, which a dark theme
/// swallows, so that an empty check box, or the field that has the focus, could not be told; with
/// high contrast everything that can be clicked has one. And with titles of columns that stand
/// above what is in the column.
class ThemeStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    /// Items are activated by a double click on every desktop: activating an action sends it.
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr,
                  const QWidget *widget = nullptr,
                  QStyleHintReturn *returned = nullptr) const override;
};

} // namespace neuro::ui
