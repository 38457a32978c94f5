// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/compiledschema.h"
#include "protocol/jsonequal.h"
#include "protocol/schemareferences.h"
#include "protocol/workbudget.h"

#include <QByteArrayView>

namespace neuro::protocol {

/// Turns the text of a schema into nodes. Works off a list of subschemas, so that the depth of the
/// schema costs no stack. Use one compiler per schema.
class SchemaCompiler
{
public:
    static constexpr qsizetype maxErrors = 32;

    explicit SchemaCompiler(CompiledSchema &schema);

    /// Fills `schema`, which must be empty.
    void compile(const QByteArray &text);

private:
    friend struct SchemaKeyword;

    NodeId addNode(JsonValue source, NodeId parent, QByteArrayView keyword, qint64 step,
                   int resource);
    void compilePending();
    void compileNode(NodeId id);
    void compileKeywords(const JsonMembers &members);
    void resolveReferences();
    void findCycles();
    void fail(NodeId id, QByteArrayView keyword, const Phrase &message);
    void failHere(JsonValue value, const Phrase &message);

    SchemaNode &node() { return m_schema.node(m_id); }
    NodeId child(JsonValue value, qint64 step = SchemaNode::keywordStep);
    std::vector<NodeId> children(JsonValue value, bool mayBeEmpty);
    NumberRules &numbers();
    StringRules &strings();
    ArrayRules &arrays();
    ObjectRules &objects();
    LogicRules &logic();
    qint64 size(JsonValue value, qint64 otherwise);
    std::optional<NumberRules::Bound> bound(JsonValue value);

    void readType(JsonValue value);
    void readEnum(JsonValue value);
    void readMultipleOf(JsonValue value);
    void readPattern(JsonValue value);
    void readItems(JsonValue value);
    void readRequired(JsonValue value);
    void readUniqueItems(JsonValue value);
    void readProperties(JsonValue value);
    void readPatternProperties(JsonValue value);
    void readDependencies(JsonValue value);
    void readDefinitions(JsonValue value);
    std::optional<TextPattern> pattern(JsonValue place, const QString &expression);
    void finishArrays();
    void finishObjects();

    /// What is collected of one object schema before its names are sorted.
    struct Draft
    {
        struct Dependency
        {
            QByteArrayView key;
            std::vector<QByteArrayView> required;
            NodeId schema = noNode;
        };

        std::vector<ObjectRules::Name> properties;
        std::vector<QByteArrayView> required;
        std::vector<Dependency> dependencies;
        NodeId items = noNode;
        NodeId additionalItems = noNode;
        bool hasTuple = false;
        bool hasPrefix = false;
        bool isObject = false;

        void clear();
    };

    CompiledSchema &m_schema;
    WorkBudget m_budget{ActionSchema::compileSteps};
    SchemaReferences m_references;
    std::vector<NodeId> m_pending;
    NodeId m_id = noNode;
    /// The keyword that is being read.
    QByteArrayView m_keyword;
    Draft m_draft;
    /// `$schema` names a draft in which the keywords beside `$ref` count.
    bool m_readsBesideReference = false;
};

} // namespace neuro::protocol
