// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/outboxlines.h"
#include "models/outboxmodel.h"
#include "models/recordedforces.h"
#include "models/sessionfolder.h"
#include "models/sessionlines.h"
#include "storage/sessionlogformat.h"
#include "widgets/diagnosticspanel.h"
#include "widgets/inspector.h"
#include "widgets/noticebar.h"
#include "widgets/outboxpanel.h"
#include "widgets/panel.h"
#include "widgets/recordingbanner.h"
#include "widgets/recordingwindow.h"
#include "widgets/screenshots.h"
#include "widgets/trafficview.h"
#include "widgets/transcriptview.h"
#include "widgets/windowparts.h"
#include "widgets/windowscene.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

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

} // namespace

class TestRecordings : public QObject
{
    Q_OBJECT

private:
    QString write(const QByteArray &log) { return m_folder->write(log, u"evening.jsonl"_s); }
    static bool isShown(ui::RecordingWindow &window)
    {
        return window.recording()->isShown() && window.recording()->status().isOver;
    }
    template <typename Widget>
    static Widget *child(const QWidget &window, const QString &name)
    {
        return window.findChild<Widget *>(name);
    }
    std::unique_ptr<SessionFolder> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<SessionFolder>();
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
        QVERIFY(showsText(*banner, u"Integrations, force desk and outbox: at the end"_s));
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
        QCOMPARE(menus, QStringList({u"File"_s, u"Force"_s, u"View"_s, u"Parts"_s}));
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
            if (!action->isVisible() || action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence &each : action->shortcuts())
                keys.append(each.toString());
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

