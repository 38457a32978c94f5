// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/dashboardfixture.h"

#include <QTest>

using namespace neuro::testing;
using namespace Qt::Literals::StringLiterals;

/// What the page shows of each thing that an intermediary door can say.
class TestDashboardStates : public DashboardFixture
{
    Q_OBJECT

private Q_SLOTS:
    void asksForAToken();
    void keepsTheTokenInItsTab();
    void saysThatTheDoorIsClosed();
    void saysThatNobodyAnswers();
    void showsWhatThereIs();
    void showsWhatHappens();
    void showsNothingAsNothing();
    void showsAGameWithoutAName();
    void comesBack();
    void staysAwayWhenReplaced();
    void forgetsWhenSignedOut();
    void asksAgainForWhatItMissed();
    void showsTextAsText();
    void saysWhoMayLetItIn();
    void staysSmall();
    void filtersAndPauses();
    void worksWithTheKeyboard();
};

void TestDashboardStates::asksForAToken()
{
    QVERIFY(m_browser->waitFor(u"document.activeElement.id === 'token'"_s));
    QCOMPARE(m_browser->textOf(u"h2"_s), u"Watch the relay"_s);
    QCOMPARE(m_door->registrations(), 0);

    QVERIFY(m_browser->click(u"#sign-in .main"_s));
    QCOMPARE(m_browser->textOf(u"#sign-in-problem"_s), u"Enter a token first."_s);

    m_browser->type(u"a wrong one"_s);
    QVERIFY(m_browser->click(u"#sign-in .main"_s));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#sign-in-problem').innerText.includes('not accept')"_s));
    QVERIFY(m_browser->textOf(u"#sign-in-problem"_s)
                .startsWith(u"The relay does not accept this token."_s));
    QCOMPARE(js(u"document.querySelector('#token').value + document.activeElement.id"_s),
             u"token"_s);
    QCOMPARE(js(u"document.querySelector('#token').getAttribute('aria-invalid')"_s), u"true"_s);

    signIn();
    QCOMPARE(m_door->registrations(), 2);
    const QJsonObject registration = m_door->messages().constLast();
    QCOMPARE(registration.value("type"_L1).toString(), u"neuro-os"_s);
    QCOMPARE(registration.value("ack"_L1), QJsonValue(true));
    QCOMPARE(registration.value("snapshot"_L1), QJsonValue(true));
    QVERIFY(registration.value("name"_L1).toString().startsWith(u"dashboard-"_s));
    QVERIFY(m_browser->waitFor(u"document.querySelector('#fact-link').innerText === 'Live'"_s));
    QCOMPARE(m_browser->textOf(u"#fact-rights"_s), u"May answer"_s);
}

void TestDashboardStates::keepsTheTokenInItsTab()
{
    signIn();
    QCOMPARE(js(u"localStorage.length + document.cookie"_s), u"0"_s);
    QCOMPARE(js(u"sessionStorage.getItem('neuro-relay-token')"_s), m_door->token);
    const QString name = m_door->messages().constLast().value("name"_L1).toString();
    // Loaded again, it needs not to be asked again, and is the same watcher.
    QCOMPARE(m_browser->open(m_page), QString());
    QTRY_COMPARE(m_door->registrations(), 2);
    QCOMPARE(m_door->messages().constLast().value("name"_L1).toString(), name);
    QVERIFY(m_browser->waitFor(u"!document.querySelector('#board').hidden"_s));
}

void TestDashboardStates::saysThatTheDoorIsClosed()
{
    m_doorAddresses.clear();
    QCOMPARE(m_browser->open(m_page), QString());
    QVERIFY(m_browser->textOf(u"#notice"_s).contains(u"intermediary door is closed"_s));
    QCOMPARE(js(u"document.querySelector('#gate').hidden"_s), u"true"_s);
    m_doorAddresses = {m_door->address()};
    QVERIFY(m_browser->click(u"#notice-button"_s));
    QVERIFY(m_browser->waitFor(u"!document.querySelector('#gate').hidden"_s));
}

void TestDashboardStates::saysThatNobodyAnswers()
{
    m_expectsProblems = true;
    m_door->close();
    QVERIFY(m_browser->click(u"#token"_s));
    m_browser->type(m_door->token);
    m_browser->press(u"Enter"_s);
    const QString expected = u"Nothing answers at ws://%1/. Is the relay running"_s;
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#notice-text').innerText.startsWith('%1')"_s.arg(
            expected.arg(m_door->address()))));
    QVERIFY(m_browser->textOf(u"#notice"_s).contains(u"Trying again in "_s));
    QVERIFY(m_door->open());
    QVERIFY(m_browser->click(u"#notice-button"_s) || m_door->isWatched());
    QTRY_VERIFY(m_door->isWatched());
    QVERIFY(m_browser->waitFor(u"document.querySelector('#notice').hidden"_s));
}

