// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonpath.h"
#include "protocol/samplemaker.h"
#include "protocol/samplescalars.h"

#include <algorithm>

/// The part of SampleMaker that makes arrays and objects.
namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Elements or members of one value, at most.
constexpr qint64 maxChildren = 10'000;
/// Levels at which random samples still have what is optional.
constexpr int maxDepthOfOptional = 6;
constexpr quint64 maxRandomElements = 3;

bool contains(const std::vector<QByteArray> &names, QByteArrayView name)
{
    return std::any_of(names.begin(), names.end(),
                       [name](const QByteArray &known) { return QByteArrayView(known) == name; });
}

void addName(std::vector<QByteArray> &names, QByteArrayView name)
{
    if (!contains(names, name))
        names.push_back(name.toByteArray());
}

template <typename RulesOfKind>
SizeRange commonSize(const std::vector<RulesOfKind *> &rules)
{
    SizeRange size;
    for (const RulesOfKind *rule : rules) {
        size.least = std::max(size.least, rule->size.least);
        size.most = std::min(size.most, rule->size.most);
    }
    return size;
}

} // namespace

std::optional<QByteArray> SampleMaker::array(const Rules &rules, const Place &place)
{
    SizeRange size = commonSize(rules.arrays);
    bool isUnique = false;
    qint64 containsAt = -1;
    for (const ArrayRules *rule : rules.arrays) {
        isUnique = isUnique || rule->unique;
        if (rule->contains != noNode)
            containsAt = std::max(containsAt, static_cast<qint64>(rule->tuple.size()));
    }
    const qint64 least = std::max(size.least, containsAt + 1);
    if (least > std::min(size.most, maxChildren))
        return std::nullopt;
    qint64 count = least;
    if (random() && place.depth < maxDepthOfOptional)
        count +=
            std::min(size.most - least, static_cast<qint64>(m_random.below(maxRandomElements + 1)));

    const std::vector<QByteArray> none;
    std::vector<QByteArray> elements;
    for (qint64 i = 0; i < count && !m_budget.isExhausted(); ++i) {
        QString path = place.path;
        appendIndexStep(path, i);
        const Goal goal = elementGoal(rules, i, containsAt);
        std::optional<QByteArray> element =
            value({goal, path, place.depth + 1, isUnique ? elements : none});
        if (!element && i < least)
            return std::nullopt;
        if (!element)
            break;
        elements.push_back(std::move(*element));
    }
    QByteArray text = "[";
    for (const QByteArray &element : elements)
        text += (text.size() > 1 ? "," : "") + element;
    text += ']';
    return accepts(text, place) ? std::optional(text) : std::nullopt;
}

SampleMaker::Goal SampleMaker::elementGoal(const Rules &rules, qint64 index,
                                           qint64 containsAt) const
{
    Goal goal;
    for (const ArrayRules *rule : rules.arrays) {
        const bool isInTuple = index < static_cast<qint64>(rule->tuple.size());
        const NodeId schema = isInTuple ? rule->tuple[static_cast<size_t>(index)] : rule->rest;
        if (schema != noNode)
            goal.push_back(schema);
        if (index == containsAt && rule->contains != noNode)
            goal.push_back(rule->contains);
    }
    return goal;
}

std::optional<QByteArray> SampleMaker::object(const Rules &rules, const Place &place)
{
    const std::vector<QByteArray> names = memberNames(rules, place);
    const Goal wider = goalWithDependencies(rules, place.goal, names);
    if (wider.size() > place.goal.size())
        return value({wider, place.path, place.depth + 1, place.taken});

    const std::vector<QByteArray> none;
    QByteArray text = "{";
    for (const QByteArray &name : names) {
        bool isNever = false;
        const Goal goal = memberGoal(rules, name, &isNever);
        QString path = place.path;
        appendMemberStep(path, name);
        std::optional<QByteArray> member;
        if (!isNever)
            member = value({goal, path, place.depth + 1, none});
        const bool isRequired =
            std::any_of(rules.objects.begin(), rules.objects.end(), [&name](const ObjectRules *r) {
                return std::any_of(r->required.begin(), r->required.end(), [&](size_t required) {
                    return r->names[required].key == QByteArrayView(name);
                });
            });
        if (!member && isRequired)
            return std::nullopt;
        if (!member)
            continue;
        if (text.size() > 1)
            text += ',';
        appendJsonQuoted(text, name);
        text += ':' + *member;
    }
    text += '}';
    return accepts(text, place) ? std::optional(text) : std::nullopt;
}

