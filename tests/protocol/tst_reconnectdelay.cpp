// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/reconnectdelay.h"

#include <QSet>
#include <QTest>

using neuro::protocol::ReconnectDelay;

class TestReconnectDelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToTheLongest();
    void startsAgainAfterReset();
    void staysWithinAFifth();
    void theFirstAndTheLongestVaryBothWays();
    void theLongestChangesNothing();
    void varies();
    void correctsNonsense();
};

void TestReconnectDelay::doublesUpToTheLongest()
{
    ReconnectDelay delay;
    for (const int expected : {500, 1000, 2000, 4000, 8000, 10'000, 10'000}) {
        const int wait = delay.next();
        QVERIFY2(wait >= expected * 8 / 10 && wait <= expected * 12 / 10,
                 qPrintable(QString::number(wait)));
    }
}

void TestReconnectDelay::startsAgainAfterReset()
{
    ReconnectDelay delay;
    for (int i = 0; i < 6; ++i)
        delay.next();
    delay.reset();
    QVERIFY(delay.next() <= 600);
}

void TestReconnectDelay::staysWithinAFifth()
{
    for (int i = 0; i < 500; ++i) {
        ReconnectDelay delay;
        delay.setRange(100, 150);
        for (int j = 0; j < 4; ++j) {
            const int wait = delay.next();
            QVERIFY(wait >= 80 && wait <= 180);
        }
    }
}

void TestReconnectDelay::theFirstAndTheLongestVaryBothWays()
{
    int firstBelow = 0;
    int firstAbove = 0;
    int longestBelow = 0;
    int longestAbove = 0;
    for (int i = 0; i < 400; ++i) {
        ReconnectDelay delay;
        delay.setRange(1000, 1000);
        const int first = delay.next();
        firstBelow += first < 1000 ? 1 : 0;
        firstAbove += first > 1000 ? 1 : 0;
        const int longest = delay.longest();
        QVERIFY(longest >= 800 && longest <= 1200);
        longestBelow += longest < 1000 ? 1 : 0;
        longestAbove += longest > 1000 ? 1 : 0;
    }
    for (const int count : {firstBelow, firstAbove, longestBelow, longestAbove})
        QVERIFY2(count > 100, qPrintable(QString::number(count)));
}

void TestReconnectDelay::theLongestChangesNothing()
{
    ReconnectDelay delay;
    delay.longest();
    QVERIFY(delay.next() <= 600);
}

void TestReconnectDelay::varies()
{
    QSet<int> waits;
    for (int i = 0; i < 200; ++i) {
        ReconnectDelay delay;
        delay.setRange(1000, 100'000);
        waits.insert(delay.next());
    }
    QVERIFY(waits.size() > 10);
}

void TestReconnectDelay::correctsNonsense()
{
    ReconnectDelay delay;
    delay.setRange(-5, -7);
    QCOMPARE(delay.next(), 1);
    QCOMPARE(delay.next(), 1);
    delay.setRange(2'000'000'000, 2'147'483'647);
    QVERIFY(delay.next() >= 1'600'000'000);
    QVERIFY(delay.next() >= 1'600'000'000);
}

QTEST_APPLESS_MAIN(TestReconnectDelay)

#include "tst_reconnectdelay.moc"
