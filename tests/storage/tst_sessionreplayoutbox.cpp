// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/sessionreplay.h"

#include "storage/sessionevents.h"
#include "storage/sessionlogformat.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using relay::OutboxEvent;
using relay::PeerEvent;
using relay::RelayEvents;
using storage::SessionReplay;
using State = relay::OutboxEvent::State;

namespace {

relay::FrameEvent context(quint64 seq)
{
    return frame(seq, u"context"_s, R"({"message":"m)" + QByteArray::number(seq) + R"("})");
}

OutboxEvent outbox(State state, qint64 row, qint64 pending, quint64 origin = 0)
{
    OutboxEvent event;
    event.at = moment(900 + row);
    event.destination = u"upstream"_s;
    event.state = state;
    event.pending = pending;
    event.rows = {{row, row}};
    event.name = state == State::Queued ? u"Chess"_s : QString();
    event.origin = origin;
    return event;
}

relay::UpstreamEvent upstream(relay::UpstreamEvent::State state)
{
    relay::UpstreamEvent event;
    event.at = moment(1);
    event.state = state;
    return event;
}

/// What a game says while upstream is away, some of which is delivered later.
RelayEvents evening()
{
    using Up = relay::UpstreamEvent::State;
    return {peer(1, PeerEvent::State::Connected),
            upstream(Up::Waiting),
            context(1),
            context(2),
            outbox(State::Queued, 1, 1, 1),
            context(3),
            outbox(State::Queued, 2, 2, 2),
            outbox(State::Queued, 3, 3, 3),
            outbox(State::Dropped, 1, 2),
            upstream(Up::Connected),
            context(4), // Goes out at once.
            outbox(State::Delivered, 2, 1)};
}

/// "3 [Chess] m3", for each row.
QStringList rowsOf(SessionReplay &replay)
{
    QStringList texts;
    for (const relay::OutboxRow &row : replay.outboxRows(100)) {
        const auto document = protocol::JsonDocument::parse(row.payload);
        texts.append(
            QString::number(row.id) + u' ' +
            (document ? document->root().member("data").member("message").toString() : u"?"_s));
    }
    return texts;
}

QStringList rowsAfter(const QByteArray &log)
{
    SessionReplay replay;
    for (const storage::SessionEntry &entry : entriesOf(log))
        replay.skip(entry);
    return rowsOf(replay);
}

} // namespace

/// The rows of the outbox, as a replay follows them.
class TestSessionReplayOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsRows();
    void goesOnAnywhere();
    void whatIsNotToldIsForgotten();
    void onlyWhatWasTakenIsHeard();
    void remembersFramesWhileUpstreamIsAway();
};

void TestSessionReplayOutbox::followsRows()
{
    const auto entries = entriesOf(logOf(evening()));
    SessionReplay replay;
    SessionReplay skipping;
    QList<QStringList> rows;
    for (const storage::SessionEntry &entry : entries) {
        RelayEvents events;
        replay.take(entry, events);
        skipping.skip(entry);
        rows.append(rowsOf(replay));
        QCOMPARE(rowsOf(skipping), rows.last());
        QCOMPARE(replay.snapshot().outbox.pending, rows.last().size());
    }
    const QString first = u"1 [Chess] m1"_s;
    const QString second = u"2 [Chess] m2"_s;
    const QString third = u"3 [Chess] m3"_s;
    const QList<QStringList> expected = {{},
                                         {},
                                         {},
                                         {},
                                         {first},
                                         {first},
                                         {first, second},
                                         {first, second, third},
                                         {second, third},
                                         {second, third},
                                         {second, third},
                                         {third}};
    QCOMPARE(rows, expected);
    QCOMPARE(replay.outboxRows(100)[0].createdUs, context(3).at.wall);
}

void TestSessionReplayOutbox::goesOnAnywhere()
{
    const auto entries = entriesOf(logOf(evening()));
    for (std::size_t begin = 0; begin < entries.size(); ++begin) {
        SessionReplay whole;
        for (std::size_t i = 0; i < begin; ++i)
            whole.skip(entries[i]);
        SessionReplay part;
        part.restore(whole.snapshot(), whole.pending());
        for (std::size_t i = begin; i < entries.size(); ++i) {
            whole.skip(entries[i]);
            part.skip(entries[i]);
            QCOMPARE(part.outboxRows(100), whole.outboxRows(100));
        }
        QCOMPARE(rowsOf(part), QStringList{u"3 [Chess] m3"_s});
    }
}

void TestSessionReplayOutbox::whatIsNotToldIsForgotten()
{
    RelayEvents half = evening();
    half.erase(half.begin() + 6, half.end());
    const QByteArray log = logOf(half);
    QCOMPARE(rowsAfter(log), QStringList{u"1 [Chess] m1"_s});
    QByteArray missing;
    storage::appendDroppedLine(missing, sessionStart, 3, u"the disk is slow"_s);
    QCOMPARE(rowsAfter(log + missing), QStringList());
    // The frame is still known.
    QCOMPARE(rowsAfter(log + missing + logOf({outbox(State::Queued, 2, 2, 2)})),
             QStringList{u"2 [Chess] m2"_s});
    // Another recording has numbers of its own.
    QCOMPARE(rowsAfter(log + header()), QStringList());
    QCOMPARE(rowsAfter(log + header() + logOf({outbox(State::Queued, 2, 2, 2)})),
             QStringList{u"2 ?"_s});
}

void TestSessionReplayOutbox::onlyWhatWasTakenIsHeard()
{
    relay::FrameEvent refused = context(1);
    refused.verdict = relay::Verdict::Refused;
    refused.refusal = protocol::Refusal{protocol::Reason::TooMany, {}, {}};
    relay::FrameEvent sent = context(2);
    sent.direction = relay::Direction::Out;
    relay::FrameEvent binary = context(3);
    binary.binary = true;
    relay::FrameEvent atTheHub = context(4);
    atTheHub.door = relay::Door::Hub;
    relay::FrameEvent huge = context(5);
    huge.payload += QByteArray(SessionReplay::maxRead, ' ');
    RelayEvents events = {refused, sent, binary, atTheHub, huge, context(6)};
    for (qint64 row = 1; row <= 6; ++row)
        events.emplace_back(outbox(State::Queued, row, row, static_cast<quint64>(row)));
    QCOMPARE(rowsAfter(logOf(events)),
             (QStringList{u"1 ?"_s, u"2 ?"_s, u"3 ?"_s, u"4 ?"_s, u"5 ?"_s, u"6 [Chess] m6"_s}));
}

/// Parts that begin while everything goes up at once cost nothing.
void TestSessionReplayOutbox::remembersFramesWhileUpstreamIsAway()
{
    using Up = relay::UpstreamEvent::State;
    SessionReplay replay;
    const auto said = [&replay] {
        return replay.pending().outbox.said.size();
    };
    const auto take = [&replay](const relay::RelayEvent &event) {
        for (const storage::SessionEntry &entry : entriesOf(logOf({event})))
            replay.skip(entry);
    };
    take(context(1));
    QCOMPARE(said(), 0);
    take(upstream(Up::Connecting));
    QCOMPARE(said(), 1);
    take(upstream(Up::Connected));
    QCOMPARE(said(), 0);
    take(outbox(State::Queued, 7, 1));
    QCOMPARE(said(), 1); // What waits is in the way.
    take(outbox(State::Delivered, 7, 0));
    QCOMPARE(said(), 0);
}

QTEST_GUILESS_MAIN(TestSessionReplayOutbox)
#include "tst_sessionreplayoutbox.moc"
