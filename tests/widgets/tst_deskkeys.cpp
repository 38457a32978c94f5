// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "deskwindow.h"

#include <QApplication>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QRandomGenerator>

#include <optional>

using namespace neuro::ui;
using namespace neuro::relay;
using namespace samples;
using namespace Qt::Literals::StringLiterals;
using neuro::protocol::Priority;

namespace {

constexpr int answersWanted = 10'000;
constexpr int actionsOfAForce = 3;
constexpr qsizetype forcesAtATime = 5;

QString actionOf(ForceId force, int place)
{
    return u"act_%1_%2"_s.arg(force).arg(place);
}

/// A key as the window system would send it, without painting anything.
void press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QVERIFY(focus);
    for (const QEvent::Type type :
         {QEvent::ShortcutOverride, QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers);
        QCoreApplication::sendEvent(focus, &event);
        focus = QApplication::focusWidget();
        QVERIFY(focus);
    }
}

} // namespace

/// An operator who answers by keyboard while forces come and go.
class TestDeskKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void tenThousandAnswers();

private:
    int dice(int sides) { return int(m_random.bounded(sides)); }
    void ask(ForceId id);
    void bringForce();
    void endForce(ForceId id, ForceState state);
    /// Something happens between two looks at the window.
    void disturb();
    bool isThere(ForceId id) const { return m_alive.contains(id); }

    QRandomGenerator m_random;
    std::optional<DeskWindow> m_window;
    QList<ForceId> m_alive;
    ForceId m_last = 0;
};

void TestDeskKeys::init()
{
    m_random.seed(20261127);
    m_alive.clear();
    m_last = 0;
    m_window.emplace();
    m_window->desk.setUpdatesEnabled(false); // Nobody looks.
}

/// A new force, or one of which an answer has failed.
void TestDeskKeys::ask(ForceId id)
{
    QList<neuro::protocol::Action> actions;
    for (int place = 1; place <= actionsOfAForce; ++place)
        actions.append(action(actionOf(id, place)));
    ForceEvent event = force(id, u"Game %1"_s.arg(id), actions);
    event.request.priority = static_cast<Priority>(id % 4);
    m_window->apply(event);
}

void TestDeskKeys::bringForce()
{
    ask(++m_last);
    m_alive.append(m_last);
}

void TestDeskKeys::endForce(ForceId id, ForceState state)
{
    m_alive.removeOne(id);
    m_window->end(id, state);
}

void TestDeskKeys::disturb()
{
    switch (dice(8)) {
    case 0:
        if (m_alive.size() < forcesAtATime)
            bringForce();
        break;
    case 1:
        // Any of them, also the one that is looked at.
        if (m_alive.size() > 1)
            endForce(m_alive[dice(int(m_alive.size()))], ForceState::Withdrawn);
        break;
    case 2:
        if (!m_alive.isEmpty())
            ask(m_alive[dice(int(m_alive.size()))]);
        break;
    default:
        break;
    }
}

/// Alt and a digit, then Ctrl and Enter: the answer is to the force whose card was marked when the
/// operator looked, with the action of that digit; or there is none, when that force has gone.
void TestDeskKeys::tenThousandAnswers()
{
    std::size_t answers = 0;
    int tooLate = 0;
    while (answers < answersWanted) {
        if (m_alive.isEmpty())
            bringForce();
        if (!m_window->markedCard() || dice(4) == 0)
            m_window->desk.focusNextCard();
        const ForceCard *looked = m_window->markedCard();
        QVERIFY(looked && !looked->isFolded());
        const ForceId id = looked->force().id;
        const int place = 1 + dice(actionsOfAForce);

        disturb();
        press(Qt::Key_0 + place, Qt::AltModifier);
        QCOMPARE(m_window->sent.size(), answers);
        disturb();
        press(Qt::Key_Return, Qt::ControlModifier);

        if (!isThere(id)) {
            QCOMPARE(m_window->sent.size(), answers);
            ++tooLate;
        } else {
            QCOMPARE(m_window->sent.size(), ++answers);
            const auto *answer = std::get_if<AnswerForce>(&m_window->sent.back());
            QVERIFY(answer);
            QCOMPARE(answer->force, id);
            QCOMPARE(answer->action, actionOf(id, place));
            QCOMPARE(m_window->markedThen.back(), id);
            // A second press, out of impatience, is no second answer.
            press(Qt::Key_Enter, Qt::ControlModifier);
            QCOMPARE(m_window->sent.size(), answers);
            if (dice(3) == 0)
                endForce(id, ForceState::Succeeded);
            else
                ask(id);
        }
        // Layouts, and the end of cards whose forces are over.
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QVERIFY2(tooLate > answersWanted / 40, qPrintable(QString::number(tooLate)));
}

QTEST_MAIN(TestDeskKeys)
#include "tst_deskkeys.moc"
