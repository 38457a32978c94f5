// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "watcherstage.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray chosen = R"({"status":"chosen"})";
const QByteArray notAskedYet =
    error("not asked yet: answer when choose_action comes again, or use the token with enhanced "
          "privileges");

EngineSettings watchersThen(std::initializer_list<DeciderSettings> others = {})
{
    EngineSettings settings;
    settings.deciders = {{Decider::Watchers, 0}};
    settings.deciders.append(QList<DeciderSettings>(others));
    return settings;
}

/// A game that offers "move" (with data) and "resign" (without).
struct Table : Stage
{
    explicit Table(const EngineSettings &settings = watchersThen())
        : Stage(settings)
    {
        game = connectGame(u"Chess"_s, {u"resign"_s});
        registerActions(game, {u"move"_s},
                        R"({"type":"object","properties":{"to":{"type":"string"}}})");
        serveOutbox();
        takeUp();
    }

    void force(const QStringList &names = {u"move"_s, u"resign"_s})
    {
        EngineFixture::force(game, names);
        takeSent(game);
    }
    QList<QByteArray> choose(PeerId peer, const QByteArray &content)
    {
        return ask(peer, R"({"choice":{)" + content + "}}");
    }
    ForceEvent last() const { return all<ForceEvent>().last(); }
    QString answerId() const { return all<ActionEvent>().last().id; }

    PeerId game = 0;
};

} // namespace

