// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/instancelock.h"

#include <QFile>
#include <QFileInfo>
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
