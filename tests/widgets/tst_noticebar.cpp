// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "models/events.h"
#include "widgets/noticebar.h"
#include "widgets/relaynotices.h"
#include "widgets/windowparts.h"
#include "widgets/windowsettings.h"

#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro;
using namespace neuro::ui;
using neuro::tests::buttonOf;
using namespace Qt::Literals::StringLiterals;

namespace {

relay::AdmissionEvent request(const QString &origin)
{
    return {tests::moment(0), relay::Door::Backend, origin, {}};
}

relay::DoorEvent door(const QString &error = {})
{
    relay::DoorEvent event;
    event.at = tests::moment(0);
    event.listening = error.isEmpty();
    event.error = neuro::protocol::verbatim(error);
    return event;
}

/// Notices over controls that write down what they are told.
struct Fixture
{
    Fixture()
        : settings(folder.filePath(u"window.ini"_s))
        , notices(&bar, &settings, controls())
    {
        bar.show();
    }

    RelayControls controls()
    {
        RelayControls made;
        made.submit = [](const relay::RelayCommand &) {
            return quint64(0);
        };
        made.reopenBackend = [this](const QString &host, quint16 port) {
            calls.append(u"listen %1:%2"_s.arg(host, QString::number(port)));
        };
        made.admit = [this](const QString &origin, const QString &address,
                            net::Admission admission) {
            calls.append(u"admit %1%2 %3"_s.arg(origin, address,
                                                QString::number(static_cast<int>(admission))));
        };
        made.probeServer = [this](const QString &host, quint16 port) {
            calls.append(u"probe %1:%2"_s.arg(host, QString::number(port)));
        };
        made.useUpstream = [this](const QUrl &url, quint16 port) {
            calls.append(u"upstream %1 %2"_s.arg(url.toString(), QString::number(port)));
        };
        made.openConfig = [this] {
            calls.append(u"config"_s);
        };
        made.setRecording = [this](bool on) {
            calls.append(on ? u"record"_s : u"stop"_s);
        };
        return made;
    }

    QTemporaryDir folder;
    QStringList calls;
    NoticeBar bar;
    WindowSettings settings;
    RelayNotices notices;
};

const QString someOrigin = u"https://play.example.org"_s;
const QString someKey = u"admit https://play.example.org "_s;

} // namespace

class TestNoticeBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isHiddenWhenThereIsNothing()
    {
        NoticeBar bar;
        QVERIFY(bar.isHidden());
        bar.open(u"a"_s, Notice::Tone::Warning, u"Something"_s);
        QVERIFY(!bar.isHidden());
        bar.close(u"a"_s);
        QVERIFY(bar.isHidden());
    }

    void sameKeyReplaces()
    {
        NoticeBar bar;
        bar.open(u"a"_s, Notice::Tone::Warning, u"First"_s);
        bar.open(u"b"_s, Notice::Tone::Warning, u"Other"_s);
        bar.open(u"a"_s, Notice::Tone::Error, u"Second"_s);
        QCOMPARE(bar.count(), 2);
        QCOMPARE(bar.find(u"a"_s)->text(), u"Second"_s);
    }

    void isBounded()
    {
        NoticeBar bar;
        bar.show();
        for (int i = 0; i < NoticeBar::noticesKept; ++i)
            QVERIFY(bar.open(QString::number(i), Notice::Tone::Question, u"?"_s));
        QVERIFY(!bar.open(u"more"_s, Notice::Tone::Question, u"?"_s));
        QCOMPARE(bar.count(), NoticeBar::noticesKept);
        const auto shown = [&bar](int i) {
            return bar.find(QString::number(i))->isVisible();
        };
        QVERIFY(shown(NoticeBar::noticesShown - 1));
        QVERIFY(!shown(NoticeBar::noticesShown));
        bar.close(u"0"_s);
        QVERIFY(shown(NoticeBar::noticesShown));
    }

    void pinnedOnesStayOnTop()
    {
        NoticeBar bar;
        bar.show();
        bar.open(u"last"_s, Notice::Tone::Warning, u"?"_s);
        Notice *pinned =
            bar.open(u"pinned"_s, Notice::Tone::Warning, u"!"_s, NoticeBar::Place::Pinned);
        const auto openFirst = [&bar](const QString &key) {
            return bar.open(key, Notice::Tone::Warning, u"?"_s, NoticeBar::Place::First);
        };
        for (int i = 0; i < NoticeBar::noticesShown; ++i)
            openFirst(QString::number(i));
        QVERIFY(pinned->isVisible());
        // The others are in their order below it, the newest first.
        QVERIFY(!bar.find(u"0"_s)->isVisible());
        QVERIFY(bar.find(u"1"_s)->isVisible());
        QVERIFY(bar.find(u"2"_s)->isVisible());
        bar.layout()->activate();
        QVERIFY(pinned->y() < bar.find(u"2"_s)->y());
        QVERIFY(bar.find(u"2"_s)->y() < bar.find(u"1"_s)->y());
        // No other place is kept with the key.
        bar.open(u"pinned"_s, Notice::Tone::Warning, u"?"_s, NoticeBar::Place::First);
        Notice *newest = openFirst(u"newest"_s);
        bar.layout()->activate();
        QVERIFY(newest->y() < bar.find(u"pinned"_s)->y());
    }

    void escapePutsAway()
    {
        NoticeBar bar;
        Notice *notice = bar.open(u"a"_s, Notice::Tone::Question, u"?"_s);
        QSignalSpy dismissed(notice, &Notice::dismissed);
        QTest::keyClick(notice, Qt::Key_Escape);
        QCOMPARE(bar.count(), 0);
        QCOMPARE(dismissed.size(), 1);
    }

    void answersDoNotDismiss()
    {
        NoticeBar bar;
        Notice *notice = bar.open(u"a"_s, Notice::Tone::Question, u"?"_s);
        notice->addButton(u"Yes"_s, {});
        QSignalSpy dismissed(notice, &Notice::dismissed);
        buttonOf(notice, u"Yes"_s)->click();
        QCOMPARE(bar.count(), 0);
        QCOMPARE(dismissed.size(), 0);
    }

    void whatTheOperatorAskedForIsSeen()
    {
        NoticeBar bar;
        bar.show();
        for (int i = 0; i < NoticeBar::noticesShown + 1; ++i)
            bar.open(QString::number(i), Notice::Tone::Question, u"?"_s);
        const QString key = u"mine"_s;
        bar.open(key, Notice::Tone::Question, u"Really?"_s, NoticeBar::Place::First);
        QVERIFY(bar.find(key)->isVisible());
        // Others like it come above; asked for again it comes up.
        for (int i = 0; i < NoticeBar::noticesShown; ++i)
            bar.open(u"other %1"_s.arg(i), Notice::Tone::Error, u"!"_s, NoticeBar::Place::First);
        QVERIFY(!bar.find(key)->isVisible());
        bar.open(key, Notice::Tone::Question, u"Really?"_s, NoticeBar::Place::First);
        QVERIFY(bar.find(key)->isVisible());
        QCOMPARE(bar.count(), 2 * NoticeBar::noticesShown + 2);
    }

    void aFullBarMakesRoomForTheOperator()
    {
        NoticeBar bar;
        bar.show();
        for (int i = 0; i < NoticeBar::noticesKept; ++i)
            bar.open(QString::number(i), Notice::Tone::Question, u"?"_s);
        const QString newest = QString::number(NoticeBar::noticesKept - 1);
        QSignalSpy dismissed(bar.find(newest), &Notice::dismissed);
        const Notice *mine =
            bar.open(u"mine"_s, Notice::Tone::Question, u"Really?"_s, NoticeBar::Place::First);
        QVERIFY(mine);
        QVERIFY(mine->isVisible());
        QCOMPARE(bar.count(), NoticeBar::noticesKept);
        QVERIFY(!bar.find(newest));
        QCOMPARE(dismissed.size(), 1);
    }

    void admissionIsAskedOnce()
    {
        Fixture fixture;
        fixture.notices.admissionWanted(request(someOrigin));
        fixture.notices.admissionWanted(request(someOrigin));
        QCOMPARE(fixture.bar.count(), 1);
        QVERIFY(fixture.bar.find(someKey)->text().contains(someOrigin));
    }

    void admissionOnceIsNotKept()
    {
        Fixture fixture;
        fixture.notices.admissionWanted(request(someOrigin));
        buttonOf(fixture.bar.find(someKey), u"Allow once"_s)->click();
        QCOMPARE(fixture.calls, QStringList{u"admit https://play.example.org 0"_s});
        QVERIFY(fixture.settings.admissions().isEmpty());
        QCOMPARE(fixture.bar.count(), 0);
    }

    void admissionPutAwayIsAskedAgain()
    {
        Fixture fixture;
        fixture.notices.admissionWanted(request(someOrigin));
        QTest::keyClick(fixture.bar.find(someKey), Qt::Key_Escape);
        QCOMPARE(fixture.calls, QStringList{u"admit https://play.example.org 3"_s});
        QVERIFY(fixture.settings.admissions().isEmpty());
    }

    void admissionWithoutRoomIsAskedAgain()
    {
        Fixture fixture;
        for (int i = 0; i < NoticeBar::noticesKept; ++i)
            fixture.notices.admissionWanted(request(u"https://%1.example"_s.arg(i)));
        QCOMPARE(fixture.calls, QStringList());
        fixture.notices.admissionWanted(request(someOrigin));
        QCOMPARE(fixture.calls, QStringList{u"admit https://play.example.org 3"_s});
        // One that has to give way, too.
        fixture.notices.askForPort({}, 8000);
        QCOMPARE(fixture.calls.last(),
                 u"admit https://%1.example 3"_s.arg(NoticeBar::noticesKept - 1));
        QVERIFY(fixture.bar.find(RelayNotices::doorKey)->isVisible());
    }

    void standingAnswersCanBeTakenBack()
    {
        Fixture fixture;
        fixture.settings.addAdmission({someOrigin, {}, net::Admission::Always});
        fixture.settings.addAdmission({{}, u"192.168.1.20"_s, net::Admission::Never});
        QCOMPARE(fixture.notices.forgetAnswers(), 2);
        QCOMPARE(fixture.calls,
                 QStringList({u"admit https://play.example.org 3"_s, u"admit 192.168.1.20 3"_s}));
        QVERIFY(fixture.settings.admissions().isEmpty());
        QCOMPARE(fixture.notices.forgetAnswers(), 0);
    }

    void standingAnswersAreRepeatedAtTheNextStart()
    {
        Fixture fixture;
        fixture.notices.admissionWanted(request(someOrigin));
        buttonOf(fixture.bar.find(someKey), u"Never"_s)->click();
        QCOMPARE(fixture.settings.admissions().size(), 1);

        RelayNotices next(&fixture.bar, &fixture.settings, fixture.controls());
        fixture.calls.clear();
        next.doorChanged(door(), {}, 8000, false);
        next.doorChanged(door(), {}, 8000, false);
        QCOMPARE(fixture.calls, QStringList{u"admit https://play.example.org 2"_s});
    }

    void aDoorWithoutItsEncryptionSaysSo()
    {
        const QString key = u"encrypted backend"_s;
        Fixture fixture;
        relay::DoorEvent open = door();
        open.encryptedError = protocol::verbatim(u"/a.key does not exist"_s);
        fixture.notices.doorChanged(open, {}, 8000, false);
        QVERIFY(fixture.bar.find(key)->text().contains(u"No game can connect with encryption"));
        buttonOf(fixture.bar.find(key), u"Open the configuration…"_s)->click();
        QCOMPARE(fixture.calls, QStringList{u"config"_s});
        QVERIFY(!fixture.bar.find(key));
        // It is open, and shows the certificate that it had.
        open.encryptedAddresses = {u"127.0.0.1:8443"_s};
        fixture.notices.doorChanged(open, {}, 8000, false);
        QVERIFY(fixture.bar.find(key)->text().contains(u"the earlier certificate"));
        QVERIFY(fixture.bar.find(key)->text().contains(u"/a.key does not exist"));
        buttonOf(fixture.bar.find(key), u"Go on"_s)->click();
        QVERIFY(!fixture.bar.find(key));
    }

    void portInUseOffersAnother()
    {
        Fixture fixture;
        fixture.notices.doorChanged(door(u"127.0.0.1:8000: address already in use"_s),
                                    u"127.0.0.1"_s, 8000, true);
        const Notice *notice = fixture.bar.find(RelayNotices::doorKey);
        QVERIFY(notice);
        QVERIFY(notice->text().contains(u"8000"_s));
        auto *port = notice->findChild<QSpinBox *>();
        QCOMPARE(port->value(), 8001);
        port->setValue(8010);
        buttonOf(notice, u"Listen there"_s)->click();
        QCOMPARE(fixture.calls, QStringList{u"listen 127.0.0.1:8010"_s});
        QCOMPARE(fixture.bar.count(), 0);
    }

    void neuroInItsPlaceIsOffered()
    {
        Fixture fixture;
        const auto error = door(u"another program uses this port already"_s);
        fixture.notices.doorChanged(error, {}, 8000, false);
        QCOMPARE(fixture.calls, QStringList{u"probe :8000"_s});
        const auto buttons = [&fixture] {
            const Notice *notice = fixture.bar.find(RelayNotices::doorKey);
            return notice->findChildren<QPushButton *>().size();
        };
        using net::ProbeResult;
        // No answer to this question, or nobody to offer.
        fixture.notices.serverProbed({{}, 8010, ProbeResult::WebSocket, u"127.0.0.1:8010"_s});
        for (const ProbeResult result :
             {ProbeResult::Nobody, ProbeResult::Silent, ProbeResult::Other, ProbeResult::Relay})
            fixture.notices.serverProbed({{}, 8000, result, u"127.0.0.1:8000"_s});
        QCOMPARE(buttons(), 1);
        QVERIFY(fixture.bar.find(RelayNotices::doorKey)
                    ->text()
                    .contains(u"Another Neuro Relay listens there."_s));

        fixture.notices.serverProbed({{}, 8000, ProbeResult::WebSocket, u"[::1]:8000"_s});
        QPushButton *use = buttonOf(fixture.bar.find(RelayNotices::doorKey),
                                    u"Use it as upstream and listen on 8001"_s);
        QVERIFY(use);
        use->click();
        QCOMPARE(fixture.calls.last(), u"upstream ws://[::1]:8000 8001"_s);
        QCOMPARE(fixture.bar.count(), 0);
    }

    void noUpstreamIsOfferedTwice()
    {
        Fixture fixture;
        const auto error = door(u"in use"_s);
        fixture.notices.doorChanged(error, {}, 8000, true); // There is one.
        QCOMPARE(fixture.calls, QStringList());
        // What was asked before and is answered late.
        fixture.notices.doorChanged(error, {}, 8000, false);
        fixture.bar.close(RelayNotices::doorKey);
        fixture.notices.serverProbed({{}, 8000, net::ProbeResult::WebSocket, u"127.0.0.1:8000"_s});
        QCOMPARE(fixture.bar.count(), 0);
        fixture.notices.askForPort({}, 8000);
        fixture.notices.serverProbed({{}, 8000, net::ProbeResult::WebSocket, u"127.0.0.1:8000"_s});
        QCOMPARE(fixture.bar.find(RelayNotices::doorKey)->findChildren<QPushButton *>().size(), 2);
    }

    void doorThatOpensTakesTheErrorAway()
    {
        Fixture fixture;
        fixture.notices.doorChanged(door(u"in use"_s), {}, 65535, true);
        QCOMPARE(fixture.bar.find(RelayNotices::doorKey)->findChild<QSpinBox *>()->value(), 65534);
        fixture.notices.doorChanged(door(), {}, 65534, true);
        QCOMPARE(fixture.bar.count(), 0);
    }

    void recordingTroubleIsToldOnce()
    {
        Fixture fixture;
        storage::RecorderStatus status;
        status.error = neuro::protocol::verbatim(u"session.jsonl: no space left on the device"_s);
        fixture.notices.recordingChanged(status);
        const Notice *notice = fixture.bar.find(RelayNotices::recordingKey);
        QVERIFY(notice->text().contains(status.error.english()));
        buttonOf(notice, u"Go on"_s)->click();
        status.dropped = 12;
        fixture.notices.recordingChanged(status);
        QCOMPARE(fixture.bar.count(), 0);

        status.error = {};
        fixture.notices.recordingChanged(status);
        status.error = neuro::protocol::verbatim(u"again"_s);
        fixture.notices.recordingChanged(status);
        buttonOf(fixture.bar.find(RelayNotices::recordingKey), u"Start a new recording"_s)->click();
        QCOMPARE(fixture.calls, QStringList{u"record"_s});
    }

    void settingsIgnoreWhatCannotBe()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        {
            WindowSettings settings(file);
            settings.addAdmission({u"https://a.example"_s, {}, net::Admission::Always});
            settings.addAdmission({u"https://a.example"_s, {}, net::Admission::Never});
            settings.addAdmission({{}, u"192.168.1.20"_s, net::Admission::Always});
        }
        QSettings edited(file, QSettings::IniFormat);
        edited.setValue(u"admissions/2/answer"_s, u"maybe"_s);
        edited.sync();
        const QList<StoredAdmission> expected = {
            {u"https://a.example"_s, {}, net::Admission::Never}};
        QCOMPARE(WindowSettings(file).admissions(), expected);
    }

    void settingsKeepTheNewestAnswers()
    {
        QTemporaryDir folder;
        WindowSettings settings(folder.filePath(u"window.ini"_s));
        for (int i = 0; i <= WindowSettings::admissionsKept; ++i)
            settings.addAdmission({QString::number(i), {}, net::Admission::Always});
        QCOMPARE(settings.admissions().size(), WindowSettings::admissionsKept);
        QCOMPARE(settings.admissions().first().origin, u"1"_s);
    }
};

QTEST_MAIN(TestNoticeBar)
#include "tst_noticebar.moc"
