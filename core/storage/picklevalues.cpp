// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/picklevalues.h"

#include "protocol/json.h"

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

namespace {

PickleError tooLarge(const QString &detail)
{
    return {PickleError::Cause::TooLarge, 0, detail};
}

} // namespace

PickleValues::Index PickleValues::add(const Node &node)
{
    m_nodes.push_back(node);
    return static_cast<Index>(m_nodes.size() - 1);
}

PickleValues::Index PickleValues::addConstant(Type type)
{
    return add({type, 0, 0});
}

PickleValues::Index PickleValues::addScalar(Type type, QByteArrayView text)
{
    const std::size_t begin = m_text.size();
    m_text.append(text.data(), static_cast<std::size_t>(text.size()));
    return add({type, begin, static_cast<std::size_t>(text.size())});
}

PickleValues::Index PickleValues::addContainer(Type type, std::vector<Index> children)
{
    m_children.push_back(std::move(children));
    return add({type, m_children.size() - 1, 0});
}

QByteArrayView PickleValues::text(Index value) const
{
    const Node &node = m_nodes[value];
    return QByteArrayView(m_text.data() + node.begin, static_cast<qsizetype>(node.size));
}

const std::vector<PickleValues::Index> &PickleValues::children(Index value) const
{
    return m_children[m_nodes[value].begin];
}

std::vector<PickleValues::Index> &PickleValues::children(Index value)
{
    return m_children[m_nodes[value].begin];
}

std::optional<PickleError> PickleJsonWriter::write(PickleValues::Index value, QByteArray &out)
{
    out.clear();
    m_open.clear();
    if (auto error = writeOne(value, out))
        return error;
    while (!m_open.empty()) {
        if (auto error = writeNextChild(out))
            return error;
    }
    m_bytes += out.size();
    return std::nullopt;
}

/// A scalar, or the beginning of a container whose children come next.
std::optional<PickleError> PickleJsonWriter::writeOne(PickleValues::Index value, QByteArray &out)
{
    using Type = PickleValues::Type;
    if (++m_written > m_limits.values)
        return tooLarge(
            u"the messages have more than %1 values, counting shared ones wherever they "
            "are repeated"_s.arg(m_limits.values));
    if (m_bytes + out.size() > m_limits.jsonBytes)
        return tooLarge(u"the messages have more than %1 bytes"_s.arg(m_limits.jsonBytes));
    const Type type = m_values.type(value);
    if (type != Type::List && type != Type::Tuple && type != Type::Dict)
        return writeScalar(value, out);
    if (m_open.size() >= static_cast<std::size_t>(m_limits.nesting))
        return tooLarge(
            u"a message has more than %1 lists and dictionaries inside one another"_s.arg(
                m_limits.nesting));
    out.append(type == Type::Dict ? '{' : '[');
    m_open.push_back({value, 0});
    return std::nullopt;
}

std::optional<PickleError> PickleJsonWriter::writeNextChild(QByteArray &out)
{
    Open &open = m_open.back();
    const bool isDict = m_values.type(open.container) == PickleValues::Type::Dict;
    const auto &children = m_values.children(open.container);
    if (open.next == children.size()) {
        out.append(isDict ? '}' : ']');
        m_open.pop_back();
        return std::nullopt;
    }
    const bool isKey = isDict && open.next % 2 == 0;
    if (isDict && !isKey)
        out.append(':');
    else if (open.next > 0)
        out.append(',');
    const PickleValues::Index child = children[open.next++];
    if (isKey && m_values.type(child) != PickleValues::Type::Text)
        return PickleError{PickleError::Cause::NotAQueue, 0,
                           u"a dictionary has a key that is not text"_s};
    return writeOne(child, out);
}

std::optional<PickleError> PickleJsonWriter::writeScalar(PickleValues::Index value, QByteArray &out)
{
    using Type = PickleValues::Type;
    switch (m_values.type(value)) {
    case Type::None:
        out.append("null");
        break;
    case Type::False:
        out.append("false");
        break;
    case Type::True:
        out.append("true");
        break;
    case Type::Number:
        out.append(m_values.text(value));
        break;
    case Type::Text: {
        const QByteArrayView text = m_values.text(value);
        // Before any memory is taken for it; escaping may make it longer, but not without end.
        if (m_bytes + out.size() + text.size() > m_limits.jsonBytes)
            return tooLarge(u"the messages have more than %1 bytes"_s.arg(m_limits.jsonBytes));
        protocol::appendJsonQuoted(out, text);
        break;
    }
    case Type::List:
    case Type::Tuple:
    case Type::Dict:
        break; // writeOne() has taken care of them.
    }
    return std::nullopt;
}

} // namespace neuro::storage
