// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/checkaction.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstring>

using namespace neuro::app;
using namespace Qt::StringLiterals;

class TestCheckAction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesActions_data();
    void judgesActions();
    void judgesData_data();
    void judgesData();
    void refusesDataForSeveralActions();
    void answersEveryCase();
    void answersInOrder();
    void tellsOptionsFromFiles();
    void answersWhatIsNoRequest();
    void aNullByteIsPartOfItsLine();
    void saysWhatCannotBeRead();
    void saysWhatCannotBeWritten();
    void endsWellWhenEveryLineWasJudged();
    void takesAByteOrderMark();
    void tellsOfAnOutcomeThatIsLost();
};

namespace {

constexpr auto shoot =
    R"({"name":"shoot","description":"Fire.","schema":{"type":"object","properties":{"at":{"enum":["self","dealer"]}},"required":["at"]}})";

ActionReport report(const QByteArray &action, const std::optional<QByteArray> &data = {})
{
    std::optional<NamedText> named;
    if (data)
        named = NamedText{u"data"_s, *data};
    return reportOnAction({u"file"_s, action}, named);
}

/// The answers of checkActionLines(), from a real stream to a real stream.
QList<QByteArray> answers(const QByteArray &lines, ActionVerdict &verdict)
{
    QTemporaryDir folder;
    QFile input(folder.filePath(u"in"_s));
    if (!input.open(QIODevice::WriteOnly) || input.write(lines) != lines.size())
        return {};
    input.close();
    const QString output = folder.filePath(u"out"_s);
    std::FILE *in = std::fopen(qPrintable(input.fileName()), "rb");
    std::FILE *out = std::fopen(qPrintable(output), "wb");
    QString problem;
    verdict = checkActionLines(in, out, problem);
    std::fclose(in);
    std::fclose(out);
    QFile file(output);
    if (!problem.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> read = file.readAll().split('\n');
    read.removeLast();
    return read;
}

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

void TestCheckAction::judgesActions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ActionVerdict>("verdict");
    QTest::addColumn<QStringList>("lines"); // Each: what a line of the report contains.
    const auto row = [](const char *name, const QByteArray &text, ActionVerdict verdict,
                        const QStringList &lines) {
        QTest::newRow(name) << text << verdict << lines;
    };
    using enum ActionVerdict;
    row("good", shoot, Good, {u"file: \"shoot\" is good"_s});
    row("style", R"({"name":"Bad Name","description":"x"})", Good,
        {u"file: warning: action/name_style: "_s, u"file: \"Bad Name\" is good, with 1 warning"_s});
    row("several warnings",
        R"({"name":"a","description":"","schema":{"type":"string","title":"t"}})", Good,
        {u"warning: action/no_description"_s, u"warning: schema/not_object"_s,
         u"warning: schema/unsupported_keyword"_s, u"with 3 warnings"_s});
    row("invalid schema", R"({"name":"a","description":"d","schema":{"type":"objekt"}})", Bad,
        {u"error: schema/invalid: "_s, u"file: bad: 1 error"_s});
    row("no name", R"({"description":"d"})", Bad,
        {u"file: error: missing_field: \"name\" is missing"_s, u"bad: 1 error"_s});
    row("wrong type", R"({"name":"a","description":7})", Bad,
        {u"error: wrong_type: \"description\" must be"_s});
    row("message",
        R"({"command":"actions/register","game":"g","data":{"actions":[{"name":"a","description":"d"},{"name":"b","description":"d"}]}})",
        Good, {u"file: all 2 actions are good"_s});
    row("the same twice",
        R"({"command":"actions/register","game":"g","data":{"actions":[{"name":"a","description":"d"},{"name":"a","description":"d"}]}})",
        Good, {u"file: warning: register/identical: \"a\""_s, u"with 1 warning"_s});
    row("one name twice",
        R"({"command":"actions/register","game":"g","data":{"actions":[{"name":"a","description":"d"},{"name":"b","description":"d"},{"name":"a","description":"e"}]}})",
        Good, {u"file: warning: register/conflict: \"a\""_s});
    row("other message", R"({"command":"startup","game":"g"})", Unusable,
        {u"not actions/register"_s});
    row("no JSON", "{\"name\":\n  oops}", Unusable, {u"file is not JSON: line 2, column 3: "_s});
    row("array", "[]", Unusable, {u"it has to be a JSON object"_s});
    row("number", "5", Unusable, {u"it has to be a JSON object"_s});
    row("context", R"({"command":"context","game":"g","data":{"message":"m","silent":true}})",
        Unusable, {u"not actions/register"_s});
    row("no action at all", R"({"command":"actions/register","game":"g","data":{"actions":[]}})",
        Unusable, {u"file holds no action"_s});
    row("empty", "", Unusable, {u"file is not JSON: line 1, column 1: "_s});
}

void TestCheckAction::judgesActions()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, lines);
    const ActionReport result = report(text);
    const QString all = result.lines.join(u'\n');
    QTEST(result.verdict, "verdict");
    for (const QString &line : lines)
        QVERIFY2(all.contains(line), qPrintable(line + u" is not in\n"_s + all));
    QVERIFY2(!all.contains("data.actions"_L1), qPrintable(all));
}

