// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filterexpression.h"

#include "models/events.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTest>

using namespace neuro;
using namespace neuro::tests;
using models::FilterExpression;
using models::FilterProblem;
using protocol::DiagnosticKey;

namespace {

/// A result that a game sent: peer 3 at the backend door, 72 bytes, 12.5 ms after its action.
relay::FrameEvent sample()
{
    relay::FrameEvent event =
        of(frame(u"action/result"_s, R"({"id":"a-7","success":true,"message":"Drank beer"})"),
           u"Tic Tac Toe"_s, 3);
    event.actionId = u"a-7"_s;
    event.latency = 12'500;
    event.warnings = {{DiagnosticKey::ResultSlow, {}}, {DiagnosticKey::SchemaEmpty, {}}};
    return event;
}

bool passes(const QString &filter, const relay::FrameEvent &event, qint64 size = -1)
{
    const auto read = FilterExpression::parse(filter);
    if (!read)
        qFatal("%s: %s", qPrintable(filter), qPrintable(read.error().message.english()));
    const bool passing = read->matches(models::factsOf(event, size));
    if (size < 0 && read->matches(event) != passing)
        qFatal("%s: a live frame passes otherwise than a recorded one", qPrintable(filter));
    return passing;
}

QString canonical(const QString &filter)
{
    const auto read = FilterExpression::parse(filter);
    return read ? read->text() : u"error: "_s + read.error().message.english();
}

} // namespace

class TestFilterExpression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conditions_data();
    void conditions();
    void relations_data();
    void relations();
    void sentFrames();
    void doorsAndVerdicts();
    void frameWithoutParticulars();
    void recordedSize();
    void warningsOfOneKind();
    void binaryMessage();
    void text_data();
    void text();
    void problems_data();
    void problems();
    void limits();
    void wordsAndPhrase();
    void wordsMeanWhatTheyMeant_data();
    void wordsMeanWhatTheyMeant();
    void cost();
    void hostilePattern();
    void randomRoundTrip();
};

void TestFilterExpression::conditions_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("passing");
    const auto row = [](const char *filter, bool passing) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << passing;
    };
    row("", true);
    row("  \t", true);
    row("game:\"Tic Tac Toe\"", true);
    row("game:\"tic tac TOE\"", true);
    row("GAME:\"tic tac TOE\"", true);
    row("game:Tic", false);
    row("game:Tic*", true);
    row("game:*tac*toe", true);
    row("game:*tac*tac*", false);
    row("game:\"Tic*\"", true);
    row("game:\"Tic\\*\"", false);
    row("game:*", true);
    row("game:Tic*Tic*Toe", false);
    row("peer:3", true);
    row("peer:33", false);
    row("cmd:action/result", true);
    row("cmd:Action/Result", true);
    row("cmd:action", false);
    row("cmd:action*", true);
    row("cmd:*/result", true);
    row("cmd:a*n*t", true);
    row("cmd:action/result*", true);
    row("cmd:action/result*t", false); // The parts must not overlap.
    row("dir:in", true);
    row("dir:OUT", false);
    row("door:backend", true);
    row("door:hub", false);
    row("verdict:accepted", true);
    row("verdict:refused", false);
    row("warn:result/slow", true);
    row("warn:Schema/*", true);
    row("warn:*", true);
    row("warn:schema/invalid", false);
    row("id:a-7", true);
    row("id:a*", true);
    row("id:A-7", false);
    row("ms>12", true);
    row("ms>12.5", false);
    row("ms>=12.5", true);
    row("ms=12.5", true);
    row("ms<12.5", false);
    row("ms<=12.5", true);
    row("ms<12.501", true);
    row("size>50", true);
    row("size<4k", true);
    row("size>1KiB", false);
    row("size>=0", true);
    row("beer", true);
    row("BEER", true);
    row("toe", true); // The game's name.
    row("ACTION/", true);
    row("whisky", false);
    row("\"drank beer\"", true);
    row("\"beer drank\"", false);
    row("text:beer", true);
    row("text:\"drank beer\"", true);
    row("text:be*r", false); // No star here.
    row("\"\\\"id\\\":\\\"a-7\\\"\"", true);
    row("re:/Drank (beer|wine)/", true);
    row("re:/drank/", false); // Letter case counts.
    row("re:/[Dd]rank\\s\\w+\"/", true);
    row("re:/^\\{\"command\":\"action\\/result\"/", true);
    row("re:/wine$/", false);
    row("re:/[/]result/", true);
}

