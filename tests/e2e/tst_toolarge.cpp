// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorclient.h"
#include "e2e/mockupstream.h"
#include "e2e/scriptedgame.h"
#include "e2e/upstreamservice.h"
#include "net/waiting.h"

#include <QJsonArray>

#include <algorithm>
#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 maxMessage = 64 * 1024;
constexpr int patienceMs = 20'000;

QJsonObject message(const QString &command, const QJsonObject &data)
{
    return {{u"command"_s, command}, {u"game"_s, u"Talker"_s}, {u"data"_s, data}};
}

QJsonObject context(const QString &text)
{
    return message(u"context"_s, {{u"message"_s, text}, {u"silent"_s, true}});
}

QJsonObject action(const QString &name, qsizetype schemaBytes)
{
    return {
        {u"name"_s, name},
        {u"description"_s, u"does it"_s},
        {u"schema"_s, QJsonObject{{u"type"_s, u"object"_s}, {u"x"_s, QString(schemaBytes, u'x')}}}};
}

} // namespace

/// An upstream that closes the connection over what is too large for it: one message must not end
/// every connection, and must not keep from Neuro what everybody else says.
class TestTooLarge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        MockUpstream::Behaviour behaviour;
        behaviour.maxMessage = maxMessage;
        m_upstream = std::make_unique<MockUpstream>(behaviour);
        m_fixture = std::make_unique<UpstreamService>();
        QVERIFY(m_fixture->startWith(m_upstream->url()));
    }

    void cleanup()
    {
        m_games.clear();
        m_fixture.reset();
        m_upstream.reset();
    }

    void aContextInTheMiddleOfManyGames()
    {
        for (int i = 0; i < 4; ++i) {
            ScriptedGame::Script script;
            script.name = u"Game %1"_s.arg(i);
            script.forces = 10;
            script.remarkEveryMs = 10;
            m_games.push_back(std::make_unique<ScriptedGame>(script, m_fixture->url()));
        }
        DoorClient talker(m_fixture->url());
        QTRY_VERIFY(talker.isConnected());
        talker.send(message(u"startup"_s, {}));
        constexpr int said = 20;
        for (int i = 0; i < said; ++i) {
            talker.send(context(u"number %1"_s.arg(i)));
            if (i == 5)
                talker.send(context(QString(100'000, u'y')));
            if (i == 10)
                talker.send(context(QString(200'000, u'z')));
        }
        for (const auto &game : m_games) {
            QVERIFY(tests::waitUntil([&] { return game->isFinished(); }, patienceMs));
            QCOMPARE(game->errors(), QStringList());
        }
        QString problem;
        QVERIFY2(QTest::qWaitFor(
                     [&] {
                         problem =
                             deliveryProblems() +
                             deliveryProblem(m_upstream->record(), u"[Talker] number "_s, said);
                         return problem.isEmpty();
                     },
                     patienceMs),
                 qPrintable(problem));
        const UpstreamRecord record = m_upstream->record();
        QCOMPARE(record.violations, QStringList());
        // One for each, and a few more: a server that closes over what it has not read resets the
        // connection, which may take the close frame with it.
        QVERIFY2(record.connections <= 6, qPrintable(QString::number(record.connections)));
        QVERIFY(record.connections >= 2);
        QTRY_COMPARE(drops(), 2);
        QVERIFY(m_fixture->waitForOutbox([](const auto &event) { return event.pending == 0; }));
        // It is known by now.
        talker.send(context(QString(150'000, u'w')));
        talker.send(context(u"the last word"_s));
        QTRY_COMPARE(m_upstream->record().heardFrom(u"[Talker] the last word"_s).size(), 1);
        QCOMPARE(m_upstream->record().connections, record.connections);
        QTRY_COMPARE(drops(), 3);
    }

    void registrations()
    {
        DoorClient talker(m_fixture->url());
        QTRY_VERIFY(talker.isConnected());
        talker.send(message(u"startup"_s, {}));
        QJsonArray actions;
        QStringList names;
        for (int i = 0; i < 12; ++i) {
            actions.append(action(u"act%1"_s.arg(i), 20'000));
            names.append(u"talker--act%1"_s.arg(i));
        }
        actions.insert(3, action(u"huge"_s, 100'000));
        talker.send(message(u"actions/register"_s, {{u"actions"_s, actions}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_upstream->record().registered, names, patienceMs);
        QCOMPARE(m_upstream->record().violations, QStringList());
        QVERIFY(m_upstream->record().connections <= 6);
    }

    /// It is held to the limit that counts for everybody, from the start and when that changes.
    void whatUpstreamSays()
    {
        m_fixture = std::make_unique<UpstreamService>();
        m_fixture->config.backend.maxMessage = maxMessage;
        QVERIFY(m_fixture->startWith(m_upstream->url()));
        QVERIFY(m_fixture->waitForUpstream(relay::UpstreamEvent::State::Connected));
        const QString large =
            uR"({"command":"of/tomorrow","data":"%1"})"_s.arg(QString(100'000, u'x'));
        const auto isHeard = [&large](const relay::FrameEvent &frame) {
            return frame.door == relay::Door::Upstream && frame.payload.size() == large.size();
        };
        const int before = m_upstream->record().connections;
        m_upstream->send(large);
        QVERIFY(m_fixture->waitFor<relay::UpstreamEvent>([](const auto &event) {
            return event.problem.english().contains(u"more than 65536 bytes (limits.message)"_s);
        }));
        m_fixture->config.backend.maxMessage = 2 * maxMessage;
        m_fixture->service().applyConfig(m_fixture->config);
        QTRY_COMPARE(m_upstream->record().connections, before + 1);
        m_upstream->send(large);
        QVERIFY(m_fixture->waitFor<relay::FrameEvent>(isHeard));
    }

    /// It takes more by now, and the operator says so while it is not there.
    void isTriedAgainAfterAReconnectWithoutAConnection()
    {
        DoorClient talker(m_fixture->url());
        QTRY_VERIFY(talker.isConnected());
        talker.send(message(u"startup"_s, {}));
        talker.send(message(u"actions/register"_s,
                            {{u"actions"_s, QJsonArray{action(u"huge"_s, 100'000)}}}));
        talker.send(
            message(u"actions/register"_s, {{u"actions"_s, QJsonArray{action(u"small"_s, 100)}}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_upstream->record().registered, QStringList{u"talker--small"_s},
                                  patienceMs);
        const auto port = static_cast<quint16>(m_upstream->url().port());
        m_upstream.reset();
        const auto isAway = [](const relay::UpstreamEvent &event) {
            return event.state == relay::UpstreamEvent::State::Waiting && event.attempt > 0;
        };
        QVERIFY(m_fixture->waitFor<relay::UpstreamEvent>(isAway));
        m_fixture->service().reconnectUpstream();
        m_upstream = std::make_unique<MockUpstream>(MockUpstream::Behaviour(), port);
        const QStringList both{u"talker--huge"_s, u"talker--small"_s};
        QTRY_COMPARE_WITH_TIMEOUT(m_upstream->record().registered, both, patienceMs);
    }

private:
    int drops() const
    {
        const auto events = m_fixture->all<relay::OutboxEvent>();
        return static_cast<int>(
            std::count_if(events.begin(), events.end(), [](const relay::OutboxEvent &event) {
                return event.state == relay::OutboxEvent::State::Dropped;
            }));
    }

    QString deliveryProblems() const
    {
        const UpstreamRecord record = m_upstream->record();
        QString problems;
        for (const auto &game : m_games)
            problems += deliveryProblem(record, u"[%1] "_s.arg(game->name()) + game->remarkPrefix(),
                                        game->remarks());
        return problems;
    }

    std::unique_ptr<MockUpstream> m_upstream;
    std::unique_ptr<UpstreamService> m_fixture;
    std::vector<std::unique_ptr<ScriptedGame>> m_games;
};

QTEST_GUILESS_MAIN(TestTooLarge)
#include "tst_toolarge.moc"
