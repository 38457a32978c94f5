// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What the exports of a session look like: the table, the transcript and the report.

#include "models/markdowntext.h"
#include "models/sessioncsv.h"
#include "models/sessionhtml.h"
#include "models/sessionlines.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;
using namespace neuro;
using namespace neuro::tests;
using models::ExportFormat;

namespace {

/// The fields of a text after RFC 4180, row by row; nothing when it breaks the rules.
QList<QByteArrayList> csvRows(const QByteArray &text)
{
    QList<QByteArrayList> rows;
    QByteArrayList row;
    QByteArray field;
    qsizetype i = 0;
    while (i < text.size()) {
        field.clear();
        if (text[i] == '"') {
            for (++i; i < text.size(); ++i) {
                if (text[i] == '"' && (++i >= text.size() || text[i] != '"'))
                    break;
                field += text[i];
            }
        } else {
            for (; i < text.size() && !QByteArrayView(",\r\n\"").contains(text[i]); ++i)
                field += text[i];
        }
        row.append(field);
        if (QByteArrayView(text).sliced(i).startsWith("\r\n")) {
            rows.append(std::exchange(row, {}));
            i += 2;
        } else if (i < text.size() && text[i] == ',') {
            ++i;
            if (i == text.size())
                return {};
        } else {
            return {};
        }
    }
    return row.isEmpty() ? rows : QList<QByteArrayList>();
}

/// The field of a column in the first row after the heading.
QByteArray csvField(const QByteArray &line, const QByteArray &column)
{
    const QList<QByteArrayList> rows = csvRows(exported(line, ExportFormat::Csv));
    return rows.size() == 2 ? rows[1].value(rows[0].indexOf(column)) : QByteArray("not one row");
}

/// The list items of what happened, from the first line of a transcript on.
QByteArray happened(const QByteArray &lines)
{
    const QByteArray text = exported(headerLine() + lines, ExportFormat::Markdown);
    const QByteArray start = "recording started (neuro-relay 0.1.0)\n";
    const qsizetype at = text.indexOf(start);
    return at < 0 ? text : text.sliced(at + start.size());
}

constexpr auto hostile = R"(<script>alert('x')</script><img src="http://evil/">&amp;)";

} // namespace

class TestSessionReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesCsvFields_data();
    void writesCsvFields();
    void fillsColumns_data();
    void fillsColumns();
    void keepsEveryTextInATable();
    void disarmsFormulas();
    void tellsWhatHappened_data();
    void tellsWhatHappened();
    void beginsWithASummary();
    void escapesMarkdown_data();
    void escapesMarkdown();
    void quotesMarkdown_data();
    void quotesMarkdown();
    void saysWhenNothingIsThere();
    void isWellFormedHtml();
    void escapesHtml();
    void needsNothingElse();
    void linksDiagnostics();
    void linksDiagnosticsOfSeveralRecordings();
    void endsAReportThatIsFull();
    void cutsLongPayloads();
};

void TestSessionReports::writesCsvFields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("plain") << "a b;c"_ba
                           << "a b;c"_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba;
    QTest::newRow("comma") << "a,b"_ba
                           << "\"a,b\""_ba;
    QTest::newRow("quote") << "a\"b"_ba
                           << "\"a\"\"b\""_ba;
    QTest::newRow("line end") << "a\nb"_ba
                              << "\"a\nb\""_ba;
    QTest::newRow("return") << "a\rb"_ba
                            << "\"a\rb\""_ba;
}

void TestSessionReports::writesCsvFields()
{
    QFETCH(QByteArray, text);
    QByteArray out;
    models::appendCsvField(out, text);
    QTEST(out, "field");
}

