// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/recordingmoment.h"

#include "models/outboxlines.h"
#include "models/recording.h"
#include "models/sessionfolder.h"
#include "models/sessionlines.h"
#include "relay/upstreamlink.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using models::IntegrationsModel;
using models::Recording;
using models::RecordingMoment;

namespace {

QByteArray registersLine(quint64 seq, int second, const QByteArray &name)
{
    return frameLine(seq, second, "actions/register",
                     R"({"command":"actions/register","data":{"actions":[{"name":")" + name +
                         R"(","description":"Does )" + name + R"("}]}})");
}

/// Two games come, the first one registers twice and leaves; then a third one comes.
QByteArray evening()
{
    return headerLine() + peerLine(1) + peerLine(2) + contextLine(1, 1, 1, "hello") +
           registersLine(2, 2, "move") + registryLine(2, R"("move")") +
           contextLine(3, 3, 2, "me too") + registersLine(4, 4, "castle") +
           registryLine(4, R"("move","castle")") + contextLine(5, 5, 1, "bye") +
           peerLine(1, "disconnected", 6) + peerLine(3, "connected", 7) +
           contextLine(6, 8, 3, "late");
}

/// "Game 1: move, castle", a line each; "(away)" for who has left.
QStringList shownBy(const IntegrationsModel *model)
{
    QStringList lines;
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex game = model->index(row, 0);
        QString line = game.data().toString();
        if (game.data(IntegrationsModel::PresenceRole).toInt() ==
            static_cast<int>(IntegrationsModel::Presence::Away))
            line += u" (away)"_s;
        QStringList actions;
        for (int child = 0; child < model->rowCount(game); ++child)
            actions.append(model->index(child, 0, game).data().toString());
        lines.append(actions.isEmpty() ? line : line + u": "_s + actions.join(u", "_s));
    }
    return lines;
}

QStringList shownBy(Recording &recording)
{
    return shownBy(recording.models()->integrations());
}

/// "Neuro, Game 1, 3 s: hello", for each row.
QStringList waitingIn(Recording &recording)
{
    using Column = models::OutboxModel::Column;
    const models::OutboxModel *model = recording.models()->outboxRows();
    QStringList lines;
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto text = [&](Column column) {
            return model->index(row, column).data().toString();
        };
        lines.append(u"%1, %2, %3: %4"_s.arg(
            models::destinationName(
                model->index(row, 0).data(models::OutboxModel::DestinationRole).toString()),
            text(Column::Game), text(Column::Age), text(Column::Message)));
    }
    return lines;
}

/// So many games that come and leave at once.
std::vector<storage::SessionEntry> comingsAndGoings(int count)
{
    std::vector<storage::SessionEntry> entries;
    for (int i = 1; i <= count; ++i) {
        relay::PeerEvent peer;
        peer.peer = static_cast<relay::PeerId>(i);
        peer.name = u"Game %1"_s.arg(i);
        entries.emplace_back(peer);
        peer.state = relay::PeerEvent::State::Disconnected;
        entries.emplace_back(peer);
    }
    return entries;
}

} // namespace

class TestRecordingMoment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhoWasThere();
    void showsOnlyTheLastMoment();
    void waitsForThePart();
    void takesWhatFollowedAtOnce();
    void countsFromTheBeginningOfAPart();
    void showsRates();
    void readsInTurns();
    void isBounded();
    void whatWaitsForUpstreamPushesNobodyOut();
    void showsWhatWaited();
    void showsWhatWaitedAtTheBeginningOfAPart();
    void countsWhatALogDoesNotName();
    void saysThatTheFileHasChanged();

private:
    std::unique_ptr<SessionFolder> m_folder;
};

void TestRecordingMoment::init()
{
    m_folder = std::make_unique<SessionFolder>();
    QVERIFY(m_folder->isValid());
}