void TestDashboardStates::showsWhatThereIs()
{
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.card').length === 2"_s));
    QCOMPARE(js(u"[...document.querySelectorAll('#clients-list .group')].map((e) => e.innerText)"
                ".join()"_s),
             u"Games,Integrations,Watchers,Hub"_s);
    QCOMPARE(
        js(u"[...document.querySelectorAll('#clients-list .name')].map((e) => e.innerText).join()"_s),
        u"Buckshot Roulette,Tic Tac Toe,Spotify,neuroos,stream overlay"_s);
    QVERIFY(m_browser->click(u"#clients-list summary"_s));
    QVERIFY(m_browser->textOf(u"#clients-list details[open] .actions"_s)
                .startsWith(u"shoot Fire the shotgun"_s));
    QCOMPARE(m_browser->textOf(u"#fact-upstream"_s), u"Neuro is there"_s);
    QVERIFY(m_browser->textOf(u"#queues"_s).contains(u"integration:Lights"_s));
    QVERIFY(m_browser->textOf(u"#queues"_s).contains(u"3 messages"_s));
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('#rows tr').length === 4"_s));
    QCOMPARE(js(u"document.querySelector('#rows .refused td:nth-child(4)').innerText"_s),
             u"actions/force"_s);
    QVERIFY(m_browser->click(u"#rows tr:nth-child(1) button"_s));
    QVERIFY(m_browser->textOf(u"#rows .detail"_s).contains(u"\"name\": \"use_item\""_s));
    QVERIFY(m_browser->click(u"#rows tr:nth-child(1) button"_s));
    QCOMPARE(js(u"document.querySelectorAll('#rows .detail').length"_s), u"0"_s);
    QVERIFY(js(u"document.title"_s).startsWith(u"(2) "_s));
}

void TestDashboardStates::showsWhatHappens()
{
    signIn();
    QVERIFY(m_browser->waitFor(u"!document.querySelector('#clients-empty').hidden"_s));
    m_door->send({{u"event"_s, u"integration_connected_via_backend"_s}, {u"name"_s, u"Chess"_s}});
    QVERIFY(
        m_browser->waitFor(u"document.querySelector('.client .name')?.innerText === 'Chess'"_s));
    m_door->send({{u"event"_s, u"integration_registered_actions"_s},
                  {u"from"_s, u"Chess"_s},
                  {u"actions"_s, QJsonArray{u"move"_s, u"resign"_s}}});
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.client .about').innerText.startsWith('2 actions')"_s));
    m_door->send(said(u"Chess"_s, {{u"command"_s, u"context"_s},
                                   {u"game"_s, u"Chess"_s},
                                   {u"data"_s, QJsonObject{{u"message"_s, u"Mate in two"_s}}}}));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#rows tr td:nth-child(5)')?.innerText === 'Mate in two'"_s));
    // As the game has written it.
    const QString written = uR"({"command" : "context", "data":{"n":1.0,"ü":[],"s":"a\"}"}})"_s;
    m_door->sendText(
        uR"({"event":"integration_message","from":",\"payload\":","payload":%1})"_s.arg(written));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#rows td:nth-child(6)').innerText === '%1'"_s.arg(
            written.toUtf8().size())));
    QVERIFY(m_browser->click(u"#rows button"_s));
    QCOMPARE(m_browser->textOf(u"#rows .detail pre"_s),
             u"{\n  \"command\": \"context\",\n  \"data\": {\n    \"n\": 1.0,\n    \"ü\": "
             "[],\n    \"s\": \"a\\\"}\"\n  }\n}"_s);
    m_door->send({{u"event"_s, u"backend_message"_s},
                  {u"to"_s, u"Chess"_s},
                  {u"payload"_s, uR"({"command":"shutdown/immediate"})"_s}});
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#rows tr td:nth-child(4)').innerText === 'shutdown/immediate'"_s));
    QVERIFY(m_browser->waitFor(u"Number(document.querySelector('#rate-in').innerText) > 0"_s));
    m_door->send({{u"event"_s, u"upstream"_s},
                  {u"state"_s, u"disconnected"_s},
                  {u"url"_s, u"ws://neuro.lan:8000"_s}});
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#fact-upstream').innerText === 'Neuro is away'"_s));
    m_door->send({{u"event"_s, u"neuroos_connected"_s},
                  {u"name"_s, u"phone"_s},
                  {u"privileges"_s, u"standard"_s}});
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#clients-list').innerText.includes('standard')"_s));
    m_door->send(
        {{u"event"_s, u"integration_disconnected_via_backend"_s}, {u"name"_s, u"Chess"_s}});
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.client').length === 1"_s));
}

