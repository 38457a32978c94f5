// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/themedicons.h"

#include "widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QPainter>

namespace neuro::ui {

namespace {

constexpr const char *iconProperty = "themedIcon";

template <typename Item>
void give(Item *item, const QString &name)
{
    item->setProperty(iconProperty, name);
    item->setIcon(themedIcon(name, QApplication::palette()));
}

template <typename Item>
void refresh(const QList<Item *> &items)
{
    for (Item *item : items) {
        const QVariant name = item->property(iconProperty);
        if (name.isValid())
            item->setIcon(themedIcon(name.toString(), QApplication::palette()));
    }
}

} // namespace

void setThemedIcon(QAction *action, const QString &name)
{
    give(action, name);
}

void setThemedIcon(QAbstractButton *button, const QString &name)
{
    give(button, name);
}

void refreshThemedIcons(QWidget &root)
{
    refresh(root.findChildren<QAction *>());
    refresh(root.findChildren<QAbstractButton *>());
}

QPixmap stateDot(const QColor &color, const QWidget &widget, int gap)
{
    const qreal ratio = widget.devicePixelRatioF();
    QPixmap pixmap(QSize(dotSize + gap, dotSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(0, 0, dotSize, dotSize));
    return pixmap;
}

} // namespace neuro::ui
