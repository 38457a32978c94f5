// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/wheelguard.h"

#include <QEvent>
#include <QObject>
#include <QWidget>

namespace neuro::ui {

namespace {

class WheelGuard : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

} // namespace

void guardWheel(QWidget *widget)
{
    widget->setFocusPolicy(Qt::StrongFocus); // Not by the wheel.
    widget->installEventFilter(new WheelGuard(widget));
}

} // namespace neuro::ui
