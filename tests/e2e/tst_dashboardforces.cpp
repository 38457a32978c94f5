// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/dashboardfixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace neuro::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString mainButton = u"[data-request=\"f-1\"] .main"_s;
const QString isReady =
    u"(() => { const button = document.querySelector('%1'); "
    "return button.innerText === 'Answer' && !button.disabled; })()"_s.arg(mainButton);

} // namespace

/// How forces are answered on the page.
class TestDashboardForces : public DashboardFixture
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithFields();
    void answersWithJson();
    void answersWithoutData();
    void saysWhyAnAnswerIsNotTaken();
    void sendsOneAnswerAtATime();
    void takesItsOutcomeBeforeTheVerdict();
    void unlocksWhoseOutcomeWasMissed();
    void showsAFailedAction();
    void unlocksWhatASnapshotHasOpen();
    void readsNumbersAsTheyAreTyped_data();
    void readsNumbersAsTheyAreTyped();
    void onlyWatchesWithStandardPrivileges();
    void sortsForces();

private:
    void answer();
};

/// The force "f-1" of the scene; waits until the page has heard the verdict.
void TestDashboardForces::answer()
{
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelector('[value=shoot]')"_s));
    QVERIFY(m_browser->click(u"[value=shoot]"_s));
    const qsizetype before = m_door->messages().size();
    QVERIFY(m_browser->click(mainButton));
    QTRY_COMPARE(m_door->messages().size(), before + 1);
    QVERIFY(m_browser->waitFor(u"desk.asked.length === 0"_s));
}

void TestDashboardForces::answersWithFields()
{
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelector('[data-request=\"f-1\"]')"_s));
    const QString card = u"[data-request=\"f-1\"] "_s;
    QVERIFY(m_browser->click(card + u".main"_s));
    QCOMPARE(m_browser->textOf(card + u"form > .problem"_s), u"Choose an action first."_s);

    QVERIFY(m_browser->click(card + u"[value=use_item]"_s));
    QVERIFY(m_browser->click(card + u".main"_s));
    QCOMPARE(js(u"[...document.querySelectorAll('.field .problem')].map((e) => e.innerText)"
                ".filter(Boolean).join()"_s),
             u"Enter a number.,Choose one."_s);
    m_browser->evaluate(u"document.querySelector('.field select[aria-invalid=true]').focus()"_s);
    m_browser->evaluate(uR"((() => {
        const select = document.activeElement;
        select.value = '1';
        select.dispatchEvent(new Event('change', {bubbles: true}));
    })())"_s);
    const QString count = card + u".field input[inputmode=decimal]"_s;
    QVERIFY(m_browser->click(count));
    m_browser->type(u"4"_s);
    QVERIFY(m_browser->click(card + u".main"_s));
    QVERIFY(m_browser->textOf(card + u".fields"_s).contains(u"At most 3."_s));
    m_browser->evaluate(u"document.activeElement.select()"_s);
    m_browser->type(u"2"_s);
    const qsizetype before = m_door->messages().size();
    m_browser->press(u"Enter"_s);
    QTRY_COMPARE(m_door->messages().size(), before + 1);
    const QJsonObject choice{{u"request_id"_s, u"f-1"_s},
                             {u"selected"_s, u"use_item"_s},
                             {u"data"_s, QJsonObject{{u"item"_s, u"saw"_s}, {u"count"_s, 2}}}};
    QCOMPARE(m_door->messages().constLast(), (QJsonObject{{u"choice"_s, choice}}));

    m_door->send(outcome(u"f-1"_s, u"use_item"_s, u"sent"_s));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.card .note').innerText.startsWith('operator chose use_item')"_s));
    QCOMPARE(js(u"document.querySelector('%1.buttons').hidden"_s.arg(card)), u"true"_s);
    m_door->send(outcome(u"f-1"_s, u"use_item"_s, u"succeeded"_s));
    QVERIFY(m_browser->waitFor(u"!document.querySelector('%1')"_s.arg(card.trimmed())));
    QCOMPARE(m_browser->textOf(u"#forces-count"_s), u"1 waiting"_s);
}

void TestDashboardForces::answersWithJson()
{
    m_door->snapshot = scene();
    signIn();
    const QString card = u"[data-request=\"f-2\"] "_s;
    QVERIFY(m_browser->waitFor(u"document.querySelector('%1textarea')"_s.arg(card)));
    QCOMPARE(
        js(u"JSON.stringify(JSON.parse(document.querySelector('%1textarea').value))"_s.arg(card)),
        uR"({"cells":[]})"_s);
    QVERIFY(m_browser->click(card + u"textarea"_s));
    m_browser->evaluate(u"document.activeElement.select()"_s);
    m_browser->type(uR"({"cells": [4,)"_s);
    const qsizetype before = m_door->messages().size();
    QVERIFY(m_browser->click(card + u".main"_s));
    QVERIFY(m_browser->textOf(card + u".field .problem"_s).startsWith(u"This is not JSON: "_s));
    QCOMPARE(m_door->messages().size(), before);
    m_browser->evaluate(u"document.activeElement.select()"_s);
    m_browser->type(uR"({"cells": [4, 5]})"_s);
    QVERIFY(m_browser->click(card + u".main"_s));
    QTRY_COMPARE(m_door->messages().size(), before + 1);
    const QJsonObject choice = m_door->messages().constLast().value("choice"_L1).toObject();
    QCOMPARE(choice.value("data"_L1), QJsonValue(QJsonObject{{u"cells"_s, QJsonArray{4, 5}}}));
}

