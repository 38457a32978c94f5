// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxreplay.h"

#include "protocol/json.h"

#include <QObject>
#include <QStringList>
#include <QTest>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using relay::Door;
using relay::OutboxEvent;
using storage::OutboxReplay;
using State = relay::OutboxEvent::State;

namespace {

const QString upstream = u"upstream"_s;
const QString music = u"integration:Music"_s;

relay::FrameEvent frame(quint64 seq, const QString &command, const QByteArray &payload,
                        Door door = Door::Backend, const QString &name = u"Chess"_s)
{
    relay::FrameEvent frame;
    frame.at = {0, static_cast<qint64>(seq) * 1000};
    frame.seq = seq;
    frame.door = door;
    frame.name = name;
    frame.command = command;
    frame.payload = payload;
    return frame;
}

relay::FrameEvent context(quint64 seq, const QString &message)
{
    return frame(seq, u"context"_s,
                 R"({"command":"context","game":"Chess","data":{"message":)" +
                     protocol::jsonQuoted(message) + R"(,"silent":true}})");
}

OutboxEvent queued(qint64 row, quint64 origin, qint64 pending,
                   const QString &destination = upstream)
{
    OutboxEvent event;
    event.at = {0, 9'000'000};
    event.destination = destination;
    event.pending = pending;
    event.rows = {{row, row}};
    event.name = u"Chess"_s;
    event.origin = origin;
    return event;
}

OutboxEvent gone(const relay::RowRanges &rows, qint64 pending, State state = State::Delivered,
                 const QString &destination = upstream)
{
    OutboxEvent event;
    event.destination = destination;
    event.state = state;
    event.pending = pending;
    event.rows = rows;
    return event;
}

/// As a view shows it.
QString textOf(const relay::OutboxRow &row)
{
    const auto document = protocol::JsonDocument::parse(row.payload);
    const protocol::JsonValue message =
        document ? document->root().member("data").member("message") : protocol::JsonValue();
    return message.isString() ? message.toString() : QString::fromUtf8(row.payload);
}

/// "3 Chess: [Chess] hello", a text for each row.
QStringList shown(const QList<relay::OutboxRow> &rows)
{
    QStringList texts;
    for (const relay::OutboxRow &row : rows)
        texts.append(u"%1 %2: %3"_s.arg(row.id).arg(row.name, textOf(row)));
    return texts;
}

QStringList shown(OutboxReplay &replay)
{
    return shown(replay.rows());
}

QList<qint64> idsOf(OutboxReplay &replay, qsizetype most = OutboxReplay::maxRows)
{
    QList<qint64> ids;
    for (const relay::OutboxRow &row : replay.rows(most))
        ids.append(row.id);
    return ids;
}

} // namespace

class TestOutboxReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowHasTheTextOfItsFrame();
    void theDiskComesLater();
    void everyFormOfAMessage_data();
    void everyFormOfAMessage();
    void theRelaysOwnWords();
    void aRowWhoseFrameIsNotKnown();
    void rowsGoAsTheLinesTell();
    void countsThatLinesTellAreBelieved();
    void linesOfBeforeTellNoRows();
    void linesOfAnybody();
    void longTextsAreCut();
    void framesAreForgotten();
    void rowsAreBounded();
    void bytesAreBounded();
    void longNamesAreBounded();
    void everyDestinationHasItsShare();
    void aStateIsWhereAnotherGoesOn();
    void aStateHoldsOnlyWhatMayGrow();
    void aStateIsCut();
    void missingLinesForgetRows();
};

void TestOutboxReplay::aRowHasTheTextOfItsFrame()
{
    OutboxReplay replay;
    replay.hear(context(3, u"hello"_s));
    QVERIFY(replay.rows().isEmpty());
    replay.take(queued(41, 3, 1));
    const QList<relay::OutboxRow> rows = replay.rows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].id, 41);
    QCOMPARE(rows[0].destination, upstream);
    QCOMPARE(rows[0].name, u"Chess"_s);
    QCOMPARE(textOf(rows[0]), u"[Chess] hello"_s); // As upstream is told.
    QCOMPARE(rows[0].createdUs, 3000);
    QCOMPARE(rows[0].kind, relay::OutboxKind::Context);
}

