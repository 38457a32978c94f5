// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Every diagnostic of a misbehaving game: what provokes it, and what just does not.

#include "relay/enginefixture.h"

#include <QSet>
#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;
using protocol::DiagnosticKey;

namespace {

/// A conversation. What it says belongs to the diagnostic, in the name of one game.
using Conversation = void (*)(EngineFixture &);

struct Case
{
    DiagnosticKey key;
    const char *name; ///< Of the row.
    Conversation provokes;
    Conversation justDoesNot;
};

PeerId game(EngineFixture &f, const QStringList &actions = {u"a"_s, u"b"_s})
{
    return f.connectGame(u"Game"_s, actions);
}

void registerWith(EngineFixture &f, const QByteArray &action)
{
    f.send(game(f), "actions/register", "{\"actions\":[" + action + "]}");
}

void registerSchema(EngineFixture &f, const QByteArray &schema)
{
    registerWith(f, R"({"name":"c","description":"d","schema":)" + schema + "}");
}

/// The id of an action that the operator sent to it.
QString act(EngineFixture &f, PeerId peer, const QString &action = u"a"_s)
{
    f.execute(SendAction{peer, action, std::nullopt, false});
    return f.takeActionIds(peer).value(0);
}

void result(EngineFixture &f, PeerId peer, const QString &id, const QByteArray &rest)
{
    f.send(peer, "action/result", "{\"id\":\"" + id.toUtf8() + "\"," + rest + '}');
}

void context(EngineFixture &f, PeerId peer, const QByteArray &message)
{
    f.send(peer, "context", "{\"message\":\"" + message + "\",\"silent\":true}");
}

void contexts(EngineFixture &f, int count, int everyMs)
{
    const PeerId peer = game(f);
    for (int i = 0; i < count; ++i) {
        context(f, peer, "news");
        f.advance(everyMs);
    }
}

void registrations(EngineFixture &f, int count, int everyMs)
{
    const PeerId peer = game(f, {});
    for (int i = 0; i < count; ++i) {
        f.registerActions(peer, {u"n%1"_s.arg(i)});
        f.advance(everyMs);
    }
}

void unregister(EngineFixture &f, PeerId peer, const QByteArray &name)
{
    f.send(peer, "actions/unregister", "{\"action_names\":[\"" + name + "\"]}");
}

/// Answers a force of the game with its first action; returns the action's id.
QString answeredForce(EngineFixture &f, PeerId peer, const QStringList &names)
{
    f.force(peer, names);
    const ForceId force = f.all<ForceEvent>().last().id;
    f.execute(AnswerForce{force, names.constFirst(), std::nullopt, false});
    return f.takeActionIds(peer).value(0);
}

/// As many as may wait.
void forces(EngineFixture &f, PeerId peer, const QString &name)
{
    for (int i = 0; i < protocol::limits::forcesPerGame; ++i)
        f.force(peer, {name});
}

void startupAfter(EngineFixture &f, int ms)
{
    const PeerId peer = f.connectPeer();
    f.games[peer] = u"Game"_s;
    f.advance(ms);
    f.send(peer, "startup");
}

void resultAfter(EngineFixture &f, int ms)
{
    const PeerId peer = game(f);
    const QString id = act(f, peer);
    f.advance(ms);
    f.result(peer, id, true);
}

// clang-format off
const Case cases[] = {
    {DiagnosticKey::MessageInvalid, "no JSON",
     [](EngineFixture &f) { f.receive(game(f), "{"); },
     [](EngineFixture &f) { context(f, game(f), "m"); }},
    {DiagnosticKey::MessageInvalid, "one action of several",
     [](EngineFixture &f) { registerWith(f, R"({"name":"c","description":"d"},{"name":7,"description":"d"})"); },
     [](EngineFixture &f) { registerWith(f, R"({"name":"c","description":"d"},{"name":"e","description":"d"})"); }},
    {DiagnosticKey::MessageInvalid, "a force too many",
     [](EngineFixture &f) { const PeerId peer = game(f); forces(f, peer, u"a"_s); f.force(peer, {u"a"_s}); },
     [](EngineFixture &f) { forces(f, game(f), u"a"_s); }},
    {DiagnosticKey::MessageUnknownCommand, "",
     [](EngineFixture &f) { f.send(game(f), "dance"); },
     [](EngineFixture &f) { f.send(game(f), "shutdown/ready"); }},
    {DiagnosticKey::MessageBinary, "",
     [](EngineFixture &f) { f.receiveBinary(game(f), "{}"); },
     [](EngineFixture &f) { context(f, game(f), "binary"); }},
    {DiagnosticKey::MessageUnknownField, "",
     [](EngineFixture &f) { f.send(game(f), "context", R"({"message":"m","silent":true,"loud":1})"); },
     [](EngineFixture &f) { f.send(game(f), "context", R"({"message":"m","silent":true,"main_thread":true})"); }},
    {DiagnosticKey::MessageDuplicateKey, "",
     [](EngineFixture &f) { f.send(game(f), "context", R"({"message":"m","message":"m","silent":true})"); },
     [](EngineFixture &f) { f.send(game(f), "context", R"({"message":"m","silent":true})"); }},
    {DiagnosticKey::GameRenamed, "",
     [](EngineFixture &f) { const PeerId peer = game(f); f.games[peer] = u"game"_s; context(f, peer, "m"); },
     [](EngineFixture &f) { context(f, game(f), "Another game"); }},
    {DiagnosticKey::GameEmpty, "",
     [](EngineFixture &f) { f.connectGame(QString()); },
     [](EngineFixture &f) { f.connectGame(u"G"_s); }},
    {DiagnosticKey::StartupMissing, "",
     [](EngineFixture &f) { const PeerId peer = f.connectPeer(); f.games[peer] = u"Game"_s; context(f, peer, "m"); context(f, peer, "m"); },
     [](EngineFixture &f) { context(f, game(f), "m"); }},
    {DiagnosticKey::StartupRepeated, "",
     [](EngineFixture &f) { f.send(game(f), "startup"); },
     [](EngineFixture &f) { f.disconnect(game(f)); game(f); }},
    {DiagnosticKey::StartupLate, "",
     [](EngineFixture &f) { startupAfter(f, 501); },
     [](EngineFixture &f) { startupAfter(f, 500); }},
    {DiagnosticKey::StartupReregisterNeeded, "",
     [](EngineFixture &f) { const PeerId peer = f.connectPeer(); f.games[peer] = u"Game"_s; f.advance(1000); f.registerActions(peer, {u"a"_s}); },
     [](EngineFixture &f) { const PeerId peer = f.connectPeer(); f.games[peer] = u"Game"_s; f.advance(999); f.registerActions(peer, {u"a"_s}); }},
    {DiagnosticKey::StartupReregisterNeeded, "after a startup",
     [](EngineFixture &f) { const PeerId peer = game(f, {}); f.execute(AskToReregister{peer}); f.send(peer, "context", R"({"message":"m","silent":true})"); f.registerActions(peer, {u"a"_s}); f.registerActions(peer, {u"b"_s}); },
     [](EngineFixture &f) { const PeerId peer = game(f, {u"a"_s}); f.execute(AskToReregister{peer}); f.send(peer, "startup"); f.registerActions(peer, {u"a"_s}); f.registerActions(peer, {u"b"_s}); }},
    {DiagnosticKey::StartupReregisterNeeded, "silent until asked",
     [](EngineFixture &f) { const PeerId peer = f.connectPeer(); f.games[peer] = u"Game"_s; f.advance(1000); f.send(peer, "startup"); f.registerActions(peer, {}); f.registerActions(peer, {u"a"_s}); },
     [](EngineFixture &f) { const PeerId peer = f.connectPeer(); f.games[peer] = u"Game"_s; f.advance(1000); f.send(peer, "startup"); f.registerActions(peer, {}); }},
    {DiagnosticKey::RegisterIdentical, "",
     [](EngineFixture &f) { registerWith(f, R"({"name":"a","description":"does it"})"); },
     [](EngineFixture &f) { registerWith(f, R"({"name":"A","description":"does it"})"); }},
    {DiagnosticKey::RegisterConflict, "",
     [](EngineFixture &f) { registerWith(f, R"({"name":"a","description":"does something else"})"); },
     [](EngineFixture &f) { registerWith(f, R"({"name":"a","description":"does it"})"); }},
    {DiagnosticKey::RegisterChurn, "",
     [](EngineFixture &f) { registrations(f, 21, 499); },
     [](EngineFixture &f) { registrations(f, 60, 500); }},
    {DiagnosticKey::RegisterConflict, "the same schema",
     [](EngineFixture &f) { registerWith(f, R"({"name":"x","description":"d","schema":{"type":"object"}},{"name":"x","description":"d","schema":{"type":"object","maxProperties":1}})"); },
     [](EngineFixture &f) { registerWith(f, R"({"name":"x","description":"d","schema":{"type":"object"}},{"name":"x","description":"d","schema":{ "type" : "object" }})"); }},
    {DiagnosticKey::UnregisterNeverRegistered, "",
     [](EngineFixture &f) { unregister(f, game(f), "c"); },
     [](EngineFixture &f) { unregister(f, game(f), "a"); }},
    {DiagnosticKey::UnregisterInactive, "after a startup",
     [](EngineFixture &f) { const PeerId peer = game(f); f.send(peer, "startup"); unregister(f, peer, "a"); },
     [](EngineFixture &f) { const PeerId peer = game(f); f.send(peer, "startup"); unregister(f, peer, "never"); }},
    {DiagnosticKey::UnregisterInactive, "",
     [](EngineFixture &f) { const PeerId peer = game(f); unregister(f, peer, "a"); unregister(f, peer, "a"); },
     [](EngineFixture &f) { const PeerId peer = game(f); unregister(f, peer, "a"); f.registerActions(peer, {u"a"_s}); unregister(f, peer, "a"); }},
    {DiagnosticKey::ActionNameStyle, "",
     [](EngineFixture &f) { registerWith(f, R"({"name":"Do it","description":"d"})"); },
     [](EngineFixture &f) { registerWith(f, R"({"name":"do_it-2","description":"d"})"); }},
    {DiagnosticKey::ActionNoDescription, "",
     [](EngineFixture &f) { registerWith(f, R"({"name":"c","description":""})"); },
     [](EngineFixture &f) { registerWith(f, R"({"name":"c","description":"."})"); }},
    {DiagnosticKey::SchemaNotObject, "",
     [](EngineFixture &f) { registerSchema(f, R"({"type":"string"})"); },
     [](EngineFixture &f) { registerSchema(f, R"({"type":"object","properties":{"x":{"type":"string"}}})"); }},
    {DiagnosticKey::SchemaUnsupportedKeyword, "",
     [](EngineFixture &f) { registerSchema(f, R"({"type":"object","properties":{"x":{"title":"X"}}})"); },
     [](EngineFixture &f) { registerSchema(f, R"({"type":"object","properties":{"title":{"type":"string"}}})"); }},
    {DiagnosticKey::SchemaEmpty, "",
     [](EngineFixture &f) { registerSchema(f, R"({"type":"object","properties":{}})"); },
     [](EngineFixture &f) { registerSchema(f, "{}"); }},
    {DiagnosticKey::SchemaInvalid, "",
     [](EngineFixture &f) { registerSchema(f, R"({"type":"object","properties":{"x":{"type":"text"}}})"); },
     [](EngineFixture &f) { registerSchema(f, R"({"type":"object","properties":{"x":{"type":"string"}}})"); }},
    {DiagnosticKey::ForceEmpty, "",
     [](EngineFixture &f) { f.force(game(f), {}); },
     [](EngineFixture &f) { f.force(game(f), {u"a"_s}); }},
    {DiagnosticKey::ForceAllUnregistered, "",
     [](EngineFixture &f) { f.force(game(f), {u"x"_s, u"y"_s}); },
     [](EngineFixture &f) { f.force(game(f), {u"a"_s, u"b"_s}); }},
    {DiagnosticKey::ForceSomeUnregistered, "",
     [](EngineFixture &f) { f.force(game(f), {u"a"_s, u"y"_s}); },
     [](EngineFixture &f) { f.force(game(f), {u"a"_s, u"b"_s}); }},
    {DiagnosticKey::ForceOverlapping, "",
     [](EngineFixture &f) { const PeerId peer = game(f); f.force(peer, {u"a"_s}); f.force(peer, {u"b"_s}); },
     [](EngineFixture &f) { const PeerId peer = game(f); f.result(peer, answeredForce(f, peer, {u"a"_s}), true); f.force(peer, {u"b"_s}); }},
    {DiagnosticKey::ForceWhileResultPending, "",
     [](EngineFixture &f) { const PeerId peer = game(f); act(f, peer); f.force(peer, {u"b"_s}); },
     [](EngineFixture &f) { const PeerId peer = game(f); f.result(peer, act(f, peer), true); f.force(peer, {u"b"_s}); }},
    {DiagnosticKey::ForceOverlapping, "before the result",
     [](EngineFixture &f) { const PeerId peer = game(f); answeredForce(f, peer, {u"a"_s}); f.force(peer, {u"b"_s}); },
     [](EngineFixture &f) { const PeerId peer = game(f); act(f, peer); f.force(peer, {u"b"_s}); }},
    {DiagnosticKey::ForceWhileResultPending, "of another force",
     [](EngineFixture &f) { const PeerId peer = game(f); answeredForce(f, peer, {u"a"_s}); f.force(peer, {u"b"_s}); },
     [](EngineFixture &f) { const PeerId peer = game(f); f.force(peer, {u"a"_s}); f.force(peer, {u"b"_s}); }},
    {DiagnosticKey::ForceWhileResultPending, "one too many",
     [](EngineFixture &f) { const PeerId peer = game(f); forces(f, peer, u"b"_s); act(f, peer); f.force(peer, {u"b"_s}); },
     [](EngineFixture &f) { const PeerId peer = game(f); forces(f, peer, u"b"_s); f.force(peer, {u"b"_s}); }},
    {DiagnosticKey::ForcePriority, "",
     [](EngineFixture &f) { f.force(game(f), {u"a"_s}, R"(,"priority":"urgent")"); },
     [](EngineFixture &f) { f.force(game(f), {u"a"_s}, R"(,"priority":"critical")"); }},
    {DiagnosticKey::ResultSlow, "",
     [](EngineFixture &f) { resultAfter(f, 501); },
     [](EngineFixture &f) { resultAfter(f, 500); }},
    {DiagnosticKey::ResultTimeout, "",
     [](EngineFixture &f) { act(f, game(f)); f.advance(18'000); },
     [](EngineFixture &f) { act(f, game(f)); f.advance(17'999); }},
    {DiagnosticKey::ResultUnexpected, "",
     [](EngineFixture &f) { f.result(game(f), u"unknown"_s, true); },
     [](EngineFixture &f) { const PeerId peer = game(f); f.result(peer, act(f, peer), true); }},
    {DiagnosticKey::ResultRepeated, "",
     [](EngineFixture &f) { const PeerId peer = game(f); const QString id = act(f, peer); f.result(peer, id, true); f.result(peer, id, true); },
     [](EngineFixture &f) { const PeerId peer = game(f); f.result(peer, act(f, peer), true); f.result(peer, act(f, peer), true); }},
    {DiagnosticKey::ResultSilentFailure, "",
     [](EngineFixture &f) { const PeerId peer = game(f); result(f, peer, act(f, peer), R"("success":false)"); },
     [](EngineFixture &f) { const PeerId peer = game(f); result(f, peer, act(f, peer), R"("success":true)"); }},
    {DiagnosticKey::ResultAfterUnregister, "",
     [](EngineFixture &f) { const PeerId peer = game(f); const QString id = answeredForce(f, peer, {u"a"_s, u"b"_s}); unregister(f, peer, "a"); f.result(peer, id, false); },
     [](EngineFixture &f) { const PeerId peer = game(f); const QString id = answeredForce(f, peer, {u"a"_s, u"b"_s}); unregister(f, peer, "a"); f.result(peer, id, true); }},
    {DiagnosticKey::ContextFlood, "",
     [](EngineFixture &f) { contexts(f, 11, 99); },
     [](EngineFixture &f) { contexts(f, 30, 100); }},
    {DiagnosticKey::ContextHeading, "",
     [](EngineFixture &f) { context(f, game(f), R"(# State\nall is well)"); },
     [](EngineFixture &f) { context(f, game(f), "#1 is the winner"); }},
    {DiagnosticKey::ContextJson, "",
     [](EngineFixture &f) { context(f, game(f), R"( {\"hp\": 3} )"); },
     [](EngineFixture &f) { context(f, game(f), R"({\"hp\": 3} is what is left)"); }},
    {DiagnosticKey::ContextJson, "size",
     [](EngineFixture &f) { context(f, game(f), "[1" + QByteArray(200'000, ' ') + "]"); },
     [](EngineFixture &f) { context(f, game(f), "[1" + QByteArray(200'000, ' ') + "!"); }},
};
// clang-format on

int times(const EngineFixture &f, DiagnosticKey key)
{
    int count = 0;
    for (const DiagnosticEvent &event : f.all<DiagnosticEvent>())
        count += event.key == key ? 1 : 0;
    return count;
}

} // namespace

class TestRelayEngineDiagnostics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyHasACase()
    {
        QSet<int> keys;
        for (const Case &each : cases)
            keys.insert(static_cast<int>(each.key));
        for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable)
            QVERIFY2(keys.contains(static_cast<int>(info.key)), info.name);
    }

    void isProvoked_data() { rows(); }
    void isProvoked()
    {
        QFETCH(const int, number);
        const Case &one = cases[number];
        EngineFixture f;
        one.provokes(f);
        QCOMPARE(times(f, one.key), 1);
        const QList<DiagnosticEvent> events = f.all<DiagnosticEvent>();
        const auto event =
            std::find_if(events.cbegin(), events.cend(),
                         [&one](const DiagnosticEvent &each) { return each.key == one.key; });
        QVERIFY(event->peer != 0);
        // It names the message that caused it, which is marked with it if it is the game's.
        const QList<FrameEvent> frames = f.all<FrameEvent>();
        const auto frame =
            std::find_if(frames.cbegin(), frames.cend(),
                         [event](const FrameEvent &each) { return each.seq == event->seq; });
        QVERIFY(frame != frames.cend());
        QCOMPARE(frame->peer, event->peer);
        if (one.key == DiagnosticKey::ResultTimeout) {
            QCOMPARE(frame->actionId, f.all<ActionEvent>().last().id);
            return;
        }
        QVERIFY(std::any_of(
            frame->warnings.cbegin(), frame->warnings.cend(),
            [&one](const protocol::Finding &finding) { return finding.key == one.key; }));
    }

    void isNotProvoked_data() { rows(); }
    void isNotProvoked()
    {
        QFETCH(const int, number);
        const Case &one = cases[number];
        EngineFixture f;
        one.justDoesNot(f);
        QCOMPARE(times(f, one.key), 0);
        QVERIFY(!f.all<FrameEvent>().isEmpty());
    }

    /// Nobody is shown the message over which a connection ends: which side could not take it, why,
    /// and what to do about it is told.
    void aMessageThatEndsTheConnection_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<Goodbye::By>("by");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("advice");
        const QString relay = u"the relay closed the connection, as "_s;
        const QString game = u"the game closed the connection"_s;
        QTest::newRow("no frame, to us") << 1002 << Goodbye::By::Us
                                         << relay + u"the game sent no valid WebSocket frame (code "
                                                    "1002"_s
                                         << u"). Leave frames to a WebSocket library"_s;
        QTest::newRow("no UTF-8, to us")
            << 1007 << Goodbye::By::Us
            << relay + u"a text message of the game is not UTF-8 (code 1007"_s
            << u"). Encode every text message as UTF-8"_s;
        QTest::newRow("too large for us")
            << 1009 << Goodbye::By::Us
            << relay + u"a message of the game is larger than it takes (code 1009"_s
            << u"). Send less in one message, or raise limits.message"_s;
        for (const int code : {1002, 1007})
            QTest::addRow("%d, to the game", code)
                << code << Goodbye::By::Peer
                << game +
                       u": its WebSocket library found fault with a message of the relay's (code "
                       "%1"_s.arg(code)
                << u"). Look at the last messages to the game"_s;
        QTest::newRow("too large for the game")
            << 1009 << Goodbye::By::Peer
            << game + u", as a message of the relay's is larger than the game's WebSocket library "
                      "takes (code 1009"_s
            << u"). Let the library take larger messages"_s;
        for (const int code : {1002, 1007, 1009})
            QTest::addRow("%d, to somebody", code)
                << code << Goodbye::By::Unknown
                << u"the connection ended with code %1, over a message that the relay or the "
                   "game's WebSocket library could not take"_s.arg(code)
                << QString();
    }
    void aMessageThatEndsTheConnection()
    {
        QFETCH(const int, code);
        QFETCH(const Goodbye::By, by);
        QFETCH(const QString, start);
        QFETCH(const QString, advice);
        for (const QString &reason : {QString(), u"so it says"_s}) {
            EngineFixture f;
            const PeerId peer = game(f);
            f.disconnect(peer, {code, protocol::verbatim(reason), by});
            QCOMPARE(f.diagnostics(), QStringList{u"message/invalid"_s});
            const DiagnosticEvent event = f.all<DiagnosticEvent>().last();
            QCOMPARE(event.peer, peer);
            QCOMPARE(event.seq, 0U);
            const QString text = event.detail.english();
            const QString told = reason.isEmpty() ? start : start + u": " + reason;
            QVERIFY2(text.startsWith(told + advice), qPrintable(text));
            QVERIFY(std::holds_alternative<PeerEvent>(f.events.back()));
        }
    }

    void anyOtherEndIsNoDiagnostic()
    {
        for (const int code : {1000, 1001, 1006, 1008, 1011}) {
            for (const Goodbye::By by :
                 {Goodbye::By::Unknown, Goodbye::By::Us, Goodbye::By::Peer}) {
                EngineFixture f;
                f.disconnect(game(f), {code, {}, by});
                QCOMPARE(f.diagnostics(), QStringList());
            }
        }
    }

    /// What is not told one by one is counted.
    void manyBrokenActionsAreToldAsSuch()
    {
        EngineFixture f;
        const PeerId peer = game(f);
        QByteArray actions;
        for (int i = 0; i < 100; ++i)
            actions += "0,";
        actions.chop(1);
        f.send(peer, "actions/register", R"({"actions":[)" + actions + "]}");
        const QList<DiagnosticEvent> told = f.all<DiagnosticEvent>();
        QVERIFY(!told.isEmpty());
        QVERIFY(told.last().detail.english().endsWith(u"more actions are refused and not listed"));
    }

    /// So that one that is empty or has spaces in it is seen.
    void namesAreQuoted()
    {
        EngineFixture f;
        const PeerId peer = game(f);
        f.send(peer, "actions/unregister", R"({"action_names":[""," x ","a"]})");
        unregister(f, peer, "a");
        f.registerActions(peer, {u"b"_s});
        f.send(peer, "actions/register", R"({"actions":[{"name":"b","description":"other"}]})");
        f.force(peer, {u"b"_s, u""_s, u" x "_s});
        f.force(peer, {u""_s});
        QStringList told;
        for (const DiagnosticEvent &event : f.all<DiagnosticEvent>())
            told.append(protocol::diagnosticName(event.key) + u": "_s + event.detail.english());
        QCOMPARE(told, (QStringList{
                           u"unregister/never_registered: \"\""_s,
                           u"unregister/never_registered: \" x \""_s,
                           u"unregister/inactive: \"a\""_s,
                           u"register/identical: \"b\""_s,
                           u"register/conflict: \"b\""_s,
                           u"force/some_unregistered: \"\", \" x \""_s,
                           u"force/all_unregistered: none of the actions is registered: \"\""_s,
                       }));
    }

    void oneMessageMakesFewDiagnostics()
    {
        EngineFixture f;
        const PeerId peer = game(f);
        QByteArray names;
        for (int i = 0; i < 100'000; ++i)
            names += "\"n" + QByteArray::number(i) + "\",";
        names.chop(1);
        f.send(peer, "actions/unregister", R"({"action_names":[)" + names + "]}");
        QCOMPARE(f.lastFrameIn().warnings.size(), protocol::limits::findingsPerMessage);
        // And one that says that not all of them are read.
        QCOMPARE(times(f, DiagnosticKey::MessageInvalid), 1);
        QCOMPARE(times(f, DiagnosticKey::UnregisterNeverRegistered) + 1,
                 f.all<DiagnosticEvent>().size());
        QCOMPARE(f.all<DiagnosticEvent>().size(), protocol::limits::findingsPerMessage);
        QVERIFY(f.all<DiagnosticEvent>().last().detail.english().startsWith(u"there is more"));
        // The next message has its own.
        unregister(f, peer, "other");
        QCOMPARE(f.lastFrameIn().warnings.size(), 1);
    }

    void aForceTooManyIsRefusedWithItsPlace()
    {
        EngineFixture f;
        const PeerId peer = game(f);
        forces(f, peer, u"a"_s);
        QVERIFY(!f.lastFrameIn().refusal);
        f.force(peer, {u"a"_s});
        QVERIFY(f.lastFrameIn().refusal);
        QCOMPARE(f.lastFrameIn().refusal->reason, protocol::Reason::TooMany);
        QCOMPARE(f.lastFrameIn().refusal->path, u"command"_s);
        QCOMPARE(f.lastFrameIn().warnings.size(), 2); // It is refused, and overlaps.
    }

private:
    static void rows()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const Case &each : cases) {
            const QString name =
                protocol::diagnosticName(each.key) + u' ' + QString::fromLatin1(each.name);
            QTest::newRow(qPrintable(name.trimmed())) << number++;
        }
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineDiagnostics)
#include "tst_relayengine_diagnostics.moc"