void TestFilterExpression::conditions()
{
    QFETCH(QString, filter);
    QTEST(passes(filter, sample()), "passing");
}

void TestFilterExpression::relations_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("passing"); ///< Those of a, b, ab, abc and c that pass.
    const auto row = [](const char *filter, const char *passing) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(passing);
    };
    row("xa xb", "ab abc");
    row("xa & xb", "ab abc");
    row("xa&xb", "ab abc");
    row("xa && xb", "ab abc");
    row("xa | xb", "a b ab abc");
    row("xa|xb", "a b ab abc");
    row("xa || xb", "a b ab abc");
    row("!xa", "b c");
    row("! xa", "b c");
    row("!!xa", "a ab abc");
    row("!xa xb", "b");
    row("xa !xb", "a");
    row("xa xb | xc", "ab abc c"); // & binds tighter than |.
    row("xc | xa xb", "ab abc c");
    row("xc | xa & xb", "ab abc c");
    row("xa (xb | xc)", "ab abc");
    row("(xb|xc)xa", "ab abc");
    row("!(xa | xb)", "c");
    row("!(xa & xb)", "a b c");
    row("!xa | !xb", "a b c");
    row("((xa))", "a ab abc");
    row("!(!(xa))", "a ab abc");
    row("(xa xb) xc", "abc");
    row("(xa | xb) | xc", "a b ab abc c");
    row("xa re:/xb/ !re:/xc/", "ab");
}

void TestFilterExpression::relations()
{
    QFETCH(QString, filter);
    QStringList passing;
    for (const QString &letters : {u"a"_s, u"b"_s, u"ab"_s, u"abc"_s, u"c"_s}) {
        QByteArray message;
        for (const QChar letter : letters)
            message += QByteArray(" x") + letter.toLatin1();
        relay::FrameEvent event;
        event.payload = message;
        if (passes(filter, event))
            passing.append(letters);
    }
    const QString found = passing.join(u' ');
    QTEST(found, "passing");
}

void TestFilterExpression::sentFrames()
{
    const relay::FrameEvent sent = outgoing(sample());
    QVERIFY(passes(u"dir:out"_s, sent));
    QVERIFY(!passes(u"dir:in"_s, sent));
    // Nobody has judged it.
    QVERIFY(!passes(u"verdict:accepted"_s, sent));
    QVERIFY(!passes(u"verdict:refused"_s, sent));
    QVERIFY(passes(u"!verdict:accepted"_s, sent));
}

void TestFilterExpression::doorsAndVerdicts()
{
    relay::FrameEvent event = sample();
    for (std::size_t door = 0; door < relay::doorNames.size(); ++door) {
        event.door = static_cast<relay::Door>(door);
        for (const char *name : relay::doorNames)
            QCOMPARE(passes(u"door:"_s + QLatin1StringView(name), event),
                     name == relay::doorNames[door]);
    }
    event = refused(sample(), {protocol::Reason::UnexpectedResult, u"data.id"_s,
                               protocol::verbatim(u"no action is pending"_s)});
    QVERIFY(passes(u"verdict:refused"_s, event));
    QVERIFY(!passes(u"verdict:accepted"_s, event));
    QVERIFY(passes(u"\"is PENDING\""_s, event));
    QVERIFY(passes(u"data.id"_s, event));
    QVERIFY(!passes(u"re:/pending/"_s, event)); // Looks at the message only.
}

void TestFilterExpression::frameWithoutParticulars()
{
    const relay::FrameEvent event;
    for (const QString &filter : {u"game:*"_s, u"cmd:*"_s, u"id:*"_s, u"warn:*"_s, u"ms>=0"_s,
                                  u"ms<1000"_s, u"word"_s, u"re:/./"_s, u"peer:1"_s, u"size>0"_s})
        QVERIFY2(!passes(filter, event), qPrintable(filter));
    for (const QString &filter : {u"!game:*"_s, u"!cmd:*"_s, u"!id:*"_s, u"!ms>0"_s, u"size=0"_s,
                                  u"re:/^$/"_s, u"!warn:*"_s})
        QVERIFY2(passes(filter, event), qPrintable(filter));
}

/// A recording holds messages with their secrets masked.
void TestFilterExpression::recordedSize()
{
    QVERIFY(passes(u"size=5000"_s, sample(), 5000));
    QVERIFY(passes(u"size=0"_s, sample(), 0));
    QVERIFY(passes(u"size=%1"_s.arg(sample().payload.size()), sample()));
}

