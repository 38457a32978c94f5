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
