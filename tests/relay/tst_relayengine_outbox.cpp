// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

QStringList commandsOf(const QList<QByteArray> &texts)
{
    QStringList commands;
    for (const QByteArray &text : texts)
        commands.append(QJsonDocument::fromJson(text).object().value("command"_L1).toString());
    return commands;
}

QByteArray silentContext(const QByteArray &message)
{
    return R"({"command":"context","game":"Neuro Relay","data":{"message":")" + message +
           R"(","silent":true}})";
}

} // namespace

/// What waits for upstream, and what comes of the outbox's answers.
class TestRelayEngineOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderIsKeptWhileUpstreamDoesNotRead()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.act("u1", "chess--move");
        f.takeUp();
        f.congest(true);
        f.send(peer, "context", R"({"message":"one","silent":true})");
        f.registerActions(peer, {u"resign"_s});
        f.send(peer, "context", R"({"message":"two","silent":true})");
        f.result(peer, u"a-1"_s, true);
        f.serveOutbox();
        QVERIFY(f.takeUp().isEmpty());
        f.congest(false);
        f.serveOutbox();
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(commandsOf(sent), (QStringList{u"context"_s, u"actions/register"_s, u"context"_s,
                                                u"action/result"_s}));
        QCOMPARE(f.engine.census().deferredTexts, 0);
        f.pong();
        f.serveOutbox();
        QVERIFY(f.outbox.counts().isEmpty());
    }

    void messagesOfAnEarlierRunWaitForAWord()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.earlierRunMs = 10'000;
        EngineFixture f(settings);
        f.keepOfEarlierRun(UpstreamLink::destination(), silentContext("old"));
        f.openOutbox();
        f.connectUpstream();
        f.takeUp();
        f.advance(9999);
        f.serveOutbox();
        QVERIFY(f.takeUp().isEmpty());
        f.advance(1);
        f.serveOutbox();
        QCOMPARE(f.takeUp(), QList<QByteArray>{silentContext("old")});
    }

    void nobodyWaitsForMessagesOfAnEarlierRun()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.earlierRunMs = 10'000;
        EngineFixture f(settings);
        f.keepOfEarlierRun(UpstreamLink::destination(), silentContext("old"));
        f.openOutbox();
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.send(peer, "context", R"({"message":"new","silent":true})");
        f.force(peer, {u"move"_s});
        f.serveOutbox();
        QCOMPARE(commandsOf(f.takeUp()),
                 (QStringList{u"startup"_s, u"context"_s, u"actions/register"_s, u"context"_s,
                              u"actions/force"_s}));
        QVERIFY(f.engine.census().isUpstreamLive);
        f.act("u1", "chess--move");
        f.result(peer, f.takeActionIds(peer).last(), true);
        QCOMPARE(commandsOf(f.takeUp()), QStringList{u"action/result"_s});
        f.execute(ReleaseEarlierRun{false});
        f.serveOutbox();
        QCOMPARE(f.takeUp(), QList<QByteArray>{silentContext("old")});
        f.advance(50);
        f.pong();
        f.serveOutbox();
        QVERIFY(f.outbox.counts().isEmpty());
        f.advance(20'000); // Nobody is asked once more.
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 0);
    }

    /// A file that another program holds is opened later.
    void messagesOfAnEarlierRunAreAskedAboutWhenTheyAreFound()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.earlierRunMs = 10'000;
        EngineFixture f(settings);
        f.keepOfEarlierRun(UpstreamLink::destination(), silentContext("old"));
        f.engine.outboxOpened({}, protocol::verbatim(u"held by another program"_s), f.now);
        f.connectUpstream();
        f.takeUp();
        f.openOutbox();
        f.serveOutbox();
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 1);
        f.advance(10'000);
        f.serveOutbox();
        QCOMPARE(f.takeUp(), QList<QByteArray>{silentContext("old")});
    }

    void whatIsDroppedIsNotAskedAbout()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.earlierRunMs = 10'000;
        EngineFixture f(settings);
        f.keepOfEarlierRun(UpstreamLink::destination(), silentContext("old"));
        f.keepOfEarlierRun(UpstreamLink::destination(), silentContext("older"));
        f.openOutbox();
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 2);
        f.outbox.remove({1});
        f.drop(UpstreamLink::destination(), {1});
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 1);
        f.outbox.remove({2});
        f.drop(UpstreamLink::destination(), {2});
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRun, 0);
        QCOMPARE(f.all<OutboxHealthEvent>().last().earlierRunUntil, 0);
    }

    void whatWasSaidOnAConnectionThatBreaksIsSaidAgain()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s);
        f.send(peer, "context", R"({"message":"one","silent":true})");
        f.advance(50);
        f.pong();
        f.send(peer, "context", R"({"message":"two","silent":true})");
        f.disconnectUpstream();
        f.send(peer, "context", R"({"message":"three","silent":true})");
        f.serveOutbox();
        f.connectUpstream();
        f.takeUp();
        f.serveOutbox();
        QCOMPARE(f.takeUp(),
                 (QList<QByteArray>{silentContext("[Chess] two"), silentContext("[Chess] three")}));
        f.pong();
        f.serveOutbox();
        QVERIFY(f.outbox.counts().isEmpty());
        QCOMPARE(f.engine.census().unprovenContexts, 0);
    }

    void aDiskThatHangsIsNotWaitedFor()
    {
        EngineFixture f(withUpstream());
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move"_s});
        f.send(peer, "context", R"({"message":"kept","silent":true})");
        f.serveOutbox();
        f.connectUpstream();
        f.force(peer, {u"move"_s});
        f.takeUp();
        f.advance(1999);
        QVERIFY(f.takeUp().isEmpty());
        f.advance(1);
        QCOMPARE(commandsOf(f.takeUp()), QStringList{u"actions/force"_s});
        QVERIFY(!f.all<OutboxHealthEvent>().last().problem.isEmpty());
        f.serveOutbox(); // It answers at last.
        QCOMPARE(f.takeUp(), (QList<QByteArray>{silentContext("Chess connected"),
                                                silentContext("[Chess] kept")}));
        QVERIFY(f.all<OutboxHealthEvent>().last().problem.isEmpty());
    }

    /// The disk hangs for longer than can be waited for.
    void whatADiskThatHangsCannotTakeIsToldAsDropped()
    {
        EngineFixture f(withUpstream());
        const PeerId peer = f.connectGame(u"Chess"_s); // Of which upstream is to hear as well.
        const QByteArray context =
            R"({"command":"context","game":"Chess","data":{"message":"kept","silent":true}})";
        for (std::size_t i = 1; i < UpstreamLink::mostOnTheirWay; ++i)
            f.engine.textReceived(peer, context, f.now);
        f.events.clear();
        for (int i = 0; i < 2; ++i)
            f.send(peer, "context", R"({"message":"too much","silent":true})");
        const QList<OutboxEvent> told = f.all<OutboxEvent>();
        QCOMPARE(told.size(), 2);
        for (const OutboxEvent &event : told) {
            QCOMPARE(event.state, OutboxEvent::State::Dropped);
            QCOMPARE(event.count, 1);
        }
    }

    void messagesOfAnEarlierRunAreDiscarded()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.earlierRunMs = 10'000;
        EngineFixture f(settings);
        f.keepOfEarlierRun(UpstreamLink::destination(), silentContext("old"));
        f.openOutbox();
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s);
        f.send(peer, "context", R"({"message":"new","silent":true})");
        f.execute(ReleaseEarlierRun{true});
        f.serveOutbox();
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(sent.last(), silentContext("[Chess] new"));
        QVERIFY(!sent.contains(silentContext("old")));
        QVERIFY(f.outbox.counts().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineOutbox)
#include "tst_relayengine_outbox.moc"
