// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/watcherfeed.h"

#include "relay/enginefixture.h"
#include "relay/feedfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace neuro::relay;
using namespace neuro::tests;
using namespace Qt::StringLiterals;

class TestWatcherFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data()
    {
        using Batch = RelayEvents;
        using Texts = QList<QByteArray>;
        QTest::addColumn<Batch>("batch");
        QTest::addColumn<Texts>("texts");

        QTest::newRow("watcher comes")
            << Batch{watcher(9, u"phone"_s)}
            << Texts{R"({"event":"neuroos_connected","name":"phone","privileges":"standard"})"};
        QTest::newRow("enhanced watcher comes")
            << Batch{watcher(9, u"phone"_s, true)}
            << Texts{R"({"event":"neuroos_connected","name":"phone","privileges":"enhanced"})"};
        QTest::newRow("watcher leaves")
            << Batch{disconnected(3)}
            << Texts{R"({"event":"neuroos_disconnected","name":"ui","privileges":"standard"})"};
        QTest::newRow("integration comes")
            << Batch{integration(9, u"Chess"_s)}
            << Texts{R"({"event":"integration_connected","name":"Chess"})"};
        QTest::newRow("integration leaves")
            << Batch{disconnected(2)}
            << Texts{R"({"event":"integration_disconnected","name":"Spotify"})"};
        QTest::newRow("hub client comes")
            << Batch{hubClient(9, u"seer"_s)}
            << Texts{R"({"event":"integration_connected","name":"seer"})"};
        QTest::newRow("hub client leaves")
            << Batch{disconnected(4)}
            << Texts{R"({"event":"integration_disconnected","name":"wolf"})"};
        QTest::newRow("game comes")
            << Batch{connected(9), named(9, u"Game B"_s, u"game-b"_s)}
            << Texts{R"({"event":"integration_connected_via_backend","name":"Game B"})"};
        QTest::newRow("game leaves")
            << Batch{disconnected(1)}
            << Texts{R"({"event":"integration_disconnected_via_backend","name":"Game A"})"};
        QTest::newRow("game that never said its name")
            << Batch{connected(9), disconnected(9)} << Texts{};
        QTest::newRow("upstream is no integration")
            << Batch{as(connected(9), PeerRole::Game, Door::Upstream, u"Neuro"_s),
                     text(9, "{}", u"Neuro"_s, Door::Upstream)}
            << Texts{};

        QTest::newRow("game speaks")
            << Batch{text(1, R"({"b" : 1.0, "a":12345678901234567890, "b":2})")}
            << Texts{R"({"event":"integration_message","from":"Game A",)"
                     R"("payload":{"b" : 1.0, "a":12345678901234567890, "b":2}})"};
        QTest::newRow("game is refused")
            << Batch{refused(text(1, R"({"command":"what"})"), {})}
            << Texts{R"({"event":"integration_message","from":"Game A",)"
                     R"("payload":{"command":"what"}})"};
        QTest::newRow("game says no JSON")
            << Batch{refused(text(1, "say \"hi\"\n"), {})}
            << Texts{R"({"event":"integration_message","from":"Game A",)"
                     "\"payload\":{\"action\":\"raw_text\",\"raw\":\"say \\\"hi\\\"\\n\"}}"};
        QTest::newRow("game says JSON that is no object")
            << Batch{refused(text(1, "[1]"), {})}
            << Texts{R"({"event":"integration_message","from":"Game A",)"
                     R"("payload":{"action":"raw_text","raw":"[1]"}})"};
        QTest::newRow("integration speaks")
            << Batch{text(2, R"({"event":"x"})", u"Spotify"_s, Door::Intermediary),
                     text(2, "plain", u"Spotify"_s, Door::Intermediary)}
            << Texts{R"({"event":"integration_message","from":"Spotify","payload":{"event":"x"}})",
                     R"({"event":"integration_message","from":"Spotify",)"
                     R"("payload":{"action":"raw_text","raw":"plain"}})"};
        QTest::newRow("hub client speaks")
            << Batch{text(4, R"({"message_type":"vote"})", u"wolf"_s, Door::Hub)}
            << Texts{R"({"event":"integration_message","from":"wolf",)"
                     R"("payload":{"message_type":"vote"}})"};
        QTest::newRow("hub client is told")
            << Batch{outgoing(text(4, "{}", u"wolf"_s, Door::Hub))} << Texts{};
        QTest::newRow("watcher speaks and is told")
            << Batch{text(3, R"({"target":"Spotify"})", u"ui"_s, Door::Intermediary),
                     outgoing(text(3, R"({"status":"sent"})", u"ui"_s, Door::Intermediary))}
            << Texts{};
        FrameEvent binary = text(2, "\1\2", u"Spotify"_s, Door::Intermediary);
        binary.binary = true;
        QTest::newRow("binary is told when it is stored") << Batch{binary} << Texts{};

        QTest::newRow("actions are registered")
            << Batch{registry(1, {u"jump"_s, u"duck"_s})}
            << Texts{R"({"event":"integration_registered_actions","from":"Game A",)"
                     R"("actions":["jump","duck"]})"};
        QTest::newRow("game is told") << Batch{outgoing(text(1, R"({"command":"action"})"))}
                                      << Texts{"{\"event\":\"backend_message\",\"payload\":\"{"
                                               "\\\"command\\\":\\\"action\\\"}\","
                                               R"("to":"Game A"})"};
        QTest::newRow("integration is told")
            << Batch{outgoing(
                   text(2, R"({"from_watcher":"ui"})", u"Spotify"_s, Door::Intermediary))}
            << Texts{"{\"event\":\"backend_message\",\"payload\":\"{\\\"from_watcher\\\":"
                     "\\\"ui\\\"}\","
                     R"("to":"Spotify"})"};
        TranscriptEvent silent =
            told(TranscriptEvent::Kind::Context, u"Game A"_s, u"It \"rains\""_s);
        silent.silent = true;
        TranscriptEvent relays =
            told(TranscriptEvent::Kind::Context, u"Game A"_s, u"Game A connected"_s);
        relays.isRelays = true;
        QTest::newRow("the relay's own words") << Batch{relays} << Texts{};
        QTest::newRow("contexts")
            << Batch{told(TranscriptEvent::Kind::Context, u"Game A"_s, u"Look!"_s), silent,
                     told(TranscriptEvent::Kind::Query, u"Game A"_s, u"Well?"_s)}
            << Texts{R"({"event":"add_context","game_title":"Game A","message":"Look!",)"
                     R"("reply_if_not_busy":true})",
                     "{\"event\":\"add_context\",\"game_title\":\"Game A\",\"message\":\"It "
                     "\\\"rains\\\"\","
                     R"("reply_if_not_busy":false})"};

        QTest::newRow("force is asked")
            << Batch{asking()}
            << Texts{R"({"event":"choose_action","payload":{"type":"choose_action_request",)"
                     R"("request_id":"r1","game_title":"Game A","state":null,"query":"Pick one",)"
                     R"("ephemeral_context":false,"priority":"low","actions":[{"name":"jump",)"
                     R"("desc":"What jump does","schema":{}},{"name":"aim","desc":"What aim does",)"
                     R"("schema":{"type": "object",  "max":1.0}}]}})"};

        QTest::newRow("upstream comes and goes")
            << Batch{upstream(UpstreamEvent::State::Connecting),
                     upstream(UpstreamEvent::State::Connected),
                     upstream(UpstreamEvent::State::Connected),
                     upstream(UpstreamEvent::State::Waiting),
                     upstream(UpstreamEvent::State::Stopping),
                     upstream(UpstreamEvent::State::Off)}
            << Texts{
                   "{\"event\":\"upstream\",\"state\":\"connecting\",\"url\":\"ws://neuro:8000\"}",
                   "{\"event\":\"upstream\",\"state\":\"connected\",\"url\":\"ws://neuro:8000\"}",
                   "{\"event\":\"upstream\",\"state\":\"disconnected\",\"url\":\"ws://"
                   "neuro:8000\"}"};
        QTest::newRow("no upstream") << Batch{upstream(UpstreamEvent::State::Off, {})} << Texts{};
        QTest::newRow("outbox")
            << Batch{outbox(u"upstream"_s, 1), outbox(u"integration:Spotify"_s, 1),
                     outbox(u"upstream"_s, 2)}
            << Texts{R"({"event":"queue","destination":"integration:Spotify","pending":1})",
                     R"({"event":"queue","destination":"upstream","pending":2})"};
        QTest::newRow("what the relay tells itself only")
            << Batch{DiagnosticEvent(), OperatorEvent(),
                     DoorEvent(),       RestrictionEvent(),
                     ShutdownEvent(),   AdmissionEvent(),
                     SettingsEvent(),   RegistrationRefusedEvent(),
                     TestBenchEvent()}
            << Texts{};
    }

    void rows()
    {
        QFETCH(RelayEvents, batch);
        QFETCH(QList<QByteArray>, texts);
        QCOMPARE(Feeding().takeWithPeers(batch), texts);
    }

    void storedBinary()
    {
        QCOMPARE(watchertext::binaryReceived(u"Spotify"_s, 12, u"t-Spotify-1.bin"_s),
                 R"({"event":"binary_received","from":"Spotify","size":12,)"
                 R"("file":"t-Spotify-1.bin"})"_ba);
        QCOMPARE(watchertext::missed(7), R"({"event":"missed","count":7})"_ba);
    }

    /// A name comes with the first message, but who it is goes before what it says.
    void gamesComeBeforeTheySpeak()
    {
        Feeding relay;
        QCOMPARE(eventsOf(relay.take({connected(1), text(1, "{}"),
                                      named(1, u"Game A"_s, u"game-a"_s), text(1, "{}")})),
                 QStringList({u"integration_connected_via_backend"_s, u"integration_message"_s,
                              u"integration_message"_s}));
        // Its identifier changes; its name, which watchers know, does not.
        QCOMPARE(relay.take({named(1, u"Game A"_s, u"game-a-2"_s)}), QList<QByteArray>());
    }

    void whatAnUnknownOneSaysIsToldToo()
    {
        Feeding relay;
        QCOMPARE(relay.take({connected(1), refused(text(1, "what", {}), {})}),
                 QList<QByteArray>{R"({"event":"integration_message","from":"",)"
                                   R"("payload":{"action":"raw_text","raw":"what"}})"});
    }

    /// Watchers know names: one of two is no farewell.
    void namesakesLeaveTogether()
    {
        Feeding relay;
        relay.take({named(1, u"Game A"_s, u"game-a"_s), named(2, u"Game A"_s, u"game-a-2"_s)});
        QCOMPARE(relay.take({disconnected(1)}), QList<QByteArray>());
        QCOMPARE(eventsOf(relay.take({disconnected(2)})),
                 QStringList{u"integration_disconnected_via_backend"_s});
        // An integration of the same name is somebody else.
        relay.take({named(3, u"Game A"_s, u"game-a"_s), integration(4, u"Game A"_s)});
        QCOMPARE(eventsOf(relay.take({disconnected(3)})),
                 QStringList{u"integration_disconnected_via_backend"_s});
    }

    void everyAskingIsToldOnce()
    {
        Feeding relay;
        // It can be answered from the beginning, whoever will be asked first.
        QCOMPARE(eventsOf(relay.takeWithPeers({in(asking(), ForceState::Waiting)})),
                 QStringList{u"choose_action"_s});
        QCOMPARE(relay.take({in(asking(), ForceState::Waiting), in(asking(), ForceState::Held),
                             asking(1), asking(1)}),
                 QList<QByteArray>());
        // The next decider; the same one anew; after a failure; after it was held.
        ForceEvent next = asking(1);
        next.decider = Decider::Watchers;
        QCOMPARE(eventsOf(relay.take({next})), QStringList{u"choose_action"_s});
        next.askedAt = 2;
        QCOMPARE(eventsOf(relay.take({next, next})), QStringList{u"choose_action"_s});
        relay.take({ended(ForceState::Failed)});
        QCOMPARE(eventsOf(relay.take({next})), QStringList{u"choose_action"_s});
        QCOMPARE(eventsOf(relay.take({in(next, ForceState::Held), next})),
                 QStringList{u"choose_action"_s});
    }

    void whatIsHeldIsToldOnce()
    {
        Feeding relay;
        QCOMPARE(eventsOf(relay.takeWithPeers({in(asking(), ForceState::Held)})),
                 QStringList{u"choose_action"_s});
        QCOMPARE(relay.take({in(asking(), ForceState::Waiting)}), QList<QByteArray>());
    }

    /// While it waits only an enhanced watcher's choice counts: the others hear when theirs does.
    void watchersHearWhenTheirTurnComes()
    {
        ForceEvent theirs = asking();
        theirs.decider = Decider::Watchers;
        // At once …
        QCOMPARE(eventsOf(Feeding().takeWithPeers({in(theirs, ForceState::Waiting), theirs})),
                 QStringList{u"choose_action"_s});
        // … or after something else.
        Feeding relay;
        relay.takeWithPeers({in(theirs, ForceState::Waiting)});
        theirs.at = moment(5);
        QCOMPARE(eventsOf(relay.take({theirs, theirs})), QStringList{u"choose_action"_s});
    }

    void choices_data()
    {
        QTest::addColumn<RelayEvents>("batch");
        QTest::addColumn<QStringList>("choices");
        const ForceEvent failed = ended(ForceState::Failed, u"jump"_s);

        QTest::newRow("operator, succeeds")
            << RelayEvents{sent(ActionSource::Operator), answered(u"jump"_s),
                           ended(ForceState::Succeeded, u"jump"_s)}
            << QStringList{u"sent jump operator"_s, u"succeeded jump operator"_s};
        QTest::newRow("watcher by name")
            << RelayEvents{sent(ActionSource::Watchers), answered(u"jump"_s, u"ui"_s),
                           ended(ForceState::Succeeded, u"jump"_s)}
            << QStringList{u"sent jump ui"_s, u"succeeded jump ui"_s};
        QTest::newRow("fails, is decided otherwise")
            << RelayEvents{sent(ActionSource::Random),
                           answered(u"jump"_s),
                           failed,
                           asking(2),
                           sent(ActionSource::First),
                           answered(u"aim"_s),
                           ended(ForceState::Succeeded, u"aim"_s)}
            << QStringList{u"sent jump random"_s, u"failed jump random"_s, u"sent aim first"_s,
                           u"succeeded aim first"_s};
        QTest::newRow("no result")
            << RelayEvents{sent(ActionSource::Upstream), answered(u"jump"_s),
                           ended(ForceState::Timeout, u"jump"_s)}
            << QStringList{u"sent jump upstream"_s, u"timeout jump upstream"_s};
        QTest::newRow("nobody decides")
            << RelayEvents{ended(ForceState::Timeout)} << QStringList{u"timeout  "_s};
        QTest::newRow("nobody decides again")
            << RelayEvents{sent(ActionSource::Random), answered(u"jump"_s), failed, asking(2),
                           ended(ForceState::Timeout, u"jump"_s)}
            << QStringList{u"sent jump random"_s, u"failed jump random"_s, u"timeout  "_s};
        QTest::newRow("withdrawn")
            << RelayEvents{ended(ForceState::Withdrawn)} << QStringList{u"withdrawn  "_s};
        QTest::newRow("dropped") << RelayEvents{ended(ForceState::Dropped)}
                                 << QStringList{u"dropped  operator"_s};
        QTest::newRow("held, withdrawn")
            << RelayEvents{ended(ForceState::Held), ended(ForceState::Withdrawn)}
            << QStringList{u"withdrawn  "_s};
    }

    void choices()
    {
        QFETCH(RelayEvents, batch);
        QFETCH(QStringList, choices);
        Feeding relay;
        relay.takeWithPeers({in(asking(), ForceState::Waiting), asking()});
        QStringList told;
        for (const QByteArray &text : relay.take(batch)) {
            const QJsonObject event = parsed(text);
            if (event.value("event"_L1) != "choice_made"_L1)
                continue;
            QCOMPARE(event.value("request_id"_L1).toString(), u"r1"_s);
            QCOMPARE(event.size(), 5);
            told.append(event.value("outcome"_L1).toString() + u' ' +
                        event.value("action"_L1).toString() + u' ' +
                        event.value("by"_L1).toString());
        }
        QCOMPARE(told, choices);
    }

    void queuesAreToldWhenTheyChange()
    {
        Feeding relay;
        relay.take({outbox(u"upstream"_s, 3), outbox(u"integration:Spotify"_s, 1)});
        QCOMPARE(relay.take({outbox(u"upstream"_s, 4), outbox(u"upstream"_s, 3)}),
                 QList<QByteArray>());
        OutboxHealthEvent health;
        health.pending = 0;
        health.queues = {{u"integration:Chess"_s, 2}};
        QCOMPARE(relay.take({health}),
                 (QList<QByteArray>{
                     R"({"event":"queue","destination":"integration:Chess","pending":2})",
                     R"({"event":"queue","destination":"integration:Spotify","pending":0})",
                     R"({"event":"queue","destination":"upstream","pending":0})"}));
        QCOMPARE(relay.take({health}), QList<QByteArray>());
    }

    /// 8 MiB pass, whatever they consist of; the fuller they are of what must be escaped the longer
    /// they get, up to a limit.
    void largeMessages()
    {
        const QByteArray large = "{\"data\":\"" + QByteArray(8 * 1024 * 1024 - 11, 'x') + "\"}";
        Feeding relay;
        const QList<QByteArray> texts =
            relay.takeWithPeers({text(1, large), outgoing(text(1, large))});
        QCOMPARE(eventsOf(texts), QStringList({u"integration_message"_s, u"backend_message"_s}));
        QVERIFY(texts[0].contains(large));

        const QByteArray controls(8 * 1024 * 1024, '\1');
        QCOMPARE(
            relay.take({refused(text(1, controls), {}), text(1, "{}")}),
            (QList<QByteArray>{R"({"event":"missed","count":1})",
                               R"({"event":"integration_message","from":"Game A","payload":{}})"}));
    }

    /// What did not fit into the mailbox on the way here.
    void skippedFramesAreMissed()
    {
        Feeding relay;
        relay.mirror.take({}, 3);
        QCOMPARE(relay.feed.take({}, false), QList<QByteArray>());
        const RelayEvents batch{integration(2, u"Spotify"_s)};
        relay.mirror.take(batch, 4);
        QCOMPARE(relay.feed.take(batch),
                 (QList<QByteArray>{R"({"event":"missed","count":4})",
                                    R"({"event":"integration_connected","name":"Spotify"})"}));
        QCOMPARE(relay.take({}), QList<QByteArray>());
    }

    void longNamesAreCut()
    {
        Feeding relay;
        const QString name(1'000'000, u'n');
        const QList<QByteArray> texts =
            relay.take({connected(1), named(1, name, u"n"_s), text(1, "{}", name),
                        outgoing(text(1, "{}", name)),
                        told(TranscriptEvent::Kind::Context, name, u"Hi"_s), disconnected(1)});
        QCOMPARE(texts.size(), 5);
        for (const QByteArray &text : texts)
            QVERIFY(text.size() < 1000);
    }

    /// Nobody listens: the feed keeps up all the same.
    void unheard()
    {
        Feeding relay;
        const RelayEvents batch{connected(1),
                                named(1, u"Game A"_s, u"game-a"_s),
                                text(1, "{}"),
                                registry(1, {u"jump"_s}),
                                asking(),
                                upstream(UpstreamEvent::State::Connected),
                                outbox(u"upstream"_s, 1)};
        QCOMPARE(relay.take(batch, false), QList<QByteArray>());
        QCOMPARE(relay.take({named(1, u"Game A"_s, u"game-a"_s), asking(),
                             upstream(UpstreamEvent::State::Connected), outbox(u"upstream"_s, 1)}),
                 QList<QByteArray>());
        QCOMPARE(eventsOf(relay.take({disconnected(1)})),
                 QStringList{u"integration_disconnected_via_backend"_s});
    }

    void secretsAreMasked()
    {
        Feeding relay;
        const auto mask = [](const QByteArray &text) {
            QByteArray masked = text;
            return text.contains("s3cret") ? masked.replace("s3cret", "***") : text;
        };
        relay.feed.setMask(mask);
        ForceEvent secretive = asking();
        secretive.request.query = u"Tell s3cret"_s;
        const QList<QByteArray> texts = relay.takeWithPeers(
            {integration(9, u"s3cret"_s), text(1, R"({"a":"s3cret"})"),
             text(9, "s3cret", u"s3cret"_s, Door::Intermediary), outgoing(text(1, "s3cret")),
             told(TranscriptEvent::Kind::Context, u"Game A"_s, u"s3cret"_s), secretive,
             registry(1, {u"s3cret"_s})});
        QCOMPARE(texts.size(), 7);
        for (const QByteArray &text : texts) {
            QVERIFY2(text.contains("***"), text.constData());
            QVERIFY2(!text.contains("s3cret"), text.constData());
            parsed(text);
        }
        const QByteArray snapshot = relay.feed.snapshot(moment(0));
        QVERIFY(!snapshot.contains("s3cret"));
        parsed(snapshot);
    }

    /// A mask of the operator's own may destroy what it touches.
    void whatAMaskDestroysIsNotTold()
    {
        Feeding relay;
        relay.feed.setMask([](const QByteArray &text) {
            QByteArray masked = text;
            return text.contains("\"jump\"") ? masked.replace("\"jump\"", "***") : text;
        });
        QCOMPARE(
            relay.takeWithPeers({registry(1, {u"jump"_s}), asking(), text(1, R"({"do":"jump"})")}),
            (QList<QByteArray>{
                R"({"event":"missed","count":1})", R"({"event":"missed","count":1})",
                R"({"event":"integration_message","from":"Game A",)"
                "\"payload\":{\"action\":\"raw_text\",\"raw\":\"{\\\"do\\\":***}\"}}"}));
        const QJsonObject snapshot = parsed(relay.feed.snapshot(moment(0)));
        QCOMPARE(snapshot.value("omitted"_L1).toInt(), 2);
        QCOMPARE(snapshot.value("forces"_L1).toArray().size(), 0);
    }

    /// The engine's own events, in its own order.
    void aGameFromBeginningToEnd()
    {
        testing::EngineFixture relay(testing::withDeciders({{Decider::First, 0}}));
        RelayMirror mirror(relay.now);
        WatcherFeed feed(mirror);
        const PeerId game = relay.connectGame(u"Game A"_s, {u"jump"_s});
        relay.force(game, {u"jump"_s});
        const QStringList ids = relay.takeActionIds(game);
        QCOMPARE(ids.size(), 1);
        relay.result(game, ids.first(), false);
        const QStringList again = relay.takeActionIds(game);
        QCOMPARE(again.size(), 1);
        relay.execute(TakeSnapshot{});
        relay.advance(250);
        relay.result(game, again.first(), true);
        relay.send(game, "context", R"({"message":"Done","silent":true})");
        relay.disconnect(game);
        relay.execute(TakeSnapshot{});

        mirror.take(relay.events, 0);
        const QList<QByteArray> texts = feed.take(relay.events);
        QCOMPARE(eventsOf(texts),
                 QStringList({u"integration_connected_via_backend"_s, u"integration_message"_s,
                              u"backend_message"_s, u"integration_message"_s,
                              u"integration_registered_actions"_s, u"integration_message"_s,
                              u"choose_action"_s, u"backend_message"_s, u"choice_made"_s,
                              u"integration_message"_s, u"choice_made"_s, u"choose_action"_s,
                              u"backend_message"_s, u"choice_made"_s, u"integration_message"_s,
                              u"choice_made"_s, u"integration_message"_s, u"add_context"_s,
                              u"integration_disconnected_via_backend"_s}));
        const QString request =
            parsed(texts[6]).value("payload"_L1).toObject().value("request_id"_L1).toString();
        QVERIFY(!request.isEmpty());
        for (const int choice : {8, 10, 13, 15}) {
            QCOMPARE(parsed(texts[choice]).value("request_id"_L1).toString(), request);
            QCOMPARE(parsed(texts[choice]).value("action"_L1).toString(), u"jump"_s);
            QCOMPARE(parsed(texts[choice]).value("by"_L1).toString(), u"first"_s);
        }
        QCOMPARE(parsed(texts[10]).value("outcome"_L1).toString(), u"failed"_s);
        QCOMPARE(parsed(texts[15]).value("outcome"_L1).toString(), u"succeeded"_s);

        const GameCounters &counted = mirror.games().at({PeerRole::Game, u"Game A"_s});
        QCOMPARE(counted.messages.in, 6U);
        QCOMPARE(counted.messages.out, 3U);
        QCOMPARE(counted.failedAnswers, 1U);
        QCOMPARE(counted.forces[static_cast<std::size_t>(ForceState::Succeeded)], 1U);
        QCOMPARE(counted.actionDuration.count(), 2U);
        QCOMPARE(counted.actionDuration.sum(), 250 * ms);
        QCOMPARE(counted.connections, 0);
        QVERIFY(mirror.forces().empty());
    }

    void watchersAndIntegrations()
    {
        testing::EngineFixture relay(testing::withDeciders({{Decider::Watchers, 0}}));
        relay.openOutbox();
        const PeerId watching = relay.connectWatcher(u"ui"_s, true);
        const PeerId spotify = relay.connectIntegration(u"Spotify"_s);
        relay.receive(spotify, R"({"event":"register_actions","actions":{"play":{}}})");
        relay.receive(spotify, R"({"op":"choose_force_action","query":"Which?","state":"s",)"
                               R"("ephemeral_context":true,"actions":[{"name":"play"}]})");
        relay.execute(TakeSnapshot{});
        relay.receive(watching, R"({"choice":{"selected":"play"}})");
        relay.disconnect(spotify);
        relay.receive(watching, R"({"target":"Spotify","cmd":{"a":1}})");
        relay.serveOutbox();
        relay.execute(TakeSnapshot{});

        RelayMirror mirror(relay.now);
        WatcherFeed feed(mirror);
        mirror.take(relay.events, 0);
        QStringList events;
        for (const QByteArray &text : feed.take(relay.events)) {
            const QJsonObject event = parsed(text);
            QString line = event.value("event"_L1).toString();
            for (const auto key : {"name"_L1, "from"_L1, "to"_L1, "by"_L1, "outcome"_L1,
                                   "destination"_L1, "game_title"_L1})
                line += event.contains(key) ? u' ' + event.value(key).toString() : QString();
            events.append(line);
        }
        // The request to choose is a message to the integration as well.
        QCOMPARE(events,
                 QStringList(
                     {u"neuroos_connected ui"_s, u"integration_connected Spotify"_s,
                      u"integration_message Spotify"_s, u"integration_registered_actions Spotify"_s,
                      u"integration_message Spotify"_s, u"choose_action"_s,
                      u"backend_message Spotify"_s, u"backend_message Spotify"_s,
                      u"choice_made ui sent"_s, u"choice_made ui withdrawn"_s,
                      u"integration_disconnected Spotify"_s, u"queue integration:Spotify"_s}));
        QCOMPARE(mirror.queues(), (std::map<QString, qint64>{{u"integration:Spotify"_s, 1}}));
    }
};

QTEST_GUILESS_MAIN(TestWatcherFeed)
#include "tst_watcherfeed.moc"
