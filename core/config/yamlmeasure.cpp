// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamlmeasure.h"

#include "protocol/byteordermark.h"

#include <algorithm>
#include <array>

namespace neuro::config {

namespace {

constexpr qsizetype nowhere = -1;
constexpr std::array<QByteArrayView, 4> nullWords = {"~", "null", "Null", "NULL"};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isSpace(char c)
{
    return isBlank(c) || c == '\n' || c == '\r';
}

bool isFlowIndicator(char c)
{
    return QByteArrayView(",[]{}").contains(c);
}

class Measurer
{
public:
    explicit Measurer(const QByteArray &yaml)
        : m_yaml(yaml)
    {
    }

    /// `parentColumn` is that of the key or hyphen that the node belongs to; a null without a text
    /// stands at `nullAt`.
    void measure(YamlNode &node, qsizetype parentColumn, qsizetype nullAt) const;

private:
    char at(qsizetype place) const { return place < m_yaml.size() ? m_yaml[place] : '\0'; }
    qsizetype skipBlanks(qsizetype place) const;
    /// Over white space, line breaks and comments.
    qsizetype skipSpaces(qsizetype place) const;
    qsizetype skipProperties(qsizetype place) const;
    void measureNull(YamlNode &node, qsizetype nullAt) const;
    qsizetype scalarEnd(const YamlNode &node, qsizetype parentColumn) const;
    qsizetype quotedEnd(qsizetype place) const;
    qsizetype blockEnd(qsizetype place, qsizetype parentColumn) const;
    qsizetype plainEnd(qsizetype place, const QByteArray &value) const;
    void measureBlockList(YamlNode &node) const;
    void measureFlowList(YamlNode &node) const;
    void measureMap(YamlNode &node) const;
    void measureColon(YamlNode &key, bool isFlow) const;
    /// Of a collection between brackets whose last part ends at `place`.
    qsizetype bracketEnd(qsizetype place, char bracket) const;

