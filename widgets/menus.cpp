// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/menus.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QKeySequence>
#include <QMenu>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

QString keyText(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText);
}

void explain(QAction *action, const QKeySequence &keys, const QString &toolTip)
{
    action->setShortcut(keys);
    action->setToolTip(keys.isEmpty() ? toolTip : toolTip + u" ("_s + keyText(keys) + u')');
    action->setStatusTip(QString());
}

QMenu *addSubMenu(QMenu *menu, const QString &title)
{
    QMenu *added = menu->addMenu(title);
    added->setToolTipsVisible(true);
    return added;
}

QMenu *makeMenu(const QList<QAction *> &actions, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setToolTipsVisible(true);
    menu->addActions(actions);
    return menu;
}

void openMenu(const QList<QAction *> &actions, const QPoint &at, QWidget *parent)
{
    QMenu *menu = makeMenu(actions, parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(at);
}

void offerActions(QWidget *widget)
{
    widget->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(widget, &QWidget::customContextMenuRequested, widget,
                     [widget](const QPoint &at) {
                         // That of a scroll area counts from its viewport.
                         const auto *area = qobject_cast<QAbstractScrollArea *>(widget);
                         const QWidget *origin = area ? area->viewport() : widget;
                         openMenu(widget->actions(), origin->mapToGlobal(at), widget);
                     });
}

} // namespace neuro::ui
