// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace neuro::ui {

class ActionButton;

/// A row of buttons, some of which may be shortened. Where there is no room for all texts, those
/// that may be reduced to their icons are, one after the other, until the rest fits.
class ToolRow : public QWidget
{
    Q_OBJECT

public:
    explicit ToolRow(QWidget *parent = nullptr);

    QHBoxLayout *row() const { return m_row; }
    /// Which buttons of the row may lose their texts; the first goes first. `early` are reduced
    /// before anything else is shortened, `late` when that does not suffice.
    void setReducible(const QList<ActionButton *> &early, const QList<ActionButton *> &late);

    /// With every text that may go gone: the row is not what keeps a window wide.
    QSize sizeHint() const override { return minimumSizeHint(); }
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QHBoxLayout *m_row;
    QList<ActionButton *> m_reducible;
    qsizetype m_early = 0; ///< So many of them, from the first.
};

} // namespace neuro::ui
