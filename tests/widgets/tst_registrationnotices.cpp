// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/events.h"
#include "widgets/mainwindow.h"
#include "widgets/noticebar.h"
#include "widgets/registrationnotices.h"
#include "widgets/relaynotices.h"
#include "widgets/screenshots.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"
#include "widgets/windowsettings.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro;
using namespace neuro::ui;
using neuro::tests::buttonOf;
using neuro::tests::WindowFixture;
using namespace Qt::Literals::StringLiterals;
using Reason = relay::RegistrationRefusedEvent::Reason;

namespace {

const QString token = u"a-long-token-that-nobody-knows"_s;

relay::RegistrationRefusedEvent refusal(Reason reason, const QString &name = u"spotify"_s,
                                        const QString &address = u"127.0.0.1"_s)
{
    relay::RegistrationRefusedEvent event;
    event.at = tests::moment(0);
    event.reason = reason;
    event.type = name.isEmpty() ? QString() : u"integration"_s;
    event.name = name;
    event.address = address;
    return event;
}

struct Fixture
{
    Fixture()
        : notices(&bar, {[this] { return config; }, [this] { return gameUrl; },
                         [this](const QString &host, quint16 port) {
                             calls.append(u"listen %1:%2"_s.arg(host, QString::number(port)));
                         },
                         [this] {
                             calls.append(u"config"_s);
                         }})
    {
        config.intermediary.authToken = token;
        bar.show();
    }

    Notice *find(const relay::RegistrationRefusedEvent &event) const
    {
        return bar.find(RegistrationNotices::keyOf(event));
    }
    void press(Notice *notice, const QString &text)
    {
        QPushButton *button = buttonOf(notice, text);
        QVERIFY2(button, qPrintable(text));
        button->click();
    }

    config::RelayConfig config;
    QString gameUrl = u"ws://127.0.0.1:8000"_s;
    QStringList calls;
    NoticeBar bar;
    RegistrationNotices notices;
};

} // namespace

class TestRegistrationNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Who, why, and what to do.
    void saysWhatToDo_data()
    {
        QTest::addColumn<relay::RegistrationRefusedEvent>("event");
        QTest::addColumn<QStringList>("parts");
        const auto row = [](const char *name, const relay::RegistrationRefusedEvent &event,
                            const QStringList &parts) {
            QTest::newRow(name) << event << parts;
        };
        row("wrong token", refusal(Reason::BadToken),
            {u"“spotify” at 127.0.0.1"_s, u"token is wrong"_s, u"intermediary.auth_token"_s});
        row("no token, perhaps a game", refusal(Reason::BadToken, {}),
            {u"Somebody at 127.0.0.1"_s, u"no token"_s, u"ws://127.0.0.1:8000"_s});
        row("weak token", refusal(Reason::WeakToken, u"ui"_s, u"192.168.1.20"_s),
            {u"“ui” at 192.168.1.20"_s, u"published example"_s, u"16"_s, u"random"_s});
        row("unknown type", refusal(Reason::UnknownType), {u"“integration”"_s, u"“neuro-os”"_s});
        row("invalid name", refusal(Reason::InvalidName, u"a/b"_s), {u"“a/b”"_s, u"1 to 64"_s});
        row("not JSON", refusal(Reason::NotJson, {}),
            {u"no registration"_s, u"ws://127.0.0.1:8000"_s});
        row("too late", refusal(Reason::TooLate, {}),
            {u"did not register"_s, u"ws://127.0.0.1:8000"_s});
        row("too large", refusal(Reason::TooLarge, {}), {u"too large"_s, u"ws://127.0.0.1:8000"_s});
        relay::RegistrationRefusedEvent hub = refusal(Reason::BadToken, u"agent-7"_s);
        hub.door = relay::Door::Hub;
        row("at the hub", hub, {u"“agent-7”"_s, u"hub"_s, u"hub.token"_s});
        hub.type = u"boss"_s;
        hub.reason = Reason::UnknownType;
        row("unknown type at the hub", hub,
            {u"by the hub"_s, u"“boss”"_s, u"“ui”, “agent” and “observer”"_s});
        hub.reason = Reason::InvalidName;
        row("invalid name at the hub", hub,
            {u"by the hub"_s, u"client id"_s, u"1 to 64"_s, u"“server”"_s});
    }

    void saysWhatToDo()
    {
        QFETCH(relay::RegistrationRefusedEvent, event);
        QFETCH(QStringList, parts);
        Fixture fixture;
        fixture.notices.registrationRefused(event);
        Notice *notice = fixture.find(event);
        QVERIFY(notice);
        for (const QString &part : parts)
            QVERIFY2(notice->text().contains(part), qPrintable(notice->text()));
        QVERIFY2(!notice->text().contains(token), qPrintable(notice->text()));
        fixture.press(notice, u"Open the configuration…"_s);
        QCOMPARE(fixture.calls, QStringList{u"config"_s});
        QVERIFY(!fixture.find(event));
    }

    void withoutATokenNobodyCanRegister()
    {
        Fixture fixture;
        fixture.config.intermediary.authToken.clear();
        fixture.notices.registrationRefused(refusal(Reason::BadToken));
        Notice *notice = fixture.find(refusal(Reason::BadToken));
        QVERIFY2(notice->text().contains(u"has no token"_s), qPrintable(notice->text()));
        QVERIFY(!buttonOf(notice, u"Copy the token"_s));
    }

    void aTokenOfWatchersIsNoneForIntegrations()
    {
        Fixture fixture;
        fixture.config.intermediary.authToken.clear();
        fixture.config.neuroOsToken = token;
        relay::RegistrationRefusedEvent watcher = refusal(Reason::BadToken, u"ui"_s, u"::1"_s);
        watcher.type = u"neuro-os"_s;
        fixture.notices.registrationRefused(watcher);
        QString text = fixture.find(watcher)->text();
        QVERIFY2(text.contains(u"token is wrong") && text.contains(u"neuro-os.auth_token"),
                 qPrintable(text));
        fixture.notices.registrationRefused(refusal(Reason::BadToken));
        text = fixture.find(refusal(Reason::BadToken))->text();
        QVERIFY2(text.contains(u"no token for integrations (intermediary.auth_token)"),
                 qPrintable(text));
        QVERIFY(!buttonOf(fixture.find(refusal(Reason::BadToken)), u"Copy the token"_s));
    }

    void theHubsTokenIsCopiedForItsClients()
    {
        const QString hubToken = u"a-token-of-the-hub-alone"_s;
        Fixture fixture;
        relay::RegistrationRefusedEvent hub = refusal(Reason::BadToken);
        hub.door = relay::Door::Hub;
        hub.type.clear(); // It is a ui then.
        fixture.notices.registrationRefused(hub);
        fixture.press(fixture.find(hub), u"Copy the token"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        fixture.config.hub.token = hubToken;
        fixture.notices.registrationRefused(hub);
        fixture.press(fixture.find(hub), u"Copy the token"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), hubToken);
    }

    void theTokenIsCopiedAndNeverShown()
    {
        Fixture fixture;
        fixture.notices.registrationRefused(refusal(Reason::BadToken));
        fixture.press(fixture.find(refusal(Reason::BadToken)), u"Copy the token"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        fixture.notices.registrationRefused(refusal(Reason::InvalidName));
        QVERIFY(!buttonOf(fixture.find(refusal(Reason::InvalidName)), u"Copy the token"_s));
    }

    void repetitionsAreCounted()
    {
        Fixture fixture;
        for (int i = 0; i < 1000; ++i)
            fixture.notices.registrationRefused(refusal(Reason::BadToken, u"n%1"_s.arg(i)));
        QCOMPARE(fixture.bar.count(), 1);
        const QString text = fixture.find(refusal(Reason::BadToken))->text();
        QVERIFY2(text.contains(u"1000") || text.contains(u"1,000"), qPrintable(text));
        QVERIFY2(text.contains(u"“n999”"), qPrintable(text));
        // One that was closed begins anew.
        fixture.press(fixture.find(refusal(Reason::BadToken)), u"Close"_s);
        QCOMPARE(fixture.bar.count(), 0);
        fixture.notices.registrationRefused(refusal(Reason::BadToken));
        QVERIFY(!fixture.find(refusal(Reason::BadToken))->text().contains(u"times"));
    }

    void manyAddressesDoNotFillTheBar()
    {
        Fixture fixture;
        for (int i = 0; i < 100; ++i)
            fixture.notices.registrationRefused(
                refusal(Reason::BadToken, u"x"_s, u"10.0.0.%1"_s.arg(i)));
        QCOMPARE(fixture.bar.count(), RegistrationNotices::noticesOpen);
    }

    void whatIsIgnoredStaysAway()
    {
        Fixture fixture;
        fixture.notices.registrationRefused(refusal(Reason::BadToken));
        fixture.press(fixture.find(refusal(Reason::BadToken)), u"Ignore"_s);
        fixture.notices.registrationRefused(refusal(Reason::BadToken));
        QCOMPARE(fixture.bar.count(), 0);
        // Something else of the same one does not.
        fixture.notices.registrationRefused(refusal(Reason::InvalidName));
        QCOMPARE(fixture.bar.count(), 1);
    }

    void namesAreNoMarkup()
    {
        Fixture fixture;
        const auto event = refusal(Reason::BadToken, u"<b>bold</b>\nsecond line"_s);
        fixture.notices.registrationRefused(event);
        const QString text = fixture.find(event)->text();
        QVERIFY2(text.contains(u"<b>bold</b>") && !text.contains(u'\n'), qPrintable(text));
    }

    void aDoorThatIsTakenHasAWayOut()
    {
        Fixture fixture;
        fixture.config.intermediary.port = 8765;
        relay::DoorEvent door;
        door.door = relay::Door::Intermediary;
        door.error = protocol::verbatim(u"127.0.0.1:8765: taken"_s);
        fixture.notices.doorChanged(door);
        Notice *notice = fixture.bar.find(RegistrationNotices::doorKey);
        QVERIFY(notice && notice->text().contains(u"127.0.0.1:8765: taken"));
        auto *port = notice->findChild<QSpinBox *>();
        QCOMPARE(port->value(), 8766);
        port->setValue(9000);
        fixture.press(notice, u"Listen there"_s);
        QCOMPARE(fixture.calls, QStringList{u"listen :9000"_s});
        fixture.notices.doorChanged(door);
        door.error = {};
        fixture.notices.doorChanged(door);
        QVERIFY(!fixture.bar.find(RegistrationNotices::doorKey));
    }

    void aDoorWithoutItsEncryptionSaysSo()
    {
        const QString key = u"encrypted intermediary"_s;
        Fixture fixture;
        relay::DoorEvent door;
        door.door = relay::Door::Intermediary;
        door.listening = true;
        door.encryptedError = protocol::verbatim(u"/a.key does not exist"_s);
        fixture.notices.doorChanged(door);
        Notice *notice = fixture.bar.find(key);
        QVERIFY(notice && notice->text().contains(u"/a.key does not exist"));
        QVERIFY(!fixture.bar.find(RegistrationNotices::doorKey));
        door.encryptedError = {};
        fixture.notices.doorChanged(door);
        QVERIFY(!fixture.bar.find(key));
        door.encryptedError = protocol::verbatim(u"/a.key does not exist"_s);
        fixture.notices.doorChanged(door);
        fixture.press(fixture.bar.find(key), u"Do without"_s);
        QVERIFY(!fixture.bar.find(key));
        fixture.notices.doorChanged(door);
        fixture.press(fixture.bar.find(key), u"Open the configuration…"_s);
        QCOMPARE(fixture.calls, QStringList{u"config"_s});
        // It is open: only a new certificate is not shown.
        door.encryptedAddresses = {u"127.0.0.1:8444"_s};
        fixture.notices.doorChanged(door);
        QVERIFY(fixture.bar.find(key)->text().contains(u"the earlier certificate"));
        QVERIFY(fixture.bar.find(key)->text().contains(u"/a.key does not exist"));
        fixture.press(fixture.bar.find(key), u"Go on"_s);
        QCOMPARE(fixture.bar.count(), 0);
    }

    void aStatusDoorThatIsClosedSaysSo()
    {
        Fixture fixture;
        service::StatusDoor door;
        door.error = protocol::verbatim(u"127.0.0.1:8770: taken"_s);
        door.encryptedError = protocol::verbatim(u"/a.key does not exist"_s);
        fixture.notices.statusChanged(door);
        Notice *closed = fixture.bar.find(RegistrationNotices::statusKey);
        QVERIFY(closed);
        QVERIFY2(closed->text().contains(u"status") &&
                     closed->text().contains(u"127.0.0.1:8770: taken"),
                 qPrintable(closed->text()));
        Notice *encrypted = fixture.bar.find(RegistrationNotices::encryptedStatusKey);
        QVERIFY(encrypted && encrypted->text().contains(u"/a.key does not exist"));
        fixture.press(encrypted, u"Do without"_s);
        fixture.press(closed, u"Open the configuration…"_s);
        QCOMPARE(fixture.calls, QStringList{u"config"_s});
        QCOMPARE(fixture.bar.count(), 0);
        // Randy's port, of a door that is open.
        door.listening = true;
        fixture.notices.statusChanged(door);
        QVERIFY(fixture.bar.find(RegistrationNotices::statusKey)->text().contains(u"Randy"));
        QCOMPARE(fixture.bar.count(), 2);
        fixture.notices.statusChanged({});
        QCOMPARE(fixture.bar.count(), 0);
        door.error = {};
        door.encryptedAddresses = {u"127.0.0.1:8445"_s};
        fixture.notices.statusChanged(door);
        encrypted = fixture.bar.find(RegistrationNotices::encryptedStatusKey);
        QVERIFY(encrypted->text().contains(u"the earlier certificate"));
        fixture.press(encrypted, u"Go on"_s); // It is open.
        QCOMPARE(fixture.bar.count(), 0);
        fixture.notices.statusChanged(door);
        encrypted = fixture.bar.find(RegistrationNotices::encryptedStatusKey);
        fixture.press(encrypted, u"Open the configuration…"_s);
        QCOMPARE(fixture.calls, (QStringList{u"config"_s, u"config"_s}));
    }

    /// A page that wants to watch is answered at the door where it knocked, and for later runs.
    void answersGoToTheDoorThatAsked()
    {
        QTemporaryDir folder;
        WindowSettings settings(folder.filePath(u"window.ini"_s));
        QStringList calls;
        RelayControls controls;
        controls.admit = [&calls](const QString &origin, const QString &, net::Admission) {
            calls.append(u"game "_s + origin);
        };
        controls.admitWatcher = [&calls](const QString &origin, const QString &, net::Admission) {
            calls.append(u"watcher "_s + origin);
        };
        NoticeBar bar;
        RelayNotices notices(&bar, &settings, controls);
        const QString page = u"https://page.example"_s;
        notices.admissionWanted({tests::moment(0), relay::Door::Intermediary, page, {}});
        notices.admissionWanted({tests::moment(0), relay::Door::Backend, page, {}});
        QCOMPARE(bar.count(), 2);
        Notice *notice = bar.find(u"admit https://page.example  watcher"_s);
        QVERIFY(notice && notice->text().contains(u"watcher"));
        buttonOf(notice, u"Always"_s)->click();
        QCOMPARE(calls, QStringList{u"watcher https://page.example"_s});
        QCOMPARE(settings.admissions().size(), 1);
        RelayNotices next(&bar, &settings, controls);
        next.doorChanged({}, {}, 8000, true);
        QCOMPARE(calls.size(), 2);
        QCOMPARE(calls.constLast(), u"watcher https://page.example"_s);
    }

    void theWindowTells()
    {
        WindowFixture fixture;
        fixture.apply({refusal(Reason::BadToken)});
        const QString key = RegistrationNotices::keyOf(refusal(Reason::BadToken));
        QVERIFY(fixture.window->notices()->find(key));
        relay::DoorEvent door;
        door.at = tests::moment(0);
        door.door = relay::Door::Intermediary;
        door.error = protocol::verbatim(u"taken"_s);
        fixture.apply({door});
        QVERIFY(fixture.window->notices()->find(RegistrationNotices::doorKey));
        // It is not the games' door.
        QVERIFY(!fixture.window->notices()->find(RelayNotices::doorKey));
        service::StatusDoor status;
        status.error = protocol::verbatim(u"taken, too"_s);
        Q_EMIT fixture.service->statusDoorChanged(status);
        QVERIFY(fixture.window->notices()->find(RegistrationNotices::statusKey));
    }

    void looksLikeThis()
    {
        Fixture fixture;
        fixture.bar.resize(1200, 10);
        fixture.config.intermediary.authToken = u"super-secret-token"_s;
        fixture.notices.checkTokens();
        fixture.notices.registrationRefused(refusal(Reason::BadToken));
        fixture.notices.registrationRefused(refusal(Reason::NotJson, {}));
        QVERIFY(QTest::qWaitForWindowExposed(&fixture.bar));
        fixture.bar.adjustSize();
        fixture.bar.resize(1200, fixture.bar.heightForWidth(1200) > 0
                                     ? fixture.bar.heightForWidth(1200)
                                     : fixture.bar.sizeHint().height());
        QVERIFY(saveScreenshots(fixture.bar, u"registrations"_s));
    }

    void weakTokensAreWarnedAboutOnce()
    {
        Fixture fixture;
        fixture.notices.checkTokens();
        QCOMPARE(fixture.bar.count(), 0);
        fixture.config.intermediary.authToken = u"super-secret-token"_s;
        fixture.config.neuroOsToken = u"short"_s;
        fixture.notices.checkTokens();
        Notice *notice = fixture.bar.find(RegistrationNotices::tokenKey);
        QVERIFY(notice);
        QVERIFY2(notice->text().contains(u"intermediary.auth_token") &&
                     notice->text().contains(u"neuro-os.auth_token") &&
                     !notice->text().contains(u"super-secret"),
                 qPrintable(notice->text()));
        fixture.press(notice, u"Close"_s);
        fixture.notices.checkTokens();
        QCOMPARE(fixture.bar.count(), 0);
        fixture.config.neuroOsToken = token;
        fixture.notices.checkTokens();
        QCOMPARE(fixture.bar.count(), 1);
        fixture.config.intermediary.authToken = token;
        fixture.notices.checkTokens();
        QCOMPARE(fixture.bar.count(), 0);
    }

    /// Clients of the hub show it at the games' door as well.
    void weakTokensAreWarnedAboutWithoutTheirDoor_data()
    {
        QTest::addColumn<QString>("standard");
        QTest::addColumn<QString>("enhanced");
        QTest::addColumn<QString>("hub");
        QTest::addColumn<QString>("told");
        const QString weak = u"super-secret-token"_s;
        QTest::newRow("the hub shares it")
            << weak << token << QString() << u"(intermediary.auth_token)"_s;
        QTest::newRow("the hub has its own") << weak << token << token << QString();
        QTest::newRow("the hub's") << token << token << weak << u"(hub.token)"_s;
        QTest::newRow("enhanced") << token << weak << token << u"neuro-os.auth_token)"_s;
    }
    void weakTokensAreWarnedAboutWithoutTheirDoor()
    {
        QFETCH(QString, standard);
        QFETCH(QString, enhanced);
        QFETCH(QString, hub);
        QFETCH(QString, told);
        Fixture fixture;
        fixture.config.intermediary.enabled = false;
        fixture.config.intermediary.authToken = standard;
        fixture.config.neuroOsToken = enhanced;
        fixture.config.hub.token = hub;
        fixture.notices.checkTokens();
        const Notice *notice = fixture.bar.find(RegistrationNotices::tokenKey);
        QCOMPARE(notice != nullptr, !told.isEmpty());
        const QString text = notice ? notice->text() : QString();
        QVERIFY2(text.contains(told), qPrintable(text));
    }
};

QTEST_MAIN(TestRegistrationNotices)
#include "tst_registrationnotices.moc"
