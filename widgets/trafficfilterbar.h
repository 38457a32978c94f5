// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/framefilter.h"
#include "widgets/trafficfilterfield.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;
class QPushButton;
class QHBoxLayout;

namespace neuro::ui {

class ToneLabel;

/// What restricts the traffic: a filter expression, a game, a force. The expression counts a moment
/// after the last key. While it is wrong the one before stays in force, and what is wrong is told
/// below the line.
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
    void setVocabulary(TrafficFilterField::Vocabulary vocabulary);

    /// Filters that were used, the newest first.
    const QStringList &history() const { return m_history; }
    void setHistory(const QStringList &filters) { m_history = filters; }

    /// Milliseconds after the last key.
    static constexpr int typingPauseMs = 200;
    /// A filter that is being written may be wrong for so long.
    static constexpr int problemPauseMs = 800;

Q_SIGNALS:
    void filterChanged(const neuro::models::FrameFilter &filter);
    /// The game's restriction was taken away here.
    void gameCleared();
    void historyChanged(const QStringList &filters);

private:
    void buildField();
    QPushButton *makeChip(const QString &toolTip);
    void tell();
    void finish();
    void readText();
    void showProblem();
    void hideProblem();
    void remember();
    void openHistory();
    void useFilter(const QString &text);
    void showChips();

    TrafficFilterField *m_text;
    QAction *m_historyAction;
    ToneLabel *m_problemText;
    QPushButton *m_gameChip;
    QPushButton *m_forceChip;
    QHBoxLayout *m_row;
    QTimer m_typing;
    QTimer m_problemPause;
    models::FilterExpression m_expression;          ///< The last one that was right.
    std::optional<models::FilterProblem> m_problem; ///< Of the text as it is.
    QStringList m_history;
    std::optional<QString> m_game;
    relay::ForceId m_force = 0;
    models::FrameFilter m_told;
};

} // namespace neuro::ui
