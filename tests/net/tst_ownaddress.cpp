// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/ownaddress.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <semaphore>

using namespace neuro::net;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<QHostAddress> addresses(const QStringList &texts)
{
    QList<QHostAddress> out;
    for (const QString &text : texts)
        out.append(QHostAddress(text));
    return out;
}

} // namespace

class TestOwnAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reaches_data();
    void reaches();
    void knowsPorts();
    void seesWhatIsEvident_data();
    void seesWhatIsEvident();
    void learnsNames_data();
    void learnsNames();
    void learnsInTime();
    void looksUpOnlyWhatMatters();
    void namesBothPlaces();
    void looksUpNames_data();
    void looksUpNames();
    void endsInTime();
    void canBeCancelledAndStartedAnew();
};

void TestOwnAddress::reaches_data()
{
    QTest::addColumn<QString>("upstream");
    QTest::addColumn<QString>("door");
    QTest::addColumn<bool>("clashes");
    const auto row = [](const char *upstream, const char *door, bool clashes) {
        QTest::addRow("%s to %s", upstream, door)
            << QString::fromLatin1(upstream) << QString::fromLatin1(door) << clashes;
    };
    row("127.0.0.1", "127.0.0.1", true);
    row("127.0.0.1", "127.0.0.2", false);
    row("127.0.0.1", "::1", false);
    row("::1", "::1", true);
    row("::ffff:127.0.0.1", "127.0.0.1", true);
    row("127.0.0.1", "0.0.0.0", true);
    row("127.0.0.9", "0.0.0.0", true);
    row("::1", "0.0.0.0", false);
    row("::1", "::", true);
    row("127.0.0.1", "::", false);
    row("0.0.0.0", "127.0.0.1", true);
    row("::", "::1", true);
    row("0.0.0.0", "0.0.0.0", true);
    // 192.168.1.20 and fe80::1 are this machine's.
    row("192.168.1.20", "0.0.0.0", true);
    row("192.168.1.20", "192.168.1.20", true);
    row("192.168.1.20", "127.0.0.1", false);
    row("192.168.1.21", "0.0.0.0", false);
    row("fe80::1%eth0", "::", true);
    row("fe80::1%eth0", "fe80::1", true);
    row("2001:db8::1", "::", false);
}

void TestOwnAddress::reaches()
{
    QFETCH(QString, upstream);
    QFETCH(QString, door);
    const auto own = addresses({u"192.168.1.20"_s, u"fe80::1%wlan0"_s});
    const auto reached = reachedAddress(addresses({u"203.0.113.1"_s, upstream}),
                                        addresses({u"203.0.113.2"_s, door}), own);
    QTEST(reached.has_value(), "clashes");
}

void TestOwnAddress::knowsPorts()
{
    QCOMPARE(upstreamPort(QUrl(u"ws://a"_s)), quint16(80));
    QCOMPARE(upstreamPort(QUrl(u"wss://a"_s)), quint16(443));
    QCOMPARE(upstreamPort(QUrl(u"ws://a:8000/x"_s)), quint16(8000));
    QCOMPARE(upstreamPort(QUrl(u"http://a:8000"_s)), quint16(0));
    QCOMPARE(upstreamPort(QUrl()), quint16(0));
}

void TestOwnAddress::seesWhatIsEvident_data()
{
    QTest::addColumn<QString>("upstream");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("clashes");
    QTest::newRow("default door") << u"ws://127.0.0.1:8000"_s << QString() << true;
    QTest::newRow("localhost") << u"ws://LOCALHOST:8000/path"_s << u"127.0.0.1"_s << true;
    QTest::newRow("IPv6") << u"ws://[::1]:8000"_s << u"localhost"_s << true;
    QTest::newRow("wildcard") << u"wss://127.0.0.1:8000"_s << u"0.0.0.0"_s << true;
    QTest::newRow("brackets") << u"ws://[::1]:8000"_s << u"[::1]"_s << true;
    QTest::newRow("another port") << u"ws://127.0.0.1:8001"_s << QString() << false;
    QTest::newRow("another scheme") << u"http://127.0.0.1:8000"_s << QString() << false;
    QTest::newRow("no host") << u"ws:///x:8000"_s << QString() << false;
    QTest::newRow("none") << QString() << QString() << false;
    QTest::newRow("elsewhere") << u"ws://203.0.113.1:8000"_s << u"0.0.0.0"_s << false;
    QTest::newRow("a name") << u"ws://elsewhere.invalid:8000"_s << QString() << false;
}

