// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/windowparts.h"

#include "widgets/panel.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

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

ui::FlatTabWidget *tabsOf(const QWidget &window, const QWidget *page)
{
    for (ui::FlatTabWidget *each : window.findChildren<ui::FlatTabWidget *>()) {
        for (int tab = 0; tab < each->count(); ++tab) {
            if (each->widget(tab) == page)
                return each;
        }
    }
    return nullptr;
}

bool showsText(const QWidget &widget, const QString &text)
{
    const QList<QLabel *> labels = widget.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

} // namespace neuro::tests
