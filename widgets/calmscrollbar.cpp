// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/calmscrollbar.h"

#include <QStyle>
#include <QStyleOptionSlider>

namespace neuro::ui {

CalmScrollBar::CalmScrollBar(Qt::Orientation orientation, QWidget *parent)
    : QScrollBar(orientation, parent)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(0);
    connect(&m_settled, &QTimer::timeout, this, [this] {
        if (sliderRect() != m_painted)
            update();
    });
}

void CalmScrollBar::sliderChange(SliderChange change)
{
    // QScrollBar does nothing here but ask for a repaint.
    if (change == SliderOrientationChange)
        QScrollBar::sliderChange(change);
    else
        m_settled.start();
}

void CalmScrollBar::paintEvent(QPaintEvent *event)
{
    m_painted = sliderRect();
    QScrollBar::paintEvent(event);
}

QRect CalmScrollBar::sliderRect() const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    return style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this);
}

} // namespace neuro::ui
