// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/clientsession.h"

#include <QTest>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using client::ClientSession;

namespace {

protocol::Action action(const QString &name, const QByteArray &schema = {})
{
    return {name, u"Does something."_s, schema, {}};
}

protocol::ForceActions force(const QStringList &names)
{
    protocol::ForceActions force;
    force.query = u"Your turn."_s;
    force.actionNames = names;
    return force;
}

protocol::ActionRequest request(const QString &id, const QString &name)
{
    return {id, name, {}};
}

void addActions(ClientSession &session, const QList<protocol::Action> &actions,
                client::Lifetime lifetime = client::Lifetime::Permanent)
{
    QList<client::HandledAction> handled;
    for (const protocol::Action &added : actions)
        handled.append({added, {}});
    session.addHandled(handled, lifetime);
}

} // namespace

class TestClientSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesUnfitActions_data();
    void refusesUnfitActions();
    void saysWhereSomethingIsWrong();
    void warnsAboutDiscouragedKeywords();
    void refusesTooManyActions();
    void keepsTheOrderOfRegistration();
    void refusesUnknownNamesToUnregister();
    void refusesForcesThatCannotBeAnswered();
    void closesTheForceOnSuccessOnly();
    void ignoresActionsFromBeforeTheForce();
    void closesTheForceWhenItsActionsAreGone();
    void anOldAnswerDoesNotCloseANewForce();
    void refusesResultsThatNobodyWaitsFor();
    void forgetsTheOldestInFlight();
    void endsLifetimesWithASuccess();
    void keepsTheLifetimeThatAnActionHadWhenItCame();
};

void TestClientSession::refusesUnfitActions_data()
{
    QTest::addColumn<QList<protocol::Action>>("actions");
    QTest::addColumn<QString>("error");
    using Actions = QList<protocol::Action>;

    QTest::newRow("none") << Actions{} << u"at least one"_s;
    QTest::newRow("registered") << Actions{action(u"jump"_s)} << u"\"jump\" is registered"_s;
    QTest::newRow("twice") << Actions{action(u"a"_s), action(u"a"_s)} << u"\"a\" is given twice"_s;
    QTest::newRow("name") << Actions{action(u"Jump High"_s)} << u"\"Jump High\""_s;
    QTest::newRow("no name") << Actions{action(QString())} << u"a-z"_s;
    QTest::newRow("long name") << Actions{action(QString(1025, u'a'))} << u"1025 bytes"_s;
    QTest::newRow("no JSON") << Actions{action(u"a"_s, "{")} << u"is not JSON"_s;
    QTest::newRow("no object") << Actions{action(u"a"_s, "[]")} << u"must be an object"_s;
    QTest::newRow("string schema")
        << Actions{action(u"a"_s, R"({"type":"string"})")} << u"should be \"object\""_s;
    QTest::newRow("large schema") << Actions{action(
                                         u"a"_s, "{\"x\":\"" + QByteArray(256 * 1024, 'x') + "\"}")}
                                  << u"at most 262144"_s;
}

void TestClientSession::refusesUnfitActions()
{
    QFETCH(const QList<protocol::Action>, actions);
    QFETCH(const QString, error);
    ClientSession session;
    addActions(session, {action(u"jump"_s)});

    const QString found = session.checkRegister(actions);
    QVERIFY2(found.contains(error), qPrintable(found));
}

void TestClientSession::saysWhereSomethingIsWrong()
{
    ClientSession session;
    addActions(session, {action(u"a"_s)});
    const auto startsWith = [](const QString &error, QLatin1StringView place) {
        return error.startsWith(place);
    };
    QVERIFY(startsWith(session.checkRegister({action(u"b"_s), action(u"b"_s)}), "actions[1]: "_L1));
    QVERIFY(startsWith(session.checkRegister({action(u"b"_s), action(u"c"_s), action(u"D"_s)}),
                       "actions[2]: "_L1));
    QVERIFY(startsWith(session.checkRegister({action(u"a"_s)}), "actions[0]: "_L1));
    QVERIFY(startsWith(session.checkUnregister({u"a"_s, u"b"_s}), "names[1]: "_L1));
    QVERIFY(startsWith(session.checkForce(force({u"a"_s, u"a"_s, u"b"_s})), "actionNames[2]: "_L1));
}

