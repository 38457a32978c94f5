// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/yamltree.h"
#include "protocol/phrase.h"

#include <QByteArrayList>
#include <QStringList>

#include <optional>

namespace neuro::config {

/// How far a path leads into a tree.
struct YamlPlace
{
    qsizetype depth = 0;             ///< Keys of the path that were found.
    const YamlNode *key = nullptr;   ///< The last of them; nullptr: none was.
    const YamlNode *value = nullptr; ///< Its value; the root when none was found.
    /// What the last key is in; nullptr for the root.
    const YamlNode *parent = nullptr;
    std::size_t pair = 0; ///< The number of the last key in it.
    /// Why nothing there can be changed safely; empty: it can.
    protocol::Phrase obstacle;
};

/// "relay.character.id", split.
QByteArrayList yamlKeys(const QString &path);
/// The first `count` keys again, for messages.
QString yamlPath(const QByteArrayList &keys, qsizetype count);

/// Follows `keys` from `root`, which must outlive the place.
YamlPlace findYaml(const YamlNode &root, const QByteArrayList &keys);

/// `root` without what the first `depth` keys lead to; all of it when they lead nowhere.
YamlNode withoutYaml(const YamlNode &root, const QByteArrayList &keys, qsizetype depth);

/// An entry of a list as one text: itself, or "name:seconds" of a pair. Nothing for anything else.
std::optional<QString> yamlEntryText(const YamlNode &entry);
/// See YamlEditor::list().
std::optional<QStringList> yamlListTexts(const YamlNode &value);

} // namespace neuro::config
