// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recordingreader.h"

#include "models/recording.h"
#include "models/sessionfolder.h"
#include "models/sessionlines.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using models::FrameFilter;
using models::Recording;
using models::RecordingReader;

namespace {

FrameFilter filterFor(const QString &text)
{
    FrameFilter filter;
    filter.expression = *models::FilterExpression::parse(text);
    return filter;
}

/// How often the reader has been given a turn.
class Turns : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::MetaCall ? 1 : 0;
        return false;
    }

    int count = 0;
};

} // namespace

class TestRecordingReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsThatASearchCouldNotRead();
    void tellsARecordingsViewThatASearchCouldNotRead();
    void looksOnlyIntoPartsThatAreKnown();
    void takesOneTurnForManySearches();
    void beginsAPartWithWhatIsPending();

private:
    QString write(const QByteArray &log) { return m_folder->write(log); }

    std::unique_ptr<SessionFolder> m_folder;
};

void TestRecordingReader::init()
{
    m_folder = std::make_unique<SessionFolder>();
    QVERIFY(m_folder->isValid());
}

void TestRecordingReader::tellsThatASearchCouldNotRead()
{
    const QString path = write(contextLog(50));
    RecordingReader reader(partsOf(10));
    QSignalSpy found(&reader, &RecordingReader::partFound);
    QSignalSpy searched(&reader, &RecordingReader::searched);
    reader.open(path);
    QTRY_COMPARE(found.size(), 6);
    // What is found before the damage is found.
    QVERIFY(QFile::resize(path, QFileInfo(path).size() / 2));
    reader.search(1, filterFor(u"\"message 15\""_s), 0, false);
    QTRY_COMPARE(searched.size(), 1);
    QCOMPARE(searched[0][1].value<std::optional<quint64>>(), 1u);
    QVERIFY(searched[0][2].value<protocol::Phrase>().isEmpty());
    for (const bool isBackwards : {false, true}) {
        searched.clear();
        reader.search(2, filterFor(u"\"nowhere\""_s), isBackwards ? 5 : 0, isBackwards);
        QTRY_COMPARE(searched.size(), 1);
        QCOMPARE(searched[0][1].value<std::optional<quint64>>(), std::nullopt);
        const QString error = searched[0][2].value<protocol::Phrase>().english();
        QVERIFY2(error.startsWith(path + u": is no longer what it was"_s), qPrintable(error));
    }
}

void TestRecordingReader::tellsARecordingsViewThatASearchCouldNotRead()
{
    const QString path = write(contextLog(50));
    Recording recording(path, partsOf(10));
    QTRY_VERIFY(recording.isShown() && recording.status().isOver);
    QVERIFY(QFile::resize(path, QFileInfo(path).size() / 2));
    recording.models()->traffic()->setFilter(filterFor(u"\"nowhere\""_s));
    QSignalSpy searched(&recording, &Recording::searched);
    QSignalSpy failed(&recording, &Recording::failed);
    recording.search(false);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!recording.isSearching());
    QVERIFY(searched.isEmpty());
}

/// The first parts are there, and others are still to come.
void TestRecordingReader::looksOnlyIntoPartsThatAreKnown()
{
    const QString path = write(contextLog(100));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (!file.resize(qint64(256) * 1024 * 1024 * 1024))
        QSKIP("this file system has no holes of that size");
    Recording recording(path, partsOf(10));
    QTRY_VERIFY(recording.isShown());
    recording.models()->traffic()->setFilter(filterFor(u"\"nowhere\""_s));
    QSignalSpy searched(&recording, &Recording::searched);
    recording.search(false);
    QTRY_COMPARE(searched.size(), 1);
    QVERIFY(!searched[0][0].toBool());
    // So far.
    QVERIFY(!recording.status().isOver);
}

void TestRecordingReader::takesOneTurnForManySearches()
{
    RecordingReader reader(partsOf(1000));
    QSignalSpy status(&reader, &RecordingReader::statusChanged);
    QSignalSpy searched(&reader, &RecordingReader::searched);
    reader.open(write(contextLog(50'000)));
    QTRY_VERIFY(status.last()[0].value<models::RecordingStatus>().isOver);
    Turns turns;
    reader.installEventFilter(&turns);
    for (quint64 ticket = 1; ticket <= 20; ++ticket)
        reader.search(ticket, filterFor(u"\"nowhere\""_s), 0, false);
    QCoreApplication::sendPostedEvents(&reader);
    QVERIFY(searched.isEmpty());
    QCOMPARE(turns.count, 1);
    // The last one goes on to its end.
    QTRY_COMPARE(searched.size(), 1);
    QCOMPARE(searched[0][0].toULongLong(), 20u);
    // And one that begins while an older one was stopped in the middle.
    reader.search(21, filterFor(u"\"nowhere\""_s), 0, false);
    reader.stopSearch();
    reader.search(22, filterFor(u"\"message 2500\""_s), 0, false);
    QTRY_COMPARE(searched.size(), 2);
    QCOMPARE(searched[1][0].toULongLong(), 22u);
    QCOMPARE(searched[1][1].value<std::optional<quint64>>(), 2u);
}

/// A force's line tells nothing of its question, which the message before it has.
void TestRecordingReader::beginsAPartWithWhatIsPending()
{
    QByteArray asks = frameLine(
        1, 1, "actions/force",
        R"({"command":"actions/force","data":{"query":"Your move?","action_names":["move"]}})");
    asks.replace("}\n", R"(,"force":"7"})"
                        "\n");
    const QString path = write(
        headerLine() + asks +
        otherLine(
            "force", 1,
            R"("id":"7","peer":1,"name":"Game 1","state":"waiting","priority":"high","actions":["move"])"));
    RecordingReader reader(partsOf(2));
    QSignalSpy found(&reader, &RecordingReader::partFound);
    QSignalSpy read(&reader, &RecordingReader::batchRead);
    reader.open(path);
    QTRY_COMPARE(found.size(), 2);
    reader.readPart(1, 1);
    QTRY_COMPARE(read.size(), 1);
    const auto events = read[0][1].value<relay::RelayEvents>();
    QCOMPARE(events.size(), 2u);
    QCOMPARE(std::get<relay::ForceEvent>(events[1]).request.query, u"Your move?"_s);
}

QTEST_GUILESS_MAIN(TestRecordingReader)

#include "tst_recordingreader.moc"
