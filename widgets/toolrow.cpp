// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/toolrow.h"

#include "widgets/actionbutton.h"

#include <QEvent>
#include <QHBoxLayout>

#include <utility>

namespace neuro::ui {

ToolRow::ToolRow(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
}

void ToolRow::setReducible(const QList<ActionButton *> &early, const QList<ActionButton *> &late)
{
    m_reducible = early + late;
    m_early = early.size();
    fit();
}

QSize ToolRow::minimumSizeHint() const
{
    QSize size = m_row->totalMinimumSize();
    for (const ActionButton *button : m_reducible) {
        if (!button->isReduced())
            size.rwidth() -= button->textWidth();
    }
    return size;
}

bool ToolRow::event(QEvent *event)
{
    // A text of a button has changed.
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

void ToolRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ToolRow::fit()
{
    // Whatever is reduced now, so that the outcome depends on the width alone.
    int missing = minimumSizeHint().width() - width();
    for (const ActionButton *button : std::as_const(m_reducible))
        missing += button->textWidth();
    int missingUnshortened =
        missing + m_row->totalSizeHint().width() - m_row->totalMinimumSize().width();
    for (qsizetype i = 0; i < m_reducible.size(); ++i) {
        ActionButton *button = m_reducible[i];
        const bool reduced = missing > 0 || (i < m_early && missingUnshortened > 0);
        button->setReduced(reduced);
        if (reduced) {
            missing -= button->textWidth();
            missingUnshortened -= button->textWidth();
        }
    }
}

} // namespace neuro::ui
