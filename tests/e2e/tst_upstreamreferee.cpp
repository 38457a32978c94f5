// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/upstreamreferee.h"

#include <QJsonDocument>
#include <QTest>

using namespace neuro::testing;
using namespace Qt::StringLiterals;

namespace {

using Reaction = UpstreamReferee::Reaction;

QString message(const QString &command, const QString &data = {})
{
    const QString more = data.isEmpty() ? QString() : u",\"data\":"_s + data;
    return u"{\"command\":\""_s + command + u"\",\"game\":\"Relay\""_s + more + u'}';
}

QString startup()
{
    return message(u"startup"_s);
}

QString registration(const QString &name, const QString &more = {})
{
    return message(u"actions/register"_s,
                   uR"({"actions":[{"name":"%1","description":"d"%2}]})"_s.arg(name, more));
}

QString force(const QString &names, const QString &more = {})
{
    return message(u"actions/force"_s,
                   uR"({"query":"q","action_names":[%1]%2})"_s.arg(names, more));
}

QString result(const QString &id, bool success = true, const QString &text = u"done"_s)
{
    return message(u"action/result"_s, uR"({"id":"%1","success":%2,"message":"%3"})"_s.arg(
                                           id, success ? u"true"_s : u"false"_s, text));
}

QString memberOf(const QString &text, const QString &name)
{
    return QJsonDocument::fromJson(text.toUtf8())
        .object()
        .value(u"data")
        .toObject()
        .value(name)
        .toString();
}

/// A referee and what it wrote down.
struct Bench
{
    UpstreamRecord record;
    UpstreamReferee referee{record, 1, 7};

    QStringList kinds() const
    {
        QStringList found;
        for (const QString &violation : record.violations)
            found.append(violation.section(u':', 0, 0));
        return found;
    }
};

} // namespace

/// The judge of what the relay tells upstream is itself put to the proof: it has to find what is
/// wrong, name it, and find nothing where all is well.
class TestUpstreamReferee : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingWhereAllIsWell();
    void findsWhatIsPlanted_data();
    void findsWhatIsPlanted();
    void findsBinaryMessages();
    void findsWhatCameBeforeTheStartup();
    void findsAForceWhileOneIsOpen();
    void findsResultsOfNothing();
    void findsResultsOfAnother();
    void triesAFailedForceAgain();
    void knowsAForceThatIsWithdrawn();
    void findsProblemsOfDelivery_data();
    void findsProblemsOfDelivery();
};

void TestUpstreamReferee::findsNothingWhereAllIsWell()
{
    Bench bench;
    UpstreamReferee &referee = bench.referee;
    QCOMPARE(referee.receive(startup()), Reaction::Acknowledge);
    QCOMPARE(referee.receive(registration(u"a"_s)), Reaction::None);
    referee.receive(registration(
        u"b"_s,
        uR"(,"schema":{"type":"object","properties":{"token":{"enum":["t1"]},"n":{"type":"integer"}}})"_s));
    referee.receive(registration(u"c"_s, u",\"schema\":{}"_s));
    referee.receive(message(u"context"_s, uR"({"message":"m","silent":true})"_s));
    QCOMPARE(referee.receive(force(u"\"b\""_s, uR"(,"state":"s","ephemeral_context":true)"
                                               R"(,"priority":"critical")"_s)),
             Reaction::Decide);
    const auto action = referee.decide();
    QVERIFY(action);
    QCOMPARE(memberOf(*action, u"name"_s), u"b"_s);
    QVERIFY(!referee.decide()); // It waits for the result.
    QCOMPARE(bench.record.unanswered, 1);
    referee.receive(result(memberOf(*action, u"id"_s), true, u"token=t1"_s));
    QCOMPARE(bench.record.unanswered, 0);
    QCOMPARE(bench.record.successes, 1);
    const QString unforced = referee.act(u"a"_s);
    referee.receive(result(memberOf(unforced, u"id"_s), false));
    referee.receive(message(u"actions/unregister"_s, uR"({"action_names":["a","never"]})"_s));
    referee.receive(message(u"shutdown/ready"_s));
    QCOMPARE(bench.record.violations, QStringList());
    QCOMPARE(bench.record.registered, (QStringList{u"b"_s, u"c"_s}));
    QCOMPARE(bench.record.contexts.size(), 1);
}

