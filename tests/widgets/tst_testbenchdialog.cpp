// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "widgets/cardparts.h"
#include "widgets/screenshots.h"
#include "widgets/testbenchdialog.h"

#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

using namespace neuro;
using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;
using State = relay::UpstreamEvent::State;

namespace {

relay::UpstreamEvent upstream(State state)
{
    relay::UpstreamEvent event;
    event.state = state;
    return event;
}

relay::TestBenchEvent changed(const relay::TestBench &bench, bool byUpstream = false)
{
    return {{}, bench, byUpstream};
}

/// Everything that can be on together.
relay::TestBench busyBench()
{
    relay::TestBench bench;
    bench.toGamesMs = 2000;
    bench.fromGamesMs = 250;
    bench.autoAnswer = relay::AutoAnswer{42, 1500, 20};
    bench.hostile = relay::HostileNeuro{7, 30, 5, 12};
    return bench;
}

/// A dialog over `bench`, and what it submits.
struct Fixture
{
    explicit Fixture(const relay::TestBench &bench = {}, State state = State::Off)
        : dialog(bench, upstream(state), commands.sink())
    {
        dialog.show();
    }

    QSpinBox *number(const QString &name) const { return dialog.findChild<QSpinBox *>(name); }
    QLineEdit *line(const QString &name) const { return dialog.findChild<QLineEdit *>(name); }
    QRadioButton *choice(const QString &name) const
    {
        return dialog.findChild<QRadioButton *>(name);
    }
    QPushButton *button(const QString &text) const
    {
        for (auto *each : dialog.findChildren<QPushButton *>()) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    bool shows(const QString &text) const
    {
        for (const auto *label : dialog.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    /// The settings that were submitted last; none: something else was, or nothing.
    std::optional<relay::TestBench> submitted() const
    {
        const auto *command = commands.last<relay::SetTestBench>();
        return command ? std::optional(command->bench) : std::nullopt;
    }
    void finish(relay::CommandError code = relay::CommandError::None)
    {
        relay::OperatorEvent event;
        event.command = commands.size();
        event.code = code;
        if (code != relay::CommandError::None)
            event.error = protocol::verbatim(u"particulars"_s);
        dialog.commandDone(event);
    }

    samples::Commands commands;
    TestBenchDialog dialog;
};

} // namespace

/// The dialog of what the relay does to games on purpose.
class TestTestBenchDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsEnteredIsApplied()
    {
        Fixture f;
        QVERIFY(!f.dialog.isModal());
        QVERIFY(f.shows(u"All of it is off."_s));
        QVERIFY(!f.button(u"Apply"_s)->isEnabled());
        QVERIFY(!f.button(u"All off"_s)->isEnabled());
        f.number(u"toGames"_s)->setValue(2000);
        f.number(u"fromGames"_s)->setValue(250);
        f.choice(u"answered"_s)->click();
        f.number(u"answerDelay"_s)->setValue(1500);
        f.number(u"idle"_s)->setValue(20);
        f.line(u"forceSeed"_s)->setText(u"42"_s);
        f.number(u"malformed"_s)->setValue(30);
        f.number(u"unknown"_s)->setValue(5);
        f.number(u"unregistered"_s)->setValue(12);
        f.line(u"hostileSeed"_s)->setText(u"7"_s);
        QCOMPARE(f.commands.size(), 0); // Nothing is done while it is entered.
        f.button(u"Apply"_s)->click();
        QCOMPARE(f.commands.size(), 1);
        QVERIFY(f.submitted() == busyBench());
        f.finish();
        QVERIFY(f.shows(u"Applied."_s));
        f.dialog.benchChanged(changed(busyBench()));
        QVERIFY(f.shows(u"Applied."_s));
        QVERIFY(f.shows(u"On now: messages to games are held back 2.0 s, those from"_s));
        QVERIFY(!f.button(u"Apply"_s)->isEnabled());
        QVERIFY(f.button(u"Apply"_s)->toolTip().contains(u"is so already"_s));
        // Turned off elsewhere.
        f.dialog.benchChanged(changed({}));
        QVERIFY(f.shows(u"All of it is off."_s));
        QVERIFY(!f.shows(u"Applied."_s));
    }

    void forcesAreTreatedInOneWay()
    {
        Fixture f;
        f.choice(u"ignored"_s)->click();
        QVERIFY(!f.line(u"forceSeed"_s)->isEnabled());
        f.button(u"Apply"_s)->click();
        relay::TestBench ignoring;
        ignoring.ignoreForces = true;
        QVERIFY(f.submitted() == ignoring);
        f.choice(u"likeNeuro"_s)->click();
        QVERIFY(f.line(u"forceSeed"_s)->isEnabled());
        QVERIFY(!f.number(u"answerDelay"_s)->isEnabled());
        // The greatest there is.
        f.line(u"forceSeed"_s)->setText(u"18446744073709551615"_s);
        f.button(u"Apply"_s)->click();
        relay::TestBench like;
        like.likeNeuro = relay::LikeNeuro{18446744073709551615U};
        QVERIFY(f.submitted() == like);
        f.number(u"idle"_s)->setValue(10);
        f.button(u"Apply"_s)->click();
        like.autoAnswer = relay::AutoAnswer{18446744073709551615U, 500, 10};
        QVERIFY(f.submitted() == like);
        f.choice(u"usual"_s)->click();
        QVERIFY(!f.button(u"Apply"_s)->isEnabled()); // Nothing of it is on yet.
    }

    void valuesHaveTheRelaysLimits()
    {
        const Fixture f;
        for (const QString &name : {u"toGames"_s, u"fromGames"_s, u"answerDelay"_s}) {
            QCOMPARE(f.number(name)->minimum(), 0);
            QCOMPARE(f.number(name)->maximum(), 10'000);
        }
        for (const QString &name : {u"malformed"_s, u"unknown"_s, u"unregistered"_s})
            QCOMPARE(f.number(name)->maximum(), relay::limits::hostilePerMinute);
        QCOMPARE(f.number(u"idle"_s)->maximum(), 100);
    }

    void aSeedMustBeANumber()
    {
        Fixture f;
        QVERIFY(QTest::qWaitForWindowActive(&f.dialog)); // For its keys.
        f.line(u"forceSeed"_s)->setText(u"seven"_s);
        QVERIFY(!f.shows(u"A seed must be"_s)); // It is not needed.
        f.choice(u"answered"_s)->click();
        QVERIFY(f.shows(u"A seed must be a whole number from 0 to 18446744073709551615."_s));
        QVERIFY(!f.button(u"Apply"_s)->isEnabled());
        QTest::keyClick(&f.dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(f.commands.size(), 0);
        f.line(u"forceSeed"_s)->setText(u" 7 "_s);
        QVERIFY(!f.shows(u"A seed must be"_s));
        QTest::keyClick(&f.dialog, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(f.submitted());
        QCOMPARE(f.submitted()->autoAnswer->seed, quint64(7));
        f.number(u"unknown"_s)->setValue(1);
        f.line(u"hostileSeed"_s)->setText(u"18446744073709551616"_s);
        QVERIFY(f.shows(u"A seed must be"_s));
    }

    void whatIsOnIsShown()
    {
        Fixture f(busyBench());
        QCOMPARE(f.number(u"toGames"_s)->value(), 2000);
        QCOMPARE(f.number(u"fromGames"_s)->value(), 250);
        QVERIFY(f.choice(u"answered"_s)->isChecked());
        QCOMPARE(f.number(u"answerDelay"_s)->value(), 1500);
        QCOMPARE(f.number(u"idle"_s)->value(), 20);
        QCOMPARE(f.line(u"forceSeed"_s)->text(), u"42"_s);
        QCOMPARE(f.number(u"malformed"_s)->value(), 30);
        QCOMPARE(f.number(u"unknown"_s)->value(), 5);
        QCOMPARE(f.number(u"unregistered"_s)->value(), 12);
        QCOMPARE(f.line(u"hostileSeed"_s)->text(), u"7"_s);
        relay::TestBench other;
        other.fromGamesMs = 100;
        other.likeNeuro = relay::LikeNeuro{3};
        f.dialog.benchChanged(changed(other));
        QCOMPARE(f.number(u"toGames"_s)->value(), 0);
        QCOMPARE(f.number(u"fromGames"_s)->value(), 100);
        QVERIFY(f.choice(u"likeNeuro"_s)->isChecked());
        QCOMPARE(f.line(u"forceSeed"_s)->text(), u"3"_s);
        QCOMPARE(f.number(u"idle"_s)->value(), 0);
        QCOMPARE(f.number(u"malformed"_s)->value(), 0);
        QCOMPARE(f.commands.size(), 0);
    }

    void whatIsBeingEnteredStays()
    {
        Fixture f;
        f.number(u"toGames"_s)->setValue(700);
        relay::TestBench other;
        other.ignoreForces = true;
        f.dialog.benchChanged(changed(other));
        QVERIFY(f.shows(u"On now: forces are ignored."_s));
        QCOMPARE(f.number(u"toGames"_s)->value(), 700);
        QVERIFY(f.choice(u"usual"_s)->isChecked());
        QVERIFY(f.button(u"Apply"_s)->isEnabled());
        // What was applied is not being entered any more.
        f.button(u"Apply"_s)->click();
        f.dialog.benchChanged(changed(*f.submitted()));
        f.dialog.benchChanged(changed(other));
        QCOMPARE(f.number(u"toGames"_s)->value(), 0);
        QVERIFY(f.choice(u"ignored"_s)->isChecked());
    }

    void allOffIsDoneAtOnce()
    {
        Fixture f(busyBench());
        f.button(u"All off"_s)->click();
        QCOMPARE(f.commands.size(), 1);
        QVERIFY(f.submitted() == relay::TestBench());
        QCOMPARE(f.number(u"toGames"_s)->value(), 0);
        QVERIFY(f.choice(u"usual"_s)->isChecked());
        QVERIFY(f.shows(u"On now"_s)); // Until it is so.
        f.dialog.benchChanged(changed({}));
        f.finish();
        QVERIFY(f.shows(u"All of it is off."_s));
        QVERIFY(!f.button(u"All off"_s)->isEnabled());
        // What was only entered is taken back without asking anybody.
        f.number(u"unknown"_s)->setValue(9);
        f.button(u"All off"_s)->click();
        QCOMPARE(f.number(u"unknown"_s)->value(), 0);
        QCOMPARE(f.commands.size(), 1);
    }

    void isLockedWhileAnUpstreamIsConnected()
    {
        Fixture f({}, State::Connected);
        QVERIFY(QTest::qWaitForWindowActive(&f.dialog));
        QVERIFY(f.shows(u"Locked: the relay is connected to the real Neuro"_s));
        QVERIFY(!f.number(u"toGames"_s)->isEnabled());
        QVERIFY(!f.choice(u"answered"_s)->isEnabled());
        QVERIFY(f.button(u"Apply"_s)->toolTip().contains(u"Locked"_s));
        QTest::keyClick(&f.dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(f.commands.size(), 0);
        f.dialog.setUpstream(upstream(State::Waiting));
        QVERIFY(!f.shows(u"Locked"_s));
        f.number(u"toGames"_s)->setValue(100);
        f.button(u"Apply"_s)->click();
        QCOMPARE(f.commands.size(), 1);
    }

    void anUpstreamTurnsItOff()
    {
        Fixture f(busyBench());
        f.number(u"toGames"_s)->setValue(9000);
        f.dialog.benchChanged(changed({}, true));
        f.dialog.setUpstream(upstream(State::Connected));
        QVERIFY(f.shows(u"All of it is off."_s));
        f.dialog.setUpstream(upstream(State::Off));
        // Nothing lies ready to be applied.
        QCOMPARE(f.number(u"toGames"_s)->value(), 0);
        QCOMPARE(f.number(u"malformed"_s)->value(), 0);
        QVERIFY(f.choice(u"usual"_s)->isChecked());
        QVERIFY(!f.button(u"Apply"_s)->isEnabled());
    }

    void aRefusalIsTold()
    {
        Fixture f;
        f.number(u"toGames"_s)->setValue(100);
        f.button(u"Apply"_s)->click();
        relay::OperatorEvent other;
        other.command = 99;
        f.dialog.commandDone(other);
        QVERIFY(!f.shows(u"Applied."_s));
        f.finish(relay::CommandError::UpstreamConnected);
        QVERIFY(f.shows(u"Disconnect"_s));
        QVERIFY(!f.shows(u"Applied."_s));
        QVERIFY(f.button(u"Apply"_s)->isEnabled()); // It may be tried again.
        f.number(u"toGames"_s)->setValue(200);
        QVERIFY(!f.shows(u"Disconnect"_s));
    }

    /// Every control has a name for a screen reader and a key of its own.
    void theKeyboardIsEnough()
    {
        const Fixture f;
        QStringList texts;
        for (const auto *label : f.dialog.findChildren<QLabel *>()) {
            if (label->buddy())
                texts.append(label->text());
        }
        for (const auto *each : f.dialog.findChildren<QAbstractButton *>())
            texts.append(each->text());
        QCOMPARE(texts.size(), 9 + 4 + 3);
        QString letters;
        for (const QString &text : std::as_const(texts)) {
            const QKeySequence keys = QKeySequence::mnemonic(text);
            QVERIFY2(!keys.isEmpty(), qPrintable(text));
            const QString letter = keys.toString().right(1);
            QVERIFY2(!letters.contains(letter), qPrintable(text));
            letters += letter;
        }
        QStringList names;
        for (const auto *each : f.dialog.findChildren<QSpinBox *>())
            names.append(each->accessibleName());
        for (const QString &name : {u"forceSeed"_s, u"hostileSeed"_s})
            names.append(f.line(name)->accessibleName());
        for (const QString &name : std::as_const(names))
            QVERIFY2(!name.isEmpty() && !name.contains(u'&'), qPrintable(name));
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void theWheelChangesNothingInPassing()
    {
        const Fixture f;
        for (QSpinBox *box : f.dialog.findChildren<QSpinBox *>()) {
            box->clearFocus();
            const int before = box->value();
            const QPointF at = box->rect().center();
            QWheelEvent up(at, box->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                           Qt::NoScrollPhase, false);
            QApplication::sendEvent(box, &up);
            QCOMPARE(box->value(), before);
        }
    }

    void pictures()
    {
        Fixture f(busyBench());
        QVERIFY(saveScreenshots(f.dialog, u"test-bench"_s));
        Fixture off;
        QVERIFY(saveScreenshots(off.dialog, u"test-bench-off"_s));
        Fixture locked({}, State::Connected);
        QVERIFY(saveScreenshots(locked.dialog, u"test-bench-locked"_s));
    }
};

QTEST_MAIN(TestTestBenchDialog)
#include "tst_testbenchdialog.moc"
