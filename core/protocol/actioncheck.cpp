// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actioncheck.h"

#include "protocol/actionschema.h"
#include "protocol/codec.h"
#include "protocol/unsupportedkeywords.h"

#include <algorithm>
#include <array>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "action "use_item": …".
Phrase about(const Action &action, const Phrase &sentence)
{
    return phrase(QT_TRANSLATE_NOOP("core", "action \"%1\": %2"), quoteForMessage(action.name),
                  sentence);
}

bool isSchemaTypeName(JsonValue value)
{
    static constexpr std::array<QByteArrayView, 7> names = {
        "array", "boolean", "integer", "null", "number", "object", "string",
    };
    return value.isString() && std::find(names.begin(), names.end(), value.utf8()) != names.end();
}

/// Whether `type` can stand in a schema. What cannot is no matter of style but an invalid schema.
bool isSchemaType(JsonValue type)
{
    if (!type.isArray())
        return isSchemaTypeName(type);
    for (JsonValue name = type.first(); !name.isAbsent(); name = name.next()) {
        if (!isSchemaTypeName(name))
            return false;
    }
    return type.size() > 0;
}

/// Whether a member of an object schema leaves open what the object holds.
bool saysNothing(JsonValue member)
{
    const QByteArrayView key = member.keyUtf8();
    if (key == "type")
        return true;
    if (key == "properties")
        return member.isObject() && member.size() == 0;
    if (key == "required")
        return member.isArray() && member.size() == 0;
    return key == "additionalProperties" && member.isBool() && !member.toBool();
}

/// An object schema without a member to fill in: `{}` would say the same and keep Neuro from
/// sending data.
bool describesNothing(JsonValue schema)
{
    for (JsonValue member = schema.first(); !member.isAbsent(); member = member.next()) {
        if (!saysNothing(member))
            return false;
    }
    return true;
}

void checkRoot(const Action &action, JsonValue schema, FindingList &findings)
{
    const JsonValue type = schema.member("type");
    if (type.utf8() == "object") {
        if (describesNothing(schema)) {
            findings.add(DiagnosticKey::SchemaEmpty,
                         about(action, phrase(QT_TRANSLATE_NOOP(
                                           "core", "the schema describes no members; leave it out, "
                                                   "or send {}, for an action without data"))));
        }
        return;
    }
    if (type.isAbsent()) {
        findings.add(
            DiagnosticKey::SchemaNotObject,
            about(action, phrase(QT_TRANSLATE_NOOP(
                              "core", "the schema has no \"type\"; it should be \"object\""))));
    } else if (isSchemaType(type)) {
        const QString found = quoteForMessage(QString::fromUtf8(type.text()));
        findings.add(
            DiagnosticKey::SchemaNotObject,
            about(action,
                  phrase(QT_TRANSLATE_NOOP("core",
                                           "the schema's \"type\" is %1; it should be \"object\""),
                         found)));
    }
}

void checkSchema(const Action &action, JsonValue schema, FindingList &findings)
{
    if (schema.size() == 0)
        return;
    checkRoot(action, schema, findings);
    for (const UnsupportedKeyword &use : findUnsupportedKeywords(schema)) {
        const Phrase where = use.path.isEmpty() ? phrase(QT_TRANSLATE_NOOP("core", "the schema"))
                                                : verbatim(u"schema."_s + use.path);
        findings.add(
            DiagnosticKey::SchemaUnsupportedKeyword,
            about(action, phrase(QT_TRANSLATE_NOOP(
                                     "core", "Neuro probably does not support \"%1\" (in %2)"),
                                 use.keyword, where)));
    }
}

void checkValidity(const Action &action, FindingList &findings, WorkBudget &budget)
{
    if (budget.isExhausted())
        return;
    const ActionSchema compiled = ActionSchema::compile(action.schema);
    budget.spend(compiled.steps());
    if (compiled.isValid())
        return;
    const QList<SchemaError> errors = compiled.errors();
    const Phrase why = errors.isEmpty() ? phrase(QT_TRANSLATE_NOOP("core", "it cannot be applied"))
                                        : withPath(errors.constFirst());
    findings.add(
        DiagnosticKey::SchemaInvalid,
        about(action,
              phrase(QT_TRANSLATE_NOOP(
                         "core",
                         "the schema is not a valid JSON Schema, so data cannot be checked: %1"),
                     why)));
}

} // namespace

void checkParsedAction(const Action &action, JsonValue schema, FindingList &findings,
                       WorkBudget &budget)
{
    if (!isRecommendedActionName(action.name)) {
        findings.add(DiagnosticKey::ActionNameStyle,
                     about(action, phrase(QT_TRANSLATE_NOOP(
                                       "core", "names should consist of a-z, 0-9, _ and - only"))));
    }
    if (action.description.isEmpty()) {
        findings.add(
            DiagnosticKey::ActionNoDescription,
            about(action, phrase(QT_TRANSLATE_NOOP(
                              "core", "without a description Neuro has only the name to go by"))));
    }
    if (findings.isFull() || action.schema.isEmpty())
        return;
    if (schema.isObject())
        checkSchema(action, schema, findings);
    checkValidity(action, findings, budget);
}

QList<Finding> checkAction(const Action &action)
{
    FindingList findings;
    const auto parsed = JsonDocument::parse(action.schema);
    const JsonValue root = parsed ? parsed->root() : JsonValue();
    WorkBudget budget(ActionSchema::compileSteps);
    checkParsedAction(action, root, findings, budget);
    if (parsed && !root.isObject()) {
        findings.add(
            DiagnosticKey::SchemaNotObject,
            about(action, phrase(QT_TRANSLATE_NOOP("core", "the schema must be an object, not %1"),
                                 describeType(root))));
    }
    return findings.take();
}

bool isRecommendedActionName(QStringView name)
{
    const auto isRecommended = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isRecommended);
}

} // namespace neuro::protocol
