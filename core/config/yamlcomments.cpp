// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamlcomments.h"

#include "config/yamlmeasure.h"

#include <algorithm>

namespace neuro::config {

namespace {

struct CommentedKey
{
    QByteArrayView name;
    qsizetype column = 0;
    YamlSplice splice;
};

qsizetype spacesAt(QByteArrayView line, qsizetype from)
{
    qsizetype end = from;
    while (end < line.size() && line[end] == ' ')
        ++end;
    return end - from;
}

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/// "name" of "name: …"; empty for anything else.
QByteArrayView keyAt(QByteArrayView line, qsizetype from)
{
    qsizetype end = from;
    while (end < line.size() && isKeyCharacter(line[end]))
        ++end;
    const bool isKey = end > from && end < line.size() && line[end] == ':' &&
                       (end + 1 == line.size() || line[end + 1] == ' ');
    return isKey ? line.sliced(from, end - from) : QByteArrayView();
}

/// `line` is a comment whose "#" stands at `mark`; `begin` is where it stands in the text.
std::optional<CommentedKey> commentedKey(QByteArrayView line, qsizetype mark, qsizetype begin)
{
    const qsizetype spaces = spacesAt(line, mark + 1);
    const QByteArrayView name = keyAt(line, mark + 1 + spaces);
    if (name.isEmpty())
        return std::nullopt;
    if (mark == 0 && spaces % 2 == 0)
        return CommentedKey{name, spaces, {begin, 1, {}}};
    if (mark > 0 && spaces <= 1)
        return CommentedKey{name, mark, {begin + mark, 1 + spaces, {}}};
    return std::nullopt;
}

} // namespace

std::optional<YamlSplice> uncommenting(const QByteArray &yaml, const YamlRegion &region,
                                       const QByteArray &key)
{
    for (qsizetype begin = region.begin; begin < yaml.size(); begin = nextLine(yaml, begin)) {
        const QByteArrayView line =
            QByteArrayView(yaml).sliced(begin, lineEnd(yaml, begin) - begin);
        const qsizetype indent = spacesAt(line, 0);
        if (indent == line.size())
            continue;
        if (line[indent] != '#') {
            if (indent <= region.sectionColumn)
                return std::nullopt;
            continue;
        }
        const std::optional<CommentedKey> found = commentedKey(line, indent, begin);
        if (!found)
            continue;
        if (found->column <= region.sectionColumn)
            return std::nullopt;
        const bool isThere = region.column < 0 || found->column == region.column;
        if (found->name == key && isThere)
            return found->splice;
    }
    return std::nullopt;
}

} // namespace neuro::config