void TestClientSession::warnsAboutDiscouragedKeywords()
{
    const ClientSession session;
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"schema/unsupported_keyword.*\"oneOf\""_s));
    const QByteArray schema = R"({"type":"object","properties":{"a":{"oneOf":[{"const":1}]}}})";
    QCOMPARE(session.checkRegister({action(u"a"_s, schema)}), QString());
}

void TestClientSession::refusesTooManyActions()
{
    QList<protocol::Action> actions;
    for (int i = 0; i < protocol::limits::actionsPerGame; ++i)
        actions.append(action(u"a%1"_s.arg(i)));
    ClientSession session;
    QCOMPARE(session.checkRegister(actions), QString());
    addActions(session, actions);
    const QString error = session.checkRegister({action(u"one_more"_s)});
    QVERIFY2(error.contains(u"at most 2000"_s), qPrintable(error));
}

void TestClientSession::keepsTheOrderOfRegistration()
{
    ClientSession session;
    addActions(session, {action(u"z"_s), action(u"a"_s)});
    addActions(session, {action(u"m"_s)});
    session.removeActions({u"a"_s});
    QCOMPARE(namesOf(session.actions()), QStringList({u"z"_s, u"m"_s}));
    QVERIFY(session.isRegistered(u"m"_s));
    QVERIFY(!session.isRegistered(u"a"_s));
}

void TestClientSession::refusesUnknownNamesToUnregister()
{
    ClientSession session;
    addActions(session, {action(u"a"_s)});
    QVERIFY(session.checkUnregister({}).contains(u"at least one"_s));
    QVERIFY(session.checkUnregister({u"a"_s, u"b"_s}).contains(u"\"b\" is not registered"_s));
    QCOMPARE(session.checkUnregister({u"a"_s}), QString());
}

void TestClientSession::refusesForcesThatCannotBeAnswered()
{
    ClientSession session;
    addActions(session, {action(u"a"_s)});
    QVERIFY(session.checkForce(force({})).contains(u"at least one"_s));
    QVERIFY(session.checkForce(force({u"a"_s, u"b"_s})).contains(u"\"b\", which is not"_s));
    QCOMPARE(session.checkForce(force({u"a"_s})), QString());
    for (const int none : {-1, 4, 9, 1'000'000}) {
        protocol::ForceActions cast = force({u"a"_s});
        cast.priority = static_cast<protocol::Priority>(none);
        QVERIFY(session.checkForce(cast).startsWith(u"priority: %1 is no priority"_s.arg(none)));
    }
    protocol::ForceActions critical = force({u"a"_s});
    critical.priority = protocol::Priority::Critical;
    QCOMPARE(session.checkForce(critical), QString());
}

void TestClientSession::closesTheForceOnSuccessOnly()
{
    ClientSession session;
    addActions(session, {action(u"a"_s), action(u"other"_s)});
    session.openForce(force({u"a"_s}));

    QVERIFY(session.addInFlight(request(u"1"_s, u"a"_s)));
    session.removeInFlight({u"1"_s, false, u"not like that"_s});
    QVERIFY(session.force());

    QVERIFY(session.addInFlight(request(u"2"_s, u"other"_s)));
    session.removeInFlight({u"2"_s, true, {}});
    QVERIFY(session.force());

    QVERIFY(session.addInFlight(request(u"3"_s, u"a"_s)));
    session.removeInFlight({u"3"_s, true, {}});
    QVERIFY(!session.force());
}

void TestClientSession::ignoresActionsFromBeforeTheForce()
{
    ClientSession session;
    addActions(session, {action(u"a"_s)});
    QVERIFY(session.addInFlight(request(u"1"_s, u"a"_s)));
    session.openForce(force({u"a"_s}));
    session.removeInFlight({u"1"_s, true, {}});
    QVERIFY(session.force());
}

void TestClientSession::closesTheForceWhenItsActionsAreGone()
{
    ClientSession session;
    addActions(session, {action(u"a"_s), action(u"b"_s)});
    session.openForce(force({u"a"_s, u"b"_s}));
    session.removeActions({u"a"_s});
    QVERIFY(session.force());
    QCOMPARE(session.force()->actionNames, QStringList({u"b"_s}));
    session.removeActions({u"b"_s});
    QVERIFY(!session.force());
}