void TestSessionReports::fillsColumns_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("fields");
    const auto row = [](const char *kind, const QByteArray &rest, const QByteArray &fields) {
        QTest::newRow(kind) << otherLine(kind, 2, rest)
                            << logTime(2) + ',' + QByteArray(kind).split(' ').first() + ',' +
                                   fields;
    };
    row("frame",
        R"("seq":7,"dir":"in","door":"backend","peer":3,"name":"G, H","size":2,"text":"{}",)"
        R"("command":"","verdict":"refused","reason":"missing_field","path":"data.message",)"
        R"("warnings":["game/empty","context/json"],"ms":1.5,"id":"a-1")",
        "7,in,backend,3,\"G, H\",,refused,missing_field: data.message,game/empty context/json,2,"
        "1.500,a-1,{}");
    QTest::newRow("frame out")
        << otherLine("frame", 2,
                     R"("seq":8,"dir":"out","door":"hub","peer":3,"name":"G","size":3,)"
                     R"("base64":"AP8Q","force":"12")")
        << logTime(2) + ",frame,8,out,hub,3,G,,,,,3,,12,base64:AP8Q";
    row("peer",
        R"("peer":3,"door":"backend","name":"G","type":"game","state":"disconnected",)"
        R"("address":"127.0.0.1:5","code":1001,"reason":"going away")",
        ",,backend,3,G,,disconnected,going away,,,,,disconnected (1001): going away");
    row("registry", R"("peer":3,"name":"G","actions":["shoot","wait"])",
        ",,,3,G,,,,,,,,\"now offers: shoot, wait\"");
    row("force",
        R"("id":"12","peer":3,"name":"G","state":"succeeded","decider":"random",)"
        R"("priority":"high","actions":["shoot"],"action":"wait","ms":1234.567)",
        ",,,3,G,wait,succeeded,random,,,1234.567,12,"
        "\"force 12: succeeded (random), wait, after 1234 ms\"");
    row("action",
        R"("id":"a-1","peer":3,"name":"shoot","source":"first","state":"failed","message":"no",)"
        R"("ms":2)",
        ",,,3,,shoot,failed,first,,,2.000,a-1,"
        "\"action shoot (first): failed, after 2 ms — no\"");
    row("diagnostic", R"("peer":3,"key":"force/empty","severity":"error","detail":"why","seq":9)",
        "9,,,3,,,error,,force/empty,,,,force/empty: why");
    row("operator", R"("command":"answer_force","peer":3,"force":"12","detail":"{}","error":"no")",
        ",,,3,,answer_force,failed,no,,,,12,answer_force Peer 3 force 12: {} — no");
    row("upstream", R"("state":"waiting","url":"ws://h","reason":"gone","waiting":5)",
        ",,,,,,waiting,gone,,,,,waiting ws://h — gone — 5 messages wait");
    row("registration",
        R"("door":"intermediary","state":"refused","reason":"bad_token","name":"S","address":"a")",
        ",,intermediary,,S,,refused,bad_token,,,,,registration refused (bad_token)");
    row("outbox",
        R"("destination":"upstream","state":"dropped","count":2,"pending":3,"reason":"old")",
        ",,,,upstream,,dropped,old,,,,,"
        "\"dropped: 2 messages for upstream, 3 wait now — old\"");
    row("outbox",
        R"("destination":"upstream","state":"queued","count":1,"pending":3,"rows":"7",)"
        R"("name":"Chess","origin":104)",
        "104,,,,upstream,,queued,,,,,,"
        "\"queued: 1 messages for upstream, 3 wait now — message #104 of Chess\"");
    row("outbox",
        R"("destination":"upstream","state":"queued","count":1,"pending":3,"rows":"7",)"
        R"("text":"{\"command\":\"context\",\"data\":{\"message\":\"Chess connected.\"}}")",
        ",,,,upstream,,queued,,,,,,"
        "\"queued: 1 messages for upstream, 3 wait now — Chess connected.\"");
    QTest::newRow("outbox failed")
        << otherLine("outbox", 2, R"("state":"failed","pending":3,"reason":"full")")
        << logTime(2) + ",outbox,,,,,,,failed,full,,,,,full";
    row("test_bench", R"("state":"on","settings":["to_games 500","ignore_forces"])",
        ",,,,,,on,,,,,,messages to games are held back 0.5 s; forces are ignored");
    QTest::newRow("test bench off")
        << otherLine("test_bench", 2,
                     R"("state":"off","settings":[],"reason":"upstream connected")")
        << logTime(2) +
               ",test_bench,,,,,,,off,upstream connected,,,,,\"off, as an upstream connected\"";
    row("dropped", R"("count":3,"why":"slow")",
        ",,,,,,,,,,,,3 lines of the log are missing here: slow");
    row("telepathy", R"("x":1)", ",,,,,,,,,,,,something of a newer version: telepathy");
    QTest::newRow("session") << headerLine()
                             << logTime(0) +
                                    ",session,,,,,,,,,,,,,recording started (neuro-relay 0.1.0)";
}

void TestSessionReports::fillsColumns()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, fields);
    QCOMPARE(exported(line, ExportFormat::Csv),
             "time,kind,seq,direction,door,peer,name,command,state,reason,warnings,bytes,ms,id,"
             "text\r\n" +
                 fields + "\r\n");
}

