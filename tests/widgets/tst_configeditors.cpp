// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configfixture.h"
#include "widgets/numberedtext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace neuro;
using namespace neuro::tests;

namespace {

const QString limit = u"limits.message"_s;

/// How the whole of `word` is painted; nothing when not all of it is painted alike.
QTextCharFormat formatAt(const ui::NumberedText &text, const QString &word)
{
    const QTextCursor found = text.document()->find(word);
    const int at = found.selectionStart() - found.block().position();
    const auto formats = found.block().layout()->formats();
    for (const QTextLayout::FormatRange &range : formats) {
        if (range.start <= at && at + word.size() <= range.start + range.length)
            return range.format;
    }
    return {};
}

} // namespace

/// The parts of the configuration dialog that are more than a line to type in.
class TestConfigEditors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }

    void tokensAreHidden();
    void addressesWithSecretsAreHidden();
    void listsAndChoices();
    void mutedGames();
    void theOrderOfTheDeciders();
    void theTextPage();
    void theTextPageCoversTokens();
    void theTextPageKnowsComments();
    void appearance();
};

void TestConfigEditors::tokensAreHidden()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Tokens"_s);
    const QString path = u"intermediary.auth_token"_s;
    auto *edit = fixture.field(path);
    const QString token = u"correct-horse-battery-staple"_s;
    QCOMPARE(edit->text(), token);
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QVERIFY(!fixture.shows(token));
    fixture.button(u"Show"_s, fixture.editor(path))->click();
    QCOMPARE(edit->echoMode(), QLineEdit::Normal);
    fixture.button(u"Hide"_s, fixture.editor(path))->click();
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    fixture.button(u"Copy"_s, fixture.editor(path))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), token);
    fixture.button(u"Generate"_s, fixture.editor(path))->click();
    QCOMPARE(edit->text().size(), 32);
    QVERIFY(edit->text() != token);
    // An absent one can be made; there is nothing to copy before.
    const QString other = u"dependency-authentication.neuro-os.auth_token"_s;
    QVERIFY(!fixture.button(u"Copy"_s, fixture.editor(other))->isEnabled());
    fixture.button(u"Generate"_s, fixture.editor(other))->click();
    QVERIFY(fixture.button(u"Copy"_s, fixture.editor(other))->isEnabled());
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.running.intermediary.authToken, edit->text());
    QCOMPARE(fixture.running.neuroOsToken, fixture.field(other)->text());
    QVERIFY(fixture.read().contains("   # of the password manager\n"));
    // A weak one is warned about, and can be saved all the same.
    fixture.type(path, u"tiny1"_s);
    QTRY_VERIFY(fixture.shows(u"is shorter than 16 characters and can be guessed"_s));
    QVERIFY(fixture.canSave());
    // And about one that gives more rights than it should.
    QVERIFY(!fixture.shows(u"is the same as intermediary.auth_token"_s));
    fixture.type(path, fixture.field(other)->text());
    QTRY_VERIFY(fixture.shows(u"is the same as intermediary.auth_token"_s));
    QVERIFY(fixture.canSave());
}

void TestConfigEditors::addressesWithSecretsAreHidden()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Upstream"_s);
    const QString path = u"nakurity-client.url"_s;
    auto *edit = fixture.field(path);
    QVERIFY(!fixture.button(u"Show"_s, fixture.editor(path)));
    fixture.type(path, u"wss://neuro.example.org/path"_s);
    QCOMPARE(edit->echoMode(), QLineEdit::Normal);
    for (const QString &secret :
         {u"wss://me:secret@neuro.example.org"_s, u"wss://neuro.example.org/?token=secret"_s,
          u"wss://me:secr@"_s}) {
        edit->setText(secret);
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
    }
    fixture.button(u"Show"_s, fixture.editor(path))->click();
    QCOMPARE(edit->echoMode(), QLineEdit::Normal);
}

void TestConfigEditors::listsAndChoices()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    auto *allow = fixture.field<QPlainTextEdit>(u"backend.allow"_s);
    allow->setPlainText(u"192.168.1.20\n\n  10.0.0.0/8  \nhere\n"_s);
    QTRY_VERIFY(
        fixture.shows(u"entry 3: must be an address or a network, such as \"192.168.1.20\" or "
                      "\"10.0.0.0/8\", not \"here\""_s));
    QCOMPARE(allow->toPlainText(), u"192.168.1.20\n\n  10.0.0.0/8  \nhere\n"_s);
    allow->setPlainText(u"192.168.1.20\n10.0.0.0/8"_s);
    auto *reregister = fixture.field<QComboBox>(u"backend.reregister"_s);
    reregister->setCurrentText(u"never"_s);
    Q_EMIT reregister->activated(reregister->currentIndex());
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(), QByteArray(configSample)
                                 .replace("    - 192.168.1.20  # Anna\n",
                                          "    - 192.168.1.20  # Anna\n    - 10.0.0.0/8\n"
                                          "  reregister: never\n"));
}

