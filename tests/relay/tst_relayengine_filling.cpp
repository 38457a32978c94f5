// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "enginefixture.h"

#include <QTest>

using namespace neuro;
using namespace neuro::relay;
using namespace neuro::relay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Upstream and one game whose registrations wait in memory.
class Stage : public EngineFixture
{
public:
    explicit Stage(EngineSettings settings = withUpstream())
        : EngineFixture(std::move(settings))
    {
        connectUpstream();
        tell(UpstreamEvent::State::Connected);
        chess = connectGame(u"Chess"_s);
        events.clear();
    }

    void tell(UpstreamEvent::State state)
    {
        UpstreamEvent event;
        event.at = now;
        event.state = state;
        event.url = u"ws://neuro:8000"_s;
        engine.upstreamChanged(event);
        execute(TakeSnapshot{}); // Collects.
    }
    void registerOne() { registerActions(chess, {u"a%1"_s.arg(++m_actions)}); }
    QList<UpstreamEvent> take()
    {
        const QList<UpstreamEvent> told = all<UpstreamEvent>();
        events.clear();
        return told;
    }

    PeerId chess = 0;

private:
    int m_actions = 0;
};

} // namespace

/// That more waits for upstream than it reads can be seen.
class TestRelayEngineFilling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSlowReaderIsTold()
    {
        Stage f;
        f.registerOne();
        QVERIFY(f.take().isEmpty());
        f.congest(true);
        QList<UpstreamEvent> told = f.take();
        QCOMPARE(told.size(), 1);
        QVERIFY(told[0].readsSlowly);
        QCOMPARE(told[0].waiting, 0);
        QCOMPARE(told[0].state, UpstreamEvent::State::Connected);
        QCOMPARE(told[0].url, u"ws://neuro:8000"_s);
        QCOMPARE(told[0].at, f.now);
        for (int i = 0; i < 1000; ++i)
            f.registerOne();
        told = f.take();
        const qint64 waiting = told.last().waiting;
        QVERIFY2(waiting > 500 && waiting <= 1000, qPrintable(QString::number(waiting)));
        QVERIFY(told.last().waitingBytes > waiting * 50);
        QVERIFY2(told.size() < 40, qPrintable(QString::number(told.size())));
        // Who looks later sees it too, whatever else is told of the connection.
        f.tell(UpstreamEvent::State::Connected);
        QVERIFY(f.all<SnapshotEvent>().last().upstream.readsSlowly);
        QCOMPARE(f.take().last().waiting, waiting);
        f.congest(false);
        told = f.take();
        QCOMPARE(told.size(), 1);
        QVERIFY(!told[0].readsSlowly);
        QCOMPARE(told[0].waiting, 0);
        QCOMPARE(told[0].waitingBytes, 0);
        f.registerOne();
        QVERIFY(f.take().isEmpty());
    }

    void muchBehindASlowOutboxIsTold()
    {
        EngineSettings settings = withUpstream();
        settings.upstream.buffers.deferredTexts = 80;
        Stage f(settings);
        f.disconnectUpstream();
        f.send(f.chess, "context", R"({"message":"x","silent":true})");
        f.serveOutbox();
        f.connectUpstream();
        for (int i = 0; i < 10; ++i)
            f.registerOne();
        QVERIFY(f.take().isEmpty()); // That is nothing.
        f.registerOne();
        QList<UpstreamEvent> told = f.take();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].waiting, 11);
        QVERIFY(!told[0].readsSlowly);
        f.serveOutbox();
        told = f.take();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].waiting, 0);
    }

    void itEndsWithTheConnection()
    {
        Stage f;
        f.congest(true);
        f.registerOne();
        f.take();
        f.disconnectUpstream();
        QVERIFY(f.take().isEmpty()); // Who knows why tells of it …
        f.tell(UpstreamEvent::State::Waiting);
        const UpstreamEvent told = f.take().last();
        QVERIFY(!told.readsSlowly);
        QCOMPARE(told.waiting, 0);
    }
};

QTEST_GUILESS_MAIN(TestRelayEngineFilling)
#include "tst_relayengine_filling.moc"
