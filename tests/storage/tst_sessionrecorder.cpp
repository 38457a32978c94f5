// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionrecorder.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using storage::ExistingFile;
using storage::RecorderStatus;
using storage::SessionRecorder;

namespace {

relay::RelayEvent frame(quint64 seq, const QByteArray &payload = "{}")
{
    relay::FrameEvent event;
    event.seq = seq;
    event.payload = payload;
    return event;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "session frame:1 dropped:2 …"; "?" for a line that is no JSON object.
QString summaryOf(const QString &path)
{
    QStringList words;
    for (const QByteArray &line : contentOf(path).split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QString word = object[u"kind"].toString(u"?"_s);
        for (const QString &number : {u"seq"_s, u"count"_s}) {
            if (object.contains(number))
                word += u':' + QString::number(object[number].toInteger());
        }
        words.append(word);
    }
    return words.join(u' ');
}

bool isPrivate(const QString &path)
{
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    return !(QFileInfo(path).permissions() & others);
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                QFileDevice::ReadGroup | QFileDevice::ReadOther));
}

constexpr const char *fullDevice = "/dev/full";

} // namespace

class TestSessionRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void createsAPrivateFile();
    void writesWithinTheTime();
    void writesLargeBatchesAtOnce();
    void refusesAnExistingFile();
    void appendsToAnExistingFile();
    void overwritesAnExistingFile();
    void tellsWhyItCannotOpen();
    void writesOnlyWhileRecording();
    void tellsLinesLostBefore();
    void countsLinesOfAFullDisk();
    void startsAnewWhenTheFileIsDeleted();
    void losesLinesWhileTheFolderIsGone();
    void reportsNotTooOften();
    void masksTheHeader();
    void writesWhenDestroyed();

private:
    QString path(const QString &name = u"a.jsonl"_s) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSessionRecorder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSessionRecorder::createsAPrivateFile()
{
    SessionRecorder recorder{storage::SecretMask()};
    const QString file = path(u"new/folder/a.jsonl"_s);
    QVERIFY(recorder.open({file, ExistingFile::Refuse, {}}));
    QVERIFY(recorder.status().recording);
    QCOMPARE(recorder.status().path, file);
    QCOMPARE(recorder.status().error.english(), QString());
    QVERIFY(isPrivate(file));
    QVERIFY(isPrivate(path(u"new"_s)));
    QVERIFY(isPrivate(path(u"new/folder"_s)));
    QCOMPARE(summaryOf(file), u"session"_s);
    QCOMPARE(recorder.status().bytes, QFileInfo(file).size());
}

void TestSessionRecorder::writesWithinTheTime()
{
    SessionRecorder recorder{storage::SecretMask()};
    QVERIFY(recorder.open({path(), ExistingFile::Refuse, {}}));
    recorder.write({frame(1), frame(2)}, 0);
    QCOMPARE(summaryOf(path()), u"session"_s);
    QTRY_COMPARE_WITH_TIMEOUT(summaryOf(path()), u"session frame:1 frame:2"_s, 2000);
    QCOMPARE(recorder.status().frames, 2);
    QCOMPARE(recorder.status().bytes, QFileInfo(path()).size());
    recorder.write({frame(3)}, 0);
    recorder.flush();
    QCOMPARE(summaryOf(path()), u"session frame:1 frame:2 frame:3"_s);
}

void TestSessionRecorder::writesLargeBatchesAtOnce()
{
    SessionRecorder recorder{storage::SecretMask()};
    QVERIFY(recorder.open({path(), ExistingFile::Refuse, {}}));
    const QByteArray large(SessionRecorder::maxBuffered, 'x');
    recorder.write({frame(1, large), frame(2)}, 0);
    QCOMPARE(summaryOf(path()), u"session frame:1"_s);
    recorder.close();
    QCOMPARE(summaryOf(path()), u"session frame:1 frame:2"_s);
    QVERIFY(!recorder.status().recording);
}

void TestSessionRecorder::refusesAnExistingFile()
{
    writeFile(path(), "precious\n");
    SessionRecorder recorder{storage::SecretMask()};
    const QString error = u"%1: exists already; continue it with --append, replace it with "
                          "--overwrite, or name another file"_s.arg(path());
    QTest::ignoreMessage(QtWarningMsg, qPrintable(error));
    QVERIFY(!recorder.open({path(), ExistingFile::Refuse, {}}));
    QVERIFY(!recorder.status().recording);
    QCOMPARE(recorder.status().error.english(), error);
    QCOMPARE(contentOf(path()), "precious\n"_ba);
}

