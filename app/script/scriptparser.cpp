// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scriptparser.h"

#include "app/hostandport.h"
#include "app/script/scriptsection.h"
#include "app/script/stepparser.h"
#include "config/yamltree.h"
#include "protocol/codec.h"

#include <algorithm>

namespace neuro::script {

using namespace Qt::StringLiterals;
using config::YamlNode;

namespace {

void readBackend(ScriptSection &section, Script &script)
{
    QString text;
    if (!section.readText(u"backend"_s, text))
        return;
    const auto address = app::parseHostAndPort(text);
    if (!address) {
        section.wrong(u"backend"_s,
                      u"must be [HOST:]PORT with a port from 0 to 65535, not \"%1\""_s.arg(
                          protocol::quoteForMessage(text)));
        return;
    }
    script.backendHost = address->host;
    script.backendPort = address->port;
}

void readProgram(ScriptSection &section, Script &script, ScriptIssues &issues)
{
    Program &program = script.program;
    section.readNames(u"run"_s, program.command);
    if (!program.command.isEmpty() && program.command.constFirst().isEmpty())
        section.wrong(u"run"_s, u"the first text names the program; it is empty"_s);
    const YamlNode *variables = section.find(u"environment"_s);
    if (variables == nullptr)
        return;
    if (!section.has(u"run"_s))
        section.wrong(u"environment"_s, u"is for the program of run, which is missing"_s);
    // Duplicates and kinds of keys are told by it.
    const ScriptSection checked(*variables, u"environment"_s, issues);
    if (!variables->isMap())
        return;
    if (variables->pairs() > static_cast<std::size_t>(limits::names)) {
        section.wrong(u"environment"_s, u"must have at most %1 variables"_s.arg(limits::names));
        return;
    }
    for (std::size_t pair = 0; pair < variables->pairs(); ++pair) {
        const YamlNode &key = variables->key(pair);
        const YamlNode &value = variables->mapped(pair);
        const QString name = textOf(key);
        if (!value.isScalar() && !value.isNull())
            issues.add(value.begin, u"a variable must be a text, not %1"_s.arg(kindOf(value)));
        else if (key.isScalar() && (name.isEmpty() || name.contains(u'=') || name.contains(u'\0')))
            issues.add(key.begin, u"the name of a variable must not be empty or hold \"=\""_s);
        else
            program.environment.append({name, value.isNull() ? QString() : textOf(value)});
    }
}

/// Where the first bytes are that are no UTF-8; -1: nowhere.
qsizetype findOtherEncoding(QByteArrayView text)
{
    if (text.isValidUtf8())
        return -1;
    constexpr qsizetype longest = 4;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype size = 1;
        while (size <= std::min(longest, text.size() - at) && !text.sliced(at, size).isValidUtf8())
            ++size;
        if (size > std::min(longest, text.size() - at))
            return at;
        at += size;
    }
    return -1;
}

bool isControl(QByteArrayView text, qsizetype at)
{
    const char c = at < text.size() ? text.at(at) : ' ';
    return QChar(QLatin1Char(c)).category() == QChar::Other_Control && c != '\t' && c != '\n' &&
           c != '\r';
}

/// What to do about a text that is no YAML, or several; nothing when that has been said.
QString hintFor(const protocol::Phrase &error, QByteArrayView yaml, qsizetype at)
{
    if (at < 0 || isControl(yaml, at))
        return {};
    // Only a line with an error of its own is told with its number.
    return error.arguments().isEmpty() ? u"; keep one, and put each other into a file of its own"_s
                                       : u"; look at indentation, colons and quotes there"_s;
}

/// Tells of every tag: what it would make of a value is not known here.
void refuseTags(const YamlNode &node, ScriptIssues &issues)
{
    // As yaml-cpp tells plain and quoted texts, and lists and mappings without one.
    const bool isNone =
        node.tag.isEmpty() || node.tag == "?" || (node.tag == "!" && node.isScalar());
    if (!isNone)
        issues.add(node.begin, u"tags such as \"%1\" are not read; remove it"_s.arg(
                                   protocol::quoteForMessage(QString::fromUtf8(node.tag))));
    for (const YamlNode &child : node.children)
        refuseTags(child, issues);
}

void readScript(const YamlNode &root, Script &script, ScriptIssues &issues)
{
    if (root.isNull()) {
        issues.add(0, u"the script is empty; it needs steps:, a list"_s);
        return;
    }
    ScriptSection section(root, u"a script"_s, issues);
    if (!root.isMap())
        return;
    section.readText(u"name"_s, script.name);
    readProgram(section, script, issues);
    readBackend(section, script);
    section.readTime(u"timeout"_s, script.timeoutMs);
    section.readBoolean(u"keep-going"_s, script.keepGoing);
    constexpr int usualMs = 5000;
    int withinMs = usualMs;
    section.readTime(u"within"_s, withinMs);
    const YamlNode *steps = section.find(u"steps"_s);
    if (steps == nullptr)
        issues.add(root.begin, u"the script has no steps: write steps:, and a list below"_s);
    else if (steps->begin < 0 || steps->isNull())
        section.wrong(u"steps"_s, u"must be a list of steps, each with a hyphen, not nothing"_s);
    else
        parseSteps(*steps, withinMs, 0, script.steps, issues);
    section.finish(u"a script"_s);
    for (const Step &step : std::as_const(script.steps)) {
        if (std::holds_alternative<ExpectExit>(step.action) && !section.has(u"run"_s))
            issues.addAt(step.place, u"expect: exit is about the program of run, which is "
                                     "missing"_s);
    }
}

} // namespace

protocol::Result<Script, QList<ScriptIssue>> parseScript(const QByteArray &yaml)
{
    if (yaml.size() > limits::scriptBytes)
        return QList<ScriptIssue>{
            {{},
             u"the script is larger than %1 KiB; use repeat, or split it"_s.arg(
                 limits::scriptBytes / 1024)}};
    ScriptIssues issues(yaml);
    if (const qsizetype at = findOtherEncoding(yaml); at >= 0) {
        issues.add(at, u"the text is not UTF-8 here; save it with that encoding"_s);
        return issues.take();
    }
    qsizetype errorAt = -1;
    const auto root = config::parseYamlTree(yaml, &errorAt);
    if (!root) {
        issues.add(errorAt, root.error().english() + hintFor(root.error(), yaml, errorAt));
        return issues.take();
    }
    refuseTags(*root, issues);
    Script script;
    readScript(*root, script, issues);
    if (!issues.isEmpty())
        return issues.take();
    return script;
}

bool TextCondition::matches(const QString &text) const
{
    if (!text.contains(contains))
        return false;
    protocol::WorkBudget budget(limits::patternWork);
    return !pattern || pattern->matches(text.toUtf8(), budget);
}

QString ScriptIssue::toString(const QString &file) const
{
    if (place.line == 0)
        return u"%1: %2"_s.arg(file, message);
    return u"%1:%2:%3: %4"_s.arg(file, QString::number(place.line), QString::number(place.column),
                                 message);
}

} // namespace neuro::script
