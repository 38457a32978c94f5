// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/doorsettings.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;

class TestDoorSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// What `limits` says counts for every connection, upstream's as well.
    void limitsAreEverybodys()
    {
        config::RelayConfig config;
        config.backend.maxMessage = 12'345;
        config.backend.maxUnwritten = 67'890;
        config.backend.handshakeMs = 4321;
        config.upstream.url = QUrl(u"ws://127.0.0.1:1"_s);
        config.upstream.limits.deadAfterMs = 77;

        const net::UpstreamSettings upstream = service::upstreamSettings(config);
        QCOMPARE(upstream.limits.maxMessage, 12'345);
        QCOMPARE(upstream.limits.maxUnwritten, 67'890);
        QCOMPARE(upstream.connectTimeoutMs, 4321);
        // The rest is its own.
        QCOMPARE(upstream.url, config.upstream.url);
        QCOMPARE(upstream.limits.deadAfterMs, 77);
        QCOMPARE(upstream.limits.slowReader, net::SlowReader::Report);

        const net::IntermediarySettings intermediary = service::intermediarySettings(config);
        QCOMPARE(intermediary.maxMessage, 12'345);
        QCOMPARE(intermediary.maxUnwritten, 67'890);
        QCOMPARE(intermediary.handshakeMs, 4321);
        const net::HubSettings hub = service::hubSettings(config);
        QCOMPARE(hub.maxMessage, 12'345);
        QCOMPARE(hub.maxUnwritten, 67'890);
        QCOMPARE(hub.handshakeMs, 4321);
    }

    /// Those who are refused are told which one is wanted.
    void theHubKnowsWhoseItsTokenIs()
    {
        config::RelayConfig config;
        config.intermediary.authToken = u"one-token-of-this-test"_s;
        net::HubSettings hub = service::hubSettings(config);
        QCOMPARE(hub.token, config.intermediary.authToken);
        QVERIFY(!hub.rules.hasOwnToken);
        config.hub.token = u"another-token-of-this-test"_s;
        hub = service::hubSettings(config);
        QCOMPARE(hub.token, config.hub.token);
        QVERIFY(hub.rules.hasOwnToken);
    }
};

QTEST_GUILESS_MAIN(TestDoorSettings)
#include "tst_doorsettings.moc"
