// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/checkaction.h"

#include "protocol/actionschema.h"
#include "protocol/byteordermark.h"
#include "protocol/codec.h"
#include "protocol/json.h"
#include "protocol/jsonwriter.h"
#include "relay/actiontable.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <variant>

namespace neuro::app {

using namespace Qt::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;

namespace {

constexpr auto usage =
    "Usage: neuro-relay check-action FILE [DATA]\n"
    "       neuro-relay check-action --jsonl\n"
    "\n"
    "Tells whether an action is fit to be registered, as a running relay would, and whether data\n"
    "satisfies its schema.\n"
    "\n"
    "  FILE     the action (name, description, schema) as a JSON object, or a whole\n"
    "           actions/register message; - is standard input\n"
    "  DATA     data for the action, as JSON; - is standard input\n"
    "  --jsonl  reads {\"schema\":..., \"instance\":\"JSON text\"} a line from standard input and\n"
    "           answers each with {\"valid\":true|false, \"errors\":[{\"path\", \"message\"}]}\n"
    "  --       ends the options: what follows names files, whatever it begins with\n"
    "\n"
    "Ends with 0 when everything is good (warnings included), with 1 when the action or the data\n"
    "is not, with 2 when something could not be judged (FILE holds no action, or several and "
    "there\n"
    "is DATA) or the outcome not be written. With --jsonl it ends with 0 when every line was "
    "judged,\n"
    "whether its instance is valid or not, else with 2.\n";

constexpr int decodedNesting = protocol::limits::nesting;

/// "line 3, column 7: …", both counted from 1, columns in bytes.
QString placed(const QByteArray &text, const protocol::JsonError &error)
{
    const QByteArrayView before = QByteArrayView(text).first(std::min(error.offset, text.size()));
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = before.size() - (before.lastIndexOf('\n') + 1) + 1;
    return u"line %1, column %2: %3"_s.arg(line).arg(column).arg(error.message.english());
}

/// Collects the lines about one text.
class Findings
{
public:
    Findings(const QString &name, ActionReport &report)
        : m_name(name)
        , m_report(report)
    {
    }

    void error(const QString &what, const QString &detail)
    {
        ++m_errors;
        add(u"error"_s, what, detail);
    }
    void warning(const QString &what, const QString &detail)
    {
        ++m_warnings;
        add(u"warning"_s, what, detail);
    }
    /// Adds the last line: `good` when nothing was wrong.
    void conclude(const QString &good)
    {
        QString result = good;
        if (m_errors > 0) {
            result = u"bad: %1"_s.arg(counted(m_errors, u"error"_s));
            m_report.verdict = ActionVerdict::Bad;
        }
        if (m_warnings > 0)
            result += (m_errors > 0 ? u" and %1"_s : u", with %1"_s)
                          .arg(counted(m_warnings, u"warning"_s));
        m_report.lines.append(u"%1: %2"_s.arg(m_name, result));
    }

private:
    static QString counted(int count, const QString &noun)
    {
        return u"%1 %2%3"_s.arg(count).arg(noun, count == 1 ? QString() : u"s"_s);
    }
    void add(const QString &severity, const QString &what, const QString &detail)
    {
        const QStringList parts = {m_name, severity, what, detail};
        QString line;
        for (const QString &part : parts) {
            if (!part.isEmpty())
                line += (line.isEmpty() ? QString() : u": "_s) + part;
        }
        m_report.lines.append(line);
    }

