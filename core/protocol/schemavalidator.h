// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/compiledschema.h"
#include "protocol/jsonequal.h"
#include "protocol/workbudget.h"

namespace neuro::protocol {

/// Checks values against the nodes of a schema. Recursion goes as deep as the options allow;
/// everything costs steps of the budget. Once the budget is exhausted the answers mean nothing.
class SchemaValidator
{
public:
    /// How to say that something has too few or too many parts.
    struct SizeWords
    {
        PhraseSource<2> tooSmall;
        PhraseSource<2> tooLarge;
    };

    /// All three must outlive the validator. `options.steps` is not looked at: the budget counts.
    SchemaValidator(const CompiledSchema &schema, const SchemaOptions &options, WorkBudget &budget);

    /// Checks `value` and lists what is wrong in `errors`.
    bool validate(NodeId id, JsonValue value, QList<SchemaError> &errors);
    /// Checks `value` and stops at the first thing that is wrong.
    bool accepts(NodeId id, JsonValue value);

private:
    /// A value on the way down from the root, for the path of an error.
    struct Place
    {
        const Place *parent = nullptr;
        QByteArrayView key;
        qint64 index = -1;
    };

    bool check(NodeId id, JsonValue value, const Place &place, int depth);
    bool checkQuietly(NodeId id, JsonValue value, const Place &place, int depth);
    bool checkType(const SchemaNode &node, JsonValue value, const Place &place);
    bool checkConstant(const SchemaNode &node, JsonValue value, const Place &place);
    bool isListed(const EnumRule &rule, JsonValue value);
    bool checkNumber(const NumberRules &rules, JsonValue value, const Place &place);
    bool checkString(const StringRules &rules, QByteArrayView utf8, const Place &place);
    bool checkArray(const ArrayRules &rules, JsonValue value, const Place &place, int depth);
    bool checkUnique(JsonValue value, const Place &place);
    bool checkObject(const ObjectRules &rules, JsonValue value, const Place &place, int depth);
    bool checkMember(const ObjectRules &rules, NodeId named, JsonValue member, const Place &place,
                     int depth);
    bool checkPropertyName(const ObjectRules &rules, JsonValue member, const Place &place,
                           int depth);
    bool checkDependencies(const ObjectRules &rules, const QVarLengthArray<bool, 32> &present,
                           JsonValue value, const Place &place, int depth);
    bool checkLogic(const LogicRules &rules, JsonValue value, const Place &place, int depth);
    bool checkAlternatives(const LogicRules &rules, JsonValue value, const Place &place, int depth);
    bool checkSize(const SizeRange &range, qint64 size, const SizeWords &words, const Place &place);

    bool isDone() const { return !m_errors || m_budget.isExhausted(); }
    /// Notes an error; always false. The message is made only when somebody wants to read it.
    template <typename MakeMessage>
    bool fail(const Place &place, MakeMessage makeMessage);
    static QString pathOf(const Place &place);

    const CompiledSchema &m_schema;
    const SchemaOptions &m_options;
    WorkBudget &m_budget;
    /// Null when nobody wants to know what is wrong, or enough is known.
    QList<SchemaError> *m_errors = nullptr;
};

} // namespace neuro::protocol