void TestSessionReports::keepsEveryTextInATable()
{
    const QByteArray payload = "{\"a\":\"\\\"\",\n\t\"b\":[1,2],\r\n\"c\":\"é\"}";
    QCOMPARE(csvField(frameLine(1, 1, "context", payload), "text"), payload);
    QCOMPARE(csvField(frameLine(1, 1, "context", ""), "text"), QByteArray());
    QCOMPARE(csvField(frameLine(1, 1, "context", "\n{}"), "text"), QByteArray("\n{}"));
}

void TestSessionReports::disarmsFormulas()
{
    for (const char *formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1+1", "\n\n@a"}) {
        QCOMPARE(csvField(frameLine(1, 1, "context", formula), "text"), '\'' + QByteArray(formula));
        QByteArray named = frameLine(1, 1, "context", "{}");
        QByteArray name = formula;
        name.replace('\t', "\\t").replace('\r', "\\r").replace('\n', "\\n");
        named.replace("Game 1", name);
        QCOMPARE(csvField(named, "name"), '\'' + QByteArray(formula));
    }
}

void TestSessionReports::tellsWhatHappened_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("context") << contextLine(1, 2, 1, R"(One *star*\n\n# Two)")
                             << "- `17:31:02.000000` **Game 1** → context: silent\n"
                                "  > One \\*star\\*\n  >\n  > \\# Two\n"_ba;
    QTest::newRow("force")
        << frameLine(1, 2, "actions/force",
                     R"({"command":"actions/force","data":{"query":"Shoot?","state":"1. loaded",)"
                     R"("action_names":["shoot_it","wait"]}})")
        << "- `17:31:02.000000` **Game 1** → actions/force: shoot\\_it \\| wait\n"
           "  > Shoot?\n  >\n  > 1\\. loaded\n"_ba;
    QTest::newRow("result")
        << frameLine(1, 2, "action/result",
                     R"({"command":"action/result","data":{"success":true,"message":"Boom"}})")
        << "- `17:31:02.000000` **Game 1** → action/result: ok — Boom\n"_ba;
    QTest::newRow("refused")
        << frameLine(1, 2, "context", R"({"command":"context"})")
               .replace("accepted", R"(refused","reason":"missing_field","path":"data.message)")
        << "- `17:31:02.000000` **Game 1** → context: refused: data.message is missing\n"_ba;
    QTest::newRow("sent")
        << otherLine("frame", 2,
                     R"("seq":8,"dir":"out","door":"backend","peer":3,"name":"G","size":3,)"
                     R"("text":"{\"command\":\"action\",\"data\":{\"name\":\"shoot\"}}")")
        << "- `17:31:02.000000` **G** ← action: shoot\n"_ba;
    QTest::newRow("names are remembered")
        << frameLine(1, 2, "", "{}") + diagnosticLine(1, 3, "<b>")
        << "- `17:31:02.000000` **Game 1** →\n"
           "- `17:31:03.000000` **Game 1** ⚠ warning game/empty: \\<b\\>\n"_ba;
    QTest::newRow("another day")
        << contextLine(1, 2, 1, "x").replace("2026-11-20T17:31:02", "2026-11-21T00:00:00")
        << "\n### 2026-11-21\n\n- `00:00:00.000000` **Game 1** → context: silent\n  > x\n"_ba;
}

void TestSessionReports::tellsWhatHappened()
{
    QFETCH(QByteArray, lines);
    QTEST(happened(lines), "text");
}

void TestSessionReports::beginsWithASummary()
{
    models::ExportRequest request;
    request.format = ExportFormat::Markdown;
    request.name = u"a_b.jsonl"_s;
    request.filter = *models::FilterExpression::parse(u"beer"_s);
    request.from = logMicros(1);
    QByteArray text;
    exported(
        headerLine() + contextLine(1, 0, 3, "beer") + contextLine(2, 2, 1, "beer") +
            contextLine(3, 4, 2, "beer").replace("accepted", R"(refused","reason":"forbidden)") +
            diagnosticLine(3, 4, "d") + contextLine(4, 5, 1, "wine") + "oops\n",
        request, text);
    const QByteArray expected =
        "# Session of 2026-11-20 17:31:00 UTC\n\n- **File:** a\\_b.jsonl\n"
        "- **Recorded by:** neuro-relay 0.1.0\n"
        "- **From, to (UTC):** 2026-11-20 17:31:02 to 2026-11-20 17:31:04\n"
        "- **Filter:** beer\n- **Time range:** ≥ 2026-11-20 17:31:01.000000 UTC\n"
        "- **Frames:** 2 (1 refused)\n- **Bytes in them:** 198\n- **Diagnostics:** 1\n"
        "- **Lines that are damaged:** 1\n\n## Who was there\n\n"
        "| Name | Received | Sent | Bytes | Refused | Diagnostics |\n|---|--:|--:|--:|--:|--:|\n"
        "| Game 1 | 1 | 0 | 99 | 0 | 1 |\n| Game 2 | 1 | 0 | 99 | 1 | 0 |\n\n"
        "## What happened\n\n### 2026-11-20\n\n";
    QCOMPARE(QString::fromUtf8(text.first(std::min(text.size(), expected.size()))),
             QString::fromUtf8(expected));
}