void TestDashboardForces::answersWithoutData()
{
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelector('[value=shoot]')"_s));
    QVERIFY(m_browser->click(u"[value=shoot]"_s));
    const qsizetype before = m_door->messages().size();
    QVERIFY(m_browser->click(u"[data-request=\"f-1\"] .main"_s));
    QTRY_COMPARE(m_door->messages().size(), before + 1);
    QCOMPARE(m_door->messages().constLast(),
             (QJsonObject{{u"choice"_s, QJsonObject{{u"request_id"_s, u"f-1"_s},
                                                    {u"selected"_s, u"shoot"_s}}}}));
}

void TestDashboardForces::saysWhyAnAnswerIsNotTaken()
{
    m_door->snapshot = scene();
    m_door->verdict = {{u"error"_s, u"too late"_s}};
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelector('[value=shoot]')"_s));
    QVERIFY(m_browser->click(u"[value=shoot]"_s));
    QVERIFY(m_browser->click(u"[data-request=\"f-1\"] .main"_s));
    QVERIFY(m_browser->waitFor(u"document.querySelector('[data-request=\"f-1\"] form > .problem')"
                               ".innerText === 'Not taken: too late.'"_s));
    // And one may try again.
    m_door->verdict = {{u"status"_s, u"chosen"_s}};
    const qsizetype before = m_door->messages().size();
    QVERIFY(m_browser->click(u"[data-request=\"f-1\"] .main"_s));
    QTRY_COMPARE(m_door->messages().size(), before + 1);
}

/// Neither a double click nor a key that repeats sends another one, until it is told what became of
/// the first.
void TestDashboardForces::sendsOneAnswerAtATime()
{
    answer();
    qsizetype before = m_door->messages().size();
    m_browser->evaluate(u"renderBoard()"_s);
    QCOMPARE(js(u"document.querySelector('%1').disabled"_s.arg(mainButton)), u"true"_s);
    QVERIFY(m_browser->click(mainButton));
    m_browser->evaluate(u"document.querySelector('%1').form.requestSubmit()"_s.arg(mainButton));
    const QJsonObject last{{u"choice"_s, QJsonObject{{u"request_id"_s, u"last"_s}}}};
    m_browser->evaluate(u"link.send({choice: {request_id: 'last'}})"_s);
    QTRY_COMPARE(m_door->messages().constLast(), last);
    QCOMPARE(m_door->messages().size(), before + 1);

    // Nothing is painted between the two.
    const auto told = [](const QString &word) {
        return u"received(%1, '')"_s.arg(
            QString::fromUtf8(QJsonDocument(outcome(u"f-1"_s, u"shoot"_s, word)).toJson()));
    };
    m_browser->evaluate(told(u"sent"_s) + u", "_s + told(u"failed"_s));
    QVERIFY(m_browser->waitFor(isReady));
    before = m_door->messages().size();
    QVERIFY(m_browser->click(mainButton));
    QTRY_COMPARE(m_door->messages().size(), before + 1);
}

void TestDashboardForces::takesItsOutcomeBeforeTheVerdict()
{
    // In place of the verdict.
    m_door->verdict = outcome(u"f-1"_s, u"shoot"_s, u"sent"_s);
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelector('[value=shoot]')"_s));
    QVERIFY(m_browser->click(u"[value=shoot]"_s));
    QVERIFY(m_browser->click(mainButton));
    QVERIFY(m_browser->waitFor(u"document.querySelector('.card .buttons').hidden"_s));
    m_door->send(outcome(u"f-1"_s, u"shoot"_s, u"failed"_s));
    QVERIFY(m_browser->waitFor(u"document.querySelector('.card .note.bad')"_s));
    QVERIFY(!m_browser->evaluate(isReady).toBool());
    m_door->send({{u"status"_s, u"chosen"_s}});
    QVERIFY(m_browser->waitFor(isReady));
}

void TestDashboardForces::unlocksWhoseOutcomeWasMissed()
{
    answer();
    m_browser->evaluate(u"renderBoard()"_s);
    QVERIFY(!m_browser->evaluate(isReady).toBool());
    m_door->send({{u"event"_s, u"missed"_s}, {u"count"_s, 2}});
    QVERIFY(m_browser->waitFor(isReady));
}