    /// Beside the selected message stand those who were there when it came.
    void showsWhoWasThereAtAMessage()
    {
        const auto registers = [](quint64 seq, int second, const QByteArray &name) {
            return frameLine(seq, second, "actions/register",
                             R"({"command":"actions/register","data":{"actions":[{"name":")" +
                                 name + R"(","description":"d"}]}})");
        };
        ui::RecordingWindow window(
            write(headerLine() + peerLine(1) + peerLine(2) + registers(1, 1, "move") +
                  registryLine(1, R"("move")") + contextLine(2, 2, 2, "hello") +
                  registers(3, 3, "castle") + registryLine(3, R"("move","castle")") +
                  peerLine(1, "disconnected", 4) + contextLine(4, 5, 2, "bye")));
        window.show();
        QTRY_VERIFY(isShown(window));
        auto *table = child<QTableView>(window, u"traffic"_s);
        auto *tree = child<QTreeView>(window, u"integrations"_s);
        const models::TrafficModel *traffic = window.recording()->models()->traffic();
        const auto at = [tree](int row) {
            return tree->model()->index(row, 0);
        };
        const auto select = [&](quint64 seq) {
            table->setCurrentIndex(table->model()->index(traffic->rowOfSeq(seq), 0));
        };
        QCOMPARE(tree->model()->rowCount(at(0)), 0);
        select(3);
        QTRY_VERIFY(panelCalled(window, u"Integrations at this message"_s));
        QCOMPARE(tree->model()->rowCount(), 2);
        const auto *banner = window.findChild<ui::RecordingBanner *>();
        QVERIFY(showsText(*banner, u"force desk and outbox: at the selected message"_s));
        QCOMPARE(tree->model()->rowCount(at(0)), 2);
        QVERIFY(saveScreenshots(window, u"recording-moment"_s));
        // What is open and what is chosen stays.
        tree->expand(at(0));
        tree->setCurrentIndex(at(1));
        QCOMPARE(traffic->filter().game, u"Game 2"_s);
        QTRY_VERIFY(panelCalled(window, u"Integrations at the end"_s));
        QCOMPARE(tree->model()->rowCount(at(0)), 0);
        QCOMPARE(tree->currentIndex(), at(1));
        select(2);
        QTRY_VERIFY(panelCalled(window, u"Integrations at this message"_s));
        QCOMPARE(tree->model()->rowCount(at(0)), 1);
        QVERIFY(tree->isExpanded(at(0)));
        QCOMPARE(tree->selectionModel()->selectedRows(), QModelIndexList{at(1)});
        QCOMPARE(traffic->filter().game, u"Game 2"_s);
        QCOMPARE(table->currentIndex().row(), traffic->rowOfSeq(2));
        // An action, too, and what is no longer chosen is not chosen again.
        tree->setCurrentIndex(tree->model()->index(0, 0, at(0)));
        QCOMPARE(traffic->filter().game, u"Game 1"_s);
        QTRY_VERIFY(panelCalled(window, u"Integrations at the end"_s));
        select(3);
        QTRY_VERIFY(panelCalled(window, u"Integrations at this message"_s));
        QCOMPARE(tree->currentIndex().data().toString(), u"move"_s);
        actionCalled(window, u"Show all traffic"_s)->trigger();
        select(2);
        QTRY_COMPARE(tree->model()->rowCount(at(0)), 1);
        QVERIFY(!tree->selectionModel()->hasSelection());
        QVERIFY(traffic->filter().isEmpty());
    }

    /// The outbox, too, is that of the selected message, and only to be looked at.
    void showsWhatWaitedInTheOutbox()
    {
        ui::RecordingWindow window(write(awayLog()));
        window.show();
        QTRY_VERIFY(isShown(window));
        auto *panel = window.findChild<ui::OutboxPanel *>();
        auto *outbox = child<QTableView>(*panel, u"outbox"_s);
        const auto shown = [outbox] {
            QStringList texts;
            for (int row = 0; row < outbox->model()->rowCount(); ++row)
                texts.append(
                    outbox->model()->index(row, models::OutboxModel::Message).data().toString());
            return texts;
        };
        QCOMPARE(shown().size(), 2);
        QVERIFY(shown().constLast().contains(u"Game 1 connected."_s));
        auto *table = child<QTableView>(window, u"traffic"_s);
        const models::TrafficModel *traffic = window.recording()->models()->traffic();
        table->setCurrentIndex(table->model()->index(traffic->rowOfSeq(2), 0));
        QTRY_COMPARE(window.recording()->moment(), 2u);
        QCOMPARE(shown().size(), 1);
        QVERIFY2(shown().constFirst().contains(u"one"_s), qPrintable(shown().constFirst()));
        table->setCurrentIndex(table->model()->index(traffic->rowOfSeq(4), 0));
        QTRY_COMPARE(window.recording()->moment(), 4u);
        QCOMPARE(shown().size(), 3);
        ui::FlatTabWidget *tabs = tabsOf(window, panel);
        QVERIFY(tabs);
        tabs->setCurrentWidget(panel);
        QVERIFY(outbox->isVisible());
        QVERIFY(saveScreenshots(window, u"recording-outbox"_s));
    }

    void goesThroughParts()
    {
        ui::RecordingWindow window(write(contextLog(100)), partsOf(30));
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
        QVERIFY(showsText(*banner, u"force desk and outbox: at the end of this part"_s));
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
        ui::RecordingWindow window(write(contextLog(3) + contextLog(3)));
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
        const QString path = write(contextLog(300));
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
        ui::RecordingWindow window(write(contextLog(3) + "{broken\n{\"kind\":7}\n" +
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
        // Nor does anything else claim to know what was in it.
        auto *outbox = window.findChild<ui::OutboxPanel *>();
        tabsOf(window, outbox)->setCurrentWidget(outbox);
        QVERIFY(outbox->isVisible());
        for (const QString &claim : {u"No force waited"_s, u"No force here"_s, u"Nobody is there"_s,
                                     u"Nothing waited"_s, u"messages waited"_s, u"at the end"_s})
            QVERIFY2(!showsText(window, claim), qPrintable(claim));
        QVERIFY(saveScreenshots(window, u"recording-unreadable"_s));
        buttonOf(notice, u"Choose another file…"_s)->click();
        QCOMPARE(wanted.size(), 1);
    }
};

QTEST_MAIN(TestRecordings)

#include "tst_recordings.moc"
