// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/compiledschema.h"

#include "protocol/jsonpath.h"

#include <algorithm>

namespace neuro::protocol {

namespace {

bool nameLess(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return a.size() < b.size();
    return std::char_traits<char>::compare(a.data(), b.data(), static_cast<size_t>(a.size())) < 0;
}

} // namespace

bool ObjectRules::Name::isBefore(const Name &a, const Name &b)
{
    return a.key == b.key ? a.schema > b.schema : nameLess(a.key, b.key);
}

qsizetype ObjectRules::find(QByteArrayView key) const
{
    const auto at =
        std::lower_bound(names.begin(), names.end(), key,
                         [](const Name &name, QByteArrayView k) { return nameLess(name.key, k); });
    return at != names.end() && at->key == key ? at - names.begin() : -1;
}

QString CompiledSchema::path(NodeId id) const
{
    std::vector<NodeId> way;
    for (NodeId up = id; up != noNode; up = node(up).parent)
        way.push_back(up);
    QString path;
    for (auto at = way.rbegin(); at != way.rend(); ++at) {
        const SchemaNode &step = node(*at);
        if (step.keyword.isEmpty())
            continue;
        appendMemberStep(path, step.keyword);
        if (step.step == SchemaNode::keyStep)
            appendMemberStep(path, step.source.keyUtf8());
        else if (step.step != SchemaNode::keywordStep)
            appendIndexStep(path, step.step);
    }
    return path;
}

quint8 schemaTypeOf(JsonValue value)
{
    switch (value.type()) {
    case JsonValue::Type::Absent:
        return 0;
    case JsonValue::Type::Null:
        return schematype::null;
    case JsonValue::Type::Bool:
        return schematype::boolean;
    case JsonValue::Type::Number: {
        const QByteArrayView text = value.text();
        const bool isPlain = std::none_of(text.begin(), text.end(),
                                          [](char c) { return c == '.' || c == 'e' || c == 'E'; });
        return isPlain || JsonNumber::fromText(text).isInteger() ? schematype::integer
                                                                 : schematype::fraction;
    }
    case JsonValue::Type::String:
        return schematype::string;
    case JsonValue::Type::Array:
        return schematype::array;
    case JsonValue::Type::Object:
        return schematype::object;
    }
    Q_UNREACHABLE();
}

Phrase schemaTypeNames(quint8 types)
{
    QList<Phrase> names;
    if (types & schematype::null)
        names += phrase(QT_TRANSLATE_NOOP("core", "null"));
    if (types & schematype::boolean)
        names += phrase(QT_TRANSLATE_NOOP("core", "a boolean"));
    if ((types & schematype::number) == schematype::number)
        names += phrase(QT_TRANSLATE_NOOP("core", "a number"));
    else if (types & schematype::integer)
        names += phrase(QT_TRANSLATE_NOOP("core", "an integer"));
    else if (types & schematype::fraction)
        names += phrase(QT_TRANSLATE_NOOP("core", "a fraction"));
    if (types & schematype::string)
        names += phrase(QT_TRANSLATE_NOOP("core", "a string"));
    if (types & schematype::array)
        names += phrase(QT_TRANSLATE_NOOP("core", "an array"));
    if (types & schematype::object)
        names += phrase(QT_TRANSLATE_NOOP("core", "an object"));
    return asAlternatives(names);
}

} // namespace neuro::protocol
