// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Plays every conversation of tests/data/neuro_api.jsonl over a socket against a running backend,
// and judges from the session log what became of it.

#include "e2e/conversation.h"
#include "protocol/neuroapicases.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QThread>

#include <array>
#include <memory>
#include <vector>

using namespace neuro;
using namespace neuro::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What the session log says of one connection.
struct Record
{
    QList<QJsonObject> frames;              ///< Of `dir` "in".
    QHash<qint64, QStringList> diagnostics; ///< By `seq`.
    QStringList complaints;                 ///< The keys of the warnings and errors.
    std::optional<QStringList> registered;  ///< While it was connected.
};

/// The diagnostics that a word of the cases may stand for; none for what needs none.
QStringList keysOf(const QString &warning)
{
    static const QHash<QString, QStringList> keys = {
        {u"action_name_style"_s, {u"action/name_style"_s}},
        {u"before_startup"_s, {u"startup/missing"_s}},
        {u"repeated_startup"_s, {u"startup/repeated"_s}},
        {u"game_changed"_s, {u"game/renamed"_s}},
        {u"duplicate_action"_s, {u"register/identical"_s, u"register/conflict"_s}},
        {u"unregister_unknown"_s, {u"unregister/never_registered"_s, u"unregister/inactive"_s}},
        {u"force_unknown_action"_s, {u"force/some_unregistered"_s}},
        {u"force_in_progress"_s, {u"force/overlapping"_s, u"force/while_result_pending"_s}},
        {u"missing_error_message"_s, {u"result/silent_failure"_s}},
        {u"unknown_field"_s, {u"message/unknown_field"_s}},
        {u"unsupported_schema_keyword"_s, {u"schema/unsupported_keyword"_s}},
        {u"uncertain_schema_keyword"_s, {u"schema/unsupported_keyword"_s}},
        {u"schema_root_type"_s, {u"schema/not_object"_s}},
        {u"schema_malformed"_s, {u"schema/invalid"_s}},
        {u"empty_description"_s, {u"action/no_description"_s}},
        {u"empty_game"_s, {u"game/empty"_s}},
        {u"invalid_priority"_s, {u"force/priority"_s}},
    };
    return keys.value(warning.section(u':', 0, 0));
}

/// Where protocol.md decides otherwise than a case: what is expected instead.
const QHash<QString, QJsonObject> &decidedOtherwise()
{
    static const QHash<QString, QJsonObject> cases = {
        // A name of 4,096 bytes; the limit of a name is 1 KiB.
        {u"action_name-018"_s,
         {{u"valid"_s, false},
          {u"reason_class"_s, u"too_large"_s},
          {u"warnings"_s, QJsonArray()},
          {u"frames_valid"_s, QJsonArray{true, false}},
          {u"registered"_s, QJsonArray()}}},
        // Its last frame is a second `startup`, which startup/repeated is there to tell.
        {u"json-032"_s,
         {{u"valid"_s, true},
          {u"warnings"_s, QJsonArray{u"unknown_field:x"_s, u"repeated_startup"_s}}}},
    };
    return cases;
}

QJsonObject merged(const QJsonObject &expect, const QJsonObject &overrides)
{
    QJsonObject base = mergedExpectation(expect, overrides);
    // `valid` speaks of the last frame, and alternatives say no more.
    QJsonArray verdicts = base[u"frames_valid"].toArray();
    verdicts.replace(verdicts.size() - 1, base.value(u"valid"));
    base[u"frames_valid"] = verdicts;
    return base;
}

QJsonArray sorted(QStringList names)
{
    names.sort();
    return QJsonArray::fromStringList(names);
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        list.append(each.toString());
    return list;
}