    QString m_name;
    ActionReport &m_report;
    int m_errors = 0;
    int m_warnings = 0;
};

/// An action by itself becomes a message, so that the very same code judges it as in the relay.
struct Message
{
    QByteArray text;
    bool isWrapped = false;
};

Message messageOf(const QByteArray &text, JsonValue root)
{
    if (!root.isObject() || !root.member("command").isAbsent())
        return {text, false};
    return {R"({"command":"actions/register","game":"check-action","data":{"actions":[)" +
                root.text().toByteArray() + "]}}",
            true};
}

/// What stands before the places in an action that the user has never put into a message.
QString withoutWrapping(QString text, const Message &message)
{
    if (message.isWrapped) {
        text.remove(u"data.actions[0]."_s);
        text.replace(u"data.actions[0]"_s, u"the action"_s);
    }
    return text;
}

void addRefusal(Findings &findings, const protocol::Refusal &refusal, const Message &message)
{
    QString detail = refusal.detail.english();
    if (!refusal.path.isEmpty() && !detail.contains(refusal.path))
        detail = refusal.path + u": "_s + detail;
    findings.error(protocol::reasonName(refusal.reason), withoutWrapping(detail, message));
}

void addFinding(Findings &findings, const protocol::Finding &finding, const Message &message)
{
    const QString name = protocol::diagnosticName(finding.key);
    const QString detail = withoutWrapping(finding.detail.english(), message);
    if (protocol::diagnosticInfo(finding.key).severity == protocol::Severity::Error)
        findings.error(name, detail);
    else
        findings.warning(name, detail);
}

/// Of actions with the same name a relay takes the first.
void addRepetitions(Findings &findings, const QList<protocol::Action> &actions,
                    const Message &message)
{
    using protocol::DiagnosticKey;
    relay::ActionTable table;
    for (const protocol::Action &action : actions) {
        const protocol::Phrase name =
            protocol::verbatim(u'"' + protocol::quoteForMessage(action.name) + u'"');
        switch (table.add(action)) {
        case relay::ActionTable::Added::New:
            break;
        case relay::ActionTable::Added::Identical:
            addFinding(findings, {DiagnosticKey::RegisterIdentical, name}, message);
            break;
        case relay::ActionTable::Added::Conflict:
            addFinding(findings, {DiagnosticKey::RegisterConflict, name}, message);
            break;
        }
    }
}

ActionReport unusable(const QString &text)
{
    return {ActionVerdict::Unusable, {u"neuro-relay: check-action: "_s + text}};
}

void reportOnData(ActionReport &report, const protocol::Action &action, const NamedText &data)
{
    Findings findings(data.name, report);
    const auto schema = protocol::ActionSchema::compile(action.schema);
    if (!action.takesData()) {
        findings.error({}, u"\"%1\" takes no data: it has no schema, or an empty one"_s.arg(
                               protocol::quoteForMessage(action.name)));
    } else if (!schema.isValid()) {
        findings.error({}, u"cannot be checked, since the schema is not valid"_s);
    } else if (const protocol::Validation validation = schema.validate(data.text);
               !validation.valid) {
        for (const protocol::SchemaError &error : validation.errors)
            findings.error(error.path, error.message.english());
        if (validation.budgetExceeded)
            findings.error({}, u"the check took too many steps and was ended: nobody knows whether "
                               "it satisfies the schema"_s);
    }
    findings.conclude(u"satisfies the schema of \"%1\""_s.arg(action.name));
}

std::optional<NamedText> readText(const QString &name, QString &problem)
{
    QFile file(name);
    const bool isInput = name == "-"_L1;
    const QString shown = isInput ? u"standard input"_s : name;
    const bool isOpen =
        isInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        problem = u"cannot read %1: %2"_s.arg(shown, file.errorString());
        return {};
    }
    QByteArray text = file.read(checkedTextLimit + 1);
    if (file.error() != QFileDevice::NoError) {
        problem = u"cannot read %1: %2"_s.arg(shown, file.errorString());
        return {};
    }
    if (text.size() > checkedTextLimit) {
        problem = u"%1 is larger than %2 MiB, which no message may be"_s.arg(shown).arg(
            checkedTextLimit / (1024 * 1024));
        return {};
    }
    if (text.startsWith(protocol::byteOrderMark))
        text.remove(0, protocol::byteOrderMark.size());
    return NamedText{shown, text};
}

struct Arguments
{
    bool wantsHelp = false;
    bool areLines = false;
    QString unknown; ///< The first option that is none.
    QStringList files;
};

Arguments readArguments(const QStringList &arguments)
{
    Arguments read;
    bool areOptions = true;
    for (const QString &argument : arguments) {
        if (!areOptions || argument == "-"_L1 || !argument.startsWith(u'-'))
            read.files.append(argument);
        else if (argument == "--"_L1)
            areOptions = false;
        else if (argument == "--help"_L1 || argument == "-h"_L1)
            read.wantsHelp = true;
        else if (argument == "--jsonl"_L1)
            read.areLines = true;
        else if (read.unknown.isEmpty())
            read.unknown = argument;
    }
    return read;
}

/// Why a stream failed just now.
QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

ActionReport unwritten(const QString &what)
{
    return unusable(u"cannot write %1 to standard output: %2"_s.arg(what, systemError()));
}

ActionVerdict print(const ActionReport &report)
{
    std::FILE *stream = report.verdict == ActionVerdict::Unusable ? stderr : stdout;
    for (const QString &line : report.lines)
        std::fprintf(stream, "%s\n", line.toUtf8().constData());
    // Whoever does not see the outcome must not take it for a good one.
    if (stream == stdout && (std::fflush(stream) != 0 || std::ferror(stream) != 0))
        return print(unwritten(u"the outcome"_s));
    return report.verdict;
}

QByteArray lineAnswer(bool valid, const QList<protocol::SchemaError> &errors)
{
    QByteArray answer;
    protocol::JsonWriter writer(answer);
    writer.beginObject().key("valid").boolean(valid).key("errors").beginArray();
    for (const protocol::SchemaError &error : errors) {
        writer.beginObject().key("path").text(error.path);
        writer.key("message").text(error.message.english()).endObject();
    }
    writer.endArray().endObject();
    return answer;
}

/// One line without its end, or nothing at the end of `in` and when it cannot be read (any more),
/// for nobody knows how such a line goes on. Of a line that is too long the rest is read and thrown
/// away. A byte at a time: what reads lines as C strings loses what is behind a null byte, and what
/// waits for a full buffer answers too late.
std::optional<QByteArray> readLine(std::FILE *in, bool &isTooLong)
{
    QByteArray line;
    isTooLong = false;
    int byte = std::getc(in);
    if (byte == EOF)
        return {};
    for (; byte != EOF && byte != '\n'; byte = std::getc(in)) {
        if (line.size() < checkedTextLimit)
            line.append(static_cast<char>(byte));
        else
            isTooLong = true;
    }
    if (std::ferror(in))
        return {};
    return line;
}

} // namespace

