// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configdraft.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using config::ConfigDraft;
using config::ConfigIssue;
using config::ConfigSource;
using config::YamlText;

namespace {

const QByteArray file = R"(# mine
relay:
  name: Stage   # hers
#  describe: true
limits:
  message: 4 MiB
)";

ConfigSource source(const QByteArray &text)
{
    return {u"relay.yaml"_s, text, true, {}};
}

ConfigDraft draftOf(const QByteArray &text)
{
    ConfigDraft draft([](const QByteArray &yaml, const QString &name) {
        config::ConfigReading reading = config::readConfig(yaml, name);
        config::completeConfig(reading.config, true, reading.issues);
        return reading;
    });
    draft.setSource(source(text), u"0123456789abcdefghij"_s);
    return draft;
}

YamlText word(const QString &text)
{
    return {text, YamlText::Kind::Word};
}

} // namespace

class TestConfigDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAndTakesBack();
    void tellsWhatIsWrong();
    void tellsWhatCannotBeChanged();
    void goesOnWithAnotherVersionOfTheFile();
    void whatWasTypedStays();
    void aMissingFileBeginsAsTheFirstRunWritesIt();
    void findsTheQueueWhereTheOlderRelayHasIt();
    void knowsTheDefaults();
};

void TestConfigDraft::changesAndTakesBack()
{
    ConfigDraft draft = draftOf(file);
    QVERIFY(!draft.hasChanges());
    QCOMPARE(draft.value(u"relay.name"_s), u"Stage"_s);
    draft.setValue(u"relay.describe"_s, word(u"false"_s));
    QVERIFY(draft.hasChanges());
    QCOMPARE(draft.text(), QByteArray(file).replace("#  describe: true", "  describe: false"));
    QVERIFY(!draft.reading().config.engine.upstream.describe);
    draft.setValue(u"relay.name"_s, {u"Front"_s});
    draft.setList(u"backend.allow"_s, {{u"10.0.0.1"_s}});
    QCOMPARE(draft.list(u"backend.allow"_s), QStringList(u"10.0.0.1"_s));
    // Each one taken back leaves the file as it was.
    draft.setValue(u"relay.name"_s, {u"Stage"_s});
    draft.unset(u"backend.allow"_s);
    draft.unset(u"relay.describe"_s);
    QCOMPARE(draft.text(), file);
    QVERIFY(!draft.hasChanges());

    draft.unset(u"relay.name"_s);
    QCOMPARE(draft.text(),
             QByteArray(file).replace("  name: Stage   # hers", "#  name: Neuro Relay   # hers"));
    draft.setValue(u"limits.message"_s, word(u"1 MiB"_s));
    draft.discard();
    QCOMPARE(draft.text(), file);
}

void TestConfigDraft::tellsWhatIsWrong()
{
    ConfigDraft draft = draftOf(file);
    draft.setValue(u"limits.message"_s, word(u"8 apples"_s));
    QVERIFY(draft.reading().hasErrors());
    const QList<ConfigIssue> issues = draft.issuesOf(u"limits.message"_s);
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues.first().line, 6);
    // The reader's own words.
    QCOMPARE(issues.first().toString(),
             config::readConfig(draft.text(), u"relay.yaml"_s).issues.value(0).toString());
    QVERIFY(draft.issuesOf(u"relay.name"_s).isEmpty());
    // And of the whole.
    draft.setValue(u"limits.message"_s, word(u"8 MiB"_s));
    draft.setValue(u"nakurity-client.host"_s, {u"127.0.0.1"_s});
    QVERIFY(!draft.reading().hasErrors());
    draft.setValue(u"nakurity-backend.port"_s, word(u"8000"_s));
    QCOMPARE(draft.issuesOf(u"nakurity-client.host"_s).size(), 1);
}

void TestConfigDraft::tellsWhatCannotBeChanged()
{
    const QByteArray tangled = "relay: &r\n  name: a\nx: *r\nlimits:\n  nesting: 64\n";
    ConfigDraft draft = draftOf(tangled);
    draft.setValue(u"relay.name"_s, {u"b"_s});
    draft.setValue(u"limits.nesting"_s, word(u"65"_s));
    QVERIFY(draft.hasRefusals());
    QVERIFY(draft.refusalOf(u"relay.name"_s).english().startsWith(u"relay has an anchor"_s));
    QVERIFY(draft.refusalOf(u"limits.nesting"_s).isEmpty());
    QCOMPARE(draft.text(), QByteArray(tangled).replace("64", "65"));
    // Mended as text, it goes.
    draft.setText(QByteArray(draft.text()).replace("&r", "").replace("x: *r\n", ""));
    QVERIFY(!draft.hasRefusals());
    draft.setValue(u"relay.name"_s, {u"b"_s});
    QVERIFY(!draft.hasRefusals());
    QCOMPARE(draft.reading().config.engine.upstream.relayName, u"b"_s);

    draft.setText("relay: [\n");
    QVERIFY(!draft.problem().isEmpty());
    QVERIFY(draft.reading().hasErrors());
    draft.setValue(u"relay.name"_s, {u"c"_s});
    QCOMPARE(draft.refusalOf(u"relay.name"_s), draft.problem());
}

