// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/clientfixture.h"
#include "protocol/limits.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using namespace Qt::Literals::StringLiterals;
using client::HandledAction;
using client::Lifetime;
using client::NeuroClient;
using client::Outcome;

namespace {

/// An action whose handler says `outcome`.
HandledAction handled(const QString &name, const std::optional<Outcome> &outcome)
{
    return {makeAction(name), [outcome](const protocol::ActionRequest &) {
                return outcome;
            }};
}

} // namespace

/// Actions that are carried out by handlers, and those that end by themselves.
class TestNeuroClientHandlers : public ClientFixture
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithWhatTheHandlerSays();
    void leavesTheAnswerToTheGame();
    void signalsWhatHasNoHandler();
    void answersWhatNobodyHandles();
    void neverFailsWithoutAMessage();
    void unregistersBeforeTheSuccess_data();
    void unregistersBeforeTheSuccess();
    void keepsTemporaryActionsOverFailuresAndReconnects();
    void keepsTemporaryActionsWhoseResultIsRefused();
    void registersAnewInTheHandler();
    void refusesToRegisterAsOneOrNotAtAll();
    void canBeStoppedInAHandler();
    void canBeDeletedInAHandler();

private:
    void request(const QString &id, const QString &name);
    QJsonObject nextResult();
};

/// Without ClientFixture::act(), whose spy is connected to actionReceived().
void TestNeuroClientHandlers::request(const QString &id, const QString &name)
{
    m_server->send(makeRequest(id, name));
}

/// Waits for the result that comes next, and takes it.
QJsonObject TestNeuroClientHandlers::nextResult()
{
    const auto last = [this] {
        return m_server->last(u"action/result"_s);
    };
    [&] {
        QTRY_VERIFY(!last().isEmpty());
    }();
    const QJsonObject result = last();
    m_server->forget();
    return result;
}

void TestNeuroClientHandlers::answersWithWhatTheHandlerSays()
{
    QString seen;
    const HandledAction move{makeAction(u"move"_s), [&](const protocol::ActionRequest &action) {
                                 seen = action.id + u' ' + action.name;
                                 return Outcome::succeeded(u"Moved."_s);
                             }};
    QCOMPARE(m_client->registerHandled({move, handled(u"jump"_s, Outcome::failed(u"Tired."_s))}),
             QString());
    startClient();
    QSignalSpy signalled(m_client.get(), &NeuroClient::actionReceived);
    request(u"1"_s, u"move"_s);
    const QJsonObject moved = nextResult();
    QCOMPARE(seen, u"1 move"_s);
    QCOMPARE(dataOf(moved, "id"), QJsonValue(u"1"_s));
    QCOMPARE(dataOf(moved, "success"), QJsonValue(true));
    QCOMPARE(dataOf(moved, "message"), QJsonValue(u"Moved."_s));
    request(u"2"_s, u"jump"_s);
    const QJsonObject jumped = nextResult();
    QCOMPARE(dataOf(jumped, "id"), QJsonValue(u"2"_s));
    QCOMPARE(dataOf(jumped, "success"), QJsonValue(false));
    QCOMPARE(dataOf(jumped, "message"), QJsonValue(u"Tired."_s));
    QCOMPARE(signalled.size(), 0);
    QCOMPARE(m_client->registeredActions().size(), 2);
}

void TestNeuroClientHandlers::leavesTheAnswerToTheGame()
{
    int asked = 0;
    const HandledAction think{makeAction(u"think"_s),
                              [&asked](const protocol::ActionRequest &) -> std::optional<Outcome> {
                                  ++asked;
                                  return {};
                              }};
    QCOMPARE(m_client->registerHandled({think}), QString());
    startClient();
    request(u"1"_s, u"think"_s);
    QTRY_COMPARE(asked, 1);
    QVERIFY(m_server->last(u"action/result"_s).isEmpty());
    QCOMPARE(m_client->sendResult(u"1"_s, true, u"At last."_s), QString());
    QCOMPARE(dataOf(nextResult(), "message"), QJsonValue(u"At last."_s));
}

