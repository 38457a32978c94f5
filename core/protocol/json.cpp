// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/json.h"

#include <QHash>
#include <QSet>

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <charconv>
#include <cstring>
#include <limits>

namespace neuro::protocol {

namespace {

/// A rapidjson input stream over bytes that need no terminator.
class ByteStream
{
public:
    using Ch = char;

    explicit ByteStream(QByteArrayView bytes)
        : m_begin(bytes.data())
        , m_position(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    Ch Peek() const { return m_position == m_end ? '\0' : *m_position; }
    Ch Take() { return m_position == m_end ? '\0' : *m_position++; }
    size_t Tell() const { return static_cast<size_t>(m_position - m_begin); }

    // Part of the concept, never called when parsing out of place.
    Ch *PutBegin() { return nullptr; }
    void Put(Ch) {}
    void Flush() {}
    size_t PutEnd(Ch *) { return 0; }

private:
    const char *m_begin;
    const char *m_position;
    const char *m_end;
};

bool holdsSurrogate(QByteArrayView utf8)
{
    // U+D800–U+DFFF encode as ED A0 80 – ED BF BF.
    for (qsizetype i = 0; i + 1 < utf8.size(); ++i) {
        if (static_cast<unsigned char>(utf8[i]) == 0xED
            && static_cast<unsigned char>(utf8[i + 1]) >= 0xA0)
            return true;
    }
    return false;
}

constexpr unsigned parseFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag
    | rapidjson::kParseValidateEncodingFlag;

/// Objects with more members than this look for repeated keys through a hash.
constexpr quint32 membersToCompareDirectly = 12;

} // namespace

/// Turns rapidjson's events into the node table of a JsonDocument.
class JsonTreeBuilder
{
public:
    JsonTreeBuilder(JsonDocument &document, const ByteStream &stream, int maxNesting)
        : m_document(document)
        , m_stream(stream)
        , m_maxNesting(maxNesting)
    {
    }

    const QString &error() const { return m_error; }

    bool Null() { return addScalar(JsonValue::Type::Null); }
    bool Bool(bool) { return addScalar(JsonValue::Type::Bool); }
    bool RawNumber(const char *, rapidjson::SizeType, bool)
    {
        return addScalar(JsonValue::Type::Number);
    }
    bool String(const char *text, rapidjson::SizeType size, bool)
    {
        bool apart = false;
        JsonDocument::Span decoded;
        if (!addText(text, size, &decoded, &apart))
            return false;
        JsonDocument::Node &node = addNode(JsonValue::Type::String);
        node.decoded = decoded;
        node.decodedIsApart = apart;
        finishScalar(node);
        return true;
    }
    bool Key(const char *text, rapidjson::SizeType size, bool)
    {
        if (!addText(text, size, &m_key, &m_keyIsApart))
            return false;
        m_hasKey = true;
        m_lastEnd = position();
        return true;
    }
    bool StartObject() { return open(JsonValue::Type::Object); }
    bool EndObject(rapidjson::SizeType members) { return close(members); }
    bool StartArray() { return open(JsonValue::Type::Array); }
    bool EndArray(rapidjson::SizeType elements) { return close(elements); }

    // Numbers come as text; these complete the handler concept.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }

private:
    quint32 position() const { return static_cast<quint32>(m_stream.Tell()); }

    /// Where the token that ends here (or, for an opening bracket, ended) begins.
    quint32 tokenBegin() const
    {
        const QByteArray &text = m_document.m_text;
        quint32 begin = m_lastEnd;
        while (begin < static_cast<quint32>(text.size())) {
            const char c = text[static_cast<qsizetype>(begin)];
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != ',' && c != ':')
                break;
            ++begin;
        }
        return begin;
    }

    bool addText(const char *text, rapidjson::SizeType size, JsonDocument::Span *span, bool *apart)
    {
        const quint32 begin = tokenBegin();
        const quint32 rawSize = position() - begin - 2;
        *apart = rawSize != size;
        if (!*apart) {
            *span = {begin + 1, rawSize};
            return true;
        }
        if (holdsSurrogate(QByteArrayView(text, size))) {
            m_error = QStringLiteral("lone surrogate in an escape");
            return false;
        }
        *span = {static_cast<quint32>(m_document.m_decoded.size()), size};
        m_document.m_decoded.append(text, size);
        return true;
    }

