// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/intermediaryfixture.h"
#include "net/lingeringsocket.h"
#include "net/netlimits.h"
#include "net/requesthead.h"
#include "net/silentpeers.h"
#include "net/waiting.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::net;
using namespace neuro::tests;
using relay::PeerRole;
using Reason = relay::RegistrationRefusedEvent::Reason;

/// Who comes in at the intermediary door, and who does not.
class TestIntermediaryServer : public IntermediaryFixture
{
    Q_OBJECT

private Q_SLOTS:
    void registers_data();
    void registers();
    void acknowledges();
    void refuses_data();
    void refuses();
    void refusesBinary();
    void refusesWhoIsTooLarge();
    void hearsWhoFindsItTooLarge();
    void refusesWhoIsTooLate();
    void answersGuessersLate();
    void ignoresWhatGuessersSayMeanwhile();
    void turnsForeignersAway();
    void answersPlainRequests();
    void handsOnWhatIsForOthers();
    void refusesOneTooMany();
    void aNewcomerTakesItsOwnPlace();
    void silentConnectionsKeepNobodyOut();
    void silentStrangersKeepNobodyOut();
    void strangersComeAndGo();
    void newTokensCountAtOnce();
    void tellsOfAWeakTokenOnce();
    void everyRefusalIsLogged();
    void opensElsewhere();

private:
    bool waitForStrangers(int count) const
    {
        return waitUntil([&] { return m_server->strangerCount() == count; });
    }
};

void TestIntermediaryServer::registers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<PeerRole>("role");
    QTest::addColumn<bool>("isEnhanced");
    QTest::newRow("integration") << registration("integration", "spotify", standardToken)
                                 << PeerRole::Integration << false;
    QTest::newRow("watcher") << registration("neuro-os", "spotify", standardToken)
                             << PeerRole::Watcher << false;
    QTest::newRow("enhanced watcher")
        << registration("neuro-os", "spotify", enhancedToken) << PeerRole::Watcher << true;
    QTest::newRow("alias") << registration("register", "spotify", standardToken,
                                           R"(,"client_type":"watcher")")
                           << PeerRole::Watcher << false;
}

void TestIntermediaryServer::registers()
{
    QFETCH(QByteArray, text);
    QFETCH(PeerRole, role);
    QFETCH(bool, isEnhanced);
    start();
    const auto peer = connectPeer("/any/path?at=all");
    QVERIFY(peer);
    QVERIFY(m_listener->infos.isEmpty());
    peer->sendText(text);
    peer->sendText("and more");
    QTRY_COMPARE(m_listener->texts, QList<QByteArray>{"and more"});
    QCOMPARE(m_listener->infos.size(), 1);
    const relay::PeerInfo &info = m_listener->infos.front();
    QVERIFY(info.door == relay::Door::Intermediary);
    QVERIFY(info.role == role);
    QCOMPARE(info.name, u"spotify"_s);
    QCOMPARE(info.isEnhanced, isEnhanced);
    QCOMPARE(info.address, u"127.0.0.1:%1"_s.arg(peer->socket().localPort()));
    QCOMPARE(m_server->connectionCount(), 1);
    QCOMPARE(m_server->strangerCount(), 0);
    QCOMPARE(m_server->watcherCount(), role == PeerRole::Watcher ? 1 : 0);
    // Older clients expect no answer.
    m_listener->last()->sendText("marker");
    QTRY_COMPARE(peer->texts(), QList<QByteArray>{"marker"});
    QVERIFY(m_refusals.isEmpty());

    peer->socket().disconnectFromHost();
    QTRY_COMPARE(m_listener->goodbyes.size(), 1);
    QTRY_COMPARE(m_server->connectionCount(), 0);
    QCOMPARE(m_server->watcherCount(), 0);
}

void TestIntermediaryServer::acknowledges()
{
    start();
    m_server->setSnapshot([] { return QByteArray("the snapshot"); });
    const auto peer = connectAs("neuro-os", "ui", enhancedToken, R"(,"ack":true,"snapshot":true)");
    QVERIFY(peer);
    QTRY_COMPARE(
        peer->texts(),
        (QList<QByteArray>{R"({"status":"registered","name":"ui","privileges":"enhanced"})",
                           "the snapshot"}));
    const auto other = connectAs("integration", "spotify", standardToken, R"(,"ack":true)");
    QVERIFY(other);
    QTRY_COMPARE(
        other->texts(),
        QList<QByteArray>{R"({"status":"registered","name":"spotify","privileges":"standard"})"});
}