void TestDashboardStates::showsNothingAsNothing()
{
    signIn();
    QVERIFY(m_browser->waitFor(u"!document.querySelector('#forces-empty').hidden"_s));
    QCOMPARE(m_browser->textOf(u"#forces-empty"_s), u"Nothing waits for an answer."_s);
    QVERIFY(m_browser->textOf(u"#clients-empty"_s).startsWith(u"Nobody is connected."_s));
    QCOMPARE(m_browser->textOf(u"#traffic-empty"_s), u"No message yet."_s);
    QCOMPARE(m_browser->textOf(u"#fact-upstream"_s), u"No Neuro set up"_s);
    QCOMPARE(m_browser->takePicture(u"dashboard-empty-light.png"_s), QString());
}

/// One that calls itself "", beside one that has said nothing yet.
void TestDashboardStates::showsAGameWithoutAName()
{
    m_door->snapshot = {
        {u"event"_s, u"snapshot"_s},
        {u"clients"_s,
         QJsonArray{
             QJsonObject{{u"name"_s, QString()}, {u"type"_s, u"game"_s}, {u"game_id"_s, u"game"_s}},
             QJsonObject{{u"name"_s, QString()}, {u"type"_s, u"game"_s}}}},
        {u"actions"_s, QJsonObject{{u"game"_s, QJsonArray{action(u"move"_s, u"Move"_s)}}}}};
    signIn();
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.client .name')?.innerText === '(no name)'"_s));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.client .about').innerText.startsWith('1 action')"_s));
    QCOMPARE(js(u"document.querySelectorAll('.client').length"_s), u"1"_s);
}