QString compact(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

/// Collects what differs.
class Differences
{
public:
    void compare(const QString &what, const QJsonValue &actual, const QJsonValue &expected)
    {
        if (actual != expected)
            add(u"%1 is %2, expected %3"_s.arg(what, compact(actual), compact(expected)));
    }
    void add(const QString &text) { m_texts.append(text); }
    QString text() const { return m_texts.join(u"; "_s); }

private:
    QStringList m_texts;
};

QJsonObject forceMembers(const protocol::ForceActions &force)
{
    return {
        {u"action_names"_s, QJsonArray::fromStringList(force.actionNames)},
        {u"state"_s, force.state ? QJsonValue(*force.state) : QJsonValue()},
        {u"ephemeral_context"_s, force.ephemeralContext},
        {u"priority"_s, QString(protocol::priorityName(force.priority))},
    };
}

void compareFrames(Differences &differences, const QJsonObject &expect, const Outcome &outcome,
                   const Record &record)
{
    QJsonArray verdicts;
    for (int i = 0; i < outcome.framesSent; ++i) {
        // A frame that broke the WebSocket protocol ended the connection instead of being read.
        verdicts.append(i < record.frames.size() && record.frames[i][u"verdict"] == "accepted"_L1);
    }
    differences.compare(u"frames_valid"_s, verdicts, expect[u"frames_valid"]);
    if (record.frames.size() < outcome.framesSent) {
        if (expect[u"connection"] != "closed"_L1)
            differences.add(u"the log holds %1 of %2 frames"_s.arg(record.frames.size())
                                .arg(outcome.framesSent));
        return;
    }
    const QJsonObject last = record.frames.constLast();
    if (!expect[u"valid"].toBool()) {
        QString reason = expect[u"reason_class"].toString();
        if (reason == "nul/utf8"_L1)
            reason = u"invalid_json"_s;
        differences.compare(u"reason"_s, last[u"reason"], reason);
    }
}

void compareWarnings(Differences &differences, const QJsonObject &expect, const Record &record)
{
    if (record.frames.isEmpty() || !expect[u"valid"].toBool())
        return;
    const QJsonObject last = record.frames.constLast();
    QSet<QString> left;
    const QStringList warned = strings(last[u"warnings"]);
    left.unite(QSet(warned.begin(), warned.end()));
    const QStringList diagnosed = record.diagnostics.value(last[u"seq"].toInteger());
    left.unite(QSet(diagnosed.begin(), diagnosed.end()));
    const QSet<QString> seen = left;
    const QStringList warnings = strings(expect[u"warnings"]);
    for (const QString &warning : warnings) {
        const QStringList keys = keysOf(warning);
        const bool isSeen = keys.isEmpty() ||
                            std::any_of(keys.cbegin(), keys.cend(),
                                        [&seen](const QString &key) { return seen.contains(key); });
        if (!isSeen)
            differences.add(u"no warning %1"_s.arg(keys.join(u" or "_s)));
        for (const QString &key : keys)
            left.remove(key);
    }
    // The cases know no words for them.
    for (const QString &key : {u"message/duplicate_key"_s, u"context/heading"_s, u"context/json"_s})
        left.remove(key);
    if (warnings.contains(u"force_dropped"_s))
        left.remove(u"result/after_unregister"_s);
    for (const QString &key : std::as_const(left))
        differences.add(u"unexpected warning %1"_s.arg(key));
}

void compareRegistry(Differences &differences, const QJsonObject &expect, const Outcome &outcome,
                     const Record &record)
{
    differences.compare(u"registered"_s, sorted(outcome.registered),
                        sorted(strings(expect[u"registered"])));
    differences.compare(u"registered of the log"_s,
                        sorted(record.registered.value_or(QStringList())),
                        sorted(strings(expect[u"registered"])));
    const QJsonObject descriptions = expect[u"descriptions"].toObject();
    const QJsonObject schemas = expect[u"schemas"].toObject();
    for (const protocol::Action &action : outcome.actions) {
        if (descriptions.contains(action.name))
            differences.compare(u"description"_s, action.description, descriptions[action.name]);
        if (schemas.contains(action.name)) {
            const QByteArray &schema = action.schema;
            differences.compare(u"schema"_s, QJsonDocument::fromJson(schema).object(),
                                schemas[action.name]);
        }
    }
}

void compareForces(Differences &differences, const QJsonObject &expect, const Outcome &outcome)
{
    if (expect.contains(u"force_active"))
        differences.compare(u"force_active"_s, outcome.isForceActive, expect[u"force_active"]);
    if (expect.contains(u"force")) {
        const QJsonObject force = outcome.force ? forceMembers(*outcome.force) : QJsonObject();
        const QJsonObject wanted = expect[u"force"].toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            differences.compare(it.key(), force[it.key()], it.value());
    }
    if (!expect.contains(u"server_sends"))
        return;
    const QJsonArray sends = expect[u"server_sends"].toArray();
    differences.compare(u"number of actions sent"_s, outcome.actionsSent.size(), sends.size());
    for (qsizetype i = 0; i < std::min(sends.size(), outcome.actionsSent.size()); ++i) {
        const QStringList names = strings(sends[i][u"data.name_in"]);
        if (!names.contains(outcome.actionsSent[i]))
            differences.add(u"action %1 was sent, expected one of %2"_s.arg(outcome.actionsSent[i],
                                                                            names.join(u", "_s)));
    }
}

void compareContexts(Differences &differences, const QJsonObject &expect, const Outcome &outcome)
{
    if (!expect.contains(u"contexts"))
        return;
    QJsonArray contexts;
    for (const QJsonObject &context : outcome.contexts)
        contexts.append(context);
    differences.compare(u"contexts"_s, contexts, expect[u"contexts"]);
}

QString difference(const QJsonObject &expect, const Outcome &outcome, const Record &record)
{
    Differences differences;
    compareFrames(differences, expect, outcome, record);
    compareWarnings(differences, expect, record);
    compareRegistry(differences, expect, outcome, record);
    compareForces(differences, expect, outcome);
    compareContexts(differences, expect, outcome);
    differences.compare(u"connection"_s, outcome.isOpen ? u"stays_open"_s : u"closed"_s,
                        expect[u"connection"]);
    if (expect.contains(u"close_code"))
        differences.compare(u"close_code"_s, outcome.closeCode, expect[u"close_code"]);
    if (expect.contains(u"game"))
        differences.compare(u"game"_s, outcome.game, expect[u"game"]);
    return differences.text();
}

/// Conversations that are all right but for something that the cases have no word for.
const QSet<QString> &misbehaving()
{
    static const QSet<QString> ids = {
        // A key twice in one object.
        u"json-046"_s,
        u"json-047"_s,
        u"json-048"_s,
        u"json-049"_s,
        // A second `startup`, or actions before the first one.
        u"startup-003"_s,
        u"startup-005"_s,
        // The same actions in and out, over and over.
        u"resilience-004"_s,
    };
    return ids;
}

/// How many conversations isWellBehaved() is true for: fewer would mean that some got lost.
constexpr int wellBehavedCases = 75;

/// Whether a case finds nothing wrong with any of its messages.
bool isWellBehaved(const QJsonObject &line)
{
    const QJsonObject expect = mergedExpectation(line[u"expect"].toObject(),
                                                 decidedOtherwise().value(line[u"id"].toString()));
    return expect[u"valid"].toBool() && expect[u"warnings"].toArray().isEmpty() &&
           !expect[u"frames_valid"].toArray().contains(false) &&
           !misbehaving().contains(line[u"id"].toString());
}

/// Whole relays side by side, each with a share of the conversations: most of the time of one goes
/// into waiting for what the relay tells in batches.
constexpr std::size_t laneCount = 4;

/// Conversation n is the n/laneCount-th one of lane n%laneCount.
struct Lane
{
    QString log; ///< The session log's name.
    bool hasStarted = false;
    QList<Outcome> outcomes;
    QHash<relay::PeerId, Record> records;
};

/// Plays the conversations of one lane, in a thread of its own.
void play(const QList<QJsonObject> &cases, std::size_t number, Lane &lane)
{
    ServiceFixture fixture;
    fixture.options.recordFile = lane.log;
    // The cases assume a decider that takes the first allowed action at once.
    fixture.config.engine.deciders = {{.decider = relay::Decider::First}};
    fixture.config.intermediary.enabled = false;
    fixture.config.status.enabled = false;
    lane.hasStarted = fixture.start();
    if (!lane.hasStarted)
        return;
    for (auto i = qsizetype(number); i < cases.size(); i += qsizetype(laneCount))
        lane.outcomes.append(playConversation(fixture, cases[i][u"send"].toArray()));
    fixture.service().stop();
}

} // namespace

class TestConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void playsEveryConversation_data();
    void playsEveryConversation();
    void complainsOfNoWellBehavedOne_data();
    void complainsOfNoWellBehavedOne();

private:
    void readLog(Lane &lane);

    QList<QJsonObject> m_cases;
    std::array<Lane, laneCount> m_lanes;
};

void TestConformance::readLog(Lane &lane)
{
    QFile file(lane.log);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    QSet<qint64> gone;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const QString kind = line[u"kind"].toString();
        const qint64 peer = line[u"peer"].toInteger();
        Record &record = lane.records[relay::PeerId(peer)];
        if (kind == "frame"_L1 && line[u"dir"] == "in"_L1) {
            record.frames.append(line);
        } else if (kind == "diagnostic"_L1) {
            const QString key = line[u"key"].toString();
            record.diagnostics[line[u"seq"].toInteger()].append(key);
            if (line[u"severity"] != "info"_L1)
                record.complaints.append(key);
        } else if (kind == "peer"_L1 && line[u"state"] == "disconnected"_L1) {
            gone.insert(peer);
        } else if (kind == "registry"_L1 && !gone.contains(peer)) {
            record.registered = strings(line[u"actions"]);
        }
        QVERIFY2(kind != "dropped"_L1, "the log has a gap");
    }
}

