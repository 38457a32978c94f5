// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/picklereader.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <string>
#include <vector>

/// The values that a pickle builds. Internal to core/storage.
namespace neuro::storage {

/// All values of one pickle, as a graph: a pickle can put one value in many places, and a list into
/// itself.
class PickleValues
{
public:
    enum class Type : quint8 { None, False, True, Number, Text, List, Tuple, Dict };
    using Index = quint32;

    Index addConstant(Type type);
    /// `text` as JSON spells the number.
    Index addNumber(QByteArrayView text) { return addScalar(Type::Number, text); }
    /// `utf8` must be valid.
    Index addText(QByteArrayView utf8) { return addScalar(Type::Text, utf8); }
    /// The children of a dictionary are key, value, key, value.
    Index addContainer(Type type, std::vector<Index> children = {});

    qint64 size() const { return static_cast<qint64>(m_nodes.size()); }
    Type type(Index value) const { return m_nodes[value].type; }
    /// Of a number or a text.
    QByteArrayView text(Index value) const;
    /// Of a list, a tuple or a dictionary.
    const std::vector<Index> &children(Index value) const;
    std::vector<Index> &children(Index value);

private:
    struct Node
    {
        Type type = Type::None;
        std::size_t begin = 0; ///< In m_text; of a container: in m_children.
        std::size_t size = 0;
    };

    Index addScalar(Type type, QByteArrayView text);
    Index add(const Node &node);

    std::vector<Node> m_nodes;
    std::string m_text;
    std::vector<std::vector<Index>> m_children;
};

/// Writes values as JSON, within the limits for all messages of a pickle together. Does not
/// recurse.
class PickleJsonWriter
{
public:
    PickleJsonWriter(const PickleValues &values, const PickleLimits &limits)
        : m_values(values)
        , m_limits(limits)
    {
    }

    /// Replaces `out`. An error's offset is 0: it is about the value, not about a place.
    std::optional<PickleError> write(PickleValues::Index value, QByteArray &out);

private:
    struct Open
    {
        PickleValues::Index container = 0;
        std::size_t next = 0; ///< Of its children.
    };

    std::optional<PickleError> writeOne(PickleValues::Index value, QByteArray &out);
    std::optional<PickleError> writeNextChild(QByteArray &out);
    std::optional<PickleError> writeScalar(PickleValues::Index value, QByteArray &out);

    const PickleValues &m_values;
    const PickleLimits &m_limits;
    std::vector<Open> m_open;
    qint64 m_written = 0; ///< Values.
    qint64 m_bytes = 0;   ///< Of the messages before this one.
};

} // namespace neuro::storage
