// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recording.h"

#include "models/sessionfolder.h"
#include "models/sessionlines.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using models::Recording;
using storage::SessionIndex;

namespace {

/// A game that connects, and so many contexts "message 1", … of it.
QByteArray logOf(int contexts)
{
    return contextLog(contexts, peerLine(1));
}

QString textAt(Recording &recording, int row)
{
    return QString::fromUtf8(recording.models()->traffic()->frame(row).payload);
}

/// Watches over all models of a recording.
struct Testers
{
    explicit Testers(Recording &recording)
        : traffic(recording.models()->traffic(), mode)
        , integrations(recording.models()->integrations(), mode)
        , transcript(recording.models()->transcript(), mode)
        , diagnostics(recording.models()->diagnostics(), mode)
        , forces(recording.forces(), mode)
    {
    }

    static constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;
    QAbstractItemModelTester traffic;
    QAbstractItemModelTester integrations;
    QAbstractItemModelTester transcript;
    QAbstractItemModelTester diagnostics;
    QAbstractItemModelTester forces;
};

bool isShown(const Recording &recording)
{
    return recording.isShown() && recording.status().isOver;
}

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsASmallLogWhole();
    void reachesEveryPart();
    void holdsOnePartOnly();
    void beginsAPartAsThingsStood();
    void keepsRecordingsApart();
    void listsForces();
    void countsDamagedLines();
    void readsALiveLogAsItIs();
    void refusesWhatIsNoLog_data();
    void refusesWhatIsNoLog();
    void canBeCancelled();
    void saysWhenItIsTooLarge();
    void findsTheNextPartThatPasses();
    void tellsThatTheFileHasChanged();
    void keepsTheFileWhenItsNameGoes();
    void canBeLeftWhileItReads();

private:
    QString write(const QByteArray &log) { return m_folder->write(log); }

    std::unique_ptr<SessionFolder> m_folder;
};

void TestRecording::init()
{
    m_folder = std::make_unique<SessionFolder>();
    QVERIFY(m_folder->isValid());
}

void TestRecording::showsASmallLogWhole()
{
    Recording recording(write(logOf(5)));
    QTRY_VERIFY(isShown(recording));
    QCOMPARE(recording.parts().size(), 1);
    QCOMPARE(recording.place(), 0);
    QCOMPARE(recording.models()->traffic()->rowCount(), 5);
    QVERIFY(textAt(recording, 4).contains(u"message 5"_s));
    QCOMPARE(recording.models()->transcript()->rowCount(), 5);
    QCOMPARE(recording.models()->integrations()->connectedGames(), 1);
    const models::RecordingStatus &status = recording.status();
    QCOMPARE(status.frames, 5u);
    QCOMPARE(status.lines, 7u);
    QCOMPARE(status.recordings, 1u);
    QCOMPARE(status.done, status.size);
    QCOMPARE(status.first, logMicros(0));
    QCOMPARE(status.last, logMicros(5));
    QVERIFY(status.error.isEmpty());
    QVERIFY(!status.isCancelled);
}

void TestRecording::reachesEveryPart()
{
    Recording recording(write(logOf(50)), partsOf(7));
    const Testers testers(recording);
    QTRY_VERIFY(isShown(recording));
    QCOMPARE(recording.parts().size(), 8);
    QStringList texts;
    for (qsizetype place = 0; place < recording.parts().size(); ++place) {
        recording.showPart(place);
        QTRY_VERIFY(recording.isShown());
        QCOMPARE(recording.place(), place);
        for (int row = 0; row < recording.models()->traffic()->rowCount(); ++row)
            texts.append(textAt(recording, row));
    }
    QCOMPARE(texts.size(), 50);
    for (int i = 0; i < 50; ++i)
        QVERIFY(texts[i].contains(u"message %1\""_s.arg(i + 1)));
    // Nothing for a place that there is not.
    recording.showPart(8);
    recording.showPart(-1);
    QCOMPARE(recording.place(), 7);
}

