// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configdifference.h"
#include "widgets/configfixture.h"
#include "widgets/noticebar.h"
#include "widgets/numberedtext.h"
#include "widgets/theme.h"
#include "widgets/windowparts.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTranslator>

using namespace neuro;
using namespace neuro::tests;

namespace {

const QString limit = u"limits.message"_s;

/// A language in which every pattern of the core begins with "[fr] ", for as long as it lives.
class Marked : public QTranslator
{
public:
    Marked() { QCoreApplication::installTranslator(this); }
    ~Marked() override { QCoreApplication::removeTranslator(this); }
    Q_DISABLE_COPY_MOVE(Marked)

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *disambiguation,
                      int count) const override
    {
        Q_UNUSED(disambiguation)
        Q_UNUSED(count)
        return QLatin1StringView(context) == "core"_L1 ? u"[fr] "_s + QString::fromUtf8(source)
                                                       : QString();
    }
};

} // namespace

class TestConfigDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }

    void showsTheFile();
    void everyFieldIsExplained();
    void everyFieldIsASetting();
    void savesWhatWasChanged();
    void marksWhatIsWrongAsItIsTyped();
    void saysWhatIsWrongInItsLanguage();
    void checksTheCertificateAsItIsTyped();
    void whatIsTakenBackLeavesNoTrace();
    void saysWhatASaveRestarts();
    void whatCannotBeChangedGoesToTheText();
    void aFileThatChangedOutside();
    void theDifferenceTellsNoToken_data();
    void theDifferenceTellsNoToken();
    void aFileThatChangedWithoutChangesHere();
    void whatTheCommandLineOverrules();
    void asksBeforeItForgetsChanges();
    void savesFromTheQuestion();
    void aSaveThatFails();
    void aMissingFile();
    void aFileThatCannotBeRead();
};

void TestConfigDialog::showsTheFile()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    QVERIFY(!fixture.dialog->isModal());
    QCOMPARE(fixture.field(limit)->text(), u"4 MiB"_s);
    QCOMPARE(fixture.field(u"relay.name"_s)->text(), u"Stage"_s);
    // What is not set shows its default, but is empty.
    QCOMPARE(fixture.field(u"intermediary.port"_s)->text(), QString());
    QCOMPARE(fixture.field(u"intermediary.port"_s)->placeholderText(), u"8765"_s);
    QVERIFY(fixture.field<QCheckBox>(u"relay.describe"_s)->isChecked());
    QVERIFY(!fixture.field<QCheckBox>(u"nakurity-client.tls"_s)->isChecked());
    QCOMPARE(fixture.field<QPlainTextEdit>(u"backend.allow"_s)->toPlainText(), u"192.168.1.20"_s);
    QCOMPARE(fixture.field<QComboBox>(u"relay.naming"_s)->currentText(), u"always"_s);
    QCOMPARE(fixture.shownState(), fixture.path() + u": no changes"_s);
    QVERIFY(!fixture.canSave());
    QCOMPARE(fixture.read(), configSample);
}

void TestConfigDialog::everyFieldIsExplained()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    QStringList paths;
    for (const ui::ConfigPage &page : ui::configPages()) {
        QVERIFY2(!page.explanation.isEmpty(), qPrintable(page.title));
        for (const ui::ConfigGroup &group : page.groups) {
            for (const ui::ConfigField &field : group.fields) {
                const QByteArray utf8 = field.path.toUtf8();
                const char *name = utf8.constData();
                QVERIFY2(!field.label.isEmpty() && !field.explanation.isEmpty(), name);
                QVERIFY2(!paths.contains(field.path), name);
                paths.append(field.path);
                QWidget *target = fixture.editor(field.path)->focusTarget();
                const auto *box = qobject_cast<QCheckBox *>(target);
                QVERIFY2(!target->accessibleName().isEmpty() || box, name);
                QVERIFY2(target->focusPolicy() & Qt::TabFocus, name);
            }
        }
    }
    for (const auto *each : fixture.dialog->findChildren<QAbstractButton *>())
        QVERIFY(!each->text().isEmpty() || !each->accessibleName().isEmpty());
}

