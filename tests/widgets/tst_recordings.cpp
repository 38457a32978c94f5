// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recordedforces.h"
#include "models/sessionlines.h"
#include "storage/sessionlogformat.h"
#include "widgets/diagnosticspanel.h"
#include "widgets/exportdialog.h"
#include "widgets/exportnotice.h"
#include "widgets/inspector.h"
#include "widgets/noticebar.h"
#include "widgets/recordingbanner.h"
#include "widgets/recordingwindow.h"
#include "widgets/screenshots.h"
#include "widgets/trafficview.h"
#include "widgets/transcriptview.h"
#include "widgets/windowparts.h"
#include "widgets/windowscene.h"

#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include <functional>
#include <utility>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// More than is read while a test runs.
constexpr qint64 hugeSize = qint64(256) * 1024 * 1024 * 1024;

QByteArray linesOf(const relay::RelayEvents &events)
{
    QByteArray log;
    for (const relay::RelayEvent &event : events)
        storage::appendLogLine(log, event, storage::SecretMask());
    return log;
}

/// The busy evening as it is recorded: who came, what was said, what followed from it.
QByteArray eveningLog()
{
    QByteArray came;
    QByteArray followed;
    for (relay::RelayEvent event : sceneGames()) {
        if (auto *registry = std::get_if<relay::RegistryEvent>(&event))
            registry->at = moment(5 * seconds);
        const bool isLater = std::holds_alternative<relay::RegistryEvent>(event) ||
                             std::holds_alternative<relay::DiagnosticEvent>(event);
        (isLater ? followed : came) += linesOf({event});
    }
    QByteArray said;
    quint64 seq = 0;
    for (relay::RelayEvent event : sceneFrames()) {
        std::get<relay::FrameEvent>(event).seq = ++seq;
        said += linesOf({event});
    }
    return storage::sessionHeaderLine(startWall(), QJsonObject()) + came + said + followed +
           linesOf(sceneForces());
}

/// So many contexts of one game.
QByteArray longLog(int messages)
{
    QByteArray log = headerLine();
    for (int i = 1; i <= messages; ++i)
        log += contextLine(static_cast<quint64>(i), i % 60, 1, "message " + QByteArray::number(i));
    return log;
}

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

storage::SessionIndex::Limits partsOf(quint64 lines)
{
    storage::SessionIndex::Limits limits;
    limits.partLines = lines;
    return limits;
}

} // namespace

class TestRecordings : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void openUrl(const QUrl &url) { m_opened = url; }

