// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/compiledschema.h"

#include "protocol/jsonpath.h"

#include <QStringList>

#include <algorithm>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

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

QString schemaTypeNames(quint8 types)
{
    QStringList names;
    if (types & schematype::null)
        names += u"null"_s;
    if (types & schematype::boolean)
        names += u"a boolean"_s;
    if ((types & schematype::number) == schematype::number)
        names += u"a number"_s;
    else if (types & schematype::integer)
        names += u"an integer"_s;
    else if (types & schematype::fraction)
        names += u"a fraction"_s;
    if (types & schematype::string)
        names += u"a string"_s;
    if (types & schematype::array)
        names += u"an array"_s;
    if (types & schematype::object)
        names += u"an object"_s;
    return names.join(u" or "_s);
}

} // namespace neuro::protocol