void TestOwnAddress::seesWhatIsEvident()
{
    QFETCH(QString, upstream);
    QFETCH(QString, host);
    const OwnDoor far{u"203.0.113.9"_s, 8000, u"far"_s};
    const OwnDoor unknown{QString(), 0, u"unknown"_s};
    const OwnDoor door{host, 8000, u"door"_s};
    const auto clash = evidentClash(QUrl(upstream), {far, unknown, door});
    QTEST(clash.has_value(), "clashes");
    if (clash)
        QCOMPARE(clash->door, door);
}

void TestOwnAddress::learnsNames_data()
{
    QTest::addColumn<QString>("upstream");
    QTest::addColumn<QString>("door");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isLearnt");
    QTest::addColumn<bool>("clashes");
    QTest::newRow("upstream here") << u"here.test"_s << QString() << u"127.0.0.1"_s << true << true;
    QTest::newRow("upstream elsewhere")
        << u"far.test"_s << QString() << u"203.0.113.9"_s << true << false;
    QTest::newRow("upstream nowhere")
        << u"nowhere.test"_s << QString() << QString() << false << false;
    QTest::newRow("door here") << u"127.0.0.1"_s << u"door.test"_s << u"127.0.0.1"_s << true
                               << true;
    QTest::newRow("both by one name")
        << u"both.test"_s << u"BOTH.test"_s << u"127.0.0.7"_s << true << true;
    QTest::newRow("no name") << u"127.0.0.1"_s << QString() << u"127.0.0.1"_s << false << true;
}

void TestOwnAddress::learnsNames()
{
    QFETCH(const QString, address);
    QFETCH(QString, upstream);
    QFETCH(QString, door);
    const QUrl url(u"ws://"_s + upstream + u":8000"_s);
    const QList<OwnDoor> doors = {{door, 8000, u"door"_s}};
    const KnownNames learnt = learnNames(url, doors, 60'000, [address](const QString &) {
        return address.isEmpty() ? QList<QHostAddress>() : addresses({address});
    });
    QTEST(!learnt.isEmpty(), "isLearnt");
    QTEST(evidentClash(url, doors, learnt).has_value(), "clashes");
}

/// A name server that does not answer keeps the program from starting for a moment only.
void TestOwnAddress::learnsInTime()
{
    const auto hangs = std::make_shared<std::counting_semaphore<>>(0);
    const QUrl url(u"ws://slow.test:8000"_s);
    const QList<OwnDoor> doors = {{u"slowdoor.test"_s, 8000, u"door"_s}};
    QElapsedTimer clock;
    clock.start();
    const KnownNames learnt = learnNames(url, doors, 50, [hangs](const QString &) {
        hangs->acquire();
        return addresses({u"127.0.0.1"_s});
    });
    QVERIFY(learnt.isEmpty());
    QVERIFY2(clock.elapsed() >= 50 && clock.elapsed() < 5000,
             qPrintable(QString::number(clock.elapsed())));
    hangs->release(2);
}