void TestDashboardStates::comesBack()
{
    m_expectsProblems = true;
    m_door->snapshot = scene();
    signIn();
    const QString text = u"[data-request=\"f-2\"] textarea"_s;
    QVERIFY(m_browser->waitFor(u"document.querySelector('%1')"_s.arg(text)));
    QVERIFY(m_browser->click(text));
    m_browser->evaluate(u"document.activeElement.select()"_s);
    m_browser->type(uR"({"cells":[1)"_s);
    m_door->close();
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#fact-link').innerText === 'Not connected'"_s));
    QVERIFY(
        m_browser->textOf(u"#notice"_s).startsWith(u"The connection to the relay was lost."_s) ||
        m_browser->textOf(u"#notice"_s).startsWith(u"Nothing answers at"_s));
    QVERIFY(m_browser->click(u"[data-request=\"f-1\"] [value=shoot]"_s));
    QVERIFY(m_browser->click(u"[data-request=\"f-1\"] .main"_s));
    QCOMPARE(m_browser->textOf(u"[data-request=\"f-1\"] form > .problem"_s),
             u"Not connected: the answer was not sent."_s);
    QVERIFY(m_door->open());
    QTRY_VERIFY_WITH_TIMEOUT(m_door->isWatched(), 30'000);
    QVERIFY(m_browser->waitFor(u"document.querySelector('#fact-link').innerText === 'Live'"_s));
    // Who was typing has lost nothing.
    QCOMPARE(js(u"document.querySelector('%1').value"_s.arg(text)), uR"({"cells":[1)"_s);
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('#rows tr').length === 4"_s));

    // What is over since then goes, once the relay has said so.
    m_door->snapshot = {{u"event"_s, u"snapshot"_s}};
    m_door->dismiss(1001, {});
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#notice').innerText.startsWith('The relay is stopping.')"_s));
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.card').length === 0"_s));
}

void TestDashboardStates::staysAwayWhenReplaced()
{
    signIn();
    m_door->send({{u"error"_s, u"replaced by a newer connection with the same name"_s}});
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#notice').innerText.includes('in another place')"_s));
    QTRY_VERIFY(!m_door->isWatched());
    QCOMPARE(m_door->registrations(), 1);
    QVERIFY(m_browser->click(u"#notice-button"_s));
    QTRY_COMPARE(m_door->registrations(), 2);
}

void TestDashboardStates::forgetsWhenSignedOut()
{
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.card').length === 2"_s));
    QVERIFY(m_browser->click(u"#sign-out"_s));
    QVERIFY(m_browser->waitFor(u"!document.querySelector('#gate').hidden"_s));
    QTRY_VERIFY(!m_door->isWatched());
    QCOMPARE(js(u"String(sessionStorage.getItem('neuro-relay-token'))"_s), u"null"_s);
    QVERIFY(m_browser->waitFor(
        u"document.querySelectorAll('.card, .client, #rows tr').length === 0"_s));
    QCOMPARE(js(u"document.title"_s), u"Neuro Relay"_s);
    QCOMPARE(m_door->registrations(), 1);
}

void TestDashboardStates::asksAgainForWhatItMissed()
{
    signIn();
    const qsizetype before = m_door->messages().size();
    m_door->snapshot = scene();
    m_door->send({{u"event"_s, u"missed"_s}, {u"count"_s, 17}});
    QTRY_COMPARE(m_door->messages().size(), before + 1);
    QCOMPARE(m_door->messages().constLast(), (QJsonObject{{u"snapshot"_s, true}}));
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.card').length === 2"_s));
}

void TestDashboardStates::showsTextAsText()
{
    const QString evil = u"<img src=x onerror=\"document.title='broken'\"><script>1</script>"_s;
    signIn();
    m_door->send({{u"event"_s, u"integration_connected_via_backend"_s}, {u"name"_s, evil}});
    m_door->send({{u"event"_s, u"integration_registered_actions"_s},
                  {u"from"_s, evil},
                  {u"actions"_s, QJsonArray{evil}}});
    const QJsonObject schema{
        {u"type"_s, u"object"_s},
        {u"properties"_s,
         QJsonObject{{evil, QJsonObject{{u"type"_s, u"string"_s}, {u"description"_s, evil}}},
                     {u"__proto__"_s, QJsonObject{{u"enum"_s, QJsonArray{evil}}}}}}};
    m_door->send(asked(force(evil, evil, evil, {action(evil, evil, schema)}, evil, evil)));
    m_door->send(said(evil, {{u"command"_s, evil}, {u"data"_s, evil}}));
    m_door->send({{u"event"_s, u"queue"_s}, {u"destination"_s, evil}, {u"pending"_s, 1}});
    // What is no message at all does not stop it.
    for (const QString &text :
         {u"no JSON"_s, u"[]"_s, u"null"_s, u"7"_s, u"{}"_s, uR"({"event":7})"_s,
          uR"({"event":"choose_action"})"_s,
          uR"({"event":"choose_action","payload":{"request_id":1}})"_s,
          uR"({"event":"integration_message","from":null})"_s, uR"({"event":"backend_message"})"_s,
          uR"({"event":"integration_registered_actions"})"_s, uR"({"event":"choice_made"})"_s,
          uR"({"event":"upstream"})"_s, uR"({"event":"queue"})"_s,
          uR"({"event":"integration_connected"})"_s, uR"({"event":"of tomorrow"})"_s})
        m_door->sendText(text);
    QVERIFY(
        m_browser->waitFor(u"document.querySelector('.card h3')?.innerText.includes('<img')"_s));
    QVERIFY(m_browser->click(u"#clients-list summary"_s));
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('#rows tr').length >= 1"_s));
    m_browser->evaluate(u"document.querySelector('#rows button').click()"_s);
    QCOMPARE(js(u"document.querySelectorAll('img, script:not(body > script)').length"_s), u"0"_s);
    QVERIFY(!js(u"document.title"_s).contains(u"broken"_s));
    QVERIFY(m_browser->textOf(u"#queues"_s).contains(evil));
    QVERIFY(m_browser->textOf(u".actions"_s).contains(evil));
    QVERIFY(m_browser->textOf(u".field"_s).contains(evil));
}

/// A page from another computer may be refused with 403, which its browser does not tell it.
void TestDashboardStates::saysWhoMayLetItIn()
{
    const auto text = [this](const QString &hostname, int code, bool wasOpen) {
        return js(u"endText({code: %1, reason: ''}, 'ws://relay.example:8765/', %2, "
                  "{hostname: '%3', origin: 'http://%3:8770'})"_s.arg(
                      QString::number(code), wasOpen ? u"true"_s : u"false"_s, hostname));
    };
    for (const QString &far : {u"192.168.1.20"_s, u"relay.example"_s, u"localhost.example"_s}) {
        const QString told = text(far, 1006, false);
        QVERIFY2(told.startsWith(u"No connection to ws://relay.example:8765/. "), qPrintable(told));
        QVERIFY2(told.contains(u"http://%1:8770"_s.arg(far)), qPrintable(told));
        for (const QString &way : {u"bar on top"_s, u"intermediary.allow "_s,
                                   u"intermediary.allowed_origins"_s, u"tries again"_s})
            QVERIFY2(told.contains(way), qPrintable(told));
    }
    for (const QString &near : {u"localhost"_s, u"127.0.0.1"_s, u"[::1]"_s})
        QVERIFY(text(near, 1006, false).startsWith(u"Nothing answers at ws://relay.example"));
    QCOMPARE(text(u"192.168.1.20"_s, 1006, true), u"The connection to the relay was lost."_s);
    QCOMPARE(text(u"192.168.1.20"_s, 1001, false), u"The relay is stopping."_s);
}

void TestDashboardStates::staysSmall()
{
    signIn();
    const QJsonArray actions{action(u"go"_s, u"Go"_s)};
    for (int i = 0; i < 3000; ++i) {
        m_door->send(said(u"Flood"_s, {{u"command"_s, u"context"_s}, {u"n"_s, i}}));
        if (i % 10 == 0) {
            m_door->send({{u"event"_s, u"integration_connected_via_backend"_s},
                          {u"name"_s, u"Game %1"_s.arg(i)}});
            m_door->send(asked(force(u"f-%1"_s.arg(i), u"Game"_s, u"?"_s, actions)));
        }
    }
    m_door->send(said(u"Flood"_s, {{u"command"_s, u"last"_s}}));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#rows tr td:nth-child(4)')?.innerText === 'last'"_s));
    QVERIFY(js(u"document.querySelectorAll('#rows tr').length"_s).toInt() <= 250);
    QVERIFY(js(u"document.querySelectorAll('.card').length"_s).toInt() <= 50);
    QCOMPARE(m_browser->textOf(u"#forces-more"_s), u"and 250 more"_s);
    QVERIFY(js(u"document.querySelectorAll('*').length"_s).toInt() < 8000);
}

void TestDashboardStates::filtersAndPauses()
{
    signIn();
    for (const QString &name : {u"Chess"_s, u"Go"_s, u"Chess"_s})
        m_door->send(said(name, {{u"command"_s, u"context"_s}}));
    const auto rows = [this] {
        return js(u"document.querySelectorAll('#rows tr').length"_s);
    };
    QTRY_COMPARE(rows(), u"3"_s);
    QVERIFY(m_browser->click(u"#filter"_s));
    m_browser->type(u"chess"_s);
    QTRY_COMPARE(rows(), u"2"_s);
    m_browser->evaluate(u"document.activeElement.select()"_s);
    m_browser->type(u"nothing like it"_s);
    QTRY_COMPARE(rows(), u"0"_s);
    QCOMPARE(m_browser->textOf(u"#traffic-empty"_s), u"No message contains that."_s);
    m_browser->evaluate(u"document.activeElement.select()"_s);
    m_browser->type(u"context"_s);
    QTRY_COMPARE(rows(), u"3"_s);
    QVERIFY(m_browser->click(u"#pause"_s));
    m_door->send(said(u"Chess"_s, {{u"command"_s, u"context"_s}}));
    QVERIFY(
        m_browser->waitFor(u"document.querySelector('#traffic-count').innerText === '1 new'"_s));
    QCOMPARE(rows(), u"3"_s);
    QVERIFY(m_browser->click(u"#pause"_s));
    QTRY_COMPARE(rows(), u"4"_s);
}

void TestDashboardStates::worksWithTheKeyboard()
{
    m_door->snapshot = scene();
    QVERIFY(m_browser->waitFor(u"document.activeElement.id === 'token'"_s));
    m_browser->type(m_door->token);
    m_browser->press(u"Enter"_s);
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.card').length === 2"_s));
    // Everything that can be used has a name that can be read out.
    QCOMPARE(js(uR"([...document.querySelectorAll('button, input, select, textarea, [role=region]')]
        .filter((e) => e.checkVisibility())
        .filter((e) => !(e.innerText?.trim() && e.tagName === 'BUTTON') && !e.labels?.length &&
                       !e.getAttribute('aria-labelledby') && !e.getAttribute('aria-label'))
        .map((e) => e.outerHTML).join())"_s),
             QString());
    // From the first card's first choice to its answer.
    m_browser->evaluate(u"document.querySelector('[value=shoot]').focus()"_s);
    m_browser->evaluate(u"document.activeElement.click()"_s);
    const qsizetype before = m_door->messages().size();
    m_browser->press(u"Enter"_s);
    QTRY_COMPARE(m_door->messages().size(), before + 1);
    QVERIFY(m_door->messages().constLast().contains("choice"_L1));
}

QTEST_GUILESS_MAIN(TestDashboardStates)
#include "tst_dashboardstates.moc"
