// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace neuro::config {

/// One value of a YAML text, with the bytes that it was read from.
struct YamlNode
{
    enum class Kind { Null, Scalar, Sequence, Map, Alias };

    Kind kind = Kind::Null;
    bool isFlow = false;     ///< Of a list or a mapping: between brackets.
    bool isAnchored = false; ///< Another place of the text may refer to it.
    QByteArray tag;          ///< As yaml-cpp tells it: "?" for plain, "!" for quoted texts.
    QByteArray value;        ///< Of a scalar, UTF-8; of an alias, the number of its anchor.
    /// Of a list its entries; of a mapping keys and values by turns.
    std::vector<YamlNode> children;

    /// From the first byte to behind the last one, without comments after it; an anchor and a tag
    /// belong to it. Of a null without a text: both right after the colon or the hyphen. -1: laid
    /// out in a way that is not understood here.
    qsizetype begin = -1;
    qsizetype end = -1;
    qsizetype contentBegin = -1; ///< Behind anchor and tag.
    /// Of an entry of a list with hyphens: where its hyphen stands.
    qsizetype dash = -1;
    /// Of a key: the end of its colon; -1: it has none, or is no simple one.
    qsizetype colonEnd = -1;

    bool isNull() const { return kind == Kind::Null; }
    bool isScalar() const { return kind == Kind::Scalar; }
    bool isMap() const { return kind == Kind::Map; }
    bool isList() const { return kind == Kind::Sequence; }
    /// Whether another place may refer to it, or it says what kind of value it is.
    bool hasProperties() const
    {
        return isAnchored || (!tag.isEmpty() && tag != "?" && tag != "!");
    }
    std::size_t pairs() const { return children.size() / 2; }
    const YamlNode &key(std::size_t pair) const { return children[2 * pair]; }
    const YamlNode &mapped(std::size_t pair) const { return children[2 * pair + 1]; }
};

/// Whether both say the same, wherever they stand and however lists and mappings are laid out. An
/// empty mapping says the same as nothing.
bool saysTheSame(const YamlNode &a, const YamlNode &b);

/// Reads the only document of a text; a text without any is a null. Fails with the reason for what
/// is no YAML, more than one document, or bytes that yaml-cpp would take in silence (control
/// characters, other encodings). `errorAt` is given the byte that it is about, -1 when that is not
/// known.
protocol::Result<YamlNode, protocol::Phrase> parseYamlTree(const QByteArray &yaml,
                                                           qsizetype *errorAt = nullptr);

} // namespace neuro::config
