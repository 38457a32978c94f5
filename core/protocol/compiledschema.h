// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/actionschema.h"
#include "protocol/jsonnumber.h"
#include "protocol/schemaformats.h"
#include "protocol/textpattern.h"

#include <QByteArrayView>

#include <limits>
#include <memory>
#include <optional>
#include <vector>

/// What an ActionSchema is made of: one node per subschema, which refer to each other by index.
/// For the compiler, the validator and the sample generator only.
namespace neuro::protocol {

using NodeId = int;
inline constexpr NodeId noNode = -1;

/// Types of JSON values as bits. A JSON number is either an Integer (`1.0` too) or a Fraction.
namespace schematype {
inline constexpr quint8 null = 1;
inline constexpr quint8 boolean = 2;
inline constexpr quint8 integer = 4;
inline constexpr quint8 fraction = 8;
inline constexpr quint8 number = integer | fraction;
inline constexpr quint8 string = 16;
inline constexpr quint8 array = 32;
inline constexpr quint8 object = 64;
inline constexpr quint8 any = null | boolean | number | string | array | object;
} // namespace schematype

/// Bounds of a length or count, both included.
struct SizeRange
{
    qint64 least = 0;
    qint64 most = std::numeric_limits<qint64>::max();
};

struct EnumRule
{
    std::vector<JsonValue> values;
    /// Hash and index of each value, sorted; empty for lists that are short enough to walk.
    std::vector<std::pair<size_t, size_t>> hashes;
};

struct NumberRules
{
    struct Bound
    {
        JsonValue source;
        JsonNumber value;
    };
    std::optional<Bound> minimum;
    std::optional<Bound> maximum;
    std::optional<Bound> exclusiveMinimum;
    std::optional<Bound> exclusiveMaximum;
    std::optional<Bound> multipleOf;
};

struct StringRules
{
    SizeRange length;
    std::optional<TextPattern> pattern;
    JsonValue patternSource;
    StringFormat format = StringFormat::None;
};

struct ArrayRules
{
    SizeRange size;
    std::vector<NodeId> tuple;
    /// Of elements after the tuple.
    NodeId rest = noNode;
    NodeId contains = noNode;
    bool unique = false;
};

struct ObjectRules
{
    struct Name
    {
        QByteArrayView key;
        NodeId schema = noNode;

        /// By size, then bytes; of equal keys the one with a schema first.
        static bool isBefore(const Name &a, const Name &b);
    };
    struct PatternMember
    {
        TextPattern pattern;
        JsonValue source;
        NodeId schema = noNode;
    };
    struct Dependency
    {
        size_t name = 0;
        std::vector<size_t> required;
        NodeId schema = noNode;
    };

    /// Index of the name, or -1.
    qsizetype find(QByteArrayView key) const;

    SizeRange size;
    /// Every name that the rules mention, sorted by size, then bytes.
    std::vector<Name> names;
    /// Indices into names, in the order of the schema.
    std::vector<size_t> required;
    std::vector<size_t> properties;
    std::vector<PatternMember> patterns;
    NodeId additional = noNode;
    NodeId propertyNames = noNode;
    std::vector<Dependency> dependencies;
};

struct LogicRules
{
    std::vector<NodeId> allOf;
    std::vector<NodeId> anyOf;
    std::vector<NodeId> oneOf;
    NodeId no = noNode;
    NodeId condition = noNode;
    NodeId consequence = noNode;
    NodeId alternative = noNode;
};

struct SchemaNode
{
    /// How the node is reached from its parent: the keyword alone, with the key of `source`, or
    /// with an index (0 and above).
    static constexpr qint64 keywordStep = -1;
    static constexpr qint64 keyStep = -2;

    JsonValue source;
    NodeId parent = noNode;
    QByteArrayView keyword;
    qint64 step = keywordStep;
    int resource = 0;

    quint8 types = schematype::any;
    /// The schema `false`.
    bool isNever = false;
    NodeId reference = noNode;
    JsonValue constant;
    std::unique_ptr<EnumRule> values;
    std::unique_ptr<NumberRules> numbers;
    std::unique_ptr<StringRules> strings;
    std::unique_ptr<ArrayRules> arrays;
    std::unique_ptr<ObjectRules> objects;
    std::unique_ptr<LogicRules> logic;
};

struct CompiledSchema
{
    const SchemaNode &node(NodeId id) const { return nodes[static_cast<size_t>(id)]; }
    SchemaNode &node(NodeId id) { return nodes[static_cast<size_t>(id)]; }
    /// Where the node stands in the schema.
    QString path(NodeId id) const;

    /// Absent when the text is not JSON. Values in the nodes point into it.
    std::optional<JsonDocument> document;
    /// The first one is the root. Empty when there is no schema.
    std::vector<SchemaNode> nodes;
    QList<SchemaError> errors;
    /// What compiling cost.
    qint64 steps = 0;
};

/// The type bit of a value.
quint8 schemaTypeOf(JsonValue value);
/// "a string or null" for a set of type bits.
Phrase schemaTypeNames(quint8 types);

} // namespace neuro::protocol