void TestFilterExpression::warningsOfOneKind()
{
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable) {
        relay::FrameEvent event = sample();
        event.warnings = {{info.key, {}}};
        const QString key = QString::fromLatin1(info.name);
        QVERIFY(passes(u"warn:"_s + key, event));
        QVERIFY(passes(u"warn:"_s + key.section(u'/', 0, 0) + u"/*"_s, event));
        event.warnings.clear();
        QVERIFY(!passes(u"warn:"_s + key, event));
    }
}

void TestFilterExpression::binaryMessage()
{
    relay::FrameEvent event;
    event.binary = true;
    event.payload = QByteArray("\xFF\xFE\x00 beer \xF4", 10);
    QVERIFY(passes(u"beer"_s, event));
    QVERIFY(passes(u"re:/b.er/"_s, event));
    QVERIFY(passes(u"re:/beer .$/"_s, event));
    QVERIFY(!passes(u"re:/wine/"_s, event));
}

void TestFilterExpression::text_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *filter, const char *written) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(written);
    };
    row("", "");
    row("   ", "");
    row("  red   green ", "red green");
    row("red&green", "red green");
    row("red&&green||blue", "red green | blue");
    row("(red green) | blue", "red green | blue");
    row("red (green | blue)", "red (green | blue)");
    row("red | (green | blue)", "red | green | blue");
    row("red (green blue)", "red green blue");
    row("((red))", "red");
    row("!(red)", "!red");
    row("!!!red", "!red");
    row("!(red green)", "!(red green)");
    row("!(!(red))", "red");
    row("\"red\"", "red");
    row("text:red", "red");
    row("text:\"red green\"", "\"red green\"");
    row("\"red|green\"", "\"red|green\"");
    row("\"!red\"", "\"!red\"");
    row("\"game:red\"", "\"game:red\"");
    row("\"size>5\"", "\"size>5\"");
    row("\"(red\"", "\"(red\"");
    row("\"red)\"", "\"red)\"");
    row("call(red)", "call(red)");
    row("!(call(red) | blue)", "!(call(red) | blue)");
    row("call(red", "\"call(red\"");
    row("!(\"call(red\" game:\"a(b\")", "!(\"call(red\" game:\"a(b\")");
    row("\"a\\\"b\\\\\"", "a\"b\\");
    row("\"\\\"b\"", "\"\\\"b\"");
    row("\"a\\nb c\\td\"", "\"a\\nb c\\td\"");
    row("\"a\nb\"", "\"a\\nb\"");
    row("text:\"a*\"", "a*");
    row("http://example.org/?a=1", "http://example.org/?a=1");
    row("std::string", "std::string");
    row("12:30:01", "12:30:01");
    row("{\"item\":\"beer\"}", "{\"item\":\"beer\"}");
    row("a>b", "\"a>b\"");
    row("Game:A", "game:A");
    row("game:\"A\"", "game:A");
    row("game:\"Tic Tac\"", "game:\"Tic Tac\"");
    row("game:\"Tic*\"", "game:Tic*");
    row("game:\"Tic\\*\"", "game:\"Tic\\*\"");
    row("game:\"A\\*B *\"", "game:\"A\\*B *\"");
    row("game:a\"b\\c", "game:a\"b\\c");
    row("game:\"\\\"a\"", "game:\"\\\"a\"");
    row("game:a:b", "game:a:b");
    row("peer:007", "peer:7");
    row("cmd:Action/*", "cmd:Action/*");
    row("dir:IN", "dir:in");
    row("door:Hub", "door:hub");
    row("verdict:\"refused\"", "verdict:refused");
    row("warn:Schema/*", "warn:Schema/*");
    row("size>4k", "size>4KiB");
    row("size>4096", "size>4KiB");
    row("size<=1.5M", "size<=1536KiB");
    row("size=0", "size=0B");
    row("size>2KB", "size>2KB");
    row("ms>1.500", "ms>1.5");
    row("ms<0.001", "ms<0.001");
    row("ms>=20", "ms>=20");
    row("id:\"a 7\"", "id:\"a 7\"");
    row("re:/a b|c\\/d[/]/", "re:/a b|c\\/d[/]/");
    row("!game:A|!(cmd:x & \"y z\")", "!game:A | !(cmd:x \"y z\")");
}