    JsonDocument::Node &addNode(JsonValue::Type type)
    {
        JsonDocument::Node &node = m_document.m_nodes.emplace_back();
        node.type = type;
        node.parent = m_open;
        if (m_hasKey) {
            node.hasKey = true;
            node.key = m_key;
            node.decodedKeyIsApart = m_keyIsApart;
            m_hasKey = false;
        }
        return node;
    }

    void finishScalar(JsonDocument::Node &node)
    {
        const quint32 begin = tokenBegin();
        node.source = {begin, position() - begin};
        node.end = static_cast<quint32>(m_document.m_nodes.size());
        m_lastEnd = position();
    }

    bool addScalar(JsonValue::Type type)
    {
        finishScalar(addNode(type));
        return true;
    }

    bool open(JsonValue::Type type)
    {
        if (++m_nesting > m_maxNesting) {
            m_error = QStringLiteral("nested deeper than %1 levels").arg(m_maxNesting);
            return false;
        }
        const auto index = static_cast<quint32>(m_document.m_nodes.size());
        JsonDocument::Node &node = addNode(type);
        // The iterative parser reports a bracket before it consumes it.
        node.source.begin = position();
        m_lastEnd = position() + 1;
        m_open = index;
        return true;
    }

    bool close(rapidjson::SizeType children)
    {
        JsonDocument::Node &node = m_document.m_nodes[m_open];
        node.source.size = position() + 1 - node.source.begin;
        node.end = static_cast<quint32>(m_document.m_nodes.size());
        node.size = children;
        m_open = node.parent;
        m_lastEnd = position() + 1;
        --m_nesting;
        return true;
    }

    JsonDocument &m_document;
    const ByteStream &m_stream;
    const int m_maxNesting;
    int m_nesting = 0;
    quint32 m_open = 0;
    quint32 m_lastEnd = 0;
    JsonDocument::Span m_key;
    bool m_hasKey = false;
    bool m_keyIsApart = false;
    QString m_error;
};

Result<JsonDocument, JsonError> JsonDocument::parse(const QByteArray &text, int maxNesting)
{
    if (text.size() > std::numeric_limits<qint32>::max())
        return JsonError{0, QStringLiteral("longer than 2 GiB")};

    JsonDocument document;
    document.m_text = text;
    document.m_nodes.reserve(16);
    ByteStream stream(document.m_text);
    JsonTreeBuilder builder(document, stream, maxNesting);
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<parseFlags>(stream, builder);
    if (result.IsError()) {
        const QString why = builder.error().isEmpty()
            ? QString::fromLatin1(rapidjson::GetParseError_En(result.Code()))
            : builder.error();
        return JsonError{static_cast<qsizetype>(result.Offset()), why};
    }
    // A zero byte ends rapidjson's input; what follows it would go unread.
    if (static_cast<qsizetype>(stream.Tell()) != document.m_text.size())
        return JsonError{static_cast<qsizetype>(stream.Tell()), QStringLiteral("a zero byte")};
    return document;
}

JsonValue JsonDocument::root() const
{
    return m_nodes.empty() ? JsonValue() : JsonValue(this, 0);
}

QByteArrayView JsonDocument::view(const Span &span, bool apart) const
{
    const char *base = apart ? m_decoded.data() : m_text.constData();
    return QByteArrayView(base + span.begin, static_cast<qsizetype>(span.size));
}

QString JsonDocument::firstDuplicateKey() const
{
    const auto keyOf = [this](quint32 node) {
        return view(m_nodes[node].key, m_nodes[node].decodedKeyIsApart);
    };
    for (quint32 object = 0; object < m_nodes.size(); ++object) {
        const Node &node = m_nodes[object];
        if (node.type != JsonValue::Type::Object || node.size < 2)
            continue;
        const bool direct = node.size <= membersToCompareDirectly;
        QSet<QByteArrayView> seen;
        for (quint32 child = object + 1; child < node.end; child = m_nodes[child].end) {
            const QByteArrayView key = keyOf(child);
            bool repeated = false;
            if (direct) {
                for (quint32 other = object + 1; other < child && !repeated;
                     other = m_nodes[other].end)
                    repeated = keyOf(other) == key;
            } else {
                repeated = seen.contains(key);
                seen.insert(key);
            }
            if (!repeated)
                continue;
            QString path = QString::fromUtf8(key);
            for (quint32 up = object; up != 0; up = m_nodes[up].parent) {
                const QString step =
                    m_nodes[up].hasKey ? QString::fromUtf8(keyOf(up)) : QStringLiteral("[]");
                path = step + QLatin1Char('.') + path;
            }
            return path;
        }
    }
    return QString();
}

JsonValue::Type JsonValue::type() const
{
    return m_document ? m_document->m_nodes[m_node].type : Type::Absent;
}

QByteArrayView JsonValue::text() const
{
    return m_document ? m_document->view(m_document->m_nodes[m_node].source, false)
                      : QByteArrayView();
}

qsizetype JsonValue::offset() const
{
    return m_document ? static_cast<qsizetype>(m_document->m_nodes[m_node].source.begin) : 0;
}

bool JsonValue::toBool() const
{
    return isBool() && text().startsWith('t');
}

double JsonValue::toDouble() const
{
    if (!isNumber())
        return 0;
    const QByteArrayView number = text();
    double value = 0;
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), value);
    Q_UNUSED(end)
    if (error == std::errc::result_out_of_range) {
        // from_chars does not tell overflow from underflow; strtod does.
        return std::strtod(number.toByteArray().constData(), nullptr);
    }
    return value;
}

