// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framestore.h"

#include "models/events.h"

#include <QObject>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::FrameStore;

class TestFrameStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersSurviveEviction();
    void evictsNothingWhileThereIsRoom();
    void evictsATwentiethAtLeast();
    void evictsByBytes();
    void evictsAllForWhatIsTooLarge();
    void keepsCountOfBytes();
    void weighsWarnings();
    void sharesPayloads();

private:
    static void fill(FrameStore &store, int count)
    {
        for (int i = 0; i < count; ++i)
            store.append(numbered(i));
    }
    static relay::FrameEvent ofSize(qsizetype bytes)
    {
        relay::FrameEvent event = frame(u"context"_s);
        event.payload = QByteArray(bytes, 'x');
        return event;
    }
};

void TestFrameStore::numbersSurviveEviction()
{
    FrameStore store({10, 100'000});
    fill(store, 10);
    const QByteArray seventh = store.at(7).payload;
    store.evict(4);
    QCOMPARE(store.begin(), 4u);
    QCOMPARE(store.end(), 10u);
    QCOMPARE(store.size(), 6);
    QCOMPARE(store.at(7).payload, seventh);
    store.clear();
    QCOMPARE(store.begin(), 10u);
    QCOMPARE(store.size(), 0);
    store.append(numbered(99));
    QCOMPARE(store.at(10).payload, numbered(99).payload);
}

void TestFrameStore::evictsNothingWhileThereIsRoom()
{
    FrameStore store({100, 100'000});
    QCOMPARE(store.toEvict(100, 1000), 0);
    fill(store, 99);
    QCOMPARE(store.toEvict(1, 10), 0);
}

void TestFrameStore::evictsATwentiethAtLeast()
{
    FrameStore store({100, 100'000});
    fill(store, 100);
    QCOMPARE(store.toEvict(1, 10), 5);
    QCOMPARE(store.toEvict(5, 10), 5);
    QCOMPARE(store.toEvict(6, 10), 6);
    QCOMPARE(store.toEvict(1000, 10), 100);
}

void TestFrameStore::evictsByBytes()
{
    FrameStore store({1000, 100});
    for (int i = 0; i < 10; ++i)
        store.append(ofSize(10));
    QCOMPARE(store.toEvict(1, 0), 0);
    QCOMPARE(store.toEvict(1, 10), 1);
    QCOMPARE(store.toEvict(1, 25), 3);
}

void TestFrameStore::evictsAllForWhatIsTooLarge()
{
    FrameStore store({1000, 100});
    store.append(ofSize(10));
    store.append(ofSize(10));
    QCOMPARE(store.toEvict(1, 1000), 2);
    QCOMPARE(FrameStore({1000, 100}).toEvict(1, 1000), 0);
}

void TestFrameStore::keepsCountOfBytes()
{
    FrameStore store({1000, 100});
    for (int round = 0; round < 50; ++round) {
        store.evict(store.toEvict(1, 30));
        store.append(ofSize(30));
        QVERIFY(store.size() <= 3);
    }
    QCOMPARE(store.size(), 3);
    store.clear();
    QCOMPARE(store.toEvict(1, 100), 0);
}

/// A small message with many flaws holds more memory than its text.
void TestFrameStore::weighsWarnings()
{
    relay::FrameEvent flawed = ofSize(100);
    flawed.warnings.resize(64);
    FrameStore store({1000, 50'000});
    int held = 0;
    while (held < 1000 && store.toEvict(1, 0) == 0) {
        store.append(flawed);
        ++held;
    }
    QVERIFY2(held < 20, qPrintable(QString::number(held)));
}

void TestFrameStore::sharesPayloads()
{
    FrameStore store({10, 100'000});
    const relay::FrameEvent event = ofSize(1000);
    store.append(event);
    QCOMPARE(store.at(0).payload.constData(), event.payload.constData());
}

QTEST_APPLESS_MAIN(TestFrameStore)
#include "tst_framestore.moc"