void TestFilterExpression::text()
{
    QFETCH(QString, filter);
    QTEST(canonical(filter), "written");
    // What was written reads as the same.
    QCOMPARE(canonical(canonical(filter)), canonical(filter));
    QCOMPARE(*FilterExpression::parse(canonical(filter)), *FilterExpression::parse(filter));
}

void TestFilterExpression::problems_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("marked"); ///< ^ under what is wrong.
    QTest::addColumn<QString>("message");
    const auto row = [](const char *filter, const char *marked, const char *message) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromLatin1(marked)
                              << QString::fromUtf8(message);
    };
    row("gmae:Foo", "^^^^", "there is no field “gmae”; did you mean “game”?");
    row("red comand:x", "    ^^^^^^",
        "there is no field “comand”; known are game, peer, cmd, dir, door, verdict, warn, size, "
        "ms, id, text, re; text with a colon is written in quotes");
    row("siez>5", "^^^^", "there is no field “siez”; did you mean “size”?");
    row("game:", "^^^^^", "a value is missing directly after “game:”");
    row("game: Foo", "^^^^^", "a value is missing directly after “game:”");
    row("(game:)", " ^^^^^", "a value is missing directly after “game:”");
    row("re:", "^^^", "a value is missing directly after “re:”");
    row("size> 5", "^^^^^", "a value is missing directly after “size>”");
    row("game:\"\"", "     ^^", "there is nothing between the quotes");
    row("\"\"", "^^", "there is nothing between the quotes");
    row("game>5", "    ^",
        "after “game” comes a colon, not “>”; text with this sign is written in quotes");
    row("size:5", "    ^",
        "“size” is compared with a number: size>20, size<20, size>=20, size<=20 or size=20");
    row("dir:up", "    ^^", "“dir” is in or out, not “up”");
    row("door:\"front\"", "     ^^^^^^^",
        "“door” is backend or intermediary or hub or upstream, not “front”");
    row("verdict:ok", "        ^^", "“verdict” is accepted or refused, not “ok”");
    row("peer:x", "     ^", "“peer” is the number of a connection such as 3, not “x”");
    row("peer:-1", "     ^^", "“peer” is the number of a connection such as 3, not “-1”");
    row("peer:99999999999999999999", "     ^^^^^^^^^^^^^^^^^^^^",
        "“peer” is the number of a connection such as 3, not “99999999999999999999”");
    row("warn:result/slwo", "     ^^^^^^^^^^^",
        "there is no diagnostic “result/slwo”; did you mean “result/slow”?");
    row("warn:nonsense", "     ^^^^^^^^",
        "there is no diagnostic “nonsense”; schema/* stands for all of one kind, * for any");
    row("size>big", "     ^^^", "“size” is a number of bytes such as 500, 4k or 2MiB, not “big”");
    row("size>9999TB", "     ^^^^^^",
        "“size” is a number of bytes such as 500, 4k or 2MiB, not “9999TB”");
    row("ms>1e3", "   ^^^", "“ms” is a number of milliseconds such as 20 or 1.5, not “1e3”");
    row("ms>5.", "   ^^", "“ms” is a number of milliseconds such as 20 or 1.5, not “5.”");
    row("ms>1.2.3", "   ^^^^^", "“ms” is a number of milliseconds such as 20 or 1.5, not “1.2.3”");
    row("red (green", "    ^", "“)” is missing for the “(” at character 5");
    // People count characters, not units.
    row("\U0001f3ae (green", "   ^", "“)” is missing for the “(” at character 3");
    row("(red | (green)", "^", "“)” is missing for the “(” at character 1");
    row("red)", "   ^", "there is no “(” for this “)”; text with parentheses is written in quotes");
    row(")", "^", "there is no “(” for this “)”; text with parentheses is written in quotes");
    row("( )", "^^^", "there is nothing between the parentheses");
    row("red (", "    ^", "a condition is missing after this “(”");
    row("red &", "    ^", "a condition is missing after “&”");
    row("red ||", "    ^^", "a condition is missing after “||”");
    row("(red |)", "     ^", "a condition is missing after “|”");
    row("red & | green", "    ^", "a condition is missing after “&”");
    row("| red", "^", "a condition is missing before “|”");
    row("(& red)", " ^", "a condition is missing before “&”");
    row("!", "^", "a condition is missing after “!”");
    row("red !", "    ^", "a condition is missing after “!”");
    row("red \"green", "    ^^^^^^",
        "the quote at character 5 is not closed; a quote inside of quotes is written “\\\"”");
    row("\"red\"green", "     ^",
        "after a closing quote comes a blank or an operator; a quote inside of quotes is written "
        "“\\\"”");
    row("\"a\\qb\"", "  ^^", "“\\q” means nothing; a backslash inside of quotes is written “\\\\”");
    row("re:foo", "   ^^^", "a regular expression stands between slashes: re:/…/");
    row("re:/foo", "   ^^^^", "“/” is missing at the end of the regular expression");
    row("re:/a[/]", "   ^^^^^", "“/” is missing at the end of the regular expression");
    row("re://", "   ^^", "the regular expression is empty");
    row("re:/foo/i", "        ^",
        "after the “/” of a regular expression comes a blank; there are no flags, and “/” inside "
        "is written “\\/”");
    row("re:/a(b/", "    ^^^",
        "the regular expression cannot be used: a group that is not closed at character 4");
    row("re:/(a)\\1/", "    ^^^^^",
        "the regular expression cannot be used: a back-reference, which is not supported, at "
        "character 5");
    row("re:/a{5000}/", "    ^^^^^^^",
        "the regular expressions of a filter must not have more than 2000 steps, their "
        "repetitions written out");
}

