// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProxyStyle>

namespace neuro::ui {

/// Fusion, with outlines that can be seen: its own are darker than the window, which a dark theme
/// swallows, so that an empty check box, or the field that has the focus, could not be told. And
/// with titles of columns that stand above what is in the column.
class ThemeStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
};

} // namespace neuro::ui
