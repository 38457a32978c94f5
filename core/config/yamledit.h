// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/yamltree.h"
#include "config/yamlwrite.h"
#include "protocol/phrase.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace neuro::config {

struct YamlContent;

/// Changes single values of a YAML text and leaves everything else as it is, byte for byte:
/// comments, order, layout, quotes, line ends, keys that nobody here knows.
///
/// A value is named by its path, "relay.character.id". A new text is read again after each change;
/// one that would say anything else than it should is thrown away, and the change is refused.
/// Belongs to one thread.
///
/// Where a key is missing, a commented-out one ("#  name: Neuro Relay" below the section) becomes
/// it, the section's own line included; else it is added at the end of its section, and a missing
/// section at the end of the text.
class YamlEditor
{
public:
    /// Any text; problem() tells of one that cannot be edited.
    explicit YamlEditor(const QByteArray &yaml);

    const QByteArray &text() const { return m_yaml; }
    /// Why nothing of the text can be edited (no YAML, no sections, another encoding); empty: it
    /// can. What depends on the place is told by the changes.
    const protocol::Phrase &problem() const { return m_problem; }

    /// Whether there is something at `path`, be it nothing ("port:").
    bool contains(const QString &path) const;
    /// The text of a single value; nothing when there is none, or a list or a section.
    std::optional<QString> value(const QString &path) const;
    /// The entries of a list, or the one value that stands for a list of one; empty for nothing.
    /// "name: seconds" pairs come as "name:seconds". Nothing for a section, or a list of such.
    std::optional<QStringList> list(const QString &path) const;

    /// Each returns why the text stays as it was; empty when it was changed, or said so before.
    protocol::Phrase setValue(const QString &path, const YamlText &value);
    /// Entries that stay keep their bytes and their comments.
    protocol::Phrase setList(const QString &path, const QList<YamlText> &items);
    /// Takes out the key, with its value and the comments in their lines. A key with a comment
    /// behind it is commented out instead when `usual` is not empty: with that as its value.
    protocol::Phrase remove(const QString &path, const QString &usual = {});

private:
    protocol::Phrase apply(const QByteArrayList &keys, const YamlContent &content);
    bool isOnlyChange(const YamlNode &changed, const QByteArrayList &keys,
                      const YamlContent &content) const;

    QByteArray m_yaml;
    YamlNode m_root;
    protocol::Phrase m_problem;
};

} // namespace neuro::config