void TestUpstreamReferee::findsWhatIsPlanted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kind");
    const auto plant = [](const char *name, const QString &text, const QString &kind) {
        QTest::newRow(name) << text << kind;
    };
    plant("not JSON", u"{\"command\":"_s, u"json"_s);
    plant("no object", u"[1]"_s, u"json"_s);
    plant("unknown command", message(u"actions/fly"_s), u"command"_s);
    plant("a server's command", message(u"action"_s, uR"({"id":"1","name":"a"})"_s), u"command"_s);
    plant("no command", uR"({"game":"Relay"})"_s, u"command"_s);
    plant("no game", uR"({"command":"shutdown/ready"})"_s, u"game"_s);
    plant("another game", uR"({"command":"shutdown/ready","game":"Chess"})"_s, u"game-changed"_s);
    plant("a member too many", uR"({"command":"shutdown/ready","game":"Relay","x":1})"_s,
          u"extra"_s);
    plant("a field too many", message(u"context"_s, uR"({"message":"m","silent":true,"x":1})"_s),
          u"extra"_s);
    plant("no silent", message(u"context"_s, uR"({"message":"m"})"_s), u"field"_s);
    plant("silent is no boolean", message(u"context"_s, uR"({"message":"m","silent":"no"})"_s),
          u"field"_s);
    plant("no data", message(u"context"_s), u"field"_s);
    plant("actions are no list", message(u"actions/register"_s, uR"({"actions":{}})"_s),
          u"field"_s);
    plant("names are no list", message(u"actions/unregister"_s, uR"({"action_names":"a"})"_s),
          u"field"_s);
    plant("no query", message(u"actions/force"_s, uR"({"action_names":["a"]})"_s), u"field"_s);
    plant("null as state", force(u"\"a\""_s, u",\"state\":null"_s), u"field"_s);
    plant("a number as priority", force(u"\"a\""_s, u",\"priority\":1"_s), u"field"_s);
    plant("success as a word", message(u"action/result"_s, uR"({"id":"1","success":"yes"})"_s),
          u"field"_s);
    plant("an action without a name", registration(QString()), u"action"_s);
    plant("an action without a description",
          message(u"actions/register"_s, uR"({"actions":[{"name":"b"}]})"_s), u"action"_s);
    plant("an action that is no object", message(u"actions/register"_s, uR"({"actions":["b"]})"_s),
          u"action"_s);
    plant("a schema of a string", registration(u"b"_s, uR"(,"schema":{"type":"string"})"_s),
          u"schema"_s);
    plant("a schema that is none", registration(u"b"_s, u",\"schema\":true"_s), u"schema"_s);
    plant("null as schema", registration(u"b"_s, u",\"schema\":null"_s), u"schema"_s);
    plant("an unknown priority", force(u"\"a\""_s, uR"(,"priority":"urgent")"_s), u"priority"_s);
    plant("a force of nothing", force(QString()), u"force-empty"_s);
    plant("a force of a stranger", force(u"\"a\",\"b\""_s), u"force-unknown"_s);
    plant("a result of nothing", result(u"up-1"_s), u"result-unknown"_s);
}

void TestUpstreamReferee::findsWhatIsPlanted()
{
    QFETCH(const QString, text);
    QFETCH(const QString, kind);
    Bench bench;
    bench.referee.receive(startup());
    bench.referee.receive(registration(u"a"_s));
    QCOMPARE(bench.kinds(), QStringList());
    bench.referee.receive(text);
    QCOMPARE(bench.kinds().value(0), kind);
}

void TestUpstreamReferee::findsBinaryMessages()
{
    Bench bench;
    bench.referee.receiveBinary(3);
    QCOMPARE(bench.kinds(), QStringList{u"binary"_s});
}

void TestUpstreamReferee::findsWhatCameBeforeTheStartup()
{
    Bench bench;
    bench.referee.receive(registration(u"a"_s));
    QCOMPARE(bench.kinds(), QStringList{u"startup-first"_s});
    // A startup takes away what was registered.
    bench.referee.receive(startup());
    bench.referee.receive(force(u"\"a\""_s));
    QCOMPARE(bench.kinds(), (QStringList{u"startup-first"_s, u"force-unknown"_s}));
}

void TestUpstreamReferee::findsAForceWhileOneIsOpen()
{
    Bench bench;
    bench.referee.receive(startup());
    bench.referee.receive(registration(u"a"_s));
    bench.referee.receive(force(u"\"a\""_s));
    bench.referee.receive(force(u"\"a\""_s)); // Not decided yet.
    QCOMPARE(bench.kinds(), QStringList{u"force-overlap"_s});
    const auto action = bench.referee.decide();
    QVERIFY(action);
    bench.referee.receive(force(u"\"a\""_s)); // Decided, without a result.
    QCOMPARE(bench.kinds(), (QStringList{u"force-overlap"_s, u"force-overlap"_s}));
    bench.record.violations.clear();
    const auto other = bench.referee.decide();
    QVERIFY(other);
    bench.referee.receive(result(memberOf(*other, u"id"_s)));
    bench.referee.receive(force(u"\"a\""_s)); // It is over.
    QCOMPARE(bench.kinds(), QStringList());
}

