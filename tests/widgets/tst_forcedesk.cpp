// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "deskwindow.h"
#include "screenshots.h"
#include "widgets/cardparts.h"
#include "widgets/deskorder.h"
#include "widgets/schemaform.h"
#include "windowparts.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QSet>
#include <QSignalSpy>

#include <variant>

using namespace neuro::ui;
using namespace neuro::relay;
using namespace samples;
using neuro::tests::showsText;
using namespace Qt::Literals::StringLiterals;
using neuro::protocol::Priority;

namespace {

constexpr qint64 ms = 1000;

} // namespace

class TestForceDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void cardsSayThatNeuroIsAway()
    {
        DeskWindow window;
        ForceEvent waiting = makeForce(1);
        waiting.state = ForceState::Waiting;
        waiting.decider = Decider::Upstream;
        ForceEvent asked = makeForce(2);
        asked.decider = Decider::Operator;
        asked.deadline = window.now + 90'000 * ms;
        window.desk.setDeciders({Decider::Upstream, Decider::Operator, Decider::Random});
        window.apply(waiting);
        window.apply(asked);
        UpstreamEvent upstream;
        upstream.url = u"wss://neuro.example.org"_s;
        upstream.state = UpstreamEvent::State::Waiting;
        upstream.nextTryAt = window.now + 20'000 * ms;
        window.desk.setUpstream(upstream);
        // On a folded card, too.
        QVERIFY(window.card(1)->isFolded());
        QVERIFY(
            showsText(*window.card(1), u"Neuro is away, next try in 20 s · Operator is asked"_s));
        QVERIFY(showsText(*window.card(2),
                          u"Neuro is away, next try in 20 s · Random is asked in 90 s"_s));
        window.now += 5'000 * ms;
        QTRY_VERIFY(showsText(*window.card(1), u"next try in 15 s"_s));
        QTRY_VERIFY(showsText(*window.card(2), u"Random is asked in 85 s"_s));
        upstream.state = UpstreamEvent::State::Connected;
        window.desk.setUpstream(upstream);
        QVERIFY(!showsText(window.desk, u"Neuro is away"_s));
        // A card that comes later knows it as well.
        upstream.state = UpstreamEvent::State::Off;
        window.desk.setUpstream(upstream);
        ForceEvent late = makeForce(3);
        late.decider = Decider::Operator;
        window.apply(late);
        QVERIFY(showsText(*window.card(3), u"Neuro is disconnected"_s));
    }

    void order_data()
    {
        QTest::addColumn<QList<ForceId>>("shown");
        QTest::addColumn<QList<ForceId>>("wanted");
        QTest::addColumn<ForceId>("focused");
        QTest::addColumn<QList<ForceId>>("order");
        using Ids = QList<ForceId>;
        QTest::newRow("no focus") << Ids{1, 2} << Ids{3, 2, 1} << ForceId(0) << Ids{3, 2, 1};
        QTest::newRow("critical comes") << Ids{1, 2} << Ids{3, 1, 2} << ForceId(1) << Ids{1, 3, 2};
        QTest::newRow("above stays") << Ids{1, 2} << Ids{3, 2, 1} << ForceId(2) << Ids{1, 2, 3};
        QTest::newRow("above goes") << Ids{1, 2, 4} << Ids{2, 4} << ForceId(2) << Ids{2, 4};
        QTest::newRow("focused goes") << Ids{1, 2} << Ids{3, 1} << ForceId(2) << Ids{3, 1};
    }

    void order()
    {
        QFETCH(QList<ForceId>, shown);
        QFETCH(QList<ForceId>, wanted);
        QFETCH(ForceId, focused);
        QTEST(deskOrder(shown, wanted, focused), "order");
    }

    void memory()
    {
        AnswerMemory memory;
        memory.remember({u"g"_s, u"a"_s, QByteArray("1")});
        memory.remember({u"g"_s, u"b"_s, QByteArray("2")});
        memory.remember({u"h"_s, u"a"_s, QByteArray("3")});
        QCOMPARE(memory.recall(u"g"_s, {u"a"_s, u"b"_s})->action, u"b"_s);
        QCOMPARE(memory.recall(u"g"_s, {u"a"_s})->data, QByteArray("1"));
        QVERIFY(!memory.recall(u"g"_s, {u"c"_s}));
        memory.remember({u"big"_s, u"a"_s, QByteArray(desklimits::answerSize + 1, 'x')});
        QVERIFY(!memory.recall(u"big"_s, {u"a"_s}));
        for (int i = 0; i < desklimits::answers; ++i)
            memory.remember({u"n"_s, QString::number(i), QByteArray("4")});
        QVERIFY(!memory.recall(u"g"_s, {u"a"_s}));
    }

    void cardsFollowTheModel()
    {
        DeskWindow window;
        QVERIFY(showsText(window.desk, u"No force waits."_s));
        window.apply(makeForce(1, Priority::Low));
        window.apply(makeForce(2, Priority::Critical));
        QCOMPARE(window.desk.cardCount(), 2);
        QVERIFY(window.placeOf(2).y() < window.placeOf(1).y());
        QVERIFY(showsText(window.desk, u"2 waiting"_s));
        window.end(2);
        QCOMPARE(window.desk.cardCount(), 1);
        QVERIFY(showsText(window.desk, u"Game 2: go succeeded (0.8 s)"_s));
        window.end(1, ForceState::Withdrawn);
        QVERIFY(showsText(window.desk, u"No force waits."_s));
    }

    void focusedCardKeepsItsPlace()
    {
        DeskWindow window;
        for (ForceId id = 1; id <= 3; ++id)
            window.apply(makeForce(id));
        window.card(2)->setFocus();
        QVERIFY(window.card(2)->isMarked());
        const QPoint place = window.placeOf(2);
        window.apply(makeForce(4, Priority::Critical));
        QCOMPARE(window.placeOf(2), place);
        QVERIFY(window.placeOf(4).y() > place.y());
        window.card(1)->setFolded(true);
        QCOMPARE(window.placeOf(2), place);
        window.end(1); // Above it.
        QCOMPARE(window.placeOf(2), place);
        window.end(3);
        QCOMPARE(window.placeOf(2), place);
        for (ForceId id = 5; id < 15; ++id)
            window.apply(makeForce(id, Priority::Critical));
        QCOMPARE(window.placeOf(2), place);
    }

    void keysActOnTheFocusedCardOnly()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        window.apply(makeForce(2));
        QTest::keyClick(&window.desk, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(window.sent.size(), 0U);
        window.desk.showForce(2);
        QVERIFY(window.card(2)->isMarked());
        QVERIFY(!window.card(1)->isMarked());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2, Qt::AltModifier);
        auto *line = window.card(2)->form()->findChild<QLineEdit *>();
        line->setFocus();
        QTest::keyClicks(line, u"hi"_s);
        QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(window.sent.size(), 1U);
        const auto *answer = std::get_if<AnswerForce>(&window.sent.back());
        QVERIFY(answer);
        QCOMPARE(answer->force, ForceId(2));
        QCOMPARE(answer->action, u"say"_s);
        QCOMPARE(answer->data.value_or(""), QByteArray(samples::json("{'what':'hi'}")));
    }

    void altKeysTypeNothing()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        window.desk.showForce(1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2, Qt::AltModifier);
        auto *line = window.card(1)->form()->findChild<QLineEdit *>();
        line->setFocus();
        QTest::keyClick(line, 'r', Qt::AltModifier);
        QCOMPARE(line->text(), QString());
        QVERIFY(std::holds_alternative<AnswerForceRandomly>(window.sent.back()));
    }

    void endOfTheFocusedCardFocusesNoOther()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        window.apply(makeForce(2));
        window.desk.showForce(1);
        window.end(1);
        QVERIFY(!window.markedCard());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(window.sent.size(), 0U);
        window.desk.focusNextCard();
        QCOMPARE(window.markedCard(), window.card(2));
    }

    void tabReachesEverything()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        window.apply(makeForce(2));
        window.desk.showForce(1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2, Qt::AltModifier);
        QSet<QString> reached;
        for (int i = 0; i < 40 && window.markedCard() == window.card(1); ++i) {
            reached.insert(
                QString::fromLatin1(QApplication::focusWidget()->metaObject()->className()));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(window.markedCard(), window.card(2));
        for (const QString &name : {u"QRadioButton"_s, u"QLineEdit"_s, u"neuro::ui::MainButton"_s,
                                    u"neuro::ui::ConfirmButton"_s, u"QToolButton"_s})
            QVERIFY2(reached.contains(name), qPrintable(name));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(window.markedCard(), window.card(1));
    }

    void commandErrorsReachTheirCard()
    {
        DeskWindow window;
        window.apply(makeForce(1));
        window.desk.showForce(1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        OperatorEvent result;
        result.command = 1;
        result.force = 1;
        result.error = neuro::protocol::verbatim(u"the game has left"_s);
        window.desk.commandDone(result);
        QVERIFY(showsText(*window.card(1), u"the game has left"_s));
    }

    void onlyThisForce()
    {
        DeskWindow window;
        window.apply(makeForce(3));
        QSignalSpy wanted(&window.desk, &ForceDesk::trafficWanted);
        Q_EMIT window.card(3)->trafficWanted(3);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<ForceId>(), ForceId(3));
    }

    void timeRuns()
    {
        DeskWindow window;
        ForceEvent force = makeForce(1);
        force.askedAt = window.now;
        force.deadline = window.now + 20'000 * ms;
        window.apply(force);
        QVERIFY(showsText(window.desk, u"Operator is deciding · 20 s left"_s));
        window.now += 5'000 * ms;
        QTRY_VERIFY(showsText(window.desk, u"Operator is deciding · 15 s left"_s));
        QCOMPARE(window.card(1)->findChild<TimeBar *>()->value(), 750);
        window.now += 30'000 * ms;
        QTRY_VERIFY(showsText(window.desk, u"the time is over"_s));
    }

    void tooManyForces()
    {
        DeskWindow window;
        RelayEvents events;
        for (ForceId id = 1; id <= 300; ++id) {
            ForceEvent force = makeForce(id, Priority::Low);
            force.state = ForceState::Waiting;
            events.emplace_back(force);
        }
        window.model.apply(events);
        QCOMPARE(window.desk.cardCount(), desklimits::cards);
        QVERIFY(showsText(window.desk, u"300 waiting"_s));
        QVERIFY(showsText(window.desk, u"200 more"_s));
    }

    void randomKeysWhileCardsMove();
    void pictures();
};

