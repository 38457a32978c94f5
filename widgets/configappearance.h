// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QAction;
class QActionGroup;

namespace neuro::ui {

class ToneLabel;
class WindowSettings;

/// How the window looks, and what it remembers for itself. Counts at once, and is kept beside the
/// configuration file, not in it.
class ConfigAppearance : public QWidget
{
    Q_OBJECT

public:
    /// The actions are the window's own. All must outlive the page.
    ConfigAppearance(QActionGroup *themes, QAction *restoreLayout, QAction *forgetAnswers,
                     WindowSettings *settings, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addHeading(const QString &text);
    void addButton(const QString &text, QAction *action);
    void countAnswers();

    WindowSettings *m_settings;
    ToneLabel *m_answers;
};

} // namespace neuro::ui