    const QByteArray &m_yaml;
};

qsizetype Measurer::skipBlanks(qsizetype place) const
{
    while (isBlank(at(place)))
        ++place;
    return place;
}

qsizetype Measurer::skipSpaces(qsizetype place) const
{
    for (;;) {
        while (isSpace(at(place)))
            ++place;
        const bool isComment = at(place) == '#' && (place == 0 || isSpace(at(place - 1)));
        if (!isComment)
            return place;
        place = lineEnd(m_yaml, place);
    }
}

qsizetype Measurer::skipProperties(qsizetype place) const
{
    while (at(place) == '&' || at(place) == '!') {
        while (place < m_yaml.size() && !isSpace(at(place)))
            ++place;
        place = skipSpaces(place);
    }
    return place;
}

void Measurer::measure(YamlNode &node, qsizetype parentColumn, qsizetype nullAt) const
{
    if (node.isNull())
        return measureNull(node, nullAt);
    if (node.begin < 0)
        return;
    node.contentBegin = skipProperties(node.begin);
    switch (node.kind) {
    case YamlNode::Kind::Null:
        break;
    case YamlNode::Kind::Scalar:
        node.end = scalarEnd(node, parentColumn);
        break;
    case YamlNode::Kind::Alias:
        node.end = node.begin;
        while (node.end < m_yaml.size() && !isSpace(at(node.end)) && !isFlowIndicator(at(node.end)))
            ++node.end;
        break;
    case YamlNode::Kind::Sequence:
        node.isFlow ? measureFlowList(node) : measureBlockList(node);
        break;
    case YamlNode::Kind::Map:
        measureMap(node);
        break;
    }
}

void Measurer::measureNull(YamlNode &node, qsizetype nullAt) const
{
    node.begin = node.contentBegin = node.end = node.isAnchored ? nowhere : nullAt;
    if (node.begin < 0)
        return;
    const qsizetype place = skipBlanks(nullAt);
    for (const QByteArrayView word : nullWords) {
        const qsizetype end = place + word.size();
        const bool isWord = QByteArrayView(m_yaml).sliced(place).startsWith(word);
        if (isWord && (end == m_yaml.size() || isSpace(at(end)) || isFlowIndicator(at(end)))) {
            node.begin = node.contentBegin = place;
            node.end = end;
            return;
        }
    }
}

qsizetype Measurer::scalarEnd(const YamlNode &node, qsizetype parentColumn) const
{
    const qsizetype place = node.contentBegin;
    switch (at(place)) {
    case '"':
    case '\'':
        return quotedEnd(place);
    case '|':
    case '>':
        return blockEnd(place, parentColumn);
    default:
        return plainEnd(place, node.value);
    }
}

qsizetype Measurer::quotedEnd(qsizetype place) const
{
    const char quote = at(place);
    for (++place; place < m_yaml.size(); ++place) {
        if (quote == '"' && at(place) == '\\') {
            ++place;
        } else if (at(place) == quote) {
            if (quote == '"' || at(place + 1) != quote)
                return place + 1;
            ++place; // Doubled: a quote inside.
        }
    }
    return nowhere;
}

qsizetype Measurer::blockEnd(qsizetype place, qsizetype parentColumn) const
{
    qsizetype end = lineEnd(m_yaml, place);
    for (qsizetype line = nextLine(m_yaml, place); line < m_yaml.size();
         line = nextLine(m_yaml, line)) {
        const qsizetype lineStop = lineEnd(m_yaml, line);
        qsizetype text = line;
        while (text < lineStop && at(text) == ' ')
            ++text;
        if (text == lineStop)
            continue;
        if (text - line <= parentColumn)
            break;
        end = lineStop;
    }
    return end;
}

qsizetype Measurer::plainEnd(qsizetype place, const QByteArray &value) const
{
    // Nothing is escaped in a plain text; only line breaks in it are read as other white space.
    for (const char c : value) {
        if (isSpace(c))
            continue;
        while (isSpace(at(place)))
            ++place;
        if (at(place) != c)
            return nowhere;
        ++place;
    }
    return place;
}

void Measurer::measureBlockList(YamlNode &node) const
{
    qsizetype cursor = node.contentBegin;
    for (YamlNode &item : node.children) {
        if (cursor >= 0) {
            const qsizetype dash = skipSpaces(cursor);
            item.dash = at(dash) == '-' ? dash : nowhere;
        }
        const bool isFound = item.dash >= 0;
        measure(item, isFound ? columnOf(m_yaml, item.dash) : nowhere,
                isFound ? item.dash + 1 : nowhere);
        cursor = isFound ? item.end : nowhere;
    }
    node.end = cursor;
}

qsizetype Measurer::bracketEnd(qsizetype place, char bracket) const
{
    if (place < 0)
        return nowhere;
    place = skipSpaces(place);
    if (at(place) == ',')
        place = skipSpaces(place + 1);
    return at(place) == bracket ? place + 1 : nowhere;
}

void Measurer::measureFlowList(YamlNode &node) const
{
    for (YamlNode &item : node.children)
        measure(item, nowhere, nowhere);
    const qsizetype last = node.children.empty() ? node.contentBegin + 1 : node.children.back().end;
    node.end = bracketEnd(last, ']');
}

void Measurer::measureColon(YamlNode &key, bool isFlow) const
{
    if (!key.isScalar() || key.end < 0)
        return;
    const qsizetype colon = isFlow ? skipSpaces(key.end) : skipBlanks(key.end);
    if (at(colon) == ':')
        key.colonEnd = colon + 1;
}

void Measurer::measureMap(YamlNode &node) const
{
    for (std::size_t i = 0; i < node.pairs(); ++i) {
        YamlNode &key = node.children[2 * i];
        YamlNode &value = node.children[2 * i + 1];
        measure(key, nowhere, nowhere);
        measureColon(key, node.isFlow);
        measure(value, key.begin < 0 ? nowhere : columnOf(m_yaml, key.begin),
                key.colonEnd < 0 ? key.end : key.colonEnd);
    }
    const bool hasBrackets = node.isFlow && at(node.contentBegin) == '{';
    const qsizetype last = node.children.empty() ? node.contentBegin + 1 : node.children.back().end;
    node.end = hasBrackets ? bracketEnd(last, '}') : last;
}

} // namespace

void measureYaml(const QByteArray &yaml, YamlNode &root)
{
    Measurer(yaml).measure(root, nowhere, nowhere);
}

qsizetype lineBegin(const QByteArray &yaml, qsizetype at)
{
    const qsizetype begin = at <= 0 ? 0 : yaml.lastIndexOf('\n', at - 1) + 1;
    return begin == 0 && yaml.startsWith(protocol::byteOrderMark) ? protocol::byteOrderMark.size()
                                                                  : begin;
}

qsizetype lineEnd(const QByteArray &yaml, qsizetype at)
{
    const qsizetype found = yaml.indexOf('\n', at);
    if (found < 0)
        return yaml.size();
    return found > at && yaml[found - 1] == '\r' ? found - 1 : found;
}

qsizetype nextLine(const QByteArray &yaml, qsizetype at)
{
    const qsizetype found = yaml.indexOf('\n', at);
    return found < 0 ? yaml.size() : found + 1;
}

qsizetype columnOf(const QByteArray &yaml, qsizetype at)
{
    return at - lineBegin(yaml, at);
}

} // namespace neuro::config
