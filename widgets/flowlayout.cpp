// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace neuro::ui {

FlowLayout::FlowLayout(int spacing, QWidget *parent)
    : QLayout(parent)
{
    setSpacing(spacing);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
    invalidate();
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    const bool isThere = index >= 0 && index < count();
    return isThere ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *taken = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    invalidate();
    return taken;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int bottom = 0;
    for (const Place &place : places(width - margins.left() - margins.right()))
        bottom = std::max(bottom, place.rect.y() + place.rect.height());
    return bottom + margins.top() + margins.bottom();
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const Place &place : places(QLAYOUTSIZE_MAX))
        size = size.expandedTo({place.rect.x() + place.rect.width(), place.rect.height()});
    return size.grownBy(contentsMargins()).expandedTo({0, 0});
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins()).expandedTo({0, 0});
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const QRect inner = rect.marginsRemoved(contentsMargins());
    const QWidget *owner = parentWidget();
    const Qt::LayoutDirection direction = owner ? owner->layoutDirection() : Qt::LeftToRight;
    for (const Place &place : places(inner.width())) {
        const QRect shown = place.rect.translated(inner.topLeft());
        place.item->setGeometry(QStyle::visualRect(direction, inner, shown));
    }
}

/// Whether all items have their size hints in a width of `width`.
bool FlowLayout::isOneLine(int width) const
{
    int whole = -spacing();
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            whole += item->sizeHint().expandedTo(item->minimumSize()).width() + spacing();
    }
    return whole <= width;
}

std::vector<FlowLayout::Place> FlowLayout::places(int width) const
{
    const bool isRoomy = isOneLine(width);
    std::vector<Place> result;
    QPoint at;
    int lineHeight = 0;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        QSize wanted = item->sizeHint().expandedTo(item->minimumSize());
        if (!isRoomy)
            wanted.setWidth(item->minimumSize().width());
        const QSize size(std::clamp(wanted.width(), 0, std::max(width, 0)), wanted.height());
        if (at.x() > 0 && at.x() + size.width() > width) {
            at = QPoint(0, at.y() + lineHeight + spacing());
            lineHeight = 0;
        }
        result.push_back({item.get(), QRect(at, size)});
        at.rx() += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    return result;
}

} // namespace neuro::ui
