// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/messages.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

/// The small widgets that cards and forms are made of. Each follows the palette by itself.
namespace neuro::ui {

/// A label for plain text in one of the theme's colours.
class ToneLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Tone { Normal, Dim, Error, Warning, Success };

    explicit ToneLabel(Tone tone, QWidget *parent = nullptr);

    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColor();

    Tone m_tone;
};

/// Text in a frame of the error colour.
class ErrorBox : public ToneLabel
{
    Q_OBJECT

public:
    explicit ErrorBox(QWidget *parent = nullptr);

    /// Empty text hides the box.
    void showText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// The word of a priority on its colour.
class PriorityPill : public QLabel
{
    Q_OBJECT

public:
    explicit PriorityPill(protocol::Priority priority, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    protocol::Priority m_priority;
};

/// A thin bar of the time that is left.
class TimeBar : public QProgressBar
{
    Q_OBJECT

public:
    explicit TimeBar(protocol::Priority priority, QWidget *parent = nullptr);

    /// From 0 (nothing left) to 1.
    void setLeft(double fraction);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    protocol::Priority m_priority;
};

/// The main button of a card or a dialog, in the accent colour. It can also be pressed with Shift
/// while it is disabled: "do it all the same".
class MainButton : public QPushButton
{
    Q_OBJECT

public:
    explicit MainButton(const QString &text, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Clicked with Shift, enabled or not.
    void forced();

protected:
    bool event(QEvent *event) override;
    void initStyleOption(QStyleOptionButton *option) const override;
    void paintEvent(QPaintEvent *event) override;
};

/// A button for what cannot be undone: the first click asks, a second one within the time confirms.
class ConfirmButton : public QPushButton
{
    Q_OBJECT

public:
    static constexpr int defaultConfirmMs = 3000;

    ConfirmButton(const QString &text, const QString &question, QWidget *parent = nullptr);

    /// How long the question stands, in milliseconds.
    void setConfirmMs(int ms) { m_timer.setInterval(ms); }
    bool isAsking() const { return m_timer.isActive(); }
    void reset();

Q_SIGNALS:
    void confirmed();

private:
    void press();

    QString m_text;
    QString m_question;
    QTimer m_timer;
};

/// Lets `button` become as narrow as its text, but not narrower; styles ask for more.
void fitText(QPushButton &button);
/// The colour of a priority in the theme of `palette`.
QColor priorityColor(protocol::Priority priority, const QPalette &palette);
/// Black or white, whichever can be read on `background`.
QColor readableOn(const QColor &background);

} // namespace neuro::ui
