// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/schemavalidator.h"

#include "protocol/jsonpath.h"

#include <QStringList>

#include <algorithm>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Values that the message about an enum lists.
constexpr size_t valuesToName = 8;

qint64 codePoints(QByteArrayView utf8)
{
    return std::count_if(utf8.begin(), utf8.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

Phrase mustBeListed(const std::vector<JsonValue> &values, JsonValue found)
{
    QStringList texts;
    for (size_t i = 0; i < values.size() && i < valuesToName; ++i)
        texts += excerpt(values[i]);
    const QString named = texts.join(u", "_s);
    if (values.size() <= valuesToName) {
        return phrase(QT_TRANSLATE_NOOP("core", "must be one of %1, is %2"), named, excerpt(found));
    }
    return phrase(QT_TRANSLATE_NOOP("core", "must be one of %1, and %2 more, is %3"), named,
                  values.size() - valuesToName, excerpt(found));
}

constexpr SchemaValidator::SizeWords inCharacters = {
    QT_TRANSLATE_N_NOOP("core", "must have at least %1 characters, has %2"),
    QT_TRANSLATE_N_NOOP("core", "must have at most %1 characters, has %2"),
};
constexpr SchemaValidator::SizeWords inElements = {
    QT_TRANSLATE_N_NOOP("core", "must have at least %1 elements, has %2"),
    QT_TRANSLATE_N_NOOP("core", "must have at most %1 elements, has %2"),
};
constexpr SchemaValidator::SizeWords inMembers = {
    QT_TRANSLATE_N_NOOP("core", "must have at least %1 members, has %2"),
    QT_TRANSLATE_N_NOOP("core", "must have at most %1 members, has %2"),
};

} // namespace

SchemaValidator::SchemaValidator(const CompiledSchema &schema, const SchemaOptions &options,
                                 WorkBudget &budget)
    : m_schema(schema)
    , m_options(options)
    , m_budget(budget)
{
}

bool SchemaValidator::validate(NodeId id, JsonValue value, QList<SchemaError> &errors)
{
    m_errors = m_options.errors > 0 ? &errors : nullptr;
    return check(id, value, Place(), m_options.depth);
}

bool SchemaValidator::accepts(NodeId id, JsonValue value)
{
    m_errors = nullptr;
    return check(id, value, Place(), m_options.depth);
}

template <typename MakeMessage>
bool SchemaValidator::fail(const Place &place, MakeMessage makeMessage)
{
    if (!m_errors)
        return false;
    m_errors->append({pathOf(place), makeMessage()});
    if (m_errors->size() >= m_options.errors)
        m_errors = nullptr;
    return false;
}

QString SchemaValidator::pathOf(const Place &place)
{
    QVarLengthArray<const Place *, 32> way;
    for (const Place *up = &place; up->parent; up = up->parent)
        way.append(up);
    QString path;
    while (!way.isEmpty()) {
        const Place *step = way.back();
        way.pop_back();
        if (step->index >= 0)
            appendIndexStep(path, step->index);
        else
            appendMemberStep(path, step->key);
    }
    return path;
}

bool SchemaValidator::check(NodeId id, JsonValue value, const Place &place, int depth)
{
    if (!m_budget.spend())
        return false;
    if (depth <= 0) {
        m_budget.exhaust();
        return fail(place, [this] {
            return pluralPhrase(
                QT_TRANSLATE_N_NOOP("core",
                                    "is checked deeper than %1 levels; nest data and schema less"),
                m_options.depth);
        });
    }
    const SchemaNode &node = m_schema.node(id);
    if (node.isNever)
        return fail(place,
                    [] { return phrase(QT_TRANSLATE_NOOP("core", "nothing is allowed here")); });
    bool ok = checkType(node, value, place) && checkConstant(node, value, place);
    if (!ok && isDone())
        return false;
    if (node.reference != noNode)
        ok &= check(node.reference, value, place, depth - 1);
    if (node.numbers && value.isNumber() && (ok || !isDone()))
        ok &= checkNumber(*node.numbers, value, place);
    if (node.strings && value.isString() && (ok || !isDone()))
        ok &= checkString(*node.strings, value.utf8(), place);
    if (node.arrays && value.isArray() && (ok || !isDone()))
        ok &= checkArray(*node.arrays, value, place, depth);
    if (node.objects && value.isObject() && (ok || !isDone()))
        ok &= checkObject(*node.objects, value, place, depth);
    if (node.logic && (ok || !isDone()))
        ok &= checkLogic(*node.logic, value, place, depth);
    return ok;
}

bool SchemaValidator::checkQuietly(NodeId id, JsonValue value, const Place &place, int depth)
{
    QList<SchemaError> *const errors = std::exchange(m_errors, nullptr);
    const bool ok = check(id, value, place, depth - 1);
    m_errors = errors;
    return ok;
}

bool SchemaValidator::checkType(const SchemaNode &node, JsonValue value, const Place &place)
{
    if (node.types == schematype::any)
        return true;
    if (value.isNumber())
        m_budget.spendOnText(value.text().size());
    const quint8 type = schemaTypeOf(value);
    if (node.types & type)
        return true;
    return fail(place, [&] {
        return phrase(QT_TRANSLATE_NOOP("core", "must be %1, is %2"), schemaTypeNames(node.types),
                      schemaTypeNames(type));
    });
}

bool SchemaValidator::checkConstant(const SchemaNode &node, JsonValue value, const Place &place)
{
    if (!node.constant.isAbsent() && !jsonEqual(node.constant, value, m_budget, m_options.depth))
        return fail(place, [&] {
            return phrase(QT_TRANSLATE_NOOP("core", "must be %1"), excerpt(node.constant));
        });
    if (node.values && !isListed(*node.values, value))
        return fail(place, [&] { return mustBeListed(node.values->values, value); });
    return true;
}

bool SchemaValidator::isListed(const EnumRule &rule, JsonValue value)
{
    if (rule.hashes.empty()) {
        return std::any_of(rule.values.begin(), rule.values.end(), [&](JsonValue allowed) {
            return jsonEqual(allowed, value, m_budget, m_options.depth);
        });
    }
    const size_t hash = jsonHash(value, m_budget, SchemaOptions().depth);
    auto at = std::lower_bound(rule.hashes.begin(), rule.hashes.end(), std::pair(hash, size_t(0)));
    for (; at != rule.hashes.end() && at->first == hash; ++at) {
        if (jsonEqual(rule.values[at->second], value, m_budget, m_options.depth))
            return true;
    }
    return false;
}

bool SchemaValidator::checkNumber(const NumberRules &rules, JsonValue value, const Place &place)
{
    m_budget.spendOnText(value.text().size());
    const JsonNumber number = JsonNumber::fromText(value.text());
    bool ok = true;
    const auto refuse = [&](PhraseSource<2> source, const NumberRules::Bound &bound) {
        ok = fail(place, [&] { return phrase(source, excerpt(bound.source), excerpt(value)); });
    };
    if (rules.minimum && number.compare(rules.minimum->value) < 0)
        refuse(QT_TRANSLATE_NOOP("core", "must be at least %1, is %2"), *rules.minimum);
    if (rules.maximum && number.compare(rules.maximum->value) > 0)
        refuse(QT_TRANSLATE_NOOP("core", "must be at most %1, is %2"), *rules.maximum);
    if (rules.exclusiveMinimum && number.compare(rules.exclusiveMinimum->value) <= 0)
        refuse(QT_TRANSLATE_NOOP("core", "must be greater than %1, is %2"),
               *rules.exclusiveMinimum);
    if (rules.exclusiveMaximum && number.compare(rules.exclusiveMaximum->value) >= 0)
        refuse(QT_TRANSLATE_NOOP("core", "must be less than %1, is %2"), *rules.exclusiveMaximum);
    if (rules.multipleOf && !number.isMultipleOf(rules.multipleOf->value, m_budget))
        refuse(QT_TRANSLATE_NOOP("core", "must be a multiple of %1, is %2"), *rules.multipleOf);
    return ok;
}

bool SchemaValidator::checkSize(const SizeRange &range, qint64 size, const SizeWords &words,
                                const Place &place)
{
    if (size < range.least)
        return fail(place, [&] { return pluralPhrase(words.tooSmall, range.least, size); });
    if (size > range.most)
        return fail(place, [&] { return pluralPhrase(words.tooLarge, range.most, size); });
    return true;
}

bool SchemaValidator::checkString(const StringRules &rules, QByteArrayView utf8, const Place &place)
{
    m_budget.spendOnText(utf8.size());
    bool ok = checkSize(rules.length, codePoints(utf8), inCharacters, place);
    if (rules.pattern && (ok || !isDone()) && !rules.pattern->matches(utf8, m_budget))
        ok = fail(place, [&] {
            return phrase(QT_TRANSLATE_NOOP("core", "must match the pattern %1, is %2"),
                          excerpt(rules.patternSource), excerpt(utf8));
        });
    if (m_options.assertFormats && (ok || !isDone()) && !hasFormat(rules.format, utf8))
        ok = fail(place, [&] {
            return phrase(QT_TRANSLATE_NOOP("core", "must have the format %1, is %2"),
                          QString::fromUtf8(stringFormatName(rules.format)), excerpt(utf8));
        });
    return ok;
}

bool SchemaValidator::checkArray(const ArrayRules &rules, JsonValue value, const Place &place,
                                 int depth)
{
    bool ok = checkSize(rules.size, value.size(), inElements, place);
    bool containsOne = rules.contains == noNode;
    qint64 index = 0;
    for (JsonValue item = value.first(); !item.isAbsent(); item = item.next(), ++index) {
        if (!ok && isDone())
            return false;
        const Place here{&place, {}, index};
        const bool isInTuple = index < static_cast<qint64>(rules.tuple.size());
        const NodeId schema = isInTuple ? rules.tuple[static_cast<size_t>(index)] : rules.rest;
        if (schema != noNode)
            ok &= check(schema, item, here, depth - 1);
        if (!containsOne)
            containsOne = checkQuietly(rules.contains, item, here, depth);
        if (schema == noNode && containsOne && index >= static_cast<qint64>(rules.tuple.size()))
            break;
    }
    if (!containsOne)
        ok = fail(place, [] {
            return phrase(
                QT_TRANSLATE_NOOP("core", "must contain an element of the kind in \"contains\""));
        });
    if (rules.unique && (ok || !isDone()))
        ok &= checkUnique(value, place);
    return ok;
}

bool SchemaValidator::checkUnique(JsonValue value, const Place &place)
{
    struct Item
    {
        size_t hash;
        qint64 index;
        JsonValue value;
    };
    std::vector<Item> items;
    items.reserve(static_cast<size_t>(value.size()));
    for (JsonValue item = value.first(); !item.isAbsent(); item = item.next()) {
        if (!m_budget.spend())
            return false;
        items.push_back(
            {jsonHash(item, m_budget, m_options.depth), static_cast<qint64>(items.size()), item});
    }
    std::sort(items.begin(), items.end(), [](const Item &a, const Item &b) {
        return a.hash != b.hash ? a.hash < b.hash : a.index < b.index;
    });
    for (size_t i = 0; i < items.size(); ++i) {
        for (size_t k = i + 1; k < items.size() && items[k].hash == items[i].hash; ++k) {
            if (jsonEqual(items[i].value, items[k].value, m_budget, m_options.depth))
                return fail(place, [&] {
                    return phrase(QT_TRANSLATE_NOOP(
                                      "core", "must not hold equal elements, but [%1] equals [%2]"),
                                  items[k].index, items[i].index);
                });
            if (m_budget.isExhausted())
                return false;
        }
    }
    return true;
}

bool SchemaValidator::checkObject(const ObjectRules &rules, JsonValue value, const Place &place,
                                  int depth)
{
    JsonMembers members;
    m_budget.spend(value.size() / 4 + static_cast<qint64>(rules.names.size()) / 16);
    collectMembers(value, members);
    QVarLengthArray<bool, 32> present(static_cast<qsizetype>(rules.names.size()), false);
    bool ok = checkSize(rules.size, members.size(), inMembers, place);
    for (const JsonValue &member : std::as_const(members)) {
        if (!ok && isDone())
            return false;
        const qsizetype name = rules.find(member.keyUtf8());
        if (name >= 0)
            present[name] = true;
        const NodeId named = name < 0 ? noNode : rules.names[static_cast<size_t>(name)].schema;
        if (rules.propertyNames != noNode)
            ok &= checkPropertyName(rules, member, place, depth);
        ok &= checkMember(rules, named, member, place, depth);
    }
    for (const size_t name : rules.required) {
        if (!ok && isDone())
            return false;
        if (!present[static_cast<qsizetype>(name)])
            ok = fail(place, [&] {
                return phrase(QT_TRANSLATE_NOOP("core", "the required member %1 is missing"),
                              excerpt(rules.names[name].key));
            });
    }
    if (!rules.dependencies.empty() && (ok || !isDone()))
        ok &= checkDependencies(rules, present, value, place, depth);
    return ok;
}

bool SchemaValidator::checkMember(const ObjectRules &rules, NodeId named, JsonValue member,
                                  const Place &place, int depth)
{
    const Place here{&place, member.keyUtf8(), -1};
    bool isKnown = named != noNode;
    bool ok = !isKnown || check(named, member, here, depth - 1);
    for (const ObjectRules::PatternMember &pattern : rules.patterns) {
        m_budget.spendOnText(member.keyUtf8().size());
        if (!pattern.pattern.matches(member.keyUtf8(), m_budget))
            continue;
        isKnown = true;
        ok &= check(pattern.schema, member, here, depth - 1);
    }
    if (isKnown || rules.additional == noNode)
        return ok;
    if (m_schema.node(rules.additional).isNever)
        return fail(place, [&] {
            return phrase(QT_TRANSLATE_NOOP("core", "the member %1 is not allowed"),
                          excerpt(member.keyUtf8()));
        });
    return check(rules.additional, member, here, depth - 1);
}

bool SchemaValidator::checkPropertyName(const ObjectRules &rules, JsonValue member,
                                        const Place &place, int depth)
{
    // A name has no value of its own in the document: it becomes one.
    QByteArray text;
    appendJsonQuoted(text, member.keyUtf8());
    m_budget.spendOnText(text.size());
    const Result<JsonDocument, JsonError> name = JsonDocument::parse(text);
    if (name && checkQuietly(rules.propertyNames, name->root(), place, depth))
        return true;
    return fail(place, [&] {
        return phrase(QT_TRANSLATE_NOOP("core", "%1 is not allowed as the name of a member"),
                      excerpt(member.keyUtf8()));
    });
}

bool SchemaValidator::checkDependencies(const ObjectRules &rules,
                                        const QVarLengthArray<bool, 32> &present, JsonValue value,
                                        const Place &place, int depth)
{
    bool ok = true;
    for (const ObjectRules::Dependency &dependency : rules.dependencies) {
        m_budget.spend();
        if (!present[static_cast<qsizetype>(dependency.name)])
            continue;
        if (dependency.schema != noNode)
            ok &= check(dependency.schema, value, place, depth - 1);
        m_budget.spend(static_cast<qint64>(dependency.required.size()) / 16);
        for (const size_t name : dependency.required) {
            if (!present[static_cast<qsizetype>(name)])
                ok = fail(place, [&] {
                    return phrase(
                        QT_TRANSLATE_NOOP("core", "the member %1 is missing, which %2 requires"),
                        excerpt(rules.names[name].key), excerpt(rules.names[dependency.name].key));
                });
        }
    }
    return ok;
}

bool SchemaValidator::checkLogic(const LogicRules &rules, JsonValue value, const Place &place,
                                 int depth)
{
    bool ok = true;
    for (const NodeId part : rules.allOf) {
        ok &= check(part, value, place, depth - 1);
        if (!ok && isDone())
            return false;
    }
    ok &= checkAlternatives(rules, value, place, depth);
    if (rules.no != noNode && checkQuietly(rules.no, value, place, depth))
        ok = fail(place, [&] {
            return phrase(QT_TRANSLATE_NOOP("core", "must not be what \"not\" describes"));
        });
    if (rules.condition != noNode && (rules.consequence != noNode || rules.alternative != noNode)) {
        const NodeId branch = checkQuietly(rules.condition, value, place, depth)
                                  ? rules.consequence
                                  : rules.alternative;
        if (branch != noNode)
            ok &= check(branch, value, place, depth - 1);
    }
    return ok && !m_budget.isExhausted();
}

bool SchemaValidator::checkAlternatives(const LogicRules &rules, JsonValue value,
                                        const Place &place, int depth)
{
    const auto fits = [&](NodeId part) {
        return checkQuietly(part, value, place, depth);
    };
    bool ok = true;
    if (!rules.anyOf.empty() && !std::any_of(rules.anyOf.begin(), rules.anyOf.end(), fits))
        ok = fail(place, [&] {
            return pluralPhrase(
                QT_TRANSLATE_N_NOOP("core", "fits none of the %1 alternatives of \"anyOf\""),
                rules.anyOf.size());
        });
    if (rules.oneOf.empty())
        return ok;
    const auto matches = std::count_if(rules.oneOf.begin(), rules.oneOf.end(), fits);
    if (matches == 1)
        return ok;
    return fail(place, [&] {
        return phrase(
            QT_TRANSLATE_NOOP("core",
                              "fits %1 of the %2 alternatives of \"oneOf\", must fit exactly one"),
            matches, rules.oneOf.size());
    });
}

} // namespace neuro::protocol
