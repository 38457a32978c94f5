// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamlpath.h"

#include <algorithm>

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

namespace {

bool isMergeKey(const YamlNode &key)
{
    return key.isScalar() && key.value == "<<" && key.tag == "?";
}

bool isNamed(const YamlNode &key, const QByteArray &name)
{
    return key.isScalar() && key.value == name;
}

/// Whether it, or something in it, is or may be meant elsewhere.
bool isEntangled(const YamlNode &node)
{
    return node.hasProperties() || node.kind == YamlNode::Kind::Alias ||
           std::any_of(node.children.cbegin(), node.children.cend(), isEntangled);
}

Phrase entangled(const QString &path)
{
    return phrase(
        QT_TRANSLATE_NOOP("core", "%1 has an anchor (\"&\"), a tag (\"!\") or a reference (\"*\") "
                                  "in it, which other places of the file may depend on"),
        path);
}

/// What keeps from changing an entry of `map`, whose path is `path`.
Phrase obstacleOf(const YamlNode &map, const QString &path)
{
    const QString name = path.isEmpty() ? QStringLiteral("the file") : path;
    if (map.hasProperties())
        return entangled(name);
    for (std::size_t i = 0; i < map.pairs(); ++i) {
        if (isMergeKey(map.key(i)))
            return phrase(QT_TRANSLATE_NOOP("core", "%1 takes over values of another section "
                                                    "(\"<<\")"),
                          name);
    }
    return {};
}

std::size_t countOf(const YamlNode &map, const QByteArray &name)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < map.pairs(); ++i)
        count += isNamed(map.key(i), name) ? 1 : 0;
    return count;
}

} // namespace

QByteArrayList yamlKeys(const QString &path)
{
    return path.toUtf8().split('.');
}

QString yamlPath(const QByteArrayList &keys, qsizetype count)
{
    return QString::fromUtf8(keys.first(count).join('.'));
}

YamlPlace findYaml(const YamlNode &root, const QByteArrayList &keys)
{
    YamlPlace place;
    place.value = &root;
    while (place.depth < keys.size()) {
        const YamlNode &map = *place.value;
        const QString path = yamlPath(keys, place.depth);
        if (map.kind == YamlNode::Kind::Alias || (map.isNull() && map.isAnchored))
            place.obstacle = entangled(path);
        if (map.kind == YamlNode::Kind::Alias || map.isNull())
            return place;
        if (!map.isMap()) {
            place.obstacle =
                path.isEmpty()
                    ? phrase(QT_TRANSLATE_NOOP("core", "the file has no sections"))
                    : phrase(QT_TRANSLATE_NOOP("core", "%1 is no section with \"key: value\" "
                                                       "lines"),
                             path);
            return place;
        }
        const QByteArray &name = keys[place.depth];
        const std::size_t count = countOf(map, name);
        if (place.obstacle.isEmpty())
            place.obstacle = obstacleOf(map, path);
        if (place.obstacle.isEmpty() && count > 1)
            place.obstacle = phrase(QT_TRANSLATE_NOOP("core", "%1 is set twice; remove one"),
                                    yamlPath(keys, place.depth + 1));
        if (count == 0)
            return place;
        place.pair = 0;
        while (!isNamed(map.key(place.pair), name))
            ++place.pair;
        place.parent = &map;
        place.key = &map.key(place.pair);
        place.value = &map.mapped(place.pair);
        ++place.depth;
    }
    const bool isPlain = !isEntangled(*place.value) && !place.key->hasProperties();
    if (!isPlain && place.obstacle.isEmpty())
        place.obstacle = entangled(yamlPath(keys, keys.size()));
    return place;
}

YamlNode withoutYaml(const YamlNode &root, const QByteArrayList &keys, qsizetype depth)
{
    YamlNode copy = root;
    YamlNode *map = &copy;
    for (qsizetype i = 0; i < depth; ++i) {
        if (!map->isMap())
            return copy;
        std::size_t pair = 0;
        while (pair < map->pairs() && !isNamed(map->key(pair), keys[i]))
            ++pair;
        if (pair == map->pairs())
            return copy;
        if (i == depth - 1) {
            const auto first = map->children.begin() + static_cast<std::ptrdiff_t>(2 * pair);
            map->children.erase(first, first + 2);
            return copy;
        }
        map = &map->children[2 * pair + 1];
    }
    return copy;
}

std::optional<QString> yamlEntryText(const YamlNode &entry)
{
    if (entry.isScalar())
        return QString::fromUtf8(entry.value);
    if (!entry.isMap() || entry.pairs() != 1 || !entry.key(0).isScalar())
        return std::nullopt;
    const QString name = QString::fromUtf8(entry.key(0).value);
    const YamlNode &value = entry.mapped(0);
    if (value.isNull())
        return name;
    if (!value.isScalar())
        return std::nullopt;
    return name + u':' + QString::fromUtf8(value.value);
}

std::optional<QStringList> yamlListTexts(const YamlNode &value)
{
    if (value.isNull())
        return QStringList();
    if (value.isScalar())
        return QStringList(QString::fromUtf8(value.value));
    if (!value.isList())
        return std::nullopt;
    QStringList texts;
    for (const YamlNode &entry : value.children) {
        const std::optional<QString> text = yamlEntryText(entry);
        if (!text)
            return std::nullopt;
        texts.append(*text);
    }
    return texts;
}

} // namespace neuro::config