void TestClientSession::anOldAnswerDoesNotCloseANewForce()
{
    ClientSession session;
    addActions(session, {action(u"a"_s)});
    session.openForce(force({u"a"_s}));
    QVERIFY(session.addInFlight(request(u"1"_s, u"a"_s)));
    session.openForce(force({u"a"_s}));
    session.removeInFlight({u"1"_s, true, {}});
    QVERIFY(session.force());
}

void TestClientSession::refusesResultsThatNobodyWaitsFor()
{
    ClientSession session;
    QVERIFY(session.addInFlight(request(u"1"_s, u"a"_s)));
    QVERIFY(!session.addInFlight(request(u"1"_s, u"a"_s)));

    QVERIFY(session.checkResult({u"2"_s, true, {}}).contains(u"\"2\""_s));
    QVERIFY(session.checkResult({u"1"_s, false, {}}).contains(u"needs a message"_s));
    QVERIFY(session.checkResult({u"1"_s, false, QString()}).contains(u"needs a message"_s));
    QCOMPARE(session.checkResult({u"1"_s, true, {}}), QString());

    session.clearInFlight();
    QVERIFY(session.checkResult({u"1"_s, true, {}}).contains(u"\"1\""_s));
}

void TestClientSession::forgetsTheOldestInFlight()
{
    ClientSession session;
    const int limit = protocol::limits::actionsInFlight;
    for (int i = 0; i < limit; ++i)
        QVERIFY(session.addInFlight(request(QString::number(i), u"a"_s)));
    QCOMPARE(session.checkResult({u"0"_s, true, {}}), QString());

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"64 actions wait.*\"0\""_s));
    QVERIFY(session.addInFlight(request(u"new"_s, u"a"_s)));
    QVERIFY(!session.checkResult({u"0"_s, true, {}}).isEmpty());
    QCOMPARE(session.checkResult({u"1"_s, true, {}}), QString());
    QCOMPARE(session.checkResult({u"new"_s, true, {}}), QString());
}

void TestClientSession::endsLifetimesWithASuccess()
{
    using client::Lifetime;
    ClientSession session;
    addActions(session, {action(u"keep"_s)});
    addActions(session, {action(u"once"_s), action(u"once_more"_s)}, Lifetime::UntilSuccess);
    addActions(session, {action(u"left"_s), action(u"right"_s)}, Lifetime::WholeGroup);
    addActions(session, {action(u"up"_s), action(u"down"_s)}, Lifetime::WholeGroup);
    for (const QString &name : {u"keep"_s, u"once_more"_s, u"right"_s, u"left"_s})
        QVERIFY(session.addInFlight(request(name, name)));

    QCOMPARE(session.endedBy({u"right"_s, false, u"no"_s}), QStringList());
    QCOMPARE(session.endedBy({u"keep"_s, true, {}}), QStringList());
    QCOMPARE(session.endedBy({u"once_more"_s, true, {}}), QStringList({u"once_more"_s}));
    QCOMPARE(session.endedBy({u"right"_s, true, {}}), QStringList({u"left"_s, u"right"_s}));
    session.removeActions({u"left"_s, u"right"_s});
    QCOMPARE(session.endedBy({u"left"_s, true, {}}), QStringList());
}

void TestClientSession::keepsTheLifetimeThatAnActionHadWhenItCame()
{
    using client::Lifetime;
    ClientSession session;
    addActions(session, {action(u"a"_s)}, Lifetime::UntilSuccess);
    QVERIFY(session.addInFlight(request(u"1"_s, u"a"_s)));
    session.removeActions({u"a"_s});
    addActions(session, {action(u"a"_s)}, Lifetime::UntilSuccess);
    QVERIFY(session.addInFlight(request(u"2"_s, u"a"_s)));
    QCOMPARE(session.endedBy({u"1"_s, true, {}}), QStringList());
    QCOMPARE(session.endedBy({u"2"_s, true, {}}), QStringList({u"a"_s}));
}

QTEST_GUILESS_MAIN(TestClientSession)

#include "tst_clientsession.moc"
