// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/mailbox.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace neuro;
using service::Mailbox;

namespace {

relay::RelayEvents frames(int count, qsizetype size = 10)
{
    relay::RelayEvents events;
    for (int i = 0; i < count; ++i) {
        relay::FrameEvent frame;
        frame.payload = QByteArray(size, 'x');
        events.push_back(frame);
    }
    return events;
}

} // namespace

class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesOncePerBatch()
    {
        int wakes = 0;
        Mailbox box({}, [&wakes] { ++wakes; });
        box.take(frames(3));
        box.take(frames(2));
        QCOMPARE(wakes, 1);
        QCOMPARE(box.takeAll().events.size(), 5U);
        QCOMPARE(box.takeAll().events.size(), 0U);
        box.take(frames(1));
        QCOMPARE(wakes, 2);
    }

    void countsWhatDoesNotFit()
    {
        Mailbox box({4, 1000}, [] {});
        box.take(frames(6));
        box.take({relay::DoorEvent{}});
        const Mailbox::Batch batch = box.takeAll();
        QCOMPARE(batch.events.size(), 4U);
        QCOMPARE(batch.skippedFrames, 2U);
        QCOMPARE(batch.skippedOthers, 1U);
        QCOMPARE(box.takeAll().skippedFrames, 0U);
    }

    void boundsTheBytesOfFrames()
    {
        Mailbox box({1000, 100}, [] {});
        box.take(frames(3, 40));
        box.take({relay::DoorEvent{}}); // No payload: it fits.
        const Mailbox::Batch batch = box.takeAll();
        QCOMPARE(batch.events.size(), 3U);
        QCOMPARE(batch.skippedFrames, 1U);
        QCOMPARE(batch.skippedOthers, 0U);
        box.take(frames(2, 40));
        QCOMPARE(box.takeAll().events.size(), 2U);
    }

    void boundsTheBytesOfEverything()
    {
        relay::RegistryEvent registry;
        registry.actions.resize(1000);
        Mailbox box({1000, 250'000}, [] {});
        for (int i = 0; i < 5; ++i)
            box.take({registry});
        relay::TranscriptEvent said;
        said.text = QString(100'000, u'x');
        box.take({said});
        const Mailbox::Batch batch = box.takeAll();
        QCOMPARE(batch.events.size(), 2U);
        QCOMPARE(batch.skippedOthers, 4U);
        QCOMPARE(batch.skippedFrames, 0U);
    }

    void filtersWhatTheReaderDoesNotWant()
    {
        int wakes = 0;
        Mailbox box(
            {}, [&wakes] { ++wakes; },
            [](const relay::RelayEvent &event) {
                return std::holds_alternative<relay::FrameEvent>(event);
            });
        box.take({relay::DoorEvent{}});
        QCOMPARE(wakes, 0);
        box.take({relay::DoorEvent{}, relay::FrameEvent{}});
        QCOMPARE(wakes, 1);
        const Mailbox::Batch batch = box.takeAll();
        QCOMPARE(batch.events.size(), 1U);
        QCOMPARE(batch.skippedOthers, 0U);
    }

    void takingOverCopiesNoPayload()
    {
        Mailbox copying({}, [] {});
        Mailbox moving({}, [] {});
        relay::RelayEvents events = frames(2);
        const char *const bytes = std::get<relay::FrameEvent>(events[0]).payload.constData();
        copying.take(events);
        moving.takeOver(events);
        for (Mailbox *box : {&copying, &moving}) {
            const Mailbox::Batch batch = box->takeAll();
            QCOMPARE(batch.events.size(), 2U);
            QVERIFY(std::get<relay::FrameEvent>(batch.events[0]).payload.constData() == bytes);
        }
    }

    void reusesTheMemoryOfABatchButNotOfABurst()
    {
        Mailbox box({}, [] {});
        box.take(frames(100));
        Mailbox::Batch batch;
        box.exchange(batch);
        const auto *const memory = batch.events.data();
        box.exchange(batch); // Gives it back…
        QVERIFY(batch.events.empty());
        box.take(frames(50));
        box.exchange(batch); // …and gets it again, filled.
        QCOMPARE(batch.events.size(), 50U);
        QVERIFY(batch.events.data() == memory);

        box.take(frames(static_cast<int>(Mailbox::keptEvents) + 1));
        box.exchange(batch);
        QVERIFY(batch.events.capacity() > Mailbox::keptEvents);
        box.exchange(batch);
        box.exchange(batch);
        QVERIFY(batch.events.capacity() <= Mailbox::keptEvents);
    }

    void nothingIsLostBetweenThreads()
    {
        std::atomic<int> wakes = 0;
        Mailbox box({}, [&wakes] { ++wakes; });
        constexpr int count = 20'000;
        std::thread writer([&box] {
            for (int i = 0; i < count; ++i)
                box.take(frames(1));
        });
        std::size_t got = 0;
        while (got < count) {
            const Mailbox::Batch batch = box.takeAll();
            QCOMPARE(batch.skippedFrames, 0U);
            got += batch.events.size();
        }
        writer.join();
        QCOMPARE(got, std::size_t(count));
        QVERIFY(wakes > 0);
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