void TestOwnAddress::looksUpOnlyWhatMatters()
{
    const auto none = [](const QString &) -> QList<QHostAddress> {
        qFatal("asked");
    };
    QVERIFY(learnNames(QUrl(u"ws://other.test:9000"_s), {{u"door.test"_s, 8000, {}}}, 60'000, none)
                .isEmpty());
    QVERIFY(learnNames(QUrl(u"wss://other.test"_s), {{{}, 0, {}}}, 60'000, none).isEmpty());
    QVERIFY(learnNames(QUrl(), {{{}, 0, {}}, {{}, 8000, {}}}, 60'000, none).isEmpty());
}

void TestOwnAddress::namesBothPlaces()
{
    const DoorClash clash{{QString(), 8000, u"WS_PORT"_s}, QHostAddress::LocalHost};
    QCOMPARE(clash.text(u"ws://127.0.0.1:8000"_s, u"nakurity-client.port"_s).english(),
             u"the upstream ws://127.0.0.1:8000 (nakurity-client.port) is this relay's own door "
             "localhost:8000 (WS_PORT); change the address or the port of one of the two"_s);
}

void TestOwnAddress::looksUpNames_data()
{
    QTest::addColumn<QString>("upstream");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("clashes");
    const QString name = QHostInfo::localHostName();
    QTest::newRow("this machine's name") << u"ws://%1:8000"_s.arg(name) << u"0.0.0.0"_s << true;
    QTest::newRow("both by name") << u"ws://%1:8000"_s.arg(name) << name << true;
    QTest::newRow("no lookup needed") << u"ws://localhost:8000"_s << QString() << true;
    QTest::newRow("no such name") << u"ws://no-such-name.invalid:8000"_s << u"0.0.0.0"_s << false;
    QTest::newRow("no such door") << u"ws://127.0.0.1:8000"_s << u"no-such-name.invalid"_s << false;
}

void TestOwnAddress::looksUpNames()
{
    QFETCH(QString, upstream);
    QFETCH(QString, host);
    if (QHostInfo::fromName(QHostInfo::localHostName()).addresses().isEmpty())
        QSKIP("this machine does not know its own name");
    OwnDoorCheck check;
    QList<std::optional<DoorClash>> clashes;
    connect(&check, &OwnDoorCheck::finished, this,
            [&clashes](const std::optional<DoorClash> &clash) { clashes.append(clash); });
    check.start(QUrl(upstream), {{host, 8000, u"door"_s}}, 4000);
    QVERIFY(clashes.isEmpty());
    QTRY_COMPARE(clashes.size(), 1);
    QTEST(clashes.front().has_value(), "clashes");
}

void TestOwnAddress::endsInTime()
{
    OwnDoorCheck check;
    int told = 0;
    connect(&check, &OwnDoorCheck::finished, this, [&told] { ++told; });
    QElapsedTimer elapsed;
    elapsed.start();
    check.start(QUrl(u"ws://slow-name.invalid:8000"_s), {{QString(), 8000, QString()}}, 1);
    QTRY_COMPARE(told, 1);
    // Nothing follows when the lookup is over.
    check.start(QUrl(u"ws://127.0.0.1:8001"_s), {{QString(), 8000, QString()}}, 10'000);
    QTRY_COMPARE(told, 2);
    QVERIFY(elapsed.elapsed() < 4000);
}

void TestOwnAddress::canBeCancelledAndStartedAnew()
{
    OwnDoorCheck check;
    QList<bool> clashes;
    connect(&check, &OwnDoorCheck::finished, this,
            [&clashes](const auto &clash) { clashes.append(clash.has_value()); });
    check.start(QUrl(u"ws://127.0.0.1:8000"_s), {{QString(), 8000, QString()}}, 1000);
    check.cancel();
    check.start(QUrl(u"ws://127.0.0.1:8000"_s), {{QString(), 8000, QString()}}, 1000);
    check.start(QUrl(u"ws://127.0.0.1:8001"_s), {{QString(), 8000, QString()}}, 1000);
    QTRY_COMPARE(clashes, QList<bool>{false});
}

QTEST_GUILESS_MAIN(TestOwnAddress)
#include "tst_ownaddress.moc"
