// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/recordingreader.h"

#include <QFrame>
#include <QList>
#include <QString>

class QAction;
class QComboBox;
class QProgressBar;
class QPushButton;

namespace neuro::models {
class Recording;
}

namespace neuro::ui {

class ToneLabel;

/// Stands above a recording: that nothing of it is live, what it is, how far it has been read, of
/// which moment those things are that change, and, when it is too large to be shown at once, which
/// part of it is shown.
class RecordingBanner : public QFrame
{
    Q_OBJECT

public:
    /// `recording` outlives the banner.
    explicit RecordingBanner(models::Recording *recording, QWidget *parent = nullptr);

    /// Actions that go to parts before the shown one, and to parts after it: they are enabled while
    /// there are any. They outlive the banner.
    void setActions(const QList<QAction *> &before, const QList<QAction *> &after);

    /// The parts before and after the shown one, and those with a message that passes the filter.
    void showPrevious();
    void showNext();
    void findPrevious();
    void findNext();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildProgress();
    QWidget *buildParts();
    QPushButton *addButton(QWidget *row, const QString &text, const QString &toolTip,
                           void (RecordingBanner::*deed)());
    void showStatus();
    void nameRecordings();
    void showParts();
    void showMoment();
    void showSearching(qsizetype place);
    void searched(bool found);
    void find(bool backwards);

    models::Recording *m_recording;
    ToneLabel *m_title;
    ToneLabel *m_facts;
    ToneLabel *m_moment;
    ToneLabel *m_problems;
    QWidget *m_reading = nullptr;
    QProgressBar *m_progress = nullptr;
    QWidget *m_parts = nullptr;
    QComboBox *m_places = nullptr;
    ToneLabel *m_note = nullptr;
    QList<QPushButton *> m_before; ///< They go to parts before the shown one, …
    QList<QPushButton *> m_after;  ///< … and after it.
    QList<QAction *> m_beforeActions;
    QList<QAction *> m_afterActions;
    bool m_namesRecordings = false; ///< In the labels of the parts.
    bool m_isGoingBack = false;     ///< The last search went to earlier parts.
};

/// "2026-11-20 17:31:02 – 18:04:11" of two moments (µs, wall), as the clocks here show them.
QString spanText(qint64 first, qint64 last);
/// What there is to tell of a recording beside its name: its span, how much it holds.
QString recordingFacts(const models::RecordingStatus &status);
/// What of it is missing or cannot be read, and why; empty when there is nothing.
QString recordingProblems(const models::RecordingStatus &status);

} // namespace neuro::ui
