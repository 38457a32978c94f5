// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/burst.h"

#include <QTest>

using neuro::relay::Burst;

class TestBurst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noticesOneTooMany()
    {
        Burst<3> burst;
        for (const qint64 at : {0, 30, 60})
            QVERIFY(!burst.note(at, 100));
        QVERIFY(burst.note(99, 100));
    }

    void leavesTheSpanOut()
    {
        Burst<3> burst;
        for (const qint64 at : {0, 30, 60, 100, 130, 160, 200})
            QVERIFY(!burst.note(at, 100));
    }

    void saysItOnce()
    {
        Burst<3> burst;
        int told = 0;
        for (qint64 at = 0; at < 100; ++at)
            told += burst.note(at, 100) ? 1 : 0;
        QCOMPARE(told, 1);
        // After a pause it is another burst.
        for (qint64 at = 1000; at < 1100; ++at)
            told += burst.note(at, 100) ? 1 : 0;
        QCOMPARE(told, 2);
    }
};

QTEST_GUILESS_MAIN(TestBurst)
#include "tst_burst.moc"
