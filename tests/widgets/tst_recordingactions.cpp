// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionlogformat.h"
#include "widgets/exportdialog.h"
#include "widgets/exportnotice.h"
#include "widgets/noticebar.h"
#include "widgets/recordings.h"
#include "widgets/recordingwindow.h"
#include "widgets/windowfixture.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QAction *actionCalled(const QWidget &window, const QString &text)
{
    for (QAction *each : window.findChildren<QAction *>()) {
        if (QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

} // namespace

/// What the main window does with recordings.
class TestRecordingActions : public QObject
{
    Q_OBJECT

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
        QFile log(fixture.folder.filePath(u"live.jsonl"_s));
        QVERIFY(log.open(QIODevice::WriteOnly) &&
                log.write(storage::sessionHeaderLine(1, QJsonObject())) > 0);
        log.close();
        service::ServiceStatistics statistics;
        statistics.recording.recording = true;
        statistics.recording.path = log.fileName();
        Q_EMIT fixture.service->statistics(statistics);
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

    void opensRecordings()
    {
        WindowFixture fixture;
        actionCalled(*fixture.window, u"Open recording…"_s)->trigger();
        auto *dialog = fixture.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->isModal());
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptOpen);
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