void TestFilterExpression::problems()
{
    QFETCH(QString, filter);
    const auto read = FilterExpression::parse(filter);
    QVERIFY(!read);
    const FilterProblem &problem = read.error();
    QTEST(problem.message.english(), "message");
    const QString marked = QString(problem.position, u' ') + QString(problem.length, u'^');
    QTEST(marked, "marked");
}

void TestFilterExpression::limits()
{
    const auto problemOf = [](const QString &filter) {
        const auto read = FilterExpression::parse(filter);
        return read ? FilterProblem() : read.error();
    };
    QVERIFY(FilterExpression::parse(QString(FilterExpression::maxLength, u'a')));
    FilterProblem problem = problemOf(QString(FilterExpression::maxLength + 2, u'a'));
    QCOMPARE(problem.position, FilterExpression::maxLength);
    QCOMPARE(problem.length, 2);
    QCOMPARE(problem.message.english(), u"the filter is longer than 4000 characters"_s);

    const auto nested = [](int depth) -> QString {
        return QString(depth, u'(') + u'a' + QString(depth, u')');
    };
    QVERIFY(FilterExpression::parse(nested(FilterExpression::maxNesting)));
    problem = problemOf(nested(FilterExpression::maxNesting + 1));
    QCOMPARE(problem.position, FilterExpression::maxNesting);
    QCOMPARE(problem.message.english(), u"parentheses are nested deeper than 50 levels"_s);
    // Side by side they are not nested.
    QVERIFY(FilterExpression::parse(u"(a)"_s.repeated(FilterExpression::maxNesting + 1)));

    QVERIFY(FilterExpression::parse(u"a "_s.repeated(FilterExpression::maxTerms)));
    problem = problemOf(u"a "_s.repeated(FilterExpression::maxTerms + 1));
    QCOMPARE(problem.position, 2 * FilterExpression::maxTerms);
    QCOMPARE(problem.message.english(), u"the filter has more than 200 conditions"_s);

    // The steps of all patterns count together.
    QVERIFY(FilterExpression::parse(u"re:/a{900}/ re:/b{900}/"_s));
    problem = problemOf(u"re:/a{900}/ re:/b{900}/ re:/c{900}/"_s);
    QCOMPARE(problem.position, 28);
    QCOMPARE(problem.length, 6);
}

void TestFilterExpression::wordsAndPhrase()
{
    QVERIFY(FilterExpression().isEmpty());
    QVERIFY(FilterExpression::words(u" \t"_s).isEmpty());
    QVERIFY(!FilterExpression::words(u"a"_s).isEmpty());
    QCOMPARE(FilterExpression(), *FilterExpression::parse(u"  "_s));
    QCOMPARE(FilterExpression::words(u" red\tgreen "_s), *FilterExpression::parse(u"red green"_s));
    QCOMPARE(FilterExpression::words(u"game:x (y | z)"_s).text(),
             u"\"game:x\" \"(y\" \"|\" \"z)\""_s);
    QCOMPARE(FilterExpression::phrase(u"red green"_s),
             *FilterExpression::parse(u"\"red green\""_s));
    QVERIFY(FilterExpression::phrase(u"a"_s) != FilterExpression::phrase(u"b"_s));
    QVERIFY(FilterExpression::phrase(u"a"_s) != FilterExpression());
}

