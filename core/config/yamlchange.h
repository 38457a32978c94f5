// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/yamlpath.h"
#include "config/yamltree.h"
#include "config/yamlwrite.h"

#include <QByteArray>
#include <QList>

#include <optional>

/// How a text changes with a value. These functions do what usually is right; whoever uses them
/// reads the outcome again, and throws away what says something else.
namespace neuro::config {

/// What a key is to hold.
struct YamlContent
{
    QList<YamlText> texts; ///< One, unless it is a list.
    bool isList = false;
};

/// Whether `value` says so already.
bool says(const YamlNode &value, const YamlContent &content);

/// A text with its tree.
struct YamlVersion
{
    QByteArray yaml;
    YamlNode root;
};

/// `version` with `content` at `keys`, where nothing was, or where nothing stands in the way.
/// `useComments`: commented-out keys become keys. Nothing when it cannot be done.
std::optional<YamlVersion> changedYaml(const YamlVersion &version, const QByteArrayList &keys,
                                       const YamlContent &content, bool useComments);

/// The text without the key of `place`, which has one, and its value.
std::optional<QByteArray> withoutEntry(const QByteArray &yaml, const YamlPlace &place);
/// The text with that key commented out, `usual` as its value. Only for a value on a line of its
/// own with a comment behind it; nothing otherwise, or when `usual` is empty.
std::optional<QByteArray> commentedOut(const QByteArray &yaml, const YamlPlace &place,
                                       const QString &usual);

/// Changes a list, entry by entry. Neither `list` nor `items` may be empty.
std::optional<QByteArray> withList(const QByteArray &yaml, const YamlNode &list,
                                   const QList<YamlText> &items);

/// The line break that a text uses.
QByteArray lineBreakOf(const QByteArray &yaml);
/// Those that a value has now; none when it is no single one.
YamlQuotes quotesOf(const QByteArray &yaml, const YamlNode &value);

} // namespace neuro::config