void TestCheckAction::judgesData_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<ActionVerdict>("verdict");
    QTest::addColumn<QString>("line");
    using enum ActionVerdict;
    QTest::newRow("good") << QByteArray(shoot) << QByteArray(R"({"at":"self"})") << Good
                          << u"data: satisfies the schema of \"shoot\""_s;
    QTest::newRow("not in enum") << QByteArray(shoot) << QByteArray(R"({"at":"me"})") << Bad
                                 << u"data: error: at: "_s;
    QTest::newRow("missing") << QByteArray(shoot) << QByteArray("{}") << Bad << u"at"_s;
    QTest::newRow("no JSON") << QByteArray(shoot) << QByteArray("{") << Bad << u"data: error: "_s;
    QTest::newRow("invalid schema")
        << QByteArray(R"({"name":"a","description":"d","schema":{"type":"objekt"}})")
        << QByteArray("{}") << Bad << u"data: error: cannot be checked"_s;
    // As a relay, which sends no data with such an action.
    QTest::newRow("no schema") << QByteArray(R"({"name":"a","description":"d"})")
                               << QByteArray("{}") << Bad << u"data: error: \"a\" takes no data"_s;
    QTest::newRow("empty schema") << QByteArray(R"({"name":"a","description":"d","schema":{}})")
                                  << QByteArray("{}") << Bad
                                  << u"data: error: \"a\" takes no data"_s;
}

void TestCheckAction::judgesData()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, data);
    QFETCH(QString, line);
    const ActionReport result = report(action, data);
    QTEST(result.verdict, "verdict");
    const QString all = result.lines.join(u'\n');
    QVERIFY2(all.contains(line), qPrintable(all));
}

void TestCheckAction::refusesDataForSeveralActions()
{
    const ActionReport result = report(
        R"({"command":"actions/register","game":"g","data":{"actions":[{"name":"a","description":"d"},{"name":"b","description":"d"}]}})",
        "{}");
    QCOMPARE(result.verdict, ActionVerdict::Unusable);
    QVERIFY(result.lines.constFirst().contains("2 actions"_L1));
}

void TestCheckAction::answersEveryCase()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/schema.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray lines = file.readAll();
    ActionVerdict verdict = ActionVerdict::Bad;
    const QList<QByteArray> found = answers(lines, verdict);
    QCOMPARE(verdict, ActionVerdict::Good);
    const QList<QByteArray> cases = lines.trimmed().split('\n');
    QCOMPARE(found.size(), cases.size());
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const QJsonObject answer = json(found[i]);
        QVERIFY2(answer[u"valid"].toBool() == json(cases[i])[u"valid"].toBool(),
                 cases[i].constData());
        QCOMPARE(answer[u"errors"].toArray().isEmpty(), answer[u"valid"].toBool());
    }
}

