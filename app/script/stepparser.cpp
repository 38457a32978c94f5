// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/stepparser.h"

#include "protocol/codec.h"
#include "protocol/json.h"

#include <algorithm>

namespace neuro::script {

using namespace Qt::StringLiterals;
using config::YamlNode;
using protocol::quoteForMessage;

namespace {

const QStringList verbs = {u"wait"_s,       u"expect"_s,     u"act"_s,   u"answer"_s, u"shutdown"_s,
                           u"reregister"_s, u"disconnect"_s, u"pause"_s, u"repeat"_s, u"raw"_s};

/// What Neuro's API calls them.
struct CommandName
{
    QLatin1StringView command;
    MessageKind kind;
};
constexpr std::array commandNames = {
    CommandName{QLatin1StringView("actions/register"), MessageKind::Register},
    CommandName{QLatin1StringView("actions/unregister"), MessageKind::Unregister},
    CommandName{QLatin1StringView("actions/force"), MessageKind::Force},
    CommandName{QLatin1StringView("action/result"), MessageKind::Result},
    CommandName{QLatin1StringView("shutdown/ready"), MessageKind::ShutdownReady},
};

template <std::size_t N>
QStringList wordsOf(const std::array<const char *, N> &table)
{
    QStringList words;
    for (const char *word : table)
        words.append(QLatin1StringView(word));
    return words;
}

std::optional<MessageKind> kindCalled(const QString &word)
{
    for (const CommandName &name : commandNames) {
        if (word == name.command)
            return name.kind;
    }
    const qsizetype index = wordsOf(messageKindNames).indexOf(word);
    return index < 0 ? std::nullopt : std::optional(static_cast<MessageKind>(index));
}

std::optional<protocol::DiagnosticKey> diagnosticCalled(const QString &word)
{
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable) {
        if (word == QLatin1StringView(info.name))
            return info.key;
    }
    return std::nullopt;
}

QString unknownDiagnostic(const QString &word)
{
    return u"there is no diagnostic \"%1\"; it must be one like startup/missing, as the relay "
           u"shows "
           "them"_s.arg(quoteForMessage(word));
}

void readTextCondition(ScriptSection &section, TextCondition &condition)
{
    section.readText(u"text"_s, condition.contains);
    section.readPattern(u"matches"_s, condition.expression, condition.pattern);
}

/// The keys that messages of its kind can be told apart by.
MessageMatch readMatch(ScriptSection &section, MessageKind kind)
{
    MessageMatch match;
    match.kind = kind;
    const bool isResult = kind == MessageKind::Result;
    const bool isForce = kind == MessageKind::Force;
    if (isResult || isForce || kind == MessageKind::Register || kind == MessageKind::Unregister)
        section.readNames(u"actions"_s, match.actions);
    if (isResult || isForce || kind == MessageKind::Context)
        readTextCondition(section, match.text);
    bool flag = false;
    if (isResult && section.readBoolean(u"success"_s, flag))
        match.success = flag;
    if (kind == MessageKind::Context && section.readBoolean(u"silent"_s, flag))
        match.silent = flag;
    int index = 0;
    if (isForce && section.readChoice(u"priority"_s, wordsOf(protocol::priorityNames), index))
        match.priority = static_cast<protocol::Priority>(index);
    return match;
}

WaitFor readWait(ScriptSection &section, MessageKind kind)
{
    WaitFor wait;
    wait.match = readMatch(section, kind);
    section.readNumber(u"count"_s, wait.count, 1, limits::count);
    int order = 0;
    if (section.readChoice(u"order"_s, {u"script"_s, u"any"_s}, order))
        wait.inAnyOrder = order == 1;
    return wait;
}

/// The only one of the keys that is there; more than one is an issue.
QString onlyKey(ScriptSection &section, const QStringList &keys)
{
    QString found;
    for (const QString &key : keys) {
        if (!section.has(key))
            continue;
        if (!found.isEmpty())
            section.wrong(key, u"excludes %1; remove one of them"_s.arg(found));
        found = key;
    }
    return found;
}

bool isJson(ScriptSection &section, const QString &key, const QByteArray &text)
{
    const auto document = protocol::JsonDocument::parse(text);
    if (!document)
        section.wrong(key, u"is not JSON: %1"_s.arg(document.error().message.english()));
    return document.hasValue();
}

DataChoice readData(ScriptSection &section, ScriptIssues &issues)
{
    DataChoice choice;
    onlyKey(section, {u"data"_s, u"json"_s, u"random"_s, u"invalid"_s});
    if (const YamlNode *data = section.find(u"data"_s)) {
        choice.kind = DataChoice::Kind::Given;
        choice.json = jsonOf(*data, issues).value_or(QByteArray());
    }
    QString text;
    if (section.readText(u"json"_s, text)) {
        choice.kind = DataChoice::Kind::Given;
        choice.json = text.toUtf8();
    }
    if (section.readSeed(u"random"_s, choice.seed))
        choice.kind = DataChoice::Kind::Random;
    bool invalid = false;
    if (section.readBoolean(u"invalid"_s, invalid) && invalid)
        choice.kind = DataChoice::Kind::Invalid;
    if (section.readBoolean(u"unchecked"_s, choice.unchecked) &&
        choice.kind != DataChoice::Kind::Given)
        section.wrong(u"unchecked"_s, u"belongs to data or json; the relay makes everything else "
                                      "itself"_s);
    else if (!text.isEmpty() && !choice.unchecked)
        isJson(section, u"json"_s, choice.json);
    return choice;
}

std::optional<StepAction> readWaitStep(ScriptSection &section)
{
    QString word;
    if (!section.readText(u"wait"_s, word))
        return std::nullopt;
    const auto kind = kindCalled(word);
    if (!kind) {
        section.wrong(u"wait"_s, u"must be one of %1, not \"%2\""_s.arg(
                                     wordsOf(messageKindNames).join(u", "), quoteForMessage(word)));
        return std::nullopt;
    }
    return readWait(section, *kind);
}

StepAction readExpectedResult(ScriptSection &section)
{
    ExpectResult result;
    section.readBoolean(u"success"_s, result.success);
    section.readText(u"action"_s, result.action);
    readTextCondition(section, result.text);
    return result;
}

StepAction readRegistered(ScriptSection &section, bool registered)
{
    ExpectRegistered expected;
    expected.registered = registered;
    if (!section.readNames(u"actions"_s, expected.actions) && !section.has(u"actions"_s))
        section.wrong(u"expect"_s, u"needs actions: the names, as a list"_s);
    if (registered)
        section.readBoolean(u"exactly"_s, expected.isExact);
    return expected;
}

StepAction readNoDiagnostics(ScriptSection &section)
{
    ExpectNoDiagnostics none;
    int severity = 0;
    if (section.readChoice(u"from"_s, {u"info"_s, u"warning"_s, u"error"_s}, severity))
        none.from = static_cast<protocol::Severity>(severity);
    QStringList allowed;
    section.readNames(u"except"_s, allowed);
    for (const QString &word : std::as_const(allowed)) {
        if (const auto key = diagnosticCalled(word))
            none.allowed.append(*key);
        else
            section.wrong(u"except"_s, unknownDiagnostic(word));
    }
    section.readTime(u"for"_s, none.forMs, true);
    return none;
}

std::optional<StepAction> readExpectStep(ScriptSection &section)
{
    QString word;
    if (!section.readText(u"expect"_s, word))
        return std::nullopt;
    if (word == u"result")
        return readExpectedResult(section);
    if (word == u"registered" || word == u"not registered")
        return readRegistered(section, word == u"registered");
    if (word == u"no diagnostics")
        return readNoDiagnostics(section);
    if (word == u"exit") {
        ExpectExit exit;
        section.readNumber(u"code"_s, exit.code, 0, std::numeric_limits<quint8>::max());
        return exit;
    }
    const QString diagnosticWord = u"diagnostic "_s;
    if (word.startsWith(diagnosticWord)) {
        const QString name = word.mid(diagnosticWord.size()).trimmed();
        const auto key = diagnosticCalled(name);
        if (!key) {
            section.wrong(u"expect"_s, unknownDiagnostic(name));
            return std::nullopt;
        }
        ExpectDiagnostic expected;
        expected.key = *key;
        readTextCondition(section, expected.text);
        return expected;
    }
    const QString noWord = u"no "_s;
    const bool isNone = word.startsWith(noWord);
    if (const auto kind = kindCalled(isNone ? word.mid(noWord.size()) : word)) {
        if (!isNone)
            return readWait(section, *kind);
        ExpectNone none;
        none.match = readMatch(section, *kind);
        section.readTime(u"for"_s, none.forMs);
        return none;
    }
    section.wrong(u"expect"_s,
                  u"must be result, registered, not registered, diagnostic KEY, no diagnostics, "
                  "exit, what wait takes (%1), or no and one of these, not \"%2\""_s.arg(
                      wordsOf(messageKindNames).join(u", "), quoteForMessage(word)));
    return std::nullopt;
}

std::optional<StepAction> readAct(ScriptSection &section, ScriptIssues &issues)
{
    Act act;
    if (!section.readText(u"act"_s, act.action))
        return std::nullopt;
    act.data = readData(section, issues);
    return act;
}

StepAction readAnswer(ScriptSection &section, ScriptIssues &issues)
{
    Answer answer;
    if (const YamlNode *node = section.find(u"answer"_s); node != nullptr && !node->isNull())
        section.readText(u"answer"_s, answer.action);
    answer.data = readData(section, issues);
    const bool isForOne = answer.data.kind == DataChoice::Kind::Given ||
                          answer.data.kind == DataChoice::Kind::Invalid;
    if (answer.action.isEmpty() && isForOne)
        section.wrong(u"answer"_s, u"name the action that the data is for"_s);
    return answer;
}

std::optional<StepAction> readShutdown(ScriptSection &section)
{
    int kind = 0;
    // In the order of relay::Shutdown.
    if (!section.readChoice(u"shutdown"_s, {u"graceful"_s, u"cancel"_s, u"immediate"_s}, kind))
        return std::nullopt;
    return AskToShutDown{static_cast<relay::Shutdown>(kind)};
}

std::optional<StepAction> readRaw(ScriptSection &section)
{
    QString text;
    if (!section.readText(u"raw"_s, text) || !isJson(section, u"raw"_s, text.toUtf8()))
        return std::nullopt;
    return SendRaw{text.toUtf8()};
}

std::optional<StepAction> readAction(ScriptSection &section, const QString &verb,
                                     ScriptIssues &issues)
{
    if (verb == u"wait")
        return readWaitStep(section);
    if (verb == u"expect")
        return readExpectStep(section);
    if (verb == u"act")
        return readAct(section, issues);
    if (verb == u"answer")
        return readAnswer(section, issues);
    if (verb == u"shutdown")
        return readShutdown(section);
    if (verb == u"raw")
        return readRaw(section);
    if (verb == u"pause") {
        Pause pause;
        section.readTime(verb, pause.ms);
        return pause;
    }
    section.readNothing(verb);
    if (verb == u"disconnect")
        return Disconnect{};
    return AskToReregister{};
}

/// Random data differs from round to round, and is the same again in the next run.
void shiftSeed(StepAction &action, int round)
{
    if (auto *act = std::get_if<Act>(&action))
        act->data.seed += static_cast<quint64>(round);
    else if (auto *answer = std::get_if<Answer>(&action))
        answer->data.seed += static_cast<quint64>(round);
}

void parseRepeat(ScriptSection &section, int withinMs, int depth, QList<Step> &steps,
                 ScriptIssues &issues)
{
    int rounds = 0;
    section.readNumber(u"repeat"_s, rounds, 1, limits::repeats);
    QList<Step> body;
    const YamlNode *list = section.find(u"steps"_s);
    if (depth >= limits::repeatDepth)
        section.wrong(u"repeat"_s, u"repeats may stand inside of one another %1 deep at most"_s.arg(
                                       limits::repeatDepth));
    else if (list == nullptr)
        section.wrong(u"repeat"_s, u"needs steps: the list of steps to repeat"_s);
    else
        parseSteps(*list, withinMs, depth + 1, body, issues);
    section.finish(u"repeat"_s);
    if (body.size() * rounds + steps.size() > limits::steps) {
        section.wrong(u"repeat"_s, u"the script has more than %1 steps with every round; repeat "
                                   "less"_s.arg(limits::steps));
        return;
    }
    for (int round = 0; round < rounds; ++round) {
        for (const Step &step : std::as_const(body)) {
            Step copy = step;
            copy.rounds = u"round %1 of %2"_s.arg(round + 1).arg(rounds);
            if (!step.rounds.isEmpty())
                copy.rounds += u", "_s + step.rounds;
            shiftSeed(copy.action, round);
            steps.append(copy);
        }
    }
}

void parseStep(const YamlNode &node, int withinMs, int depth, QList<Step> &steps,
               ScriptIssues &issues)
{
    ScriptSection section(node, u"a step"_s, issues);
    if (!node.isMap())
        return;
    QString verb;
    for (const QString &word : verbs) {
        if (!section.has(word))
            continue;
        if (!verb.isEmpty()) {
            issues.add(
                section.at(word),
                u"a step does one thing, not %1 and %2; put a hyphen before one of them"_s.arg(
                    verb, word));
            return;
        }
        verb = word;
    }
    if (verb.isEmpty()) {
        issues.add(node.begin, u"a step needs one of %1"_s.arg(verbs.join(u", ")));
        return;
    }
    if (verb == u"repeat") {
        parseRepeat(section, withinMs, depth, steps, issues);
        return;
    }
    Step step;
    step.place = issues.placeOf(section.at(verb));
    const std::optional<StepAction> action = readAction(section, verb, issues);
    section.readText(u"name"_s, step.title);
    if (verb != u"pause" && verb != u"raw")
        section.readText(u"game"_s, step.game);
    step.withinMs = withinMs;
    // These last as long as they say.
    const bool hasOwnTime = action && (std::holds_alternative<Pause>(*action) ||
                                       std::holds_alternative<ExpectNone>(*action) ||
                                       std::holds_alternative<ExpectNoDiagnostics>(*action));
    if (!hasOwnTime)
        section.readTime(u"within"_s, step.withinMs);
    if (!action)
        return;
    section.finish(u"this step (%1)"_s.arg(verb));
    step.action = *action;
    if (steps.size() >= limits::steps)
        issues.add(node.begin, u"the script has more than %1 steps"_s.arg(limits::steps));
    else
        steps.append(step);
}

} // namespace

void parseSteps(const YamlNode &list, int withinMs, int depth, QList<Step> &steps,
                ScriptIssues &issues)
{
    if (!list.isList() || list.children.empty()) {
        issues.add(list.begin, u"steps: must be a list of steps, each with a hyphen, not %1"_s.arg(
                                   list.isList() ? u"an empty one"_s : kindOf(list)));
        return;
    }
    for (const YamlNode &node : list.children) {
        if (issues.isFull())
            return;
        parseStep(node, withinMs, depth, steps, issues);
    }
}

} // namespace neuro::script
