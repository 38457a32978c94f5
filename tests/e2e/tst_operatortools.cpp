// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int policyCode = 1008;

} // namespace

/// What the operator does to games, over real sockets.
class TestOperatorTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<DoorFixture>();
        QVERIFY(m_relay->start());
    }
    void cleanup() { m_relay.reset(); }

    void aBlockedGameIsSentAwayUntilItIsAllowed()
    {
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const auto go = m_relay->game(u"Go"_s, {u"place"_s});
        m_relay->service().submit(relay::BlockGame{u"Chess"_s});
        QTRY_VERIFY(chess->isClosed());
        QCOMPARE(chess->closeCode(), policyCode);

        DoorClient again(m_relay->url(), startup);
        QTRY_VERIFY(again.isClosed());
        QCOMPARE(again.closeCode(), policyCode);
        QVERIFY(again.texts().isEmpty());
        QVERIFY(go->isConnected());

        m_relay->service().submit(relay::BlockGame{u"Chess"_s, false});
        QTRY_VERIFY(!m_relay->all<relay::RestrictionEvent>().last().isBlocked);
        DoorClient allowed(m_relay->url(), startup);
        QVERIFY(!allowed.waitFor(u"command"_s, u"startup"_s).isEmpty());
        QVERIFY(allowed.isConnected());
    }

    void allGamesAreCutOff()
    {
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const auto lights = m_relay->integration(u"Lights"_s);
        const auto watcher = m_relay->watcher(u"ui"_s);
        m_relay->service().submit(relay::CutAllGames{});
        QTRY_VERIFY(chess->isClosed() && lights->isClosed());
        DoorClient again(m_relay->url()); // It is not asked who it is.
        QTRY_VERIFY(again.isClosed());
        QCOMPARE(again.closeCode(), policyCode);
        QVERIFY(watcher->isConnected());
        m_relay->service().submit(relay::CutAllGames{false});
        QTRY_VERIFY(!m_relay->all<relay::SettingsEvent>().last().isCut);
        const auto back = m_relay->game(u"Chess"_s, {u"move"_s});
        QVERIFY(back->isConnected());
    }

    void aRawMessageArrivesAsItWasWritten()
    {
        const auto chess = m_relay->game(u"Chess"_s, {u"move"_s});
        const auto go = m_relay->game(u"Go"_s, {u"place"_s});
        const QByteArray text = "{\"command\": \"novel\", \"data\":1.0}";
        m_relay->service().submit(relay::SendToGames{text});
        QVERIFY(chess->waitForTexts(1));
        QVERIFY(go->waitForTexts(1));
        QCOMPARE(chess->texts(), QList<QString>{QString::fromUtf8(text)});
    }

private:
    static inline const QString startup = u"{\"command\":\"startup\",\"game\":\"Chess\"}"_s;

    std::unique_ptr<DoorFixture> m_relay;
};

QTEST_GUILESS_MAIN(TestOperatorTools)
#include "tst_operatortools.moc"