void TestCheckAction::answersInOrder()
{
    ActionVerdict verdict = ActionVerdict::Bad;
    const QList<QByteArray> found =
        answers(R"({"schema":{"type":"string"},"instance":"\"x\""})"
                "\n\n \t\r\n"
                R"({"schema":{"properties":{"a":{"type":"integer"}}},"instance":"{\"a\":1.5}"})"
                "\n"
                R"({"schema":true,"instance":"{"})",
                verdict);
    // Whoever takes the answer of a line by its number gets that of this line.
    QCOMPARE(verdict, ActionVerdict::Unusable);
    QCOMPARE(found.size(), 5);
    QCOMPARE(found[0], R"({"valid":true,"errors":[]})");
    for (const qsizetype blank : {1, 2}) {
        const QJsonObject answer = json(found[blank]);
        QVERIFY(!answer[u"valid"].toBool());
        const QString message = answer[u"errors"][0][u"message"].toString();
        QVERIFY2(message.startsWith(u"line %1 is not JSON: "_s.arg(blank + 1)),
                 qPrintable(message));
    }
    const QJsonObject fourth = json(found[3]);
    QVERIFY(!fourth[u"valid"].toBool());
    QCOMPARE(fourth[u"errors"][0][u"path"].toString(), u"a"_s);
    QVERIFY(!fourth[u"errors"][0][u"message"].toString().isEmpty());
    QVERIFY(!json(found[4])[u"valid"].toBool());

    // Nothing is no line.
    for (const QByteArray &nothing : {""_ba, "\xef\xbb\xbf"_ba}) {
        QCOMPARE(answers(nothing, verdict), QList<QByteArray>());
        QCOMPARE(verdict, ActionVerdict::Good);
    }
}

void TestCheckAction::tellsOptionsFromFiles()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"--help"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(shoot);
    file.close();
    const auto run = [&folder](const QStringList &arguments) -> QByteArray {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral(NEURO_RELAY_PROGRAM),
                      QStringList{u"check-action"_s} + arguments);
        if (!process.waitForFinished())
            return {};
        return QByteArray::number(process.exitCode()) + ' ' + process.readAllStandardOutput() +
               process.readAllStandardError();
    };
    QCOMPARE(run({u"--bogus"_s, u"a.json"_s}),
             "2 neuro-relay: check-action: there is no option --bogus; see neuro-relay "
             "check-action --help\n"_ba);
    QCOMPARE(run({u"--"_s, u"--help"_s}), "0 --help: \"shoot\" is good\n"_ba);
    QVERIFY(run({u"--bogus"_s, u"--help"_s}).startsWith("0 Usage: "));
    QCOMPARE(run({u"--jsonl"_s, u"a.json"_s}),
             "2 neuro-relay: check-action: takes FILE [DATA], or --jsonl alone\n"_ba);
}

void TestCheckAction::answersWhatIsNoRequest()
{
    ActionVerdict verdict = ActionVerdict::Good;
    const QByteArray good = R"({"schema":{},"instance":"1"})";
    const QByteArray tooLong(checkedTextLimit + 10, ' ');
    const QList<QByteArray> found =
        answers("nonsense\n{\"schema\":{}}\n" + tooLong + "\n" + good + "\n", verdict);
    QCOMPARE(verdict, ActionVerdict::Unusable);
    QCOMPARE(found.size(), 4);
    QVERIFY(
        json(found[0])[u"errors"][0][u"message"].toString().startsWith("line 1 is not JSON"_L1));
    QVERIFY(json(found[1])[u"errors"][0][u"message"].toString().startsWith("line 2 needs"_L1));
    QVERIFY(json(found[2])[u"errors"][0][u"message"].toString().contains("longer than"_L1));
    QCOMPARE(found[3], R"({"valid":true,"errors":[]})");
}