/// Forces that watchers and integrations decide.
class TestRelayEngineChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watchersAreAskedForATime_data()
    {
        QTest::addColumn<int>("ofDecider");
        QTest::addColumn<int>("ofSettings");
        QTest::addColumn<int>("expectedMs");
        QTest::addRow("default") << 0 << 8000 << 8000;
        QTest::addRow("setting") << 0 << 3000 << 3000;
        QTest::addRow("decider") << 500 << 3000 << 500;
    }
    void watchersAreAskedForATime()
    {
        QFETCH(int, ofDecider);
        QFETCH(int, ofSettings);
        QFETCH(int, expectedMs);
        EngineSettings settings =
            withDeciders({{Decider::Watchers, ofDecider}, {Decider::First, 0}});
        settings.watchersTimeoutMs = ofSettings;
        Table f(settings);
        f.force();
        QCOMPARE(f.last().state, ForceState::Asked);
        QCOMPARE(*f.last().decider, Decider::Watchers);
        QCOMPARE(f.last().deadline, f.now.mono + expectedMs * microsPerMs);
        QCOMPARE(f.last().requestId, u"a-f1"_s);
        f.advance(expectedMs - 1);
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        f.advance(1);
        QCOMPARE(*f.last().decider, Decider::First);
        QCOMPARE(f.forceStates(1).last(), u"answered"_s);
        QCOMPARE(f.choose(f.watcher, R"("request_id":"a-f1","selected":"move")"),
                 QList<QByteArray>{error("too late")});
    }

    void integrationsAreAsked()
    {
        Table f;
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.receive(spotify,
                  R"({"event":"register_actions","actions":{"play":{"description":"d"}}})");
        f.receive(spotify,
                  R"({"op":"choose_force_action","query":"Which?","actions":[{"name":"play"}]})");
        // Its own, too: it may decide as well as any other.
        const QByteArray request =
            R"({"event":"choose_action_request","payload":{"type":"choose_action_request",)"
            R"("request_id":"a-f1","game_title":"Spotify","state":null,"query":"Which?",)"
            R"("ephemeral_context":false,"priority":"low",)"
            R"("actions":[{"name":"play","desc":"d","schema":{}}]}})";
        QCOMPARE(f.takeSent(spotify), QList<QByteArray>{request});
        const PeerId other = f.connectIntegration(u"Lights"_s);
        QCOMPARE(f.takeSent(other), QList<QByteArray>{request}); // It may still decide.
        f.force();
        QCOMPARE(f.takeSent(spotify).size(), 1);
        QCOMPARE(f.takeSent(other).size(), 1);
        QVERIFY(f.takeSent(f.watcher).isEmpty()); // They hear it with all that happens.
        QVERIFY(f.takeSent(f.game).isEmpty());
        QCOMPARE(f.choose(other, R"("request_id":"a-f2","selected":"resign")"),
                 QList<QByteArray>{chosen});
        QCOMPARE(f.last().answeredBy, u"Lights"_s);
        QCOMPARE(f.choose(spotify, R"("request_id":"a-f1","selected":"play")"),
                 (QList<QByteArray>{R"({"command":"action","data":{"id":"a-2","name":"play"}})",
                                    chosen}));
    }

    void whoComesIsNotAskedWhatOthersDecide()
    {
        EngineFixture f(withDeciders({{Decider::Operator, 0}}));
        const PeerId game = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(game, {u"move"_s});
        QVERIFY(f.takeSent(f.connectIntegration(u"Lights"_s)).isEmpty());
    }

    void nobodyThereIsPassedOnAtOnce()
    {
        EngineFixture f(watchersThen({{Decider::First, 0}}));
        const PeerId game = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(game, {u"move"_s});
        QCOMPARE(f.takeActionIds(game).size(), 1);
        for (const ForceEvent &event : f.all<ForceEvent>())
            QVERIFY(event.decider != Decider::Watchers);
    }

    void nobodyThereIsWaitedForWhenThereIsNoOther()
    {
        EngineFixture f(watchersThen());
        const PeerId game = f.connectGame(u"Chess"_s, {u"move"_s});
        f.force(game, {u"move"_s});
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        const PeerId watcher = f.connectWatcher(u"ui"_s);
        f.receive(watcher, R"({"choice":{"selected":"move"}})");
        QCOMPARE(f.takeSent(watcher), QList<QByteArray>{chosen});
        f.result(game, f.takeActionIds(game).value(0), true);
        f.force(game, {u"move"_s});
        f.advance(8000);
        QCOMPARE(f.forceStates(2).last(), u"timeout"_s);
    }

    void theFirstValidChoiceWins()
    {
        Table f;
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.force();
        QCOMPARE(f.choose(f.watcher, R"("request_id":"a-f1","selected":"castle")"),
                 QList<QByteArray>{error("castle is not one of the force's actions")});
        QCOMPARE(f.choose(spotify, R"("request_id":"a-f1","selected":"move","data":{"to": "e4"})"),
                 QList<QByteArray>{chosen});
        QCOMPARE(f.lastFrameIn().force, ForceId(1));
        QCOMPARE(f.lastFrameIn().actionId, f.answerId());
        QCOMPARE(f.takeSent(f.game),
                 QList<QByteArray>{"{\"command\":\"action\",\"data\":{\"id\":\"a-1\",\"name\":"
                                   "\"move\",\"data\":\"{\\\"to\\\": \\\"e4\\\"}\"}}"});
        QCOMPARE(f.all<ActionEvent>().last().source, ActionSource::Watchers);
        QCOMPARE(f.last().answeredBy, u"Spotify"_s);
        QCOMPARE(*f.last().decider, Decider::Watchers);
        for (const PeerId late : {f.watcher, f.enhanced}) {
            QCOMPARE(f.choose(late, R"("request_id":"a-f1","selected":"move","data":{})"),
                     QList<QByteArray>{error("too late")});
        }
        f.result(f.game, f.answerId(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
        QCOMPARE(f.last().answeredBy, u"Spotify"_s);
        QCOMPARE(f.choose(f.watcher, R"("request_id":"a-f1","selected":"move","data":{})"),
                 QList<QByteArray>{error("too late")});
        QVERIFY(f.takeActionIds(f.game).isEmpty());
    }

    void aChoiceThatIsNotValid_data()
    {
        QTest::addColumn<QByteArray>("choice");
        QTest::addColumn<QByteArray>("answer"); // How it begins.
        QTest::addRow("another action")
            << R"("selected":"fly")"_ba << error("fly is not one of the force's actions");
        QTest::addRow("no data") << R"("selected":"move")"_ba << error("move needs data");
        QTest::addRow("bad data") << R"("selected":"move","data":{"to":1})"_ba
                                  << "{\"error\":\""_ba;
        QTest::addRow("no JSON") << R"("selected":"move","data":"e4")"_ba
                                 << "{\"error\":\""_ba;
        QTest::addRow("data where none is taken")
            << R"("selected":"resign","data":{"a":1})"_ba << error("resign takes no data");
        QTest::addRow("unknown request")
            << R"("request_id":"b-f1","selected":"resign")"_ba << error("unknown request_id b-f1");
        QTest::addRow("request to come")
            << R"("request_id":"a-f2","selected":"resign")"_ba << error("unknown request_id a-f2");
        QTest::addRow("request zero")
            << R"("request_id":"a-f0","selected":"resign")"_ba << error("unknown request_id a-f0");
        QTest::addRow("no number")
            << R"("request_id":"a-fx","selected":"resign")"_ba << error("unknown request_id a-fx");
        QTest::addRow("empty request") << R"("request_id":"","selected":"resign")"_ba
                                       << "{\"error\":\"unknown request_id"_ba;
        QTest::addRow("nothing selected") << R"("request_id":"a-f1")"_ba
                                          << "{\"error\":\"\\\"choice.selected\\\" is missing"_ba;
    }
    void aChoiceThatIsNotValid()
    {
        QFETCH(QByteArray, choice);
        QFETCH(QByteArray, answer);
        Table f;
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.force();
        for (const PeerId peer : {f.watcher, f.enhanced, spotify}) {
            const QList<QByteArray> answers = f.choose(peer, choice);
            QCOMPARE(answers.size(), 1);
            QVERIFY2(answers.first().startsWith(answer), answers.first().constData());
            QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        }
        QVERIFY(f.takeSent(f.game).isEmpty());
        QCOMPARE(f.forceStates(1).last(), u"asked"_s);
        // It is decided all the same.
        QCOMPARE(f.choose(f.watcher, R"("selected":"resign","data":{})"),
                 QList<QByteArray>{chosen});
    }

    void withoutAnIdExactlyOneMustWait()
    {
        Table f;
        const PeerId second = f.connectGame(u"Go"_s, {u"pass"_s});
        QCOMPARE(f.choose(f.watcher, R"("selected":"pass")"),
                 QList<QByteArray>{error("which request?")});
        f.force();
        f.EngineFixture::force(second, {u"pass"_s});
        for (const PeerId peer : {f.watcher, f.enhanced}) {
            QCOMPARE(f.choose(peer, R"("selected":"pass")"),
                     QList<QByteArray>{error("which request?")});
        }
        QCOMPARE(f.choose(f.watcher, R"("request_id":"a-f2","selected":"pass")"),
                 QList<QByteArray>{chosen});
        QCOMPARE(f.choose(f.watcher, R"("selected":"resign")"), QList<QByteArray>{chosen});
        QCOMPARE(f.forceStates(1).last(), u"answered"_s);
    }

    /// Of one game only one is asked at a time; all of them wait.
    void withoutAnIdThoseThatWaitCount_data()
    {
        QTest::addColumn<bool>("isHeld");
        QTest::addRow("waiting") << false;
        QTest::addRow("held") << true;
    }
    void withoutAnIdThoseThatWaitCount()
    {
        QFETCH(bool, isHeld);
        Table f;
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.force();
        f.force();
        f.takeSent(spotify);
        if (isHeld)
            f.execute(HoldForce{2, true});
        for (const PeerId peer : {f.watcher, f.enhanced, spotify}) {
            QCOMPARE(f.choose(peer, R"("selected":"resign")"),
                     QList<QByteArray>{error("which request?")});
        }
        QCOMPARE(f.choose(f.enhanced, R"("request_id":"a-f1","selected":"resign")"),
                 QList<QByteArray>{chosen});
        // The other one is the only one now, though a result of the first is still to come.
        QCOMPARE(f.choose(f.watcher, R"("selected":"resign")"), QList<QByteArray>{notAskedYet});
        QCOMPARE(f.choose(f.enhanced, R"("selected":"resign")"), QList<QByteArray>{chosen});
        QCOMPARE(f.last().id, ForceId(2));
        // Both are answered.
        QCOMPARE(f.choose(f.enhanced, R"("selected":"resign")"),
                 QList<QByteArray>{error("which request?")});
    }

    void whatIsStillToBeAskedIsNotForbidden_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isAskedLater");
        QTest::addRow("behind another") << u"waiting"_s << notAskedYet << true;
        QTest::addRow("held") << u"held"_s << notAskedYet << true;
        QTest::addRow("held when it was asked") << u"asked, held"_s << notAskedYet << true;
        QTest::addRow("before them the operator") << u"operator"_s << notAskedYet << true;
        QTest::addRow("taken over") << u"taken over"_s << error("too late") << false;
        QTest::addRow("taken over while it waited")
            << u"waiting, taken over"_s << error("enhanced privileges required") << false;
        QTest::addRow("test bench") << u"bench"_s << error("enhanced privileges required") << false;
    }
    void whatIsStillToBeAskedIsNotForbidden()
    {
        QFETCH(QString, where);
        QFETCH(QByteArray, answer);
        QFETCH(bool, isAskedLater);
        Table f(where == "operator"_L1
                    ? withDeciders({{Decider::Operator, 5000}, {Decider::Watchers, 60'000}})
                    : watchersThen());
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        ForceId id = 1;
        if (where == "bench"_L1) {
            TestBench bench;
            bench.ignoreForces = true;
            f.execute(SetTestBench{bench});
        }
        if (where == "held"_L1)
            f.execute(HoldAllForces{true});
        f.force();
        if (where.startsWith("waiting"_L1)) {
            f.force();
            id = 2;
        }
        if (where == "asked, held"_L1)
            f.execute(HoldForce{1, true});
        if (where.endsWith("taken over"_L1))
            f.execute(TakeOverForce{id});
        f.takeSent(spotify);
        const QByteArray choice =
            "\"request_id\":\"a-f" + QByteArray::number(id) + "\",\"selected\":\"resign\"";
        for (const PeerId peer : {f.watcher, spotify}) {
            QCOMPARE(f.choose(peer, choice), QList<QByteArray>{answer});
            QCOMPARE(f.lastFrameIn().verdict, Verdict::Refused);
        }
        if (where == "operator"_L1)
            f.advance(5000);
        else if (where == "waiting"_L1)
            f.choose(f.watcher, R"("request_id":"a-f1","selected":"resign")");
        if (where == "waiting"_L1)
            f.result(f.game, f.answerId(), true);
        if (where.endsWith("held"_L1))
            f.execute(HoldForce{1, false});
        QCOMPARE(f.choose(f.watcher, choice), QList<QByteArray>{isAskedLater ? chosen : answer});
    }

    void aFailedResultAsksAgain()
    {
        EngineSettings settings = watchersThen({{Decider::First, 0}});
        settings.forceRetries = 1;
        Table f(settings);
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        f.force();
        f.takeSent(spotify);
        f.choose(f.watcher, R"("selected":"resign")");
        f.result(f.game, f.answerId(), false, "not yet");
        QCOMPARE(f.last().state, ForceState::Asked);
        QCOMPARE(*f.last().decider, Decider::Watchers);
        QCOMPARE(f.last().failures, 1);
        QCOMPARE(f.last().lastFailure, u"not yet"_s);
        QCOMPARE(f.last().requestId, u"a-f1"_s);
        QCOMPARE(f.takeSent(spotify).size(), 1); // Asked again.
        f.choose(f.watcher, R"("selected":"resign")");
        f.result(f.game, f.answerId(), false);
        QCOMPARE(*f.last().decider, Decider::First); // Twice is enough.
        QCOMPARE(f.last().state, ForceState::Answered);
        QVERIFY(f.last().answeredBy.isEmpty());
    }

    void aFailedResultWithNobodyLeftIsPassedOn()
    {
        Table f(watchersThen({{Decider::First, 0}}));
        f.force();
        f.choose(f.watcher, R"("selected":"resign")");
        f.disconnect(f.watcher);
        f.disconnect(f.enhanced);
        f.result(f.game, f.answerId(), false);
        QCOMPARE(*f.last().decider, Decider::First);
    }

    /// The only one is meant, also by those who may not answer it.
    void othersForcesNeedPrivileges_data()
    {
        QTest::addColumn<bool>("byId");
        QTest::addRow("by id") << true;
        QTest::addRow("without") << false;
    }
    void othersForcesNeedPrivileges()
    {
        QFETCH(bool, byId);
        Table f(withDeciders({{Decider::Operator, 0}}));
        f.force();
        const QByteArray choice =
            (byId ? R"("request_id":"a-f1",)"_ba : QByteArray()) + R"("selected":"resign")";
        const PeerId spotify = f.connectIntegration(u"Spotify"_s);
        for (const PeerId peer : {f.watcher, spotify}) {
            QCOMPARE(f.choose(peer, choice),
                     QList<QByteArray>{error("enhanced privileges required")});
        }
        QCOMPARE(f.choose(f.enhanced, choice), QList<QByteArray>{chosen});
        QCOMPARE(f.last().state, ForceState::Answered);
        QCOMPARE(*f.last().decider, Decider::Watchers);
        QCOMPARE(f.last().answeredBy, u"boss"_s);
        f.result(f.game, f.answerId(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void aForceThatWasPassedOnIsTooLate()
    {
        Table f(watchersThen({{Decider::Operator, 0}}));
        f.force();
        f.advance(8000);
        QCOMPARE(*f.last().decider, Decider::Operator);
        QCOMPARE(f.choose(f.watcher, R"("request_id":"a-f1","selected":"resign")"),
                 QList<QByteArray>{error("too late")});
        QCOMPARE(f.choose(f.enhanced, R"("request_id":"a-f1","selected":"resign")"),
                 QList<QByteArray>{chosen});
    }

    void afterAFailureTheForceIsWhereItWas_data()
    {
        QTest::addColumn<QString>("where");
        for (const char *where : {"operator", "taken over", "held", "waiting", "random"})
            QTest::addRow("%s", where) << QString::fromLatin1(where);
    }
    void afterAFailureTheForceIsWhereItWas()
    {
        QFETCH(QString, where);
        EngineSettings settings = withDeciders({{Decider::Operator, 0}});
        if (where == "random"_L1)
            settings = withDeciders({{Decider::Random, 0}, {Decider::Operator, 0}});
        Table f(settings);
        f.force();
        ForceId id = 1;
        if (where == "taken over"_L1) {
            f.execute(TakeOverForce{1});
        } else if (where == "held"_L1) {
            f.execute(HoldForce{1, true});
        } else if (where == "waiting"_L1) {
            f.force(); // The first one is with the operator.
            id = 2;
        }
        const ForceEvent before = f.last();
        QCOMPARE(f.choose(f.enhanced, "\"request_id\":\"a-f" + QByteArray::number(id) +
                                          "\",\"selected\":\"resign\""),
                 QList<QByteArray>{chosen});
        f.result(f.game, f.answerId(), false);
        const ForceEvent after = f.last();
        QCOMPARE(after.id, id);
        QCOMPARE(after.state, before.state);
        QCOMPARE(after.decider, before.decider);
        QCOMPARE(after.failures, 1);
        if (where == "held"_L1) {
            f.execute(HoldForce{1, false});
            QCOMPARE(f.last().state, ForceState::Asked);
        } else if (where == "waiting"_L1) {
            f.execute(AnswerForce{1, u"resign"_s, {}, false});
            f.result(f.game, f.answerId(), true);
            QCOMPARE(f.last().state, ForceState::Asked);
            QCOMPARE(f.last().id, ForceId(2));
        } else if (where == "random"_L1) {
            f.advance(500);
            QCOMPARE(f.all<ActionEvent>().last().source, ActionSource::Random);
        } else {
            QCOMPARE(f.execute(AnswerForce{1, u"resign"_s, {}, false}).code, CommandError::None);
        }
    }

    void upstreamIsToldWhenAForceIsTakenFromIt()
    {
        Table f(withUpstream());
        f.connectUpstream();
        f.serveOutbox();
        f.pong();
        f.takeUp();
        f.force({u"resign"_s});
        QCOMPARE(f.takeUp().size(), 1);
        QCOMPARE(f.choose(f.watcher, R"("request_id":"a-f1","selected":"resign")"),
                 QList<QByteArray>{error("enhanced privileges required")});
        QVERIFY(f.takeUp().isEmpty());
        QCOMPARE(f.choose(f.enhanced, R"("selected":"resign")"), QList<QByteArray>{chosen});
        const QList<QByteArray> up = f.takeUp();
        QCOMPARE(up.size(), 3);
        QVERIFY(up[0].contains("actions/unregister"));
        QVERIFY(up[1].contains("actions/register"));
        QVERIFY(up[2].contains("boss decided: resign"));
        // Upstream's own answer comes too late.
        f.act("n1", "chess--resign");
        QVERIFY(f.takeUp().first().contains("already decided"));
        // A failure gives it back.
        f.result(f.game, f.answerId(), false);
        QCOMPARE(*f.last().decider, Decider::Upstream);
        f.pong();
        f.advance(500);
        QVERIFY(f.takeUp().last().contains("actions/force"));
        f.act("n2", "chess--resign");
        f.result(f.game, f.answerId(), true);
        QCOMPARE(f.forceStates(1).last(), u"succeeded"_s);
    }

    void aDeciderThatIsGoneIsNotReturnedTo()
    {
        Table f(withDeciders({{Decider::Operator, 0}}));
        f.force();
        f.choose(f.enhanced, R"("selected":"resign")");
        f.execute(SetDeciders{{Decider::First}});
        f.result(f.game, f.answerId(), false);
        QCOMPARE(*f.last().decider, Decider::First);
        QCOMPARE(f.last().state, ForceState::Answered);
    }

    void withdrawnWhileAsked()
    {
        Table f;
        f.force();
        f.disconnect(f.game);
        QCOMPARE(f.choose(f.watcher, R"("request_id":"a-f1","selected":"resign")"),
                 QList<QByteArray>{error("too late")});
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineChoices)
#include "tst_relayengine_choices.moc"
