// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Of one action: a few of the former fit into a message, and not one of the latter.
constexpr qsizetype schemaBytes = 100 * 1024;
constexpr qsizetype largeBytes = 600 * 1024;

EngineSettings named(Naming naming)
{
    EngineSettings settings = withUpstream();
    settings.upstream.naming = naming;
    return settings;
}

} // namespace

/// The names upstream, over time and over messages.
class TestRelayEngineNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameJustGivenBackStaysItsGames_data()
    {
        QTest::addColumn<Naming>("naming");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("other");
        QTest::newRow("never") << Naming::Never << u"move"_s << u"move-2"_s;
        QTest::newRow("on collision") << Naming::OnCollision << u"move"_s << u"go--move"_s;
    }

    void aNameJustGivenBackStaysItsGames()
    {
        QFETCH(const Naming, naming);
        QFETCH(const QString, name);
        QFETCH(const QString, other);
        EngineFixture f(named(naming));
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        const PeerId go = f.connectGame(u"Go"_s);
        QCOMPARE(registered(f.takeUp()), QStringList{name});
        f.send(chess, "actions/unregister", R"({"action_names":["move"]})");
        f.registerActions(go, {u"move"_s});
        QCOMPARE(registered(f.takeUp()), QStringList{other});
        // It was under way when upstream read that the name is gone.
        f.act("u1", name.toUtf8());
        QVERIFY(f.takeActionIds(go).isEmpty());
        const QByteArray answer = f.takeUp().last();
        QVERIFY(answer.contains("Unknown action: "));
        QVERIFY(answer.contains(R"("success":false)"));
        f.act("u2", other.toUtf8());
        QCOMPARE(f.takeActionIds(go).size(), 1);

        // Its own game may have it back at any time …
        f.registerActions(chess, {u"move"_s});
        QCOMPARE(registered(f.takeUp()), QStringList{name});
        f.send(chess, "actions/unregister", R"({"action_names":["move"]})");
        // … and others when no action can come any more.
        f.advance(1000);
        const PeerId cards = f.connectGame(u"Cards"_s);
        f.takeUp();
        f.registerActions(cards, {u"move"_s});
        QVERIFY(registered(f.takeUp()) != QStringList{name});
        f.send(cards, "actions/unregister", R"({"action_names":["move"]})");
        f.pong();
        f.advance(499);
        const PeerId dice = f.connectGame(u"Dice"_s, {u"move"_s});
        QVERIFY(registered(f.takeUp()) != QStringList{name});
        f.disconnect(dice);
        f.advance(1);
        f.connectGame(u"Poker"_s, {u"move"_s});
        QCOMPARE(registered(f.takeUp()), QStringList{name});
    }

    /// What cleaning makes alike is no reason to answer for one another.
    void anotherActionOfTheGameDoesNotGetItEither()
    {
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"move!"_s});
        QCOMPARE(registered(f.takeUp()), QStringList{u"chess--move_"_s});
        f.send(peer, "actions/unregister", R"({"action_names":["move!"]})");
        f.registerActions(peer, {u"move?"_s});
        QCOMPARE(registered(f.takeUp()), QStringList{u"chess--move_-2"_s});
    }

    void aGameThatComesBackHasItsNames_data()
    {
        QTest::addColumn<Naming>("naming");
        QTest::addColumn<QString>("name");
        QTest::newRow("always") << Naming::Always << u"chess--move"_s;
        QTest::newRow("never") << Naming::Never << u"move"_s;
    }

    void aGameThatComesBackHasItsNames()
    {
        QFETCH(const Naming, naming);
        QFETCH(const QString, name);
        EngineFixture f(named(naming));
        f.connectUpstream();
        f.disconnect(f.connectGame(u"Chess"_s, {u"move"_s}));
        f.takeUp();
        f.connectGame(u"Chess"_s, {u"move"_s});
        QCOMPARE(registered(f.takeUp()), QStringList{name});
    }

    void withoutUpstreamNobodyHasToWait()
    {
        EngineFixture f(named(Naming::Never));
        f.connectUpstream();
        const PeerId chess = f.connectGame(u"Chess"_s, {u"move"_s});
        f.send(chess, "actions/unregister", R"({"action_names":["move"]})");
        f.disconnectUpstream();
        f.connectGame(u"Go"_s, {u"move"_s});
        f.connectUpstream();
        QCOMPARE(registered(f.takeUp()), QStringList{u"move"_s});
    }

    void largeRegistrationsGoUpInParts()
    {
        constexpr int count = 40;
        constexpr qsizetype limit = 512 * 1024;
        EngineFixture f(withUpstream());
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s);
        f.takeUp();
        QStringList names;
        QStringList upstreamNames;
        for (int i = 0; i < count; ++i) {
            names.append(u"a%1"_s.arg(i));
            upstreamNames.append(u"chess--a%1"_s.arg(i));
        }
        const QByteArray schema =
            "{\"type\":\"object\",\"x\":\"" + QByteArray(schemaBytes, 'x') + "\"}";
        f.registerActions(peer, names, schema);
        const auto check = [&](const QList<QByteArray> &sent) {
            QCOMPARE(registered(sent), upstreamNames);
            for (const QByteArray &text : sent)
                QVERIFY2(text.size() <= limit, QByteArray::number(text.size()).constData());
        };
        check(f.takeUp());
        f.receive(f.upstream, R"({"command":"actions/reregister_all"})");
        check(f.takeUp());
        f.disconnectUpstream();
        f.connectUpstream();
        check(f.takeUp());
    }

    void largeUnregistrationsGoUpInParts()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.registrationBytes = 200;
        EngineFixture f(settings);
        f.connectUpstream();
        QStringList names;
        for (int i = 0; i < 30; ++i)
            names.append(u"action-%1"_s.arg(i));
        const PeerId peer = f.connectGame(u"Chess"_s, names);
        f.takeUp();
        f.disconnect(peer);
        QStringList gone;
        for (const QByteArray &text : f.takeUp()) {
            QVERIFY2(text.size() <= 200, text.constData());
            const QJsonObject message = QJsonDocument::fromJson(text).object();
            QCOMPARE(message.value("command"_L1), "actions/unregister"_L1);
            for (const QJsonValue name : message.value("data"_L1)["action_names"_L1].toArray())
                gone.append(name.toString());
        }
        QCOMPARE(gone.size(), names.size());
        QCOMPARE(gone.first(), u"chess--action-0"_s);
        QCOMPARE(gone.last(), u"chess--action-29"_s);
    }

    void anActionThatIsTooLargeForAPartIsOneOfItsOwn()
    {
        EngineSettings settings = withUpstream();
        settings.limits.schema = 1024 * 1024;
        EngineFixture f(settings);
        f.connectUpstream();
        const PeerId peer = f.connectGame(u"Chess"_s, {u"small"_s});
        f.registerActions(peer, {u"large"_s},
                          "{\"type\":\"object\",\"x\":\"" + QByteArray(largeBytes, 'x') + "\"}");
        f.registerActions(peer, {u"last"_s});
        f.disconnectUpstream();
        f.connectUpstream();
        const QList<QByteArray> sent = f.takeUp();
        QCOMPARE(sent.size(), 4);
        QCOMPARE(registered(sent),
                 (QStringList{u"chess--small"_s, u"chess--large"_s, u"chess--last"_s}));
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineNames)
#include "tst_relayengine_names.moc"
