// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/compiledschema.h"
#include "protocol/sampledata.h"
#include "protocol/schemavalidator.h"
#include "protocol/splitmix64.h"

#include <QByteArray>
#include <QSet>

#include <optional>
#include <vector>

namespace neuro::protocol {

/// Builds data from the leaves up: guesses a value for a place from the rules that apply there,
/// and keeps the first guess that validates. Every guess costs steps of the budget.
class SampleMaker
{
public:
    enum class Style { Smallest, Random };

    /// `schema` must outlive the maker.
    SampleMaker(const CompiledSchema &schema, const SchemaOptions &options, Style style,
                quint64 seed);

    Result<QByteArray, NoSample> make();
    /// What making has cost. It ends soon after it has reached SchemaOptions::steps.
    qint64 steps() const { return m_budget.used(); }

private:
    /// All of these nodes must accept the value.
    using Goal = std::vector<NodeId>;

    /// The rules of a goal once a way through its alternatives has been chosen.
    struct Rules
    {
        bool isNever = false;
        quint8 types = schematype::any;
        bool hasConstants = false;
        std::vector<JsonValue> constants;
        std::vector<const NumberRules *> numbers;
        std::vector<const StringRules *> strings;
        std::vector<const ArrayRules *> arrays;
        std::vector<const ObjectRules *> objects;
        /// How many ways through the alternatives there are, as far as this one showed.
        quint64 ways = 1;
    };

    /// A value being made.
    struct Place
    {
        const Goal &goal;
        const QString &path;
        int depth = 0;
        /// Values that it must differ from.
        const std::vector<QByteArray> &taken;
    };

    std::optional<QByteArray> value(const Place &place);
    std::optional<QByteArray> valueFor(const Rules &rules, const Place &place);
    std::optional<QByteArray> valueOfType(quint8 type, const Rules &rules, const Place &place);
    Rules rulesOf(const Goal &goal, quint64 way);
    void addNode(Rules &rules, NodeId id, std::vector<NodeId> &pending, quint64 &way);
    void addChoices(Rules &rules, const LogicRules &logic, std::vector<NodeId> &pending,
                    quint64 &way);
    std::vector<quint8> typeOrder(const Rules &rules, const Place &place);
    std::optional<QByteArray> firstAccepted(const std::vector<QByteArray> &guesses,
                                            const Place &place);
    bool accepts(const QByteArray &text, const Place &place);

    std::optional<QByteArray> array(const Rules &rules, const Place &place);
    Goal elementGoal(const Rules &rules, qint64 index, qint64 containsAt) const;
    std::optional<QByteArray> object(const Rules &rules, const Place &place);
    std::vector<QByteArray> memberNames(const Rules &rules, const Place &place);
    void addDependencies(const Rules &rules, std::vector<QByteArray> &names) const;
    void inventNames(const Rules &rules, const Place &place, qint64 count,
                     std::vector<QByteArray> &names);
    Goal goalWithDependencies(const Rules &rules, const Goal &goal,
                              const std::vector<QByteArray> &names) const;
    Goal memberGoal(const Rules &rules, QByteArrayView name, bool *isNever);

    SplitMix64 *random() { return m_style == Style::Random ? &m_random : nullptr; }
    void noteFailure(const Place &place, const Rules *rules);

    const CompiledSchema &m_schema;
    const SchemaOptions m_options;
    Style m_style;
    SplitMix64 m_random;
    WorkBudget m_budget;
    SchemaValidator m_validator;
    std::optional<NoSample> m_failure;
};

} // namespace neuro::protocol
