// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessionexportjob.h"
#include "widgets/trafficfilterfield.h"

#include <QDialog>
#include <QString>
#include <QTimer>

class QComboBox;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace neuro::ui {

class ErrorBox;
class MainButton;
class ToneLabel;

/// Exports a session log, or a part of it, to a file: what, how, and where to. While it works it
/// shows how far it is, and can be stopped; what is wrong is told in it, so that it can be put
/// right. Closes when all is done. The files are looked at in another thread.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `log` is the session log's file. `vocabulary`: the names that its filter may mean.
    ExportDialog(const QString &log, TrafficFilterField::Vocabulary vocabulary,
                 QWidget *parent = nullptr);

    const QString &log() const { return m_log; }
    bool isExporting() const { return m_job.isRunning(); }
    /// While it exports: comes to the front and says that the window waits for it.
    void askToWait();

    /// How long a file is not replaced after the question whether it may be, in milliseconds: what
    /// was pressed by then was no answer to it.
    static constexpr int settleMs = 500;
    static constexpr int pathLength = 4096;
    static constexpr int timeLength = 64;

Q_SIGNALS:
    /// The file at `path` was written.
    void exported(const QString &path, const neuro::models::FileExportOutcome &outcome);

protected:
    void reject() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildFields();
    QWidget *buildTarget();
    void buildButtons();
    void connectParts();
    void changeFormat();
    void browse();
    void press();
    void start(bool mayReplace);
    void finish(const models::FileExportOutcome &outcome);
    void showProgress(qint64 done, qint64 all);
    void showState();
    void showError(const QString &text);
    void grow();
    void askNoMore();
    models::ExportFormat format() const;
    QString target() const;
    bool readFilter(models::FileExport &wanted);
    bool readTime(QLineEdit *field, std::optional<models::ExportTime> &time);

    QString m_log;
    models::ExportJob m_job;
    QString m_writing; ///< The target of the export that runs.
    bool m_asksToReplace = false;
    QTimer m_settling; ///< Runs while that question is too new to be answered.
    QComboBox *m_format;
    TrafficFilterField *m_filter;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QLineEdit *m_target;
    QPushButton *m_browse;
    QWidget *m_fields;
    ErrorBox *m_error;
    ToneLabel *m_note;
    QProgressBar *m_progress;
    MainButton *m_export;
    QPushButton *m_cancel;
};

} // namespace neuro::ui
