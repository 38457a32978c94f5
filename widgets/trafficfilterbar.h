// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/framefilter.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;
class QHBoxLayout;

namespace neuro::ui {

/// What restricts the traffic: words, a game, a force. Words count a moment after the last key.
class TrafficFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficFilterBar(QWidget *parent = nullptr);

    models::FrameFilter filter() const;
    void setGame(const std::optional<QString> &game);
    /// 0: all.
    void setForce(relay::ForceId force);
    void clear();
    void focusText();
    /// At the right of the field.
    void addButton(QWidget *button);

    /// Milliseconds after the last key.
    static constexpr int typingPauseMs = 200;
    static constexpr int textLength = 1000;

Q_SIGNALS:
    void filterChanged(const neuro::models::FrameFilter &filter);
    /// The game's restriction was taken away here.
    void gameCleared();

private:
    QPushButton *makeChip(const QString &toolTip);
    void tell();
    void showChips();

    QLineEdit *m_text;
    QPushButton *m_gameChip;
    QPushButton *m_forceChip;
    QHBoxLayout *m_row;
    QTimer m_typing;
    std::optional<QString> m_game;
    relay::ForceId m_force = 0;
    models::FrameFilter m_told;
};

} // namespace neuro::ui
