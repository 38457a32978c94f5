// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/trafficfilterfield.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

class QWidget;

namespace neuro::ui {

class ExportDialog;
class NoticeBar;
class RecordingWindow;

/// What the main window does with recorded sessions: opens them in windows of their own, and
/// exports the one that is being recorded.
class Recordings : public QObject
{
    Q_OBJECT

public:
    /// `window` and `notices` outlive this; `vocabulary`: of the session that is being recorded.
    Recordings(QWidget *window, NoticeBar *notices, TrafficFilterField::Vocabulary vocabulary);
    ~Recordings() override;

    /// The session log that is being recorded, or was last; empty: none was.
    void setRecorded(const QString &path);

    /// Asks for a session log, above the window that wants one, and opens it.
    void chooseRecording(QWidget *above);
    /// Opens the session log at `path`; nullptr when maxWindows are open, which a notice of
    /// `asking` tells, the window that wants it; nullptr: of the main one.
    RecordingWindow *open(const QString &path, RecordingWindow *asking = nullptr);
    /// Asks how to export the session that is being recorded.
    void exportSession();
    /// Whether something is being exported that would be lost if the main window were closed; then
    /// its dialog says so.
    bool mustWait();
    /// The windows go with the main one, and what is being exported there.
    void closeAll();

    static constexpr int maxWindows = 8;
    /// The keys of its notices.
    static const QString windowsKey;
    static const QString nothingKey;

Q_SIGNALS:
    /// The session that is being recorded was exported to the file at `path`.
    void exported(const QString &path);

private:
    QWidget *m_window;
    NoticeBar *m_notices;
    TrafficFilterField::Vocabulary m_vocabulary;
    QString m_recorded;
    QList<QPointer<RecordingWindow>> m_windows;
    QPointer<ExportDialog> m_export;
};

} // namespace neuro::ui