/// A line ends where it ends: each gets its answer, whatever is in it.
void TestCheckAction::aNullByteIsPartOfItsLine()
{
    ActionVerdict verdict = ActionVerdict::Good;
    const QByteArray good = R"({"schema":{},"instance":"1"})";
    const QByteArray null(1, '\0');
    const QList<QByteArray> found = answers(
        good + null + "\n" + good + "\n" + null + good + "\n" + null + "\n" + good, verdict);
    QCOMPARE(verdict, ActionVerdict::Unusable);
    QCOMPARE(found.size(), 5);
    for (const qsizetype bad : {0, 2, 3}) {
        const QString message = json(found[bad])[u"errors"][0][u"message"].toString();
        QVERIFY2(message.startsWith(u"line %1 is not JSON"_s.arg(bad + 1)), qPrintable(message));
    }
    for (const qsizetype fine : {1, 4})
        QCOMPARE(found[fine], R"({"valid":true,"errors":[]})");
}

/// A folder can be opened as a stream, but not read.
void TestCheckAction::saysWhatCannotBeRead()
{
    const QTemporaryDir folder;
    std::FILE *in = std::fopen(qPrintable(folder.path()), "rb");
    if (!in)
        QSKIP("folders cannot be opened here");
    const QString output = folder.filePath(u"out"_s);
    std::FILE *out = std::fopen(qPrintable(output), "wb");
    QVERIFY(out);
    QString problem;
    QCOMPARE(checkActionLines(in, out, problem), ActionVerdict::Unusable);
    std::fclose(in);
    std::fclose(out);
    QCOMPARE(problem, u"cannot read line 1 of standard input: "_s +
                          QString::fromLocal8Bit(std::strerror(EISDIR)));
    QCOMPARE(QFileInfo(output).size(), 0);
}

void TestCheckAction::saysWhatCannotBeWritten()
{
    std::FILE *out = std::fopen("/dev/full", "wb");
    if (!out)
        QSKIP("there is no full device here");
    std::FILE *in = std::tmpfile();
    QVERIFY(in);
    std::fputs("{\"schema\":{},\"instance\":\"1\"}\n", in);
    std::rewind(in);
    QString problem;
    QCOMPARE(checkActionLines(in, out, problem), ActionVerdict::Unusable);
    std::fclose(in);
    std::fclose(out);
    QCOMPARE(problem, u"cannot write the answer to line 1 to standard output: "_s +
                          QString::fromLocal8Bit(std::strerror(ENOSPC)));
}

/// Its answers tell what is valid.
void TestCheckAction::endsWellWhenEveryLineWasJudged()
{
    ActionVerdict verdict = ActionVerdict::Bad;
    const QList<QByteArray> found =
        answers("{\"schema\":{\"type\":\"string\"},\"instance\":\"1\"}\n"
                "{\"schema\":{\"type\":\"strong\"},\"instance\":\"1\"}\n",
                verdict);
    QCOMPARE(verdict, ActionVerdict::Good);
    QCOMPARE(found.size(), 2);
    for (const QByteArray &answer : found)
        QVERIFY2(answer.startsWith(R"({"valid":false)"), answer.constData());
}

void TestCheckAction::takesAByteOrderMark()
{
    const QByteArray mark = "\xef\xbb\xbf";
    ActionVerdict verdict = ActionVerdict::Bad;
    const QByteArray good = R"({"schema":{},"instance":"1"})";
    const QList<QByteArray> found = answers(mark + good + '\n' + mark + good + '\n', verdict);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0], R"({"valid":true,"errors":[]})");
    // In front only.
    QVERIFY2(found[1].contains("line 2 is not JSON"), found[1].constData());
    QCOMPARE(verdict, ActionVerdict::Unusable);

    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    };
    QCOMPARE(runCheckAction(
                 {write(u"action"_s, mark + shoot), write(u"data"_s, mark + R"({"at":"self"})")}),
             ActionVerdict::Good);
}

/// Whoever looks at the exit status only must not take it for a good one.
void TestCheckAction::tellsOfAnOutcomeThatIsLost()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no full device here");
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(QStringLiteral(NEURO_RELAY_PROGRAM), {u"check-action"_s, u"-"_s});
    process.write(shoot);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(process.readAllStandardError(),
             "neuro-relay: check-action: cannot write the outcome to standard output: No space "
             "left on device\n"_ba);
}

QTEST_GUILESS_MAIN(TestCheckAction)
#include "tst_checkaction.moc"