/// Whatever the size of the log, the models hold no more than a part of it.
void TestRecording::holdsOnePartOnly()
{
    Recording recording(write(logOf(30'000)), partsOf(500));
    int most = 0;
    const auto look = [&] {
        most = std::max(most, recording.models()->traffic()->rowCount());
    };
    connect(recording.models()->traffic(), &QAbstractItemModel::rowsInserted, this, look);
    QTRY_VERIFY(recording.status().isOver);
    QCOMPARE(recording.parts().size(), 61);
    for (const qsizetype place : {0, 30, 60, 1}) {
        recording.showPart(place);
        QTRY_VERIFY(recording.isShown());
        QCOMPARE(quint64(recording.models()->traffic()->rowCount()),
                 recording.parts().at(place).frames);
        QVERIFY(recording.models()->transcript()->rowCount() <= 500);
    }
    QCOMPARE(most, 500);
}

void TestRecording::beginsAPartAsThingsStood()
{
    QByteArray log = logOf(3);
    log += frameLine(
        4, 4, "actions/register",
        R"({"command":"actions/register","data":{"actions":[{"name":"move","description":"Moves a piece"}]}})");
    log += otherLine("registry", 4, R"("peer":1,"name":"Game 1","actions":["move"])");
    log += contextLine(5, 5, 1, "later");
    log += otherLine("registry", 6, R"("peer":1,"name":"Game 1","actions":[])");
    log += diagnosticLine(5, 7, "what it did");
    Recording recording(write(log), partsOf(7));
    const Testers testers(recording);
    QTRY_VERIFY(isShown(recording));
    QCOMPARE(recording.parts().size(), 2);
    models::IntegrationsModel *integrations = recording.models()->integrations();
    QCOMPARE(integrations->registeredActions(), 1);
    const QModelIndex action = integrations->index(0, 0, integrations->index(0, 0));
    QCOMPARE(integrations->action(action)->description, u"Moves a piece"_s);
    recording.showPart(1);
    QTRY_VERIFY(recording.isShown());
    QCOMPARE(integrations->registeredActions(), 0);
    QCOMPARE(integrations->rowCount(), 1);
    QCOMPARE(recording.models()->diagnostics()->openRows(), 1);
    // And back: as it was then, not as it became.
    recording.showPart(0);
    QTRY_VERIFY(recording.isShown());
    QCOMPARE(integrations->registeredActions(), 1);
    QCOMPARE(integrations->rowCount(), 1);
    QCOMPARE(recording.models()->diagnostics()->openRows(), 0);
}

void TestRecording::keepsRecordingsApart()
{
    Recording recording(write(logOf(3) + logOf(2)));
    QTRY_VERIFY(isShown(recording));
    QCOMPARE(recording.status().recordings, 2u);
    QCOMPARE(recording.parts().size(), 2);
    QCOMPARE(recording.models()->traffic()->rowCount(), 3);
    recording.showPart(1);
    QTRY_VERIFY(recording.isShown());
    QCOMPARE(recording.models()->traffic()->rowCount(), 2);
    QCOMPARE(recording.models()->traffic()->rowOfSeq(2), 1);
    QCOMPARE(recording.parts().at(1).recording, 2u);
}

void TestRecording::listsForces()
{
    const auto forceLine = [](int second, const QByteArray &state) {
        return otherLine("force", second,
                         R"("id":"7","peer":1,"name":"Game 1","state":")" + state +
                             R"(","priority":"high","actions":["move"],"action":"move")" +
                             QByteArray(state == "succeeded" ? R"(,"ms":900)" : ""));
    };
    QByteArray asks = frameLine(
        1, 1, "actions/force",
        R"({"command":"actions/force","data":{"query":"Your move?","action_names":["move"]}})");
    asks.replace("}\n", R"(,"force":"7"})"
                        "\n");
    Recording recording(write(headerLine() + peerLine(1) + asks + forceLine(1, "waiting") +
                              forceLine(2, "answered") + forceLine(3, "succeeded")));
    const Testers testers(recording);
    QTRY_VERIFY(isShown(recording));
    models::RecordedForces *forces = recording.forces();
    QCOMPARE(forces->rowCount(), 1);
    const auto cell = [forces](int column) {
        return forces->index(0, column).data().toString();
    };
    QCOMPARE(cell(models::RecordedForces::Game), u"Game 1"_s);
    QCOMPARE(cell(models::RecordedForces::Query), u"Your move?"_s);
    QCOMPARE(cell(models::RecordedForces::State), u"succeeded"_s);
    QCOMPARE(cell(models::RecordedForces::Action), u"move"_s);
    QCOMPARE(forces->index(0, 0).data(models::RecordedForces::IdRole).toULongLong(), 7u);
    const QString toolTip = forces->index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(u">Game 1 · succeeded · action: move · 900 ms\n\nYour move?\n"_s),
             qPrintable(toolTip));
}

void TestRecording::countsDamagedLines()
{
    Recording recording(write(logOf(2) + "{broken\n" + contextLine(3, 3, 1, "after") +
                              otherLine("dropped", 4, R"("count":12,"why":"slow")") + "{}\n"));
    QTRY_VERIFY(isShown(recording));
    QCOMPARE(recording.models()->traffic()->rowCount(), 3);
    const models::RecordingStatus &status = recording.status();
    QCOMPARE(status.damagedLines, 2u);
    QCOMPARE(status.missingLines, 12u);
    QCOMPARE(status.problems.size(), 2);
    QCOMPARE(status.problems.first().number, 5u);
    QVERIFY(!status.isCutOff);
}

void TestRecording::readsALiveLogAsItIs()
{
    const QByteArray log = logOf(3);
    Recording recording(write(log.chopped(10)));
    QTRY_VERIFY(isShown(recording));
    QCOMPARE(recording.models()->traffic()->rowCount(), 2);
    QVERIFY(recording.status().isCutOff);
    QCOMPARE(recording.status().damagedLines, 0u);
}