ActionReport reportOnAction(const NamedText &action, const std::optional<NamedText> &data)
{
    const auto document = JsonDocument::parse(action.text, decodedNesting);
    if (!document)
        return unusable(
            u"%1 is not JSON: %2"_s.arg(action.name, placed(action.text, document.error())));
    if (!document->root().isObject())
        return unusable(u"%1 is neither an action nor an actions/register message: it has to be a "
                        "JSON object"_s.arg(action.name));
    const Message message = messageOf(action.text, document->root());

    ActionReport report;
    Findings findings(action.name, report);
    const auto decoded = protocol::decodeGameMessage(message.text);
    if (!decoded) {
        addRefusal(findings, decoded.error().refusal, message);
        findings.conclude({});
        return report;
    }
    const auto *registered = std::get_if<protocol::RegisterActions>(&decoded->message);
    if (!registered)
        return unusable(
            u"%1 is a message, but not actions/register, which is what registers actions"_s.arg(
                action.name));
    for (const protocol::Refusal &refusal : decoded->refusedActions)
        addRefusal(findings, refusal, message);
    for (const protocol::Finding &finding : decoded->warnings)
        addFinding(findings, finding, message);
    addRepetitions(findings, registered->actions, message);
    const qsizetype count = registered->actions.size();
    if (count == 0 && decoded->refusedActions.isEmpty())
        return unusable(u"%1 holds no action: \"actions\" is an empty list"_s.arg(action.name));
    findings.conclude(count == 1 ? u"\"%1\" is good"_s.arg(registered->actions.constFirst().name)
                                 : u"all %1 actions are good"_s.arg(count));
    if (!data)
        return report;
    if (count + decoded->refusedActions.size() != 1)
        return unusable(
            u"%1 holds %2 actions; data can be checked against one only"_s.arg(action.name)
                .arg(count + decoded->refusedActions.size()));
    if (count == 1)
        reportOnData(report, registered->actions.constFirst(), *data);
    return report;
}