void TestUpstreamReferee::findsResultsOfNothing()
{
    Bench bench;
    bench.referee.receive(startup());
    bench.referee.receive(registration(u"a"_s));
    const QString id = memberOf(bench.referee.act(u"a"_s), u"id"_s);
    bench.referee.receive(result(u"invented"_s));
    QCOMPARE(bench.kinds(), QStringList{u"result-unknown"_s});
    bench.referee.receive(result(id));
    QCOMPARE(bench.kinds().size(), 1);
    bench.referee.receive(result(id));
    QCOMPARE(bench.kinds().last(), u"result-twice"_s);
}

void TestUpstreamReferee::findsResultsOfAnother()
{
    Bench bench;
    bench.referee.receive(startup());
    for (const QString &name : {u"a"_s, u"b"_s})
        bench.referee.receive(registration(
            name,
            uR"(,"schema":{"type":"object","properties":{"token":{"enum":["%1"]}}})"_s.arg(name)));
    const QString first = memberOf(bench.referee.act(u"a"_s), u"id"_s);
    const QString second = memberOf(bench.referee.act(u"b"_s), u"id"_s);
    bench.referee.receive(result(first, true, u"token=a"_s));
    QCOMPARE(bench.kinds(), QStringList());
    bench.referee.receive(result(second, true, u"token=a"_s));
    QCOMPARE(bench.kinds(), QStringList{u"crossed"_s});
}

void TestUpstreamReferee::triesAFailedForceAgain()
{
    Bench bench;
    bench.referee.receive(startup());
    bench.referee.receive(registration(u"a"_s));
    bench.referee.receive(force(u"\"a\""_s));
    Reaction reaction = Reaction::Decide;
    int tries = 0;
    while (reaction == Reaction::Decide && tries < 100) {
        const auto action = bench.referee.decide();
        QVERIFY(action);
        ++tries;
        reaction = bench.referee.receive(result(memberOf(*action, u"id"_s), false));
    }
    QCOMPARE(tries, 1 + UpstreamReferee::retries);
    QCOMPARE(bench.record.failures, tries);
    bench.referee.receive(force(u"\"a\""_s)); // She has given up: the next one may come.
    QCOMPARE(bench.kinds(), QStringList());
}

void TestUpstreamReferee::knowsAForceThatIsWithdrawn()
{
    Bench bench;
    bench.referee.receive(startup());
    bench.referee.receive(registration(u"a"_s));
    bench.referee.receive(registration(u"b"_s));
    bench.referee.receive(force(u"\"a\",\"b\""_s));
    bench.referee.receive(message(u"actions/unregister"_s, uR"({"action_names":["a"]})"_s));
    QCOMPARE(bench.record.withdrawals, 0);
    bench.referee.receive(message(u"actions/unregister"_s, uR"({"action_names":["b"]})"_s));
    QCOMPARE(bench.record.withdrawals, 1);
    QVERIFY(!bench.referee.decide());
    bench.referee.receive(registration(u"a"_s));
    bench.referee.receive(force(u"\"a\""_s));
    QCOMPARE(bench.kinds(), QStringList());
}

void TestUpstreamReferee::findsProblemsOfDelivery_data()
{
    QTest::addColumn<QList<int>>("numbers");
    QTest::addColumn<QList<int>>("connections");
    QTest::addColumn<bool>("isRight");
    using L = QList<int>;
    QTest::newRow("in order") << L{0, 1, 2} << L{1, 1, 1} << true;
    QTest::newRow("again on a new connection") << L{0, 1, 1, 2} << L{1, 1, 2, 2} << true;
    QTest::newRow("twice on one connection") << L{0, 1, 1, 2} << L{1, 1, 1, 1} << false;
    QTest::newRow("overtaken") << L{0, 2, 1} << L{1, 1, 1} << false;
    QTest::newRow("overtaken over connections") << L{0, 2, 1, 2} << L{1, 1, 2, 2} << false;
    QTest::newRow("one is missing") << L{0, 2} << L{1, 1} << false;
    QTest::newRow("the first is missing") << L{1, 2} << L{1, 1} << false;
    QTest::newRow("the last is missing") << L{0, 1} << L{1, 1} << false;
    QTest::newRow("one that was never said") << L{0, 1, 2, 3} << L{1, 1, 1, 1} << false;
    QTest::newRow("nothing") << L{} << L{} << false;
}

void TestUpstreamReferee::findsProblemsOfDelivery()
{
    QFETCH(const QList<int>, numbers);
    QFETCH(const QList<int>, connections);
    QFETCH(const bool, isRight);
    UpstreamRecord record;
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        record.contexts.append({connections[i], u"said by another"_s, false});
        record.contexts.append({connections[i], u"mine %1"_s.arg(numbers[i]), false});
    }
    QCOMPARE(deliveryProblem(record, u"mine "_s, 3).isEmpty(), isRight);
}

QTEST_GUILESS_MAIN(TestUpstreamReferee)
#include "tst_upstreamreferee.moc"
