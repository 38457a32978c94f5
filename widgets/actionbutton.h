// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPointer>
#include <QPushButton>

class QAction;

namespace neuro::ui {

/// A push button whose checked state can be seen in both themes. It can stand for an action: text,
/// icon, tool tip and state are then the action's.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ActionButton(QWidget *parent = nullptr);
    ActionButton(QAction *action, QWidget *parent);

    /// With some air around the text.
    QSize sizeHint() const override;

    /// Shows the icon of the action alone; tool tip and accessible name still tell what it is.
    void setReduced(bool reduced);
    bool isReduced() const { return m_isReduced; }
    /// Pixels that setReduced() saves.
    int textWidth() const;

protected:
    void initStyleOption(QStyleOptionButton *option) const override;

private:
    QSize sizeWith(const QString &text) const;
    void showAction();

    QPointer<QAction> m_action;
    bool m_isReduced = false;
};

} // namespace neuro::ui
