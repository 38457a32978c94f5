// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/neuroclient.h"
#include "e2e/browser.h"
#include "e2e/relayprocess.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString standardToken = u"standard-token-of-the-test"_s;
const QString enhancedToken = u"enhanced-token-of-the-test"_s;

protocol::Action useItem()
{
    protocol::Action action;
    action.name = u"use_item"_s;
    action.description = u"Use an item that you hold"_s;
    action.schema =
        R"({"type":"object","properties":{"item":{"enum":["beer","saw"]},)"
        R"("count":{"type":"integer","minimum":1,"maximum":3}},"required":["item","count"]})";
    return action;
}

} // namespace

/// The dashboard as its user meets it: the program itself, a game, a browser.
class TestDashboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void answersAForce();
    void answersAgainWhatIsRefusedAtOnce();
    void sendsWhatIsTyped();
    void onlyWatches();
    void refusesAWrongToken();
    void comesBackAfterARestart();

private:
    void startRelay();
    void connectGame();
    void forceGame();
    void signIn(const QString &token);

    std::unique_ptr<Browser> m_browser;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RelayProcess> m_relay;
    std::unique_ptr<client::NeuroClient> m_game;
    QList<protocol::ActionRequest> m_actions;
};

void TestDashboard::initTestCase()
{
    m_browser = std::make_unique<Browser>();
    QCOMPARE(m_browser->start(), QString());
    m_browser->setSize({1440, 900});
}

void TestDashboard::cleanupTestCase()
{
    m_browser.reset();
}

void TestDashboard::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_actions.clear();
    QFile file(m_folder->filePath(u"config.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    file.write("intermediary:\n  auth_token: " + standardToken.toUtf8() +
               "\ndependency-authentication:\n  neuro-os:\n    auth_token: " +
               enhancedToken.toUtf8() + '\n');
    file.close();
    m_relay = std::make_unique<RelayProcess>(m_folder->path());
    startRelay();
    m_browser->forget();
}

void TestDashboard::cleanup()
{
    m_browser->open(QUrl(u"about:blank"_s));
    m_game.reset();
    m_relay.reset();
    m_folder.reset();
}

void TestDashboard::startRelay()
{
    QCOMPARE(m_relay->start({}, {u"--config"_s, m_folder->filePath(u"config.yaml"_s), u"--decide"_s,
                                 u"operator"_s}),
             QString());
}

void TestDashboard::connectGame()
{
    m_game = std::make_unique<client::NeuroClient>(u"Buckshot Roulette"_s);
    m_game->setReconnectDelays(50, 200);
    connect(m_game.get(), &client::NeuroClient::actionReceived, this,
            [this](const protocol::ActionRequest &action) { m_actions.append(action); });
    QCOMPARE(m_game->registerActions({useItem()}), QString());
    QCOMPARE(m_game->start(m_relay->url()), QString());
    QTRY_COMPARE(m_game->state(), client::NeuroClient::State::Connected);
}

void TestDashboard::forceGame()
{
    protocol::ForceActions force;
    force.query = u"It is your turn."_s;
    force.state = u"Shells: 2 live, 3 blank"_s;
    force.actionNames = {u"use_item"_s};
    force.priority = protocol::Priority::High;
    QCOMPARE(m_game->forceActions(force), QString());
}

void TestDashboard::signIn(const QString &token)
{
    QCOMPARE(m_browser->open(m_relay->statusUrl()), QString());
    QVERIFY(m_browser->click(u"#token"_s));
    m_browser->type(token);
    m_browser->press(u"Enter"_s);
}