void TestConformance::initTestCase()
{
    m_cases = readNeuroApiCases();
    QCOMPARE(m_cases.size(), neuroApiCaseCount);
    const QTemporaryDir folder;
    std::vector<std::unique_ptr<QThread>> threads;
    for (std::size_t i = 0; i < laneCount; ++i) {
        m_lanes[i].log = folder.filePath(u"session-%1.jsonl"_s.arg(i));
        threads.emplace_back(QThread::create([this, i] { play(m_cases, i, m_lanes[i]); }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
    for (Lane &lane : m_lanes) {
        QVERIFY(lane.hasStarted);
        readLog(lane);
    }
}

void TestConformance::playsEveryConversation_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < m_cases.size(); ++i) {
        const QString name =
            m_cases[i][u"id"].toString() + u": "_s + m_cases[i][u"description"].toString();
        QTest::newRow(qPrintable(name)) << i;
    }
}

void TestConformance::playsEveryConversation()
{
    QFETCH(int, number);
    const QJsonObject &line = m_cases[number];
    const Lane &lane = m_lanes[static_cast<std::size_t>(number) % laneCount];
    const Outcome &outcome = lane.outcomes[number / qsizetype(laneCount)];
    QVERIFY2(outcome.problem.isEmpty(), qPrintable(outcome.problem));
    const Record record = lane.records.value(outcome.peer);
    const QJsonObject expect =
        merged(line[u"expect"].toObject(), decidedOtherwise().value(line[u"id"].toString()));
    QStringList differences = {difference(expect, outcome, record)};
    const QJsonArray alternatives = line[u"alternatives"].toArray();
    for (const QJsonValue &alternative : alternatives) {
        differences.append(difference(merged(expect, alternative.toObject()), outcome, record));
    }
    QVERIFY2(differences.contains(QString()), qPrintable(differences.join(u"\nor "_s)));
}

void TestConformance::complainsOfNoWellBehavedOne_data()
{
    QTest::addColumn<int>("number");
    int count = 0;
    for (int i = 0; i < m_cases.size(); ++i) {
        if (!isWellBehaved(m_cases[i]))
            continue;
        ++count;
        const QString name =
            m_cases[i][u"id"].toString() + u": "_s + m_cases[i][u"description"].toString();
        QTest::newRow(qPrintable(name)) << i;
    }
    QCOMPARE(count, wellBehavedCases);
}

/// A warning that comes without a reason teaches people to overlook those that have one.
void TestConformance::complainsOfNoWellBehavedOne()
{
    QFETCH(const int, number);
    const Lane &lane = m_lanes[static_cast<std::size_t>(number) % laneCount];
    const Outcome &outcome = lane.outcomes[number / qsizetype(laneCount)];
    const Record record = lane.records.value(outcome.peer);
    QCOMPARE(record.frames.size(), outcome.framesSent);
    QCOMPARE(record.complaints, QStringList());
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