void TestIntermediaryServer::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("not JSON") << QByteArray("hello")
                              << QByteArray(R"({"error":"registration must be JSON"})")
                              << Reason::NotJson;
    QTest::newRow("an array") << QByteArray("[]")
                              << QByteArray(R"({"error":"registration must be JSON"})")
                              << Reason::NotJson;
    QTest::newRow("wrong token") << registration("integration", "spotify", "wrong")
                                 << QByteArray(R"({"error":"invalid auth token"})")
                                 << Reason::BadToken;
    QTest::newRow("missing token")
        << QByteArray(R"({"type":"neuro-os","name":"ui"})")
        << QByteArray(R"({"error":"invalid auth token"})") << Reason::BadToken;
    QTest::newRow("unknown type") << registration("dj", "spotify", standardToken)
                                  << QByteArray(R"({"error":"unknown registration type"})")
                                  << Reason::UnknownType;
    QTest::newRow("invalid name") << registration("integration", "a/b", standardToken)
                                  << QByteArray(R"({"error":"invalid name"})")
                                  << Reason::InvalidName;
    QTest::newRow("a long name") << registration("integration", QByteArray(1'000'000, 'x'),
                                                 standardToken)
                                 << QByteArray(R"({"error":"invalid name"})")
                                 << Reason::InvalidName;
}

void TestIntermediaryServer::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, answer);
    QFETCH(Reason, reason);
    start();
    const auto peer = connectPeer();
    QVERIFY(peer);
    peer->sendText(text);
    peer->sendText("and more");
    QTRY_COMPARE(peer->closeCode(), 1008);
    QCOMPARE(peer->texts(), QList<QByteArray>{answer});
    QCOMPARE(m_refusals.size(), 1);
    QVERIFY(m_refusals.front().reason == reason);
    QCOMPARE(m_refusals.front().address, u"127.0.0.1"_s);
    peer->socket().disconnectFromHost();
    QTRY_COMPARE(m_server->strangerCount(), 0);
    QVERIFY(m_listener->infos.isEmpty());
    QVERIFY(m_listener->texts.isEmpty());
}

void TestIntermediaryServer::refusesBinary()
{
    start();
    const auto peer = connectPeer();
    QVERIFY(peer);
    peer->send(RawPeer::frame(RawPeer::Binary, registration("neuro-os", "ui", standardToken)));
    QTRY_COMPARE(peer->closeCode(), 1008);
    QCOMPARE(peer->texts(), QList<QByteArray>{R"({"error":"registration must be JSON"})"});
    QVERIFY(m_refusals.size() == 1 && m_refusals.front().reason == Reason::NotJson);
}

void TestIntermediaryServer::refusesWhoIsTooLarge()
{
    start();
    const auto peer = connectPeer();
    QVERIFY(peer);
    // Its head is enough: the rest is not waited for.
    peer->send(
        RawPeer::frame(RawPeer::Text, QByteArray(limits::registration + 1, ' ')).first(1024));
    QTRY_COMPARE(peer->closeCode(), 1009);
    QTRY_COMPARE(m_refusals.size(), 1);
    QVERIFY(m_refusals.front().reason == Reason::TooLarge);

    // Who has registered may say more at once.
    const auto other = connectAs("integration", "spotify");
    QVERIFY(other);
    other->sendText(QByteArray(limits::registration + 1, 'x'));
    QTRY_COMPARE(m_listener->texts.size(), 1);
}

/// A peer may say 1009 itself: nothing was too large for the relay then.
void TestIntermediaryServer::hearsWhoFindsItTooLarge()
{
    start();
    const auto peer = connectPeer();
    QVERIFY(peer);
    QTRY_COMPARE(m_server->strangerCount(), 1);
    peer->send(RawPeer::frame(RawPeer::Close, QByteArray::fromHex("03f1")));
    QTRY_COMPARE(peer->closeCode(), 1009);
    QTRY_COMPARE(m_server->strangerCount(), 0);
    QVERIFY(m_refusals.empty());
}

