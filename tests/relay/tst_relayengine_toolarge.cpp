// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "limitedupstream.h"
#include "protocol/splitmix64.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray contextData(const QByteArray &text)
{
    return R"({"message":")" + text + R"(","silent":true})";
}

QByteArray contextData(qsizetype size, char letter = 'x')
{
    return contextData(QByteArray(size, letter));
}

/// Of a context as upstream hears it: in the relay's envelope, with the game's name before it.
qsizetype bytesOfContext(const QString &game, const QByteArray &data)
{
    const QByteArray envelope = R"({"command":"context","game":"Neuro Relay","data":})";
    return envelope.size() + data.size() + game.size() + 3;
}

QByteArray schemaOf(qsizetype size)
{
    return "{\"type\":\"object\",\"x\":\"" + QByteArray(size, 'x') + "\"}";
}

} // namespace

/// Upstream closes with 1009 over a message: it must not be sent for ever.
class TestRelayEngineTooLarge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aContextIsSentOnceAndBlocksNothing()
    {
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s, {u"move"_s});
        QVERIFY(up.work());
        up.f.send(chess, "context", contextData(10, 'a'));
        up.f.send(chess, "context", contextData(9000, 'b'));
        up.f.send(chess, "context", contextData(10, 'c'));
        QVERIFY(up.settle());
        QCOMPARE(up.connections, 2);
        QCOMPARE(up.count("bbb"), 0);
        // At least once each, in order.
        QVERIFY(up.count("aaaaaaaaaa") >= 1);
        QCOMPARE(up.count("cccccccccc"), 1);
        QVERIFY(up.f.outbox.counts().isEmpty());

        QCOMPARE(up.drops().size(), 1);
        QVERIFY(up.drops().first().why.english().contains(u"too large for upstream"_s));
        QCOMPARE(up.drops().first().count, 1);
        QCOMPARE(up.drops().first().pending, 2); // What was said before it, again, and after it.
        const auto findings = up.f.all<DiagnosticEvent>();
        QCOMPARE(findings.last().key, protocol::DiagnosticKey::MessageInvalid);
        QCOMPARE(findings.last().peer, chess);
        QVERIFY(findings.last().detail.english().contains(u"connect it again"_s));
        const auto frames = up.f.all<FrameEvent>();
        const auto cause = std::find_if(frames.begin(), frames.end(), [&](const auto &frame) {
            return frame.seq == findings.last().seq;
        });
        QVERIFY(cause != frames.end() && cause->payload.contains("bbbb"));
    }

    void laterOnesAreNotEvenTried()
    {
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        up.f.send(chess, "context", contextData(9000));
        QVERIFY(up.settle());
        QCOMPARE(up.connections, 2);
        const auto told = up.f.all<TranscriptEvent>().size();
        up.f.send(chess, "context", contextData(9000));
        up.f.send(chess, "context", contextData(20'000));
        QVERIFY(up.work());
        QCOMPARE(up.drops().size(), 3);
        // What she will not hear is not among what she reads.
        QCOMPARE(up.f.all<TranscriptEvent>().size(), told);
        // One that is smaller may fit: it does not, and is the last one that is tried.
        up.f.send(chess, "context", contextData(8500));
        QVERIFY(up.settle());
        QCOMPARE(up.connections, 3);
        QCOMPARE(up.drops().size(), 4);
        up.f.disconnectUpstream();
        up.f.send(chess, "context", contextData(8600));
        up.f.serveOutbox();
        QVERIFY(up.f.outbox.counts().isEmpty()); // Nothing waits that would be dropped in the end.
        QVERIFY(up.settle());
        QCOMPARE(up.drops().size(), 5);
        QCOMPARE(up.connections, 4);
    }

    void theLargestIsTheSuspectWhereverItStood()
    {
        LimitedUpstream up;
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        for (const qsizetype size : {100, 9000, 2000, 12'000, 3000})
            up.f.send(chess, "context", contextData(size));
        QVERIFY(up.settle());
        QCOMPARE(up.connections, 3); // For two that are too large.
        QCOMPARE(up.drops().size(), 2);
        for (const qsizetype size : {100, 2000, 3000})
            QVERIFY(up.count(QByteArray(size, 'x')) > 0);
        QVERIFY(up.f.outbox.counts().isEmpty());
    }

    void otherEndsTeachNothing_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("lost") << 1006;
        QTest::newRow("policy") << 1008;
        QTest::newRow("going away") << 1001;
    }

    void otherEndsTeachNothing()
    {
        QFETCH(const int, code);
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        QVERIFY(up.work());
        up.f.send(chess, "context", contextData(5000));
        up.f.disconnectUpstream(code);
        QVERIFY(up.settle());
        QCOMPARE(up.count(QByteArray(5000, 'x')), 1);
        QVERIFY(up.drops().isEmpty());
    }

    void aSmallMessageIsNotDroppedForThatCode()
    {
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        up.f.send(chess, "context", contextData(5000));
        QVERIFY(up.work()); // Proven.
        up.f.send(chess, "context", contextData(2000, 'y'));
        up.f.disconnectUpstream(1009); // Whatever it means.
        QVERIFY(up.settle());
        QCOMPARE(up.count(QByteArray(2000, 'y')), 1);
        QVERIFY(up.drops().isEmpty());
    }

    void anotherAddressIsAnotherLimit()
    {
        LimitedUpstream up;
        UpstreamEvent state;
        state.state = UpstreamEvent::State::Connected;
        state.url = u"ws://first"_s;
        up.f.engine.upstreamChanged(state);
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        up.f.send(chess, "context", contextData(9000));
        QVERIFY(up.settle());
        up.f.engine.upstreamChanged(state); // The same.
        up.f.send(chess, "context", contextData(9000));
        QCOMPARE(up.f.takeUp().size(), 0);
        state.url = u"ws://second"_s;
        up.f.engine.upstreamChanged(state);
        up.f.send(chess, "context", contextData(9000));
        QCOMPARE(up.f.takeUp().size(), 1);
    }

    void whatTheOperatorEndsIsTriedAnew_data()
    {
        QTest::addColumn<UpstreamEvent::State>("state");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isForgotten");
        const QString url = u"ws://first"_s;
        QTest::newRow("disconnected") << UpstreamEvent::State::Off << url << true;
        QTest::newRow("connected anew") << UpstreamEvent::State::Stopping << url << true;
        QTest::newRow("none any more") << UpstreamEvent::State::Connecting << QString() << true;
        QTest::newRow("lost") << UpstreamEvent::State::Waiting << url << false;
        QTest::newRow("dialed again") << UpstreamEvent::State::Connecting << url << false;
    }

    void whatTheOperatorEndsIsTriedAnew()
    {
        QFETCH(UpstreamEvent::State, state);
        QFETCH(QString, url);
        QFETCH(bool, isForgotten);
        LimitedUpstream up;
        UpstreamEvent event;
        event.state = UpstreamEvent::State::Connected;
        event.url = u"ws://first"_s;
        up.f.engine.upstreamChanged(event);
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        up.f.registerActions(chess, {u"large"_s}, schemaOf(9000));
        QVERIFY(up.settle());
        event.state = state;
        event.url = url;
        up.f.engine.upstreamChanged(event);
        up.f.send(chess, "context", contextData(9500));
        QCOMPARE(up.f.takeUp().size(), isForgotten ? 1 : 0);
        up.f.disconnectUpstream();
        up.f.connectUpstream();
        QCOMPARE(registered(up.f.takeUp()).contains(u"chess--large"_s), isForgotten);
    }

    /// As when the operator presses Reconnect while the next attempt is waited for.
    void whatIsDialedAnewIsTriedAnew()
    {
        LimitedUpstream up;
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        up.f.registerActions(chess, {u"large"_s}, schemaOf(9000));
        QVERIFY(up.settle());
        up.f.disconnectUpstream();
        up.f.engine.upstreamDialedAnew(up.f.now);
        up.f.connectUpstream();
        QVERIFY(registered(up.f.takeUp()).contains(u"chess--large"_s));
        up.f.send(chess, "context", contextData(9500));
        up.f.serveOutbox();
        QVERIFY(up.drops().isEmpty());
    }

    void theTranscriptTellsOfNoneThatIsKeptBack()
    {
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s, {u"small"_s});
        QVERIFY(up.work());
        up.f.registerActions(chess, {u"large"_s}, schemaOf(9000));
        QCOMPARE(up.told().last(), u"+large"_s); // Nobody knows better yet.
        QVERIFY(up.settle());
        QCOMPARE(up.told(), (QStringList{u"+small"_s, u"+large"_s, u"-large"_s}));
        // From now on only of those that she gets.
        up.f.registerActions(chess, {u"larger"_s, u"largest"_s}, schemaOf(9500));
        QCOMPARE(up.told().size(), 3);
        up.f.registerActions(chess, {u"last"_s});
        QCOMPARE(up.told().last(), u"+last"_s);
        up.f.send(chess, "actions/unregister", R"({"action_names":["larger","last"]})");
        QCOMPARE(up.told().last(), u"-last"_s);
        // Nor do restrictions tell of what was not there.
        const auto count = up.told().size();
        up.f.execute(HideAction{u"Chess"_s, u"large"_s, true});
        QCOMPARE(up.told().size(), count);
        up.f.execute(HideAction{u"Chess"_s, u"large"_s, false});
        QCOMPARE(up.told().size(), count);
        up.f.execute(MuteGame{u"Chess"_s, true});
        QCOMPARE(up.told().last(), u"-small"_s);
        up.f.execute(MuteGame{u"Chess"_s, false});
        QCOMPARE(up.told().last(), u"+small"_s);
        QVERIFY(up.work());
        // Each was told of once, and again where it came again: two were shown again.
        QCOMPARE(up.f.diagnostics().count(u"message/invalid"_s), 6);
    }

    void theTranscriptTellsWhenTheyAreOfferedAfterAll()
    {
        LimitedUpstream up;
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        const PeerId cards = up.f.connectGame(u"Cards"_s, {u"draw"_s});
        up.f.registerActions(chess, {u"a"_s}, schemaOf(9000));
        up.f.registerActions(chess, {u"b"_s}, schemaOf(9500));
        up.f.registerActions(cards, {u"c"_s}, schemaOf(9500));
        QVERIFY(up.settle());
        up.f.disconnectUpstream();
        const auto count = up.told().size();
        up.f.engine.upstreamDialedAnew(up.f.now);
        up.f.connectUpstream();
        QCOMPARE(up.told().sliced(count), (QStringList{u"+a, b"_s, u"+c"_s}));
        const QStringList all = registered(up.f.takeUp());
        for (const QString &name : {u"chess--a"_s, u"chess--b"_s, u"cards--c"_s})
            QVERIFY(all.contains(name));
    }

    /// The size was that of an upstream that nobody wants any more.
    void withoutAnUpstreamNothingIsTooLargeForIt()
    {
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s, {u"move"_s});
        const QByteArray large = ",\"state\":\"" + QByteArray(9000, 'x') + '"';
        up.f.force(chess, {u"move"_s}, large);
        QVERIFY(up.settle());
        QCOMPARE(up.f.forceStates(1).last(), u"timeout"_s);
        up.f.disconnectUpstream();
        EngineSettings settings = withUpstream();
        settings.upstream.isConfigured = false;
        up.f.engine.setSettings(settings, up.f.now);
        up.f.force(chess, {u"move"_s}, large);
        QCOMPARE(up.f.forceStates(2).last(), u"waiting"_s);
    }

    void registrationsAreCut()
    {
        LimitedUpstream up;
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        QStringList names;
        for (int i = 0; i < 40; ++i) {
            names.append(u"chess--act%1"_s.arg(i));
            up.f.registerActions(chess, {u"act%1"_s.arg(i)}, schemaOf(1000));
        }
        QVERIFY(up.settle());
        QVERIFY2(up.connections <= 5, QByteArray::number(up.connections).constData());
        QCOMPARE(registered(up.read).last(names.size()), names);
        QVERIFY(!up.f.diagnostics().contains(u"message/invalid"_s));
        // Over the whole of it as well, asked for in between.
        up.read.clear();
        up.f.receive(up.f.upstream, R"({"command":"actions/reregister_all"})");
        QVERIFY(up.work());
        QCOMPARE(registered(up.read), names);
    }

    void anActionThatIsTooLargeIsKeptBackAndTheOthersAreNot()
    {
        LimitedUpstream up;
        const PeerId chess = up.f.connectGame(u"Chess"_s, {u"small"_s});
        up.f.registerActions(chess, {u"large"_s}, schemaOf(9000));
        up.f.registerActions(chess, {u"last"_s});
        QVERIFY(up.settle());
        QCOMPARE(registered(up.read).last(2), (QStringList{u"chess--small"_s, u"chess--last"_s}));
        QVERIFY(!registered(up.read).contains(u"chess--large"_s));
        const auto findings = up.f.all<DiagnosticEvent>();
        QCOMPARE(findings.size(), 1); // Told once, over all connections.
        QVERIFY(findings.first().detail.english().startsWith(u"\"large\" is not offered"_s) ||
                findings.first().detail.english().startsWith(u"large is not offered"_s));
        QVERIFY(findings.first().detail.english().contains(u"connect it again"_s));
        // A force goes up without it …
        up.read.clear();
        up.f.force(chess, {u"small"_s, u"large"_s});
        QVERIFY(up.work());
        QCOMPARE(up.read.size(), 1);
        QVERIFY(up.read.first().contains(R"("action_names":["chess--small"])"));
        // … and what comes in a smaller form is there.
        up.f.send(chess, "actions/unregister", R"({"action_names":["large"]})");
        up.f.registerActions(chess, {u"large"_s}, schemaOf(100));
        QVERIFY(up.work());
        QVERIFY(registered(up.read).contains(u"chess--large"_s));
    }

    void aForceThatIsTooLargeGoesToTheOthers()
    {
        LimitedUpstream up(withUpstream({{Decider::Upstream, 0}, {Decider::First, 0}}));
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s, {u"move"_s});
        QVERIFY(up.work());
        up.f.force(chess, {u"move"_s}, R"(,"state":")" + QByteArray(9000, 'x') + '"');
        QVERIFY(!up.work());
        // At once, not when upstream is back.
        QCOMPARE(up.f.takeActionIds(chess).size(), 1);
        QVERIFY(up.settle());
        QCOMPARE(up.connections, 2);
        up.f.result(chess, up.f.all<ActionEvent>().last().id, true);
        // The next one of that kind is not sent; one that fits is.
        up.f.force(chess, {u"move"_s}, R"(,"state":")" + QByteArray(9000, 'x') + '"');
        QCOMPARE(up.f.takeActionIds(chess).size(), 1);
        QVERIFY(up.work());
        up.f.result(chess, up.f.all<ActionEvent>().last().id, true);
        up.f.force(chess, {u"move"_s});
        QVERIFY(up.work());
        QVERIFY(up.read.last().contains("actions/force"));
    }

    void aForceThatIsTooLargeForTheOnlyDeciderEnds()
    {
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s, {u"move"_s});
        up.f.force(chess, {u"move"_s}, R"(,"state":")" + QByteArray(9000, 'x') + '"');
        up.f.force(chess, {u"move"_s});
        QVERIFY(up.settle());
        QCOMPARE(up.connections, 2);
        QCOMPARE(up.f.forceStates(1).last(), u"timeout"_s);
        QCOMPARE(up.f.forceStates(2).last(), u"asked"_s);
        QVERIFY(up.read.last().contains("actions/force"));
    }

    void aResultThatIsTooLargeIsToldShorter_data()
    {
        QTest::addColumn<bool>("success");
        QTest::newRow("success") << true;
        QTest::newRow("failure") << false;
    }

    void aResultThatIsTooLargeIsToldShorter()
    {
        QFETCH(const bool, success);
        LimitedUpstream up;
        up.connect();
        const PeerId chess = up.f.connectGame(u"Chess"_s, {u"move"_s});
        up.f.send(chess, "context", contextData(9000));
        QVERIFY(up.settle());
        up.f.act("u1", "chess--move");
        up.f.result(chess, up.f.takeActionIds(chess).last(), success, QByteArray(9000, 'r'));
        QVERIFY(up.work());
        const QJsonObject data =
            QJsonDocument::fromJson(up.read.last()).object().value("data"_L1).toObject();
        QCOMPARE(data.value("id"_L1).toString(), u"u1"_s);
        QCOMPARE(data.value("success"_L1).toBool(), success);
        QVERIFY(data.value("message"_L1).toString().contains(u"too long"_s));
        QVERIFY(up.f.all<TranscriptEvent>().last().text.contains(u"too long"_s));
        QCOMPARE(up.f.all<TranscriptEvent>().last().success, success);
        QCOMPARE(up.f.diagnostics().last(), u"message/invalid"_s);
        QCOMPARE(up.connections, 2);
    }

    void whatOthersSayThatIsTooLargeIsRefusedToThem()
    {
        LimitedUpstream up;
        up.connect();
        const PeerId watcher = up.f.connectWatcher(u"Watcher"_s, true);
        const PeerId chess = up.f.connectGame(u"Chess"_s);
        up.f.send(chess, "context", contextData(9000));
        QVERIFY(up.settle());
        const auto said = up.f.execute(SayToNeuro{QString(9500, u'x'), false});
        QCOMPARE(said.code, CommandError::TooLarge);
        QVERIFY(said.error.english().contains(u"too large for upstream"_s));
        up.f.takeSent(watcher);
        up.f.receive(watcher, R"({"direct_to_neuro":true,"payload":{"command":"context","data":)" +
                                  contextData(9500) + "}}");
        QVERIFY(up.f.takeSent(watcher).last().contains("too large for upstream"));
        // A command of a newer API.
        up.f.send(chess, "future/command", contextData(9500));
        QVERIFY(up.work());
        QCOMPARE(up.connections, 2);
        QCOMPARE(up.f.diagnostics().last(), u"message/invalid"_s);
    }

    void rowsOfAnEarlierRunAreDroppedInTheirTurn()
    {
        LimitedUpstream up;
        up.f.keepOfEarlierRun(UpstreamLink::destination(),
                              R"({"command":"context","data":)" + contextData(9000) + '}');
        up.f.openOutbox();
        up.f.connectGame(u"Chess"_s);
        QVERIFY(up.settle());
        QCOMPARE(up.connections, 2);
        QCOMPARE(up.drops().size(), 1);
        QCOMPARE(up.drops().first().pending, 1); // That Chess is there.
        QVERIFY(up.f.outbox.counts().isEmpty());
        QVERIFY(up.f.engine.census().isUpstreamLive);
    }

    void anyMixtureOfSizesArrivesButForWhatIsTooLarge_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 30; ++seed)
            QTest::addRow("%llu", seed) << seed;
    }

    void anyMixtureOfSizesArrivesButForWhatIsTooLarge()
    {
        QFETCH(const quint64, seed);
        protocol::SplitMix64 random(seed);
        const auto below = [&random](int limit) {
            return static_cast<int>(random.below(static_cast<quint64>(limit)));
        };
        LimitedUpstream up;
        QList<PeerId> peers;
        QHash<PeerId, QList<int>> fitting;
        qsizetype tooLarge = 0;
        for (const QString &name : {u"Chess"_s, u"Go"_s, u"Cards"_s})
            peers.append(up.f.connectGame(name, {u"move"_s}));
        constexpr int messages = 150;
        for (int number = 0; number < messages; ++number) {
            const PeerId peer = peers.at(below(3));
            const QByteArray size(
                below(4) == 0 ? below(3 * LimitedUpstream::limitBytes) : below(200), 'x');
            const QByteArray text = "no " + QByteArray::number(number) + " " + size;
            const QByteArray data = contextData(text);
            if (bytesOfContext(up.f.games.value(peer), data) > LimitedUpstream::limitBytes)
                ++tooLarge;
            else
                fitting[peer].append(number);
            up.f.send(peer, "context", data);
            switch (below(12)) {
            case 0:
                if (up.f.upstream == 0)
                    up.connect();
                break;
            case 1:
                if (up.f.upstream != 0)
                    up.f.disconnectUpstream(below(2) == 0 ? 1006 : 1001);
                break;
            case 2:
                if (up.f.upstream != 0)
                    up.work();
                break;
            case 3:
                up.f.serveOutbox();
                break;
            case 4:
                up.f.advance(below(100));
                break;
            default:
                break;
            }
        }
        QVERIFY(up.settle());
        QVERIFY(up.f.outbox.counts().isEmpty());
        QVERIFY(up.f.engine.census().isUpstreamLive);
        qint64 dropped = 0;
        for (const OutboxEvent &drop : up.drops())
            dropped += drop.count;
        QCOMPARE(dropped, tooLarge);
        for (const PeerId peer : std::as_const(peers)) {
            QList<int> heard; // For the first time.
            const QByteArray prefix = '[' + up.f.games.value(peer).toUtf8() + "] no ";
            for (const QByteArray &text : std::as_const(up.read)) {
                const qsizetype at = text.indexOf(prefix);
                if (at < 0)
                    continue;
                const int number = text.mid(at + prefix.size()).split(' ').first().toInt();
                if (!heard.contains(number))
                    heard.append(number);
            }
            QCOMPARE(heard, fitting.value(peer));
        }
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineTooLarge)
#include "tst_relayengine_toolarge.moc"
