// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/instancelock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using neuro::app::InstanceLock;
using namespace Qt::StringLiterals;

class TestInstanceLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsThePrivateDataFolder()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(u"deep/data"_s);
        InstanceLock lock(folder);
        QVERIFY2(lock.acquire(), qPrintable(lock.error()));
        QCOMPARE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void aSecondOneIsTurnedAwayAndToldWhoHoldsIt()
    {
        const QTemporaryDir folder;
        InstanceLock first(folder.path());
        QVERIFY(first.acquire());
        InstanceLock second(folder.path());
        QVERIFY(!second.acquire());
        QVERIFY2(second.error().contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(second.error()));
        // Nobody listens: there is no window to raise.
        QVERIFY(!second.raiseOther());
    }

    void theLockEndsWithItsHolder()
    {
        const QTemporaryDir folder;
        {
            InstanceLock first(folder.path());
            QVERIFY(first.acquire());
        }
        InstanceLock second(folder.path());
        QVERIFY(second.acquire());
    }

    void aSecondStartRaisesTheFirst()
    {
        const QTemporaryDir folder;
        InstanceLock first(folder.path());
        QVERIFY(first.acquire());
        first.listenForRaise();
        QSignalSpy raised(&first, &InstanceLock::raiseRequested);
        bool done = false;
        // The second start is another process: it waits without this event loop.
        std::thread other([&folder, &done] { done = InstanceLock(folder.path()).raiseOther(); });
        QTRY_COMPARE(raised.size(), 1);
        other.join();
        QVERIFY(done);
    }

    void theFirstIsFoundByAnotherWayAndInAnotherEnvironment()
    {
        const QTemporaryDir folder;
        const QString link = folder.filePath(u"link"_s);
        const QString data = folder.filePath(u"data"_s);
        QVERIFY(QFile::link(data, link));
        InstanceLock first(data);
        QVERIFY(first.acquire());
        first.listenForRaise();
        const QByteArray before = qgetenv("TMPDIR");
        const auto restore = qScopeGuard([before] { qputenv("TMPDIR", before); });
        QVERIFY(QDir(folder.path()).mkdir(u"other"_s));
        qputenv("TMPDIR", folder.filePath(u"other"_s).toUtf8());
        QSignalSpy raised(&first, &InstanceLock::raiseRequested);
        bool done = false;
        qint64 holder = 0;
        std::thread other([&link, &done, &holder] {
            InstanceLock second(link);
            done = second.raiseOther();
            holder = second.holder();
        });
        QTRY_COMPARE(raised.size(), 1);
        other.join();
        QVERIFY(done);
        QCOMPARE(holder, QCoreApplication::applicationPid());
    }

    void aLongPathHasASocketToo()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(QString(150, u'd'));
        InstanceLock first(folder);
        QVERIFY(first.acquire());
        first.listenForRaise();
        QSignalSpy raised(&first, &InstanceLock::raiseRequested);
        bool done = false;
        std::thread other([&folder, &done] { done = InstanceLock(folder).raiseOther(); });
        QTRY_COMPARE(raised.size(), 1);
        other.join();
        QVERIFY(done);
    }

    void nobodyIsRaisedWhereNobodyEverRan()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(u"data"_s);
        QVERIFY(!InstanceLock(folder).raiseOther());
        QVERIFY(!QFileInfo::exists(folder));
    }

    void thatItCannotListenIsLogged()
    {
        const QTemporaryDir folder;
        InstanceLock lock(folder.path());
        QVERIFY(lock.acquire());
        // Nothing can take its place.
        QVERIFY(QDir(folder.path()).mkpath(u"neuro-relay.socket/full"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"neuro-relay\\.socket: a second "
                                                              "start cannot bring this window"_s));
        lock.listenForRaise();
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        const QTemporaryDir parent;
        const QString file = parent.filePath(u"file"_s);
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        InstanceLock lock(file + u"/data"_s);
        QVERIFY(!lock.acquire());
        QVERIFY(lock.error().contains(file));
    }
};

QTEST_GUILESS_MAIN(TestInstanceLock)
#include "tst_instancelock.moc"