/// No field writes a key that the reader does not know, and each default is one that it takes.
void TestConfigDialog::everyFieldIsASetting()
{
    for (const ui::ConfigPage &page : ui::configPages()) {
        for (const ui::ConfigGroup &group : page.groups) {
            for (const ui::ConfigField &field : group.fields) {
                config::YamlEditor editor({});
                QString value = config::usualValue(field.path);
                if (value.isEmpty() || value == u"[]")
                    value = u"1"_s;
                QVERIFY(editor.setValue(field.path, {value}).isEmpty());
                for (const config::ConfigIssue &issue :
                     config::readConfig(editor.text(), u"x"_s).issues)
                    QVERIFY2(!issue.message.english().startsWith(u"unknown key"_s),
                             qPrintable(issue.toString()));
                const bool isDefault = !config::usualValue(field.path).isEmpty();
                const auto issues = config::readConfig(editor.text(), u"x"_s).issues;
                if (isDefault && field.kind != ui::ConfigFieldKind::List)
                    QVERIFY2(issues.isEmpty(), qPrintable(issues.value(0).toString()));
            }
        }
    }
}

void TestConfigDialog::savesWhatWasChanged()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Limits"_s);
    fixture.type(limit, u"16 MiB"_s);
    QTRY_VERIFY(fixture.canSave());
    fixture.goTo(u"Intermediary"_s);
    fixture.type(u"intermediary.port"_s, u"9001"_s);
    fixture.goTo(u"Upstream"_s);
    fixture.field<QCheckBox>(u"relay.describe"_s)->click();
    QCOMPARE(fixture.read(), configSample); // Not before Save.
    QVERIFY(fixture.save());
    const QByteArray saved = QByteArray(configSample)
                                 .replace("4 MiB", "16 MiB")
                                 .replace("#  port: 8765", "  port: 9001")
                                 .replace("#  describe: true", "  describe: false");
    QCOMPARE(fixture.read(), saved);
    QCOMPARE(fixture.read(u"relay.yaml.backup"_s), configSample);
    QCOMPARE(fixture.running.backend.maxMessage, 16 * 1024 * 1024);
    QCOMPARE(fixture.running.intermediary.port, quint16(9001));
    QVERIFY(!fixture.running.engine.upstream.describe);
    QVERIFY(fixture.shownState().contains(fixture.path() + u".backup"_s));
    QVERIFY(!fixture.canSave());
    QVERIFY(fixture.dialog->isVisible());
}

void TestConfigDialog::marksWhatIsWrongAsItIsTyped()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Limits"_s);
    fixture.type(limit, u"8 apples"_s);
    const QString why = u"must be a size from 1 KiB to 256 MiB, such as \"8 MiB\" or a number of "
                        "bytes, not \"8 apples\""_s;
    QTRY_VERIFY(fixture.shows(why));
    QVERIFY(!fixture.canSave());
    QCOMPARE(fixture.field(limit)->text(), u"8 apples"_s);
    QCOMPARE(fixture.shownState(), u"A setting is wrong; nothing can be saved."_s);
    QCOMPARE(fixture.pages()->currentItem()->text(), u"Limits (1)"_s);
    // Ctrl+S saves it as little.
    QTest::keyClick(fixture.field(limit), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!QTest::qWaitFor([&] { return fixture.applied > 0; }, ui::ConfigDialog::checkMs));
    QCOMPARE(fixture.read(), configSample);
    // From anywhere one gets there.
    fixture.goTo(u"Backend"_s);
    fixture.button(u"Go there"_s)->click();
    QVERIFY(fixture.pages()->currentItem()->text().startsWith(u"Limits"_s));
    QCOMPARE(fixture.dialog->focusWidget(), fixture.field(limit));
    fixture.type(limit, u"8 MiB"_s);
    QTRY_VERIFY(!fixture.shows(why));
    QVERIFY(fixture.canSave());
    QCOMPARE(fixture.pages()->currentItem()->text(), u"Limits"_s);
}

