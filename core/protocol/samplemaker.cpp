// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/samplemaker.h"

#include "protocol/jsonpath.h"
#include "protocol/samplescalars.h"

#include <algorithm>

namespace neuro::protocol {

namespace {

/// Ways through anyOf, oneOf and if that are tried at one place.
constexpr quint64 maxWays = 64;
/// Random tries for a value that differs from others when the smallest one does not.
constexpr quint64 maxRandomTries = 8;
/// Values inside one another in a sample.
constexpr int maxSampleDepth = 48;

} // namespace

SampleMaker::SampleMaker(const CompiledSchema &schema, const SchemaOptions &options, Style style,
                         quint64 seed)
    : m_schema(schema)
    , m_options(options)
    , m_style(style)
    , m_random(seed)
    , m_budget(options.steps)
    , m_validator(m_schema, m_options, m_budget)
{
}

Result<QByteArray, NoSample> SampleMaker::make()
{
    const Goal goal = {0};
    const QString path;
    const std::vector<QByteArray> taken;
    std::optional<QByteArray> made = value({goal, path, 0, taken});
    if (made)
        return std::move(*made);
    if (m_budget.isExhausted())
        return NoSample{
            path,
            pluralPhrase(QT_TRANSLATE_N_NOOP(
                             "core", "no data found within %1 steps; make the schema simpler"),
                         m_options.steps)};
    return m_failure.value_or(NoSample{
        path, phrase(QT_TRANSLATE_NOOP("core", "no data found that satisfies the schema"))});
}

std::optional<QByteArray> SampleMaker::value(const Place &place)
{
    if (place.depth >= std::min(maxSampleDepth, m_options.depth) || !m_budget.spend()) {
        noteFailure(place, nullptr);
        return std::nullopt;
    }
    quint64 ways = 1;
    Rules first;
    for (quint64 way = 0; way < std::min(ways, maxWays) && !m_budget.isExhausted(); ++way) {
        Rules rules = rulesOf(place.goal, way);
        ways = std::max(ways, rules.ways);
        if (std::optional<QByteArray> made = valueFor(rules, place))
            return made;
        if (way == 0)
            first = std::move(rules);
    }
    const Style style = std::exchange(m_style, Style::Random);
    const bool triesAgain = !place.taken.empty() || style == Style::Random;
    for (quint64 i = 0; triesAgain && i < maxRandomTries && !m_budget.isExhausted(); ++i) {
        if (std::optional<QByteArray> made =
                valueFor(rulesOf(place.goal, m_random.next() >> 1), place)) {
            m_style = style;
            return made;
        }
    }
    m_style = style;
    noteFailure(place, &first);
    return std::nullopt;
}

void SampleMaker::noteFailure(const Place &place, const Rules *rules)
{
    if (m_failure)
        return;
    Phrase message = phrase(QT_TRANSLATE_NOOP("core", "no value found that satisfies the schema"));
    if (!rules)
        message = phrase(QT_TRANSLATE_NOOP("core", "the required values lie too deep"));
    else if (rules->isNever)
        message = phrase(QT_TRANSLATE_NOOP("core", "the schema allows no value"));
    else if (!rules->strings.empty() && rules->strings.front()->pattern)
        message = phrase(QT_TRANSLATE_NOOP("core", "no text found for the pattern %1"),
                         excerpt(rules->strings.front()->patternSource));
    m_failure = NoSample{place.path, message};
}

SampleMaker::Rules SampleMaker::rulesOf(const Goal &goal, quint64 way)
{
    Rules rules;
    std::vector<NodeId> pending(goal.rbegin(), goal.rend());
    QSet<NodeId> seen;
    while (!pending.empty() && m_budget.spend()) {
        const NodeId id = pending.back();
        pending.pop_back();
        if (seen.contains(id))
            continue;
        seen.insert(id);
        addNode(rules, id, pending, way);
    }
    return rules;
}

void SampleMaker::addNode(Rules &rules, NodeId id, std::vector<NodeId> &pending, quint64 &way)
{
    const SchemaNode &node = m_schema.node(id);
    rules.isNever = rules.isNever || node.isNever;
    rules.types &= node.types;
    if (node.reference != noNode)
        pending.push_back(node.reference);
    if (!node.constant.isAbsent()) {
        rules.constants = {node.constant};
        rules.hasConstants = true;
    } else if (node.values && !rules.hasConstants) {
        rules.constants = node.values->values;
        rules.hasConstants = true;
    }
    if (node.numbers)
        rules.numbers.push_back(node.numbers.get());
    if (node.strings)
        rules.strings.push_back(node.strings.get());
    if (node.arrays)
        rules.arrays.push_back(node.arrays.get());
    if (node.objects)
        rules.objects.push_back(node.objects.get());
    if (node.logic)
        addChoices(rules, *node.logic, pending, way);
}

void SampleMaker::addChoices(Rules &rules, const LogicRules &logic, std::vector<NodeId> &pending,
                             quint64 &way)
{
    const auto choose = [&rules, &way](quint64 count) {
        const quint64 choice = way % count;
        way /= count;
        rules.ways = std::min(rules.ways * count, maxWays);
        return static_cast<size_t>(choice);
    };
    pending.insert(pending.end(), logic.allOf.rbegin(), logic.allOf.rend());
    if (!logic.anyOf.empty())
        pending.push_back(logic.anyOf[choose(logic.anyOf.size())]);
    if (!logic.oneOf.empty())
        pending.push_back(logic.oneOf[choose(logic.oneOf.size())]);
    if (logic.condition == noNode)
        return;
    if (choose(2) == 0) {
        pending.push_back(logic.condition);
        if (logic.consequence != noNode)
            pending.push_back(logic.consequence);
    } else if (logic.alternative != noNode) {
        pending.push_back(logic.alternative);
    }
}

std::optional<QByteArray> SampleMaker::valueFor(const Rules &rules, const Place &place)
{
    if (rules.isNever)
        return std::nullopt;
    if (rules.hasConstants) {
        std::vector<QByteArray> guesses;
        const size_t count = rules.constants.size();
        const size_t shift = random() ? static_cast<size_t>(m_random.below(count)) : 0;
        for (size_t i = 0; i < count; ++i)
            guesses.push_back(rules.constants[(i + shift) % count].text().toByteArray());
        return firstAccepted(guesses, place);
    }
    for (const quint8 type : typeOrder(rules, place)) {
        if (std::optional<QByteArray> made = valueOfType(type, rules, place))
            return made;
    }
    return std::nullopt;
}

std::vector<quint8> SampleMaker::typeOrder(const Rules &rules, const Place &place)
{
    std::vector<quint8> order;
    const auto add = [&order, &rules](quint8 type, bool condition) {
        if (condition && (rules.types & type) &&
            std::find(order.begin(), order.end(), type) == order.end())
            order.push_back(type);
    };
    add(schematype::object, !rules.objects.empty() || place.depth == 0);
    add(schematype::array, !rules.arrays.empty());
    add(schematype::string, !rules.strings.empty());
    for (const quint8 type : {schematype::integer, schematype::fraction})
        add(type, !rules.numbers.empty());
    const size_t described = order.size();
    for (const quint8 type :
         {schematype::string, schematype::integer, schematype::fraction, schematype::boolean,
          schematype::object, schematype::array, schematype::null})
        add(type, true);
    if (random() && (rules.types != schematype::any || described == 0)) {
        for (size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[static_cast<size_t>(m_random.below(i))]);
    }
    return order;
}

std::optional<QByteArray> SampleMaker::valueOfType(quint8 type, const Rules &rules,
                                                   const Place &place)
{
    const auto wanted = static_cast<qsizetype>(place.taken.size());
    switch (type) {
    case schematype::object:
        return object(rules, place);
    case schematype::array:
        return array(rules, place);
    case schematype::string:
        return firstAccepted(stringGuesses(rules.strings, wanted, random(), m_budget), place);
    case schematype::integer:
    case schematype::fraction:
        return firstAccepted(
            numberGuesses(rules.numbers, !(rules.types & schematype::fraction), wanted, random()),
            place);
    case schematype::boolean:
        return random() && m_random.coin() ? firstAccepted({"true", "false"}, place)
                                           : firstAccepted({"false", "true"}, place);
    default:
        return firstAccepted({"null"}, place);
    }
}

std::optional<QByteArray> SampleMaker::firstAccepted(const std::vector<QByteArray> &guesses,
                                                     const Place &place)
{
    for (const QByteArray &guess : guesses) {
        if (m_budget.isExhausted())
            break;
        if (accepts(guess, place))
            return guess;
    }
    return std::nullopt;
}

bool SampleMaker::accepts(const QByteArray &text, const Place &place)
{
    if (!m_budget.spendOnText(text.size()))
        return false;
    const Result<JsonDocument, JsonError> document = JsonDocument::parse(text);
    if (!document)
        return false;
    for (const QByteArray &other : place.taken) {
        const Result<JsonDocument, JsonError> taken = JsonDocument::parse(other);
        m_budget.spendOnText(other.size());
        if (taken && jsonEqual(taken->root(), document->root(), m_budget, m_options.depth))
            return false;
    }
    return std::all_of(place.goal.begin(), place.goal.end(), [&](NodeId id) {
        return m_validator.accepts(id, document->root()) && !m_budget.isExhausted();
    });
}

} // namespace neuro::protocol