void TestIntermediaryServer::refusesWhoIsTooLate()
{
    m_settings.registrationMs = 200;
    start();
    const auto peer = connectPeer();
    QVERIFY(peer);
    const auto good = connectAs("integration", "spotify");
    QVERIFY(good);
    QTRY_COMPARE(peer->closeCode(), 1008);
    QVERIFY(peer->texts().isEmpty());
    QVERIFY2(peer->closeReason().contains("200 ms"), peer->closeReason().constData());
    QVERIFY(m_refusals.size() == 1 && m_refusals.front().reason == Reason::TooLate);
    // Who has registered may be silent.
    QCOMPARE(m_server->connectionCount(), 1);
    QCOMPARE(good->closeCode(), 0);
}

void TestIntermediaryServer::answersGuessersLate()
{
    m_settings.failureDelayMs = 400;
    start();
    const QByteArray wrong = registration("integration", "spotify", "wrong");
    for (int i = 0; i < 5; ++i) {
        const auto peer = connectPeer();
        QVERIFY(peer);
        QElapsedTimer elapsed;
        elapsed.start();
        peer->sendText(wrong);
        QTRY_COMPARE(peer->closeCode(), 1008);
        QVERIFY2(elapsed.elapsed() < 400, qPrintable(QString::number(elapsed.elapsed())));
    }
    for (const QByteArray &text : {wrong, QByteArray("not JSON")}) {
        const auto late = connectPeer();
        QVERIFY(late);
        QElapsedTimer elapsed;
        elapsed.start();
        late->sendText(text);
        // The operator hears of it at once.
        const qsizetype before = m_refusals.size();
        QTRY_COMPARE(m_refusals.size(), before + 1);
        const auto good = connectAs("integration", "spotify");
        QVERIFY(good);
        QVERIFY2(elapsed.elapsed() < 400, qPrintable(QString::number(elapsed.elapsed())));
        QVERIFY(late->texts().isEmpty());
        QTRY_COMPARE(late->closeCode(), 1008);
        QVERIFY2(elapsed.elapsed() >= 400, qPrintable(QString::number(elapsed.elapsed())));
        QCOMPARE(late->texts().size(), 1);
    }
}

void TestIntermediaryServer::ignoresWhatGuessersSayMeanwhile()
{
    m_settings.failureDelayMs = 300;
    start();
    for (int i = 0; i < 5; ++i) {
        const auto peer = connectPeer();
        QVERIFY(peer);
        peer->sendText(registration("integration", "spotify", "wrong"));
        QTRY_COMPARE(peer->closeCode(), 1008);
    }
    const auto peer = connectPeer();
    QVERIFY(peer);
    peer->sendText(registration("integration", "spotify", "wrong"));
    // The second guess would be right, but there is none.
    peer->sendText(registration("integration", "spotify", standardToken));
    QTRY_COMPARE(peer->closeCode(), 1008);
    QCOMPARE(peer->texts(), QList<QByteArray>{R"({"error":"invalid auth token"})"});
    QVERIFY(m_listener->infos.isEmpty());
    QCOMPARE(m_refusals.size(), 6);
}

void TestIntermediaryServer::turnsForeignersAway()
{
    start();
    QSignalSpy wanted(m_server.get(), &IntermediaryServer::admissionWanted);
    RawPeer page(m_server->port());
    page.open("/", "Origin: https://page.example\r\n");
    QTRY_COMPARE(page.refusal(), QByteArray("403"));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.front().front().toString(), u"https://page.example"_s);
    m_server->admit(u"https://page.example"_s, {}, Admission::Always);
    const auto again = connectPeer("/", "Origin: https://page.example\r\n");
    QVERIFY(again);
    // It still needs a token.
    again->sendText(registration("neuro-os", "page", "wrong"));
    QTRY_COMPARE(again->closeCode(), 1008);
    QVERIFY(connectPeer("/", "Origin: http://localhost:3000\r\n"));
}