void TestConfigDialog::saysWhatIsWrongInItsLanguage()
{
    const Marked language;
    ConfigFixture fixture(configSample + "limts:\n  a: 1\nstatus: 5\n");
    QVERIFY(fixture.open());
    fixture.goTo(u"Limits"_s);
    fixture.type(limit, u"8 apples"_s);
    const QString why = u"[fr] [fr] must be a size from 1 KiB to 256 MiB, such as \"8 MiB\" or a "
                        "number of bytes, not \"8 apples\""_s;
    QTRY_VERIFY(fixture.shows(why));
    fixture.goTo(u"Text"_s);
    const auto *issues = fixture.dialog->findChild<QListWidget *>(u"configIssues"_s);
    QStringList shown;
    for (int row = 0; row < issues->count(); ++row)
        shown.append(issues->item(row)->text());
    QCOMPARE(shown,
             QStringList({u"Line 9: limits.message: "_s + why,
                          u"Line 15: limts: [fr] unknown key, ignored; did you mean \"limits\"?"_s,
                          u"Line 17: status: [fr] must be a section with \"key: value\" lines, "
                          "not [fr] a single value"_s}));
    // Logs and terminals stay in English.
    QCOMPARE(config::readConfig("status: 5\n", u"x"_s).issues.value(0).toString(),
             u"x:1: status: must be a section with \"key: value\" lines, not a single value"_s);
}

void TestConfigDialog::checksTheCertificateAsItIsTyped()
{
    const QString folder = QStringLiteral(TEST_DATA_DIR "/tls/");
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Backend"_s);
    fixture.type(u"nakurity-backend.tls_port"_s, u"8443"_s);
    QTRY_VERIFY(fixture.shows(u"needs a certificate and its private key"_s));
    QVERIFY(!fixture.canSave());
    fixture.type(u"tls.certificate"_s, folder + u"server.pem"_s);
    QTRY_VERIFY(fixture.shows(u"needs its private key"_s));
    QVERIFY(!fixture.canSave());
    fixture.type(u"tls.key"_s, folder + u"wronghost.key"_s);
    QTRY_VERIFY(fixture.shows(u"does not belong to the first certificate"_s));
    QVERIFY(!fixture.shows(u"needs its private key"_s));
    QVERIFY(!fixture.shows(u"needs a certificate and its private key"_s));
    fixture.type(u"tls.key"_s, folder + u"server.key"_s);
    QTRY_VERIFY(!fixture.shows(u"does not belong"_s));
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.running.backend.tls.port, std::optional<quint16>(8443));
    QCOMPARE(fixture.running.backend.tls.key, folder + u"server.key"_s);
}

void TestConfigDialog::whatIsTakenBackLeavesNoTrace()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Upstream"_s);
    auto *describe = fixture.field<QCheckBox>(u"relay.describe"_s);
    describe->click();
    QTRY_VERIFY(fixture.canSave());
    describe->click();
    QTRY_VERIFY(!fixture.canSave());
    fixture.type(u"relay.name"_s, u"Front"_s);
    fixture.type(u"relay.name"_s, u"Stage"_s);
    QTRY_COMPARE(fixture.shownState(), fixture.path() + u": no changes"_s);
    fixture.type(u"relay.name"_s, u"Front"_s);
    QTRY_VERIFY(fixture.canSave());
    fixture.button(u"Discard changes"_s)->click();
    QCOMPARE(fixture.field(u"relay.name"_s)->text(), u"Stage"_s);
    QVERIFY(!fixture.canSave());
    // Emptied, it is commented out, with the default.
    fixture.type(u"relay.name"_s, QString());
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(),
             QByteArray(configSample)
                 .replace("  name: Stage     # as", "#  name: Neuro Relay     # as"));
    QCOMPARE(fixture.running.engine.upstream.relayName, u"Neuro Relay"_s);
}

void TestConfigDialog::saysWhatASaveRestarts()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.type(limit, u"1 MiB"_s);
    QTRY_COMPARE(fixture.shownState(), u"Saving takes effect at once and disconnects nobody."_s);
    fixture.type(u"nakurity-backend.port"_s, u"8100"_s);
    QTRY_COMPARE(fixture.shownState(),
                 u"Saving closes the backend door and opens it anew: games are disconnected and "
                 "come back by themselves."_s);
    fixture.type(u"nakurity-backend.port"_s, QString());
    fixture.type(u"intermediary.port"_s, u"9001"_s);
    QTRY_COMPARE(fixture.shownState(),
                 u"Saving closes the intermediary door and opens it anew: integrations and "
                 "watchers are disconnected."_s);
    fixture.type(u"intermediary.port"_s, QString());
    fixture.type(u"nakurity-client.host"_s, u"neuro.example.org"_s);
    fixture.type(u"relay_queue"_s, u"queue.db"_s);
    QTRY_COMPARE(fixture.shownState(),
                 u"Saving connects to Neuro anew. relay_queue counts from the next start on."_s);
}

