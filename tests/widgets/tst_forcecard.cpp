// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "screenshots.h"
#include "widgets/actionpicker.h"
#include "widgets/cardparts.h"
#include "widgets/forcecard.h"
#include "widgets/forcewords.h"
#include "widgets/markdownview.h"
#include "widgets/schemaform.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>

using namespace neuro::ui;
using namespace neuro::relay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;

ForceEvent twoActions()
{
    return samples::force(
        7, u"Buckshot Roulette"_s,
        {samples::action(u"shoot"_s),
         samples::action(u"say"_s, samples::objectSchema(
                                       samples::json("{'what':{'type':'string','minLength':1}}"),
                                       samples::json("['what']")))});
}

/// One card with its surroundings.
struct Desk
{
    explicit Desk(const ForceEvent &force = twoActions())
        : card(force, commands.sink(), &memory)
    {
        card.resize(340, card.heightForWidth(340));
        card.show();
    }

    QPushButton *button(const QString &text) const
    {
        for (auto *each : card.findChildren<QPushButton *>()) {
            if (each->text().startsWith(text))
                return each;
        }
        return nullptr;
    }
    bool isOffered(const QString &text) const { return button(text) && button(text)->isEnabled(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        const QKeyEvent event(QEvent::KeyPress, key, modifiers);
        QVERIFY(ForceCard::isCardKey(event));
        card.handleKey(event);
    }
    QString shownError() const
    {
        const auto *box = card.findChild<ErrorBox *>();
        return box && !box->isHidden() ? box->text() : QString();
    }

    samples::Commands commands;
    AnswerMemory memory;
    ForceCard card;
};

} // namespace

class TestForceCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void neuroIsAway_data()
    {
        using Deciders = QList<Decider>;
        QTest::addColumn<Deciders>("deciders");
        QTest::addColumn<ForceState>("state");
        QTest::addColumn<Decider>("decider");
        QTest::addColumn<qint64>("deadline");
        QTest::addColumn<UpstreamEvent>("upstream");
        QTest::addColumn<QString>("text");
        constexpr qint64 second = 1'000'000;
        UpstreamEvent there;
        there.url = u"wss://neuro.example.org"_s;
        there.state = UpstreamEvent::State::Connected;
        UpstreamEvent away = there;
        away.state = UpstreamEvent::State::Waiting;
        away.nextTryAt = 14 * second;
        UpstreamEvent dialling = there;
        dialling.state = UpstreamEvent::State::Connecting;
        UpstreamEvent off = there;
        off.state = UpstreamEvent::State::Off;
        UpstreamEvent slow = there;
        slow.readsSlowly = true;
        const UpstreamEvent none;
        const Deciders both = {Decider::Upstream, Decider::Operator};
        const Deciders last = {Decider::Operator, Decider::Upstream};
        const Deciders three = {Decider::Upstream, Decider::Operator, Decider::Random};
        const Deciders between = {Decider::Operator, Decider::Upstream, Decider::First};

        QTest::newRow("there") << both << ForceState::Waiting << Decider::Upstream << 0LL << there
                               << QString();
        QTest::newRow("not asked at all") << Deciders{Decider::Operator} << ForceState::Asked
                                          << Decider::Operator << 0LL << away << QString();
        QTest::newRow("waits for her")
            << both << ForceState::Waiting << Decider::Upstream << 0LL << away
            << u"Neuro is away, next try in 4 s · Operator is asked next"_s;
        QTest::newRow("waits, she is dialled")
            << both << ForceState::Waiting << Decider::Upstream << 0LL << dialling
            << u"Neuro is away · Operator is asked next"_s;
        QTest::newRow("waits, she reads slowly")
            << both << ForceState::Waiting << Decider::Upstream << 0LL << slow
            << u"Neuro has to catch up first · Operator is asked next"_s;
        QTest::newRow("waits, nobody else")
            << last << ForceState::Waiting << Decider::Upstream << 0LL << off
            << u"Neuro is disconnected · nobody else is asked"_s;
        QTest::newRow("waits, none is configured")
            << last << ForceState::Waiting << Decider::Upstream << 0LL << none
            << u"No connection to Neuro is configured · nobody else is asked"_s;
        QTest::newRow("passed over")
            << three << ForceState::Asked << Decider::Operator << 21 * second << away
            << u"Neuro is away, next try in 4 s · Random is asked in 11 s"_s;
        QTest::newRow("passed over, no limit") << three << ForceState::Asked << Decider::Operator
                                               << 0LL << off << u"Neuro is disconnected"_s;
        QTest::newRow("passed over, last one") << both << ForceState::Asked << Decider::Operator
                                               << 21 * second << off << u"Neuro is disconnected"_s;
        QTest::newRow("would be next")
            << between << ForceState::Asked << Decider::Operator << 13 * second << off
            << u"Neuro is disconnected · First is asked in 3.0 s"_s;
        QTest::newRow("would be next, and last")
            << last << ForceState::Asked << Decider::Operator << 13 * second << off
            << u"Neuro is disconnected · waits for her in 3.0 s"_s;
        QTest::newRow("not configured, not missed")
            << both << ForceState::Asked << Decider::Operator << 0LL << none << QString();
        QTest::newRow("held") << both << ForceState::Held << Decider::Upstream << 0LL << away
                              << QString();
        QTest::newRow("answered") << both << ForceState::Answered << Decider::Operator << 0LL
                                  << away << QString();
    }

    void neuroIsAway()
    {
        QFETCH(QList<Decider>, deciders);
        QFETCH(ForceState, state);
        QFETCH(Decider, decider);
        QFETCH(qint64, deadline);
        QFETCH(UpstreamEvent, upstream);
        ForceEvent force = samples::force(1, u"Chess"_s, {samples::action(u"go"_s)});
        force.state = state;
        force.decider = decider;
        force.deadline = deadline;
        QTEST(neuroAwayText(force, {deciders, upstream}, 10'000'000), "text");
    }

    void answersByClicks()
    {
        Desk desk;
        QTest::mouseClick(desk.button(u"Answer"_s), Qt::LeftButton);
        const auto *plain = desk.commands.last<AnswerForce>();
        QVERIFY(plain);
        QCOMPARE(plain->force, ForceId(7));
        QCOMPARE(plain->action, u"shoot"_s);
        QVERIFY(!plain->data);
        QVERIFY(!plain->unchecked);
    }

    void answersWithData()
    {
        Desk desk;
        QTest::mouseClick(desk.card.findChildren<QRadioButton *>().at(1), Qt::LeftButton, {},
                          QPoint(6, 8));
        QVERIFY(!desk.isOffered(u"Answer"_s)); // minLength
        QTest::keyClicks(desk.card.findChild<QLineEdit *>(), u"hi"_s);
        QVERIFY(desk.isOffered(u"Answer"_s));
        QTest::mouseClick(desk.button(u"Answer"_s), Qt::LeftButton);
        const auto *answer = desk.commands.last<AnswerForce>();
        QVERIFY(answer);
        QCOMPARE(answer->action, u"say"_s);
        QCOMPARE(answer->data.value_or(""), QByteArray(samples::json("{'what':'hi'}")));
        QVERIFY(!answer->unchecked);
    }

    void shiftSendsAllTheSame()
    {
        Desk desk;
        desk.press(Qt::Key_2, Qt::AltModifier);
        QVERIFY(!desk.isOffered(u"Answer"_s));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.commands.size(), 0U);
        QTest::mouseClick(desk.button(u"Answer"_s), Qt::LeftButton, Qt::ShiftModifier);
        const auto *answer = desk.commands.last<AnswerForce>();
        QVERIFY(answer);
        QCOMPARE(answer->data.value_or(""), QByteArray(samples::json("{'what':''}")));
        QVERIFY(answer->unchecked);
    }

    void keys()
    {
        Desk desk;
        desk.press(Qt::Key_2, Qt::AltModifier);
        QCOMPARE(desk.card.findChild<ActionPicker *>()->current(), 1);
        desk.press(Qt::Key_9, Qt::AltModifier); // There is none.
        QCOMPARE(desk.card.findChild<ActionPicker *>()->current(), 1);
        desk.press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(desk.card.form()->isEditedAsJson());
        desk.press(Qt::Key_1, Qt::AltModifier);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.commands.last<AnswerForce>());
        QCOMPARE(desk.commands.last<AnswerForce>()->action, u"shoot"_s);
        // The engine has not said anything yet: no second answer.
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        desk.press(Qt::Key_R, Qt::AltModifier);
        QCOMPARE(desk.commands.size(), 1U);
    }

    void keysHoldAndDrop()
    {
        Desk desk;
        desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.commands.last<HoldForce>() && desk.commands.last<HoldForce>()->hold);
        desk.press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.commands.size(), 1U); // It asks first.
        QCOMPARE(desk.card.findChild<ConfirmButton *>()->text(), u"Really drop?"_s);
        desk.press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.commands.last<DropForce>());
    }

    void theKeypadsEnterAnswers()
    {
        Desk desk;
        desk.press(Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier);
        QVERIFY(desk.commands.last<AnswerForce>());
    }

    void random()
    {
        Desk desk;
        desk.press(Qt::Key_R, Qt::AltModifier);
        QVERIFY(desk.commands.last<AnswerForceRandomly>());
        QCOMPARE(desk.commands.last<AnswerForceRandomly>()->force, ForceId(7));
    }

    /// Whoever answers what Neuro may answer at the same time takes it from her first.
    void whatNeuroHasIsTakenOverFirst()
    {
        for (const ForceState state : {ForceState::Waiting, ForceState::Asked, ForceState::Held}) {
            ForceEvent force = twoActions();
            force.decider = Decider::Upstream;
            force.state = state;
            Desk desk(force);
            desk.card.setFolded(false);
            QVERIFY(desk.isOffered(u"Take over"_s));
            QVERIFY(!desk.button(u"Answer"_s));
            desk.press(Qt::Key_Return, Qt::ControlModifier);
            QVERIFY(desk.commands.last<TakeOverForce>());
            force.decider = Decider::Operator;
            force.state = ForceState::Asked;
            desk.card.setForce(force);
            QVERIFY(desk.isOffered(u"Answer"_s));
        }
    }

    void takeOverThenAnswer()
    {
        ForceEvent force = twoActions();
        force.decider = Decider::Random;
        Desk desk(force);
        QVERIFY(!desk.button(u"Answer"_s));
        QTest::mouseClick(desk.button(u"Take over"_s), Qt::LeftButton);
        QVERIFY(desk.commands.last<TakeOverForce>());
        force.decider = Decider::Operator;
        desk.card.setForce(force);
        QVERIFY(desk.isOffered(u"Answer"_s));
    }

    void holdAndResume()
    {
        Desk desk;
        QTest::mouseClick(desk.button(u"Hold"_s), Qt::LeftButton);
        QVERIFY(desk.commands.last<HoldForce>() && desk.commands.last<HoldForce>()->hold);
        ForceEvent held = twoActions();
        held.state = ForceState::Held;
        desk.card.setForce(held);
        QTest::mouseClick(desk.button(u"Resume"_s), Qt::LeftButton);
        QVERIFY(desk.commands.last<HoldForce>() && !desk.commands.last<HoldForce>()->hold);
    }

    void dropAsksFirst()
    {
        Desk desk;
        auto *drop = desk.card.findChild<ConfirmButton *>();
        drop->setConfirmMs(20);
        QTest::mouseClick(drop, Qt::LeftButton);
        QCOMPARE(drop->text(), u"Really drop?"_s);
        QTRY_COMPARE(drop->text(), u"Drop"_s); // The question has lapsed.
        drop->setConfirmMs(60'000);
        QTest::mouseClick(drop, Qt::LeftButton);
        QCOMPARE(desk.commands.size(), 0U);
        QTest::mouseClick(drop, Qt::LeftButton);
        QVERIFY(desk.commands.last<DropForce>());
        QCOMPARE(desk.commands.last<DropForce>()->force, ForceId(7));
    }

    void failureKeepsData()
    {
        Desk desk;
        desk.press(Qt::Key_2, Qt::AltModifier);
        QTest::keyClicks(desk.card.findChild<QLineEdit *>(), u"hello"_s);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        ForceEvent force = twoActions();
        force.state = ForceState::Answered;
        force.lastAction = u"say"_s;
        desk.card.setForce(force);
        QVERIFY(!desk.isOffered(u"Answer"_s));
        QVERIFY(!desk.isOffered(u"Random"_s));
        QVERIFY(desk.isOffered(u"Drop"_s)); // A game may never give a result.
        force.state = ForceState::Failed;
        force.failures = 1;
        force.lastFailure = u"Say something <b>nicer</b>."_s;
        desk.card.setForce(force);
        force.state = ForceState::Asked;
        desk.card.setForce(force);
        QVERIFY(desk.shownError().contains(u"Say something <b>nicer</b>."_s));
        QCOMPARE(desk.card.findChild<ErrorBox *>()->textFormat(), Qt::PlainText);
        QVERIFY(desk.isOffered(u"Answer"_s));
        QCOMPARE(desk.card.form()->data().value_or(""),
                 QByteArray(samples::json("{'what':'hello'}")));
    }

    void commandErrors()
    {
        Desk desk;
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!desk.isOffered(u"Answer"_s));
        OperatorEvent other;
        other.command = 99;
        other.error = neuro::protocol::verbatim(u"not ours"_s);
        desk.card.commandDone(other);
        QVERIFY(desk.shownError().isEmpty());
        OperatorEvent mine;
        mine.command = 1;
        mine.error = neuro::protocol::verbatim(u"the game has left"_s);
        desk.card.commandDone(mine);
        QVERIFY(desk.shownError().contains(u"the game has left"_s));
        QVERIFY(desk.isOffered(u"Answer"_s));
    }

    /// By a button, never filled in by itself.
    void lastAnswerIsOffered()
    {
        const QByteArray again = samples::json("{'what':'again'}");
        Desk desk;
        QVERIFY(!desk.button(u"Last answer"_s)->isVisible());
        QVERIFY(!desk.card.can(ForceDeed::FillLastAnswer));
        desk.memory.remember({u"Buckshot Roulette"_s, u"say"_s, again});
        desk.card.setForce(twoActions());
        QVERIFY(desk.button(u"Last answer"_s)->isVisible());
        QVERIFY(desk.button(u"Last answer"_s)->toolTip().contains(u"say "_s));
        QCOMPARE(desk.card.findChild<ActionPicker *>()->current(), 0);
        QTest::mouseClick(desk.button(u"Last answer"_s), Qt::LeftButton);
        QCOMPARE(desk.card.findChild<ActionPicker *>()->current(), 1);
        QCOMPARE(desk.card.form()->data().value_or(""), again);

        desk.card.form()->setData(samples::json("{'what':'other'}"));
        desk.press(Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(desk.card.form()->data().value_or(""), again);
        QCOMPARE(desk.commands.size(), 0U);
        ForceEvent answered = twoActions();
        answered.state = ForceState::Answered;
        answered.lastAction = u"say"_s;
        desk.card.setForce(answered);
        QVERIFY(!desk.isOffered(u"Last answer"_s));
        // Of another game it is none.
        ForceEvent other = twoActions();
        other.name = u"Tic Tac Toe"_s;
        ForceCard card(other, desk.commands.sink(), &desk.memory);
        QVERIFY(!card.can(ForceDeed::FillLastAnswer));
    }

    void waitingIsFolded()
    {
        ForceEvent force = twoActions();
        force.state = ForceState::Waiting;
        force.decider.reset();
        Desk desk(force);
        // Shows what is asked, answers nothing.
        for (const ForceDeed deed : forceDeeds) {
            if (deed == ForceDeed::ShowTraffic)
                continue;
            desk.card.setFolded(true);
            desk.card.perform(deed);
            QVERIFY(!desk.card.isFolded());
            QCOMPARE(desk.commands.size(), 0U);
            QVERIFY(!desk.card.findChild<ConfirmButton *>()->isAsking());
        }
        desk.card.setFolded(true);
        desk.card.setForce(twoActions());
        QVERIFY(!desk.card.isFolded());
    }

    void actionsThatVanish()
    {
        Desk desk;
        desk.press(Qt::Key_2, Qt::AltModifier);
        QTest::keyClicks(desk.card.findChild<QLineEdit *>(), u"kept"_s);
        ForceEvent force = twoActions();
        force.actions.removeFirst();
        desk.card.setForce(force);
        QCOMPARE(desk.card.form()->data().value_or(""),
                 QByteArray(samples::json("{'what':'kept'}")));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.commands.last<AnswerForce>());
        QCOMPARE(desk.commands.last<AnswerForce>()->action, u"say"_s);
        force.actions.clear();
        desk.card.setForce(force);
        QVERIFY(!desk.isOffered(u"Answer"_s));
        QVERIFY(!desk.isOffered(u"Random"_s));
    }

    void manyActions()
    {
        QList<neuro::protocol::Action> actions;
        for (int i = 0; i < 2000; ++i)
            actions.append(samples::action(u"action_%1"_s.arg(i)));
        QElapsedTimer timer;
        timer.start();
        Desk desk(samples::force(7, u"Many"_s, actions));
        desk.card.grab();
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        auto *list = desk.card.findChild<QListWidget *>();
        QTest::keyClicks(list, u"action_1234"_s);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.commands.last<AnswerForce>()->action, u"action_1234"_s);
    }

    void words_data()
    {
        QTest::addColumn<ForceState>("state");
        QTest::addColumn<Decider>("decider");
        QTest::addColumn<qint64>("deadline");
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("left");
        QTest::newRow("limit") << ForceState::Asked << Decider::Operator << 21 * second
                               << u"Operator is deciding · 11 s left"_s << 0.55;
        QTest::newRow("no limit") << ForceState::Asked << Decider::Operator << qint64(0)
                                  << u"Operator is deciding · no limit"_s << -1.0;
        QTest::newRow("random") << ForceState::Asked << Decider::Random << 10'400'000LL
                                << u"Random answers in 0.4 s"_s << -2.0;
        QTest::newRow("over") << ForceState::Asked << Decider::First << 9 * second
                              << u"First is deciding · the time is over"_s << 0.0;
        QTest::newRow("answered") << ForceState::Answered << Decider::Operator << 21 * second
                                  << u"shoot sent, waiting for the game's result"_s << -1.0;
        QTest::newRow("held") << ForceState::Held << Decider::Operator << qint64(0)
                              << u"Held: nobody is asked"_s << -1.0;
        QTest::newRow("neuro") << ForceState::Asked << Decider::Upstream << 52 * second
                               << u"Neuro decides — 42 s left"_s << -2.0;
        QTest::newRow("neuro, no limit")
            << ForceState::Asked << Decider::Upstream << qint64(0) << u"Neuro decides"_s << -1.0;
        QTest::newRow("neuro, over") << ForceState::Asked << Decider::Upstream << 9 * second
                                     << u"Neuro is deciding · the time is over"_s << 0.0;
        QTest::newRow("queued") << ForceState::Waiting << Decider::Upstream << qint64(0)
                                << u"waits for its turn with Neuro"_s << -1.0;
        QTest::newRow("held by upstream")
            << ForceState::Held << Decider::Upstream << qint64(0)
            << u"Held, but Neuro was asked already and may still answer"_s << -1.0;
    }

    void words()
    {
        QFETCH(ForceState, state);
        QFETCH(Decider, decider);
        QFETCH(qint64, deadline);
        QFETCH(QString, text);
        QFETCH(double, left);
        ForceEvent force = twoActions();
        force.state = state;
        force.decider = decider;
        force.askedAt = 1 * second;
        force.deadline = deadline;
        force.lastAction = u"shoot"_s;
        QCOMPARE(statusText(force, {}, 10 * second), text);
        if (left > -2)
            QCOMPARE(timeLeft(force, 10 * second), left);
    }

    void hostileStates_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("image") << u"![x](/etc/hostname) ![y](https://example.org/a.png)"_s;
        QTest::newRow("link") << u"[click](file:///etc/passwd) <https://example.org>"_s;
        QTest::newRow("markup") << u"<img src=\"/etc/hostname\"><script>x</script><b>b</b>"_s;
        QTest::newRow("long") << QString(2'000'000, u'x');
        QTest::newRow("quotes") << QString(20'000, u'>');
        QTest::newRow("lists") << u"- "_s.repeated(10'000);
        QTest::newRow("table") << u"|a"_s.repeated(5000) + u"\n"_s + u"|-"_s.repeated(5000);
        QTest::newRow("brackets") << u"["_s.repeated(20'000);
        QTest::newRow("emphasis") << u"*a **"_s.repeated(4000);
        QTest::newRow("table rows") << u"|a|b|\n|-|-|\n"_s + u"|1|2|\n"_s.repeated(3000);
    }

    void hostileStates()
    {
        QFETCH(QString, state);
        ForceEvent force = twoActions();
        force.request.state = state;
        QElapsedTimer timer;
        timer.start();
        Desk desk(force);
        desk.card.grab();
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        const auto *view = desk.card.findChild<MarkdownView *>();
        QVERIFY(!view->openLinks());
        QVERIFY(view->height() <= MarkdownView::greatestHeight);
        const QString html = view->document()->toHtml();
        QVERIFY(!html.contains(u"<img"_s));
        QVERIFY(!html.contains(u"href"_s));
        QVERIFY(!html.contains(u"<script"_s));
    }

    void statesAreReadable()
    {
        QCOMPARE(makeHarmlessDocument(u"Lives: 2\nDealer: 3"_s)->toPlainText(),
                 u"Lives: 2\nDealer: 3"_s);
        QCOMPARE(makeHarmlessDocument(u"## Table\n- **beer**\n- saw"_s)->toPlainText(),
                 u"Table\nbeer\nsaw"_s);
        QCOMPARE(makeHarmlessDocument(u"{\"a\": \"*b*\"}"_s)->toPlainText(), u"{\"a\": \"*b*\"}"_s);
        QCOMPARE(makeHarmlessDocument(u"![map](map.png)"_s)->toPlainText(), u"[map.png]"_s);
    }
};

QTEST_MAIN(TestForceCard)
#include "tst_forcecard.moc"