void TestOutboxReplay::theDiskComesLater()
{
    OutboxReplay replay;
    for (quint64 seq = 1; seq <= 5000; ++seq)
        replay.hear(context(seq, QString::number(seq)));
    for (qint64 row = 1; row <= 5000; ++row)
        replay.take(queued(row, static_cast<quint64>(row), row));
    const QList<relay::OutboxRow> rows = replay.rows();
    QCOMPARE(rows.size(), 5000);
    QCOMPARE(textOf(rows[0]), u"[Chess] 1"_s);
    QCOMPARE(textOf(rows[4999]), u"[Chess] 5000"_s);
}

void TestOutboxReplay::everyFormOfAMessage_data()
{
    QTest::addColumn<relay::FrameEvent>("said");
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QString>("text");
    const auto byDoor = [](const QString &command, const QByteArray &payload) {
        return frame(7, command, payload, Door::Intermediary, u"Music"_s);
    };
    QTest::newRow("integration")
        << byDoor(u"context"_s, R"({"command":"context","data":{"message":"la","silent":true}})")
        << upstream << u"[Music] la"_s;
    QTest::newRow("remark") << byDoor({}, "the song is over") << upstream
                            << u"[Music] the song is over"_s;
    QTest::newRow("remark that is JSON") << byDoor({}, R"({"data":{"message":"x"}})") << upstream
                                         << u"[Music] {\"data\":{\"message\":\"x\"}}"_s;
    QTest::newRow("command") << frame(7, u"target"_s, R"({"target":"Music","cmd":{"play":1}})",
                                      Door::Intermediary, u"desk"_s)
                             << music << u"{\"from_watcher\":\"desk\",\"cmd\":{\"play\":1}}"_s;
    QTest::newRow("a text that looks like a context")
        << context(7, u"{\"data\":{\"message\":\"x\"}}"_s) << upstream
        << u"[Chess] {\"data\":{\"message\":\"x\"}}"_s;
    QTest::newRow("no JSON") << frame(7, u"context"_s, "{") << upstream << QString();
    QTest::newRow("another message")
        << frame(7, u"startup"_s, R"({"command":"startup"})") << upstream << QString();
}

void TestOutboxReplay::everyFormOfAMessage()
{
    QFETCH(relay::FrameEvent, said);
    QFETCH(QString, destination);
    QFETCH(QString, text);
    OutboxReplay replay;
    replay.hear(said);
    OutboxEvent event = queued(1, 7, 1, destination);
    event.name.clear(); // The frame knows.
    replay.take(event);
    const QList<relay::OutboxRow> rows = replay.rows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(textOf(rows[0]), text);
    if (!text.isEmpty())
        QCOMPARE(rows[0].name, said.name);
    QCOMPARE(rows[0].kind,
             destination == upstream ? relay::OutboxKind::Context : relay::OutboxKind::Command);
}

void TestOutboxReplay::theRelaysOwnWords()
{
    OutboxReplay replay;
    OutboxEvent words = queued(1, 0, 1);
    words.text = R"({"command":"context","data":{"message":"Chess connected.","silent":true}})";
    words.created = 8'000'000;
    replay.take(words);
    words = queued(2, 0, 2);
    words.name.clear();
    words.text = R"({"command":"context","data":{"message":"hi","silent":false}})";
    replay.take(words);
    QCOMPARE(shown(replay), (QStringList{u"1 Chess: Chess connected."_s, u"2 : hi"_s}));
    QCOMPARE(replay.rows()[0].createdUs, 8'000'000);
    QCOMPARE(replay.rows()[1].createdUs, 9'000'000); // The line's.
}

void TestOutboxReplay::aRowWhoseFrameIsNotKnown()
{
    OutboxReplay replay;
    replay.hear(context(3, u"hello"_s));
    replay.take(queued(1, 2, 1));
    replay.take(queued(2, 3, 2));
    replay.take(queued(3, 3, 3)); // Two rows of one frame are none of ours.
    QCOMPARE(shown(replay),
             (QStringList{u"1 Chess: "_s, u"2 Chess: [Chess] hello"_s, u"3 Chess: "_s}));
    QCOMPARE(replay.rows()[0].createdUs, 9'000'000);
}