void TestIntermediaryServer::answersPlainRequests()
{
    start();
    RawPeer browser(m_server->port());
    browser.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(browser.refusal(), QByteArray("426"));
    QVERIFY2(browser.answer().contains("Games belong at the other port"),
             browser.answer().constData());
    QVERIFY(m_refusals.isEmpty());
}

void TestIntermediaryServer::handsOnWhatIsForOthers()
{
    start();
    QList<QByteArray> targets;
    connect(m_server.get(), &IntermediaryServer::diverted, this,
            [&targets](LingeringSocket *socket, const RequestHead &head) {
                targets.append(head.target);
                QVERIFY(socket->bytesAvailable() > 0);
                socket->deleteLater();
            });
    RawPeer hub(m_server->port());
    hub.open("/ws/me?client_type=ui");
    QTRY_COMPARE(targets.size(), 1);
    RawPeer status(m_server->port());
    status.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(targets, (QList<QByteArray>{"/ws/me?client_type=ui", "/health"}));
    QCOMPARE(m_server->strangerCount(), 0);
}

void TestIntermediaryServer::refusesOneTooMany()
{
    m_settings.maxConnections = 2;
    start();
    const auto first = connectAs("integration", "a");
    const auto second = connectAs("neuro-os", "b");
    QVERIFY(first && second);
    const auto third = connectPeer();
    QVERIFY(third);
    third->sendText(registration("integration", "c", standardToken));
    QTRY_COMPARE(third->closeCode(), 1013);
    QCOMPARE(m_listener->infos.size(), 2);
    QCOMPARE(m_server->connectionCount(), 2);
}

/// Of whom it replaces, as the engine does: that one is about to go.
void TestIntermediaryServer::aNewcomerTakesItsOwnPlace()
{
    m_settings.maxConnections = 2;
    start();
    const auto first = connectAs("integration", "a");
    const auto second = connectAs("neuro-os", "b");
    QVERIFY(first && second);
    const auto again = connectAs("integration", "a");
    const auto andAgain = connectAs("integration", "a");
    const auto watching = connectAs("neuro-os", "b");
    QVERIFY(again && andAgain && watching);
    // A watcher of that name is somebody else.
    const auto namesake = connectPeer();
    QVERIFY(namesake);
    namesake->sendText(registration("neuro-os", "a", standardToken));
    QTRY_COMPARE(namesake->closeCode(), 1013);
    QCOMPARE(m_listener->infos.size(), 5);
}

/// Before a handshake, where nobody is a stranger yet.
void TestIntermediaryServer::silentConnectionsKeepNobodyOut()
{
    start();
    const auto silent = silentPeers(m_server->port());
    QVERIFY(!silent.empty());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"handshakes are in progress"_s));
    QVERIFY(connectAs("neuro-os", "watcher"));
    QTRY_VERIFY(silent.front()->isGone());
    QVERIFY(!silent.back()->isGone());
}

void TestIntermediaryServer::silentStrangersKeepNobodyOut()
{
    start();
    std::vector<std::unique_ptr<RawPeer>> silent;
    for (int i = 0; i < limits::registrations; ++i) {
        silent.push_back(std::make_unique<RawPeer>(m_server->port()));
        silent.back()->open();
        if (i % 64 == 63)
            QVERIFY(waitForStrangers(i + 1));
    }
    QVERIFY(waitForStrangers(limits::registrations));
    for (int i = 0; i < 20; ++i) {
        const auto good = connectAs("integration", QByteArray::number(i));
        QVERIFY(good);
        QVERIFY(waitForStrangers(limits::registrations - 1));
        // The place that became free is taken by the next one, who is silent too.
        silent.push_back(std::make_unique<RawPeer>(m_server->port()));
        silent.back()->open();
        QVERIFY(waitForStrangers(limits::registrations));
    }
    // The oldest ones had to go.
    QTRY_VERIFY(silent.front()->isGone());
    QVERIFY(!silent.back()->isGone());
    QVERIFY(m_refusals.isEmpty());
}

