// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/junitreport.h"
#include "app/script/scriptparser.h"
#include "app/script/tapreport.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace neuro::script;
using namespace Qt::StringLiterals;
using State = StepResult::State;

namespace {

Script threeSteps()
{
    return *parseScript("name: A <game>\n"
                        "steps:\n"
                        "- wait: startup\n"
                        "- name: 'the #1 \\ move'\n"
                        "  act: move\n"
                        "- pause: 1 s\n");
}

const QString strange = u"it's \"x\"\u0001 <&>\n\U0001F422"_s + QChar(0xd800);

QList<StepResult> threeResults()
{
    return {{State::Passed, {}, {}, {}, 1'500},
            {State::Failed, strange, u"act: move"_s, {u"startup"_s, u"it's"_s}, 2'000'000},
            {State::Skipped, u"line 5 failed"_s, {}, {}, 0}};
}

} // namespace

class TestScriptReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tap()
    {
        const Script script = threeSteps();
        QList<StepResult> results = threeResults();
        results[1].message = u"it's\n\"x\"\u0001 \u00e9"_s;
        QByteArray out = tapHeader(script) + tapComment(u"a\nb"_s);
        for (qsizetype i = 0; i < results.size(); ++i)
            out += tapPoint(i + 1, script.steps.at(i), results.at(i), u"it's.yaml"_s);
        QCOMPARE(QString::fromUtf8(out), u"TAP version 13\n"
                                         "1..3\n"
                                         "# a b\n"
                                         "ok 1 - line 3: wait: startup\n"
                                         "not ok 2 - line 5: the \\#1 \\\\ move\n"
                                         "  ---\n"
                                         "  message: 'it''s \"x\"  \u00e9'\n"
                                         "  severity: fail\n"
                                         "  expected: 'act: move'\n"
                                         "  came:\n"
                                         "    - 'startup'\n"
                                         "    - 'it''s'\n"
                                         "  file: 'it''s.yaml'\n"
                                         "  line: 5\n"
                                         "  column: 3\n"
                                         "  duration_ms: 2000\n"
                                         "  ...\n"
                                         "ok 3 - line 6: pause: 1 s # SKIP line 5 failed\n"_s);
    }

    void tapWithoutParticulars()
    {
        const Script script = threeSteps();
        const StepResult result{State::Failed, u"why"_s, {}, {}, 0};
        QCOMPARE(tapPoint(1, script.steps.constFirst(), result, u"x"_s),
                 QByteArray("not ok 1 - line 3: wait: startup\n"
                            "  ---\n"
                            "  message: 'why'\n"
                            "  severity: fail\n"
                            "  came: []\n"
                            "  file: 'x'\n"
                            "  line: 3\n"
                            "  column: 3\n"
                            "  duration_ms: 0\n"
                            "  ...\n"));
    }

    void tapOfAFileWithAPercentSign()
    {
        const Script script = threeSteps();
        const StepResult result{State::Failed, u"why"_s, {}, {}, 0};
        const QByteArray text = tapPoint(1, script.steps.constFirst(), result, u"a%1%2%3%4.yaml"_s);
        QVERIFY2(text.endsWith("  file: 'a%1%2%3%4.yaml'\n"
                               "  line: 3\n"
                               "  column: 3\n"
                               "  duration_ms: 0\n"
                               "  ...\n"),
                 text.constData());
    }

    void junit()
    {
        const Script script = threeSteps();
        QList<StepResult> results = threeResults();
        results[1].message = u"no <way>"_s;
        results[1].came = {u"startup"_s};
        QCOMPARE(
            QString::fromUtf8(junitReport(script, results, u"x.yaml"_s)),
            u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\" time=\"2.002\">\n"
            "  <testsuite name=\"A &lt;game&gt;\" tests=\"3\" failures=\"1\" errors=\"0\" "
            "skipped=\"1\" time=\"2.002\">\n"
            "    <testcase classname=\"A &lt;game&gt;\" name=\"line 3: wait: startup\" "
            "file=\"x.yaml\" line=\"3\" time=\"0.002\"/>\n"
            "    <testcase classname=\"A &lt;game&gt;\" name=\"line 5: the #1 \\ move\" "
            "file=\"x.yaml\" line=\"5\" time=\"2.000\">\n"
            "      <failure message=\"no &lt;way&gt;\" type=\"step\">no &lt;way&gt;\n"
            "expected: act: move\n"
            "came:\n"
            "  startup</failure>\n"
            "    </testcase>\n"
            "    <testcase classname=\"A &lt;game&gt;\" name=\"line 6: pause: 1 s\" "
            "file=\"x.yaml\" line=\"6\" time=\"0.000\">\n"
            "      <skipped message=\"line 5 failed\"/>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "</testsuites>\n"_s);
    }

    /// Whatever a game said, what comes out is XML.
    void junitOfAnything()
    {
        QXmlStreamReader xml(junitReport(threeSteps(), threeResults(), u"<\u0002>.yaml"_s));
        QString message;
        int cases = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            cases += xml.name() == u"testcase" ? 1 : 0;
            if (xml.name() == u"failure")
                message = xml.attributes().value(u"message"_s).toString();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(cases, 3);
        QCOMPARE(message, u"it's \"x\"\uFFFD <&>\n\U0001F422\uFFFD"_s);
    }
};

QTEST_GUILESS_MAIN(TestScriptReport)
#include "tst_scriptreport.moc"
