// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/cardparts.h"

#include "models/forcetext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace neuro::ui {

namespace {

constexpr int barHeight = 4;
constexpr int barSteps = 1000;
constexpr int boxPadding = 6;
constexpr int buttonPadding = 20;
constexpr qreal boxRadius = 3;
constexpr qreal mainRadius = 2; ///< As the style has it.

QColor toneColor(ToneLabel::Tone tone, const QPalette &palette)
{
    switch (tone) {
    case ToneLabel::Tone::Normal:
        return palette.color(QPalette::Text);
    case ToneLabel::Tone::Dim:
        return themeColors(palette).dimText;
    case ToneLabel::Tone::Error:
        return themeColors(palette).error;
    case ToneLabel::Tone::Warning:
        return themeColors(palette).warning;
    case ToneLabel::Tone::Success:
        return themeColors(palette).success;
    }
    return {};
}

} // namespace

QColor priorityColor(protocol::Priority priority, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (priority) {
    case protocol::Priority::Low:
        return colors.low;
    case protocol::Priority::Medium:
        return colors.medium;
    case protocol::Priority::High:
        return colors.high;
    case protocol::Priority::Critical:
        return colors.critical;
    }
    return {};
}

QColor readableOn(const QColor &background)
{
    constexpr double equalContrast = 0.179; // As readable in black as in white.
    constexpr double preferWhite = 0.32;    // White looks better and passes 3:1 for bold text.
    static_assert(preferWhite > equalContrast);
    return luminanceOf(background) > preferWhite ? QColor(Qt::black) : QColor(Qt::white);
}

void fitText(QPushButton &button)
{
    button.setMinimumWidth(button.fontMetrics().horizontalAdvance(button.text()) + buttonPadding);
}

ToneLabel::ToneLabel(Tone tone, QWidget *parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    updateColor();
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    updateColor();
}

void ToneLabel::changeEvent(QEvent *event)
{
    // A frame that is smaller than its margins forgets them with its style.
    const QMargins margins = contentsMargins();
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        setContentsMargins(margins);
    if (event->type() == QEvent::PaletteChange)
        updateColor();
}

void ToneLabel::updateColor()
{
    // Not by its own palette, which holds the colour that it has now.
    const QWidget *around = parentWidget();
    const QColor color = toneColor(m_tone, around ? around->palette() : QApplication::palette());
    if (palette().color(QPalette::Active, QPalette::WindowText) == color)
        return; // Setting it again would come back as another change.
    QPalette own;
    own.setColor(QPalette::WindowText, color);
    setPalette(own);
}

ErrorBox::ErrorBox(QWidget *parent)
    : ToneLabel(Tone::Error, parent)
{
    setWordWrap(true);
    setContentsMargins(boxPadding, boxPadding, boxPadding, boxPadding);
    hide();
}

void ErrorBox::showText(const QString &text)
{
    setText(text);
    setVisible(!text.isEmpty());
}

void ErrorBox::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = themeColors(palette()).error;
    QColor tint = color;
    tint.setAlphaF(0.08F);
    painter.setPen(color);
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), boxRadius, boxRadius);
    painter.end();
    ToneLabel::paintEvent(event);
}

PriorityPill::PriorityPill(protocol::Priority priority, QWidget *parent)
    : QLabel(parent)
    , m_priority(priority)
{
    setTextFormat(Qt::PlainText);
    setText(models::priorityText(priority));
    setAccessibleName(tr("Priority: %1").arg(text()));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QFont small = font();
    small.setBold(true);
    small.setPointSizeF(small.pointSizeF() * 0.85);
    setFont(small);
}

QSize PriorityPill::sizeHint() const
{
    const QSize size = fontMetrics().size(Qt::TextSingleLine, text());
    return {size.width() + size.height(), size.height() + 2};
}

void PriorityPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = priorityColor(m_priority, palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setPen(readableOn(color));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

TimeBar::TimeBar(protocol::Priority priority, QWidget *parent)
    : QProgressBar(parent)
    , m_priority(priority)
{
    setRange(0, barSteps);
    setTextVisible(false);
    setAccessibleName(tr("Time left"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimeBar::setLeft(double fraction)
{
    setValue(qRound(qBound(0.0, fraction, 1.0) * barSteps));
}

QSize TimeBar::sizeHint() const
{
    return {barHeight * 10, barHeight};
}

void TimeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColors(palette()).border);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    QRectF left = rect();
    left.setWidth(left.width() * value() / barSteps);
    painter.setBrush(priorityColor(m_priority, palette()));
    painter.drawRoundedRect(left, height() / 2.0, height() / 2.0);
}

namespace {

/// Still readable, and seen to be another one.
QColor pressedColor(const QColor &color)
{
    constexpr int more = 115; // Percent.
    return readableOn(color) == QColor(Qt::white) ? color.darker(more) : color.lighter(more);
}

} // namespace

MainButton::MainButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
{
}

bool MainButton::event(QEvent *event)
{
    // Before QPushButton sees it: a disabled button drops all mouse events.
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && mouse->modifiers().testFlag(Qt::ShiftModifier) &&
            rect().contains(mouse->position().toPoint())) {
            setDown(false);
            Q_EMIT forced();
            return true;
        }
    }
    return QPushButton::event(event);
}

void MainButton::initStyleOption(QStyleOptionButton *option) const
{
    QPushButton::initStyleOption(option);
    if (!isEnabled())
        return;
    const QColor accent = themeColors(palette()).accent;
    option->palette.setColor(QPalette::Button, accent);
    option->palette.setColor(QPalette::ButtonText, readableOn(accent));
}

void MainButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    if (!isEnabled()) {
        painter.drawControl(QStyle::CE_PushButton, option);
        return;
    }
    // The style would lighten the colour until its text is hard to read.
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = themeColors(palette()).accent;
    painter.setPen(option.state.testFlag(QStyle::State_HasFocus)
                       ? palette().color(QPalette::ButtonText)
                       : accent);
    painter.setBrush(isDown() ? pressedColor(accent) : accent);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), mainRadius, mainRadius);
    painter.drawControl(QStyle::CE_PushButtonLabel, option);
}

ConfirmButton::ConfirmButton(const QString &text, const QString &question, QWidget *parent)
    : QPushButton(text, parent)
    , m_text(text)
    , m_question(question)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(defaultConfirmMs);
    connect(&m_timer, &QTimer::timeout, this, &ConfirmButton::reset);
    connect(this, &QPushButton::clicked, this, &ConfirmButton::press);
}

void ConfirmButton::reset()
{
    m_timer.stop();
    setText(m_text);
    fitText(*this);
}

void ConfirmButton::press()
{
    if (!isAsking()) {
        setText(m_question);
        fitText(*this);
        m_timer.start();
        return;
    }
    reset();
    Q_EMIT confirmed();
}

} // namespace neuro::ui