QString JsonValue::toString() const
{
    return QString::fromUtf8(utf8());
}

QByteArrayView JsonValue::utf8() const
{
    if (!isString())
        return {};
    const JsonDocument::Node &node = m_document->m_nodes[m_node];
    return m_document->view(node.decoded, node.decodedIsApart);
}

qsizetype JsonValue::size() const
{
    return m_document ? static_cast<qsizetype>(m_document->m_nodes[m_node].size) : 0;
}

JsonValue JsonValue::first() const
{
    return size() > 0 ? JsonValue(m_document, m_node + 1) : JsonValue();
}

JsonValue JsonValue::next() const
{
    if (!m_document || m_node == 0)
        return {};
    const JsonDocument::Node &node = m_document->m_nodes[m_node];
    const quint32 parentEnd = m_document->m_nodes[node.parent].end;
    return node.end < parentEnd ? JsonValue(m_document, node.end) : JsonValue();
}

QString JsonValue::key() const
{
    return QString::fromUtf8(keyUtf8());
}

QByteArrayView JsonValue::keyUtf8() const
{
    if (!m_document || !m_document->m_nodes[m_node].hasKey)
        return {};
    const JsonDocument::Node &node = m_document->m_nodes[m_node];
    return m_document->view(node.key, node.decodedKeyIsApart);
}

JsonValue JsonValue::member(QByteArrayView key) const
{
    JsonValue found;
    if (!isObject())
        return found;
    for (JsonValue child = first(); !child.isAbsent(); child = child.next()) {
        if (child.keyUtf8() == key)
            found = child;
    }
    return found;
}

JsonValue JsonValue::at(qsizetype index) const
{
    JsonValue child = isArray() ? first() : JsonValue();
    while (index-- > 0 && !child.isAbsent())
        child = child.next();
    return child;
}

void appendJsonQuoted(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    out.append('"');
    const char *const end = utf8.data() + utf8.size();
    const char *run = utf8.data();
    for (const char *p = run; p != end; ++p) {
        const auto c = static_cast<unsigned char>(*p);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(run, p - run);
        run = p + 1;
        switch (c) {
        case '"':
            out.append("\\\"", 2);
            break;
        case '\\':
            out.append("\\\\", 2);
            break;
        case '\n':
            out.append("\\n", 2);
            break;
        case '\r':
            out.append("\\r", 2);
            break;
        case '\t':
            out.append("\\t", 2);
            break;
        default:
            out.append("\\u00", 4);
            out.append(hex[c >> 4]);
            out.append(hex[c & 15]);
        }
    }
    out.append(run, end - run);
    out.append('"');
}

QByteArray jsonQuoted(QStringView text)
{
    const QByteArray utf8 = text.toUtf8();
    QByteArray out;
    out.reserve(utf8.size() + 8);
    appendJsonQuoted(out, utf8);
    return out;
}

} // namespace neuro::protocol
