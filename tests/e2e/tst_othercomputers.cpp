// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"
#include "net/rawpeer.h"
#include "net/tokencheck.h"

#include <QJsonDocument>
#include <QNetworkInterface>
#include <QRegularExpression>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::StringLiterals;
using neuro::tests::RawPeer;

namespace {

const QByteArray startup = R"({"command":"startup","game":"Chess"})";

/// One of this computer's addresses that is not the loopback: who connects to it comes from it.
QHostAddress otherAddress()
{
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!flags.testFlag(QNetworkInterface::IsRunning) ||
            flags.testFlag(QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol)
                return entry.ip();
        }
    }
    return {};
}

quint16 portIn(const QStringList &addresses)
{
    return static_cast<quint16>(QUrl(u"ws://"_s + addresses.value(0)).port());
}

} // namespace

/// What the doors make of peers that come from another address than the loopback.
class TestOtherComputers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_address = otherAddress();
        if (m_address.isNull())
            QSKIP("this computer has no address but the loopback");
    }
    void init()
    {
        m_relay = std::make_unique<DoorFixture>();
        m_relay->config.backend.host = u"0.0.0.0"_s;
        m_relay->config.intermediary.host = u"0.0.0.0"_s;
        m_relay->config.status.host = u"0.0.0.0"_s;
    }
    void cleanup() { m_relay.reset(); }

    void areRefusedUntilTheyAreAdmitted_data();
    void areRefusedUntilTheyAreAdmitted();
    void needAGoodToken_data();
    void needAGoodToken();
    void needATokenForTheHub();
    void areAdmittedBeforeTheHub_data();
    void areAdmittedBeforeTheHub();
    void needATokenForTheStatus();

private:
    quint16 portOf(relay::Door door) const
    {
        return portIn(door == relay::Door::Backend ? m_relay->door.addresses
                                                   : m_relay->intermediary.addresses);
    }
    std::unique_ptr<RawPeer> knock(relay::Door door, const QByteArray &path = "/",
                                   const QByteArray &fields = {}) const
    {
        auto peer = std::make_unique<RawPeer>(portOf(door), m_address);
        peer->open(path, fields);
        return peer;
    }
    /// Knocks until it is let in: a decision has to reach the door's thread. Null: it was not.
    std::unique_ptr<RawPeer> enter(relay::Door door) const
    {
        std::unique_ptr<RawPeer> peer;
        const bool isIn = QTest::qWaitFor([&] {
            if (!peer || peer->isGone())
                peer = knock(door);
            return peer->isOpen();
        });
        return isIn ? std::move(peer) : nullptr;
    }
    /// The status of the answer to a plain request.
    QByteArray statusOf(quint16 port, const QByteArray &request) const
    {
        RawPeer peer(port, m_address);
        peer.send(request);
        return QTest::qWaitFor([&peer] { return peer.isGone(); })
                   ? peer.answer().mid(qsizetype(sizeof "HTTP/1.1"), 3)
                   : QByteArray("no answer");
    }

    QHostAddress m_address;
    std::unique_ptr<DoorFixture> m_relay;
};

void TestOtherComputers::areRefusedUntilTheyAreAdmitted_data()
{
    QTest::addColumn<relay::Door>("door");
    QTest::newRow("backend") << relay::Door::Backend;
    QTest::newRow("intermediary") << relay::Door::Intermediary;
}

