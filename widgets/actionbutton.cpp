// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/actionbutton.h"

#include "widgets/theme.h"

#include <QAction>
#include <QStyle>
#include <QStyleOptionButton>

#include <algorithm>
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
    QSize size = QPushButton::sizeHint();
    // As high as the others in its row.
    if (m_isReduced)
        size.setHeight(sizeWith(accessibleName()).height());
    return size + air;
}

/// As QPushButton::sizeHint() would have it. Styles give a text more room than it takes.
QSize ActionButton::sizeWith(const QString &text) const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text = text;
    QSize contents(iconSize().width() + 4, iconSize().height());
    if (!text.isEmpty()) {
        const QSize written = fontMetrics().size(Qt::TextShowMnemonic, text);
        contents = {contents.width() + written.width(),
                    std::max(contents.height(), written.height())};
    }
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, contents, this);
}

void ActionButton::setReduced(bool reduced)
{
    if (std::exchange(m_isReduced, reduced) != reduced)
        showAction();
}

int ActionButton::textWidth() const
{
    return sizeWith(accessibleName()).width() - sizeWith({}).width();
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
