// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"
#include "e2e/mockupstream.h"

#include <QJsonArray>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

/// What watchers are told, for games and integrations alike, over real sockets. Events of forces,
/// choices, commands and binary messages are beside what causes them, in the other tests.
class TestWatcherEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_relay = std::make_unique<DoorFixture>(); }
    void cleanup() { m_relay.reset(); }

    void comingsAndGoings()
    {
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        QVERIFY(ui);
        auto other = m_relay->watcher(u"other"_s, true);
        auto spotify = m_relay->integration(u"spotify"_s);
        auto chess = m_relay->game(u"Chess"_s);
        const auto isToldOf = [&ui](const QString &event, const QString &name,
                                    const QString &privileges = {}) {
            return QTest::qWaitFor([&] {
                for (const QJsonObject &each : ui->events(event)) {
                    if (each["name"_L1].toString() == name)
                        return privileges.isEmpty() ||
                               each["privileges"_L1].toString() == privileges;
                }
                return false;
            });
        };
        QVERIFY(isToldOf(u"neuroos_connected"_s, u"other"_s, u"enhanced"_s));
        QVERIFY(isToldOf(u"integration_connected"_s, u"spotify"_s));
        QVERIFY(isToldOf(u"integration_connected_via_backend"_s, u"Chess"_s));
        other->leave();
        spotify->leave();
        chess->leave();
        QVERIFY(isToldOf(u"neuroos_disconnected"_s, u"other"_s));
        QVERIFY(isToldOf(u"integration_disconnected"_s, u"spotify"_s));
        QVERIFY(isToldOf(u"integration_disconnected_via_backend"_s, u"Chess"_s));
    }

    void whatIsSaid()
    {
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const auto spotify = m_relay->integration(u"spotify"_s);
        QVERIFY(ui && spotify);
        spotify->send(
            uR"({"event":"register_actions","actions":{"play":{"description":"d"},"stop":{"description":"d"}}})"_s);
        QTRY_COMPARE(ui->events(u"integration_registered_actions"_s).size(), 2);
        const QList<QJsonObject> registered = ui->events(u"integration_registered_actions"_s);
        QCOMPARE(registered.constFirst(),
                 (QJsonObject{{u"event"_s, u"integration_registered_actions"_s},
                              {u"from"_s, u"Chess"_s},
                              {u"actions"_s, QJsonArray{u"move"_s}}}));
        QCOMPARE(registered.constLast(),
                 (QJsonObject{{u"event"_s, u"integration_registered_actions"_s},
                              {u"from"_s, u"spotify"_s},
                              {u"actions"_s, QJsonArray{u"play"_s, u"stop"_s}}}));

        const QString context =
            uR"({"command":"context","game":"Chess","data":{"message":"Check!","silent":false}})"_s;
        chess->send(context);
        const QJsonObject added = ui->waitFor(u"event"_s, u"add_context"_s);
        QCOMPARE(added["game_title"_L1].toString(), u"Chess"_s);
        QCOMPARE(added["message"_L1].toString(), u"Check!"_s);
        QCOMPARE(added["reply_if_not_busy"_L1], QJsonValue(true));
        QTRY_VERIFY(std::any_of(ui->messages().begin(), ui->messages().end(), [](const auto &each) {
            return each["event"_L1].toString() == u"integration_message" &&
                   each["from"_L1].toString() == u"Chess" &&
                   each["payload"_L1]["command"_L1].toString() == u"context";
        }));

        m_relay->service().submit(relay::AskToReregister{0});
        QTRY_VERIFY(std::any_of(ui->messages().begin(), ui->messages().end(), [](const auto &each) {
            return each["event"_L1].toString() == u"backend_message" &&
                   each["to"_L1].toString() == u"Chess" &&
                   each["payload"_L1].toString().contains(u"actions/reregister_all");
        }));
    }

    void upstreamComesAndGoes()
    {
        MockUpstream upstream;
        m_relay->config.engine.upstream.isConfigured = true;
        m_relay->config.engine.deciders = {{relay::Decider::Upstream, 0}};
        QVERIFY(m_relay->startWith(upstream.url()));
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto chess = m_relay->game(u"Chess"_s);
        QVERIFY(ui);
        const auto isToldOf = [&ui](const QString &state) {
            return QTest::qWaitFor([&] {
                const QList<QJsonObject> told = ui->events(u"upstream"_s);
                return std::any_of(told.begin(), told.end(), [&state](const QJsonObject &each) {
                    return each["state"_L1].toString() == state;
                });
            });
        };
        upstream.die();
        QVERIFY(isToldOf(u"disconnected"_s));
        QVERIFY(isToldOf(u"connecting"_s));
        chess->send(
            uR"({"command":"context","game":"Chess","data":{"message":"wait","silent":true}})"_s);
        QTRY_VERIFY(!ui->events(u"queue"_s).isEmpty());
        QCOMPARE(ui->events(u"queue"_s).constFirst()["destination"_L1].toString(), u"upstream"_s);
        QCOMPARE(ui->events(u"queue"_s).constFirst()["pending"_L1].toInt(), 1);
        ui->clear();
        upstream.listen();
        QVERIFY(isToldOf(u"connected"_s));
        QTRY_VERIFY(!ui->events(u"queue"_s).isEmpty());
        QTRY_COMPARE(ui->events(u"queue"_s).constLast()["pending"_L1].toInt(), 0);
        QCOMPARE(ui->events(u"upstream"_s).constLast()["url"_L1].toString(),
                 upstream.url().toString());
    }

    /// A secret that somebody sends again, after the registration, is nobody's business.
    void tokensAreNotTold()
    {
        QVERIFY(m_relay->start());
        const auto ui = m_relay->watcher(u"ui"_s);
        const auto spotify = m_relay->integration(u"spotify"_s);
        QVERIFY(ui && spotify);
        const QString token = m_relay->config.intermediary.authToken;
        spotify->send(DoorClient::registration(u"integration"_s, u"spotify"_s, token));
        spotify->send(u"my token is "_s + token);
        spotify->send(u"the end"_s);
        QTRY_COMPARE(ui->events(u"integration_message"_s).size(), 2);
        QCOMPARE(spotify->texts(), QStringList{uR"({"error":"registered already"})"_s});
        ui->send(uR"({"snapshot":true})"_s);
        QVERIFY(!ui->waitFor(u"event"_s, u"snapshot"_s).isEmpty());
        for (const QString &text : ui->texts())
            QVERIFY2(!text.contains(token), qPrintable(text));
    }

private:
    std::unique_ptr<DoorFixture> m_relay;
};

QTEST_GUILESS_MAIN(TestWatcherEvents)
#include "tst_watcherevents.moc"