std::optional<QByteArray> answerToLine(const QByteArray &line, QString &problem)
{
    const auto document = JsonDocument::parse(line, decodedNesting);
    if (!document) {
        problem = u"is not JSON: %1"_s.arg(document.error().message.english());
        return {};
    }
    const JsonValue schemaValue = document->root().member("schema");
    const JsonValue instance = document->root().member("instance");
    if (!document->root().isObject() || schemaValue.isAbsent() || !instance.isString()) {
        problem = u"needs \"schema\", any JSON, and \"instance\", a string that holds JSON text"_s;
        return {};
    }
    const auto schema = protocol::ActionSchema::compile(schemaValue.text().toByteArray());
    if (!schema.isValid()) {
        QList<protocol::SchemaError> errors = schema.errors();
        for (protocol::SchemaError &error : errors)
            error.message =
                protocol::verbatim(u"the schema is not valid: "_s + error.message.english());
        return lineAnswer(false, errors);
    }
    protocol::SchemaOptions options;
    options.assertFormats = document->root().member("format_assertion").toBool();
    const protocol::Validation validation = schema.validate(instance.utf8().toByteArray(), options);
    QList<protocol::SchemaError> errors = validation.errors;
    if (validation.budgetExceeded)
        errors.append({{}, protocol::verbatim(u"the check took too many steps and was ended"_s)});
    return lineAnswer(validation.valid, errors);
}

ActionVerdict checkActionLines(std::FILE *in, std::FILE *out, QString &problem)
{
    ActionVerdict verdict = ActionVerdict::Good;
    bool isTooLong = false;
    qint64 number = 0;
    while (auto line = readLine(in, isTooLong)) {
        ++number;
        if (number == 1 && line->startsWith(protocol::byteOrderMark)) {
            line->remove(0, protocol::byteOrderMark.size());
            if (line->isEmpty() && std::feof(in))
                break;
        }
        QString why;
        std::optional<QByteArray> answer;
        if (isTooLong)
            why = u"is longer than %1 MiB"_s.arg(checkedTextLimit / (1024 * 1024));
        else
            answer = answerToLine(*line, why);
        if (!answer) {
            verdict = ActionVerdict::Unusable;
            answer =
                lineAnswer(false, {{{}, protocol::verbatim(u"line %1 %2"_s.arg(number).arg(why))}});
        }
        if (std::fprintf(out, "%s\n", answer->constData()) < 0 || std::fflush(out) != 0) {
            problem =
                u"cannot write the answer to line %1 to standard output: %2"_s.arg(number).arg(
                    systemError());
            return ActionVerdict::Unusable;
        }
    }
    if (std::ferror(in)) {
        problem = u"cannot read line %1 of standard input: %2"_s.arg(number + 1).arg(systemError());
        return ActionVerdict::Unusable;
    }
    return verdict;
}

ActionVerdict runCheckAction(const QStringList &arguments)
{
    const Arguments read = readArguments(arguments);
    if (read.wantsHelp) {
        std::fputs(usage, stdout);
        return ActionVerdict::Good;
    }
    if (!read.unknown.isEmpty())
        return print(unusable(u"there is no option %1; see neuro-relay check-action --help"_s.arg(
            protocol::quoteForMessage(read.unknown))));
    QString problem;
    if (read.areLines && read.files.isEmpty()) {
        const ActionVerdict verdict = checkActionLines(stdin, stdout, problem);
        return problem.isEmpty() ? verdict : print(unusable(problem));
    }
    if (read.files.isEmpty() || read.files.size() > 2 || read.areLines)
        return print(unusable(u"takes FILE [DATA], or --jsonl alone"_s));
    if (read.files == QStringList({u"-"_s, u"-"_s}))
        return print(unusable(u"cannot read both FILE and DATA from standard input"_s));
    const auto action = readText(read.files[0], problem);
    std::optional<NamedText> data;
    if (action && read.files.size() == 2)
        data = readText(read.files[1], problem);
    if (!problem.isEmpty())
        return print(unusable(problem));
    return print(reportOnAction(*action, data));
}

} // namespace neuro::app