void TestNeuroClientHandlers::signalsWhatHasNoHandler()
{
    QCOMPARE(m_client->registerHandled({{makeAction(u"a"_s), {}}}), QString());
    QCOMPARE(m_client->registerActions({makeAction(u"b"_s)}), QString());
    startClient();
    QSignalSpy signalled(m_client.get(), &NeuroClient::actionReceived);
    for (const QString &name : {u"a"_s, u"b"_s, u"unknown"_s})
        request(name, name);
    QTRY_COMPARE(signalled.size(), 3);
    QCOMPARE(m_client->sendResult(u"unknown"_s, false, u"What?"_s), QString());
    QCOMPARE(dataOf(nextResult(), "message"), QJsonValue(u"What?"_s));
}

void TestNeuroClientHandlers::answersWhatNobodyHandles()
{
    QCOMPARE(m_client->registerActions({makeAction(u"a"_s)}), QString());
    startClient();
    request(u"1"_s, u"a"_s);
    const QJsonObject unhandled = nextResult();
    QCOMPARE(dataOf(unhandled, "success"), QJsonValue(false));
    QVERIFY(dataOf(unhandled, "message").toString().contains(u"does not handle"_s));
    request(u"2"_s, u"gone"_s);
    const QJsonObject unknown = nextResult();
    QCOMPARE(dataOf(unknown, "success"), QJsonValue(false));
    QVERIFY(dataOf(unknown, "message").toString().contains(u"not registered"_s));
}

void TestNeuroClientHandlers::neverFailsWithoutAMessage()
{
    QCOMPARE(m_client->registerHandled({handled(u"a"_s, Outcome{false, {}})}), QString());
    startClient();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"\"a\" failed without a message"_s));
    request(u"1"_s, u"a"_s);
    QCOMPARE(dataOf(nextResult(), "message"), QJsonValue(u"The action failed."_s));
}

void TestNeuroClientHandlers::unregistersBeforeTheSuccess_data()
{
    QTest::addColumn<Lifetime>("lifetime");
    QTest::addColumn<QStringList>("ended");
    QTest::newRow("permanent") << Lifetime::Permanent << QStringList();
    QTest::newRow("alone") << Lifetime::UntilSuccess << QStringList{u"right"_s};
    QTest::newRow("group") << Lifetime::WholeGroup << QStringList{u"left"_s, u"right"_s};
}

void TestNeuroClientHandlers::unregistersBeforeTheSuccess()
{
    QFETCH(const Lifetime, lifetime);
    QFETCH(const QStringList, ended);
    QCOMPARE(m_client->registerHandled({handled(u"other"_s, Outcome::succeeded())}), QString());
    QCOMPARE(m_client->registerHandled({handled(u"left"_s, Outcome::succeeded()),
                                        handled(u"right"_s, Outcome::succeeded())},
                                       lifetime),
             QString());
    startClient();
    QCOMPARE(m_client->forceActions(makeForce({u"left"_s, u"right"_s})), QString());
    QTRY_COMPARE(m_server->commands().constLast(), u"actions/force"_s);
    m_server->forget();
    request(u"1"_s, u"right"_s);
    request(u"2"_s, u"other"_s);
    QStringList expected{u"action/result"_s, u"action/result"_s};
    if (!ended.isEmpty())
        expected.prepend(u"actions/unregister"_s);
    QTRY_COMPARE(m_server->commands(), expected);
    QCOMPARE(dataOf(m_server->last(u"actions/unregister"_s), "action_names").toArray(),
             QJsonArray::fromStringList(ended));
    QCOMPARE(m_client->registeredActions().size(), 3 - ended.size());

    // The force was answered: neither it nor what is over comes back with the connection.
    m_server->forget();
    m_server->abortGame();
    QTRY_COMPARE(m_server->connections(), 2);
    QTRY_COMPARE(m_client->state(), NeuroClient::State::Connected);
    QCOMPARE(m_client->sendContext(u"end"_s, true), QString());
    QTRY_COMPARE(m_server->commands(),
                 QStringList({u"startup"_s, u"actions/register"_s, u"context"_s}));
    QCOMPARE(dataOf(m_server->last(u"actions/register"_s), "actions").toArray().size(),
             3 - ended.size());
}