void TestRecordingMoment::showsWhoWasThere()
{
    Recording recording(m_folder->write(evening()));
    const QAbstractItemModelTester tester(recording.models()->integrations(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_VERIFY(recording.isShown());
    const QStringList atTheEnd = {u"Game 1 (away)"_s, u"Game 2"_s, u"Game 3"_s};
    QCOMPARE(shownBy(recording), atTheEnd);
    QCOMPARE(recording.moment(), std::nullopt);
    const QList<std::pair<quint64, QStringList>> moments = {
        {4, {u"Game 1: move, castle"_s, u"Game 2"_s}}, {1, {u"Game 1"_s}},
        {3, {u"Game 1: move"_s, u"Game 2"_s}},         {2, {u"Game 1: move"_s}},
        {5, {u"Game 1: move, castle"_s, u"Game 2"_s}}, {6, atTheEnd},
    };
    QSignalSpy changed(&recording, &Recording::momentChanged);
    for (const auto &[frame, shown] : moments) {
        recording.showMoment(frame);
        QTRY_COMPARE(changed.size(), 1);
        changed.clear();
        QCOMPARE(recording.moment(), frame);
        QCOMPARE(shownBy(recording), shown);
        // Of the other views nothing changes.
        QCOMPARE(recording.models()->traffic()->rowCount(), 6);
    }
    recording.showMoment(std::nullopt);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(recording.moment(), std::nullopt);
    QCOMPARE(shownBy(recording), atTheEnd);
}

/// Whoever goes through the frames quickly.
void TestRecordingMoment::showsOnlyTheLastMoment()
{
    Recording recording(m_folder->write(evening()));
    QTRY_VERIFY(recording.isShown());
    QSignalSpy changed(&recording, &Recording::momentChanged);
    for (const quint64 frame : {1, 2, 3, 4, 5, 1})
        recording.showMoment(frame);
    QTRY_COMPARE(recording.moment(), 1u);
    QCOMPARE(changed.size(), 1);
    // What is shown already is not read again, and what was wanted meanwhile is not shown.
    recording.showMoment(4);
    recording.showMoment(1);
    recording.showMoment(3);
    QTRY_COMPARE(recording.moment(), 3u);
    QCOMPARE(changed.size(), 2);
}

void TestRecordingMoment::waitsForThePart()
{
    Recording recording(m_folder->write(evening()), partsOf(9));
    QTRY_VERIFY(recording.isShown() && recording.status().isOver);
    QCOMPARE(recording.parts().size(), 2);
    recording.showMoment(2);
    QTRY_COMPARE(recording.moment(), 2u);
    recording.showPart(1);
    QCOMPARE(recording.moment(), std::nullopt);
    recording.showMoment(5);
    QVERIFY(!recording.isShown());
    QTRY_COMPARE(recording.moment(), 5u);
    QCOMPARE(recording.place(), 1);
    QCOMPARE(shownBy(recording), QStringList({u"Game 1: move, castle"_s, u"Game 2"_s}));
}

/// Not what came later, even if no message came in between.
void TestRecordingMoment::takesWhatFollowedAtOnce()
{
    Recording recording(m_folder->write(
        headerLine() + peerLine(1) + registersLine(1, 1, "move") + registryLine(1, R"("move")") +
        // The operator takes it away a little later.
        registryLine(2, "") + registryLine(3, R"("move")") + registersLine(2, 4, "castle") +
        // In the same microsecond, but another message.
        contextLine(3, 4, 1, "x") + registryLine(4, R"("move","castle")")));
    QTRY_VERIFY(recording.isShown());
    recording.showMoment(1);
    QTRY_COMPARE(recording.moment(), 1u);
    QCOMPARE(shownBy(recording), QStringList{u"Game 1: move"_s});
    recording.showMoment(2);
    QTRY_COMPARE(recording.moment(), 2u);
    QCOMPARE(shownBy(recording), QStringList{u"Game 1: move"_s});
    recording.showMoment(3);
    QTRY_COMPARE(recording.moment(), 3u);
    QCOMPARE(shownBy(recording), QStringList{u"Game 1: move, castle"_s});
}

void TestRecordingMoment::countsFromTheBeginningOfAPart()
{
    Recording recording(m_folder->write(evening()), partsOf(6));
    QTRY_VERIFY(recording.isShown() && recording.status().isOver);
    recording.showPart(1);
    QTRY_VERIFY(recording.isShown());
    recording.showMoment(3);
    QTRY_COMPARE(recording.moment(), 3u);
    QCOMPARE(shownBy(recording), QStringList({u"Game 1: move"_s, u"Game 2"_s}));
    const IntegrationsModel *integrations = recording.models()->integrations();
    const QModelIndex action = integrations->index(0, 0, integrations->index(0, 0));
    QCOMPARE(integrations->action(action)->description, u"Does move"_s);
}

/// As of a running relay: over the last seconds.
void TestRecordingMoment::showsRates()
{
    QByteArray log = headerLine() + peerLine(1);
    for (int i = 1; i <= 40; ++i)
        log += contextLine(static_cast<quint64>(i), i <= 20 ? 1 : 30, 1, "x");
    Recording recording(m_folder->write(log));
    QTRY_VERIFY(recording.isShown());
    const auto status = [&recording] {
        const IntegrationsModel *model = recording.models()->integrations();
        return model->index(0, IntegrationsModel::Status).data().toString();
    };
    QCOMPARE(status(), u"2/s"_s);
    recording.showMoment(10);
    QTRY_COMPARE(recording.moment(), 10u);
    QCOMPARE(status(), u"1/s"_s);
    recording.showMoment(30);
    QTRY_COMPARE(recording.moment(), 30u);
    QCOMPARE(status(), u"1/s"_s);
    recording.showMoment(std::nullopt);
    QTRY_COMPARE(recording.moment(), std::nullopt);
    QCOMPARE(status(), u"2/s"_s);
}

/// However long the part is, others get through.
void TestRecordingMoment::readsInTurns()
{
    constexpr int messages = 60'000;
    models::RecordingReader reader(partsOf(2 * messages));
    QSignalSpy status(&reader, &models::RecordingReader::statusChanged);
    QSignalSpy read(&reader, &models::RecordingReader::momentRead);
    reader.open(m_folder->write(contextLog(messages, peerLine(1))));
    QTRY_VERIFY(status.last()[0].value<models::RecordingStatus>().isOver);
    reader.readMoment(1, 0, messages);
    reader.readMoment(2, 0, messages - 1);
    reader.readMoment(3, 0, std::nullopt);
    reader.readMoment(4, 7, 1); // There is no such part.
    QVERIFY(read.isEmpty());
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(read[0][0].toULongLong(), 3u);
    const auto events = read[0][1].value<relay::RelayEvents>();
    const auto *moment = std::get_if<relay::SnapshotEvent>(&events.back());
    QVERIFY(moment);
    QCOMPARE(moment->peers.size(), 1);
    // Many more messages came than count for a rate.
    QVERIFY2(events.size() < messages / 2, qPrintable(QString::number(events.size())));
}

void TestRecordingMoment::isBounded()
{
    RecordingMoment moment({}, {}, std::nullopt);
    const int count = static_cast<int>(RecordingMoment::maxChanges);
    for (const storage::SessionEntry &entry : comingsAndGoings(count))
        QVERIFY(moment.take(entry));
    QVERIFY(moment.isReached());
    QVERIFY(moment.events().size() <= RecordingMoment::maxChanges + 2);
    IntegrationsModel model;
    model.apply(moment.events());
    QCOMPARE(model.connectedGames(), 0);
    QVERIFY(shownBy(&model).contains(u"Game %1 (away)"_s.arg(count)));
}

/// A row for each context while Neuro is away: the integrations are as they were.
void TestRecordingMoment::whatWaitsForUpstreamPushesNobodyOut()
{
    RecordingMoment moment({}, {}, std::nullopt);
    for (const storage::SessionEntry &entry : comingsAndGoings(1))
        QVERIFY(moment.take(entry));
    relay::OutboxEvent kept;
    kept.destination = relay::UpstreamLink::destination();
    for (std::size_t i = 0; i < 2 * RecordingMoment::maxChanges; ++i)
        QVERIFY(moment.take(kept));
    IntegrationsModel model;
    model.apply(moment.events());
    QCOMPARE(shownBy(&model), QStringList{u"Game 1 (away)"_s});
}

void TestRecordingMoment::showsWhatWaited()
{
    Recording recording(m_folder->write(awayLog()));
    const QAbstractItemModelTester tester(recording.models()->outboxRows(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_VERIFY(recording.isShown());
    const QStringList atTheEnd = {u"Music, desk, 3 s: {\"from_watcher\":\"desk\",\"cmd\":{}}"_s,
                                  u"Neuro, Game 1, 1 s: Game 1 connected."_s};
    QCOMPARE(waitingIn(recording), atTheEnd);
    QCOMPARE(recording.models()->outboxRows()->waitingForNeuro(), 1);
    const QList<std::pair<quint64, QStringList>> moments = {
        {1, {}},
        {2, {u"Neuro, Game 1, 1 s: [Game 1] one"_s}},
        {4,
         {u"Neuro, Game 1, 4 s: [Game 1] one"_s, u"Neuro, Game 1, 3 s: [Game 1] two"_s,
          u"Music, desk, 1 s: {\"from_watcher\":\"desk\",\"cmd\":{}}"_s}},
    };
    for (const auto &[seq, waiting] : moments) {
        recording.showMoment(seq);
        QTRY_COMPARE(recording.moment(), seq);
        QCOMPARE(waitingIn(recording), waiting);
        QCOMPARE(recording.models()->outboxRows()->waiting(), waiting.size());
    }
    recording.showMoment(std::nullopt);
    QTRY_COMPARE(recording.moment(), std::nullopt);
    QCOMPARE(waitingIn(recording), atTheEnd);
}

/// Wherever a part begins, it shows the same.
void TestRecordingMoment::showsWhatWaitedAtTheBeginningOfAPart()
{
    const QString path = m_folder->write(awayLog());
    for (const quint64 each : {1, 4, 7, 9}) {
        Recording recording(path, partsOf(each));
        QTRY_VERIFY(recording.status().isOver && recording.isShown());
        recording.showPart(recording.parts().size() - 1);
        QVERIFY(waitingIn(recording).isEmpty());
        QTRY_VERIFY(recording.isShown());
        QCOMPARE(waitingIn(recording).size(), 2);
        QCOMPARE(waitingIn(recording)[0],
                 u"Music, desk, 3 s: {\"from_watcher\":\"desk\",\"cmd\":{}}"_s);
    }
}

void TestRecordingMoment::countsWhatALogDoesNotName()
{
    // Twelve waited when the log began; and one of an earlier version, without the new fields.
    const QByteArray log =
        headerLine() +
        otherLine("outbox", 1,
                  R"("destination":"upstream","state":"queued","count":1,"pending":13)") +
        contextLine(1, 2, 1, "new") +
        outboxLine(3, "upstream", R"("queued","pending":14,"rows":"30","origin":1)");
    Recording recording(m_folder->write(log));
    QTRY_VERIFY(recording.isShown());
    QCOMPARE(waitingIn(recording), QStringList{u"Neuro, Game 1, 1 s: [Game 1] new"_s});
    QCOMPARE(recording.models()->outboxRows()->waiting(), 14);
    recording.showMoment(1);
    QTRY_COMPARE(recording.moment(), 1u);
    QCOMPARE(waitingIn(recording), QStringList());
    QCOMPARE(recording.models()->outboxRows()->waitingForNeuro(), 13);
}

void TestRecordingMoment::saysThatTheFileHasChanged()
{
    const QByteArray log = evening();
    const QString path = m_folder->write(log);
    Recording recording(path);
    QTRY_VERIFY(recording.isShown() && recording.status().isOver);
    const QStringList before = shownBy(recording);
    QVERIFY(QFile::resize(path, log.size() / 2));
    QSignalSpy failed(&recording, &Recording::failed);
    recording.showMoment(5);
    QTRY_COMPARE(failed.size(), 1);
    const QString error = failed[0][0].value<protocol::Phrase>().english();
    QVERIFY2(error.startsWith(path + u": is no longer what it was"_s), qPrintable(error));
    // What is shown is what its title says.
    QCOMPARE(recording.moment(), std::nullopt);
    QCOMPARE(shownBy(recording), before);
}

QTEST_GUILESS_MAIN(TestRecordingMoment)

#include "tst_recordingmoment.moc"