void TestSessionRecorder::appendsToAnExistingFile()
{
    writeFile(path(), "{\"kind\":\"session\"}\n{\"kind\":\"torn");
    SessionRecorder recorder{storage::SecretMask()};
    QVERIFY(recorder.open({path(), ExistingFile::Append, {}}));
    recorder.write({frame(1)}, 0);
    recorder.close();
    QVERIFY(isPrivate(path()));
    QCOMPARE(summaryOf(path()), u"session ? session frame:1"_s);
    QCOMPARE(recorder.status().bytes, QFileInfo(path()).size());

    QVERIFY(recorder.open({path(u"b.jsonl"_s), ExistingFile::Append, {}}));
    recorder.close();
    QCOMPARE(summaryOf(path(u"b.jsonl"_s)), u"session"_s);
}

void TestSessionRecorder::overwritesAnExistingFile()
{
    writeFile(path(), QByteArray(100'000, 'x'));
    SessionRecorder recorder{storage::SecretMask()};
    QVERIFY(recorder.open({path(), ExistingFile::Overwrite, {}}));
    QVERIFY(isPrivate(path()));
    recorder.close();
    QCOMPARE(summaryOf(path()), u"session"_s);
}

void TestSessionRecorder::tellsWhyItCannotOpen()
{
    SessionRecorder recorder{storage::SecretMask()};
    QTest::ignoreMessage(QtWarningMsg, "no file to record to is named");
    QVERIFY(!recorder.open({QString(), ExistingFile::Refuse, {}}));

    const QString isFolder =
        u"%1: is a folder; name a file in it to record to"_s.arg(m_folder->path());
    QTest::ignoreMessage(QtWarningMsg, qPrintable(isFolder));
    QVERIFY(!recorder.open({m_folder->path(), ExistingFile::Overwrite, {}}));
    QCOMPARE(recorder.status().error.english(), isFolder);

    writeFile(path(u"in the way"_s), "x");
    const QString noFolder =
        u"%1: the folder cannot be created; choose another file to record to"_s.arg(
            path(u"in the way"_s));
    QTest::ignoreMessage(QtWarningMsg, qPrintable(noFolder));
    QVERIFY(!recorder.open({path(u"in the way/a.jsonl"_s), ExistingFile::Refuse, {}}));
    QCOMPARE(recorder.status().error.english(), noFolder);
}

void TestSessionRecorder::writesOnlyWhileRecording()
{
    SessionRecorder recorder{storage::SecretMask()};
    recorder.write({frame(1)}, 5);
    recorder.flush();
    QCOMPARE(recorder.status(), RecorderStatus());
    QVERIFY(recorder.open({path(), ExistingFile::Refuse, {}}));
    recorder.close();
    recorder.write({frame(2)}, 0);
    recorder.flush();
    QCOMPARE(summaryOf(path()), u"session"_s);
}

void TestSessionRecorder::tellsLinesLostBefore()
{
    SessionRecorder recorder{storage::SecretMask()};
    QVERIFY(recorder.open({path(), ExistingFile::Refuse, {}}));
    recorder.write({frame(1)}, 0);
    recorder.write({frame(5)}, 3);
    recorder.close();
    QCOMPARE(summaryOf(path()), u"session frame:1 dropped:3 frame:5"_s);
    QVERIFY(contentOf(path()).contains("the disk was too slow"));
    QCOMPARE(recorder.status().dropped, 3);
    QCOMPARE(recorder.status().frames, 2);
}

void TestSessionRecorder::countsLinesOfAFullDisk()
{
    const QString full = QLatin1StringView(fullDevice);
    if (!QFileInfo::exists(full))
        QSKIP("this system has no device that is always full");
    const auto permissions = QFileInfo(full).permissions();
    SessionRecorder recorder{storage::SecretMask()};
    const QString error = u"/dev/full: cannot be written: No space left on device. Log lines are "
                          "lost until this is mended; the relay goes on"_s;
    QTest::ignoreMessage(QtWarningMsg, qPrintable(error));
    QVERIFY(recorder.open({full, ExistingFile::Overwrite, {}}));
    QCOMPARE(recorder.status().error.english(), error);
    recorder.write({frame(1), frame(2)}, 0);
    recorder.flush();
    recorder.write({frame(3)}, 0);
    QTRY_COMPARE(recorder.status().dropped, 3);
    QCOMPARE(recorder.status().error.english(), error);
    QCOMPARE(recorder.status().frames, 0);
    QVERIFY(recorder.status().recording);
    recorder.close();
    QCOMPARE(QFileInfo(full).permissions(), permissions);
}

void TestSessionRecorder::startsAnewWhenTheFileIsDeleted()
{
    SessionRecorder recorder{storage::SecretMask()};
    QVERIFY(recorder.open({path(), ExistingFile::Refuse, {}}));
    recorder.write({frame(1)}, 0);
    recorder.flush();
    QVERIFY(QFile::remove(path()));
    const QString told = path() + u": was deleted while it was recorded to; starting it anew";
    QTest::ignoreMessage(QtWarningMsg, qPrintable(told));
    recorder.write({frame(2)}, 0);
    recorder.flush();
    QCOMPARE(summaryOf(path()), u"session frame:2"_s);
    QVERIFY(isPrivate(path()));
    QCOMPARE(recorder.status().error.english(), QString());
    QCOMPARE(recorder.status().frames, 1);
    QCOMPARE(recorder.status().bytes, QFileInfo(path()).size());
}

void TestSessionRecorder::losesLinesWhileTheFolderIsGone()
{
    const QString folder = path(u"sub"_s);
    const QString file = path(u"sub/a.jsonl"_s);
    SessionRecorder recorder{storage::SecretMask()};
    QSignalSpy statuses(&recorder, &SessionRecorder::statusChanged);
    QVERIFY(recorder.open({file, ExistingFile::Refuse, {}}));
    QVERIFY(QDir(folder).removeRecursively());
    writeFile(folder, "in the way");

    const QString error =
        u"%1: the folder cannot be created; choose another file to record to"_s.arg(folder);
    const QString told = file + u": was deleted while it was recorded to; starting it anew";
    QTest::ignoreMessage(QtWarningMsg, qPrintable(told));
    QTest::ignoreMessage(QtWarningMsg, qPrintable(error));
    recorder.write({frame(1), frame(2)}, 0);
    recorder.flush();
    recorder.write({frame(3)}, 0);
    recorder.flush();
    QCOMPARE(recorder.status().error.english(), error);
    QCOMPARE(recorder.status().dropped, 3);
    QTRY_COMPARE(statuses.last().first().value<RecorderStatus>().error.english(), error);

    // Without anything to write: the line that tells the loss is due.
    QVERIFY(QFile::remove(folder));
    QTRY_COMPARE(summaryOf(file), u"session dropped:3"_s);
    QVERIFY(contentOf(file).contains("the folder cannot be created"));
    recorder.write({frame(4)}, 0);
    QTRY_COMPARE(summaryOf(file), u"session dropped:3 frame:4"_s);
    QCOMPARE(recorder.status().error.english(), QString());
    QCOMPARE(recorder.status().dropped, 3);
    QTRY_COMPARE(statuses.last().first().value<RecorderStatus>(), recorder.status());
}

void TestSessionRecorder::reportsNotTooOften()
{
    SessionRecorder recorder{storage::SecretMask()};
    QSignalSpy statuses(&recorder, &SessionRecorder::statusChanged);
    QVERIFY(recorder.open({path(), ExistingFile::Refuse, {}}));
    QCOMPARE(statuses.size(), 1);
    QElapsedTimer timer;
    timer.start();
    quint64 seq = 0;
    while (timer.elapsed() < 3 * SessionRecorder::statusIntervalMs) {
        recorder.write({frame(++seq)}, 0);
        recorder.flush();
        QCoreApplication::processEvents();
    }
    const auto most = 2 + timer.elapsed() / SessionRecorder::statusIntervalMs;
    QVERIFY2(statuses.size() <= most, qPrintable(QString::number(statuses.size())));
    QTRY_COMPARE(statuses.last().first().value<RecorderStatus>().frames, seq);
    recorder.close();
    QVERIFY(!statuses.last().first().value<RecorderStatus>().recording);
}

void TestSessionRecorder::masksTheHeader()
{
    SessionRecorder recorder{storage::SecretMask({u"hunter22"_s}, {})};
    QVERIFY(recorder.open({path(), ExistingFile::Refuse, {{u"note"_s, u"my hunter22"_s}}}));
    QVERIFY(contentOf(path()).contains(R"("config":{"note":"my ***"})"));
    QCOMPARE(summaryOf(path()), u"session"_s);
}

void TestSessionRecorder::writesWhenDestroyed()
{
    {
        SessionRecorder recorder{storage::SecretMask()};
        QVERIFY(recorder.open({path(), ExistingFile::Refuse, {}}));
        recorder.write({frame(1)}, 0);
    }
    QCOMPARE(summaryOf(path()), u"session frame:1"_s);
}

QTEST_GUILESS_MAIN(TestSessionRecorder)
#include "tst_sessionrecorder.moc"