void TestConfigDialog::whatCannotBeChangedGoesToTheText()
{
    ConfigFixture fixture("limits: &l\n  message: 4 MiB\nx-copy: *l\nrelay:\n  name: a\n");
    QVERIFY(fixture.open());
    fixture.goTo(u"Limits"_s);
    fixture.type(limit, u"8 MiB"_s);
    QTRY_VERIFY(fixture.shows(u"This cannot be changed here: limits has an anchor (\"&\")"_s));
    QCOMPARE(fixture.field(limit)->text(), u"8 MiB"_s);
    QVERIFY(!fixture.canSave());
    fixture.button(u"Edit as text"_s)->click();
    QVERIFY(fixture.pages()->currentItem()->text().startsWith(u"Text"_s));
    auto *text = fixture.dialog->findChild<ui::NumberedText *>();
    QCOMPARE(text->textCursor().block().text(), u"  message: 4 MiB"_s);
    // Typed there, it is what counts.
    QTest::keyClick(text, Qt::Key_End);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(text, Qt::Key_Backspace);
    QTest::keyClicks(text, u"8 MiB"_s);
    QTRY_VERIFY(fixture.canSave());
    QCOMPARE(fixture.field(limit)->text(), u"8 MiB"_s);
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(),
             QByteArray("limits: &l\n  message: 8 MiB\nx-copy: *l\nrelay:\n  name: a\n"));
}

void TestConfigDialog::aFileThatChangedOutside()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Upstream"_s);
    fixture.type(u"relay.name"_s, u"Front"_s);
    QTRY_VERIFY(fixture.canSave());
    const QByteArray theirs =
        QByteArray(configSample)
            .replace("4 MiB", "2 MiB")
            .replace("correct-horse-battery-staple", "their-token-is-this-one-now");
    fixture.write(theirs);
    fixture.button(u"Save"_s)->click();
    QTRY_VERIFY(fixture.shows(u"has changed since it was read here"_s));
    QCOMPARE(fixture.read(), theirs);
    QVERIFY(!fixture.canSave());
    QVERIFY(!QApplication::activeModalWidget());
    QString difference;
    for (auto *each : fixture.dialog->findChildren<QPlainTextEdit *>()) {
        if (each->isVisible())
            difference = each->toPlainText();
    }
    QVERIFY2(difference.contains(u"-  message: 2 MiB  # enough\n+  message: 4 MiB  # enough"_s),
             qPrintable(difference));
    QVERIFY2(difference.contains(u"-  name: Stage     # as what she sees us\n+  name: Front"_s),
             qPrintable(difference));
    QVERIFY(difference.contains(u"auth_token: ***"_s));
    QVERIFY(!difference.contains(u"battery"_s) && !difference.contains(u"their-token"_s));

    fixture.button(u"Back"_s)->click();
    QCOMPARE(fixture.field(u"relay.name"_s)->text(), u"Front"_s);
    fixture.button(u"Save"_s)->click();
    QTRY_VERIFY(fixture.shows(u"has changed since it was read here"_s));
    fixture.button(u"Keep both changes"_s)->click();
    QCOMPARE(fixture.field(limit)->text(), u"2 MiB"_s);
    QCOMPARE(fixture.field(u"relay.name"_s)->text(), u"Front"_s);
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(), QByteArray(theirs).replace("Stage", "Front"));
    QCOMPARE(fixture.read(u"relay.yaml.backup"_s), theirs);

    // Overwritten, it is what is here; theirs is the backup.
    fixture.type(u"relay.name"_s, u"Left"_s);
    QTRY_VERIFY(fixture.canSave());
    fixture.write("# theirs\n");
    fixture.button(u"Save"_s)->click();
    QTRY_VERIFY(fixture.shows(u"has changed since it was read here"_s));
    fixture.button(u"Overwrite the file"_s)->click();
    QTRY_COMPARE(fixture.read(), QByteArray(theirs).replace("Stage", "Left"));
    QCOMPARE(fixture.read(u"relay.yaml.backup"_s), QByteArray("# theirs\n"));

    // Or taken as it is.
    QTRY_VERIFY(fixture.shownState().startsWith(u"Saved."_s));
    fixture.type(u"relay.name"_s, u"Right"_s);
    QTRY_VERIFY(fixture.canSave());
    fixture.write(configSample);
    fixture.button(u"Save"_s)->click();
    QTRY_VERIFY(fixture.shows(u"has changed since it was read here"_s));
    fixture.button(u"Take the file"_s)->click();
    QCOMPARE(fixture.field(u"relay.name"_s)->text(), u"Stage"_s);
    QVERIFY(!fixture.canSave());
    QCOMPARE(fixture.read(), configSample);
}