void TestNeuroClientHandlers::keepsTemporaryActionsOverFailuresAndReconnects()
{
    std::optional<Outcome> outcome = Outcome::failed(u"Not yet."_s);
    const HandledAction open{makeAction(u"open"_s), [&](const protocol::ActionRequest &) {
                                 return outcome;
                             }};
    QCOMPARE(m_client->registerHandled({open}, Lifetime::UntilSuccess), QString());
    startClient();
    request(u"1"_s, u"open"_s);
    QCOMPARE(dataOf(nextResult(), "message"), QJsonValue(u"Not yet."_s));
    m_server->abortGame();
    QTRY_COMPARE(m_server->commands(), QStringList({u"startup"_s, u"actions/register"_s}));
    m_server->forget();
    outcome = Outcome::succeeded();
    request(u"2"_s, u"open"_s);
    QTRY_COMPARE(m_server->commands(), QStringList({u"actions/unregister"_s, u"action/result"_s}));
}

void TestNeuroClientHandlers::keepsTemporaryActionsWhoseResultIsRefused()
{
    QCOMPARE(m_client->registerHandled({{makeAction(u"open"_s), {}}}, Lifetime::UntilSuccess),
             QString());
    startClient();
    m_server->forget();
    act(u"1"_s, u"open"_s);
    const QString error =
        m_client->sendResult(u"1"_s, true, QString(protocol::limits::message, u'x'));
    QVERIFY2(error.contains(u"too large"_s), qPrintable(error));
    QCOMPARE(m_client->registeredActions().size(), 1);
    QCOMPARE(m_client->sendResult(u"1"_s, true), QString());
    QTRY_COMPARE(m_server->commands(), QStringList({u"actions/unregister"_s, u"action/result"_s}));
}

/// What a game does that offers the same choice again after each success: the new actions must not
/// end with the success of the old ones.
void TestNeuroClientHandlers::registersAnewInTheHandler()
{
    const HandledAction guess{makeAction(u"guess"_s), [this](const protocol::ActionRequest &) {
                                  m_client->unregisterActions({u"guess"_s});
                                  m_client->registerHandled(
                                      {handled(u"guess"_s, Outcome::succeeded(u"Right."_s))},
                                      Lifetime::UntilSuccess);
                                  return Outcome::succeeded(u"Again."_s);
                              }};
    QCOMPARE(m_client->registerHandled({guess}, Lifetime::UntilSuccess), QString());
    startClient();
    request(u"1"_s, u"guess"_s);
    QCOMPARE(dataOf(nextResult(), "message"), QJsonValue(u"Again."_s));
    QCOMPARE(m_client->registeredActions().size(), 1);
    request(u"2"_s, u"guess"_s);
    QTRY_COMPARE(m_server->commands(), QStringList({u"actions/unregister"_s, u"action/result"_s}));
    QCOMPARE(dataOf(nextResult(), "message"), QJsonValue(u"Right."_s));
}

void TestNeuroClientHandlers::refusesToRegisterAsOneOrNotAtAll()
{
    QVERIFY(m_client->registerHandled({}, Lifetime::WholeGroup).contains(u"at least one"_s));
    const QString error = m_client->registerHandled(
        {handled(u"good"_s, Outcome::succeeded()), handled(u"Not Good"_s, Outcome::succeeded())},
        Lifetime::WholeGroup);
    QVERIFY2(error.startsWith(u"actions[1]: "_s), qPrintable(error));
    QVERIFY(m_client->registeredActions().isEmpty());
}

void TestNeuroClientHandlers::canBeStoppedInAHandler()
{
    const HandledAction quit{makeAction(u"quit"_s), [this](const protocol::ActionRequest &action) {
                                 m_client->sendResult(action.id, true, u"Bye."_s);
                                 m_client->stop();
                                 return Outcome::succeeded();
                             }};
    QCOMPARE(m_client->registerHandled({quit}), QString());
    startClient();
    request(u"1"_s, u"quit"_s);
    QTRY_VERIFY(!m_server->hasGame());
    QCOMPARE(dataOf(nextResult(), "message"), QJsonValue(u"Bye."_s));
    QCOMPARE(m_client->state(), NeuroClient::State::Stopped);
}

void TestNeuroClientHandlers::canBeDeletedInAHandler()
{
    const HandledAction quit{makeAction(u"quit"_s), [this](const protocol::ActionRequest &) {
                                 m_client.reset();
                                 return Outcome::succeeded();
                             }};
    QCOMPARE(m_client->registerHandled({quit}), QString());
    startClient();
    request(u"1"_s, u"quit"_s);
    QTRY_VERIFY(!m_client);
    QTRY_VERIFY(!m_server->hasGame());
}

QTEST_GUILESS_MAIN(TestNeuroClientHandlers)

#include "tst_neuroclienthandlers.moc"