void TestOutboxReplay::rowsGoAsTheLinesTell()
{
    OutboxReplay replay;
    for (qint64 row = 1; row <= 9; ++row)
        replay.take(queued(row, 0, row));
    for (qint64 row = 10; row <= 12; ++row)
        replay.take(queued(row, 0, row - 9, music));
    replay.take(gone({{1, 3}, {5, 5}}, 5));
    QCOMPARE(idsOf(replay), (QList<qint64>{4, 6, 7, 8, 9, 10, 11, 12}));
    replay.take(gone({{8, 20}}, 3, State::Dropped)); // Of its destination alone.
    QCOMPARE(idsOf(replay), (QList<qint64>{4, 6, 7, 10, 11, 12}));
    replay.take(gone({{11, 11}}, 2, State::Delivered, music));
    QCOMPARE(idsOf(replay), (QList<qint64>{4, 6, 7, 10, 12}));
    OutboxEvent inMemory = queued(13, 0, 4);
    inMemory.state = State::InMemory;
    replay.take(inMemory);
    QCOMPARE(idsOf(replay), (QList<qint64>{4, 6, 7, 10, 12, 13}));
}

/// What is told without its rows went from the front.
void TestOutboxReplay::countsThatLinesTellAreBelieved()
{
    OutboxReplay replay;
    for (qint64 row = 1; row <= 5; ++row)
        replay.take(queued(row, 0, row));
    replay.take(gone({}, 2));
    QCOMPARE(idsOf(replay), (QList<qint64>{4, 5}));
    OutboxEvent some = gone({{4, 4}}, 0);
    some.count = 2; // One of them is not told.
    OutboxReplay other = replay;
    other.take(some);
    QCOMPARE(idsOf(other), QList<qint64>());
    // A row that arrived while a limit dropped it is counted twice.
    some.count = 1;
    other = replay;
    other.take(some);
    QCOMPARE(idsOf(other), QList<qint64>{5});
    replay.take(gone({}, 12)); // Others came that are not known.
    QCOMPARE(idsOf(replay), (QList<qint64>{4, 5}));
    replay.take(gone({}, 0));
    QCOMPARE(idsOf(replay), QList<qint64>());
}

void TestOutboxReplay::linesOfBeforeTellNoRows()
{
    OutboxReplay replay;
    replay.hear(context(1, u"hello"_s));
    OutboxEvent old = queued(1, 0, 1);
    old.rows.clear();
    replay.take(old);
    QVERIFY(replay.rows().isEmpty());
}

void TestOutboxReplay::linesOfAnybody()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    OutboxReplay replay;
    OutboxEvent event = queued(1, 0, most);
    event.rows = {{1, most}, {1, most}}; // One line is about one row.
    replay.take(event);
    replay.take(queued(most, 0, most));
    replay.take(queued(most, 0, most)); // Again.
    QCOMPARE(idsOf(replay), (QList<qint64>{1, most}));
    replay.take(gone({{2, most}, {1, most}, {1, 1}}, most));
    QCOMPARE(idsOf(replay), QList<qint64>());
    replay.take(queued(3, 0, -1));
    replay.take(gone({}, -1));
    QCOMPARE(idsOf(replay), QList<qint64>());
    replay.hear(context(9, u"b"_s));
    replay.hear(context(4, u"a"_s)); // No order.
    replay.take(queued(4, 9, 1));
    QCOMPARE(idsOf(replay), QList<qint64>{4});
}

void TestOutboxReplay::longTextsAreCut()
{
    OutboxReplay replay;
    const QString longText(5000, u'x');
    replay.hear(context(1, longText));
    replay.hear(context(2, QString(OutboxReplay::maxText - 8, u'y') + u"\U0001F600zz"_s));
    replay.hear(frame(3, u"target"_s,
                      R"({"target":"Music","cmd":{"a":")" + longText.toUtf8() + R"("}})",
                      Door::Intermediary));
    OutboxEvent own = queued(4, 0, 3);
    own.text = R"({"data":{"message":")" + longText.toUtf8() + R"("}})";
    replay.take(queued(1, 1, 1));
    replay.take(queued(2, 2, 2));
    replay.take(queued(3, 3, 1, music));
    replay.take(own);
    const QList<relay::OutboxRow> rows = replay.rows();
    QCOMPARE(rows.size(), 4);
    QCOMPARE(textOf(rows[0]).size(), OutboxReplay::maxText);
    QVERIFY(textOf(rows[0]).startsWith(u"[Chess] xxx"));
    QVERIFY(textOf(rows[0]).endsWith(u"x…"));
    QVERIFY2(textOf(rows[1]).endsWith(u"y…"), "half a character");
    QCOMPARE(textOf(rows[2]).size(), OutboxReplay::maxText);
    QVERIFY(textOf(rows[2]).startsWith(u"{\"from_watcher\":\"Chess\",\"cmd\":{\"a\":\"xxx"));
    QCOMPARE(textOf(rows[3]), QString(OutboxReplay::maxText - 1, u'x') + u'…');
}