void TestSessionReports::escapesMarkdown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("escaped");
    QTest::newRow("plain") << u"It is your turn."_s << u"It is your turn."_s;
    QTest::newRow("picture") << u"![x](http://e)"_s << u"!\\[x\\](http://e)"_s;
    QTest::newRow("html") << u"<b>&amp;"_s << u"\\<b\\>\\&amp;"_s;
    QTest::newRow("code") << u"`a` \\ *b* _c_ ~d~ |"_s
                          << u"\\`a\\` \\\\ \\*b\\* \\_c\\_ \\~d\\~ \\|"_s;
    QTest::newRow("lines") << u"a\nb"_s << u"a b"_s;
    QTest::newRow("controls") << QString(u"\x1b]0;x\x07" + QString(QChar(0)) + u"\u009b2J\x7f\ta")
                              << u"\uFFFD\\]0;x\uFFFD\uFFFD\uFFFD2J\uFFFD\ta"_s;
    QTest::newRow("directions") << u"a\u202Eb\u2066c\u2069\u200Dd"_s
                                << u"a\uFFFDb\uFFFDc\uFFFD\u200Dd"_s;
}

void TestSessionReports::escapesMarkdown()
{
    QFETCH(QString, text);
    QTEST(models::markdownInline(text), "escaped");
}

void TestSessionReports::quotesMarkdown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quote");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("blank") << u" \n "_s << QString();
    QTest::newRow("heading") << u"a\r\n# b\n    c"_s << u"> a  \n> \\# b  \n> c\n"_s;
    QTest::newRow("lists") << u"- a\n+ b\n12. c\n3) d\n3 e"_s
                           << u"> \\- a  \n> \\+ b  \n> 12\\. c  \n> 3\\) d  \n> 3 e\n"_s;
    QTest::newRow("underline") << u"a\n===\n---"_s << u"> a  \n> \\===  \n> \\---\n"_s;
    QTest::newRow("controls") << u"a\n\x1b[2Jb\n\u202Ec"_s
                              << u"> a  \n> \uFFFD\\[2Jb  \n> \uFFFDc\n"_s;
    QTest::newRow("quotation") << u"> a"_s << u"> \\> a\n"_s;
}

void TestSessionReports::quotesMarkdown()
{
    QFETCH(QString, text);
    QTEST(models::markdownQuote(text, {}), "quote");
}

void TestSessionReports::saysWhenNothingIsThere()
{
    QVERIFY(exported(headerLine(), ExportFormat::Markdown).contains("Nothing that the filter"));
    QVERIFY(exported(headerLine(), ExportFormat::Html).contains("Nothing that the filter"));
    const QByteArray something = headerLine() + contextLine(1, 1, 1, "x");
    QVERIFY(!exported(something, ExportFormat::Markdown).contains("Nothing that the filter"));
    QVERIFY(!exported(something, ExportFormat::Html).contains("Nothing that the filter"));
}

void TestSessionReports::isWellFormedHtml()
{
    QByteArray html = exported(headerLine() + contextLine(1, 2, 1, hostile) +
                                   diagnosticLine(1, 3, "d") + frameLine(2, 4, "x", "\x01\x7f"),
                               ExportFormat::Html);
    QVERIFY(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
    // HTML leaves these open; all else is as in XML.
    html.remove(0, html.indexOf('\n') + 1);
    html.replace(QByteArray("<meta "), QByteArray("<meta/><x "));
    QString xml = QString::fromUtf8(html);
    xml.replace(QRegularExpression(u"<meta/><x ([^>]*)>"_s), u"<meta \\1/>"_s);
    QXmlStreamReader reader(xml);
    QStringList elements;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement)
            elements.append(reader.name().toString());
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(elements.count(u"details"_s), 2);
    QVERIFY(!elements.contains(u"script"_s));
    QVERIFY(!elements.contains(u"img"_s));
}