std::vector<QByteArray> SampleMaker::memberNames(const Rules &rules, const Place &place)
{
    const SizeRange size = commonSize(rules.objects);
    std::vector<QByteArray> chosen;
    for (const ObjectRules *rule : rules.objects) {
        for (const size_t name : rule->required)
            addName(chosen, rule->names[name].key);
        m_budget.spend(static_cast<qint64>(rule->required.size()));
    }
    addDependencies(rules, chosen);
    const bool takesOptional = random() && place.depth < maxDepthOfOptional;
    for (const ObjectRules *rule : rules.objects) {
        for (const size_t name : rule->properties) {
            const auto count = static_cast<qint64>(chosen.size());
            const bool isNever = m_schema.node(rule->names[name].schema).isNever;
            if (!isNever &&
                (count < size.least || (takesOptional && count < size.most && m_random.coin())))
                addName(chosen, rule->names[name].key);
        }
    }
    addDependencies(rules, chosen);
    inventNames(rules, place, std::min(size.least, maxChildren), chosen);

    // In the order of the schema, so that data reads as its author thought of it.
    std::vector<QByteArray> ordered;
    for (const ObjectRules *rule : rules.objects) {
        for (const size_t name : rule->properties) {
            if (contains(chosen, rule->names[name].key))
                addName(ordered, rule->names[name].key);
        }
    }
    for (const QByteArray &name : chosen)
        addName(ordered, name);
    m_budget.spend(static_cast<qint64>(ordered.size() * ordered.size()) / WorkBudget::blockSize);
    return ordered;
}

void SampleMaker::addDependencies(const Rules &rules, std::vector<QByteArray> &names) const
{
    for (size_t before = 0; before != names.size();) {
        before = names.size();
        for (const ObjectRules *rule : rules.objects) {
            for (const ObjectRules::Dependency &dependency : rule->dependencies) {
                if (!contains(names, rule->names[dependency.name].key))
                    continue;
                for (const size_t name : dependency.required)
                    addName(names, rule->names[name].key);
            }
        }
    }
}

void SampleMaker::inventNames(const Rules &rules, const Place &place, qint64 count,
                              std::vector<QByteArray> &names)
{
    Goal goal;
    std::vector<const StringRules *> patterns;
    std::vector<StringRules> patternRules;
    for (const ObjectRules *rule : rules.objects) {
        if (rule->propertyNames != noNode)
            goal.push_back(rule->propertyNames);
        for (const ObjectRules::PatternMember &member : rule->patterns) {
            patternRules.emplace_back();
            patternRules.back().pattern = member.pattern;
        }
    }
    for (const StringRules &rule : patternRules)
        patterns.push_back(&rule);
    Rules nameRules = rulesOf(goal, 0);
    nameRules.types &= schematype::string;
    const auto wanted = static_cast<qsizetype>(count);
    std::vector<QByteArray> taken;
    for (const QByteArray &name : names)
        appendJsonQuoted(taken.emplace_back(), name);
    // Names of the patterns first: other ones may be forbidden.
    std::vector<QByteArray> guesses;
    if (static_cast<qint64>(names.size()) < count && !patterns.empty())
        guesses = stringGuesses(patterns, wanted, nullptr, m_budget);
    for (size_t next = 0; static_cast<qint64>(names.size()) < count && m_budget.spend();) {
        std::optional<QByteArray> text;
        if (next < guesses.size())
            text = guesses[next++];
        else if (!goal.empty())
            text = valueFor(nameRules, {goal, place.path, place.depth + 1, taken});
        else
            text = jsonQuoted(u"member%1"_s.arg(next++));
        const auto document = JsonDocument::parse(text.value_or(QByteArray()));
        if (!document || !document->root().isString())
            return;
        bool isNever = false;
        const QByteArray name = document->root().utf8().toByteArray();
        memberGoal(rules, name, &isNever);
        taken.push_back(*text);
        if (isNever || contains(names, name)) {
            if (next > guesses.size() + static_cast<size_t>(count))
                return;
            continue;
        }
        names.push_back(name);
    }
}

SampleMaker::Goal SampleMaker::goalWithDependencies(const Rules &rules, const Goal &goal,
                                                    const std::vector<QByteArray> &names) const
{
    Goal wider = goal;
    for (const ObjectRules *rule : rules.objects) {
        for (const ObjectRules::Dependency &dependency : rule->dependencies) {
            const bool isNew =
                dependency.schema != noNode &&
                std::find(wider.begin(), wider.end(), dependency.schema) == wider.end();
            if (isNew && contains(names, rule->names[dependency.name].key))
                wider.push_back(dependency.schema);
        }
    }
    return wider;
}

SampleMaker::Goal SampleMaker::memberGoal(const Rules &rules, QByteArrayView name, bool *isNever)
{
    Goal goal;
    for (const ObjectRules *rule : rules.objects) {
        const size_t before = goal.size();
        const qsizetype index = rule->find(name);
        if (index >= 0 && rule->names[static_cast<size_t>(index)].schema != noNode)
            goal.push_back(rule->names[static_cast<size_t>(index)].schema);
        for (const ObjectRules::PatternMember &member : rule->patterns) {
            if (member.pattern.matches(name, m_budget))
                goal.push_back(member.schema);
        }
        if (goal.size() == before && rule->additional != noNode)
            goal.push_back(rule->additional);
    }
    *isNever = std::any_of(goal.begin(), goal.end(),
                           [this](NodeId id) { return m_schema.node(id).isNever; });
    return goal;
}

} // namespace neuro::protocol