/// A filter of words that somebody wrote before there were fields.
void TestFilterExpression::wordsMeanWhatTheyMeant_data()
{
    QTest::addColumn<QString>("words");
    for (const char *words : {"beer", "red green", "action/result", "{\"item\":", "a-b_c", "12:30",
                              "127.0.0.1:8000", "[1,2]", "f(x)", "50%", "don't", "a*b", "酒", "x=1",
                              "#1", "Hello!", "$", "\\u00e9", "http://localhost:8000/?a=b"})
        QTest::newRow(words) << QString::fromUtf8(words);
}

void TestFilterExpression::wordsMeanWhatTheyMeant()
{
    QFETCH(QString, words);
    const auto read = FilterExpression::parse(words);
    QVERIFY2(read.hasValue(), read ? "" : qPrintable(read.error().message.english()));
    QCOMPARE(*read, FilterExpression::words(words));
}

void TestFilterExpression::cost()
{
    QVERIFY(!FilterExpression().isCostly());
    QVERIFY(!FilterExpression::parse(u"game:x | beer"_s)->isCostly());
    QVERIFY(FilterExpression::parse(u"game:x | !(beer & re:/a/)"_s)->isCostly());
}

/// A backtracking matcher would not come back from this.
void TestFilterExpression::hostilePattern()
{
    relay::FrameEvent event;
    event.payload = QByteArray(100'000, 'a') + '!';
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!passes(u"re:/^(a+)+$/"_s, event));
    QVERIFY(!passes(u"re:/(a|aa)+b/"_s, event));
    QVERIFY(passes(u"re:/(a|aa)+!/"_s, event));
    QVERIFY2(timer.elapsed() < 5000, "matching is not linear");
    // A pattern of many steps on a long message ends, too: what is not found by then is absent.
    event.payload = QByteArray(8 * 1024 * 1024, 'a');
    timer.start();
    QVERIFY(!passes(u"re:/([ab]{1,50}[ac]{1,50}){10}\\\\\\d/"_s, event));
    QVERIFY2(timer.elapsed() < 20'000, "the work on one frame is not bounded");
}

/// Any row of pieces is an expression or has a problem inside of it; what an expression writes
/// reads as the same.
void TestFilterExpression::randomRoundTrip()
{
    const QStringList pieces{u" "_s,           u"&"_s,        u"|"_s,
                             u"!"_s,           u"("_s,        u")"_s,
                             u"word"_s,        u"\"a b\""_s,  u"game:"_s,
                             u"*"_s,           u"\\"_s,       u"\""_s,
                             u"cmd:x*"_s,      u"size>4k"_s,  u"ms<=1.5"_s,
                             u"dir:in"_s,      u"re:/a|b/"_s, u"warn:schema/*"_s,
                             u"id:\"*\\*\""_s, u"peer:1"_s,   u":"_s,
                             u"/"_s,           u"酒"_s,       u"text:\"\\n\""_s};
    quint32 state = 20'261'127;
    const auto next = [&state](qsizetype bound) {
        state = state * 1'664'525U + 1'013'904'223U;
        return static_cast<qsizetype>((state >> 8) % static_cast<quint32>(bound));
    };
    int read = 0;
    for (int round = 0; round < 20'000; ++round) {
        QString filter;
        for (qsizetype i = 1 + next(8); i > 0; --i)
            filter += pieces[next(pieces.size())];
        const auto first = FilterExpression::parse(filter);
        if (!first) {
            const FilterProblem &problem = first.error();
            QVERIFY2(!problem.message.isEmpty(), qPrintable(filter));
            QVERIFY2(problem.position >= 0 && problem.length >= 0 &&
                         problem.position + problem.length <= filter.size(),
                     qPrintable(filter));
            continue;
        }
        ++read;
        const auto again = FilterExpression::parse(first->text());
        QVERIFY2(again.hasValue(), qPrintable(filter + u" -> "_s + first->text()));
        QVERIFY2(again->text() == first->text(), qPrintable(filter + u" -> "_s + first->text()));
        const relay::FrameEvent event = sample();
        QCOMPARE(again->matches(models::factsOf(event)), first->matches(models::factsOf(event)));
    }
    QVERIFY(read > 1000);
}

QTEST_APPLESS_MAIN(TestFilterExpression)
#include "tst_filterexpression.moc"