void TestOtherComputers::areRefusedUntilTheyAreAdmitted()
{
    QFETCH(relay::Door, door);
    QVERIFY(m_relay->start());
    // Without a window the log is all that tells of it.
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"a connection from %1 .* %2\\.allow "_s.arg(
                             QRegularExpression::escape(m_address.toString()),
                             QString(relay::nameOf(door, relay::doorNames)))));
    const auto stranger = knock(door);
    QTRY_COMPARE(stranger->refusal(), QByteArray("403"));
    QVERIFY(m_relay->waitFor<relay::AdmissionEvent>([&](const relay::AdmissionEvent &event) {
        return event.door == door && event.address == m_address.toString() &&
               event.origin.isEmpty();
    }));
    m_relay->service().admit({}, m_address.toString(), net::Admission::Once, door);
    const auto admitted = enter(door);
    QVERIFY(admitted);
    const auto again = knock(door);
    QTRY_COMPARE(again->refusal(), QByteArray("403"));
    if (door == relay::Door::Backend) {
        admitted->sendText(startup);
        QTRY_VERIFY(!admitted->texts().isEmpty());
        QVERIFY(admitted->texts().first().startsWith(R"({"command":"startup")"));
    }
    // A page on the other computer is two things to be asked about.
    m_relay->config.backend.allowedAddresses = {m_address.toString()};
    m_relay->config.intermediary.allowedAddresses = {m_address.toString()};
    m_relay->service().applyConfig(m_relay->config);
    const auto allowed = enter(door);
    QVERIFY(allowed);
    const auto page = knock(door, "/", "Origin: https://page.example\r\n");
    QTRY_COMPARE(page->refusal(), QByteArray("403"));
    QVERIFY(m_relay->waitFor<relay::AdmissionEvent>([&](const relay::AdmissionEvent &event) {
        return event.door == door && event.origin == u"https://page.example";
    }));
}

void TestOtherComputers::needAGoodToken_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("published") << QString(net::publishedToken) << false;
    QTest::newRow("15 characters") << u"abcdefghij-2345"_s << false;
    QTest::newRow("16 characters") << u"abcdefghij-23456"_s << true;
}

void TestOtherComputers::needAGoodToken()
{
    QFETCH(QString, token);
    QFETCH(bool, isGood);
    m_relay->config.intermediary.authToken = token;
    m_relay->config.neuroOsToken = token;
    m_relay->config.intermediary.allowedAddresses = {m_address.toString()};
    QVERIFY(m_relay->start());
    for (const QString &type : {u"integration"_s, u"neuro-os"_s}) {
        const auto peer = knock(relay::Door::Intermediary);
        peer->sendText(
            DoorClient::registration(type, u"far"_s, token, {{u"ack"_s, true}}).toUtf8());
        QTRY_VERIFY(!peer->texts().isEmpty());
        if (isGood) {
            QVERIFY(peer->texts().first().startsWith(R"({"status":"registered","name":"far")"));
            continue;
        }
        QCOMPARE(peer->texts().first(), QByteArray(R"({"error":"invalid auth token"})"));
        QTRY_COMPARE(peer->closeCode(), 1008);
        QVERIFY(m_relay->waitFor<relay::RegistrationRefusedEvent>([&](const auto &refused) {
            return refused.type == type && refused.address == m_address.toString() &&
                   refused.reason == relay::RegistrationRefusedEvent::Reason::WeakToken;
        }));
    }
    // On this computer it will do.
    QVERIFY(m_relay->watcher(u"near"_s));
    const QByteArray sent = statusOf(
        portIn(m_relay->status.addresses),
        "GET /stats HTTP/1.1\r\nHost: " + m_address.toString().toUtf8() +
            "\r\nAuthorization: Bearer " + token.toUtf8() + "\r\nConnection: close\r\n\r\n");
    QCOMPARE(sent, isGood ? QByteArray("200") : QByteArray("401"));
}

/// Open on the loopback is not open to everybody.
void TestOtherComputers::needATokenForTheHub()
{
    m_relay->config.hub.token = u"the hub's own long token"_s;
    m_relay->config.backend.allowedAddresses = {m_address.toString()};
    m_relay->config.intermediary.allowedAddresses = {m_address.toString()};
    QVERIFY(m_relay->start());
    for (const relay::Door door : {relay::Door::Backend, relay::Door::Intermediary}) {
        const auto stranger = knock(door, "/ws/far?client_type=agent");
        QTRY_COMPARE(stranger->closeCode(), 1008);
        QCOMPARE(stranger->texts().size(), 1);
        QVERIFY(stranger->texts().first().contains(R"("error_code":"FORBIDDEN")"));
        const auto friendly =
            knock(door, "/ws/far?client_type=agent&token=the%20hub's%20own%20long%20token");
        QTRY_COMPARE(friendly->texts().size(), 1);
        QVERIFY(friendly->texts().first().contains(R"("status":"connected")"));
    }
}

