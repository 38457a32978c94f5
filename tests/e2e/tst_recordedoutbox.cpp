// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"
#include "e2e/mockupstream.h"
#include "models/outboxmodel.h"
#include "models/recording.h"

#include <QJsonArray>

#include <algorithm>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using models::OutboxModel;

namespace {

const QString upstreamName = u"upstream"_s;
/// Fewer than are said.
constexpr qint64 mostRows = 5;

QJsonObject context(const QString &game, const QString &message)
{
    return {{u"command"_s, u"context"_s},
            {u"game"_s, game},
            {u"data"_s, QJsonObject{{u"message"_s, message}, {u"silent"_s, false}}}};
}

/// Nothing that waits when upstream is away.
QJsonObject registration(const QString &action)
{
    const QJsonObject definition{{u"name"_s, action}, {u"description"_s, u"Does it."_s}};
    return {{u"command"_s, u"actions/register"_s},
            {u"game"_s, u"Chess"_s},
            {u"data"_s, QJsonObject{{u"actions"_s, QJsonArray{definition}}}}};
}

/// What a view shows, with the row's id, and when it was said.
QStringList shown(const QList<relay::OutboxRow> &rows)
{
    OutboxModel model;
    model.setRows(rows, rows.size());
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const relay::OutboxRow &its = rows[row];
        lines.append(u"%1 for %2 of %3 (%4, %5): %6"_s.arg(
            QString::number(its.id), its.destination, its.name, QString::number(its.createdUs),
            QLatin1StringView(relay::outboxKindNames[static_cast<std::size_t>(its.kind)]),
            model.index(row, OutboxModel::Message).data().toString()));
    }
    return lines;
}

} // namespace

/// A session is recorded while messages wait, and looked at afterwards.
class TestRecordedOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsAreThoseOfTheRunningRelay();

private:
    QList<relay::OutboxRow> live();
    qsizetype waitingFor(const QString &destination);
    /// Waits until the context is a row, or was dropped again.
    bool isKept(const QString &message);
    quint64 seqOf(const QByteArray &text) const;
    /// What waits now, with a message after which a recording must show the same.
    void note(const QString &name);

    std::unique_ptr<DoorFixture> m_relay;
    DoorFixture::Client m_game;
    QList<std::pair<quint64, QStringList>> m_noted;
};

void TestRecordedOutbox::init()
{
    m_noted.clear();
    m_relay = std::make_unique<DoorFixture>();
    m_relay->options.recordFile = m_relay->folder.filePath(u"session.jsonl"_s);
    m_relay->config.outbox.limits.rows = mostRows;
    m_relay->config.engine.upstream.isConfigured = true;
}

QList<relay::OutboxRow> TestRecordedOutbox::live()
{
    QSignalSpy read(&m_relay->service(), &service::RelayService::outboxRows);
    m_relay->service().readOutbox();
    if (!read.wait())
        return {};
    return read.last()[0].value<QList<relay::OutboxRow>>();
}

qsizetype TestRecordedOutbox::waitingFor(const QString &destination)
{
    const QList<relay::OutboxRow> rows = live();
    return std::count_if(rows.begin(), rows.end(), [&destination](const auto &row) {
        return row.destination == destination;
    });
}

quint64 TestRecordedOutbox::seqOf(const QByteArray &text) const
{
    for (const auto &frame : m_relay->all<relay::FrameEvent>()) {
        if (frame.direction == relay::Direction::In && frame.payload.contains(text))
            return frame.seq;
    }
    return 0;
}

bool TestRecordedOutbox::isKept(const QString &message)
{
    return m_relay->waitFor<relay::OutboxEvent>([&](const relay::OutboxEvent &event) {
        return event.state == relay::OutboxEvent::State::Queued && event.origin != 0 &&
               event.origin == seqOf(message.toUtf8());
    });
}

void TestRecordedOutbox::note(const QString &name)
{
    const QStringList rows = shown(live());
    m_game->send(registration(name));
    QTRY_VERIFY(seqOf('"' + name.toUtf8() + '"') != 0);
    m_noted.append({seqOf('"' + name.toUtf8() + '"'), rows});
}