void TestRecording::refusesWhatIsNoLog_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty") << QByteArray() << u"is not a session log: it has no line of one"_s;
    QTest::newRow("other text") << QByteArray("lorem ipsum\n").repeated(200)
                                << u"is not a session log: its first 100 lines are not of one"_s;
    QTest::newRow("newer") << QByteArray(R"({"kind":"session","format":2})")
                           << u"is a recording of format 2, and this program reads format 1"_s;
}

void TestRecording::refusesWhatIsNoLog()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, error);
    const QString path = write(content);
    Recording recording(path);
    QTRY_VERIFY(recording.status().isOver);
    const QString told = recording.status().error.english();
    QVERIFY2(told.startsWith(path + u": "_s + error), qPrintable(told));
    QCOMPARE(recording.place(), -1);

    Recording missing(m_folder->filePath(u"missing.jsonl"_s));
    QTRY_VERIFY(missing.status().isOver);
    QVERIFY(missing.status().error.english().contains(u"missing.jsonl: cannot be read: "_s));
    Recording folder(m_folder->path());
    QTRY_VERIFY(folder.status().isOver);
    QVERIFY(folder.status().error.english().endsWith(u"is no file; choose a session log"_s));
}

void TestRecording::canBeCancelled()
{
    // After its first lines comes what takes long to read, and no room on the disk.
    const QByteArray log = logOf(1000);
    const QString path = write(log);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (!file.resize(qint64(256) * 1024 * 1024 * 1024))
        QSKIP("this file system has no holes of that size");
    Recording recording(path, partsOf(100));
    QTRY_VERIFY(recording.isShown());
    QVERIFY(!recording.status().isOver);
    recording.cancel();
    QTRY_VERIFY(recording.status().isOver);
    const models::RecordingStatus &status = recording.status();
    QVERIFY(status.isCancelled);
    QVERIFY(status.done < status.size);
    QVERIFY(status.error.isEmpty());
    // What was found by then is whole, and can be shown.
    QCOMPARE(recording.parts().size(), 11);
    recording.showPart(10);
    QTRY_VERIFY(recording.isShown());
    QCOMPARE(recording.models()->traffic()->rowCount(), 2);
    QVERIFY(textAt(recording, 1).contains(u"message 1000"_s));
}

void TestRecording::saysWhenItIsTooLarge()
{
    SessionIndex::Limits limits = partsOf(10);
    limits.parts = 3;
    Recording recording(write(logOf(100)), limits);
    QTRY_VERIFY(isShown(recording));
    QVERIFY(recording.status().isFull);
    QCOMPARE(recording.parts().size(), 3);
    QVERIFY(recording.status().done < recording.status().size);
}

void TestRecording::findsTheNextPartThatPasses()
{
    Recording recording(write(logOf(50)), partsOf(7));
    QTRY_VERIFY(isShown(recording));
    models::FrameFilter filter;
    filter.expression = *models::FilterExpression::parse(u"\"message 33\""_s);
    recording.models()->traffic()->setFilter(filter);
    QSignalSpy searched(&recording, &Recording::searched);
    recording.search(false);
    QVERIFY(recording.isSearching());
    QTRY_COMPARE(searched.size(), 1);
    QVERIFY(searched.takeFirst().first().toBool());
    // Seven lines a part, two before the first message.
    QCOMPARE(recording.place(), 4);
    QTRY_VERIFY(recording.isShown());
    QTRY_COMPARE(recording.models()->traffic()->rowCount(), 1);
    // There is no other one.
    recording.search(false);
    QTRY_COMPARE(searched.size(), 1);
    QVERIFY(!searched.takeFirst().first().toBool());
    QCOMPARE(recording.place(), 4);
    recording.showPart(7);
    recording.search(true);
    QTRY_COMPARE(searched.size(), 1);
    QCOMPARE(recording.place(), 4);
    recording.search(true);
    recording.stopSearch();
    QVERIFY(!recording.isSearching());
}

void TestRecording::tellsThatTheFileHasChanged()
{
    const QString path = write(logOf(50));
    Recording recording(path, partsOf(7));
    QTRY_VERIFY(isShown(recording));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(500));
    QSignalSpy failed(&recording, &Recording::failed);
    recording.showPart(6);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().value<protocol::Phrase>().english().startsWith(
        path + u": is no longer what it was"_s));
}

void TestRecording::keepsTheFileWhenItsNameGoes()
{
    const QString path = write(logOf(50));
    Recording recording(path, partsOf(7));
    QTRY_VERIFY(isShown(recording));
    QVERIFY(QFile::remove(path));
    write("something else\n");
    recording.showPart(6);
    QTRY_VERIFY(recording.isShown());
    QCOMPARE(recording.models()->traffic()->rowCount(), 7);
}

void TestRecording::canBeLeftWhileItReads()
{
    const QString path = write(logOf(50'000));
    for (int i = 0; i < 10; ++i) {
        Recording recording(path, partsOf(1000));
        QTest::qWait(i);
        recording.showPart(i);
    }
    Recording recording(path);
    QTRY_VERIFY(recording.status().size > 0);
}

QTEST_GUILESS_MAIN(TestRecording)

#include "tst_recording.moc"
