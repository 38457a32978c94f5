// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/exportdialog.h"

#include "models/sessionfolder.h"
#include "models/sessionlines.h"
#include "widgets/exportnotice.h"
#include "widgets/noticebar.h"
#include "widgets/recordingbanner.h"
#include "widgets/recordingwindow.h"
#include "widgets/screenshots.h"
#include "widgets/trafficfilterfield.h"
#include "widgets/windowparts.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <utility>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// More than is read while a test runs.
constexpr qint64 hugeSize = qint64(256) * 1024 * 1024 * 1024;

/// Acts in the moment in which a widget is shown.
class WhenShown : public QObject
{
public:
    WhenShown(QWidget *watched, std::function<void()> deed)
        : m_deed(std::move(deed))
    {
        watched->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Show)
            m_deed();
        return false;
    }

private:
    std::function<void()> m_deed;
};

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void openUrl(const QUrl &url) { m_opened = url; }

private:
    QString write(const QByteArray &log, const QString &name = u"evening.jsonl"_s)
    {
        return m_folder->write(log, name);
    }
    static bool isShown(ui::RecordingWindow &window)
    {
        return window.recording()->isShown() && window.recording()->status().isOver;
    }
    template <typename Widget>
    static Widget *child(const QWidget &window, const QString &name)
    {
        return window.findChild<Widget *>(name);
    }
    std::unique_ptr<ui::ExportDialog> dialogFor(const QString &log, const QString &target) const
    {
        auto dialog = std::make_unique<ui::ExportDialog>(log, [] {
            return models::FilterVocabulary{{u"Game 1"_s}, {u"context"_s}};
        });
        child<QLineEdit>(*dialog, u"exportTarget"_s)->setText(m_folder->filePath(target));
        dialog->show();
        return dialog;
    }
    static void press(const QWidget &dialog)
    {
        QTest::mouseClick(child<QPushButton>(dialog, u"exportStart"_s), Qt::LeftButton);
    }
    static QString errorOf(const QWidget &dialog)
    {
        const auto *error = child<QLabel>(dialog, u"exportError"_s);
        return error->isVisible() ? error->text().remove(QChar(0x200b)) : QString();
    }
    QByteArray content(const QString &name) const { return m_folder->content(name); }

    std::unique_ptr<SessionFolder> m_folder;
    QUrl m_opened;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<SessionFolder>();
        QVERIFY(m_folder->isValid());
    }

    void exportsFromADialog()
    {
        const QString log = write(contextLog(20));
        auto dialog = dialogFor(log, u"out.jsonl"_s);
        QSignalSpy exported(dialog.get(), &ui::ExportDialog::exported);
        QCOMPARE(dialog->windowTitle(), u"Export evening.jsonl"_s);
        QVERIFY(saveScreenshots(*dialog, u"dialog-export-session"_s));
        QTest::mouseClick(buttonOf(dialog.get(), u"Choose…"_s), Qt::LeftButton);
        QPointer<QFileDialog> files = dialog->findChild<QFileDialog *>();
        QVERIFY(files && !files->isModal());
        QCOMPARE(files->acceptMode(), QFileDialog::AcceptSave);
        QVERIFY(saveScreenshots(*files, u"dialog-export-session-file"_s));
        files->close();
        QTRY_VERIFY(!files);
        // The ending follows the format.
        auto *format = child<QComboBox>(*dialog, u"exportFormat"_s);
        format->setCurrentIndex(1);
        QVERIFY(child<QLineEdit>(*dialog, u"exportTarget"_s)->text().endsWith(u"/out.csv"_s));
        child<QLineEdit>(*dialog, u"exportFilter"_s)->setText(u"\"message 7\""_s);
        press(*dialog);
        QTRY_COMPARE(exported.size(), 1);
        QVERIFY(!dialog->isVisible());
        const QByteArray table = content(u"out.csv"_s);
        QVERIFY(table.contains("message 7"));
        QVERIFY(!table.contains("message 8"));
    }

    void exportsATimeRange()
    {
        const QString log = write(contextLog(20));
        auto dialog = dialogFor(log, u"out.jsonl"_s);
        const auto shown = [](int second) {
            return QDateTime::fromMSecsSinceEpoch(logMicros(second) / 1000).toString(u"HH:mm:ss"_s);
        };
        child<QLineEdit>(*dialog, u"exportFrom"_s)->setText(shown(5));
        child<QLineEdit>(*dialog, u"exportTo"_s)->setText(shown(8));
        press(*dialog);
        QTRY_VERIFY(!dialog->isVisible());
        const QByteArray lines = content(u"out.jsonl"_s);
        QCOMPARE(lines.count('\n'), 4);
        QVERIFY(lines.contains("message 5"));
        QVERIFY(lines.contains("message 7"));
        QVERIFY(!lines.contains("message 8"));
    }

    void tellsWhatIsWrongWithAnExport()
    {
        const QString log = write(contextLog(20));
        auto dialog = dialogFor(log, u"out.jsonl"_s);
        auto *filter = child<ui::TrafficFilterField>(*dialog, u"exportFilter"_s);
        filter->setText(u"game:Go & ("_s);
        press(*dialog);
        QVERIFY2(errorOf(*dialog).startsWith(u"The filter, at character "_s),
                 qPrintable(errorOf(*dialog)));
        QVERIFY(filter->isMarked());
        QVERIFY(saveScreenshots(*dialog, u"dialog-export-session-wrong"_s));
        filter->clear();
        QCOMPARE(errorOf(*dialog), QString()); // It was about what is gone.
        auto *from = child<QLineEdit>(*dialog, u"exportFrom"_s);
        from->setText(QString(ui::ExportDialog::timeLength, u'9'));
        press(*dialog);
        // Of a long text all lines can be read.
        QVERIFY(dialog->height() >= dialog->layout()->totalHeightForWidth(dialog->width()));
        from->setText(u"yesterday"_s);
        press(*dialog);
        QVERIFY(errorOf(*dialog).startsWith(u"“yesterday” is no time."_s));
        from->setText(u"17:40"_s);
        child<QLineEdit>(*dialog, u"exportTo"_s)->setText(u"2001-01-01"_s);
        press(*dialog);
        QTRY_VERIFY(!dialog->isExporting());
        QVERIFY(errorOf(*dialog).startsWith(u"The end of the time range is not after"_s));
        from->clear();
        child<QLineEdit>(*dialog, u"exportTo"_s)->clear();
        auto *target = child<QLineEdit>(*dialog, u"exportTarget"_s);
        target->clear();
        press(*dialog);
        QCOMPARE(errorOf(*dialog), u"Choose the file to write."_s);
        target->setText(m_folder->filePath(u"no/such.jsonl"_s));
        press(*dialog);
        QTRY_VERIFY(!dialog->isExporting());
        QVERIFY2(errorOf(*dialog).endsWith(u"cannot be written: No such file or directory; choose "
                                           "another place"_s),
                 qPrintable(errorOf(*dialog)));
        QVERIFY(dialog->isVisible());
        // It can be put right.
        target->setText(m_folder->filePath(u"out.jsonl"_s));
        press(*dialog);
        QTRY_VERIFY(!dialog->isVisible());
        QCOMPARE(content(u"out.jsonl"_s), contextLog(20));
    }

    void asksBeforeItReplacesAFile()
    {
        const QString log = write(contextLog(3));
        write("mine", u"out.jsonl"_s);
        auto dialog = dialogFor(log, u"out.jsonl"_s);
        auto *start = child<QPushButton>(*dialog, u"exportStart"_s);
        auto *note = child<QLabel>(*dialog, u"exportNote"_s);
        // Whoever is pressing in that moment has not read the question.
        const WhenShown hasty(note, [start] {
            QTest::mouseDClick(start, Qt::LeftButton);
            QTest::mouseRelease(start, Qt::LeftButton);
        });
        press(*dialog);
        QTRY_COMPARE(start->text(), u"Replace"_s);
        QVERIFY(note->isVisible());
        QVERIFY(!dialog->isExporting());
        QTRY_VERIFY(start->isEnabled());
        QCOMPARE(content(u"out.jsonl"_s), "mine"_ba);
        QVERIFY(saveScreenshots(*dialog, u"dialog-export-session-replace"_s));
        // Another name is another question.
        auto *target = child<QLineEdit>(*dialog, u"exportTarget"_s);
        target->setText(m_folder->filePath(u"other.jsonl"_s));
        QCOMPARE(start->text(), u"Export"_s);
        QVERIFY(!note->isVisible());
        target->setText(m_folder->filePath(u"out.jsonl"_s));
        press(*dialog);
        QTRY_VERIFY(start->isEnabled() && start->text() == u"Replace"_s);
        // Nor has a key that is still held down.
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
        QApplication::sendEvent(target, &held);
        QVERIFY(!dialog->isExporting());
        QTest::keyClick(target, Qt::Key_Return);
        QTRY_VERIFY(!dialog->isVisible());
        QCOMPARE(content(u"out.jsonl"_s), contextLog(3));
    }

    void anExportCanBeCancelled()
    {
        const QString log = write(contextLog(300));
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (!file.resize(hugeSize))
            QSKIP("this file system has no holes of that size");
        auto dialog = dialogFor(log, u"out.html"_s);
        child<QComboBox>(*dialog, u"exportFormat"_s)->setCurrentIndex(3);
        auto *progress = child<QProgressBar>(*dialog, u"exportProgress"_s);
        QVERIFY(!progress->isVisible());
        press(*dialog);
        QVERIFY(dialog->isExporting());
        QVERIFY(progress->isVisible());
        QVERIFY(!child<QLineEdit>(*dialog, u"exportTarget"_s)->isEnabled());
        QVERIFY(saveScreenshots(*dialog, u"dialog-export-session-running"_s));
        QTest::mouseClick(child<QPushButton>(*dialog, u"exportCancel"_s), Qt::LeftButton);
        QTRY_VERIFY(!dialog->isExporting());
        QVERIFY(dialog->isVisible());
        QCOMPARE(errorOf(*dialog), u"The export was cancelled; nothing was written."_s);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{u"evening.jsonl"_s});
        // Closing it while it works leaves nothing either.
        press(*dialog);
        dialog.reset();
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{u"evening.jsonl"_s});
    }

    void exportsARecordingThatIsShown()
    {
        ui::RecordingWindow window(write(contextLog(5) + "broken\n"));
        window.show();
        QTRY_VERIFY(isShown(window));
        actionCalled(window, u"Export session…"_s)->trigger();
        auto *dialog = window.findChild<ui::ExportDialog *>();
        QVERIFY(dialog);
        QVERIFY(child<QLineEdit>(*dialog, u"exportTarget"_s)
                    ->text()
                    .endsWith(u"evening-export.jsonl"_s));
        child<QLineEdit>(*dialog, u"exportTarget"_s)->setText(m_folder->filePath(u"part.jsonl"_s));
        press(*dialog);
        QTRY_VERIFY(window.notices()->find(ui::exportedKey));
        ui::Notice *notice = window.notices()->find(ui::exportedKey);
        QVERIFY(notice->text().startsWith(u"Exported 6 lines to "_s));
        QVERIFY(notice->text().endsWith(u"1 damaged line was left out."_s));
        QVERIFY(saveScreenshots(window, u"recording-exported"_s));
        QDesktopServices::setUrlHandler(u"file"_s, this, "openUrl");
        buttonOf(notice, u"Open folder"_s)->click();
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(m_opened.toLocalFile(), m_folder->path());
        // What was exported is a recording again.
        ui::RecordingWindow again(m_folder->filePath(u"part.jsonl"_s));
        QTRY_VERIFY(isShown(again));
        QCOMPARE(again.recording()->status().frames, 5u);
        QVERIFY(ui::recordingProblems(again.recording()->status()).isEmpty());
    }
};

QTEST_MAIN(TestExportDialog)

#include "tst_exportdialog.moc"
