// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/focusorder.h"

#include <QApplication>
#include <QLayout>
#include <QWidget>

namespace neuro::ui {

namespace {

bool takesTab(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled() &&
           !widget->focusProxy();
}

void collect(QWidget *widget, QList<QWidget *> &order);

void collect(QLayout *layout, QList<QWidget *> &order)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem *item = layout->itemAt(i);
        if (item->widget())
            collect(item->widget(), order);
        else if (item->layout())
            collect(item->layout(), order);
    }
}

void collect(QWidget *widget, QList<QWidget *> &order)
{
    if (takesTab(widget))
        order.append(widget);
    if (widget->layout())
        collect(widget->layout(), order);
}

} // namespace

QList<QWidget *> focusOrder(QWidget *root)
{
    QList<QWidget *> order;
    collect(root, order);
    return order;
}

bool moveFocus(const QList<QWidget *> &order, bool next)
{
    const qsizetype now = order.indexOf(QApplication::focusWidget());
    const qsizetype then = next ? now + 1 : now - 1;
    if (now < 0 || then < 0 || then >= order.size())
        return false;
    order[then]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

bool leaveArea(QWidget *area, bool next)
{
    QWidget *widget = area;
    do {
        widget = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
        if (!area->isAncestorOf(widget) && widget != area && !widget->isWindow() &&
            takesTab(widget)) {
            widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (widget != area);
    return false;
}

} // namespace neuro::ui
