// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLayout>
#include <QList>

#include <memory>
#include <vector>

namespace neuro::ui {

/// Puts its items side by side like words: what does not fit into the line begins the next one. All
/// are as wide as their size hints while that makes one line, and as narrow as they can be
/// otherwise. In layouts from right to left, lines begin on the right.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    /// `spacing` pixels stand between items and between lines.
    explicit FlowLayout(int spacing, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// Everything in one line.
    QSize sizeHint() const override;
    /// The widest item, in a line as high as the highest.
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Place
    {
        QLayoutItem *item = nullptr;
        QRect rect;
    };

    /// Where the visible items stand in a width of `width`, from the top left corner (0, 0).
    std::vector<Place> places(int width) const;
    bool isOneLine(int width) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace neuro::ui
