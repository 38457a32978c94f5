// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionindex.h"

#include "storage/sessionevents.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using relay::PeerEvent;
using relay::RelayEvents;
using storage::SessionIndex;
using storage::SessionLogReader;
using Step = storage::SessionLogReader::Step;

namespace {

/// Divides a log; false: a line was not taken.
bool divide(const QByteArray &log, SessionIndex &index)
{
    QBuffer buffer;
    buffer.setData(log);
    buffer.open(QIODevice::ReadOnly);
    SessionLogReader reader(buffer);
    for (;;) {
        switch (reader.next()) {
        case Step::Line:
            if (!index.add(reader.line(), reader.position()))
                return false;
            break;
        case Step::Skipped:
            break;
        case Step::Problem:
            index.addDamagedLine(reader.position());
            break;
        case Step::Failed:
        case Step::End:
            return true;
        }
    }
}

QByteArray frames(int count)
{
    RelayEvents events = {peer(1, PeerEvent::State::Connected)};
    for (int i = 1; i < count; ++i)
        events.push_back(frame(static_cast<quint64>(i), u"context"_s, R"({"message":"x"})"));
    return logOf(events);
}

} // namespace

class TestSessionIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dividesALog();
    void beginsAPartWithEachRecording();
    void keepsTheIndexBounded();
    void sharesTheTextsOfActions();
    void cutsWhatWaitsInTheOutbox();
};

void TestSessionIndex::dividesALog()
{
    const QByteArray log = header() + frames(20) + "damaged\n" + frames(3);
    SessionIndex::Limits limits;
    limits.partLines = 5;
    SessionIndex index(limits);
    QVERIFY(divide(log, index));
    QCOMPARE(index.size(), 5u);
    qint64 at = 0;
    quint64 lines = 0;
    for (std::size_t i = 0; i < index.size(); ++i) {
        QCOMPARE(index.part(i).offset, at);
        QVERIFY(index.part(i).lines <= limits.partLines);
        QCOMPARE(index.part(i).recording, 1u);
        // The game is connected where the part begins.
        QCOMPARE(index.stateBefore(i).peers.size(), i == 0 ? 0 : 1);
        at += index.part(i).bytes;
        lines += index.part(i).lines;
    }
    QCOMPARE(at, log.size());
    QCOMPARE(lines, 24u);
    QCOMPARE(index.part(4).first, sessionStart);
    QCOMPARE(index.part(4).frames, 3u);
}

void TestSessionIndex::beginsAPartWithEachRecording()
{
    SessionIndex index({});
    QVERIFY(divide(frames(2) + header() + frames(3) + header() + frames(1), index));
    QCOMPARE(index.size(), 3u);
    QCOMPARE(index.part(0).recording, 0u);
    QCOMPARE(index.part(1).recording, 1u);
    QCOMPARE(index.part(1).lines, 4u);
    QCOMPARE(index.part(2).firstLine, 7u);
    QVERIFY(index.stateBefore(2).peers.isEmpty());
}

void TestSessionIndex::keepsTheIndexBounded()
{
    SessionIndex::Limits limits;
    limits.partLines = 1;
    limits.parts = 4;
    SessionIndex few(limits);
    QVERIFY(!divide(frames(6), few));
    QCOMPARE(few.size(), 4u);
    // Later lines belong to no part either.
    QVERIFY(!divide(frames(1), few));
    QCOMPARE(few.size(), 4u);

    limits.parts = 100;
    limits.stateBytes = 3000;
    SessionIndex light(limits);
    QVERIFY(!divide(frames(50), light));
    QVERIFY(light.size() < 50);
    QVERIFY(light.size() > 0);

    limits.stateBytes = 1 << 20;
    limits.partLines = 1000;
    limits.partBytes = 100;
    SessionIndex small(limits);
    QVERIFY(divide(frames(5), small));
    QCOMPARE(small.size(), 5u);
}

