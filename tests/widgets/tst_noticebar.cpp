// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "models/events.h"
#include "widgets/noticebar.h"
#include "widgets/relaynotices.h"
#include "widgets/windowsettings.h"

#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QPushButton *buttonOf(const Notice *notice, const QString &text)
{
    for (QPushButton *each : notice->findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

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

    void escapePutsAway()
    {
        NoticeBar bar;
        bar.open(u"a"_s, Notice::Tone::Question, u"?"_s);
        QTest::keyClick(bar.find(u"a"_s), Qt::Key_Escape);
        QCOMPARE(bar.count(), 0);
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

    void standingAnswersAreRepeatedAtTheNextStart()
    {
        Fixture fixture;
        fixture.notices.admissionWanted(request(someOrigin));
        buttonOf(fixture.bar.find(someKey), u"Never"_s)->click();
        QCOMPARE(fixture.settings.admissions().size(), 1);

        RelayNotices next(&fixture.bar, &fixture.settings, fixture.controls());
        fixture.calls.clear();
        next.doorChanged(door(), {}, 8000);
        next.doorChanged(door(), {}, 8000);
        QCOMPARE(fixture.calls, QStringList{u"admit https://play.example.org 2"_s});
    }

    void portInUseOffersAnother()
    {
        Fixture fixture;
        fixture.notices.doorChanged(door(u"127.0.0.1:8000: address already in use"_s),
                                    u"127.0.0.1"_s, 8000);
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

    void doorThatOpensTakesTheErrorAway()
    {
        Fixture fixture;
        fixture.notices.doorChanged(door(u"in use"_s), {}, 65535);
        QCOMPARE(fixture.bar.find(RelayNotices::doorKey)->findChild<QSpinBox *>()->value(), 65534);
        fixture.notices.doorChanged(door(), {}, 65534);
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
