// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray graceful = R"({"command":"shutdown/graceful", "data":{"wants_shutdown":true}})"_ba;
const QByteArray takenBack =
    R"({"command":"shutdown/graceful","data":{"wants_shutdown":false}})"_ba;
const QByteArray immediate = R"({"command":"shutdown/immediate"})"_ba;
const QByteArray ready = R"({"command":"shutdown/ready","game":"Neuro Relay"})"_ba;
const QByteArray acknowledgement =
    R"({"command":"startup","data":{"session":{"sessionId":"s7","characterId":"evil",)"
    R"("displayName":"Evil Neuro"}}})"_ba;

/// Upstream and one game.
class Stage : public EngineFixture
{
public:
    explicit Stage(EngineSettings settings = withUpstream())
        : EngineFixture(std::move(settings))
    {
        connectUpstream();
        chess = connectGame(u"Chess"_s);
        takeUp();
    }

    /// A game that has connected and says its first message.
    PeerId begin(const QString &name, const QByteArray &command)
    {
        const PeerId peer = connectPeer();
        games[peer] = name;
        send(peer, command, command == "context" ? R"({"message":"x","silent":true})" : "");
        return peer;
    }
    int readies() { return static_cast<int>(takeUp().count(ready)); }

    PeerId chess = 0;
};

} // namespace

