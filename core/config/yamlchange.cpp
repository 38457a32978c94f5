// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamlchange.h"

#include "config/yamlcomments.h"
#include "config/yamlmeasure.h"
#include "protocol/byteordermark.h"

#include <algorithm>

namespace neuro::config {

namespace {

/// Longest line that a list is put on.
constexpr qsizetype lineLength = 100;
constexpr qsizetype usualIndent = 2;

QByteArray spaces(qsizetype count)
{
    return QByteArray(count, ' ');
}

bool isBlank(QByteArrayView text)
{
    return text.trimmed().isEmpty();
}

/// Whether nothing but spaces stands before `at` in its line.
bool beginsItsLine(const QByteArray &yaml, qsizetype at)
{
    const qsizetype begin = lineBegin(yaml, at);
    return isBlank(QByteArrayView(yaml).sliced(begin, at - begin));
}

bool hasBlankLine(const QByteArray &yaml)
{
    return yaml.contains("\n\n") || yaml.contains("\r\n\r\n");
}

/// How far sections are indented in the text.
qsizetype indentOf(const QByteArray &yaml, const YamlNode &map)
{
    if (!map.isMap() || map.isFlow)
        return 0;
    for (std::size_t i = 0; i < map.pairs(); ++i) {
        const YamlNode &inner = map.mapped(i);
        if (!inner.isMap() || inner.isFlow || inner.children.empty() || inner.key(0).begin < 0)
            continue;
        const qsizetype step =
            columnOf(yaml, inner.key(0).begin) - columnOf(yaml, map.key(i).begin);
        return step > 0 ? step : usualIndent;
    }
    return 0;
}

class Inserter
{
public:
    Inserter(const YamlVersion &version, const YamlPlace &place)
        : m_yaml(version.yaml)
        , m_place(place)
        , m_lineBreak(lineBreakOf(version.yaml))
        , m_indent(std::max(indentOf(version.yaml, version.root), qsizetype(0)))
    {
        if (m_indent == 0)
            m_indent = usualIndent;
    }

    /// The value of an existing key.
    std::optional<QByteArray> withValue(const YamlContent &content) const;
    /// `key` in the section of the place; without content as a section of its own.
    std::optional<QByteArray> withKey(const QByteArray &key, const YamlContent *content) const;

private:
    std::optional<QByteArray> inFlow(const QByteArray &key, const YamlContent *content) const;
    std::optional<QByteArray> inBlock(const QByteArray &key, const YamlContent *content) const;
    std::optional<QByteArray> inNothing(const QByteArray &key, const YamlContent *content) const;
    QByteArray atTheEnd(const QByteArray &line, bool isSection) const;
    QByteArray spelled(const YamlContent &content, YamlQuotes quotes, bool isFlow) const;
    /// What follows the colon of a key in `column`, from the space on.
    QByteArray afterColon(const YamlContent &content, qsizetype column, qsizetype keySize) const;
    QByteArray line(const QByteArray &key, const YamlContent *content, qsizetype column) const;