void TestOutboxReplay::framesAreForgotten()
{
    OutboxReplay replay;
    const auto most = static_cast<quint64>(OutboxReplay::maxSaid);
    for (quint64 seq = 1; seq <= most + 1; ++seq)
        replay.hear(context(seq, u"x"_s));
    replay.take(queued(1, 1, 1));
    replay.take(queued(2, 2, 2));
    QCOMPARE(shown(replay), (QStringList{u"1 Chess: "_s, u"2 Chess: [Chess] x"_s}));
    // As many as their bytes allow.
    const QString large(OutboxReplay::maxUncut / 2, u'x');
    const auto fitting = static_cast<quint64>(OutboxReplay::maxSaidBytes) /
                         static_cast<quint64>(context(1, large).payload.size());
    for (quint64 i = 1; i <= fitting + 1; ++i)
        replay.hear(context(most + 1 + i, large));
    replay.take(queued(3, most + 2, 3));
    replay.take(queued(4, most + 3, 4));
    QCOMPARE(textOf(replay.rows()[2]), QString());
    QVERIFY(!textOf(replay.rows()[3]).isEmpty());
}

void TestOutboxReplay::rowsAreBounded()
{
    OutboxReplay replay;
    for (qint64 row = 1; row <= OutboxReplay::maxRows + 5; ++row)
        replay.take(queued(row, 0, row));
    QCOMPARE(replay.rows().size(), OutboxReplay::maxRows);
    QCOMPARE(replay.rows().last().id, OutboxReplay::maxRows); // The first are known.
    replay.take(gone({{1, 10}}, OutboxReplay::maxRows - 5));
    replay.take(queued(20'000, 0, OutboxReplay::maxRows - 4));
    QCOMPARE(replay.rows().size(), OutboxReplay::maxRows - 9);
    QCOMPARE(replay.rows().last().id, 20'000);
}

void TestOutboxReplay::bytesAreBounded()
{
    OutboxReplay replay;
    const QString text(OutboxReplay::maxText / 3, QChar(0x20AC)); // Three bytes each.
    for (qint64 row = 1; row <= OutboxReplay::maxRows; ++row) {
        replay.hear(context(static_cast<quint64>(row), text));
        replay.take(queued(row, static_cast<quint64>(row), row));
    }
    const qint64 each = context(1, text).payload.size();
    QCOMPARE(replay.rows().size(), OutboxReplay::maxRowBytes / each);
    // What goes makes room.
    const qint64 known = replay.rows().size();
    QVERIFY(known < OutboxReplay::maxRows);
    replay.take(gone({{1, known}}, 5));
    QVERIFY(replay.rows().isEmpty());
    replay.hear(context(99'999, text));
    replay.take(queued(99'999, 99'999, 6));
    QCOMPARE(idsOf(replay), QList<qint64>{99'999});
}

/// A name that is longer than what is said makes much of little.
void TestOutboxReplay::longNamesAreBounded()
{
    OutboxReplay replay;
    qint64 bytes = 0;
    qsizetype known = 0;
    for (qint64 row = 1; row <= OutboxReplay::maxRows; ++row) {
        relay::FrameEvent said = context(static_cast<quint64>(row), u"x"_s);
        said.name = QString(OutboxReplay::maxText, u'n');
        replay.hear(said);
        replay.take(queued(row, static_cast<quint64>(row), row));
    }
    for (int again = 0; again < 2; ++again) {
        bytes = 0;
        known = 0;
        for (const relay::OutboxRow &row : replay.rows()) {
            bytes += row.payload.size();
            known += row.payload.isEmpty() ? 0 : 1;
        }
        QVERIFY(bytes <= OutboxReplay::maxRowBytes);
        QVERIFY(known > OutboxReplay::maxRows / 2);
    }
    QCOMPARE(replay.rows().size(), OutboxReplay::maxRows);
}

void TestOutboxReplay::everyDestinationHasItsShare()
{
    OutboxReplay replay;
    for (qint64 row = 1; row <= 50; ++row)
        replay.take(queued(row, 0, row));
    replay.take(queued(51, 0, 1, music));
    replay.take(queued(52, 0, 2, music));
    QCOMPARE(idsOf(replay, 5), (QList<qint64>{1, 2, 3, 51, 52}));
    QCOMPARE(idsOf(replay, 2), (QList<qint64>{1, 51}));
}

void TestOutboxReplay::aStateIsWhereAnotherGoesOn()
{
    OutboxReplay whole;
    whole.hear(context(1, u"a"_s));
    whole.hear(context(2, u"b"_s));
    whole.take(queued(1, 1, 1));
    OutboxReplay part;
    part.restore(whole.state(true));
    for (OutboxReplay *replay : {&whole, &part}) {
        replay->take(queued(2, 2, 2)); // Its frame came before.
        replay->hear(context(3, u"c"_s));
        replay->take(queued(3, 3, 3));
        replay->take(gone({{1, 1}}, 2));
    }
    QCOMPARE(shown(part), (QStringList{u"2 Chess: [Chess] b"_s, u"3 Chess: [Chess] c"_s}));
    QCOMPARE(part.rows(), whole.rows());
    // Rows and bytes are counted on.
    part.take(gone({{1, 9}}, 0));
    QVERIFY(part.rows().isEmpty());
}

void TestOutboxReplay::aStateHoldsOnlyWhatMayGrow()
{
    OutboxReplay replay;
    QCOMPARE(replay.state(true).weight(), 0);
    const auto most = static_cast<quint64>(OutboxReplay::maxStateSaid);
    for (quint64 seq = 1; seq <= most; ++seq)
        replay.hear(context(seq, u"x"_s));
    replay.hear(frame(most + 1, u"target"_s, R"({"target":"Music","cmd":{}})", Door::Intermediary));
    // Nothing is kept for an upstream that is there; who is at the other door is not known here.
    QCOMPARE(replay.state(false).said.size(), 1);
    QCOMPARE(replay.state(false).said[0].seq, most + 1);
    QCOMPARE(replay.state(true).said.size(), static_cast<qsizetype>(most));
    QCOMPARE(replay.state(true).said[0].seq, quint64(2));
    // What a row has is no longer needed.
    replay.take(queued(1, 2, 1));
    QCOMPARE(replay.state(true).said[0].seq, quint64(3));
}

void TestOutboxReplay::aStateIsCut()
{
    OutboxReplay replay;
    for (qint64 row = 1; row <= 100; ++row)
        replay.take(queued(row, 0, row));
    for (quint64 seq = 1; seq <= 100; ++seq)
        replay.hear(context(seq, u"x"_s));
    OutboxReplay::State state = replay.state(true);
    const qint64 before = state.weight();
    state.cut(1000);
    QCOMPARE(state.weight(), before);
    state.cut(80);
    QCOMPARE(state.rows.size(), 80);
    QCOMPARE(state.rows.last().id, 80);
    QCOMPARE(state.said.size(), 10);
    QCOMPARE(state.said.last().seq, quint64(100));
    QVERIFY(state.weight() < before);
    state.cut(0);
    QCOMPARE(state.weight(), 0);
}

void TestOutboxReplay::missingLinesForgetRows()
{
    OutboxReplay replay;
    replay.hear(context(1, u"a"_s));
    replay.take(queued(1, 0, 1));
    replay.forgetRows();
    QVERIFY(replay.rows().isEmpty());
    replay.take(queued(2, 1, 2)); // The frame was before them.
    QCOMPARE(shown(replay), QStringList{u"2 Chess: [Chess] a"_s});
}

QTEST_GUILESS_MAIN(TestOutboxReplay)
#include "tst_outboxreplay.moc"