void TestSessionReports::escapesHtml()
{
    QCOMPARE(models::htmlText(QString::fromLatin1(hostile)),
             u"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;img "
             "src=&quot;http://evil/&quot;&gt;&amp;amp;"_s);
    QCOMPARE(models::htmlText(u"a\r\nb\tc\x01\x7f\u0085\u202E\u2066"),
             u"a\nb\tc\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"_s);

    QByteArray frame = contextLine(1, 2, 1, "x");
    frame.replace("Game 1", "<b>1</b>").replace(R"("command":"context")", R"("command":"<i>")");
    const QByteArray html =
        exported(headerLine() + frame + diagnosticLine(1, 3, "<u>"), ExportFormat::Html);
    QVERIFY(html.contains("&lt;b&gt;1&lt;/b&gt;"));
    QVERIFY(html.contains("<b>&lt;i&gt;</b>"));
    QVERIFY(html.contains("&lt;u&gt;"));
    for (const char *raw : {"<b>1", "<i>", "<u>"})
        QVERIFY2(!html.contains(raw), raw);
}

void TestSessionReports::needsNothingElse()
{
    const QByteArray html = exported(headerLine() + contextLine(1, 2, 1, "x"), ExportFormat::Html);
    QVERIFY(html.contains("default-src 'none'"));
    QVERIFY(html.contains("prefers-color-scheme: dark"));
    for (const char *outside :
         {"http://", "https://", "src=", "<link", "<script", "@import", "url("})
        QVERIFY2(!html.contains(outside), outside);
}

void TestSessionReports::linksDiagnostics()
{
    const QByteArray html =
        exported(headerLine() + contextLine(41, 2, 1, "x") + diagnosticLine(41, 3, "about it"),
                 ExportFormat::Html);
    QVERIFY(html.contains("<tr id=\"f1-41\">"));
    QVERIFY(html.contains("<a href=\"#f1-41\">#41</a>"));
    QVERIFY(html.contains("<td class=\"warning\">warning game/empty</td><td>about it</td>"));
}

void TestSessionReports::linksDiagnosticsOfSeveralRecordings()
{
    const QByteArray html =
        exported(headerLine() + contextLine(41, 2, 1, "x") + diagnosticLine(41, 3, "first") +
                     headerLine() + contextLine(41, 4, 1, "y") + diagnosticLine(41, 5, "second"),
                 ExportFormat::Html);
    for (const QByteArray id : {"f1-41", "f2-41"})
        QCOMPARE(html.count(QByteArray("id=\"" + id + '"')), 1);
    QVERIFY(html.contains("<td>first</td><td class=\"n\"><a href=\"#f1-41\">#41</a>"));
    QVERIFY(html.contains("<td>second</td><td class=\"n\"><a href=\"#f2-41\">#41</a>"));
}

void TestSessionReports::endsAReportThatIsFull()
{
    QByteArray lines = headerLine();
    const models::SessionHtmlWriter::Limits limits;
    for (quint64 i = 1; i <= limits.frames + 5; ++i)
        lines += frameLine(i, 1, "context", "{}");
    const QByteArray html = exported(lines, ExportFormat::Html);
    QCOMPARE(static_cast<quint64>(html.count("<tr id=")), limits.frames);
    QVERIFY(html.contains("20000 of 20005 frames are shown"));
    QVERIFY(html.endsWith("</body>\n</html>\n"));
}

void TestSessionReports::cutsLongPayloads()
{
    // Two bytes a character, so that the limit falls into one.
    const models::SessionHtmlWriter::Limits limits;
    const QByteArray payload = 'x' + QByteArray("é").repeated(limits.payload);
    const QByteArray html =
        exported(headerLine() + frameLine(1, 1, "context", payload), ExportFormat::Html);
    const qsizetype from = html.indexOf("<pre>x") + 6;
    const QByteArray shown = html.sliced(from, html.indexOf("\n… and ", from) - from);
    QCOMPARE(shown.count("é"), limits.payload / 2 - 1);
    QVERIFY(!html.contains("\uFFFD"));
    const QByteArray left = QByteArray::number(payload.size() - limits.payload + 1);
    QVERIFY(html.contains(QByteArray("… and " + left + " bytes more")));
}

QTEST_GUILESS_MAIN(TestSessionReports)
#include "tst_sessionreports.moc"
