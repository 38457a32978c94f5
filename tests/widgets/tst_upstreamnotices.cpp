// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/forcesamples.h"
#include "widgets/noticebar.h"
#include "widgets/upstreamevents.h"
#include "widgets/upstreamnotices.h"
#include "widgets/windowparts.h"

#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;
using neuro::protocol::verbatim;

namespace {

/// Notices over controls that write down what they are told.
struct Notices
{
    Notices()
        : notices(&bar, controls())
    {
        notices.setClock([this] { return now; });
    }

    RelayControls controls()
    {
        RelayControls made;
        made.submit = commands.sink();
        made.reconnectUpstream = [this] {
            done.append(u"reconnect"_s);
        };
        made.stopUpstream = [this] {
            done.append(u"stop"_s);
        };
        made.dropOutbox = [this](const QString &destination) {
            done.append(u"drop for "_s + destination);
        };
        return made;
    }

    QString text(const QString &key) const
    {
        const Notice *notice = bar.find(key);
        return notice ? notice->text() : QString();
    }

    qint64 now = 0;
    samples::Commands commands;
    QStringList done;
    NoticeBar bar;
    UpstreamNotices notices;
};

} // namespace

/// What the operator is told of Neuro and of what is kept for her.
class TestUpstreamNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void aStandingProblemIsToldOnce()
    {
        Notices all;
        all.notices.upstreamChanged(waiting(u"nobody listens"_s, 0));
        QCOMPARE(all.bar.count(), 0);
        all.notices.upstreamChanged(persistent(u"no such host"_s));
        QVERIFY(all.text(UpstreamNotices::upstreamKey).contains(u"no such host"_s));
        buttonOf(all.bar.find(UpstreamNotices::upstreamKey), u"Close"_s)->click();
        all.notices.upstreamChanged(upstream(State::Connecting));
        all.notices.upstreamChanged(persistent(u"no such host"_s));
        QCOMPARE(all.bar.count(), 0);
        all.notices.upstreamChanged(persistent(u"not trusted"_s));
        QVERIFY(all.text(UpstreamNotices::upstreamKey).contains(u"not trusted"_s));
        buttonOf(all.bar.find(UpstreamNotices::upstreamKey), u"Reconnect"_s)->click();
        QCOMPARE(all.done, QStringList{u"reconnect"_s});
        all.notices.upstreamChanged(persistent(u"not trusted"_s));
        QCOMPARE(all.bar.count(), 1); // It was asked for anew.
        all.notices.upstreamChanged(upstream(State::Connected));
        QCOMPARE(all.bar.count(), 0);
    }

    void aStandingProblemTellsWhenItIsTriedAgain()
    {
        Notices all;
        const auto text = [&all] {
            return all.text(UpstreamNotices::upstreamKey);
        };
        all.notices.upstreamChanged(persistent(u"not trusted"_s, 30 * seconds));
        QVERIFY(text().endsWith(u"not trusted — next try in 30 s"_s));
        all.now = 21 * seconds;
        QTRY_VERIFY(text().endsWith(u"next try in 9 s"_s));
        all.notices.upstreamChanged(upstream(State::Connecting));
        QVERIFY(text().endsWith(u"not trusted — trying again now"_s));
        all.notices.upstreamChanged(persistent(u"not trusted"_s, 60 * seconds));
        QVERIFY(text().endsWith(u"next try in 39 s"_s));
        QCOMPARE(all.bar.count(), 1);
        // Put away, it does not come back to count.
        buttonOf(all.bar.find(UpstreamNotices::upstreamKey), u"Close"_s)->click();
        all.notices.upstreamChanged(upstream(State::Connecting));
        all.notices.upstreamChanged(persistent(u"not trusted"_s, 90 * seconds));
        QCOMPARE(all.bar.count(), 0);
    }

    void anUncheckedConnectionIsLoud()
    {
        Notices all;
        all.notices.upstreamChanged(unverified());
        const Notice *notice = all.bar.find(UpstreamNotices::unverifiedKey);
        QVERIFY(notice);
        buttonOf(notice, u"Disconnect"_s)->click();
        QCOMPARE(all.done, QStringList{u"stop"_s});
        all.notices.upstreamChanged(unverified());
        QCOMPARE(all.bar.count(), 0);
    }

    void outboxThatDoesNotSurvive()
    {
        Notices all;
        relay::OutboxHealthEvent health = outbox(2);
        health.problem = verbatim(u"the disk is full"_s);
        all.notices.outboxChanged(health);
        QVERIFY(all.text(UpstreamNotices::healthKey).endsWith(u"crash: the disk is full"_s));
        buttonOf(all.bar.find(UpstreamNotices::healthKey), u"Close"_s)->click();
        health.pending = 3;
        all.notices.outboxChanged(health);
        QCOMPARE(all.bar.count(), 0);
        health.problem = verbatim(u"damaged"_s);
        all.notices.outboxChanged(health);
        QCOMPARE(all.bar.count(), 1);
        all.notices.outboxChanged(outbox(3));
        QCOMPARE(all.bar.count(), 0);
    }

    void earlierRunIsAskedAbout()
    {
        Notices all;
        relay::OutboxHealthEvent health = outbox(12);
        health.earlierRun = 12;
        health.earlierRunUntil = 10 * seconds;
        all.notices.outboxChanged(health);
        QVERIFY(all.text(UpstreamNotices::earlierRunKey).contains(u"12 message"_s));
        QVERIFY(all.text(UpstreamNotices::earlierRunKey).contains(u"in 10 s"_s));
        all.now = 7 * seconds;
        QTRY_VERIFY(all.text(UpstreamNotices::earlierRunKey).contains(u"in 3 s"_s));
        buttonOf(all.bar.find(UpstreamNotices::earlierRunKey), u"Discard"_s)->click();
        QVERIFY(all.commands.last<relay::ReleaseEarlierRun>()->discard);

        Notices others;
        others.notices.outboxChanged(health);
        buttonOf(others.bar.find(UpstreamNotices::earlierRunKey), u"Send now"_s)->click();
        QVERIFY(!others.commands.last<relay::ReleaseEarlierRun>()->discard);

        Notices late;
        late.notices.outboxChanged(health);
        late.now = 10 * seconds;
        QTRY_COMPARE(late.bar.count(), 0); // They went by themselves.
    }

    void dropsAddUpUntilTheyAreSeen()
    {
        Notices all;
        QSignalSpy exports(&all.notices, &UpstreamNotices::exportWanted);
        relay::OutboxEvent drop;
        drop.destination = u"upstream"_s;
        drop.state = relay::OutboxEvent::State::Dropped;
        drop.count = 2;
        drop.why = verbatim(u"waited too long"_s);
        all.notices.outboxDropped(drop);
        drop.count = 1;
        all.notices.outboxDropped(drop);
        QVERIFY(all.text(UpstreamNotices::dropsKey).startsWith(u"3 message"_s));
        QVERIFY(all.text(UpstreamNotices::dropsKey).endsWith(u"waited too long"_s));
        buttonOf(all.bar.find(UpstreamNotices::dropsKey), u"Export them…"_s)->click();
        QCOMPARE(exports.size(), 1);
        all.notices.outboxDropped(drop);
        QVERIFY(all.text(UpstreamNotices::dropsKey).startsWith(u"1 message"_s));
    }

    void dropsTellWhoseTheyWere()
    {
        Notices all;
        relay::OutboxEvent drop;
        drop.state = relay::OutboxEvent::State::Dropped;
        drop.why = verbatim(u"waited too long"_s);
        const auto text = [&all, &drop](const QString &destination) {
            drop.destination = destination;
            all.notices.outboxDropped(drop);
            return all.text(UpstreamNotices::dropsKey);
        };
        QCOMPARE(text(u"integration:Spotify"_s),
                 u"1 message for Spotify was dropped: waited too long"_s);
        QVERIFY(text(u"integration:Spotify"_s).startsWith(u"2 message"_s));
        QVERIFY(text(u"upstream"_s).contains(u" for Spotify, Neuro were dropped: waited"_s));
        text(u"integration:Clock"_s);
        for (const QString &more : {u"integration:Lamp"_s, u"integration:Door"_s})
            QVERIFY(text(more).contains(u" for Spotify, Neuro, Clock, … were dropped:"_s));
        QVERIFY(all.text(UpstreamNotices::dropsKey).startsWith(u"6 message"_s));
        // Put away, it forgets them.
        buttonOf(all.bar.find(UpstreamNotices::dropsKey), u"Close"_s)->click();
        QVERIFY(text(u"upstream"_s).startsWith(u"1 message for Neuro was"_s));
    }

    void droppingIsAskedAbout()
    {
        Notices all;
        all.notices.askToDrop({u"upstream"_s, 4});
        QVERIFY(all.text(UpstreamNotices::dropKey).contains(u"wait for Neuro? She"_s));
        QCOMPARE(all.done.size(), 0);
        buttonOf(all.bar.find(UpstreamNotices::dropKey), u"Drop"_s)->click();
        QCOMPARE(all.done, QStringList{u"drop for upstream"_s});
    }

    void droppingTellsWhoseMessages()
    {
        Notices all;
        all.notices.askToDrop({u"integration:Spotify"_s, 1});
        QCOMPARE(all.text(UpstreamNotices::dropKey),
                 u"Drop the message that waits for Spotify? It will never arrive there."_s);
        all.notices.askToDrop({u"integration:Clock"_s, 3});
        QVERIFY(all.text(UpstreamNotices::dropKey).startsWith(u"Drop 3 message"_s));
        QVERIFY(all.text(UpstreamNotices::dropKey).contains(u"for Clock?"_s));
        buttonOf(all.bar.find(UpstreamNotices::dropKey), u"Drop"_s)->click();
        QCOMPARE(all.done, QStringList{u"drop for integration:Clock"_s});

        // Once nothing of theirs waits there is nothing to ask.
        all.notices.askToDrop({u"integration:Spotify"_s, 1});
        relay::OutboxHealthEvent outbox = neuro::tests::outbox(5);
        outbox.queues = {{u"integration:Spotify"_s, 2}, {u"upstream"_s, 5}};
        all.notices.outboxChanged(outbox);
        QVERIFY(all.bar.find(UpstreamNotices::dropKey));
        outbox.queues.removeFirst();
        all.notices.outboxChanged(outbox);
        QVERIFY(!all.bar.find(UpstreamNotices::dropKey));
    }

    void aSlowReaderIsNoProblem()
    {
        Notices all;
        all.notices.upstreamChanged(slow());
        QCOMPARE(all.bar.count(), 0);
    }
};

QTEST_MAIN(TestUpstreamNotices)
#include "tst_upstreamnotices.moc"