void TestSessionIndex::sharesTheTextsOfActions()
{
    constexpr int rounds = 50;
    constexpr qsizetype characters = 10'000;
    // Registers in every part; `isOther`: something else than before, which it unregisters.
    const auto log = [](bool isOther) {
        RelayEvents events = {peer(1, PeerEvent::State::Connected)};
        for (int i = 0; i < rounds; ++i) {
            const QByteArray description(characters, isOther ? static_cast<char>('A' + i) : 'A');
            if (isOther)
                events.push_back(registry({}));
            events.push_back(frame(static_cast<quint64>(i + 1), u"actions/register"_s,
                                   R"({"actions":[{"name":"move","description":")" + description +
                                       R"(","schema":{"type":"object"}}]})"));
            events.push_back(registry({u"move"_s}));
        }
        return logOf(events);
    };
    SessionIndex::Limits limits;
    limits.partLines = 2;
    limits.stateBytes = 10 * characters;
    SessionIndex shared(limits);
    QVERIFY(divide(log(false), shared));
    QCOMPARE(shared.size(), std::size_t(rounds + 1));
    const auto actionIn = [&shared](std::size_t part) {
        return shared.stateBefore(part).registries.constFirst().actions.constFirst();
    };
    QCOMPARE(actionIn(5).description.size(), characters);
    QCOMPARE(actionIn(5).description.constData(), actionIn(rounds).description.constData());
    QCOMPARE(actionIn(5).schema.constData(), actionIn(rounds).schema.constData());
    // What cannot be shared counts.
    limits.partLines = 3;
    SessionIndex full(limits);
    QVERIFY(!divide(log(true), full));
    QVERIFY2(full.size() >= 4 && full.size() <= 7, qPrintable(QString::number(full.size())));
}

/// However much waits for however long, no line of the log is left out for that.
void TestSessionIndex::cutsWhatWaitsInTheOutbox()
{
    constexpr int waiting = 400;
    RelayEvents events = {peer(1, PeerEvent::State::Connected)};
    for (int i = 1; i <= waiting; ++i) {
        events.push_back(frame(static_cast<quint64>(i), u"context"_s, R"({"message":"x"})"));
        relay::OutboxEvent queued;
        queued.at = moment(i);
        queued.destination = u"upstream"_s;
        queued.rows = {{i, i}};
        queued.origin = static_cast<quint64>(i);
        queued.pending = i;
        events.emplace_back(queued);
    }
    const QByteArray log = logOf(events);
    SessionIndex::Limits limits;
    limits.partLines = 80;
    SessionIndex whole(limits);
    QVERIFY(divide(log, whole));
    QCOMPARE(whole.size(), 11u);
    QCOMPARE(whole.pendingBefore(5).outbox.rows.size(), 199);
    QCOMPARE(whole.pendingBefore(10).outbox.rows.size(), 399);
    limits.outboxBytes = 40'000;
    SessionIndex cut(limits);
    QVERIFY(divide(log, cut));
    QCOMPARE(cut.size(), 11u);
    qint64 bytes = 0;
    for (std::size_t i = 0; i < cut.size(); ++i)
        bytes += cut.pendingBefore(i).outbox.weight();
    QVERIFY(bytes <= limits.outboxBytes);
    QVERIFY(bytes > limits.outboxBytes / 4);
    // Those that are next to go, in all parts as many.
    const auto &rows = cut.pendingBefore(5).outbox.rows;
    QVERIFY(rows.size() > 5 && rows.size() < 200);
    QCOMPARE(rows.first().id, 1);
    QCOMPARE(cut.pendingBefore(10).outbox.rows, rows);
    // How many wait is known all the same.
    QCOMPARE(cut.stateBefore(10).outbox.pending, waiting - 1);
}

QTEST_GUILESS_MAIN(TestSessionIndex)

#include "tst_sessionindex.moc"
