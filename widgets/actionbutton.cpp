// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/actionbutton.h"

#include "widgets/theme.h"

#include <QAction>
#include <QStyleOptionButton>

#include <utility>

namespace neuro::ui {

namespace {

constexpr int iconSide = 14;
constexpr QSize air(14, 4);
/// Share of the accent colour in a checked button.
constexpr float checkedTint = 0.28F;

QColor mixed(const QColor &under, const QColor &over, float share)
{
    const auto channel = [share](float a, float b) {
        return a + (b - a) * share;
    };
    return QColor::fromRgbF(channel(under.redF(), over.redF()),
                            channel(under.greenF(), over.greenF()),
                            channel(under.blueF(), over.blueF()));
}

} // namespace

ActionButton::ActionButton(QWidget *parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
    setIconSize({iconSide, iconSide});
}

ActionButton::ActionButton(QAction *action, QWidget *parent)
    : ActionButton(parent)
{
    m_action = action;
    connect(action, &QAction::changed, this, &ActionButton::showAction);
    // The click goes to the action; its state then comes back, be it another one.
    connect(this, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action->trigger();
        showAction();
    });
    showAction();
}

QSize ActionButton::sizeHint() const
{
    return QPushButton::sizeHint() + air;
}

void ActionButton::setReduced(bool reduced)
{
    if (std::exchange(m_isReduced, reduced) != reduced)
        showAction();
}

int ActionButton::textWidth() const
{
    return fontMetrics().size(Qt::TextShowMnemonic, accessibleName()).width();
}

void ActionButton::showAction()
{
    if (!m_action)
        return;
    const QString text = m_action->text().remove(u'&');
    setText(m_isReduced ? QString() : text);
    setAccessibleName(text);
    setIcon(m_action->icon());
    setToolTip(m_action->toolTip());
    setEnabled(m_action->isEnabled());
    setCheckable(m_action->isCheckable());
    setChecked(m_action->isChecked());
}

void ActionButton::initStyleOption(QStyleOptionButton *option) const
{
    QPushButton::initStyleOption(option);
    if (!isChecked())
        return;
    // The style only darkens it, which a dark theme swallows.
    const QColor button = option->palette.color(QPalette::Button);
    option->palette.setColor(QPalette::Button,
                             mixed(button, themeColors(palette()).accent, checkedTint));
    option->state.setFlag(QStyle::State_On, false);
    option->state.setFlag(QStyle::State_Sunken, isDown());
    option->state.setFlag(QStyle::State_Raised, !isDown());
}

} // namespace neuro::ui