/// How games begin and end while upstream is there.
class TestRelayEngineLifecycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesDuringAShutdownIsToldAndAwaited_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("with a startup") << "startup"_ba;
        QTest::newRow("without") << "context"_ba;
    }

    void whoComesDuringAShutdownIsToldAndAwaited()
    {
        QFETCH(const QByteArray, first);
        Stage f;
        f.receive(f.upstream, acknowledgement);
        f.receive(f.upstream, graceful);
        const PeerId late = f.begin(u"Late"_s, first);
        const QList<QByteArray> sent = f.takeSent(late);
        QCOMPARE(sent.last(), graceful);
        QCOMPARE(sent.count(graceful), 1);
        if (first == "startup") // Who it is comes before what it wants.
            QCOMPARE(sent.first(), acknowledgement);
        f.send(late, "context", R"({"message":"saving","silent":true})");
        QVERIFY(f.takeSent(late).isEmpty()); // Once.
        f.send(f.chess, "shutdown/ready");
        QCOMPARE(f.readies(), 0);
        f.send(late, "shutdown/ready");
        QCOMPARE(f.readies(), 1);
        QVERIFY(f.takeSent(f.begin(u"Later"_s, first)).count(graceful) == 0); // It is over.
    }

    void whoHasNotSpokenYetIsAwaitedOnceItHas()
    {
        Stage f;
        const PeerId mute = f.connectPeer();
        f.games[mute] = u"Mute"_s;
        f.receive(f.upstream, graceful);
        f.send(mute, "startup");
        f.send(f.chess, "shutdown/ready");
        QCOMPARE(f.readies(), 0);
        f.send(mute, "shutdown/ready");
        QCOMPARE(f.readies(), 1);
    }

    void whoStartsUpAgainIsToldAgain()
    {
        Stage f;
        f.receive(f.upstream, graceful);
        f.takeSent(f.chess);
        f.send(f.chess, "startup");
        QCOMPARE(f.takeSent(f.chess).count(graceful), 1);
        f.send(f.chess, "shutdown/ready");
        QCOMPARE(f.readies(), 1);
    }

    void whoComesReadyIsNotAsked()
    {
        Stage f;
        f.receive(f.upstream, graceful);
        const PeerId late = f.begin(u"Late"_s, "shutdown/ready");
        QVERIFY(f.takeSent(late).isEmpty());
        f.send(f.chess, "shutdown/ready");
        QCOMPARE(f.readies(), 1);
    }

    void anImmediateShutdownEndsInTimeWhoeverComes()
    {
        Stage f;
        f.receive(f.upstream, immediate);
        f.advance(4000);
        const PeerId late = f.begin(u"Late"_s, "startup");
        QCOMPARE(f.takeSent(late).last(), immediate);
        f.send(f.chess, "shutdown/ready");
        QCOMPARE(f.readies(), 0);
        f.advance(1000);
        QCOMPARE(f.readies(), 1);
    }

    void onlyAGracefulShutdownIsTakenBack()
    {
        Stage f;
        f.receive(f.upstream, immediate);
        f.receive(f.upstream, takenBack);
        f.advance(4999);
        QCOMPARE(f.readies(), 0);
        f.advance(1);
        QCOMPARE(f.readies(), 1);
        // The next one is an ordinary one again.
        f.receive(f.upstream, graceful);
        f.receive(f.upstream, takenBack);
        f.send(f.chess, "shutdown/ready");
        f.advance(60'000);
        QCOMPARE(f.readies(), 0);
        QCOMPARE(f.takeSent(f.begin(u"Late"_s, "startup")).count(graceful), 0);
    }

    void aShutdownEndsWithItsConnection()
    {
        Stage f;
        f.receive(f.upstream, immediate);
        f.disconnectUpstream();
        f.connectUpstream();
        f.serveOutbox();
        f.takeUp();
        const PeerId late = f.begin(u"Late"_s, "startup");
        QCOMPARE(f.takeSent(late).count(immediate), 0);
        f.advance(10'000);
        QCOMPARE(f.readies(), 0);
    }

    void anUpstreamThatDoesNotAcknowledgeIsAnsweredFor()
    {
        Stage f;
        f.advance(5000);
        f.takeSent(f.chess);
        const PeerId peer = f.begin(u"Go"_s, "startup");
        f.advance(1999);
        QVERIFY(f.takeSent(peer).isEmpty());
        f.advance(1);
        const QList<QByteArray> sent = f.takeSent(peer);
        QCOMPARE(sent.size(), 1);
        QVERIFY(sent[0].contains(R"("command":"startup")"));
        QVERIFY(sent[0].contains(R"("displayName":"Neuro-sama")"));
        QVERIFY(f.takeSent(f.chess).isEmpty()); // It has its own.
        f.advance(60'000);
        QVERIFY(f.takeSent(peer).isEmpty());
        // Late, but here.
        f.receive(f.upstream, acknowledgement);
        QCOMPARE(f.takeSent(peer), QList<QByteArray>{acknowledgement});
        f.send(peer, "startup");
        QCOMPARE(f.takeSent(peer), QList<QByteArray>{acknowledgement});
        f.advance(60'000);
        QVERIFY(f.takeSent(peer).isEmpty());
    }

    void anAcknowledgementInTimeIsTheOnlyOne()
    {
        Stage f;
        const PeerId peer = f.begin(u"Go"_s, "startup");
        f.advance(1000);
        f.receive(f.upstream, acknowledgement);
        f.advance(60'000);
        QCOMPARE(f.takeSent(peer), QList<QByteArray>{acknowledgement});
    }

    void whoWaitsWhenUpstreamGoesIsAnsweredToo()
    {
        Stage f;
        const PeerId peer = f.begin(u"Go"_s, "startup");
        f.disconnectUpstream();
        f.advance(2000);
        QCOMPARE(f.takeSent(peer).size(), 1);
        f.connectUpstream();
        f.serveOutbox();
        f.send(peer, "startup");
        f.disconnectUpstream();
        f.send(peer, "startup");
        f.advance(60'000);
        QCOMPARE(f.takeSent(peer).size(), 1); // Each startup has one answer, and the first is void.
        const PeerId gone = f.begin(u"Gone"_s, "startup");
        f.disconnect(gone);
        f.disconnect(peer);
        f.disconnect(f.chess);
        f.advance(700'000);
        QCOMPARE(f.engine.nextDeadline(), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineLifecycle)
#include "tst_relayengine_lifecycle.moc"
