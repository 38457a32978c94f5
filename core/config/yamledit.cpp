// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamledit.h"

#include "config/yamlchange.h"
#include "config/yamlpath.h"

#include <algorithm>

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

YamlEditor::YamlEditor(const QByteArray &yaml)
    : m_yaml(yaml)
{
    auto root = parseYamlTree(yaml);
    if (!root)
        m_problem = root.error();
    else if (!root->isMap() && !root->isNull())
        m_problem = phrase(QT_TRANSLATE_NOOP("core", "the file has no sections"));
    else
        m_root = std::move(*root);
}

bool YamlEditor::contains(const QString &path) const
{
    const QByteArrayList keys = yamlKeys(path);
    return findYaml(m_root, keys).depth == keys.size();
}

std::optional<QString> YamlEditor::value(const QString &path) const
{
    const QByteArrayList keys = yamlKeys(path);
    const YamlPlace place = findYaml(m_root, keys);
    if (place.depth < keys.size() || !place.value->isScalar())
        return std::nullopt;
    return QString::fromUtf8(place.value->value);
}

std::optional<QStringList> YamlEditor::list(const QString &path) const
{
    const QByteArrayList keys = yamlKeys(path);
    const YamlPlace place = findYaml(m_root, keys);
    if (place.depth < keys.size())
        return QStringList();
    return yamlListTexts(*place.value);
}

Phrase YamlEditor::apply(const QByteArrayList &keys, const YamlContent &content)
{
    if (!m_problem.isEmpty())
        return m_problem;
    const YamlPlace place = findYaml(m_root, keys);
    if (place.depth == keys.size() && says(*place.value, content))
        return {};
    if (!place.obstacle.isEmpty())
        return place.obstacle;
    // What a commented-out line becomes is worth a try; it may be no setting at all.
    for (const bool useComments : {true, false}) {
        const auto changed = changedYaml({m_yaml, m_root}, keys, content, useComments);
        if (changed && isOnlyChange(changed->root, keys, content)) {
            m_yaml = changed->yaml;
            m_root = changed->root;
            return {};
        }
    }
    return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be changed alone: the file is laid out in a "
                                            "way that is not understood here"),
                  yamlPath(keys, keys.size()));
}

/// Whether `changed` differs from what is here in nothing but the value of `keys`.
bool YamlEditor::isOnlyChange(const YamlNode &changed, const QByteArrayList &keys,
                              const YamlContent &content) const
{
    const YamlPlace place = findYaml(changed, keys);
    if (place.depth < keys.size() || !says(*place.value, content))
        return false;
    // Sections that were missing go with it; they must hold nothing else.
    const qsizetype depth = std::min(findYaml(m_root, keys).depth + 1, keys.size());
    for (qsizetype made = depth; made < keys.size(); ++made) {
        if (findYaml(changed, keys.first(made)).value->pairs() != 1)
            return false;
    }
    return saysTheSame(withoutYaml(m_root, keys, depth), withoutYaml(changed, keys, depth));
}

Phrase YamlEditor::setValue(const QString &path, const YamlText &value)
{
    return apply(yamlKeys(path), {{value}, false});
}

Phrase YamlEditor::setList(const QString &path, const QList<YamlText> &items)
{
    return apply(yamlKeys(path), {items, true});
}

Phrase YamlEditor::remove(const QString &path, const QString &usual)
{
    const QByteArrayList keys = yamlKeys(path);
    if (!m_problem.isEmpty())
        return m_problem;
    const YamlPlace place = findYaml(m_root, keys);
    if (place.depth < keys.size())
        return {};
    if (!place.obstacle.isEmpty())
        return place.obstacle;
    const YamlNode rest = withoutYaml(m_root, keys, keys.size());
    for (const std::optional<QByteArray> &yaml :
         {commentedOut(m_yaml, place, usual), withoutEntry(m_yaml, place)}) {
        if (!yaml)
            continue;
        const auto root = parseYamlTree(*yaml);
        if (root && saysTheSame(*root, rest)) {
            m_yaml = *yaml;
            m_root = *root;
            return {};
        }
    }
    return phrase(QT_TRANSLATE_NOOP("core", "%1 cannot be removed alone: the file is laid out in a "
                                            "way that is not understood here"),
                  yamlPath(keys, keys.size()));
}

} // namespace neuro::config