void TestDashboardForces::showsAFailedAction()
{
    m_door->snapshot = scene();
    signIn();
    m_door->send(outcome(u"f-1"_s, u"shoot"_s, u"sent"_s));
    m_door->send(said(u"Buckshot Roulette"_s,
                      {{u"command"_s, u"action/result"_s},
                       {u"data"_s, QJsonObject{{u"id"_s, u"1"_s},
                                               {u"success"_s, false},
                                               {u"message"_s, u"The gun is jammed"_s}}}}));
    m_door->send(outcome(u"f-1"_s, u"shoot"_s, u"failed"_s));
    QVERIFY(m_browser->waitFor(u"document.querySelector('.card .note.bad')?.innerText === "
                               "'The game refused shoot: The gun is jammed'"_s));
    // Asked again, with the failure in sight.
    m_door->send(asked(scene().value("forces"_L1).toArray().at(0).toObject()));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('[data-request=\"f-1\"] .buttons').checkVisibility()"_s));
    QVERIFY(m_browser->textOf(u".card .note.bad"_s).contains(u"jammed"_s));
}

/// What became of the action was among the events that this page has missed.
void TestDashboardForces::unlocksWhatASnapshotHasOpen()
{
    m_door->snapshot = scene();
    signIn();
    m_door->send(outcome(u"f-1"_s, u"shoot"_s, u"sent"_s));
    const QString buttons = u"document.querySelector('[data-request=\"f-1\"] .buttons')"_s;
    QVERIFY(m_browser->waitFor(buttons + u"?.hidden"_s));
    m_door->send({{u"event"_s, u"missed"_s}, {u"count"_s, 2}});
    QVERIFY(m_browser->waitFor(u'!' + buttons + u".hidden"_s));
    QCOMPARE(m_browser->textOf(u"[data-request=\"f-1\"] .note"_s), QString());
}

void TestDashboardForces::readsNumbersAsTheyAreTyped_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected"); // What is sent, or why it is not.

    const auto row = [](const char *type, const char *typed, const char *expected) {
        QTest::addRow("%s \"%s\"", type, typed) << type << typed << expected;
    };
    row("integer", "12345678901234567890", "12345678901234567890");
    row("integer", " -9007199254740993 ", "-9007199254740993");
    row("integer", "+0012345678901234567890", "12345678901234567890");
    row("integer", "1e3", "1000");
    row("integer", "4.0", "4");
    row("integer", "1e20", "Write all digits of this number.");
    row("integer", "12345678901234567890.5", "Write all digits of this number.");
    row("integer", "1.5", "Enter a whole number.");
    row("number", ".5", "0.5");
    row("number", "-.5e-3", "-0.5e-3");
    row("number", "5.", "5");
    row("number", "00.250", "0.250");
    row("number", "1.00000000000000000001", "1.00000000000000000001");
    row("number", "1E+5", "1E+5");
    for (const char *typed :
         {"0x10", "1_000", "1,5", "Infinity", "NaN", "-", ".", "e5", "1e", "1e400"})
        row("number", typed, "This is not a number.");
}

void TestDashboardForces::readsNumbersAsTheyAreTyped()
{
    QFETCH(const QString, type);
    QFETCH(const QString, typed);
    const QString result = js(uR"((() => {
        const field = new Field('n', {type: '%1'}, true);
        field.input.value = '%2';
        const result = field.value();
        return result.problem ?? result.json;
    })())"_s.arg(type, typed));
    QTEST(result, "expected");
}

void TestDashboardForces::onlyWatchesWithStandardPrivileges()
{
    m_door->privileges = u"standard"_s;
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.card').length === 2"_s));
    QCOMPARE(m_browser->textOf(u"#fact-rights"_s), u"May only watch"_s);
    QVERIFY(m_browser->textOf(u"#forces-hint"_s).contains(u"standard privileges"_s));
    QCOMPARE(js(u"[...document.querySelectorAll('.card button[type=submit], .card textarea')]"
                ".filter((e) => e.checkVisibility()).length"_s),
             u"0"_s);
    QCOMPARE(js(u"document.querySelector('.card fieldset').disabled"_s), u"true"_s);
}

void TestDashboardForces::sortsForces()
{
    signIn();
    const QJsonArray actions{action(u"go"_s, u"Go"_s)};
    const auto order = [this] {
        return js(
            u"[...document.querySelectorAll('.card')].map((e) => e.dataset.request).join()"_s);
    };
    m_door->send(asked(force(u"low-1"_s, u"A"_s, u"?"_s, actions)));
    m_door->send(asked(force(u"low-2"_s, u"A"_s, u"?"_s, actions)));
    m_door->send(asked(force(u"high"_s, u"B"_s, u"?"_s, actions, u"high"_s)));
    QTRY_COMPARE(order(), u"high,low-1,low-2"_s);
    // Nothing comes in above the card that somebody is at.
    m_browser->evaluate(u"document.querySelector('[data-request=\"low-1\"] button').focus()"_s);
    m_door->send(asked(force(u"critical"_s, u"C"_s, u"?"_s, actions, u"critical"_s)));
    QTRY_COMPARE(order(), u"high,low-1,critical,low-2"_s);
    // One that is over takes its card with it.
    m_door->send(outcome(u"high"_s, QString(), u"withdrawn"_s));
    QTRY_COMPARE(order(), u"low-1,critical,low-2"_s);
    QCOMPARE(js(u"document.activeElement.closest('.card').dataset.request"_s), u"low-1"_s);
}

QTEST_GUILESS_MAIN(TestDashboardForces)
#include "tst_dashboardforces.moc"
