// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/recordings.h"

#include "widgets/exportdialog.h"
#include "widgets/exportnotice.h"
#include "widgets/noticebar.h"
#include "widgets/recordingwindow.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

const QString Recordings::windowsKey = u"recording windows"_s;
const QString Recordings::nothingKey = u"nothing recorded"_s;

Recordings::Recordings(QWidget *window, NoticeBar *notices,
                       TrafficFilterField::Vocabulary vocabulary)
    : QObject(window)
    , m_window(window)
    , m_notices(notices)
    , m_vocabulary(std::move(vocabulary))
{
}

Recordings::~Recordings()
{
    for (const QPointer<RecordingWindow> &open : std::as_const(m_windows))
        delete open;
}

void Recordings::setRecorded(const QString &path)
{
    if (!path.isEmpty())
        m_recorded = path;
}

void Recordings::chooseRecording(QWidget *above)
{
    // Where the present session is recorded, there are the earlier ones.
    const QString folder = m_recorded.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                               : QFileInfo(m_recorded).path();
    auto *dialog = new QFileDialog(above, tr("Open recording"), folder,
                                   tr("Session logs (*.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setModal(false);
    // The dialog goes with the window.
    auto *asking = qobject_cast<RecordingWindow *>(above);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, asking](const QString &path) { open(path, asking); });
    dialog->show();
}

RecordingWindow *Recordings::open(const QString &path, RecordingWindow *asking)
{
    m_windows.removeIf([](const QPointer<RecordingWindow> &window) { return window.isNull(); });
    if (m_windows.size() >= maxWindows) {
        NoticeBar *notices = asking ? asking->notices() : m_notices;
        notices
            ->open(windowsKey, Notice::Tone::Warning,
                   tr("%Ln recordings are open. Close one of them to open another.", nullptr,
                      maxWindows),
                   NoticeBar::Place::First)
            ->addButton(tr("Close"), {});
        return nullptr;
    }
    auto *window = new RecordingWindow(path);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &RecordingWindow::openWanted, this,
            [this, window] { chooseRecording(window); });
    m_windows.append(window);
    window->show();
    return window;
}

void Recordings::exportSession()
{
    if (m_recorded.isEmpty()) {
        m_notices
            ->open(nothingKey, Notice::Tone::Warning,
                   tr("Nothing has been recorded in this session, so there is nothing to export. "
                      "Switch on “Recording” first."),
                   NoticeBar::Place::First)
            ->addButton(tr("Close"), {});
        return;
    }
    m_notices->close(nothingKey);
    // It asks about one log; another one is recorded by now.
    if (m_export && m_export->log() != m_recorded && !m_export->isExporting())
        delete m_export;
    if (!m_export) {
        m_export = new ExportDialog(m_recorded, m_vocabulary, m_window);
        m_export->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_export, &ExportDialog::exported, this,
                [this](const QString &path, const models::FileExportOutcome &outcome) {
                    showExported(m_notices, path, outcome);
                    Q_EMIT exported(path);
                });
    }
    m_export->show();
    m_export->raise();
}

bool Recordings::mustWait()
{
    if (m_export && m_export->isExporting()) {
        m_export->askToWait();
        return true;
    }
    for (const QPointer<RecordingWindow> &open : std::as_const(m_windows)) {
        if (open && open->mustWait())
            return true;
    }
    return false;
}

void Recordings::closeAll()
{
    for (const QPointer<RecordingWindow> &open : std::as_const(m_windows)) {
        if (open)
            open->closeNow();
    }
}

} // namespace neuro::ui
