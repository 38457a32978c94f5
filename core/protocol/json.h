// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/limits.h"
#include "protocol/phrase.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <optional>
#include <string>
#include <vector>

/// A strict JSON (RFC 8259) reader that keeps what QJsonDocument loses: the order of members, the
/// spelling of numbers, duplicate keys, and where in the text each value stands. Read-only.
namespace neuro::protocol {

class JsonDocument;

/// Where and why a text is not JSON. `offset` counts bytes from 0.
struct JsonError
{
    qsizetype offset = 0; ///< Of the byte that cannot stand there.
    Phrase message;       ///< Why it cannot.
};

/// One value of a JsonDocument: a view that is valid as long as the document that it came from
/// stands unmoved. A default-constructed value is "absent": every getter gives its empty result.
class JsonValue
{
public:
    /// What JSON knows; Absent is no value at all.
    enum class Type : quint8 { Absent, Null, Bool, Number, String, Array, Object };

    JsonValue() = default;

    /// Absent when default-constructed.
    Type type() const;
    /// Whether there is no value: it was asked for and is not there.
    bool isAbsent() const { return m_document == nullptr; }
    /// Whether it is written `null`; an absent value is not null.
    bool isNull() const { return type() == Type::Null; }
    /// Whether it is written `true` or `false`.
    bool isBool() const { return type() == Type::Bool; }
    /// Whether it is a number, whole or not.
    bool isNumber() const { return type() == Type::Number; }
    /// Whether it is a text, which toString() and utf8() give.
    bool isString() const { return type() == Type::String; }
    /// Whether it has elements: first(), next(), at().
    bool isArray() const { return type() == Type::Array; }
    /// Whether it has members: first(), next(), member().
    bool isObject() const { return type() == Type::Object; }

    /// The value exactly as it is written, quotes and inner white space included.
    QByteArrayView text() const;
    /// Byte offset of text() in the document.
    qsizetype offset() const;

    /// False for everything but `true`.
    bool toBool() const;
    /// Nearest double; ±infinity when out of range.
    double toDouble() const;
    /// Decoded text of a string.
    QString toString() const;
    /// Decoded UTF-8 of a string, without a copy.
    QByteArrayView utf8() const;

    /// Number of elements or members (duplicates counted).
    qsizetype size() const;

    /// Walks the children of an array or object in the order of the text:
    ///   for (JsonValue child = value.first(); !child.isAbsent(); child = child.next())
    JsonValue first() const;
    /// The sibling after this one; absent after the last, and for a document's root.
    JsonValue next() const;
    /// Decoded key when this is a member of an object.
    QString key() const;
    /// The same in UTF-8, without a copy.
    QByteArrayView keyUtf8() const;

    /// The member named `key` (decoded UTF-8); the last one when the key is repeated; absent when
    /// there is none. Linear in the number of members.
    JsonValue member(QByteArrayView key) const;
    /// Linear in `index`.
    JsonValue at(qsizetype index) const;

private:
    friend class JsonDocument;
    JsonValue(const JsonDocument *document, quint32 node)
        : m_document(document)
        , m_node(node)
    {
    }

    const JsonDocument *m_document = nullptr;
    quint32 m_node = 0;
};

/// A parsed text. Movable, not copyable (values point into it); holds a share of the text's bytes.
class JsonDocument
{
public:
    /// Parses the whole of `text`: UTF-8, one value, white space around it allowed. Refuses lone
    /// surrogates, raw control characters, NaN, comments, trailing commas, and more than
    /// `maxNesting` arrays and objects inside one another. No recursion.
    static Result<JsonDocument, JsonError> parse(const QByteArray &text,
                                                 int maxNesting = limits::nesting);

    /// Values of `other` are not valid any more.
    JsonDocument(JsonDocument &&other) = default;
    /// Values of both are not valid any more.
    JsonDocument &operator=(JsonDocument &&other) = default;