/// Whatever happens around it: a key never answers a force whose card did not have the focus.
void TestForceDesk::randomKeysWhileCardsMove()
{
    DeskWindow window;
    QRandomGenerator random(20240607);
    const auto dice = [&random](int sides) {
        return int(random.bounded(sides));
    };
    ForceId last = 0;
    QList<ForceId> alive;
    ForceId watched = 0;
    int checked = 0;
    for (int press = 0; press < 1000; ++press) {
        switch (dice(5)) {
        case 0:
            window.apply(makeForce(++last, static_cast<Priority>(dice(4))));
            alive.append(last);
            break;
        case 1:
            if (alive.size() > 3) {
                window.end(alive.takeAt(dice(int(alive.size()))));
            }
            break;
        case 2:
            if (!alive.isEmpty()) {
                ForceEvent force = makeForce(alive[dice(int(alive.size()))]);
                const ForceState states[] = {ForceState::Asked, ForceState::Answered,
                                             ForceState::Held, ForceState::Waiting};
                force.state = states[dice(4)];
                window.apply(force);
            }
            break;
        case 3:
            window.desk.focusNextCard();
            break;
        default:
            if (!window.markedCard())
                window.desk.focusNextCard();
            break;
        }
        // What the operator looks at when he presses the key.
        const ForceCard *marked = window.markedCard();
        watched = marked ? marked->force().id : 0;
        QWidget *focus = QApplication::focusWidget();
        if (!focus)
            continue;
        if (marked)
            QVERIFY(focus == marked || marked->isAncestorOf(focus));
        const std::size_t before = window.sent.size();
        const std::pair<int, Qt::KeyboardModifiers> keys[] = {
            {Qt::Key_Return, Qt::ControlModifier},
            {Qt::Key_R, Qt::AltModifier},
            {Qt::Key_1, Qt::AltModifier},
            {Qt::Key_2, Qt::AltModifier},
            {Qt::Key_J, Qt::ControlModifier},
            {Qt::Key_Tab, Qt::NoModifier},
            {Qt::Key_Space, Qt::NoModifier},
            {Qt::Key_Backtab, Qt::ShiftModifier},
            {Qt::Key_A, Qt::NoModifier},
            {Qt::Key_Down, Qt::NoModifier},
            {Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier},
        };
        const auto &[key, modifiers] = keys[dice(int(std::size(keys)))];
        // Space on a button with a menu would wait for a choice.
        if (key == Qt::Key_Space && focus->inherits("QToolButton"))
            continue;
        if (key == Qt::Key_Down && focus->inherits("QToolButton"))
            continue;
        QTest::keyClick(focus, Qt::Key(key), modifiers);
        for (std::size_t i = before; i < window.sent.size(); ++i) {
            QCOMPARE(forceOf(window.sent[i]), watched);
            ++checked;
        }
    }
    QVERIFY2(checked > 50, qPrintable(QString::number(checked)));
}

