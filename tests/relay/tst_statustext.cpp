// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/statustext.h"

#include "models/events.h"
#include "relay/prometheustext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace neuro::relay;
using namespace neuro::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant start{50 * seconds, 1'700'000'000'000'000};

Instant after(qint64 micros)
{
    return {start.mono + micros, start.wall + micros};
}

template <typename Event>
Event at(Event event, qint64 micros)
{
    event.at = after(micros);
    return event;
}

PeerEvent peer(PeerId id, PeerRole role, Door door, const QString &name, qint64 micros,
               const QString &hubType = {})
{
    PeerEvent event = at(connected(id), micros);
    event.role = role;
    event.door = door;
    event.name = name;
    event.hubType = hubType;
    return event;
}

PeerEvent game(PeerId id, const QString &name, qint64 micros)
{
    PeerEvent event = peer(id, PeerRole::Game, Door::Backend, name, micros);
    event.state = PeerEvent::State::Named;
    event.gameId = u"game-a"_s;
    return event;
}

UpstreamEvent upstream(UpstreamEvent::State state, const QString &url = u"ws://neuro:8000"_s)
{
    UpstreamEvent event;
    event.state = state;
    event.url = url;
    return event;
}

ActionEvent result(ActionState state, qint64 duration)
{
    ActionEvent event;
    event.peer = 1;
    event.state = state;
    event.duration = duration;
    return event;
}

/// A bit of everything: Game A, an integration, an enhanced watcher, two hub clients, and one that
/// has not said a word.
RelayMirror busyMirror()
{
    RelayMirror mirror(start);
    PeerEvent watcher = peer(3, PeerRole::Watcher, Door::Intermediary, u"ui"_s, 3 * seconds);
    watcher.isEnhanced = true;
    mirror.take({game(1, u"Game A"_s, 1 * seconds),
                 peer(2, PeerRole::Integration, Door::Intermediary, u"Spotify"_s, 2 * seconds),
                 watcher,
                 peer(4, PeerRole::HubClient, Door::Hub, u"wolf"_s, 4 * seconds, u"ui"_s),
                 peer(5, PeerRole::HubClient, Door::Hub, u"seer"_s, 5 * seconds, u"agent"_s),
                 at(connected(6), 6 * seconds),
                 registry(1, {u"jump"_s, u"duck"_s}),
                 at(frame(u"context"_s), 8 * seconds),
                 at(refused(frame(u"context"_s), {}), 8 * seconds),
                 at(outgoing(frame(u"action"_s)), 9 * seconds),
                 force(1, u"Pick one"_s),
                 in(force(2, u"Gone"_s), ForceState::Withdrawn),
                 in(force(3, u"Tried"_s), ForceState::Failed),
                 in(force(3, u"Tried"_s), ForceState::Succeeded),
                 result(ActionState::Failed, 7'000),
                 result(ActionState::Succeeded, 300'000),
                 result(ActionState::Timeout, 18 * seconds),
                 upstream(UpstreamEvent::State::Connected),
                 OutboxEvent{after(0), u"upstream"_s, OutboxEvent::State::Queued, 3, 3, {}},
                 OutboxEvent{after(0), u"upstream"_s, OutboxEvent::State::Delivered, 1, 2, {}}},
                5);
    return mirror;
}

QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestStatusText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthOfAnIdleRelay()
    {
        QCOMPARE(healthJson(RelayMirror(start), after(1'500'000)),
                 R"({"status":"ok","timestamp":1700000001.500000,"connections":)"
                 R"({"total_connections":0,"by_type":{}},"uptime_seconds":1.500000,"version":")" +
                     QByteArray(NEURO_RELAY_VERSION) + R"(","upstream":"off"})"_ba);
    }

    void health()
    {
        const QJsonObject health = parsed(healthJson(busyMirror(), after(10 * seconds)));
        QCOMPARE(health.value("status"_L1), QJsonValue(u"ok"_s));
        QCOMPARE(health.value("timestamp"_L1), QJsonValue(1'700'000'010));
        QCOMPARE(health.value("uptime_seconds"_L1), QJsonValue(10));
        QCOMPARE(health.value("upstream"_L1), QJsonValue(u"connected"_s));
        QCOMPARE(health.value("connections"_L1).toObject(),
                 QJsonObject({{u"total_connections"_s, 6},
                              {u"by_type"_s, QJsonObject({{u"game"_s, 2},
                                                          {u"integration"_s, 1},
                                                          {u"watcher"_s, 1},
                                                          {u"ui"_s, 1},
                                                          {u"agent"_s, 1}})}}));
    }

    void upstreamWords_data()
    {
        using State = UpstreamEvent::State;
        QTest::addColumn<UpstreamEvent>("event");
        QTest::addColumn<QString>("word");
        QTest::newRow("none") << upstream(State::Off, {}) << u"off"_s;
        QTest::newRow("stopped") << upstream(State::Off) << u"disconnected"_s;
        QTest::newRow("connecting") << upstream(State::Connecting) << u"connecting"_s;
        QTest::newRow("connected") << upstream(State::Connected) << u"connected"_s;
        QTest::newRow("waiting") << upstream(State::Waiting) << u"disconnected"_s;
    }

    void upstreamWords()
    {
        QFETCH(UpstreamEvent, event);
        QFETCH(QString, word);
        RelayMirror mirror(start);
        mirror.take({event}, 0);
        QCOMPARE(parsed(healthJson(mirror, start)).value("upstream"_L1).toString(), word);
    }

    void statsOfAnIdleRelay()
    {
        QCOMPARE(
            statsJson(RelayMirror(start), start),
            R"({"total_clients":0,"by_type":{},"clients":[],"rates":{"window_seconds":10,)"
            R"("messages_in_per_second":0,"messages_out_per_second":0},"outbox":)"
            R"({"queues":{},"pending":0,"queued":0,"delivered":0,"dropped":0,"in_memory":0,"problem":""}})"_ba);
    }

    void stats()
    {
        const QJsonObject stats = parsed(statsJson(busyMirror(), after(10 * seconds)));
        QCOMPARE(stats.value("total_clients"_L1), QJsonValue(6));
        QCOMPARE(stats.value("by_type"_L1).toObject().value("game"_L1), QJsonValue(2));
        QVERIFY(!stats.value("by_type"_L1).toObject().contains("observer"_L1));

        const QJsonArray clients = stats.value("clients"_L1).toArray();
        QCOMPARE(clients.size(), 6);
        QCOMPARE(clients.at(0).toObject(), QJsonObject({{u"client_id"_s, u"Game A"_s},
                                                        {u"type"_s, u"game"_s},
                                                        {u"connected_at"_s, 1'700'000'001},
                                                        {u"door"_s, u"backend"_s},
                                                        {u"peer"_s, 1},
                                                        {u"game_id"_s, u"game-a"_s},
                                                        {u"actions"_s, 2},
                                                        {u"reconnect_count"_s, 0},
                                                        {u"messages_in"_s, 2},
                                                        {u"messages_out"_s, 1},
                                                        {u"messages_per_second"_s, 0.3}}));
        QCOMPARE(clients.at(2).toObject().value("privileges"_L1), QJsonValue(u"enhanced"_s));
        QCOMPARE(clients.at(4).toObject().value("client_id"_L1), QJsonValue(u"seer"_s));
        QCOMPARE(clients.at(4).toObject().value("type"_L1), QJsonValue(u"agent"_s));
        QCOMPARE(clients.at(5).toObject().value("client_id"_L1), QJsonValue(QString()));

        const QJsonObject rates = stats.value("rates"_L1).toObject();
        QCOMPARE(rates.value("messages_in_per_second"_L1), QJsonValue(0.2));
        QCOMPARE(rates.value("messages_out_per_second"_L1), QJsonValue(0.1));
        const QJsonObject outbox = stats.value("outbox"_L1).toObject();
        QCOMPARE(outbox.value("pending"_L1), QJsonValue(2));
        QCOMPARE(outbox.value("queued"_L1), QJsonValue(3));
        QCOMPARE(outbox.value("queues"_L1).toObject(), QJsonObject({{u"upstream"_s, 2}}));
    }

    void metrics_data()
    {
        QTest::addColumn<QString>("sample");
        QTest::addColumn<double>("value");
        const auto row = [](const QString &sample, double value) {
            QTest::newRow(qPrintable(sample)) << sample << value;
        };
        row(u"neuro_relay_build_info{version=\""_s + QLatin1StringView(NEURO_RELAY_VERSION) +
                u"\"}"_s,
            1);
        row(u"neuro_relay_uptime_seconds"_s, 10);
        row(u"neuro_relay_connections{type=\"game\"}"_s, 2);
        row(u"neuro_relay_connections{type=\"agent\"}"_s, 1);
        row(u"neuro_relay_upstream_connected"_s, 1);
        row(u"neuro_relay_forces_open"_s, 1);
        row(u"neuro_relay_messages_total{direction=\"in\",door=\"backend\"}"_s, 2);
        row(u"neuro_relay_messages_total{direction=\"out\",door=\"backend\"}"_s, 1);
        row(u"neuro_relay_messages_total{direction=\"in\",door=\"hub\"}"_s, 0);
        row(u"neuro_relay_uncounted_messages_total"_s, 5);
        row(u"neuro_relay_registrations_refused_total{reason=\"bad_token\"}"_s, 0);
        row(u"neuro_relay_outbox_pending_messages{destination=\"upstream\"}"_s, 2);
        row(u"neuro_relay_outbox_messages_total{state=\"queued\"}"_s, 3);

        const auto gameRow = [&row](const QString &metric, const QString &more, double value) {
            // Sorted by label, as the reader spells them.
            QStringList labels = {u"game=\"Game A\""_s, u"role=\"game\""_s};
            if (!more.isEmpty())
                labels.append(more);
            labels.sort();
            row(u"neuro_relay_game_"_s + metric + u'{' + labels.join(u',') + u'}', value);
        };
        gameRow(u"messages_total"_s, u"direction=\"in\""_s, 2);
        gameRow(u"messages_total"_s, u"direction=\"out\""_s, 1);
        gameRow(u"message_bytes_total"_s, u"direction=\"in\""_s, 2 * 21);
        gameRow(u"refused_messages_total"_s, {}, 1);
        gameRow(u"forces_total"_s, u"outcome=\"succeeded\""_s, 1);
        gameRow(u"forces_total"_s, u"outcome=\"withdrawn\""_s, 1);
        gameRow(u"forces_total"_s, u"outcome=\"timeout\""_s, 0);
        gameRow(u"force_failed_answers_total"_s, {}, 1);
        gameRow(u"actions_total"_s, u"outcome=\"failed\""_s, 1);
        gameRow(u"actions_total"_s, u"outcome=\"timeout\""_s, 1);
        gameRow(u"action_duration_seconds_bucket"_s, u"le=\"0.005\""_s, 0);
        gameRow(u"action_duration_seconds_bucket"_s, u"le=\"0.01\""_s, 1);
        gameRow(u"action_duration_seconds_bucket"_s, u"le=\"0.25\""_s, 1);
        gameRow(u"action_duration_seconds_bucket"_s, u"le=\"0.5\""_s, 2);
        gameRow(u"action_duration_seconds_bucket"_s, u"le=\"20\""_s, 2);
        gameRow(u"action_duration_seconds_bucket"_s, u"le=\"+Inf\""_s, 2);
        gameRow(u"action_duration_seconds_count"_s, {}, 2);
        gameRow(u"action_duration_seconds_sum"_s, {}, 0.307);
        gameRow(u"connections"_s, {}, 1);
        gameRow(u"uptime_seconds"_s, {}, 9);
        gameRow(u"reconnects_total"_s, {}, 0);
    }

    void metrics()
    {
        QFETCH(QString, sample);
        QFETCH(double, value);
        const PrometheusText text(metricsText(busyMirror(), after(10 * seconds)));
        QCOMPARE(text.error(), QString());
        QVERIFY(text.has(sample));
        QCOMPARE(text.value(sample), value);
    }

    void metricsOfAnIdleRelay()
    {
        const PrometheusText text(metricsText(RelayMirror(start), start));
        QCOMPARE(text.error(), QString());
        QCOMPARE(text.typeOf(u"neuro_relay_game_action_duration_seconds"_s), u"histogram"_s);
        QCOMPARE(text.value(u"neuro_relay_upstream_connected"_s), 0.0);
        // A series that is not there cannot be told from a relay that does not answer.
        for (const QString &type :
             {u"game"_s, u"integration"_s, u"watcher"_s, u"ui"_s, u"agent"_s, u"observer"_s}) {
            const QString sample = u"neuro_relay_connections{type=\"%1\"}"_s.arg(type);
            QVERIFY2(text.has(sample), qPrintable(sample));
            QCOMPARE(text.value(sample), 0.0);
        }
        const QString pending = u"neuro_relay_outbox_pending_messages{destination=\"upstream\"}"_s;
        QVERIFY(text.has(pending));
        QCOMPARE(text.value(pending), 0.0);
    }

    /// An empty name is one that a game may have.
    void metricsOfNamelessGames()
    {
        const auto nameless = [](PeerId id, const QString &gameId, qint64 micros) {
            PeerEvent event = game(id, QString(), micros);
            event.gameId = gameId;
            return event;
        };
        RelayMirror mirror(start);
        mirror.take({at(connected(1), 0), at(frame(u"startup"_s), 0), nameless(1, u"game"_s, 0),
                     at(connected(2), 0), nameless(2, u"game-2"_s, 1 * seconds),
                     result(ActionState::Succeeded, 7'000),
                     // The second takes the first one's identifier over, and leaves.
                     at(disconnected(1), 3 * seconds), nameless(2, u"game"_s, 3 * seconds),
                     at(disconnected(2), 4 * seconds), nameless(3, u"game-2"_s, 5 * seconds)},
                    0);
        const PrometheusText text(metricsText(mirror, after(10 * seconds)));
        QCOMPARE(text.error(), QString());
        const QString first = u"{game=\"game\",role=\"game\"}"_s;
        const QString second = u"{game=\"game-2\",role=\"game\"}"_s;
        QCOMPARE(text.value(u"neuro_relay_game_connections"_s + first), 0.0);
        QCOMPARE(text.value(u"neuro_relay_game_reconnects_total"_s + first), 0.0);
        QCOMPARE(text.value(u"neuro_relay_game_action_duration_seconds_count"_s + first), 1.0);
        QCOMPARE(text.value(u"neuro_relay_game_messages_total{direction=\"in\",game=\"game\",role="
                            "\"game\"}"_s),
                 1.0);
        QCOMPARE(text.value(u"neuro_relay_game_connections"_s + second), 1.0);
        QCOMPARE(text.value(u"neuro_relay_game_uptime_seconds"_s + second), 5.0);
        QCOMPARE(text.value(u"neuro_relay_game_reconnects_total"_s + second), 1.0);
    }

    void metricsOfAGameThatLeft()
    {
        RelayMirror mirror(start);
        mirror.take({game(1, u"Game A"_s, 0), at(disconnected(1), 5 * seconds),
                     game(2, u"Game A"_s, 6 * seconds), at(disconnected(2), 7 * seconds)},
                    0);
        const PrometheusText text(metricsText(mirror, after(60 * seconds)));
        QCOMPARE(text.error(), QString());
        const QString labels = u"{game=\"Game A\",role=\"game\"}"_s;
        QCOMPARE(text.value(u"neuro_relay_game_connections"_s + labels), 0.0);
        QCOMPARE(text.value(u"neuro_relay_game_uptime_seconds"_s + labels), 0.0);
        QCOMPARE(text.value(u"neuro_relay_game_reconnects_total"_s + labels), 1.0);
    }

    void namesAreEscaped()
    {
        const QString name = u"a\\b \"c\"\nd é} {,=#"_s;
        RelayMirror mirror(start);
        mirror.take(
            {game(1, name, 0), peer(2, PeerRole::Integration, Door::Intermediary, u"Game A"_s, 0)},
            0);
        const PrometheusText text(metricsText(mirror, start));
        QCOMPARE(text.error(), QString());
        QVERIFY(
            text.has(u"neuro_relay_game_connections{game=\""_s + name + u"\",role=\"game\"}"_s));
        const QJsonArray clients = parsed(statsJson(mirror, start)).value("clients"_L1).toArray();
        QCOMPARE(clients.at(0).toObject().value("client_id"_L1).toString(), name);
    }

    /// What the reader above is worth.
    void wrongMetricsAreNoticed_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray head = "# HELP a_total x\n# TYPE a_total counter\n"_ba;
        QTest::newRow("no end") << head + "a_total 1";
        QTest::newRow("no HELP") << "# TYPE a_total counter\na_total 1\n"_ba;
        QTest::newRow("no TYPE") << "# HELP a_total x\na_total 1\n"_ba;
        QTest::newRow("no value") << head + "a_total \n";
        QTest::newRow("word") << head + "a_total one\n";
        QTest::newRow("twice") << head + "a_total 1\na_total 1\n";
        QTest::newRow("other metric") << head + "b_total 1\n";
        QTest::newRow("apart") << head + "# HELP b x\n# TYPE b gauge\nb 1\na_total 1\n";
        QTest::newRow("metric twice") << head + head + "a_total 1\n";
        QTest::newRow("counter's name") << "# HELP a x\n# TYPE a counter\na 1\n"_ba;
        QTest::newRow("gauge's name") << "# HELP a_total x\n# TYPE a_total gauge\na_total 1\n"_ba;
        QTest::newRow("label's name") << head + "a_total{1b=\"c\"} 1\n";
        QTest::newRow("label twice") << head + "a_total{b=\"c\",b=\"d\"} 1\n";
        QTest::newRow("quote") << head + "a_total{b=\"c\"d\"} 1\n";
        QTest::newRow("line") << head + "a_total{b=\"c\nd\"} 1\n";
        QTest::newRow("escape") << head + "a_total{b=\"\\t\"} 1\n";
        const QByteArray histogram = "# HELP h x\n# TYPE h histogram\n"_ba;
        QTest::newRow("falling bucket")
            << histogram + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n";
        QTest::newRow("bucket order") << histogram +
                                             "h_bucket{le=\"2\"} 1\nh_bucket{le=\"1\"} 1\n"
                                             "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n";
        QTest::newRow("no +Inf") << histogram + "h_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n";
        QTest::newRow("wrong count") << histogram + "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n";
        QTest::newRow("no sum") << histogram + "h_bucket{le=\"+Inf\"} 1\nh_count 1\n";
    }

    void wrongMetricsAreNoticed()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!PrometheusText(text).error().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStatusText)
#include "tst_statustext.moc"