void TestDashboard::answersAForce()
{
    connectGame();
    signIn(enhancedToken);
    QVERIFY(m_browser->waitFor(u"document.querySelector('#fact-link').innerText === 'Live'"_s));
    QCOMPARE(m_browser->textOf(u"#fact-rights"_s), u"May answer"_s);
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.client .name')?.innerText === 'Buckshot Roulette'"_s));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.client .about').innerText.startsWith('1 action')"_s));

    forceGame();
    QVERIFY(m_browser->waitFor(u"document.querySelector('.card h3')"_s));
    QCOMPARE(m_browser->textOf(u".card h3"_s), u"Buckshot Roulette"_s);
    QCOMPARE(m_browser->textOf(u".card .query"_s), u"It is your turn."_s);
    QCOMPARE(m_browser->textOf(u".card .badge"_s), u"high"_s);
    QVERIFY(m_browser->textOf(u".card .state"_s).contains(u"2 live"_s));
    for (const QString &scheme : {u"light"_s, u"dark"_s}) {
        m_browser->setColorScheme(scheme);
        QCOMPARE(m_browser->takePicture(u"dashboard-"_s + scheme + u".png"_s), QString());
    }

    QVERIFY(m_browser->click(u".card input[inputmode=decimal]"_s));
    m_browser->type(u"2"_s);
    m_browser->evaluate(u"document.querySelector('.card select').value = '1'"_s);
    QVERIFY(m_browser->click(u".card .main"_s));
    QTRY_COMPARE(m_actions.size(), 1);
    QCOMPARE(m_actions.constFirst().name, u"use_item"_s);
    QVERIFY(m_actions.constFirst().data);
    QCOMPARE(QJsonDocument::fromJson(*m_actions.constFirst().data).object(),
             (QJsonObject{{u"item"_s, u"saw"_s}, {u"count"_s, 2}}));

    // A refusal comes back to the one who answered, with the game's words.
    QVERIFY(m_browser->waitFor(u"document.querySelector('.card .note').innerText !== ''"_s));
    const auto result = [this](bool success, const QString &text) {
        return m_game->sendResult(m_actions.constLast().id, success, text);
    };
    QCOMPARE(result(false, u"You have no saw"_s), QString());
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.card .note.bad')?.innerText.includes('You have no saw')"_s));
    m_browser->evaluate(u"document.querySelector('.card select').value = '0'"_s);
    QVERIFY(m_browser->click(u".card .main"_s));
    QTRY_COMPARE(m_actions.size(), 2);
    QCOMPARE(result(true, u"You drank it"_s), QString());
    QVERIFY(m_browser->waitFor(u"!document.querySelector('.card')"_s));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#rows').innerText.includes('ok You drank it')"_s));

    // All that it asked for was itself and the door, and its policy let it.
    QCOMPARE(m_browser->problems(), QStringList());
    QCOMPARE(m_browser->requests(), QStringList({m_relay->statusUrl().toString() + u'/',
                                                 m_relay->intermediaryUrl().toString() + u'/'}));
}

/// Between the answer and its refusal by the game nothing is painted.
void TestDashboard::answersAgainWhatIsRefusedAtOnce()
{
    connectGame();
    connect(m_game.get(), &client::NeuroClient::actionReceived, this,
            [this](const protocol::ActionRequest &action) {
                m_game->sendResult(action.id, false, u"Try %1"_s.arg(m_actions.size()));
            });
    signIn(enhancedToken);
    forceGame();
    QVERIFY(m_browser->waitFor(u"document.querySelector('.card select')"_s));
    m_browser->evaluate(u"document.querySelector('.card select').value = '1'"_s);
    QVERIFY(m_browser->click(u".card input[inputmode=decimal]"_s));
    m_browser->type(u"2"_s);
    for (int tries = 1; tries <= 3; ++tries) {
        QVERIFY(m_browser->click(u".card .main"_s));
        QTRY_COMPARE(m_actions.size(), tries);
        QVERIFY(m_browser->waitFor(
            u"document.querySelector('.card .note').innerText.includes('Try %1')"_s.arg(tries)));
        QVERIFY(m_browser->waitFor(u"document.querySelector('.card .main').innerText === 'Answer' "
                                   "&& !document.querySelector('.card .main').disabled"_s));
    }
}