void TestRecordedOutbox::rowsAreThoseOfTheRunningRelay()
{
    MockUpstream upstream;
    upstream.die();
    QVERIFY(m_relay->startWith(upstream.url()));
    m_game = m_relay->game(u"Chess"_s);
    DoorFixture::Client music = m_relay->integration(u"Music"_s);
    const DoorFixture::Client desk = m_relay->watcher(u"desk"_s);
    m_game->send(context(u"Chess"_s, u"white begins"_s));
    QVERIFY(isKept(u"white begins"_s));
    music->send(u"the song is over"_s); // A remark.
    QVERIFY(isKept(u"the song is over"_s));
    note(u"first"_s);
    QVERIFY(m_noted[0].second.size() >= 3);

    // The integration leaves, and is sent a command; so much is said that the first is dropped.
    music->leave();
    QTRY_VERIFY(music->isClosed());
    QTRY_VERIFY(std::any_of(m_relay->events.begin(), m_relay->events.end(), [](const auto &event) {
        const auto *peer = std::get_if<relay::PeerEvent>(&event);
        return peer && peer->name == u"Music" &&
               peer->state == relay::PeerEvent::State::Disconnected;
    }));
    desk->send(uR"({"target":"Music","cmd":{"play":[1, 2]}})"_s);
    QTRY_COMPARE(waitingFor(u"integration:Music"_s), 1);
    const QString story = QString(500, u'x') + u" long"_s;
    for (const QString &message : {u"e4"_s, u"e5 \\\"quoted\\\""_s, u"Nf3"_s, u"Nc6"_s, story}) {
        m_game->send(QStringLiteral("{\"command\":\"context\",\"game\":\"Chess\",\"data\":{"
                                    "\"message\":\"%1\",\"silent\":true}}")
                         .arg(message));
        QVERIFY(isKept(message));
    }
    m_relay->service().submit(relay::SayToNeuro{u"good evening"_s, false});
    QVERIFY(m_relay->waitFor<relay::OutboxEvent>(
        [](const relay::OutboxEvent &event) { return event.text.contains("good evening"); }));
    QTRY_COMPARE(waitingFor(upstreamName), mostRows);
    note(u"second"_s);
    QVERIFY(m_noted[1].second.join(u'\n').contains(u"of  ("_s)); // The operator's.

    // Upstream comes: only the integration's command waits on.
    upstream.listen();
    QTRY_COMPARE_WITH_TIMEOUT(waitingFor(upstreamName), 0, 20'000);
    QVERIFY(m_relay->waitForOutbox(relay::OutboxEvent::State::Delivered, 0));
    note(u"third"_s);
    QCOMPARE(m_noted[2].second.size(), 1);

    const QString path = *m_relay->options.recordFile;
    const QTemporaryDir copies;
    const QString copy = copies.filePath(u"session.jsonl"_s);
    m_game.reset();
    m_relay->prepare(); // Ends the one that records.
    QVERIFY(QFile::copy(path, copy));
    for (const quint64 lines : {quint64(100'000), quint64(7)}) {
        storage::SessionIndex::Limits limits;
        limits.partLines = lines;
        models::RecordingReader reader(limits);
        QSignalSpy parts(&reader, &models::RecordingReader::partFound);
        QSignalSpy status(&reader, &models::RecordingReader::statusChanged);
        QSignalSpy read(&reader, &models::RecordingReader::momentRead);
        reader.open(copy);
        QTRY_VERIFY(status.last()[0].value<models::RecordingStatus>().isOver);
        const auto last = status.last()[0].value<models::RecordingStatus>();
        QCOMPARE(last.damagedLines, quint64(0));
        quint64 ticket = 0;
        for (const auto &[seq, rows] : m_noted) {
            bool isFound = false;
            for (qsizetype place = 0; place < parts.size() && !isFound; ++place) {
                read.clear();
                reader.readMoment(++ticket, static_cast<quint64>(place), seq);
                QTRY_COMPARE(read.size(), 1);
                // Of another part it would say that the file is not what it was.
                isFound = read[0][2].value<protocol::Phrase>().isEmpty();
            }
            QVERIFY(isFound);
            QCOMPARE(shown(read[0][3].value<QList<relay::OutboxRow>>()), rows);
        }
    }

    // In the window's models as well.
    models::Recording recording(copy);
    QTRY_VERIFY(recording.isShown());
    const OutboxModel *model = recording.models()->outboxRows();
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->waitingForNeuro(), 0);
    recording.showMoment(m_noted[1].first);
    QTRY_COMPARE(recording.moment(), m_noted[1].first);
    QCOMPARE(model->rowCount(), m_noted[1].second.size());
    QCOMPARE(model->waiting(), m_noted[1].second.size());
    QCOMPARE(model->waitingForNeuro(), mostRows);
}

QTEST_GUILESS_MAIN(TestRecordedOutbox)
#include "tst_recordedoutbox.moc"
