// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QRect>
#include <QScrollBar>
#include <QTimer>

namespace neuro::ui {

/// A scroll bar that is painted anew only when it looks different: that of a list which grows many
/// times a second changes its range each time, and its slider hardly ever.
class CalmScrollBar : public QScrollBar
{
    Q_OBJECT

public:
    CalmScrollBar(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void sliderChange(SliderChange change) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// Where the style draws the slider now.
    QRect sliderRect() const;

    QRect m_painted; ///< Where it was drawn last.
    /// A range that grows and a value that follows it move the slider away and back again.
    QTimer m_settled;
};

} // namespace neuro::ui