/// Names as games have them, whatever YAML makes of such a text.
void TestConfigEditors::mutedGames()
{
    const QStringList names{u"Tetris"_s, u"Chess: II"_s, u"# 1 \"quoted\""_s, u"2048"_s,
                            u"no"_s,     u"日本語"_s,    u"- [x]"_s};
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    auto *muted = fixture.field<QPlainTextEdit>(u"relay.muted_games"_s);
    muted->setPlainText(names.join(u'\n'));
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.running.engine.mutedGames, names);
    QVERIFY(fixture.read().contains("muted_games:"));
    muted->clear();
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.running.engine.mutedGames, QStringList());
}

void TestConfigEditors::theOrderOfTheDeciders()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Deciders"_s);
    const QString path = u"relay.deciders"_s;
    ui::ConfigEditor *editor = fixture.editor(path);
    auto *own = fixture.field<QCheckBox>(path);
    const auto box = [editor](const QString &name) {
        for (auto *each : editor->findChildren<QCheckBox *>()) {
            if (each->text() == name)
                return each;
        }
        return static_cast<QCheckBox *>(nullptr);
    };
    const auto named = [editor](const QString &name) {
        for (auto *each : editor->findChildren<QWidget *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return static_cast<QWidget *>(nullptr);
    };
    // What the relay chooses by itself is shown, and cannot be changed.
    QVERIFY(!own->isChecked());
    QVERIFY(box(u"Operator"_s)->isChecked());
    QVERIFY(!box(u"Operator"_s)->isEnabled());
    own->click();
    QVERIFY(box(u"First"_s)->isEnabled());
    box(u"First"_s)->click();
    QTest::keyClicks(named(u"Seconds of Operator"_s), u"30"_s);
    static_cast<QToolButton *>(named(u"Ask First earlier"_s))->click(); // Before random.
    static_cast<QToolButton *>(named(u"Ask First earlier"_s))->click(); // Before the operator.
    static_cast<QToolButton *>(named(u"Ask First later"_s))->click();
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(), QByteArray(configSample)
                                 .replace("#  describe: true\n",
                                          "  deciders: operator:30,first\n#  describe: true\n"));
    QCOMPARE(config::formatDeciders(fixture.running.engine.deciders), u"operator:30,first"_s);
    // Nobody, or nonsense, is told in the reader's words.
    box(u"First"_s)->click();
    box(u"Operator"_s)->click();
    QTRY_VERIFY(fixture.shows(u"names no decider; the deciders are "_s));
    box(u"Operator"_s)->click();
    QTest::keyClicks(named(u"Seconds of Operator"_s), u"x"_s);
    QTRY_VERIFY(fixture.shows(u"the time limit of \"operator\" must be a number of seconds"_s));
    QCOMPARE(qobject_cast<QLineEdit *>(named(u"Seconds of Operator"_s))->text(), u"30x"_s);
    own->click();
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(), configSample);
}

void TestConfigEditors::theTextPage()
{
    const QByteArray crlf = QByteArray("\xef\xbb\xbf" + configSample).replace("\n", "\r\n");
    ConfigFixture fixture(crlf);
    QVERIFY(fixture.open());
    fixture.type(u"relay.name"_s, u"Front"_s);
    fixture.goTo(u"Text"_s);
    auto *text = fixture.dialog->findChild<ui::NumberedText *>();
    auto *issues = fixture.dialog->findChild<QListWidget *>(u"configIssues"_s);
    QVERIFY(text->toPlainText().contains(u"  name: Front     # as what she sees us\n"_s));
    QVERIFY(!issues->isVisible());
    text->setPlainText(text->toPlainText().replace(u"4 MiB"_s, u"8 apples"_s) +
                       u"limts:\n  a: 1\n"_s);
    QTRY_COMPARE(issues->count(), 2);
    QVERIFY(issues->item(0)->text().startsWith(u"Line 9: limits.message: must be a size"_s));
    QVERIFY(issues->item(1)->text().startsWith(u"Line 15: limts: unknown key, ignored; did you "
                                               "mean \"limits\"?"_s));
    QCOMPARE(fixture.shownState(), u"A setting is wrong; nothing can be saved."_s);
    Q_EMIT issues->itemClicked(issues->item(1));
    QCOMPARE(text->textCursor().blockNumber(), 14);
    // The other pages follow.
    QCOMPARE(fixture.field(limit)->text(), u"8 apples"_s);
    fixture.goTo(u"Limits"_s);
    fixture.type(limit, u"2 MiB"_s);
    QTRY_VERIFY(fixture.canSave());
    QVERIFY(fixture.save());
    QCOMPARE(fixture.read(), QByteArray(crlf).replace("4 MiB", "2 MiB").replace("Stage", "Front") +
                                 "limts:\r\n  a: 1\r\n");
    // No YAML at all: said by line, and mended there.
    fixture.goTo(u"Text"_s);
    const QString good = text->toPlainText();
    text->setPlainText(u"relay: [\n"_s);
    QTRY_VERIFY(issues->item(0)->text().contains(u"is not valid YAML"_s));
    QVERIFY(!fixture.canSave());
    QCOMPARE(fixture.pages()->item(fixture.pages()->count() - 1)->text(), u"Text (1)"_s);
    text->setPlainText(good);
    QTRY_COMPARE(fixture.shownState(), fixture.path() + u": no changes"_s);
}

