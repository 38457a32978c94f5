// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scriptparser.h"
#include "app/script/scriptsection.h"
#include "app/script/scripttext.h"

#include <QRegularExpression>
#include <QTest>

using namespace neuro;
using namespace neuro::script;
using namespace Qt::StringLiterals;

namespace {

/// "3:5: message" of everything that is wrong; empty: nothing.
QString problemsOf(const QByteArray &yaml)
{
    const auto script = parseScript(yaml);
    if (script)
        return {};
    QStringList lines;
    for (const ScriptIssue &issue : script.error())
        lines.append(issue.toString(u"x"_s).mid(2));
    return lines.join(u'\n');
}

QByteArray withSteps(const QByteArray &steps)
{
    return "steps:\n" + steps;
}

/// The only step of a script.
template <typename Action>
Action only(const QByteArray &step)
{
    const auto script = parseScript(withSteps(step));
    if (!script || script->steps.size() != 1 ||
        !std::holds_alternative<Action>(script->steps.constFirst().action)) {
        qWarning("%s: %s", step.constData(), qPrintable(problemsOf(withSteps(step))));
        return {};
    }
    return std::get<Action>(script->steps.constFirst().action);
}

} // namespace

class TestScriptParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void theWhole()
    {
        const auto script = parseScript("name: My game\n"
                                        "run: [game, --fast, 1]\n"
                                        "environment: {DEBUG: 1, EMPTY: }\n"
                                        "backend: 127.0.0.1:0\n"
                                        "timeout: 2 min\n"
                                        "within: 700 ms\n"
                                        "keep-going: true\n"
                                        "steps:\n"
                                        "  - wait: startup\n"
                                        "    name: it comes\n"
                                        "  - wait: startup\n"
                                        "    within: 3\n"
                                        "    game: Chess\n");
        QVERIFY(script.hasValue());
        QCOMPARE(script->name, u"My game"_s);
        QCOMPARE(script->program.command, (QStringList{u"game"_s, u"--fast"_s, u"1"_s}));
        using Variable = std::pair<QString, QString>;
        QCOMPARE(script->program.environment,
                 (QList<Variable>{{u"DEBUG"_s, u"1"_s}, {u"EMPTY"_s, {}}}));
        QCOMPARE(script->backendHost, u"127.0.0.1"_s);
        QCOMPARE(script->backendPort, std::optional<quint16>(0));
        QCOMPARE(script->timeoutMs, 120'000);
        QVERIFY(script->keepGoing);
        QCOMPARE(script->steps.size(), 2);
        const Step &first = script->steps.at(0);
        QCOMPARE(first.title, u"it comes"_s);
        QCOMPARE(first.withinMs, 700);
        QCOMPARE(first.place, (Place{9, 5}));
        QCOMPARE(titleOf(first), u"line 9: it comes"_s);
        QCOMPARE(script->steps.at(1).withinMs, 3000);
        QCOMPARE(script->steps.at(1).game, u"Chess"_s);
    }

    void defaults()
    {
        const auto script = parseScript("steps: [{wait: startup}]");
        QVERIFY(script.hasValue());
        QCOMPARE(script->timeoutMs, 60'000);
        QVERIFY(!script->keepGoing);
        QVERIFY(!script->backendPort);
        QVERIFY(script->program.command.isEmpty());
        QCOMPARE(script->steps.constFirst().withinMs, 5000);
    }

    void steps_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("description");
        const auto row = [](const char *yaml, const char *description) {
            QTest::newRow(yaml) << QByteArray(yaml) << QString::fromUtf8(description);
        };
        row("wait: connect", "wait: connect");
        row("wait: startup", "wait: startup");
        row("wait: context, text: won, matches: '^a', silent: true",
            "wait: context silent containing \"won\" matching \"^a\"");
        row("wait: register, actions: [a, b]", "wait: register of a, b");
        row("wait: actions/register, actions: a", "wait: register of a");
        row("wait: unregister, actions: [a]", "wait: unregister of a");
        row("wait: force, actions: [a], text: q, priority: high, count: 3",
            "wait: force of a with priority high containing \"q\" 3 times");
        row("wait: result, success: false, actions: [a], order: any", "wait: result of a failure");
        row("wait: shutdown ready", "wait: shutdown ready");
        row("wait: shutdown/ready", "wait: shutdown ready");
        row("wait: disconnect, game: Chess", "wait: disconnect (Chess)");
        row("expect: context, text: hi", "wait: context containing \"hi\"");
        row("expect: shutdown ready", "wait: shutdown ready");
        row("expect: no force, for: 2 s", "expect: no force for 2 s");
        row("expect: no actions/force", "expect: no force for 1 s");
        row("act: move", "act: move");
        row("act: move, data: {x: 1}", "act: move with {\"x\":1}");
        row("act: move, json: '[1, 2]'", "act: move with [1, 2]");
        row("act: move, random: 7", "act: move with random data (seed 7)");
        row("act: move, invalid: true", "act: move with invalid data");
        row("answer: ", "answer: its first action");
        row("answer: , random: 3", "answer: one of its actions with random data (seed 3)");
        row("answer: move", "answer: move");
        row("expect: result", "expect: result success");
        row("expect: result, success: no, action: move, text: taken",
            "expect: result of move failure containing \"taken\"");
        row("expect: registered, actions: [a], exactly: true",
            "expect: registered a and no others");
        row("expect: not registered, actions: [a, b]", "expect: not registered a, b");
        row("expect: diagnostic startup/missing", "expect: diagnostic startup/missing");
        row("expect: diagnostic result/slow, text: ms",
            "expect: diagnostic result/slow containing \"ms\"");
        row("expect: no diagnostics", "expect: no diagnostics from warning");
        row("expect: no diagnostics, from: info, except: [startup/late, result/slow], for: 0",
            "expect: no diagnostics from info except startup/late, result/slow");
        row("expect: exit", "expect: exit with code 0");
        row("expect: exit, code: 3", "expect: exit with code 3");
        row("shutdown: graceful", "shutdown: graceful");
        row("shutdown: cancel", "shutdown: cancel");
        row("shutdown: immediate", "shutdown: immediate");
        row("reregister: ", "reregister");
        row("disconnect: ", "disconnect");
        row("pause: 250 ms", "pause: 250 ms");
        row("raw: '{\"command\": \"new\"}'", "raw: {\"command\": \"new\"}");
    }
    void steps()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, description);
        const auto script = parseScript("run: [game]\nsteps: [{" + yaml + "}]");
        QVERIFY2(script.hasValue(), qPrintable(problemsOf("run: [game]\nsteps: [{" + yaml + "}]")));
        QCOMPARE(script->steps.size(), 1);
        QCOMPARE(describe(script->steps.constFirst()), description);
    }

    void whatDescriptionsLeaveOut()
    {
        QVERIFY(only<WaitFor>("- {wait: force, order: any}").inAnyOrder);
        QVERIFY(!only<WaitFor>("- {wait: force, order: script}").inAnyOrder);
        QCOMPARE(only<ExpectNone>("- {expect: no force}").forMs, 1000);
        QCOMPARE(only<ExpectNoDiagnostics>("- {expect: no diagnostics, for: 0.5}").forMs, 500);
        QVERIFY(only<Act>("- {act: a, data: 1, unchecked: yes}").data.unchecked);
        // What cannot be JSON is sent only so.
        QCOMPARE(only<Act>("- {act: a, json: '{', unchecked: yes}").data.json, "{"_ba);
    }

    void data_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *yaml, const char *json) {
            QTest::newRow(yaml) << QByteArray(yaml) << QByteArray(json);
        };
        row("{cell: b2, n: 1.50, big: 12345678901234567890}",
            "{\"cell\":\"b2\",\"n\":1.50,\"big\":12345678901234567890}");
        row("{t: true, f: false, z: null, tilde: ~, nothing: }",
            "{\"t\":true,\"f\":false,\"z\":null,\"tilde\":null,\"nothing\":null}");
        row("{a: \"true\", b: '12', c: yes, d: 0x10, e: .5, f: 1_000, g: 2026-11-27}",
            "{\"a\":\"true\",\"b\":\"12\",\"c\":\"yes\",\"d\":\"0x10\",\"e\":\".5\",\"f\":\"1_"
            "000\",\"g\":\"2026-11-27\"}");
        row("[Null, NULL, nULL, True, FALSE]", "[null,null,\"nULL\",\"True\",\"FALSE\"]");
        row("[a, [1, {}], []]", "[\"a\",[1,{}],[]]");
        row("\"quote \\\" and \\n line\"", "\"quote \\\" and \\n line\"");
        row("\xc3\xa9\xf0\x9f\x90\xa2", "\"\xc3\xa9\xf0\x9f\x90\xa2\"");
        row("-3", "-3");
    }
    void data()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, json);
        QCOMPARE(only<Act>("- act: a\n  data: " + yaml).data.json, json);
    }

    void repeats()
    {
        const auto script = parseScript("steps:\n"
                                        "- repeat: 2\n"
                                        "  steps:\n"
                                        "  - answer:\n"
                                        "    random: 10\n"
                                        "  - repeat: 3\n"
                                        "    steps: [{act: a, random: 5}]\n"
                                        "- wait: startup\n");
        QVERIFY(script.hasValue());
        QStringList titles;
        for (const Step &step : script->steps)
            titles.append(titleOf(step));
        // A round's number is added to the seed.
        QCOMPARE(titles.join(u'\n'),
                 u"line 4: answer: one of its actions with random data (seed 10) (round 1 of 2)\n"
                 "line 7: act: a with random data (seed 5) (round 1 of 2, round 1 of 3)\n"
                 "line 7: act: a with random data (seed 6) (round 1 of 2, round 2 of 3)\n"
                 "line 7: act: a with random data (seed 7) (round 1 of 2, round 3 of 3)\n"
                 "line 4: answer: one of its actions with random data (seed 11) (round 2 of 2)\n"
                 "line 7: act: a with random data (seed 6) (round 2 of 2, round 1 of 3)\n"
                 "line 7: act: a with random data (seed 7) (round 2 of 2, round 2 of 3)\n"
                 "line 7: act: a with random data (seed 8) (round 2 of 2, round 3 of 3)\n"
                 "line 8: wait: startup"_s);
    }

    void mistakes_data();
    void mistakes()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, problems);
        QCOMPARE(problemsOf(yaml), problems);
    }

    void aFileMayHaveAPercentSign()
    {
        QCOMPARE(ScriptIssue({{3, 5}, u"100%1"_s}).toString(u"a%1%2%3%4.yaml"_s),
                 u"a%1%2%3%4.yaml:3:5: 100%1"_s);
    }

    void limitsAreKept()
    {
        QCOMPARE(problemsOf(QByteArray(limits::scriptBytes + 1, '#')),
                 u" the script is larger than 256 KiB; use repeat, or split it"_s);
        // Many mistakes are not listed for ever.
        const auto many = parseScript("steps:\n" + QByteArray("- wait: x\n").repeated(500));
        QCOMPARE(many.error().size(), limits::issues);
        QByteArray deep;
        for (int i = 0; i <= limits::repeatDepth; ++i)
            deep +=
                QByteArray(i * 2, ' ') + "- repeat: 1\n" + QByteArray(i * 2, ' ') + "  steps:\n";
        deep += QByteArray(20, ' ') + "- wait: startup\n";
        QVERIFY(problemsOf(withSteps(deep)).contains(u"8 deep at most"));
        QVERIFY(problemsOf(withSteps("- {repeat: 5001, steps: [{wait: startup}, {pause: 0.1}]}"))
                    .contains(u"more than 10000 steps"));
        QVERIFY(parseScript(withSteps("- {repeat: 5000, steps: [{wait: startup}, {pause: 1}]}")));
        QVERIFY(problemsOf(withSteps("- {act: \"" + QByteArray(65'537, 'a') + "\"}"))
                    .contains(u"at most 65536 characters"));
        QVERIFY(problemsOf(QByteArray("steps: ") + QByteArray(3000, '[')).contains(u"line 1"));
    }

    void times()
    {
        QCOMPARE(parseTime(u"2 s"_s), std::optional(2000));
        QCOMPARE(parseTime(u"500ms"_s), std::optional(500));
        QCOMPARE(parseTime(u" 1.5 min "_s), std::optional(90'000));
        QCOMPARE(parseTime(u"0"_s), std::optional(0));
        QCOMPARE(parseTime(u"1440 min"_s), std::optional(86'400'000));
        for (const QString &text : {u"1441 min"_s, u"-1"_s, u""_s, u"s"_s, u"2 h"_s, u"nan"_s,
                                    u"inf"_s, u"0.0001 ms"_s, u"1e400"_s})
            QCOMPARE(parseTime(text), std::nullopt);
        QCOMPARE(formatTime(0), u"0 s"_s);
        QCOMPARE(formatTime(999), u"999 ms"_s);
        QCOMPARE(formatTime(1500), u"1.5 s"_s);
    }
};

void TestScriptParser::mistakes_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("problems");
    const auto row = [](const char *yaml, const char *problems) {
        QTest::newRow(QByteArray(yaml).replace('\n', "|").constData())
            << QByteArray(yaml) << QString::fromUtf8(problems);
    };
    const QByteArray kinds = "connect, startup, context, register, unregister, force, result, "
                             "shutdown ready, disconnect";
    row("", "1:1: the script is empty; it needs steps:, a list");
    row("# only this\n", "1:1: the script is empty; it needs steps:, a list");
    row("steps: [\n", "2:1: line 2 is not valid YAML; look at indentation, colons and quotes "
                      "there");
    row("a: b: c", "1:5: line 1 is not valid YAML; look at indentation, colons and quotes there");
    row("name: \x01", "1:7: the text holds a control character; it must be plain UTF-8 text");
    row("name: a\n---\nname: b", "2:1: the text holds more than one YAML document; keep one, and "
                                 "put each other into a file of its own");
    row("\xef\xbb\xbf---\nname: \xc3\xa9\n--- {name: b}\n",
        "3:1: the text holds more than one YAML document; keep one, and put each other into a file "
        "of its own");
    row("name: \xf0\x9f\x8e\xae\xc3\xa9\xe4\n",
        "1:9: the text is not UTF-8 here; save it with that encoding");
    row("name: x\nsteps: \xf0\x9f", "2:8: the text is not UTF-8 here; save it with that encoding");
    row("- wait: startup", "1:1: a script must be a mapping of \"key: value\" lines, not a list");
    row("name: x", "1:1: the script has no steps: write steps:, and a list below");
    row("steps:", "1:1: steps: must be a list of steps, each with a hyphen, not nothing");
    row("steps: 1", "1:8: steps: must be a list of steps, each with a hyphen, not a single value");
    row("steps: []", "1:8: steps: must be a list of steps, each with a hyphen, not an empty one");
    row("steps: [{wait: startup}]\nstep: 1", "2:1: a script has no \"step\"; did you mean "
                                             "\"steps\"?");
    row("steps: [{wait: startup}]\nzzzzzz: 1",
        "2:1: a script has no \"zzzzzz\"; it may have: name, run, environment, backend, timeout, "
        "keep-going, within, steps");
    row("steps: [{wait: startup}]\nname: a\nname: b", "3:1: \"name\" is set twice; remove one");
    row("steps: [{wait: startup}]\n[a]: b", "2:1: a key must be a plain word, not a list");
    row("backend: 127.0.0.1\nsteps: [{wait: startup}]",
        "1:10: backend: must be [HOST:]PORT with a port from 0 to 65535, not \"127.0.0.1\"");
    row("timeout: 0\nsteps: [{wait: startup}]",
        "1:10: timeout: must be a time from 1 ms to 1440 min, such as \"500 ms\" or \"2 s\", not "
        "\"0\"");
    row("within: [1]\nsteps: [{wait: startup}]",
        "1:9: within: must be a time from 1 ms to 1440 min, such as \"500 ms\" or \"2 s\", not a "
        "list");
    row("keep-going: maybe\nsteps: [{wait: startup}]",
        "1:13: keep-going: must be true or false, not \"maybe\"");
    row("name: ''\nsteps: [{wait: startup}]", "1:7: name: must be a text that is not empty");
    row("run: []\nsteps: [{wait: startup}]",
        "1:6: run: the list is empty; name something, or leave the key out");
    row("run: {a: b}\nsteps: [{wait: startup}]",
        "1:6: run: must be a list of texts, not a mapping");
    row("run: [a, [b]]\nsteps: [{wait: startup}]",
        "1:6: run: must be a list of texts; one of them is a list");
    row("run: ['']\nsteps: [{wait: startup}]",
        "1:6: run: the first text names the program; it is empty");
    row("environment: {A: b}\nsteps: [{wait: startup}]",
        "1:14: environment: is for the program of run, which is missing");
    row("run: a\nenvironment: {A=: b, C: [d]}\nsteps: [{wait: startup}]",
        "2:15: the name of a variable must not be empty or hold \"=\"\n"
        "2:25: a variable must be a text, not a list");
    row("run: a\nenvironment: 1\nsteps: [{wait: startup}]",
        "2:14: environment must be a mapping of \"key: value\" lines, not a single value");
    // Steps.
    row("steps: [wait]", "1:9: a step must be a mapping of \"key: value\" lines, not a single "
                         "value");
    row("steps:\n  - name: x", "2:5: a step needs one of wait, expect, act, answer, shutdown, "
                               "reregister, disconnect, pause, repeat, raw");
    row("steps:\n  - wait: force\n    answer: a",
        "3:5: a step does one thing, not wait and answer; "
        "put a hyphen before one of them");
    const QByteArray wait = "2:11: wait: must be one of " + kinds + ", not \"startups\"";
    row("steps:\n  - wait: startups", wait.constData());
    row("steps:\n  - wait:", "2:5: wait: must be a text that is not empty, not nothing");
    row("steps:\n  - wait: startup\n    actions: [a]",
        "3:5: this step (wait) has no \"actions\"; it may have: wait, count, order, name, game, "
        "within");
    row("steps:\n  - wait: force\n    withn: 1 s",
        "3:5: this step (wait) has no \"withn\"; did you mean \"within\"?");
    row("steps:\n  - wait: context\n    silent: loud",
        "3:13: silent: must be true or false, not \"loud\"");
    row("steps:\n  - wait: context\n    matches: '('",
        "3:14: matches: is no regular expression that can be used here: a group that is not "
        "closed at character 2");
    row("steps:\n  - wait: context\n    matches: '(a)\\1'",
        "3:14: matches: is no regular expression that can be used here: a back-reference, which is "
        "not supported, at character 5");
    row("steps:\n  - wait: context\n    matches: '(?i)a'",
        "3:14: matches: is no regular expression that can be used here: an unknown kind of group "
        "at character 2");
    row("steps:\n  - wait: force\n    priority: urgent",
        "3:15: priority: must be one of low, medium, high, critical, not \"urgent\"");
    row("steps:\n  - wait: force\n    count: 0",
        "3:12: count: must be a whole number from 1 to 10000, not \"0\"");
    row("steps:\n  - wait: force\n    order: none",
        "3:12: order: must be one of script, any, not \"none\"");
    const QByteArray expect = "2:13: expect: must be result, registered, not registered, "
                              "diagnostic KEY, no diagnostics, exit, what wait takes (" +
                              kinds + "), or no and one of these, not \"luck\"";
    row("steps:\n  - expect: luck", expect.constData());
    row("steps:\n  - expect: registered", "2:13: expect: needs actions: the names, as a list");
    row("steps:\n  - expect: diagnostic luck",
        "2:13: expect: there is no diagnostic \"luck\"; it must be one like startup/missing, as "
        "the relay shows them");
    row("steps:\n  - expect: no diagnostics\n    except: [luck]",
        "3:13: except: there is no diagnostic \"luck\"; it must be one like startup/missing, as "
        "the relay shows them");
    row("steps:\n  - expect: no diagnostics\n    from: fatal",
        "3:11: from: must be one of info, warning, error, not \"fatal\"");
    row("steps:\n  - expect: no force\n    for: 0",
        "3:10: for: must be a time from 1 ms to 1440 min, such as \"500 ms\" or \"2 s\", not "
        "\"0\"");
    row("steps:\n  - expect: exit", "2:5: expect: exit is about the program of run, which is "
                                    "missing");
    row("run: a\nsteps:\n  - expect: exit\n    code: 256",
        "4:11: code: must be a whole number from 0 to 255, not \"256\"");
    row("steps:\n  - act: ''", "2:10: act: must be a text that is not empty");
    row("steps:\n  - act: a\n    data: 1\n    random: 2",
        "4:13: random: excludes data; remove one of them");
    row("steps:\n  - act: a\n    random: -1",
        "3:13: random: must be a seed, a whole number from 0 to 4294967295, not \"-1\"");
    row("steps:\n  - act: a\n    unchecked: true",
        "3:16: unchecked: belongs to data or json; the relay makes everything else itself");
    row("steps:\n  - act: a\n    json: '{x'",
        "3:11: json: is not JSON: a key in double quotes is expected");
    row("steps:\n  - act: a\n    data: {x: 1, x: 2}",
        "3:18: \"x\" is in the data twice; remove one");
    row("steps:\n  - act: a\n    data: {[x]: 1}",
        "3:12: a key of the data must be a text, not a list");
    row("steps:\n  - act: a\n    data: !!int 3",
        "3:11: tags such as \"tag:yaml.org,2002:int\" are not read; remove it");
    row("name: !x y\nsteps: !!seq\n  - !z\n    pause: 1 ms",
        "1:7: tags such as \"!x\" are not read; remove it\n"
        "2:8: tags such as \"tag:yaml.org,2002:seq\" are not read; remove it\n"
        "3:5: tags such as \"!z\" are not read; remove it");
    row("steps:\n  - act: a\n    data: !foo {x: ! [1]}",
        "3:11: tags such as \"!foo\" are not read; remove it\n"
        "3:20: tags such as \"!\" are not read; remove it");
    row("steps:\n  - act: &a b\n  - act: *a", "3:10: act: must be a text that is not empty, not an "
                                              "alias");
    row("steps:\n  - act: &a b\n    data: [*a]", "3:12: aliases are not read; write the value out");
    row("steps:\n  - answer:\n    data: {x: 1}",
        "2:5: answer: name the action that the data is for");
    row("steps:\n  - shutdown: now",
        "2:15: shutdown: must be one of graceful, cancel, immediate, not \"now\"");
    row("steps:\n  - disconnect: Chess",
        "2:17: disconnect: takes nothing behind its colon, not a single value");
    row("steps:\n  - pause: long",
        "2:12: pause: must be a time from 1 ms to 1440 min, such as \"500 ms\" or \"2 s\", not "
        "\"long\"");
    row("steps:\n  - pause: 1\n    within: 2 s",
        "3:5: this step (pause) has no \"within\"; it may have: pause, name");
    row("steps:\n  - raw: hello", "2:10: raw: is not JSON: a value is expected");
    row("steps:\n  - repeat: 0\n    steps: [{pause: 1}]",
        "2:13: repeat: must be a whole number from 1 to 10000, not \"0\"");
    row("steps:\n  - repeat: 2", "2:13: repeat: needs steps: the list of steps to repeat");
    row("steps:\n  - repeat: 2\n    within: 3\n    steps: [{pause: 1}]",
        "3:5: repeat has no \"within\"; it may have: repeat, steps");
    // All at once, in their order, and columns count characters.
    row("name: ''\nsteps:\n  - {name: \xc3\xa9\xf0\x9f\x8e\xae, pause: never}",
        "1:7: name: must be a text that is not empty\n"
        "3:23: pause: must be a time from 1 ms to 1440 min, such as \"500 ms\" or \"2 s\", not "
        "\"never\"");
}

QTEST_GUILESS_MAIN(TestScriptParser)
#include "tst_scriptparser.moc"
