// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/windowparts.h"

#include "widgets/panel.h"

#include <QAction>
#include <QPushButton>

namespace neuro::tests {

QAction *actionCalled(const QWidget &window, const QString &text)
{
    for (QAction *each : window.findChildren<QAction *>()) {
        if (QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

QPushButton *buttonOf(const QWidget *parent, const QString &text)
{
    for (QPushButton *each : parent->findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

ui::Panel *panelCalled(const QWidget &window, const QString &name)
{
    for (ui::Panel *each : window.findChildren<ui::Panel *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

} // namespace neuro::tests
