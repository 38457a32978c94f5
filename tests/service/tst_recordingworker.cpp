// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/recordingworker.h"

#include "storage/sessionstore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;

class TestRecordingWorker : public QObject
{
    Q_OBJECT

private:
    static relay::RelayEvents frames(int count, qsizetype bytes)
    {
        relay::RelayEvents events;
        for (int i = 0; i < count; ++i) {
            relay::FrameEvent frame;
            frame.payload = QByteArray(bytes, 'x');
            events.emplace_back(frame);
        }
        return events;
    }

    static qint64 sizeOf(const storage::SessionStore &store)
    {
        qint64 bytes = 0;
        for (const QFileInfo &file : store.sessions())
            bytes += file.size();
        return bytes;
    }

private Q_SLOTS:
    /// Old sessions go while a new one grows, not only when the next one starts.
    void aGrowingSessionKeepsTheFolderWithinItsLimit()
    {
        const QTemporaryDir folder;
        config::RelayConfig config;
        config.recording.keepBytes = 320'000;
        service::Mailbox box({}, [] {});
        const storage::SessionStore store(folder.path());
        {
            service::RecordingWorker worker(config, folder.path(), &box);
            worker.startSession();
            box.take(frames(200, 1000));
            worker.drain();
        }
        const QString first = store.sessions().constLast().filePath();
        service::RecordingWorker worker(config, folder.path(), &box);
        worker.startSession();
        for (int i = 0; i < 10; ++i) {
            box.take(frames(20, 1000));
            worker.drain();
        }
        QVERIFY(!QFile::exists(first));
        QVERIFY2(sizeOf(store) <= config.recording.keepBytes,
                 qPrintable(QString::number(sizeOf(store))));
    }

    void aSessionThatIsTooLargeGoesOnInAnotherFile()
    {
        const QTemporaryDir folder;
        config::RelayConfig config;
        config.recording.keepBytes = 160'000;
        service::Mailbox box({}, [] {});
        service::RecordingWorker worker(config, folder.path(), &box);
        worker.startSession();
        const storage::SessionStore store(folder.path());
        for (int i = 0; i < 60; ++i) {
            box.take(frames(10, 1000));
            worker.drain();
            const qint64 slack = 20'000; // Of one drain.
            QVERIFY(sizeOf(store) <= config.recording.keepBytes + slack);
        }
        QVERIFY(!store.sessions().isEmpty());
        QFile current(store.sessions().constFirst().filePath());
        QVERIFY(current.open(QIODevice::ReadOnly));
        QVERIFY(current.readLine().startsWith(R"({"kind":"session")"));
    }

    /// At the limit only the oldest part goes, however few sessions are kept.
    void muchIsLeftWhenTheLimitIsReached()
    {
        const QTemporaryDir folder;
        config::RelayConfig config;
        config.recording.keepBytes = 160'000;
        config.recording.keepSessions = 1;
        service::Mailbox box({}, [] {});
        service::RecordingWorker worker(config, folder.path(), &box);
        worker.startSession();
        const storage::SessionStore store(folder.path());
        qint64 written = 0;
        for (int i = 0; i < 100; ++i) {
            box.take(frames(10, 1000));
            written += 10 * 1000;
            worker.drain();
            const qint64 kept = sizeOf(store);
            QVERIFY2(kept >= std::min(written, config.recording.keepBytes / 2),
                     qPrintable(u"%1 of %2 in drain %3"_s.arg(kept).arg(written).arg(i)));
        }
        QVERIFY(written > 5 * config.recording.keepBytes);
    }

    void aFileOfTheOperatorsOwnIsNeverDeleted()
    {
        const QTemporaryDir folder;
        config::RelayConfig config;
        config.recording.keepBytes = 50'000;
        service::Mailbox box({}, [] {});
        service::RecordingWorker worker(config, folder.path(), &box);
        const QString path = folder.filePath(u"mine.jsonl"_s);
        QCOMPARE(worker.startFile(path, storage::ExistingFile::Refuse), QString());
        box.take(frames(200, 1000));
        worker.drain();
        QVERIFY(QFile(path).size() > 200'000);
        QVERIFY(storage::SessionStore(folder.path()).sessions().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRecordingWorker)
#include "tst_recordingworker.moc"
