// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/readyline.h"

#include <QTest>

using namespace neuro;
using namespace neuro::app;
using namespace Qt::StringLiterals;

namespace {

relay::DoorEvent door(relay::Door which, const QStringList &addresses, const QString &error = {})
{
    relay::DoorEvent event;
    event.door = which;
    event.listening = !addresses.isEmpty();
    event.addresses = addresses;
    event.error = protocol::verbatim(error);
    return event;
}

service::StatusDoor status(const QStringList &addresses, const QString &error = {})
{
    return {!addresses.isEmpty(), addresses, {}, protocol::verbatim(error)};
}

const relay::DoorEvent backend = door(relay::Door::Backend, {u"127.0.0.1:1"_s, u"[::1]:1"_s});
const relay::DoorEvent intermediary = door(relay::Door::Intermediary, {u"127.0.0.1:2"_s});

} // namespace

class TestReadyLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForEveryDoor()
    {
        ReadyLine ready{config::RelayConfig()};
        ready.take(status({u"127.0.0.1:3"_s}));
        QVERIFY(!ready.takeLine());
        ready.take(backend);
        QVERIFY(!ready.takeLine());
        ready.take(intermediary);
        QCOMPARE(ready.takeLine().value_or(QString()),
                 u"ready backend=ws://127.0.0.1:1 intermediary=ws://127.0.0.1:2 "
                 "status=http://127.0.0.1:3"_s);
        QVERIFY(!ready.takeLine()); // A door that opens elsewhere later is no news here.
        QVERIFY(ready.takeError().isEmpty());
        QVERIFY(ready.takeWarning().isEmpty());
    }

    void leavesOutWhatIsOff()
    {
        ReadyLine ready{config::RelayConfig()};
        ready.take(backend);
        ready.take(door(relay::Door::Intermediary, {}));
        service::StatusDoor randy = status({});
        randy.randyAddresses = {u"127.0.0.1:1337"_s};
        ready.take(randy);
        QCOMPARE(ready.takeLine().value_or(QString()),
                 u"ready backend=ws://127.0.0.1:1 randy=http://127.0.0.1:1337"_s);
    }

    void namesEncryptedPorts()
    {
        ReadyLine ready{config::RelayConfig()};
        relay::DoorEvent games = backend;
        games.encryptedAddresses = {u"127.0.0.1:11"_s, u"[::1]:11"_s};
        relay::DoorEvent watchers = intermediary;
        watchers.encryptedAddresses = {u"127.0.0.1:12"_s};
        service::StatusDoor http = status({u"127.0.0.1:3"_s});
        http.encryptedAddresses = {u"127.0.0.1:13"_s};
        ready.take(games);
        ready.take(watchers);
        ready.take(http);
        QCOMPARE(ready.takeLine().value_or(QString()),
                 u"ready backend=ws://127.0.0.1:1 backend-tls=wss://127.0.0.1:11 "
                 "intermediary=ws://127.0.0.1:2 intermediary-tls=wss://127.0.0.1:12 "
                 "status=http://127.0.0.1:3 status-tls=https://127.0.0.1:13"_s);
    }

    void anEncryptedPortThatDoesNotOpenEndsIt()
    {
        const protocol::Phrase why = protocol::verbatim(u"/a.key does not exist"_s);
        ReadyLine games{config::RelayConfig()};
        relay::DoorEvent door = backend;
        door.encryptedError = why;
        games.take(door);
        const QString error = games.takeError();
        QVERIFY2(error.contains(u"/a.key does not exist") && error.contains(u"games") &&
                     error.contains(u"tls_port"),
                 qPrintable(error));
        ReadyLine watchers{config::RelayConfig()};
        door = intermediary;
        door.encryptedError = why;
        watchers.take(door);
        QVERIFY(watchers.takeError().contains(u"/a.key does not exist"));
        ReadyLine http{config::RelayConfig()};
        service::StatusDoor open = status({u"127.0.0.1:3"_s});
        open.encryptedError = why;
        http.take(open);
        QVERIFY(http.takeError().contains(u"/a.key does not exist"));
    }

    void aBackendThatDoesNotOpenEndsIt()
    {
        ReadyLine ready{config::RelayConfig()};
        ready.take(door(relay::Door::Backend, {}, u"127.0.0.1:1: taken"_s));
        const QString error = ready.takeError();
        QVERIFY2(error.contains(u"127.0.0.1:1: taken") && error.contains(u"--backend"),
                 qPrintable(error));
        QVERIFY(ready.takeError().isEmpty());
        ready.take(intermediary);
        ready.take(status({}));
        QVERIFY(!ready.takeLine());
    }

    void othersEndItWhenTheyWereChosen_data()
    {
        QTest::addColumn<bool>("isChosen");
        QTest::newRow("chosen") << true;
        QTest::newRow("not chosen") << false;
    }

    void othersEndItWhenTheyWereChosen()
    {
        QFETCH(bool, isChosen);
        config::RelayConfig config;
        config.intermediary.addressIsSet = isChosen;
        config.status.addressIsSet = isChosen;
        ReadyLine ready(config);
        ready.take(backend);
        ready.take(door(relay::Door::Intermediary, {}, u"127.0.0.1:2: taken"_s));
        const QString about = isChosen ? ready.takeError() : ready.takeWarning();
        QVERIFY2(about.contains(u"127.0.0.1:2: taken") && about.contains(u"--intermediary"),
                 qPrintable(about));
        ReadyLine other(config);
        other.take(backend);
        other.take(intermediary);
        other.take(status({}, u"127.0.0.1:3: taken"_s));
        const QString text = isChosen ? other.takeError() : other.takeWarning();
        QVERIFY2(text.contains(u"127.0.0.1:3: taken") && text.contains(u"--status"),
                 qPrintable(text));
        QCOMPARE(other.takeLine().value_or(QString()),
                 isChosen ? QString()
                          : u"ready backend=ws://127.0.0.1:1 intermediary=ws://127.0.0.1:2"_s);
    }
};

QTEST_GUILESS_MAIN(TestReadyLine)
#include "tst_readyline.moc"