void TestOtherComputers::areAdmittedBeforeTheHub_data()
{
    areRefusedUntilTheyAreAdmitted_data();
}

/// A token opens the hub, not the door that it is behind.
void TestOtherComputers::areAdmittedBeforeTheHub()
{
    QFETCH(relay::Door, door);
    m_relay->config.hub.token = u"the-hub's-own-long-token"_s;
    QVERIFY(m_relay->start());
    const QByteArray path = "/ws/far?client_type=agent&token=the-hub's-own-long-token";
    const auto stranger = knock(door, path);
    QTRY_COMPARE(stranger->refusal(), QByteArray("403"));
    QVERIFY(m_relay->waitFor<relay::AdmissionEvent>([&](const relay::AdmissionEvent &event) {
        return event.door == door && event.address == m_address.toString() &&
               event.origin.isEmpty();
    }));
    m_relay->service().admit({}, m_address.toString(), net::Admission::Never, door);
    const auto never = knock(door, path);
    QTRY_COMPARE(never->refusal(), QByteArray("403"));
    m_relay->service().admit({}, m_address.toString(), net::Admission::Always, door);
    std::unique_ptr<RawPeer> admitted;
    QTRY_VERIFY((admitted = knock(door, path)) &&
                QTest::qWaitFor([&] { return admitted->isGone() || admitted->isOpen(); }) &&
                admitted->isOpen());
    QTRY_COMPARE(admitted->texts().size(), 1);
    QVERIFY(admitted->texts().first().contains(R"("status":"connected")"));
    // An origin is the hub's affair: who shows the token may be a page.
    const auto page = knock(door, path, "Origin: https://page.example\r\n");
    QTRY_COMPARE(page->texts().size(), 1);
    QVERIFY(page->texts().first().contains(R"("status":"connected")"));
}

void TestOtherComputers::needATokenForTheStatus()
{
    m_relay->config.backend.allowedAddresses = {m_address.toString()};
    QVERIFY(m_relay->start());
    const QByteArray host = m_address.toString().toUtf8();
    const auto get = [&host](const QByteArray &path, const QByteArray &token = {}) -> QByteArray {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" +
               (token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n") +
               "Connection: close\r\n\r\n";
    };
    const QByteArray token = m_relay->config.intermediary.authToken.toUtf8();
    for (const quint16 port : {portIn(m_relay->status.addresses), portOf(relay::Door::Backend)}) {
        const bool isStatus = port == portIn(m_relay->status.addresses);
        QCOMPARE(statusOf(port, get("/health")), QByteArray("200"));
        QCOMPARE(statusOf(port, get("/stats")), QByteArray("401"));
        QCOMPARE(statusOf(port, get("/stats", "some-other-long-token")), QByteArray("401"));
        QCOMPARE(statusOf(port, get("/stats", token)), QByteArray("200"));
        if (!isStatus)
            continue;
        for (const char *path : {"/metrics", "/"}) {
            QCOMPARE(statusOf(port, get(path)), QByteArray("401"));
            QCOMPARE(statusOf(port, get(path, token)), QByteArray("200"));
        }
    }
    // Sending needs the other token.
    const QByteArray body = R"({"command":"shutdown/graceful","data":{"wants_shutdown":true}})";
    const auto post = [&](const QString &bearer) -> QByteArray {
        return "POST /send HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " +
               bearer.toUtf8() +
               "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) +
               "\r\n\r\n" + body;
    };
    const quint16 port = portIn(m_relay->status.addresses);
    const auto game = m_relay->game(u"Chess"_s);
    QCOMPARE(statusOf(port, post(m_relay->config.intermediary.authToken)), QByteArray("403"));
    QVERIFY(game->texts().isEmpty());
    QCOMPARE(statusOf(port, post(m_relay->config.neuroOsToken)), QByteArray("202"));
    QTRY_COMPARE(game->texts(), QStringList{QString::fromUtf8(body)});
}

QTEST_GUILESS_MAIN(TestOtherComputers)
#include "tst_othercomputers.moc"
