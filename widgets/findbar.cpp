// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/findbar.h"

#include "widgets/cardparts.h"
#include "widgets/menus.h"
#include "widgets/themedicons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 8;

QToolButton *makeButton(const QString &icon, const QString &toolTip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    setThemedIcon(button, icon);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setAutoRaise(true);
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_outcome(new ToneLabel(ToneLabel::Tone::Error, this))
{
    m_text->setPlaceholderText(tr("Find in the shown messages"));
    m_text->setAccessibleName(tr("Find"));
    m_text->setMaxLength(textLength);
    auto *next = makeButton(
        u"down"_s, tr("Find the next one (%1)").arg(keyText(QKeySequence(Qt::Key_F3))), this);
    auto *previous = makeButton(
        u"up"_s,
        tr("Find the previous one (%1)").arg(keyText(QKeySequence(Qt::SHIFT | Qt::Key_F3))), this);
    auto *close = makeButton(u"close"_s, tr("Close (Escape)"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(margin, 0, margin, margin / 2);
    row->addWidget(m_text, 1);
    row->addWidget(m_outcome);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(close);
    connect(next, &QToolButton::clicked, this, [this] { want(false); });
    connect(previous, &QToolButton::clicked, this, [this] { want(true); });
    connect(close, &QToolButton::clicked, this, &FindBar::leave);
    connect(m_text, &QLineEdit::textChanged, this, [this] { showFound(true); });
    hide();
}

void FindBar::start()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

QString FindBar::text() const
{
    return m_text->text();
}

void FindBar::showFound(bool found)
{
    m_outcome->setText(found ? QString() : tr("Not found"));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return want(event->modifiers().testFlag(Qt::ShiftModifier));
    case Qt::Key_Escape:
        return leave();
    default: // Qt's enumeration: other keys are not ours.
        QWidget::keyPressEvent(event);
    }
}

void FindBar::want(bool backwards)
{
    if (!m_text->text().isEmpty())
        Q_EMIT findWanted(m_text->text(), backwards);
}

void FindBar::leave()
{
    hide();
    Q_EMIT closed();
}

} // namespace neuro::ui
