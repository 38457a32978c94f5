// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorclient.h"
#include "net/rawpeer.h"
#include "net/tlsfixture.h"
#include "service/servicefixture.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTcpServer>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using neuro::tests::RawPeer;

namespace {

QByteArray answerTo(quint16 port, const QByteArray &request)
{
    RawPeer peer(port);
    peer.send(request);
    return QTest::qWaitFor([&peer] { return peer.isGone(); }) ? peer.answer()
                                                              : QByteArray("no answer");
}

quint16 portOf(const QString &address)
{
    return address.section(u':', -1).toUShort();
}

QString digestOf(const QSslCertificate &certificate)
{
    return certificate.isNull()
               ? u"none"_s
               : QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
}

/// Of the first certificate in a file of the tests.
QString digestOf(const QString &name)
{
    return digestOf(QSslCertificate::fromPath(tests::tlsFile(name), QSsl::Pem).value(0));
}

/// The digest of what an encrypted port shows to anybody.
QString certificateAt(quint16 port)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    QSignalSpy encrypted(&socket, &QSslSocket::encrypted);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
    return encrypted.wait() ? digestOf(socket.peerCertificate()) : u"nothing"_s;
}

const QByteArray healthRequest = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

} // namespace

/// The doors beside the backend's: how they open, move, fail and close.
class TestDoors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openAndTell()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        QVERIFY(f.intermediary.listening && f.status.listening);
        QVERIFY(f.intermediary.door == relay::Door::Intermediary);
        // The window hears of it, too.
        QVERIFY(f.waitFor<relay::DoorEvent>([&](const relay::DoorEvent &door) {
            return door.door == relay::Door::Intermediary &&
                   door.addresses == f.intermediary.addresses;
        }));
    }

    void whatIsOffStaysClosed()
    {
        ServiceFixture f;
        f.config.intermediary.enabled = false;
        f.config.status.enabled = false;
        f.prepare();
        QSignalSpy doors(&f.service(), &service::RelayService::doorChanged);
        QSignalSpy status(&f.service(), &service::RelayService::statusDoorChanged);
        QVERIFY(f.start());
        QTRY_VERIFY(doors.size() == 2 && status.size() == 1);
        QVERIFY(!f.intermediary.listening && f.intermediary.error.isEmpty());
        QVERIFY(!f.status.listening && f.status.error.isEmpty());
        // Games' port still tells how it goes, and serves the hub.
        const quint16 port = portOf(f.door.addresses.constFirst());
        QVERIFY(answerTo(port, healthRequest).contains("\"status\":\"ok\""));
        DoorClient hub(QUrl(f.url().toString() + u"/ws/me?client_type=ui"_s));
        QVERIFY(!hub.waitFor(u"status"_s, u"connected"_s).isEmpty());
    }

    void everyDoorTellsHowItGoes()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        for (const QString &address :
             {f.door.addresses.constFirst(), f.intermediary.addresses.constFirst(),
              f.status.addresses.constFirst()}) {
            const QByteArray answer = answerTo(portOf(address), healthRequest);
            QVERIFY2(answer.startsWith("HTTP/1.1 200") && answer.contains("\"status\":\"ok\""),
                     answer.constData());
            DoorClient client(QUrl(u"ws://%1/ws/at-%2"_s.arg(address).arg(portOf(address))));
            if (address != f.status.addresses.constFirst())
                QVERIFY(!client.waitFor(u"status"_s, u"connected"_s).isEmpty());
        }
    }

    void everyDoorIsEncryptedAsWell()
    {
        ServiceFixture f;
        f.config.backend.tls = tests::encryptedPort();
        f.config.intermediary.tlsPort = 0;
        f.config.status.tlsPort = 0;
        QVERIFY(f.start());
        const quint16 backend = portOf(f.door.encryptedAddresses.value(0));
        const quint16 intermediary = portOf(f.intermediary.encryptedAddresses.value(0));
        const quint16 status = portOf(f.status.encryptedAddresses.value(0));
        for (const quint16 port : {backend, intermediary, status}) {
            RawPeer peer(port, tests::trusting());
            peer.send(healthRequest);
            QTRY_COMPARE(peer.refusal(), QByteArray("200"));
            QVERIFY(peer.answer().contains("\"status\":\"ok\""));
        }
        for (const quint16 port : {backend, intermediary}) {
            RawPeer client(port, tests::trusting());
            client.open("/ws/at-" + QByteArray::number(port));
            QTRY_VERIFY(!client.texts().isEmpty());
            QVERIFY(client.texts().constFirst().contains("\"connected\""));
        }
        RawPeer watcher(intermediary, tests::trusting());
        watcher.open();
        QTRY_VERIFY(watcher.isOpen());
        watcher.sendText(
            DoorClient::registration(u"neuro-os"_s, u"ui"_s, f.config.intermediary.authToken)
                .toUtf8());
        QVERIFY(f.waitFor<relay::PeerEvent>(
            [](const relay::PeerEvent &peer) { return peer.name == u"ui"; }));
        RawPeer game(backend, tests::trusting());
        game.open();
        QTRY_VERIFY(game.isOpen());
        game.sendText("{\"command\":\"startup\",\"game\":\"A\"}");
        QTRY_VERIFY(game.texts().value(0).contains("\"startup\""));
        QTRY_VERIFY(!watcher.texts().isEmpty() && watcher.texts().constLast().contains("\"A\""));
        // The page that came encrypted connects encrypted.
        RawPeer page(status, tests::trusting());
        page.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTRY_COMPARE(page.refusal(), QByteArray("200"));
        const QByteArray url = "wss://127.0.0.1:" + QByteArray::number(intermediary) + '/';
        const QByteArray content = "content=\"" + url + '"';
        const QByteArray policy = "connect-src " + url;
        QVERIFY(page.answer().contains(content) && page.answer().contains(policy));
        f.service().stop();
        QTRY_COMPARE(game.closeCode(), 1001);
        QTRY_COMPARE(watcher.closeCode(), 1001);
    }

    void aTakenPortKeepsNobodyElseOut()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        ServiceFixture f;
        f.config.intermediary.port = occupant.serverPort();
        f.config.status.port = occupant.serverPort();
        QVERIFY(f.start());
        const QString address = u"127.0.0.1:%1"_s.arg(occupant.serverPort());
        QVERIFY2(f.intermediary.error.english().contains(address),
                 qPrintable(f.intermediary.error.english()));
        QVERIFY2(f.status.error.english().contains(address), qPrintable(f.status.error.english()));
        DoorClient game(f.url(), u"{\"command\":\"startup\",\"game\":\"A\"}"_s);
        QVERIFY(!game.waitFor(u"command"_s, u"startup"_s).isEmpty());
        // Another port mends it.
        f.service().reopenIntermediary(u"127.0.0.1"_s, 0);
        QTRY_VERIFY(f.intermediary.listening);
        QVERIFY(f.intermediary.error.isEmpty());
        DoorClient watcher(f.intermediaryUrl(),
                           DoorClient::registration(u"neuro-os"_s, u"ui"_s,
                                                    f.config.intermediary.authToken,
                                                    {{u"ack"_s, true}}));
        QVERIFY(!watcher.waitFor(u"status"_s, u"registered"_s).isEmpty());
    }

    /// Of a game, too, whose settings were mixed up; and no pattern makes them unreadable.
    void statusTextsHoldNoTokens()
    {
        ServiceFixture f;
        f.config.hub.token = u"a-token-of-the-hub-for-tests"_s;
        f.config.recording.redact = {u"total_clients|Chess"_s};
        QVERIFY(f.start());
        const auto startup = [](const QString &name) {
            return u"{\"command\":\"startup\",\"game\":\"%1\"}"_s.arg(name);
        };
        DoorClient chess(f.url(), startup(u"Chess"_s));
        DoorClient mistaken(f.url(), startup(u"my "_s + f.config.hub.token));
        QVERIFY(!chess.waitFor(u"command"_s, u"startup"_s).isEmpty());
        QVERIFY(!mistaken.waitFor(u"command"_s, u"startup"_s).isEmpty());
        const quint16 port = portOf(f.status.addresses.constFirst());
        for (const char *path : {"/stats", "/metrics"}) {
            QByteArray answer;
            QTRY_VERIFY2((answer = answerTo(port, QByteArray("GET ") + path +
                                                      " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                             .contains("my ***"),
                         answer.constData());
            QVERIFY2(!answer.contains(f.config.hub.token.toUtf8()), answer.constData());
            QVERIFY2(answer.contains("Chess"), answer.constData());
        }
    }

    void aStatusPortMovesItsDoorAlone()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        DoorClient game(f.url(), u"{\"command\":\"startup\",\"game\":\"A\"}"_s);
        DoorClient watcher(f.intermediaryUrl(),
                           DoorClient::registration(u"neuro-os"_s, u"ui"_s,
                                                    f.config.intermediary.authToken,
                                                    {{u"ack"_s, true}}));
        QVERIFY(!game.waitFor(u"command"_s, u"startup"_s).isEmpty());
        QVERIFY(!watcher.waitFor(u"status"_s, u"registered"_s).isEmpty());
        const quint16 before = portOf(f.status.addresses.constFirst());
        quint16 after = 0;
        {
            QTcpServer probe; // Somebody else may take its port before it is used.
            QVERIFY(probe.listen(QHostAddress::LocalHost));
            after = probe.serverPort();
        }
        QSignalSpy doors(&f.service(), &service::RelayService::doorChanged);
        QSignalSpy status(&f.service(), &service::RelayService::statusDoorChanged);
        f.config.status.port = after;
        f.service().applyConfig(f.config);
        QVERIFY(status.wait());
        QCOMPARE(f.status.addresses, QStringList{u"127.0.0.1:%1"_s.arg(after)});
        QVERIFY(answerTo(after, healthRequest).contains("\"status\":\"ok\""));
        RawPeer late(before);
        QTRY_VERIFY(late.isGone());
        QVERIFY(late.answer().isEmpty());
        QCOMPARE(status.size(), 1);
        QCOMPARE(doors.size(), 0);
        QVERIFY(game.isConnected() && watcher.isConnected());
    }

    void aNewCertificateIsShown()
    {
        ServiceFixture f;
        f.config.backend.tls = tests::encryptedPort();
        f.config.intermediary.tlsPort = 0;
        f.config.status.tlsPort = 0;
        QVERIFY(f.start());
        const auto shown = [&f] {
            QStringList names;
            for (const QStringList &addresses :
                 {f.door.encryptedAddresses, f.intermediary.encryptedAddresses,
                  f.status.encryptedAddresses})
                names.append(certificateAt(portOf(addresses.value(0))));
            return names;
        };
        const QString first = digestOf(u"server.pem"_s);
        const QString second = digestOf(u"rsa.pem"_s);
        QVERIFY(first != second);
        QCOMPARE(shown(), QStringList(3, first));
        QSignalSpy doors(&f.service(), &service::RelayService::doorChanged);
        QSignalSpy status(&f.service(), &service::RelayService::statusDoorChanged);
        f.config.backend.tls = tests::encryptedPort(u"rsa"_s);
        f.service().applyConfig(f.config);
        QTRY_VERIFY(doors.size() == 2 && status.size() == 1);
        QCOMPARE(shown(), QStringList(3, second));
    }

    void refusalsAreTold()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        DoorClient stranger(f.intermediaryUrl(),
                            DoorClient::registration(u"integration"_s, u"spotify"_s, u"wrong"_s));
        QVERIFY(f.waitFor<relay::RegistrationRefusedEvent>(
            [](const relay::RegistrationRefusedEvent &refusal) {
                return refusal.reason == relay::RegistrationRefusedEvent::Reason::BadToken &&
                       refusal.name == u"spotify" && refusal.at.wall > 0;
            }));
        QTRY_COMPARE(stranger.closeCode(), 1008);
    }

    void admissionsAreForTheDoorThatAsked()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        const QByteArray origin = "Origin: https://page.example\r\n";
        const quint16 intermediary = portOf(f.intermediary.addresses.constFirst());
        const quint16 backend = portOf(f.door.addresses.constFirst());
        RawPeer page(intermediary);
        page.open("/", origin);
        QTRY_COMPARE(page.refusal(), QByteArray("403"));
        QVERIFY(f.waitFor<relay::AdmissionEvent>([](const relay::AdmissionEvent &event) {
            return event.door == relay::Door::Intermediary &&
                   event.origin == u"https://page.example";
        }));
        f.service().admit(u"https://page.example"_s, {}, net::Admission::Always,
                          relay::Door::Intermediary);
        QTRY_VERIFY([&] {
            RawPeer again(intermediary);
            again.open("/", origin);
            return QTest::qWaitFor([&again] { return again.isOpen() || again.isGone(); }) &&
                   again.isOpen();
        }());
        RawPeer asGame(backend);
        asGame.open("/", origin);
        QTRY_COMPARE(asGame.refusal(), QByteArray("403"));
    }

    void stopClosesEverybodyInTime()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        std::vector<std::unique_ptr<DoorClient>> clients;
        const QString token = f.config.intermediary.authToken;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<DoorClient>(
                f.intermediaryUrl(),
                DoorClient::registration(u"neuro-os"_s, u"w%1"_s.arg(i), token)));
            clients.push_back(std::make_unique<DoorClient>(
                f.intermediaryUrl(),
                DoorClient::registration(u"integration"_s, u"i%1"_s.arg(i), token)));
            clients.push_back(
                std::make_unique<DoorClient>(QUrl(f.url().toString() + u"/ws/h%1"_s.arg(i))));
        }
        clients.push_back(std::make_unique<DoorClient>(f.intermediaryUrl())); // Says nothing.
        QTRY_COMPARE(f.all<relay::PeerEvent>().size() >= 60, true);
        QTRY_VERIFY(clients.back()->isConnected());
        QElapsedTimer elapsed;
        elapsed.start();
        f.service().stop();
        QVERIFY2(elapsed.elapsed() < service::RelayService::stopMs,
                 qPrintable(QString::number(elapsed.elapsed())));
        for (const auto &client : clients)
            QTRY_COMPARE(client->closeCode(), 1001);
        // The end of every one is told.
        const auto goodbyes = [&f] {
            int count = 0;
            for (const relay::PeerEvent &peer : f.all<relay::PeerEvent>())
                count += peer.state == relay::PeerEvent::State::Disconnected ? 1 : 0;
            return count;
        };
        QCOMPARE(goodbyes(), 60);
        // And it can begin anew.
        QVERIFY(f.start());
        f.service().stop();
    }

    void peersThatDoNotAnswerDelayNoStop()
    {
        ServiceFixture f;
        QVERIFY(f.start());
        RawPeer deaf(portOf(f.intermediary.addresses.constFirst()));
        deaf.open();
        QTRY_VERIFY(deaf.isOpen());
        deaf.sendText(
            DoorClient::registration(u"neuro-os"_s, u"deaf"_s, f.config.intermediary.authToken)
                .toUtf8());
        QVERIFY(f.waitFor<relay::PeerEvent>(
            [](const relay::PeerEvent &peer) { return peer.name == u"deaf"; }));
        QElapsedTimer elapsed;
        elapsed.start();
        f.service().stop(); // A close frame that is never answered.
        QVERIFY2(elapsed.elapsed() < service::RelayService::stopMs,
                 qPrintable(QString::number(elapsed.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestDoors)
#include "tst_doors.moc"