void TestConfigDraft::goesOnWithAnotherVersionOfTheFile()
{
    ConfigDraft draft = draftOf(file);
    draft.setValue(u"relay.name"_s, {u"Front"_s});
    const QByteArray theirs = QByteArray(file).replace("4 MiB", "2 MiB") + "# theirs\n";
    draft.rebase(source(theirs));
    QCOMPARE(draft.text(), QByteArray(theirs).replace("Stage", "Front"));
    QCOMPARE(draft.source().text, theirs);
    // Somebody else did the same.
    draft.rebase(source(draft.text()));
    QVERIFY(!draft.hasChanges());
    // The file has gone: what was changed is all there is.
    draft.rebase({u"relay.yaml"_s, {}, false, {}});
    QVERIFY(draft.hasChanges());
    QCOMPARE(draft.text(), QByteArray("relay:\n  name: Front\n"));
}

void TestConfigDraft::whatWasTypedStays()
{
    ConfigDraft draft = draftOf(file);
    draft.setValue(u"relay.name"_s, {u"Front"_s});
    draft.setText(draft.text() + "# typed\n");
    QVERIFY(draft.isTyped());
    draft.setValue(u"limits.message"_s, word(u"1 MiB"_s));
    const QByteArray mine = draft.text();
    QVERIFY(mine.contains("Front") && mine.contains("# typed") && mine.contains("1 MiB"));
    draft.rebase(source("# theirs\n"));
    QCOMPARE(draft.text(), mine);
    draft.discard();
    QCOMPARE(draft.text(), QByteArray("# theirs\n"));
    QVERIFY(!draft.isTyped());
    // Typing what is there changes nothing.
    draft.setText("# theirs\n");
    QVERIFY(!draft.isTyped());
    QVERIFY(!draft.hasChanges());
}

void TestConfigDraft::aMissingFileBeginsAsTheFirstRunWritesIt()
{
    ConfigDraft draft = draftOf(file);
    const QString token = u"abcdefghijklmnopqrst"_s;
    draft.setSource({u"new.yaml"_s, {}, false, {}}, token);
    QCOMPARE(draft.text(), config::initialConfig(token));
    QVERIFY(draft.hasChanges());
    QCOMPARE(draft.value(u"intermediary.auth_token"_s), token);
    draft.setValue(u"relay.name"_s, {u"Front"_s});
    draft.rebase({u"new.yaml"_s, {}, false, {}});
    QVERIFY(draft.text().contains("# The door that games connect to."));
}

void TestConfigDraft::findsTheQueueWhereTheOlderRelayHasIt()
{
    const QString path = u"relay_queue"_s;
    ConfigDraft draft = draftOf("intermediary:\n  relay_queue: old.pkl\n  port: 8765\n");
    QVERIFY(draft.wasSet(path) && draft.contains(path));
    QCOMPARE(draft.value(path), u"old.pkl"_s);
    draft.setValue(path, {u"/"_s});
    QCOMPARE(draft.issuesOf(path).size(), 1);
    draft.setValue(path, {u"new.db"_s});
    QCOMPARE(draft.text(), "intermediary:\n  relay_queue: new.db\n  port: 8765\n");
    draft.unset(path);
    QCOMPARE(draft.text(), "intermediary:\n  port: 8765\n");
    // Where it is set twice, or not at all, it is the setting that is documented.
    draft = draftOf("relay_queue: a.db\nintermediary: {relay_queue: b.db}\n");
    QCOMPARE(draft.value(path), u"a.db"_s);
    QCOMPARE(draft.issuesOf(path).size(), 1);
    draft = draftOf("relay: {}\n");
    QVERIFY(!draft.wasSet(path));
    draft.setValue(path, {u"new.db"_s});
    QCOMPARE(draft.reading().issues.size(), 0);
    QVERIFY(draft.text().contains("\nrelay_queue: new.db"));
}

void TestConfigDraft::knowsTheDefaults()
{
    QCOMPARE(config::usualValue(u"limits.message"_s), u"8 MiB"_s);
    QCOMPARE(config::usualValue(u"relay.character.name"_s), u"Neuro-sama"_s);
    QCOMPARE(config::usualValue(u"backend.allow"_s), u"[]"_s);
    QCOMPARE(config::usualValue(u"recording.enabled"_s), u"true"_s);
    QCOMPARE(config::usualValue(u"nakurity-client.host"_s), QString());
    QCOMPARE(config::usualValue(u"relay.deciders"_s), QString());
    QCOMPARE(config::usualValue(u"no.such"_s), QString());
}

QTEST_GUILESS_MAIN(TestConfigDraft)
#include "tst_configdraft.moc"