    const QByteArray &m_yaml;
    const YamlPlace &m_place;
    QByteArray m_lineBreak;
    qsizetype m_indent;
};

QByteArray Inserter::spelled(const YamlContent &content, YamlQuotes quotes, bool isFlow) const
{
    return content.isList ? yamlFlowList(content.texts)
                          : yamlSpelling(content.texts.constFirst(), quotes, isFlow);
}

QByteArray Inserter::afterColon(const YamlContent &content, qsizetype column,
                                qsizetype keySize) const
{
    const QByteArray onOneLine = ' ' + spelled(content, YamlQuotes::None, false);
    if (!content.isList || column + keySize + 1 + onOneLine.size() <= lineLength)
        return onOneLine;
    QByteArray lines;
    for (const YamlText &item : content.texts)
        lines += m_lineBreak + spaces(column + m_indent) + "- " +
                 yamlSpelling(item, YamlQuotes::None, false);
    return lines;
}

QByteArray Inserter::line(const QByteArray &key, const YamlContent *content, qsizetype column) const
{
    return spaces(column) + key + ':' +
           (content ? afterColon(*content, column, key.size()) : QByteArray());
}

std::optional<QByteArray> Inserter::withValue(const YamlContent &content) const
{
    const YamlNode &key = *m_place.key;
    const YamlNode &value = *m_place.value;
    const bool isFlow = m_place.parent->isFlow;
    if (key.colonEnd < 0 || value.end < 0)
        return std::nullopt;
    if (content.isList && value.isList() && !content.texts.isEmpty() && !value.children.empty())
        return withList(m_yaml, value, content.texts);
    YamlContent written = content;
    // One value stands for a list of one.
    written.isList = content.isList && !(value.isScalar() && content.texts.size() == 1);
    const QByteArray text = spelled(written, quotesOf(m_yaml, value), isFlow);
    if (value.isNull() && value.begin == value.end)
        return spliced(m_yaml, {{key.colonEnd, 0, ' ' + text}});
    const bool isBlock = (value.isList() || value.isMap()) && !value.isFlow;
    if (!isBlock)
        return spliced(m_yaml, {{value.contentBegin, value.end - value.contentBegin, text}});
    const qsizetype lines = nextLine(m_yaml, key.colonEnd);
    if (lineBegin(m_yaml, value.begin) < lines)
        return std::nullopt;
    return spliced(
        m_yaml, {{key.colonEnd, 0, ' ' + text}, {lines, nextLine(m_yaml, value.end) - lines, {}}});
}

std::optional<QByteArray> Inserter::withKey(const QByteArray &key, const YamlContent *content) const
{
    const YamlNode &section = *m_place.value;
    if (section.isNull())
        return inNothing(key, content);
    return section.isFlow ? inFlow(key, content) : inBlock(key, content);
}

std::optional<QByteArray> Inserter::inFlow(const QByteArray &key, const YamlContent *content) const
{
    const YamlNode &section = *m_place.value;
    const QByteArray entry =
        key + ": " + (content ? spelled(*content, YamlQuotes::None, true) : QByteArray("{}"));
    if (section.children.empty())
        return spliced(m_yaml, {{section.contentBegin + 1, 0, entry}});
    const qsizetype last = section.children.back().end;
    if (last < 0)
        return std::nullopt;
    return spliced(m_yaml, {{last, 0, ", " + entry}});
}

std::optional<QByteArray> Inserter::inBlock(const QByteArray &key, const YamlContent *content) const
{
    const YamlNode &section = *m_place.value;
    const qsizetype first = section.key(0).begin;
    const qsizetype last = section.children.back().end;
    if (first < 0 || last < 0 || !beginsItsLine(m_yaml, first))
        return std::nullopt;
    const QByteArray added = line(key, content, columnOf(m_yaml, first));
    if (!m_place.key)
        return atTheEnd(added, !content);
    return spliced(m_yaml, {{lineEnd(m_yaml, last), 0, m_lineBreak + added}});
}

std::optional<QByteArray> Inserter::inNothing(const QByteArray &key,
                                              const YamlContent *content) const
{
    if (!m_place.key)
        return atTheEnd(line(key, content, 0), !content);
    const YamlNode &owner = *m_place.key;
    const YamlNode &nothing = *m_place.value;
    if (owner.colonEnd < 0 || nothing.begin < 0)
        return std::nullopt;
    if (nothing.begin < nothing.end || m_place.parent->isFlow) {
        // The next round finds a section to put the key in.
        const bool isWord = nothing.begin < nothing.end;
        return spliced(m_yaml,
                       {{nothing.begin, nothing.end - nothing.begin, isWord ? "{}" : " {}"}});
    }
    const QByteArray added = line(key, content, columnOf(m_yaml, owner.begin) + m_indent);
    return spliced(m_yaml, {{lineEnd(m_yaml, owner.colonEnd), 0, m_lineBreak + added}});
}

QByteArray Inserter::atTheEnd(const QByteArray &line, bool isSection) const
{
    QByteArray out = m_yaml;
    if (!out.isEmpty() && out != protocol::byteOrderMark && !out.endsWith('\n'))
        out += m_lineBreak;
    const bool endsBlank =
        isBlank(QByteArrayView(out).sliced(lineBegin(out, std::max(out.size() - 1, qsizetype(0)))));
    if (isSection && hasBlankLine(out) && !endsBlank)
        out += m_lineBreak;
    return out + line + m_lineBreak;
}

std::optional<QByteArray> uncommented(const QByteArray &yaml, const YamlPlace &place,
                                      const QByteArray &key)
{
    const YamlNode &section = *place.value;
    if (section.isFlow || (section.isNull() && section.begin < section.end))
        return std::nullopt;
    YamlRegion region;
    if (place.key) {
        region.begin = nextLine(yaml, place.key->end);
        region.sectionColumn = columnOf(yaml, place.key->begin);
    } else {
        region.begin =
            yaml.startsWith(protocol::byteOrderMark) ? protocol::byteOrderMark.size() : 0;
        region.column = 0;
    }
    if (section.isMap())
        region.column = columnOf(yaml, section.key(0).begin);
    const std::optional<YamlSplice> splice = uncommenting(yaml, region, key);
    if (!splice)
        return std::nullopt;
    return spliced(yaml, {*splice});
}

std::optional<YamlVersion> read(const std::optional<QByteArray> &yaml)
{
    if (!yaml)
        return std::nullopt;
    auto root = parseYamlTree(*yaml);
    if (!root)
        return std::nullopt;
    return YamlVersion{*yaml, std::move(*root)};
}

/// With the commented-out key that comes next; nothing when that changes anything else.
std::optional<YamlVersion> withUncommented(const YamlVersion &version, const YamlPlace &place,
                                           const QByteArrayList &keys)
{
    auto next = read(uncommented(version.yaml, place, keys[place.depth]));
    const qsizetype depth = place.depth + 1;
    if (!next || findYaml(next->root, keys).depth < depth ||
        !saysTheSame(withoutYaml(next->root, keys, depth), version.root))
        return std::nullopt;
    return next;
}

std::optional<YamlVersion> withInserted(const YamlVersion &version, const YamlPlace &place,
                                        const QByteArrayList &keys, const YamlContent &content)
{
    const bool isLast = place.depth + 1 == keys.size();
    return read(Inserter(version, place).withKey(keys[place.depth], isLast ? &content : nullptr));
}

} // namespace

QByteArray lineBreakOf(const QByteArray &yaml)
{
    const qsizetype first = yaml.indexOf('\n');
    return first > 0 && yaml[first - 1] == '\r' ? "\r\n" : "\n";
}

YamlQuotes quotesOf(const QByteArray &yaml, const YamlNode &value)
{
    if (!value.isScalar() || value.contentBegin < 0)
        return YamlQuotes::None;
    switch (yaml[value.contentBegin]) {
    case '"':
        return YamlQuotes::Double;
    case '\'':
        return YamlQuotes::Single;
    default:
        return YamlQuotes::None;
    }
}

bool says(const YamlNode &value, const YamlContent &content)
{
    if (value.isNull())
        return false;
    if (!content.isList)
        return value.isScalar() &&
               QString::fromUtf8(value.value) == content.texts.constFirst().text;
    QStringList wanted;
    for (const YamlText &item : content.texts)
        wanted.append(item.text);
    return yamlListTexts(value) == wanted;
}

std::optional<YamlVersion> changedYaml(const YamlVersion &version, const QByteArrayList &keys,
                                       const YamlContent &content, bool useComments)
{
    YamlVersion current = version;
    for (;;) {
        const YamlPlace place = findYaml(current.root, keys);
        if (!place.obstacle.isEmpty())
            return std::nullopt;
        if (place.depth == keys.size()) {
            if (says(*place.value, content))
                return current;
            return read(Inserter(current, place).withValue(content));
        }
        std::optional<YamlVersion> next;
        if (useComments)
            next = withUncommented(current, place, keys);
        if (!next)
            next = withInserted(current, place, keys, content);
        if (!next || next->yaml == current.yaml)
            return std::nullopt;
        current = std::move(*next);
    }
}

std::optional<QByteArray> withoutEntry(const QByteArray &yaml, const YamlPlace &place)
{
    const YamlNode &map = *place.parent;
    const YamlNode &key = *place.key;
    const YamlNode &value = *place.value;
    if (key.begin < 0 || value.end < 0)
        return std::nullopt;
    if (!map.isFlow) {
        if (!beginsItsLine(yaml, key.begin))
            return std::nullopt;
        const qsizetype begin = lineBegin(yaml, key.begin);
        return spliced(yaml, {{begin, nextLine(yaml, value.end) - begin, {}}});
    }
    const bool isLast = place.pair + 1 == map.pairs();
    const qsizetype begin = isLast && place.pair > 0 ? map.mapped(place.pair - 1).end : key.begin;
    const qsizetype end = isLast ? value.end : map.key(place.pair + 1).begin;
    if (begin < 0 || end < begin)
        return std::nullopt;
    return spliced(yaml, {{begin, end - begin, {}}});
}

std::optional<QByteArray> commentedOut(const QByteArray &yaml, const YamlPlace &place,
                                       const QString &usual)
{
    const YamlNode &key = *place.key;
    const YamlNode &value = *place.value;
    if (usual.isEmpty() || place.parent->isFlow || key.begin < 0 || value.end < 0)
        return std::nullopt;
    const qsizetype begin = lineBegin(yaml, key.begin);
    const qsizetype end = lineEnd(yaml, value.end);
    const bool isOneLine = value.begin < value.end && lineBegin(yaml, value.end) == begin;
    const bool hasComment =
        QByteArrayView(yaml).sliced(value.end, end - value.end).trimmed().startsWith('#');
    if (!isOneLine || !hasComment || !beginsItsLine(yaml, key.begin) ||
        (key.begin - begin) % 2 != 0)
        return std::nullopt;
    return spliced(yaml, {{begin, 0, "#"}, {value.begin, value.end - value.begin, usual.toUtf8()}});
}

} // namespace neuro::config