/// Whoever comes back to the window sees what has become of the file.
/// Tokens are spelled with "new".
void TestConfigDialog::theDifferenceTellsNoToken_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray token = R"("correct-horse-battery-staple")";
    QTest::newRow("an apostrophe") << token << QByteArray("'it''sa:#newtoken0123'");
    QTest::newRow("an escape") << token << QByteArray(R"("ne\x77-token-of-them" # new)");
    QTest::newRow("a block") << token << QByteArray("|-\n    new-token-of-them");
    QTest::newRow("no YAML") << token << QByteArray("new-token-of-them\nzz_unknown: [");
    QTest::newRow("no YAML, a block") << token << QByteArray("|-\n    new\n    a\n  x: [");
    QTest::newRow("under another key")
        << token << QByteArray("'it''sa:#newtoken0123'\n  relay_queue: 'it''sa:#newtoken0123'");
}

void TestConfigDialog::theDifferenceTellsNoToken()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Upstream"_s);
    fixture.type(u"relay.name"_s, u"Front"_s);
    QTRY_VERIFY(fixture.canSave());
    fixture.write(QByteArray(configSample).replace(before, after));
    fixture.button(u"Save"_s)->click();
    QTRY_VERIFY(fixture.shows(u"has changed since it was read here"_s));
    const auto *difference = fixture.dialog->findChild<ui::ConfigDifference *>();
    QVERIFY(difference && difference->isVisible());
    const QString text = difference->toPlainText();
    QVERIFY2(text.contains(u"-  auth_token: ***"_s), qPrintable(text));
    QVERIFY2(text.contains(u"+  auth_token: ***"_s), qPrintable(text));
    for (const QString &part : {u"new"_s, u"battery"_s, u"of-them"_s})
        QVERIFY2(!text.contains(part), qPrintable(text));
}

void TestConfigDialog::aFileThatChangedWithoutChangesHere()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    QWidget other;
    const auto leaveAndReturn = [&] {
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        fixture.dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(fixture.dialog.get()));
    };
    fixture.write(QByteArray(configSample).replace("4 MiB", "2 MiB"));
    leaveAndReturn();
    QTRY_COMPARE(fixture.field(limit)->text(), u"2 MiB"_s);
    fixture.type(u"relay.name"_s, u"Front"_s);
    fixture.write(configSample);
    leaveAndReturn();
    QTRY_VERIFY(fixture.dialog->notices()->find(ui::ConfigDialog::fileKey));
    QCOMPARE(fixture.field(u"relay.name"_s)->text(), u"Front"_s);
    buttonOf(fixture.dialog->notices()->find(ui::ConfigDialog::fileKey), u"Show the difference"_s)
        ->click();
    QVERIFY(fixture.shows(u"has changed since it was read here. Overwriting"_s));
}

void TestConfigDialog::whatTheCommandLineOverrules()
{
    ConfigFixture fixture(configSample);
    fixture.resolve = [](const QByteArray &text, const QString &name) {
        config::ConfigReading reading = config::readConfig(text, name);
        reading.config.backend.port = 9999;
        reading.config.backendPortIsSet = true;
        config::completeConfig(reading.config, true, reading.issues);
        return reading;
    };
    fixture.running = fixture.resolve(configSample, fixture.path()).config;
    QVERIFY(fixture.open());
    QVERIFY(fixture.shows(u"The command line or the environment says otherwise: 9999"_s));
    fixture.type(u"nakurity-backend.port"_s, u"8100"_s);
    // It changes nothing in this run.
    QTRY_COMPARE(fixture.shownState(), u"Saving takes effect at once and disconnects nobody."_s);
    QVERIFY(fixture.save());
    QCOMPARE(fixture.running.backend.port, quint16(9999));
}