    /// The outermost value. Absent in a document that was moved away.
    JsonValue root() const;
    /// What was parsed.
    const QByteArray &text() const { return m_text; }
    /// Decoded path-like place of the first repeated key ("data.actions[3].name"); empty when every
    /// key is unique within its object.
    QString firstDuplicateKey() const;

private:
    friend class JsonValue;
    friend class JsonParser;

    struct Span
    {
        quint32 begin = 0;
        quint32 size = 0;
    };
    struct Node
    {
        JsonValue::Type type = JsonValue::Type::Null;
        bool decodedIsApart = false;    ///< The string has escapes: `decoded` indexes m_decoded.
        bool decodedKeyIsApart = false; ///< The same for `key`.
        bool hasKey = false;
        Span source;      ///< In m_text.
        Span decoded;     ///< Of a string: in m_text (between the quotes) or in m_decoded.
        Span key;         ///< In m_text or in m_decoded.
        quint32 end = 0;  ///< Index after the last node of this value.
        quint32 size = 0; ///< Children.
        quint32 parent = 0;
    };

    JsonDocument() = default;
    QByteArrayView view(const Span &span, bool apart) const;
    QByteArrayView keyOf(quint32 node) const;
    bool repeatsKey(quint32 object, quint32 child) const;
    quint32 firstRepeatedMember(quint32 object) const;
    QString stepOf(quint32 node) const;
    QString pathOf(quint32 node) const;

    QByteArray m_text;
    std::string m_decoded;
    std::vector<Node> m_nodes;
};

inline QByteArrayView JsonDocument::view(const Span &span, bool apart) const
{
    const char *base = apart ? m_decoded.data() : m_text.constData();
    return QByteArrayView(base + span.begin, static_cast<qsizetype>(span.size));
}

inline QByteArrayView JsonDocument::keyOf(quint32 node) const
{
    return view(m_nodes[node].key, m_nodes[node].decodedKeyIsApart);
}

inline JsonValue JsonDocument::root() const
{
    return m_nodes.empty() ? JsonValue() : JsonValue(this, 0);
}

inline JsonValue::Type JsonValue::type() const
{
    return m_document ? m_document->m_nodes[m_node].type : Type::Absent;
}

inline QByteArrayView JsonValue::text() const
{
    return m_document ? m_document->view(m_document->m_nodes[m_node].source, false)
                      : QByteArrayView();
}

inline QByteArrayView JsonValue::utf8() const
{
    if (!isString())
        return {};
    const JsonDocument::Node &node = m_document->m_nodes[m_node];
    return m_document->view(node.decoded, node.decodedIsApart);
}

inline qsizetype JsonValue::size() const
{
    return m_document ? static_cast<qsizetype>(m_document->m_nodes[m_node].size) : 0;
}

inline JsonValue JsonValue::first() const
{
    return size() > 0 ? JsonValue(m_document, m_node + 1) : JsonValue();
}

inline JsonValue JsonValue::next() const
{
    if (!m_document || m_node == 0)
        return {};
    const JsonDocument::Node &node = m_document->m_nodes[m_node];
    const quint32 parentEnd = m_document->m_nodes[node.parent].end;
    return node.end < parentEnd ? JsonValue(m_document, node.end) : JsonValue();
}

inline QByteArrayView JsonValue::keyUtf8() const
{
    if (!m_document || !m_document->m_nodes[m_node].hasKey)
        return {};
    const JsonDocument::Node &node = m_document->m_nodes[m_node];
    return m_document->view(node.key, node.decodedKeyIsApart);
}

/// `text` as a JSON string with its quotes. Non-ASCII characters stay as they are.
QByteArray jsonQuoted(QStringView text);
/// The same for UTF-8 that is known to be valid; appends to `out`.
void appendJsonQuoted(QByteArray &out, QByteArrayView utf8);
/// The same into memory that has room for jsonQuotedRoom(utf8) bytes; returns the end of what was
/// written.
char *writeJsonQuoted(char *at, QByteArrayView utf8);
/// At least the bytes that are needed; exactly counted only where a guess would waste much.
qsizetype jsonQuotedRoom(QByteArrayView utf8);

} // namespace neuro::protocol