void TestConfigEditors::theTextPageCoversTokens()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Text"_s);
    auto *text = fixture.dialog->findChild<ui::NumberedText *>();
    const auto isCovered = [text](const QString &secret) {
        const QTextCharFormat format = formatAt(*text, secret);
        return format.hasProperty(QTextFormat::BackgroundBrush) &&
               format.foreground() == format.background();
    };
    const QString token = u"correct-horse-battery-staple"_s;
    QVERIFY(isCovered(token));
    fixture.button(u"Show tokens"_s)->click();
    QVERIFY(!isCovered(token));
    fixture.button(u"Show tokens"_s)->click();
    QVERIFY(isCovered(token));
    // Also while there is no YAML.
    text->setPlainText(text->toPlainText().replace(token, u"another-one"_s) + u"x: [\n"_s);
    QTRY_VERIFY(!fixture.canSave());
    QVERIFY(isCovered(u"another-one"_s));
    // By their keys, however they are written.
    text->setPlainText(u"a: [\nhub:\n  token: 'it''s-1\n    and-2'\n  b: and-3\n"
                       "intermediary: {auth_token: |\n    and-4\n}\nc: and-5\n"_s);
    for (const QString &secret : {u"it''s-1"_s, u"and-2"_s, u"and-4"_s})
        QVERIFY2(isCovered(secret), qPrintable(secret));
    QVERIFY(!isCovered(u"and-3"_s) && !isCovered(u"and-5"_s));
    // What was changed in one line shows in the next.
    QTextCursor cursor = text->document()->find(u"'it''s-1"_s);
    cursor.insertText(u"x"_s);
    QVERIFY(isCovered(u"and-2"_s));
    cursor = text->document()->find(u"token: x"_s);
    cursor.insertText(u"tokes: x"_s);
    QVERIFY(!isCovered(u"and-2"_s));
}

void TestConfigEditors::theTextPageKnowsComments()
{
    ConfigFixture fixture(R"(# one
relay:
  name: "New: #two 'x' \"#three"  # four
  describe: true # five
  muted_games: ['it''s #six', "a
    #seven", b#eight] # nine
)");
    QVERIFY(fixture.open());
    fixture.goTo(u"Text"_s);
    const auto &text = *fixture.dialog->findChild<ui::NumberedText *>();
    const QColor comment = ui::themeColors(text.palette()).dimText;
    for (const QString &word : {u"one"_s, u"four"_s, u"five"_s, u"nine"_s})
        QVERIFY2(formatAt(text, word).foreground().color() == comment, qPrintable(word));
    for (const QString &word : {u"#two"_s, u"#three"_s, u"#six"_s, u"#seven"_s, u"#eight"_s})
        QVERIFY2(formatAt(text, word).foreground().color() != comment, qPrintable(word));
}

void TestConfigEditors::appearance()
{
    ConfigFixture fixture(configSample);
    QVERIFY(fixture.open());
    fixture.goTo(u"Appearance"_s);
    QAction *dark = fixture.themes.actions().at(2);
    const auto buttons = fixture.dialog->findChildren<QRadioButton *>();
    QCOMPARE(buttons.size(), 3);
    buttons.at(2)->click();
    QVERIFY(dark->isChecked());
    fixture.themes.actions().at(1)->trigger();
    QVERIFY(buttons.at(1)->isChecked());
    bool isRestored = false;
    connect(&fixture.restoreLayout, &QAction::triggered, this,
            [&isRestored] { isRestored = true; });
    fixture.button(u"Restore the default layout"_s)->click();
    QVERIFY(isRestored);
    QVERIFY(!fixture.canSave());
}

QTEST_MAIN(TestConfigEditors)
#include "tst_configeditors.moc"