/// Numbers too that JavaScript has no room for.
void TestDashboard::sendsWhatIsTyped()
{
    protocol::Action pay = useItem();
    pay.name = u"pay"_s;
    pay.schema = R"({"type":"object","properties":{"sum":{"type":"integer"},)"
                 R"("rate":{"type":"number"}},"required":["sum"]})";
    connectGame();
    QCOMPARE(m_game->registerActions({pay}), QString());
    signIn(enhancedToken);
    protocol::ForceActions force;
    force.query = u"How much?"_s;
    force.actionNames = {u"pay"_s};
    QCOMPARE(m_game->forceActions(force), QString());
    const QString sum = u".card .field:first-child input"_s;
    QVERIFY(m_browser->waitFor(u"document.querySelector('%1')"_s.arg(sum)));
    QVERIFY(m_browser->click(sum));
    m_browser->type(u"12345678901234567890"_s);
    QVERIFY(m_browser->click(u".card .field:nth-child(2) input"_s));
    m_browser->type(u"0.10000000000000000555"_s);
    QVERIFY(m_browser->click(u".card .main"_s));
    QTRY_COMPARE(m_actions.size(), 1);
    QCOMPARE(m_actions.constFirst().data.value_or(QByteArray()),
             QByteArray(R"({"sum":12345678901234567890,"rate":0.10000000000000000555})"));

    QCOMPARE(m_game->sendResult(m_actions.constFirst().id, false, u"Too much"_s), QString());
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.card .note.bad')?.innerText.includes('Too much')"_s));
    QVERIFY(m_browser->click(u".card .fields .plain"_s));
    QCOMPARE(m_browser->evaluate(u"document.querySelector('.card textarea').value"_s).toString(),
             u"{\n  \"sum\": 12345678901234567890,\n  \"rate\": 0.10000000000000000555\n}"_s);
    m_browser->evaluate(u"document.activeElement.select()"_s);
    m_browser->type(uR"({ "sum" : -98765432109876543210, "a \"b\\" : [1.50, 1e400] })"_s);
    QVERIFY(m_browser->click(u".card .main"_s));
    QTRY_COMPARE(m_actions.size(), 2);
    QCOMPARE(m_actions.constLast().data.value_or(QByteArray()),
             QByteArray(R"({"sum":-98765432109876543210,"a \"b\\":[1.50,1e400]})"));
}

void TestDashboard::onlyWatches()
{
    connectGame();
    forceGame();
    signIn(standardToken);
    QVERIFY(m_browser->waitFor(u"document.querySelector('.card')"_s));
    QCOMPARE(m_browser->textOf(u"#fact-rights"_s), u"May only watch"_s);
    QVERIFY(m_browser->textOf(u"#forces-hint"_s).contains(u"standard privileges"_s));
    QVERIFY(!m_browser->click(u".card .main"_s));
}

void TestDashboard::refusesAWrongToken()
{
    signIn(u"enhanced-token-of-the-tesT"_s);
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('#sign-in-problem').innerText.includes('not accept')"_s));
    QVERIFY(m_browser->evaluate(u"document.querySelector('#board').hidden"_s).toBool());
}

void TestDashboard::comesBackAfterARestart()
{
    connectGame();
    signIn(standardToken);
    QVERIFY(m_browser->waitFor(u"document.querySelector('.client')"_s));
    QCOMPARE(m_relay->stop(), 0);
    QVERIFY(m_browser->waitFor(u"!document.querySelector('#notice').hidden"_s));
    startRelay();
    QVERIFY(m_browser->waitFor(u"document.querySelector('#fact-link').innerText === 'Live'"_s));
    QVERIFY(m_browser->waitFor(
        u"document.querySelector('.client .name')?.innerText === 'Buckshot Roulette'"_s));
}

QTEST_GUILESS_MAIN(TestDashboard)
#include "tst_dashboard.moc"
