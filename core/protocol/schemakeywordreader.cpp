// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonpath.h"
#include "protocol/schemacompiler.h"

#include <QSet>

#include <algorithm>
#include <array>

/// The part of SchemaCompiler that reads the keywords of one subschema.
namespace neuro::protocol {

namespace {

/// Lists up to this length are walked, longer ones are looked up by hash.
constexpr qsizetype valuesToCompareDirectly = 8;

quint8 typeBits(QByteArrayView name)
{
    struct TypeName
    {
        QByteArrayView name;
        quint8 bits;
    };
    static constexpr std::array names = {
        TypeName{"string", schematype::string}, TypeName{"integer", schematype::integer},
        TypeName{"number", schematype::number}, TypeName{"boolean", schematype::boolean},
        TypeName{"object", schematype::object}, TypeName{"array", schematype::array},
        TypeName{"null", schematype::null},
    };
    for (const TypeName &known : names) {
        if (known.name == name)
            return known.bits;
    }
    return 0;
}

template <typename Rules>
Rules &made(std::unique_ptr<Rules> &rules)
{
    if (!rules)
        rules = std::make_unique<Rules>();
    return *rules;
}

} // namespace

/// What is to be done with one keyword.
struct SchemaKeyword
{
    using Reader = void (*)(SchemaCompiler &, JsonValue);

    QByteArrayView name;
    Reader read;

