// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlogformat.h"
#include "widgets/exportdialog.h"
#include "widgets/exportnotice.h"
#include "widgets/noticebar.h"
#include "widgets/recordings.h"
#include "widgets/recordingwindow.h"
#include "widgets/screenshots.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

/// What the main window does with recordings.
class TestRecordingActions : public QObject
{
    Q_OBJECT

private:
    /// Tells the window that the log of this name, which has a header and then `size` bytes of
    /// nothing, is being recorded.
    static bool record(WindowFixture &fixture, const QString &name, qint64 size = 0)
    {
        QFile log(fixture.folder.filePath(name));
        const QByteArray header = storage::sessionHeaderLine(1, QJsonObject());
        if (!log.open(QIODevice::WriteOnly) || log.write(header) != header.size() ||
            (size > 0 && !log.resize(size)))
            return false;
        log.close();
        service::ServiceStatistics statistics;
        statistics.recording.recording = true;
        statistics.recording.path = log.fileName();
        Q_EMIT fixture.service->statistics(statistics);
        return true;
    }

private Q_SLOTS:
    void exportsWhatIsRecorded()
    {
        QStringList done;
        WindowFixture fixture;
        connect(fixture.service.get(), &service::RelayService::events, this,
                [&done](const relay::RelayEvents &events) {
                    for (const relay::RelayEvent &event : events) {
                        if (const auto *deed = std::get_if<relay::OperatorEvent>(&event))
                            done.append(deed->what + u' ' + deed->detail);
                    }
                });
        QCOMPARE(fixture.service->start(), QString());
        QAction *action = actionCalled(*fixture.window, u"Export session…"_s);
        // Nothing yet.
        action->trigger();
        QVERIFY(!fixture.find<ui::ExportDialog>(u"exportDialog"_s));
        const ui::Notice *notice = fixture.window->notices()->find(ui::Recordings::nothingKey);
        QVERIFY(notice && notice->text().contains(u"Recording"_s));
        QVERIFY(record(fixture, u"live.jsonl"_s));
        action->trigger();
        QPointer<ui::ExportDialog> dialog = fixture.find<ui::ExportDialog>(u"exportDialog"_s);
        QVERIFY(dialog);
        QVERIFY(!dialog->isModal());
        QVERIFY(!fixture.window->notices()->find(ui::Recordings::nothingKey));
        const QString target = fixture.folder.filePath(u"out.jsonl"_s);
        dialog->findChild<QLineEdit *>(u"exportTarget"_s)->setText(target);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"exportStart"_s), Qt::LeftButton);
        QTRY_VERIFY(fixture.window->notices()->find(ui::exportedKey));
        QVERIFY(QFile::exists(target));
        QTRY_VERIFY(!dialog);
        // The log tells what the operator did.
        QTRY_COMPARE(done, QStringList(u"export_session "_s + target));
    }

    void exportsTheLogOfNow()
    {
        WindowFixture fixture;
        QAction *action = actionCalled(*fixture.window, u"Export session…"_s);
        QVERIFY(record(fixture, u"first.jsonl"_s));
        action->trigger();
        QPointer<ui::ExportDialog> first = fixture.find<ui::ExportDialog>(u"exportDialog"_s);
        QCOMPARE(first->windowTitle(), u"Export first.jsonl"_s);
        action->trigger(); // What was entered stays.
        QVERIFY(first);
        QVERIFY(record(fixture, u"second.jsonl"_s));
        QVERIFY(first);
        action->trigger();
        QVERIFY(!first);
        QCOMPARE(fixture.find<ui::ExportDialog>(u"exportDialog"_s)->windowTitle(),
                 u"Export second.jsonl"_s);
    }

    void theWindowWaitsForAnExport()
    {
        WindowFixture fixture;
        fixture.window->show();
        // What takes long to read, and no room on the disk.
        if (!record(fixture, u"huge.jsonl"_s, qint64(256) * 1024 * 1024 * 1024))
            QSKIP("this file system has no holes of that size");
        QAction *action = actionCalled(*fixture.window, u"Export session…"_s);
        action->trigger();
        QPointer<ui::ExportDialog> dialog = fixture.find<ui::ExportDialog>(u"exportDialog"_s);
        dialog->findChild<QLineEdit *>(u"exportTarget"_s)
            ->setText(fixture.folder.filePath(u"out.jsonl"_s));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"exportStart"_s), Qt::LeftButton);
        QVERIFY(dialog->isExporting());
        // An export that runs keeps its dialog, whatever is recorded by now.
        QVERIFY(record(fixture, u"second.jsonl"_s));
        action->trigger();
        QVERIFY(dialog && dialog->isExporting());
        QVERIFY(!fixture.window->close());
        QVERIFY(fixture.window->isVisible());
        const auto *note = dialog->findChild<QLabel *>(u"exportNote"_s);
        QVERIFY(note->isVisible() && note->text().startsWith(u"The export is not done yet."_s));
        auto *cancel = dialog->findChild<QPushButton *>(u"exportCancel"_s);
        cancel->click();
        QTRY_VERIFY(!dialog->isExporting());
        QVERIFY(!note->isVisible());
        cancel->click();
        // So does that of a window of a recording.
        auto *recordings = fixture.window->findChild<ui::Recordings *>();
        QPointer<ui::RecordingWindow> recording =
            recordings->open(fixture.folder.filePath(u"huge.jsonl"_s));
        actionCalled(*recording, u"Export session…"_s)->trigger();
        QPointer<ui::ExportDialog> other = recording->findChild<ui::ExportDialog *>();
        other->findChild<QLineEdit *>(u"exportTarget"_s)
            ->setText(fixture.folder.filePath(u"out.jsonl"_s));
        QTest::mouseClick(other->findChild<QPushButton *>(u"exportStart"_s), Qt::LeftButton);
        QVERIFY(other->isExporting());
        QVERIFY(!recording->close());
        QVERIFY(other->findChild<QLabel *>(u"exportNote"_s)->isVisible());
        QVERIFY(!fixture.window->close());
        QVERIFY(recording && recording->isVisible());
        // Nobody is asked when the program is ended.
        fixture.window->closeNow();
        QVERIFY(!fixture.window->isVisible());
        QTRY_VERIFY(!recording);
    }

    void opensRecordings()
    {
        WindowFixture fixture;
        actionCalled(*fixture.window, u"Open recording…"_s)->trigger();
        auto *dialog = fixture.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->isModal());
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptOpen);
        QVERIFY(saveScreenshots(*dialog, u"dialog-open-recording"_s));
        delete dialog;
        auto *recordings = fixture.window->findChild<ui::Recordings *>();
        // Who asks is who has the dialog above.
        QPointer<ui::RecordingWindow> asking =
            recordings->open(fixture.folder.filePath(u"missing.jsonl"_s));
        actionCalled(*asking, u"Open recording…"_s)->trigger();
        QVERIFY(asking->findChild<QFileDialog *>());
        QVERIFY(!fixture.window->findChild<QFileDialog *>());
        asking->close();
        QTRY_VERIFY(!asking);
        QList<QPointer<ui::RecordingWindow>> windows;
        for (int i = 0; i < ui::Recordings::maxWindows; ++i)
            windows.append(recordings->open(fixture.folder.filePath(u"missing.jsonl"_s)));
        QVERIFY(!recordings->open(fixture.folder.filePath(u"missing.jsonl"_s)));
        QVERIFY(fixture.window->notices()->find(ui::Recordings::windowsKey));
        // The window that asks is told.
        fixture.window->notices()->close(ui::Recordings::windowsKey);
        actionCalled(*windows.last(), u"Open recording…"_s)->trigger();
        auto *another = windows.last()->findChild<QFileDialog *>();
        QVERIFY(another);
        Q_EMIT another->fileSelected(fixture.folder.filePath(u"missing.jsonl"_s));
        QVERIFY(windows.last()->notices()->find(ui::Recordings::windowsKey));
        QVERIFY(!fixture.window->notices()->find(ui::Recordings::windowsKey));
        // One that is closed makes room.
        windows.first()->close();
        QTRY_VERIFY(!windows.first());
        windows.append(recordings->open(fixture.folder.filePath(u"missing.jsonl"_s)));
        QVERIFY(windows.last());
        // They go with the main window.
        fixture.window->show();
        fixture.window->close();
        for (const QPointer<ui::RecordingWindow> &window : windows)
            QTRY_VERIFY(!window);
    }
};

QTEST_MAIN(TestRecordingActions)

#include "tst_recordingactions.moc"