void TestConfigDialog::asksBeforeItForgetsChanges()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.type(u"relay.name"_s, u"Front"_s);
    QTest::keyClick(fixture.dialog.get(), Qt::Key_Escape);
    QVERIFY(fixture.dialog->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
    const auto question = [&] {
        return fixture.dialog->notices()->find(ui::ConfigDialog::closeKey);
    };
    buttonOf(question(), u"Keep editing"_s)->click();
    QVERIFY(fixture.dialog->isVisible());
    QVERIFY(!fixture.dialog->close());
    buttonOf(question(), u"Discard"_s)->click();
    QVERIFY(!fixture.dialog->isVisible());
    QCOMPARE(fixture.read(), configSample);
    // Without changes nobody is asked.
    ConfigFixture calm(configSample);
    QVERIFY(calm.open());
    QVERIFY(calm.dialog->close());
}

void TestConfigDialog::savesFromTheQuestion()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.type(u"relay.name"_s, u"Front"_s);
    QVERIFY(!fixture.dialog->close());
    buttonOf(fixture.dialog->notices()->find(ui::ConfigDialog::closeKey), u"Save"_s)->click();
    QTRY_VERIFY(!fixture.dialog->isVisible());
    QCOMPARE(fixture.read(), QByteArray(configSample).replace("Stage", "Front"));
    QCOMPARE(fixture.applied, 1);
    // What is wrong cannot be saved, and is not offered to be.
    ConfigFixture wrong(configSample);
    QVERIFY(wrong.open());
    wrong.type(limit, u"x"_s);
    QVERIFY(!wrong.dialog->close());
    ui::Notice *question = wrong.dialog->notices()->find(ui::ConfigDialog::closeKey);
    QVERIFY(!buttonOf(question, u"Save"_s));
    QVERIFY(buttonOf(question, u"Discard"_s));
}

void TestConfigDialog::aSaveThatFails()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    QVERIFY(QDir().mkpath(fixture.path() + u".backup/full"_s));
    fixture.type(u"relay.name"_s, u"Front"_s);
    QTRY_VERIFY(fixture.canSave());
    fixture.button(u"Save"_s)->click();
    QTRY_VERIFY(fixture.dialog->notices()->find(ui::ConfigDialog::fileKey));
    QVERIFY(fixture.shows(u"Nothing was saved: the backup "_s));
    QCOMPARE(fixture.field(u"relay.name"_s)->text(), u"Front"_s);
    QCOMPARE(fixture.read(), configSample);
    QCOMPARE(fixture.applied, 0);
    QVERIFY(QDir(fixture.path() + u".backup"_s).removeRecursively());
    buttonOf(fixture.dialog->notices()->find(ui::ConfigDialog::fileKey), u"Try again"_s)->click();
    QTRY_COMPARE(fixture.applied, 1);
    QCOMPARE(fixture.read(), QByteArray(configSample).replace("Stage", "Front"));
}

void TestConfigDialog::aMissingFile()
{
    ConfigFixture fixture(configSample);
    QVERIFY(QFile::remove(fixture.path()));
    QVERIFY(fixture.open());
    // It begins as the first run would write it, with the token that is in use.
    QCOMPARE(fixture.field(u"intermediary.auth_token"_s)->text(),
             u"correct-horse-battery-staple"_s);
    QVERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(), config::initialConfig(u"correct-horse-battery-staple"_s));
}

void TestConfigDialog::aFileThatCannotBeRead()
{
    ConfigFixture fixture(configSample);
    QVERIFY(QFile::remove(fixture.path()));
    QVERIFY(QDir().mkpath(fixture.path()));
    QVERIFY(fixture.open());
    QVERIFY(fixture.shows(u"The configuration cannot be edited: "_s));
    QVERIFY(!fixture.canSave());
    QVERIFY(QDir().rmdir(fixture.path()));
    fixture.write(configSample);
    buttonOf(fixture.dialog->notices()->find(ui::ConfigDialog::fileKey), u"Try again"_s)->click();
    QTRY_COMPARE(fixture.field(limit)->text(), u"4 MiB"_s);
}

QTEST_MAIN(TestConfigDialog)
#include "tst_configdialog.moc"