    static const SchemaKeyword *find(QByteArrayView name);
};

const SchemaKeyword *SchemaKeyword::find(QByteArrayView name)
{
    using C = SchemaCompiler;
    using V = JsonValue;
    // Sorted by name.
    static constexpr std::array table = {
        SchemaKeyword{"$defs", [](C &c, V v) { c.readDefinitions(v); }},
        SchemaKeyword{"additionalItems", [](C &c, V v) { c.m_draft.additionalItems = c.child(v); }},
        SchemaKeyword{"additionalProperties", [](C &c, V v) { c.objects().additional = c.child(v); }},
        SchemaKeyword{"allOf", [](C &c, V v) { c.logic().allOf = c.children(v, false); }},
        SchemaKeyword{"anyOf", [](C &c, V v) { c.logic().anyOf = c.children(v, false); }},
        SchemaKeyword{"const", [](C &c, V v) { c.node().constant = v; }},
        SchemaKeyword{"contains", [](C &c, V v) { c.arrays().contains = c.child(v); }},
        SchemaKeyword{"definitions", [](C &c, V v) { c.readDefinitions(v); }},
        SchemaKeyword{"dependencies", [](C &c, V v) { c.readDependencies(v); }},
        SchemaKeyword{"dependentRequired", [](C &c, V v) { c.readDependencies(v); }},
        SchemaKeyword{"dependentSchemas", [](C &c, V v) { c.readDependencies(v); }},
        SchemaKeyword{"else", [](C &c, V v) { c.logic().alternative = c.child(v); }},
        SchemaKeyword{"enum", [](C &c, V v) { c.readEnum(v); }},
        SchemaKeyword{"exclusiveMaximum", [](C &c, V v) { c.numbers().exclusiveMaximum = c.bound(v); }},
        SchemaKeyword{"exclusiveMinimum", [](C &c, V v) { c.numbers().exclusiveMinimum = c.bound(v); }},
        SchemaKeyword{"format", [](C &c, V v) { c.strings().format = stringFormat(v.utf8()); }},
        SchemaKeyword{"if", [](C &c, V v) { c.logic().condition = c.child(v); }},
        SchemaKeyword{"items", [](C &c, V v) { c.readItems(v); }},
        SchemaKeyword{"maxItems", [](C &c, V v) { auto &s = c.arrays().size; s.most = c.size(v, s.most); }},
        SchemaKeyword{"maxLength", [](C &c, V v) { auto &s = c.strings().length; s.most = c.size(v, s.most); }},
        SchemaKeyword{"maxProperties", [](C &c, V v) { auto &s = c.objects().size; s.most = c.size(v, s.most); }},
        SchemaKeyword{"maximum", [](C &c, V v) { c.numbers().maximum = c.bound(v); }},
        SchemaKeyword{"minItems", [](C &c, V v) { auto &s = c.arrays().size; s.least = c.size(v, s.least); }},
        SchemaKeyword{"minLength", [](C &c, V v) { auto &s = c.strings().length; s.least = c.size(v, s.least); }},
        SchemaKeyword{"minProperties", [](C &c, V v) { auto &s = c.objects().size; s.least = c.size(v, s.least); }},
        SchemaKeyword{"minimum", [](C &c, V v) { c.numbers().minimum = c.bound(v); }},
        SchemaKeyword{"multipleOf", [](C &c, V v) { c.readMultipleOf(v); }},
        SchemaKeyword{"not", [](C &c, V v) { c.logic().no = c.child(v); }},
        SchemaKeyword{"oneOf", [](C &c, V v) { c.logic().oneOf = c.children(v, false); }},
        SchemaKeyword{"pattern", [](C &c, V v) { c.readPattern(v); }},
        SchemaKeyword{"patternProperties", [](C &c, V v) { c.readPatternProperties(v); }},
        SchemaKeyword{"prefixItems", [](C &c, V v) { c.arrays().tuple = c.children(v, false); c.m_draft.hasPrefix = true; }},
        SchemaKeyword{"properties", [](C &c, V v) { c.readProperties(v); }},
        SchemaKeyword{"propertyNames", [](C &c, V v) { c.objects().propertyNames = c.child(v); }},
        SchemaKeyword{"required", [](C &c, V v) { c.readRequired(v); }},
        SchemaKeyword{"then", [](C &c, V v) { c.logic().consequence = c.child(v); }},
        SchemaKeyword{"type", [](C &c, V v) { c.readType(v); }},
        SchemaKeyword{"uniqueItems", [](C &c, V v) { c.readUniqueItems(v); }},
    };
    const auto at = std::lower_bound(
        table.begin(), table.end(), name,
        [](const SchemaKeyword &keyword, QByteArrayView n) { return keyword.name < n; });
    return at != table.end() && at->name == name ? at : nullptr;
}

void SchemaCompiler::Draft::clear()
{
    properties.clear();
    required.clear();
    dependencies.clear();
    items = noNode;
    additionalItems = noNode;
    hasTuple = false;
    hasPrefix = false;
    isObject = false;
}

void SchemaCompiler::compileKeywords(const JsonMembers &members)
{
    for (const JsonValue &member : members) {
        m_keyword = member.keyUtf8();
        if (const SchemaKeyword *keyword = SchemaKeyword::find(m_keyword))
            keyword->read(*this, member);
    }
}

NumberRules &SchemaCompiler::numbers()
{
    return made(node().numbers);
}

StringRules &SchemaCompiler::strings()
{
    return made(node().strings);
}

ArrayRules &SchemaCompiler::arrays()
{
    return made(node().arrays);
}

ObjectRules &SchemaCompiler::objects()
{
    m_draft.isObject = true;
    return made(node().objects);
}

LogicRules &SchemaCompiler::logic()
{
    return made(node().logic);
}

qint64 SchemaCompiler::size(JsonValue value, qint64 otherwise)
{
    const JsonNumber number = value.isNumber() ? JsonNumber::fromText(value.text()) : JsonNumber();
    if (!value.isNumber() || !number.isInteger() || number.isNegative()) {
        failHere(value, phrase(QT_TRANSLATE_NOOP(
                                   "core", "must be a whole number that is not negative, is %1"),
                               excerpt(value)));
        return otherwise;
    }
    qint64 size = 0;
    return number.toInt64(&size) ? size : std::numeric_limits<qint64>::max();
}

std::optional<NumberRules::Bound> SchemaCompiler::bound(JsonValue value)
{
    if (!value.isNumber()) {
        failHere(value,
                 phrase(QT_TRANSLATE_NOOP("core", "must be a number, is %1"), excerpt(value)));
        return std::nullopt;
    }
    m_budget.spendOnText(value.text().size());
    return NumberRules::Bound{value, JsonNumber::fromText(value.text())};
}

void SchemaCompiler::readType(JsonValue value)
{
    quint8 types = 0;
    bool isKnown = value.isString() || (value.isArray() && value.size() > 0);
    const auto add = [&types, &isKnown](JsonValue name) {
        const quint8 bits = name.isString() ? typeBits(name.utf8()) : 0;
        isKnown = isKnown && bits != 0;
        types |= bits;
    };
    if (value.isString())
        add(value);
    m_budget.spend(value.size());
    for (JsonValue name = value.first(); !name.isAbsent(); name = name.next())
        add(name);
    if (isKnown)
        node().types = types;
    else
        failHere(value, phrase(QT_TRANSLATE_NOOP("core",
                                                 "%1 is not a type; the types are string, integer, "
                                                 "number, boolean, object, array and null"),
                               excerpt(value)));
}

void SchemaCompiler::readEnum(JsonValue value)
{
    if (!value.isArray() || value.size() == 0) {
        failHere(value, phrase(QT_TRANSLATE_NOOP(
                            "core", "must be a non-empty array of the allowed values")));
        return;
    }
    EnumRule &rule = made(node().values);
    rule.values.reserve(static_cast<size_t>(value.size()));
    for (JsonValue item = value.first(); !item.isAbsent(); item = item.next())
        rule.values.push_back(item);
    if (value.size() <= valuesToCompareDirectly)
        return;
    for (size_t i = 0; i < rule.values.size(); ++i)
        rule.hashes.emplace_back(jsonHash(rule.values[i], m_budget, SchemaOptions().depth), i);
    std::sort(rule.hashes.begin(), rule.hashes.end());
}

void SchemaCompiler::readMultipleOf(JsonValue value)
{
    std::optional<NumberRules::Bound> divisor = bound(value);
    if (divisor && (divisor->value.isZero() || divisor->value.isNegative()))
        failHere(value, phrase(QT_TRANSLATE_NOOP("core", "must be greater than zero")));
    else
        numbers().multipleOf = std::move(divisor);
}

std::optional<TextPattern> SchemaCompiler::pattern(JsonValue place, const QString &expression)
{
    m_budget.spend(expression.size());
    Result<TextPattern, Phrase> compiled = TextPattern::compile(expression);
    if (!compiled) {
        failHere(place,
                 phrase(QT_TRANSLATE_NOOP("core", "the regular expression %1 cannot be used: %2"),
                        excerpt(expression.toUtf8()), compiled.error()));
        return std::nullopt;
    }
    m_budget.spend(compiled->size());
    return std::move(compiled).value();
}

void SchemaCompiler::readPattern(JsonValue value)
{
    if (!value.isString()) {
        failHere(value,
                 phrase(QT_TRANSLATE_NOOP("core", "must be a regular expression in a string")));
        return;
    }
    strings().patternSource = value;
    strings().pattern = pattern(value, value.toString());
}

void SchemaCompiler::readItems(JsonValue value)
{
    if (!value.isArray()) {
        m_draft.items = child(value);
        return;
    }
    m_draft.hasTuple = true;
    arrays().tuple = children(value, true);
}

void SchemaCompiler::readUniqueItems(JsonValue value)
{
    if (value.isBool())
        arrays().unique = value.toBool();
    else
        failHere(value, phrase(QT_TRANSLATE_NOOP("core", "must be true or false")));
}

void SchemaCompiler::readRequired(JsonValue value)
{
    objects();
    if (!value.isArray()) {
        failHere(value,
                 phrase(QT_TRANSLATE_NOOP("core", "must be an array with the names of members")));
        return;
    }
    m_budget.spend(value.size());
    QSet<QByteArrayView> seen;
    for (JsonValue name = value.first(); !name.isAbsent(); name = name.next()) {
        if (!name.isString()) {
            failHere(value,
                     phrase(QT_TRANSLATE_NOOP("core", "must list names of members, lists %1"),
                            excerpt(name)));
            continue;
        }
        const qsizetype before = seen.size();
        seen.insert(name.utf8());
        if (seen.size() == before)
            failHere(value,
                     phrase(QT_TRANSLATE_NOOP("core", "must list each name once, lists %1 twice"),
                            excerpt(name)));
        m_draft.required.push_back(name.utf8());
    }
}

void SchemaCompiler::readProperties(JsonValue value)
{
    objects();
    if (!value.isObject()) {
        failHere(value, phrase(QT_TRANSLATE_NOOP(
                            "core", "must be an object with a schema for each member")));
        return;
    }
    JsonMembers members;
    collectMembers(value, members);
    m_draft.properties.reserve(static_cast<size_t>(members.size()));
    for (const JsonValue &member : std::as_const(members))
        m_draft.properties.push_back({member.keyUtf8(), child(member, SchemaNode::keyStep)});
}

void SchemaCompiler::readPatternProperties(JsonValue value)
{
    if (!value.isObject()) {
        failHere(value, phrase(QT_TRANSLATE_NOOP(
                            "core", "must be an object with a schema for each pattern")));
        return;
    }
    JsonMembers members;
    collectMembers(value, members);
    for (const JsonValue &member : std::as_const(members)) {
        const NodeId schema = child(member, SchemaNode::keyStep);
        if (std::optional<TextPattern> compiled = pattern(value, member.key()))
            objects().patterns.push_back({*compiled, member, schema});
    }
}

void SchemaCompiler::readDependencies(JsonValue value)
{
    objects();
    if (!value.isObject()) {
        failHere(value,
                 phrase(QT_TRANSLATE_NOOP("core", "must be an object with the names of members")));
        return;
    }
    const bool namesOnly = m_keyword == "dependentRequired";
    const bool schemasOnly = m_keyword == "dependentSchemas";
    JsonMembers members;
    collectMembers(value, members);
    for (const JsonValue &member : std::as_const(members)) {
        Draft::Dependency dependency;
        dependency.key = member.keyUtf8();
        if (!member.isArray() && !namesOnly) {
            dependency.schema = child(member, SchemaNode::keyStep);
        } else if (!member.isArray() || schemasOnly) {
            failHere(value, phrase(QT_TRANSLATE_NOOP("core", "%1 is of the wrong type"),
                                   excerpt(member.keyUtf8())));
            continue;
        }
        m_budget.spend(member.isArray() ? member.size() : 0);
        for (JsonValue name = member.isArray() ? member.first() : JsonValue(); !name.isAbsent();
             name = name.next()) {
            if (name.isString())
                dependency.required.push_back(name.utf8());
            else
                failHere(value,
                         phrase(QT_TRANSLATE_NOOP("core", "must list names of members, lists %1"),
                                excerpt(name)));
        }
        m_draft.dependencies.push_back(std::move(dependency));
    }
}

void SchemaCompiler::readDefinitions(JsonValue value)
{
    if (!value.isObject()) {
        failHere(value, phrase(QT_TRANSLATE_NOOP("core",
                                                 "must be an object with a schema for each name")));
        return;
    }
    for (JsonValue member = value.first(); !member.isAbsent(); member = member.next())
        child(member, SchemaNode::keyStep);
}

void SchemaCompiler::finishArrays()
{
    const NodeId rest =
        m_draft.hasTuple && !m_draft.hasPrefix ? m_draft.additionalItems : m_draft.items;
    if (rest != noNode)
        arrays().rest = rest;
}

void SchemaCompiler::finishObjects()
{
    if (!m_draft.isObject)
        return;
    ObjectRules &rules = objects();
    std::vector<ObjectRules::Name> &names = rules.names;
    names = m_draft.properties;
    for (const QByteArrayView key : m_draft.required)
        names.push_back({key});
    for (const Draft::Dependency &dependency : m_draft.dependencies) {
        names.push_back({dependency.key});
        for (const QByteArrayView key : dependency.required)
            names.push_back({key});
    }
    // Of equal names the one with a schema comes first and stays.
    std::sort(names.begin(), names.end(), ObjectRules::Name::isBefore);
    names.erase(std::unique(names.begin(), names.end(),
                            [](const auto &a, const auto &b) { return a.key == b.key; }),
                names.end());

    const auto indexOf = [&rules](QByteArrayView key) {
        return static_cast<size_t>(rules.find(key));
    };
    for (const ObjectRules::Name &property : m_draft.properties)
        rules.properties.push_back(indexOf(property.key));
    for (const QByteArrayView key : m_draft.required)
        rules.required.push_back(indexOf(key));
    for (const Draft::Dependency &draft : m_draft.dependencies) {
        ObjectRules::Dependency dependency{indexOf(draft.key), {}, draft.schema};
        for (const QByteArrayView key : draft.required)
            dependency.required.push_back(indexOf(key));
        rules.dependencies.push_back(std::move(dependency));
    }
}

} // namespace neuro::protocol