private:
    QString write(const QByteArray &log, const QString &name = u"evening.jsonl"_s)
    {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(log) == log.size() ? path : QString();
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
    QByteArray content(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QUrl m_opened;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void showsARecording()
    {
        const QString path = write(eveningLog());
        ui::RecordingWindow window(path);
        window.show();
        QTRY_VERIFY(isShown(window));
        QCOMPARE(window.windowTitle(), u"evening.jsonl (recording) – Neuro Relay"_s);
        auto *banner = window.findChild<ui::RecordingBanner *>();
        QVERIFY(banner->isVisible());
        QStringList texts;
        for (const QLabel *label : banner->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts.append(label->text());
        }
        QVERIFY(texts.contains(u"Recording: nothing here is live"_s));
        const QString facts = child<QLabel>(*banner, u"recordingFacts"_s)->text();
        QVERIFY2(facts.startsWith(u"evening.jsonl · 2026-01-15 17:31:02 – 17:31:3"_s),
                 qPrintable(facts));
        QVERIFY(facts.contains(u"10 messages"_s));
        // All of it at once: there are no parts to choose from, nothing is being read.
        QVERIFY(!child<QComboBox>(*banner, u"recordingParts"_s)->isVisible());
        QVERIFY(!child<QProgressBar>(*banner, u"recordingProgress"_s)->isVisible());
        QVERIFY(!child<QLabel>(*banner, u"recordingProblems"_s)->isVisible());

        QCOMPARE(child<QTableView>(window, u"traffic"_s)->model()->rowCount(), 10);
        QVERIFY(child<QTreeView>(window, u"integrations"_s)->model()->rowCount() >= 3);
        auto *forces = child<QTableView>(window, u"recordedForces"_s);
        QCOMPARE(forces->model()->rowCount(), 3);
        QVERIFY(!forces->isColumnHidden(models::RecordedForces::Game));
        QVERIFY(panelCalled(window, u"Integrations at the end"_s));
        for (const QString &name : {u"Earlier part"_s, u"Later part"_s, u"Filter earlier parts"_s,
                                    u"Filter later parts"_s})
            QVERIFY2(!actionCalled(window, name)->isEnabled(), qPrintable(name));
        QVERIFY(window.recording()->models()->transcript()->rowCount() >= 5);
        QCOMPARE(child<QTableView>(window, u"diagnostics"_s)->model()->rowCount(), 2);
        QVERIFY(saveScreenshots(window, u"recording"_s));
    }

    /// Nothing in the window can reach a game.
    void isReadOnly()
    {
        ui::RecordingWindow window(write(eveningLog()));
        window.show();
        QTRY_VERIFY(isShown(window));
        QStringList menus;
        for (const QAction *menu : window.menuBar()->actions())
            menus.append(QString(menu->text()).remove(u'&'));
        QCOMPARE(menus, QStringList({u"File"_s, u"View"_s, u"Parts"_s}));
        for (const QString &word : {u"Send"_s, u"Hold"_s, u"Cut"_s, u"Disconnect"_s,
                                    u"Unregister"_s, u"Answer"_s, u"Listen"_s, u"Record"_s}) {
            for (const QAction *action : window.findChildren<QAction *>())
                QVERIFY2(!QString(action->text()).remove(u'&').startsWith(word),
                         qPrintable(action->text()));
            for (const QPushButton *button : window.findChildren<QPushButton *>())
                QVERIFY2(!button->text().startsWith(word), qPrintable(button->text()));
        }
        auto *tree = child<QTreeView>(window, u"integrations"_s);
        QCOMPARE(tree->editTriggers(), QAbstractItemView::NoEditTriggers);
        QCOMPARE(tree->contextMenuPolicy(), Qt::DefaultContextMenu);
        // A game that is chosen restricts the traffic, no more.
        tree->setCurrentIndex(tree->model()->index(0, 0));
        QCOMPARE(window.recording()->models()->traffic()->filter().game.value_or(QString()),
                 tree->model()->index(0, 0).data().toString());
        actionCalled(window, u"Show all traffic"_s)->trigger();
        QVERIFY(window.recording()->models()->traffic()->filter().isEmpty());
    }

    void keysAreUnambiguous()
    {
        ui::RecordingWindow window(write(eveningLog()));
        QStringList keys;
        for (const QAction *action : window.findChildren<QAction *>()) {
            if (!action->shortcut().isEmpty() && action->isVisible() &&
                action->shortcutContext() == Qt::WindowShortcut)
                keys.append(action->shortcut().toString());
        }
        QVERIFY(keys.size() > 20);
        keys.sort();
        for (qsizetype i = 1; i < keys.size(); ++i) {
            const QString begin = keys[i - 1] + u", "_s; // Two keys, one after the other.
            QVERIFY2(keys[i] != keys[i - 1] && !keys[i].startsWith(begin), qPrintable(keys[i]));
        }
    }

    void inspectsMessages()
    {
        ui::RecordingWindow window(write(eveningLog()));
        window.show();
        QTRY_VERIFY(isShown(window));
        auto *table = child<QTableView>(window, u"traffic"_s);
        QVERIFY(!actionCalled(window, u"Copy JSON"_s)->isEnabled());
        table->setCurrentIndex(table->model()->index(3, 0));
        QVERIFY(actionCalled(window, u"Copy JSON"_s)->isEnabled());
        bool isInspected = false;
        for (const QLabel *label : window.findChild<ui::Inspector *>()->findChildren<QLabel *>())
            isInspected = isInspected || label->text().contains(u"Buckshot Roulette"_s);
        QVERIFY(isInspected);
        // A force leads to its messages.
        auto *forces = child<QTableView>(window, u"recordedForces"_s);
        Q_EMIT forces->activated(forces->model()->index(0, 0));
        QCOMPARE(window.recording()->models()->traffic()->filter().force, 1u);
        QCOMPARE(table->model()->rowCount(), 3);
        // So does a diagnostic, whatever is filtered.
        Q_EMIT window.findChild<ui::DiagnosticsPanel *>()->frameWanted(5);
        QCOMPARE(window.recording()->models()->traffic()->frame(table->currentIndex().row()).seq,
                 5u);
    }

    void goesThroughParts()
    {
        ui::RecordingWindow window(write(longLog(100)), partsOf(30));
        window.show();
        QTRY_VERIFY(isShown(window));
        auto *banner = window.findChild<ui::RecordingBanner *>();
        auto *parts = child<QComboBox>(*banner, u"recordingParts"_s);
        QVERIFY(parts->isVisible());
        QCOMPARE(parts->count(), 4);
        QVERIFY2(parts->itemText(1).startsWith(u"Part 2 · 2026-"_s),
                 qPrintable(parts->itemText(1)));
        QVERIFY(parts->itemText(1).endsWith(u" · 30 messages"_s));
        QVERIFY(!buttonOf(banner, u"Earlier"_s)->isEnabled());
        QVERIFY(!actionCalled(window, u"Filter earlier parts"_s)->isEnabled());
        QVERIFY(actionCalled(window, u"Filter later parts"_s)->isEnabled());
        QVERIFY(panelCalled(window, u"Integrations at the end of this part"_s));
        QVERIFY(saveScreenshots(window, u"recording-parts"_s));
        auto *table = child<QTableView>(window, u"traffic"_s);
        const auto firstText = [&] {
            return QString::fromUtf8(window.recording()->models()->traffic()->frame(0).payload);
        };
        actionCalled(window, u"Later part"_s)->trigger();
        QTRY_VERIFY(isShown(window));
        QCOMPARE(parts->currentIndex(), 1);
        QCOMPARE(table->model()->rowCount(), 30);
        QVERIFY(firstText().contains(u"message 30\""_s));
        Q_EMIT parts->activated(3);
        QTRY_VERIFY(isShown(window));
        QVERIFY(firstText().contains(u"message 90\""_s));
        QVERIFY(!buttonOf(banner, u"Later"_s)->isEnabled());
        QVERIFY(!actionCalled(window, u"Later part"_s)->isEnabled());
        QVERIFY(actionCalled(window, u"Earlier part"_s)->isEnabled());
        // A filter leads to the part that has what passes it.
        auto *note = child<QLabel>(*banner, u"recordingNote"_s);
        buttonOf(banner, u"Filter earlier"_s)->click();
        QCOMPARE(note->text(), u"Write a filter first."_s);
        auto *filter = child<QLineEdit>(window, u"trafficFilter"_s);
        filter->setText(u"\"message 12\""_s);
        QTest::keyClick(filter, Qt::Key_Return);
        buttonOf(banner, u"Filter earlier"_s)->click();
        QTRY_COMPARE(parts->currentIndex(), 0);
        QTRY_VERIFY(isShown(window));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        buttonOf(banner, u"Filter later"_s)->click();
        QTRY_COMPARE(note->text(), u"No later part has a message that passes."_s);
        QCOMPARE(parts->currentIndex(), 0);
        filter->setText(u"\"message 95\""_s);
        QTest::keyClick(filter, Qt::Key_Return);
        buttonOf(banner, u"Filter later"_s)->click();
        QTRY_COMPARE(parts->currentIndex(), 3);
        QTRY_VERIFY(isShown(window));
        buttonOf(banner, u"Filter earlier"_s)->click();
        QTRY_COMPARE(note->text(), u"No earlier part has a message that passes."_s);
    }

    void tellsRecordingsInOneFileApart()
    {
        ui::RecordingWindow window(write(longLog(3) + longLog(3)));
        window.show();
        QTRY_VERIFY(isShown(window));
        const auto *parts = child<QComboBox>(window, u"recordingParts"_s);
        QCOMPARE(parts->count(), 2);
        QVERIFY2(parts->itemText(0).startsWith(u"Part 1 · recording 1 · 2026-"_s),
                 qPrintable(parts->itemText(0)));
        QVERIFY2(parts->itemText(1).startsWith(u"Part 2 · recording 2 · 2026-"_s),
                 qPrintable(parts->itemText(1)));
    }

    void canBeCancelledWhileItReads()
    {
        // After its first lines comes what takes long to read, and no room on the disk.
        const QString path = write(longLog(300));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (!file.resize(hugeSize))
            QSKIP("this file system has no holes of that size");
        ui::RecordingWindow window(path, partsOf(100));
        window.show();
        auto *banner = window.findChild<ui::RecordingBanner *>();
        auto *progress = child<QProgressBar>(*banner, u"recordingProgress"_s);
        QTRY_VERIFY(window.recording()->isShown());
        QTRY_VERIFY(window.recording()->status().done > 0);
        QVERIFY(progress->isVisible());
        // What was read is there to be looked at meanwhile.
        QCOMPARE(child<QTableView>(window, u"traffic"_s)->model()->rowCount(), 99);
        QVERIFY(saveScreenshots(window, u"recording-reading"_s));
        auto *filter = child<QLineEdit>(window, u"trafficFilter"_s);
        filter->setText(u"\"message 9999\""_s);
        QTest::keyClick(filter, Qt::Key_Return);
        buttonOf(banner, u"Filter later"_s)->click();
        QTRY_COMPARE(child<QLabel>(*banner, u"recordingNote"_s)->text(),
                     u"So far no later part has a message that passes."_s);
        QTest::mouseClick(child<QPushButton>(*banner, u"recordingCancel"_s), Qt::LeftButton);
        QTRY_VERIFY(isShown(window));
        QVERIFY(!progress->isVisible());
        const auto *problems = child<QLabel>(*banner, u"recordingProblems"_s);
        QVERIFY(problems->isVisible());
        QVERIFY(problems->text().startsWith(u"Reading was cancelled at "_s));
    }

    void tellsWhatIsDamaged()
    {
        ui::RecordingWindow window(write(longLog(3) + "{broken\n{\"kind\":7}\n" +
                                         otherLine("dropped", 4, R"("count":12,"why":"slow")") +
                                         "{\"kind\":\"fra"));
        window.show();
        QTRY_VERIFY(isShown(window));
        const auto *problems = child<QLabel>(window, u"recordingProblems"_s);
        QVERIFY(problems->isVisible());
        QCOMPARE(problems->text(),
                 u"2 lines are damaged and left out. 12 lines were lost when they were recorded. "
                 "Its last line is not whole: it is still being recorded, or the recording was "
                 "broken off."_s);
        QVERIFY(problems->toolTip().contains(u"Line 5 is not JSON"_s));
        QCOMPARE(child<QTableView>(window, u"traffic"_s)->model()->rowCount(), 3);
        QVERIFY(saveScreenshots(window, u"recording-damaged"_s));
    }

    void saysWhyAFileCannotBeRead()
    {
        const QString path = m_folder->filePath(u"missing.jsonl"_s);
        ui::RecordingWindow window(path);
        window.show();
        QTRY_VERIFY(window.notices()->find(ui::RecordingWindow::problemKey));
        ui::Notice *notice = window.notices()->find(ui::RecordingWindow::problemKey);
        const QString text = notice->text().remove(QChar(0x200b));
        QCOMPARE(text,
                 path + u": cannot be read: No such file or directory; choose another file"_s);
        QSignalSpy wanted(&window, &ui::RecordingWindow::openWanted);
        QCOMPARE(child<QLabel>(window, u"recordingProblems"_s)->text(),
                 u"Nothing of it could be read."_s);
        QVERIFY(saveScreenshots(window, u"recording-unreadable"_s));
        buttonOf(notice, u"Choose another file…"_s)->click();
        QCOMPARE(wanted.size(), 1);
    }

    void exportsFromADialog()
    {
        const QString log = write(longLog(20));
        auto dialog = dialogFor(log, u"out.jsonl"_s);
        QSignalSpy exported(dialog.get(), &ui::ExportDialog::exported);
        QCOMPARE(dialog->windowTitle(), u"Export evening.jsonl"_s);
        QVERIFY(saveScreenshots(*dialog, u"dialog-export-session"_s));
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
        const QString log = write(longLog(20));
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
        const QString log = write(longLog(20));
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
        QCOMPARE(content(u"out.jsonl"_s), longLog(20));
    }

    void asksBeforeItReplacesAFile()
    {
        const QString log = write(longLog(3));
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
        QCOMPARE(content(u"out.jsonl"_s), longLog(3));
    }

    void anExportCanBeCancelled()
    {
        const QString log = write(longLog(300));
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
        ui::RecordingWindow window(write(longLog(5) + "broken\n"));
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

QTEST_MAIN(TestRecordings)

#include "tst_recordings.moc"