void TestIntermediaryServer::strangersComeAndGo()
{
    start();
    for (int i = 0; i < 50; ++i) {
        const auto peer = connectPeer();
        QVERIFY(peer);
        if (i % 2 == 0)
            peer->socket().abort();
        else
            peer->send(RawPeer::frame(RawPeer::Text, "{", false).chopped(1));
    }
    QTRY_COMPARE(m_server->strangerCount(), 0);
    QVERIFY(m_refusals.isEmpty()); // They wanted nothing.
}

void TestIntermediaryServer::newTokensCountAtOnce()
{
    start();
    const auto present = connectAs("integration", "a");
    QVERIFY(present);
    m_settings.standardToken = u"another-token-of-some-length"_s;
    m_server->setSettings(m_settings);
    const auto old = connectPeer();
    QVERIFY(old);
    old->sendText(registration("integration", "b", standardToken));
    QTRY_COMPARE(old->closeCode(), 1008);
    QVERIFY(connectAs("integration", "c", "another-token-of-some-length"));
    QCOMPARE(present->closeCode(), 0);
}

void TestIntermediaryServer::tellsOfAWeakTokenOnce()
{
    m_settings.standardToken = u"super-secret-token"_s;
    start();
    QSignalSpy used(m_server.get(), &IntermediaryServer::weakTokenUsed);
    QVERIFY(connectAs("neuro-os", "a", enhancedToken));
    QVERIFY(used.isEmpty());
    QVERIFY(connectAs("integration", "b", "super-secret-token"));
    QVERIFY(connectAs("integration", "c", "super-secret-token"));
    QCOMPARE(used.size(), 1);
    QCOMPARE(used.front().front().toString(), u"b"_s);
}

/// In one line a second, whoever knocks and however often; what came in between is in the next one,
/// which needs nobody else to knock.
void TestIntermediaryServer::everyRefusalIsLogged()
{
    start();
    QStringList lines;
    static QStringList *kept = nullptr;
    kept = &lines;
    const QtMessageHandler before = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &text) { kept->append(text); });
    const auto restore = qScopeGuard([before] { qInstallMessageHandler(before); });
    for (const QByteArray &text : {QByteArray("x"), QByteArray("y"), QByteArray("z"),
                                   registration("integration", "spotify", "wrong")}) {
        const auto peer = connectPeer();
        QVERIFY(peer);
        peer->sendText(text);
        QTRY_COMPARE(peer->closeCode(), 1008);
    }
    QTRY_COMPARE(lines.size(), 2);
    QVERIFY2(lines.constFirst().contains(u"(not_json;"), qPrintable(lines.constFirst()));
    QVERIFY2(
        lines.constLast().contains(u"(bad_token; type \"integration\", name \"spotify\"), and 2 "
                                   "before it"),
        qPrintable(lines.constLast()));
}

void TestIntermediaryServer::opensElsewhere()
{
    m_settings.host = u"127.0.0.1"_s;
    start();
    const quint16 before = m_server->port();
    QCOMPARE(m_server->addresses(), QStringList{u"127.0.0.1:%1"_s.arg(before)});
    // Who is connected when it moves is told that it does not stop.
    const auto first = connectAs("integration", "a");
    QVERIFY(first);
    m_server->move();
    QVERIFY(m_server->isListening());
    QTRY_COMPARE(first->closeCode(), 1001);
    QVERIFY2(first->closeReason().startsWith("Neuro Relay opens this door anew"),
             first->closeReason().constData());
    const auto peer = connectAs("integration", "a");
    QVERIFY(peer);
    m_settings.host = u"::1"_s;
    m_server->setSettings(m_settings);
    m_server->close();
    QVERIFY2(m_server->listen(), qPrintable(m_server->error().english()));
    QCOMPARE(m_server->addresses(), QStringList{u"[::1]:%1"_s.arg(m_server->port())});
    QTRY_COMPARE(peer->closeCode(), 1001);
    QCOMPARE(peer->closeReason(), "Neuro Relay stops");
    // A taken port is told.
    IntermediarySettings same = m_settings;
    same.port = m_server->port();
    IntermediaryServer second(same, m_listener.get());
    QVERIFY(!second.listen());
    QVERIFY(!second.error().isEmpty());
}

QTEST_GUILESS_MAIN(TestIntermediaryServer)
#include "tst_intermediaryserver.moc"
