// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/uploadworker.h"

#include <QScopeGuard>
#include <QSignalSpy>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro;
using namespace Qt::StringLiterals;

/// What is not stored: what its sender is told of it, and what the log is.
class TestUploadWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithoutFloodingTheLog()
    {
        QStringList lines;
        static QStringList *kept = nullptr;
        kept = &lines;
        const QtMessageHandler before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { kept->append(text); });
        const auto restore = qScopeGuard([before] { qInstallMessageHandler(before); });

        const QTemporaryDir folder;
        const QString uploads = folder.filePath(u"uploads"_s);
        service::UploadWorker worker(uploads, {1000, 1500});
        QSignalSpy stored(&worker, &service::UploadWorker::stored);
        QSignalSpy failed(&worker, &service::UploadWorker::failed);
        for (int i = 0; i < 6; ++i)
            worker.store(7, u"camera %1"_s.arg(i), QByteArray(1000, 'x'));
        QCOMPARE(stored.size(), 1);
        QCOMPARE(failed.size(), 5);
        for (const QList<QVariant> &refusal : failed) {
            const QString why = refusal.at(3).value<protocol::Phrase>().english();
            QVERIFY2(why.contains(u"uploads.quota"), qPrintable(why));
            QVERIFY2(!why.contains(folder.path()), qPrintable(why));
        }
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines[0].contains(u"camera 1 was not stored in "_s + uploads),
                 qPrintable(lines[0]));
        QTRY_COMPARE(lines.size(), 2);
        QVERIFY2(lines[1].contains(u"camera 5 ") && lines[1].contains(u"(and 3 before it)"),
                 qPrintable(lines[1]));
    }
};

QTEST_GUILESS_MAIN(TestUploadWorker)
#include "tst_uploadworker.moc"
