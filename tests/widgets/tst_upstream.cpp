// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/relaydispatcher.h"
#include "widgets/demolauncher.h"
#include "widgets/forcesamples.h"
#include "widgets/forwardingview.h"
#include "widgets/noticebar.h"
#include "widgets/outboxpanel.h"
#include "widgets/relaystatusbar.h"
#include "widgets/sayline.h"
#include "widgets/screenshots.h"
#include "widgets/upstreambutton.h"
#include "widgets/upstreamevents.h"
#include "widgets/upstreamnotices.h"
#include "widgets/windowfixture.h"
#include "widgets/windowparts.h"
#include "widgets/windowscene.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace neuro;
using namespace neuro::tests;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;
using neuro::protocol::Phrase;
using neuro::protocol::verbatim;

class TestUpstream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void buttonSaysHowItStands()
    {
        const QString name = u"Neuro-sama"_s;
        QCOMPARE(upstreamText({}, {}, 0), u"No upstream"_s);
        QCOMPARE(upstreamText(upstream(State::Off), name, 0), u"Neuro: disconnected"_s);
        QCOMPARE(upstreamText(upstream(State::Connecting), name, 0), u"Neuro: connecting…"_s);
        QCOMPARE(upstreamText(upstream(State::Connected), name, 0),
                 u"Neuro: connected as Neuro-sama"_s);
        QCOMPARE(upstreamText(unverified(), name, 0), u"Neuro: connected, NOT VERIFIED"_s);
        QCOMPARE(upstreamText(waiting(u"nobody listens"_s, 5 * seconds), name, 2'300'000),
                 u"Neuro: away: nobody listens — next try in 3 s"_s);
        QCOMPARE(upstreamText(waiting(u"nobody listens"_s, 5 * seconds), name, 9 * seconds),
                 u"Neuro: away: nobody listens — next try in 0 s"_s);
        QCOMPARE(upstreamText(persistent(u"no such host"_s), name, 0),
                 u"Neuro: no connection: no such host"_s);
        QCOMPARE(upstreamText(persistent(u"no such host"_s, 30 * seconds), name, seconds),
                 u"Neuro: no connection: no such host — next try in 29 s"_s);
        QCOMPARE(upstreamText(upstream(State::Stopping), name, 0), u"Neuro: disconnecting…"_s);
    }

    void buttonSaysThatMessagesPileUp()
    {
        const QString name = u"Neuro-sama"_s;
        relay::UpstreamEvent state = upstream(State::Connected);
        state.waiting = 1200;
        state.waitingBytes = 3'400'000;
        QCOMPARE(upstreamText(state, name, 0), u"Neuro: connected as Neuro-sama — 1,200 waiting"_s);
        QVERIFY(!upstreamDetails(state, name).contains(u"caught up"_s));
        state.readsSlowly = true;
        QCOMPARE(upstreamText(state, name, 0), u"Neuro: Neuro-sama reads slowly — 1,200 waiting"_s);
        QVERIFY(upstreamDetails(state, name).contains(u"caught up"_s));
        QVERIFY(upstreamDetails(state, name).contains(u"1,200 messages (3.4 MB) wait"_s));
        state.waiting = 0;
        QCOMPARE(upstreamText(state, name, 0), u"Neuro: Neuro-sama reads slowly"_s);
        state.readsSlowly = false;
        QCOMPARE(upstreamText(state, name, 0), u"Neuro: connected as Neuro-sama"_s);
    }

    void buttonCountsDown()
    {
        UpstreamButton button;
        qint64 now = 0;
        button.setClock([&now] { return now; });
        button.setUpstream(waiting(u"refused"_s, 2 * seconds), {});
        QVERIFY(button.text().endsWith(u"2 s"_s));
        now = seconds;
        QTRY_VERIFY(button.text().endsWith(u"1 s"_s));
        QCOMPARE(button.accessibleName(), button.text());
    }

    void buttonCountsDownWithAStandingProblem()
    {
        UpstreamButton button;
        qint64 now = 0;
        button.setClock([&now] { return now; });
        button.setUpstream(persistent(u"not trusted"_s, 30 * seconds), {});
        QVERIFY(button.text().endsWith(u"30 s"_s));
        now = 12 * seconds;
        QTRY_VERIFY(button.text().endsWith(u"18 s"_s));
    }

    void buttonTellsTheWholeReason()
    {
        UpstreamButton button;
        const QString reason =
            u"the certificate of neuro.example.org "_s + u"is not trusted "_s.repeated(8);
        button.setUpstream(persistent(reason), {});
        QVERIFY(button.text().size() < 100);
        QVERIFY(button.toolTip().contains(u"is not trusted is not trusted"_s));
        QVERIFY(upstreamDetails(persistent(reason), {}).contains(neuroUrl));
        button.setUpstream(unverified(), {});
        QVERIFY(button.toolTip().contains(u"nobody has checked"_s));
    }

    void buttonGivesWay()
    {
        UpstreamButton button;
        button.setUpstream(persistent(u"the certificate is not trusted"_s), {});
        QVERIFY(button.minimumSizeHint().width() < button.sizeHint().width() / 2);
        button.resize(button.minimumSizeHint());
        button.show();
        QVERIFY(!button.grab().isNull());
        QCOMPARE(button.accessibleName(), button.text());
    }

    void buttonInAllStates()
    {
        QWidget all;
        int y = 0;
        for (const relay::UpstreamEvent &state :
             {relay::UpstreamEvent(), upstream(State::Off), upstream(State::Connecting),
              upstream(State::Connected), slow(), unverified(),
              waiting(u"nobody listens there"_s, 3 * seconds),
              persistent(u"the certificate is not trusted"_s, 27 * seconds)}) {
            auto *button = new UpstreamButton(&all);
            button->setClock([] { return qint64(0); });
            button->setUpstream(state, u"Neuro-sama"_s);
            button->setGeometry(8, 8 + y, button->sizeHint().width(), button->sizeHint().height());
            y += button->height() + 6;
        }
        all.resize(480, y + 10);
        all.show();
        QVERIFY(saveScreenshots(all, u"upstream-button"_s));
    }

    void sayLineNeedsAnUpstream()
    {
        samples::Commands commands;
        SayLine line(commands.sink());
        auto *text = line.findChild<QLineEdit *>();
        QVERIFY(!text->isEnabled());
        QVERIFY(text->toolTip().contains(u"no upstream"_s));
        line.setUpstream(waiting({}, 0));
        QVERIFY(text->isEnabled()); // It is kept until she is back.
        line.setUpstream({});
        QVERIFY(!text->isEnabled());
    }

    void enterSays()
    {
        samples::Commands commands;
        SayLine line(commands.sink());
        line.setUpstream(upstream(State::Connected));
        auto *text = line.findChild<QLineEdit *>();
        QTest::keyClick(text, Qt::Key_Return);
        QTest::keyClicks(text, u"   "_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(commands.size(), std::size_t(0));
        QVERIFY(!buttonOf(&line, u"Say"_s)->isEnabled());
        QTest::keyClicks(text, u"Hello "_s);
        line.findChild<QCheckBox *>()->setChecked(true);
        QTest::keyClick(text, Qt::Key_Return);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(commands.size(), std::size_t(1));
        QCOMPARE(commands.last<relay::SayToNeuro>()->text, u"Hello"_s);
        QVERIFY(commands.last<relay::SayToNeuro>()->silent);
        relay::OperatorEvent done;
        done.command = 7; // Somebody else's.
        line.commandDone(done);
        QVERIFY(!text->text().isEmpty());
        done.command = 1;
        line.commandDone(done);
        QVERIFY(text->text().isEmpty());
    }

    void whatIsRefusedStays()
    {
        samples::Commands commands;
        SayLine line(commands.sink());
        line.setUpstream(upstream(State::Connected));
        auto *text = line.findChild<QLineEdit *>();
        text->setText(u"Hello"_s);
        buttonOf(&line, u"Say"_s)->click();
        relay::OperatorEvent refused;
        refused.command = 1;
        refused.code = relay::CommandError::NoUpstream;
        line.commandDone(refused);
        QCOMPARE(text->text(), u"Hello"_s);
        const auto labels = line.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().startsWith(u"Not said: No upstream"_s);
        }));
        line.resize(600, line.sizeHint().height());
        line.show();
        QVERIFY(saveScreenshots(line, u"say-refused"_s));
    }

    void outboxIsReadInSightOnly()
    {
        models::OutboxModel model;
        int readings = 0;
        OutboxPanel panel(&model, {}, [&readings] { ++readings; });
        panel.outboxChanged(3);
        QCOMPARE(readings, 0);
        panel.show();
        QCOMPARE(readings, 1);
        for (int i = 0; i < 20; ++i)
            panel.outboxChanged(3 + i);
        QCOMPARE(readings, 1); // Not more than twice a second.
        QTRY_COMPARE(readings, 2);
        panel.hide();
        panel.outboxChanged(1);
        QTest::qWait(OutboxPanel::readIntervalMs + 100);
        QCOMPARE(readings, 2);
    }

    void outboxSaysHowManyWait()
    {
        models::OutboxModel model;
        OutboxPanel panel(&model, {}, [] {});
        panel.show();
        const auto hasLabel = [&panel](const QString &text) {
            const auto labels = panel.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
                return label->isVisible() && label->text().startsWith(text);
            });
        };
        QVERIFY(hasLabel(u"Nothing waits"_s));
        panel.outboxChanged(1);
        QVERIFY(hasLabel(u"1 message waits"_s));
        model.setRows({row(1, u"Chess"_s, "a"), row(2, u"Chess"_s, "b")}, 900);
        panel.outboxChanged(900);
        QVERIFY(!hasLabel(u"Nothing waits"_s));
        QVERIFY(hasLabel(u"900 message"_s));
        QVERIFY(panel.findChild<QTableView *>()->model()->rowCount() == 2);
    }

    void windowWithoutUpstream()
    {
        WindowFixture fixture;
        fixture.window->show();
        QCOMPARE(fixture.window->findChild<UpstreamButton *>()->text(), u"No upstream"_s);
        for (const QString &text : {u"Reconnect now"_s, u"Disconnect"_s, u"Say something…"_s,
                                    u"Send now"_s, u"Drop…"_s, u"Export…"_s})
            QVERIFY2(!actionCalled(*fixture.window, text)->isEnabled(), qPrintable(text));
    }

    void windowFollowsTheUpstream()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply({listening(), upstream(State::Connected)});
        QVERIFY(actionCalled(*fixture.window, u"Disconnect"_s)->isEnabled());
        actionCalled(*fixture.window, u"Say something…"_s)->trigger();
        QVERIFY(fixture.find<QLineEdit>(u"sayText"_s)->isEnabled());
        fixture.apply({upstream(State::Off)});
        QVERIFY(!actionCalled(*fixture.window, u"Disconnect"_s)->isEnabled());
        QVERIFY(actionCalled(*fixture.window, u"Reconnect now"_s)->isEnabled());
    }

    void noDemoPlaysWithTheRealNeuro()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply({listening()});
        const auto starter = [&fixture] {
            return fixture.find<QPushButton>(DemoLauncher::demos().front().id);
        };
        QVERIFY(starter()->isEnabled());
        fixture.apply({upstream(State::Connected)});
        QVERIFY(!starter()->isEnabled());
        QVERIFY(starter()->toolTip().contains(u"real Neuro"_s));
        auto *menu = actionCalled(*fixture.window, u"Demo games"_s);
        QVERIFY(!menu->isEnabled());
        QVERIFY(menu->toolTip().contains(u"real Neuro"_s));
        fixture.window->findChild<DemoLauncher *>()->start(DemoLauncher::demos().front().id,
                                                           u"ws://127.0.0.1:1"_s);
        QVERIFY(!fixture.window->findChild<DemoLauncher *>()->isRunning(
            DemoLauncher::demos().front().id));
        fixture.apply({waiting({}, 0)});
        QVERIFY(starter()->isEnabled());
        QVERIFY(menu->isEnabled());
    }

    void statusBarLeadsToTheOutbox()
    {
        WindowFixture fixture;
        fixture.window->show();
        auto *panel = fixture.window->findChild<OutboxPanel *>();
        QVERIFY(!panel->isVisible());
        const auto figure = [&fixture]() -> QToolButton * {
            for (auto *each : fixture.window->findChildren<QToolButton *>()) {
                if (each->text().startsWith(u"outbox"_s))
                    return each;
            }
            return nullptr;
        };
        QVERIFY(!figure()->isVisible());
        fixture.apply({upstream(State::Waiting), outbox(1200)});
        QCOMPARE(figure()->text(), u"outbox 1,200"_s);
        QVERIFY(figure()->isVisible());
        figure()->click();
        QVERIFY(panel->isVisible());
        Q_EMIT fixture.service->outboxRows({row(1, u"Chess"_s, "Check.")}, 1200);
        QCOMPARE(fixture.find<QTableView>(u"outbox"_s)->model()->rowCount(), 1);
        actionCalled(*fixture.window, u"Drop…"_s)->trigger();
        QVERIFY(fixture.window->notices()->find(UpstreamNotices::dropKey));
        fixture.apply({outbox(0)});
        QVERIFY(!fixture.window->notices()->find(UpstreamNotices::dropKey));
        QVERIFY(!figure()->isVisible());
    }

    void theChosenMessageSaysWhoseAreDropped()
    {
        WindowFixture fixture;
        fixture.window->show();
        relay::OutboxEvent waits;
        waits.destination = u"integration:Spotify"_s;
        waits.pending = 2;
        relay::OutboxEvent more = waits;
        more.destination = u"integration:Clock"_s;
        more.pending = 1;
        fixture.apply({upstream(State::Waiting), outbox(7), waits, more});
        relay::OutboxRow command = row(2, u"ui"_s, "x");
        command.destination = u"integration:Clock"_s;
        Q_EMIT fixture.service->outboxRows({row(1, u"Chess"_s, "Check."), command}, 10);
        const auto question = [&fixture] {
            actionCalled(*fixture.window, u"Drop…"_s)->trigger();
            return fixture.window->notices()->find(UpstreamNotices::dropKey)->text();
        };
        QVERIFY2(question().contains(u"for Neuro?"_s), qPrintable(question()));
        auto *table = fixture.find<QTableView>(u"outbox"_s);
        table->selectRow(1);
        QVERIFY2(question().contains(u"for Clock?"_s), qPrintable(question()));
        table->selectRow(0);
        QVERIFY2(question().contains(u"for Neuro?"_s), qPrintable(question()));
        table->selectRow(1);
        more.pending = 0;
        fixture.apply({more}); // Delivered meanwhile.
        QVERIFY2(question().contains(u"for Neuro?"_s), qPrintable(question()));
    }

    void integrationsHaveAnOutboxWithoutNeuro()
    {
        WindowFixture fixture;
        const QAction *save = actionCalled(*fixture.window, u"Export…"_s);
        QVERIFY(!save->isEnabled());
        relay::OutboxEvent command;
        command.destination = u"integration:Spotify"_s;
        command.pending = 3;
        fixture.apply({command});
        QVERIFY(save->isEnabled());
        QAction *drop = actionCalled(*fixture.window, u"Drop…"_s);
        QVERIFY(drop->isEnabled());
        const auto question = [&fixture] {
            const Notice *notice = fixture.window->notices()->find(UpstreamNotices::dropKey);
            return notice ? notice->text() : QString();
        };
        drop->trigger();
        QVERIFY2(question().startsWith(u"Drop 3 message"_s), qPrintable(question()));
        QVERIFY(question().contains(u"for Spotify?"_s));
        const auto *panel = fixture.window->findChild<OutboxPanel *>();
        const auto texts = [panel] {
            QStringList all;
            for (const QLabel *label : panel->findChildren<QLabel *>())
                all.append(label->text());
            return all.join(u'\n');
        };
        QVERIFY2(texts().contains(u"wait for Neuro, 3 for integrations"_s), qPrintable(texts()));
        command.pending = 0;
        fixture.apply({command});
        QVERIFY(!save->isEnabled());
        // What was dropped can be exported as well, and the notice leads there.
        command.state = relay::OutboxEvent::State::Dropped;
        command.why = verbatim(u"waited too long"_s);
        fixture.apply({command});
        QVERIFY(save->isEnabled());
        const Notice *notice = fixture.window->notices()->find(UpstreamNotices::dropsKey);
        QVERIFY(notice);
        QVERIFY(notice->text().startsWith(u"1 message for Spotify was dropped"_s));
        QVERIFY(!texts().contains(u"for integrations"_s));
    }

    void outboxExport()
    {
        WindowFixture fixture;
        NoticeBar *bar = fixture.window->notices();
        const auto *statusBar = fixture.window->findChild<RelayStatusBar *>();
        const auto shown = [bar] {
            const Notice *notice = bar->find(MainWindow::outboxExportKey);
            return notice ? notice->text() : QString();
        };
        const Phrase full = verbatim(u"the disk is full"_s);
        Q_EMIT fixture.service->outboxExported(u"/x.jsonl"_s, full, {});
        QCOMPARE(shown(), u"The outbox was not exported: the disk is full"_s);
        // What is only in memory was written all the same.
        Q_EMIT fixture.service->outboxExported(u"/x.jsonl"_s, full, u"/x.jsonl.unsaved"_s);
        QVERIFY(shown().contains(u"the disk is full"_s));
        QVERIFY(shown().contains(u"/x.jsonl.unsaved"_s));
        Q_EMIT fixture.service->outboxExported(u"/x.jsonl"_s, {}, u"/x.jsonl.unsaved"_s);
        QVERIFY(!bar->find(MainWindow::outboxExportKey));
        QVERIFY(statusBar->told().startsWith(u"Exported to /x.jsonl. "_s));
        QVERIFY(statusBar->told().endsWith(u"is in /x.jsonl.unsaved."_s));
        Q_EMIT fixture.service->outboxExported(u"/x.jsonl"_s, {}, {});
        QCOMPARE(statusBar->told(), u"Exported to /x.jsonl"_s);
    }

    void inspectorShowsWhatBecameOfAFrame()
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.apply(forwardedContext());
        fixture.apply({numberedFrame(numbered(3), 3)});
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        auto *view = fixture.window->findChild<ForwardingView *>();
        const auto shows = [&] {
            const QString text = view->findChild<QPlainTextEdit *>()->toPlainText();
            return text.contains(u"−     \"message\": \"Your turn.\""_s) &&
                   text.contains(u"+     \"message\": \"[Buckshot Roulette] Your turn.\""_s);
        };
        auto *tabs = qobject_cast<QTabWidget *>(view->parentWidget()->parentWidget());
        QVERIFY(tabs);
        const int tab = tabs->indexOf(view);
        for (const int at : {0, 1}) {
            table->setCurrentIndex(table->model()->index(at, 0));
            QVERIFY(tabs->isTabVisible(tab));
            QVERIFY(shows());
        }
        table->setCurrentIndex(table->model()->index(2, 0));
        QVERIFY(!tabs->isTabVisible(tab));
    }

    void inspectorShowsWhenAKeptFrameWent()
    {
        WindowFixture fixture;
        fixture.window->resize(1440, 900);
        fixture.window->show();
        fixture.apply(forwardedContext(134 * seconds));
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        auto *view = fixture.window->findChild<ForwardingView *>();
        auto *tabs = qobject_cast<QTabWidget *>(view->parentWidget()->parentWidget());
        const QString head = u"Buckshot Roulette → Neuro-sama, at 17:33:16.000000, after it had "
                             "waited for 2 min."_s;
        for (const int at : {0, 1}) {
            table->setCurrentIndex(table->model()->index(at, 0));
            const auto labels = view->findChildren<QLabel *>();
            QVERIFY(std::any_of(labels.begin(), labels.end(), [&head](const QLabel *label) {
                return label->text().startsWith(head);
            }));
        }
        tabs->setCurrentWidget(view);
        QVERIFY(saveScreenshots(*tabs, u"inspector-kept"_s));
    }

    void pictures()
    {
        WindowFixture fixture;
        fixture.window->resize(1440, 900);
        fixture.window->show();
        fixture.apply({listening(), upstream(State::Connected)});
        fixture.apply(sceneGames());
        fixture.apply(sceneFrames());
        fixture.apply(forwardedContext());
        fixture.apply(sceneTranscript());
        relay::TranscriptEvent said =
            told(relay::TranscriptEvent::Kind::Context, {}, u"Two minutes left, chat."_s);
        fixture.apply({said});
        relay::RelayEvents forces = sceneForces();
        auto &asked = std::get<relay::ForceEvent>(forces[0]);
        asked.decider = relay::Decider::Upstream;
        asked.askedAt = relay::systemInstant().mono - 18 * seconds;
        asked.deadline = asked.askedAt + 60 * seconds;
        auto &queued = std::get<relay::ForceEvent>(forces[1]);
        queued.decider = relay::Decider::Upstream;
        queued.state = relay::ForceState::Waiting;
        auto &held = std::get<relay::ForceEvent>(forces[2]);
        held.decider = relay::Decider::Upstream;
        held.state = relay::ForceState::Held;
        fixture.apply(forces);
        auto *table = fixture.find<QTableView>(u"traffic"_s);
        table->setCurrentIndex(table->model()->index(table->model()->rowCount() - 1, 0));
        auto *view = fixture.window->findChild<ForwardingView *>();
        auto *tabs = qobject_cast<QTabWidget *>(view->parentWidget()->parentWidget());
        tabs->setCurrentWidget(view);
        QCoreApplication::processEvents();
        QVERIFY(saveScreenshots(*fixture.window, u"main-upstream"_s));

        relay::SettingsEvent settings;
        settings.deciders = {relay::Decider::Upstream, relay::Decider::Operator,
                             relay::Decider::Random};
        asked.decider = relay::Decider::Operator;
        asked.state = relay::ForceState::Asked;
        asked.at = moment(1);
        fixture.apply({settings, asked,
                       waiting(u"nobody listens at neuro.example.org:443"_s,
                               relay::systemInstant().mono + 4 * seconds)});
        relay::OutboxHealthEvent health = outbox(12);
        health.problem = verbatim(u"the disk is full: outbox.sqlite takes nothing more"_s);
        health.earlierRun = 7;
        health.earlierRunUntil = relay::systemInstant().mono + 9 * seconds;
        relay::OutboxEvent drop;
        drop.destination = u"upstream"_s;
        drop.state = relay::OutboxEvent::State::Dropped;
        drop.count = 3;
        drop.pending = 12;
        drop.why = verbatim(u"waited too long (outbox.context_age)"_s);
        fixture.apply({health, drop});
        actionCalled(*fixture.window, u"Show the outbox"_s)->trigger();
        QList<relay::OutboxRow> rows;
        for (int i = 1; i <= 6; ++i) {
            rows.append(row(i, i % 2 ? u"Buckshot Roulette"_s : u"しりとり対戦"_s,
                            "Something happened, number " + QByteArray::number(i)));
            rows.back().createdUs = relay::systemInstant().wall - i * 47 * seconds;
            rows.back().tries = i / 3;
        }
        Q_EMIT fixture.service->outboxRows(rows, 12);
        QCoreApplication::processEvents();
        QVERIFY(saveScreenshots(*fixture.window, u"main-outbox"_s));
        fixture.apply({persistent(u"the certificate of neuro.example.org is not trusted"_s,
                                  relay::systemInstant().mono + 27 * seconds)});
        QVERIFY(saveScreenshots(*fixture.window, u"main-standing-problem"_s));
        fixture.window->resize(fixture.window->minimumSize());
        QVERIFY(saveScreenshots(*fixture.window, u"main-outbox-small"_s));
    }
};

QTEST_MAIN(TestUpstream)
#include "tst_upstream.moc"