void TestForceDesk::pictures()
{
    DeskWindow window;
    QVERIFY(saveScreenshots(window.desk, u"forcedesk-empty"_s));
    ForceEvent first = samples::force(
        1, u"Buckshot Roulette"_s,
        {samples::action(u"shoot"_s, {}, u"Fire the shotgun"_s),
         samples::action(
             u"use_item"_s,
             samples::objectSchema(
                 samples::json("{'item':{'enum':['beer','saw','cigarettes','phone','handcuffs']},"
                               "'count':{'type':'integer','minimum':1,'maximum':8},'say_aloud':{'"
                               "type':'boolean'}}"),
                 samples::json("['item']")),
             u"Use an item you hold"_s)});
    first.request.query = u"It is your turn. Please pick an action."_s;
    first.request.state =
        u"## Table\n- Your lives: **2** of 4\n- Dealer: 3\n- Shells: 2 live, 3 blank\n- Items: beer, saw"_s;
    first.request.priority = Priority::High;
    first.askedAt = window.now - 9'000 * ms;
    first.deadline = window.now + 11'000 * ms;
    window.apply(first);
    ForceEvent second = makeForce(2, Priority::Low);
    second.name = u"テトリス"_s;
    second.state = ForceState::Waiting;
    second.request.query = u"どこに置きますか。"_s;
    window.apply(second);
    window.desk.showForce(1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_2, Qt::AltModifier);
    window.card(1)->form()->setData(samples::json("{'item':'beer','count':1,'say_aloud':true}"));
    QVERIFY(saveScreenshots(window.desk, u"forcedesk"_s));
    // The same game asks again after it was answered.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    window.apply(first);
    QVERIFY(window.button(1, u"Last answer"_s)->isVisible());
    QVERIFY(saveScreenshots(window.desk, u"forcedesk-last-answer"_s));

    first.decider = Decider::Random;
    first.failures = 1;
    first.lastAction = u"use_item"_s;
    first.lastFailure = u"You do not hold a beer."_s;
    window.apply(first);
    ForceEvent third = makeForce(3, Priority::Critical);
    third.request.query = u"Pick a card before the round ends."_s;
    third.state = ForceState::Answered;
    third.lastAction = u"go"_s;
    window.apply(third);
    window.desk.setFocus();
    window.desk.resize(360, 900);
    QVERIFY(saveScreenshots(window.desk, u"forcedesk-retry"_s));
}

QTEST_MAIN(TestForceDesk)
#include "tst_forcedesk.moc"
