// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configreader.h"
#include "config/configwriter.h"
#include "config/yamledit.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace neuro::config {

/// A configuration that is being edited: the file, what was changed in it, and what the outcome
/// would mean. Settings are named by their paths, "relay.character.id". Reads no file but those
/// that the configuration names. Belongs to one thread.
///
/// Changes are remembered by their settings: one that is taken back leaves no trace, and all of
/// them can be made to another version of the file.
class ConfigDraft
{
public:
    /// Reads a text as the program would: with everything that overrules the file.
    using Resolve = std::function<ConfigReading(const QByteArray &yaml, const QString &file)>;

    explicit ConfigDraft(Resolve resolve);

    /// Begins with a file, without changes. One that does not exist begins as the first run writes
    /// it, with `token`.
    void setSource(const ConfigSource &source, const QString &token);
    const ConfigSource &source() const { return m_source; }
    /// Makes the changes to another version of the file. What was typed as text cannot be: it is
    /// kept as it stands.
    void rebase(const ConfigSource &source);
    /// Takes back everything.
    void discard();

    void setValue(const QString &path, const YamlText &value);
    void setList(const QString &path, const QList<YamlText> &items);
    /// The setting is to have its usual value.
    void unset(const QString &path);
    /// Replaces the whole text; changes before are in it, or gone.
    void setText(const QByteArray &yaml);

    /// What would be saved.
    const QByteArray &text() const { return m_editor.text(); }
    bool hasChanges() const { return !m_source.exists || text() != m_source.text; }
    /// Whether anything was changed here, be it that the file does not exist yet.
    bool isEdited() const { return m_isTyped || !m_changes.isEmpty(); }
    /// Whether the text was typed, so that rebase() cannot carry over what was changed.
    bool isTyped() const { return m_isTyped; }

    /// What the text says, and what is wrong with it.
    const ConfigReading &reading() const { return m_reading; }
    /// What of that is about one setting.
    QList<ConfigIssue> issuesOf(const QString &path) const;
    /// Why the text cannot be changed setting by setting at all; empty: it can.
    const protocol::Phrase &problem() const { return m_editor.problem(); }
    /// Why this setting could not be changed as wanted; empty: it was.
    protocol::Phrase refusalOf(const QString &path) const { return m_refusals.value(path); }
    bool hasRefusals() const { return !m_refusals.isEmpty(); }

    /// Whether the setting was there before any change.
    bool wasSet(const QString &path) const { return m_start.contains(placeOf(path)); }
    /// As YamlEditor's, of text().
    bool contains(const QString &path) const { return m_editor.contains(placeOf(path)); }
    std::optional<QString> value(const QString &path) const
    {
        return m_editor.value(placeOf(path));
    }
    std::optional<QStringList> list(const QString &path) const { return m_editor.list(path); }

private:
    struct Change
    {
        enum class Kind { Value, List, Unset } kind = Kind::Unset;
        QList<YamlText> texts;
    };

    void change(const QString &path, const Change &change);
    /// Where the file has the setting `path`, or would have it: an older relay's may have it
    /// elsewhere.
    QString placeOf(const QString &path) const;
    protocol::Phrase apply(YamlEditor &editor, const QString &path, const Change &change) const;
    void update();

    Resolve m_resolve;
    ConfigSource m_source;
    YamlEditor m_start{{}}; ///< What the changes are made to.
    bool m_isTyped = false;
    QMap<QString, Change> m_changes;
    YamlEditor m_editor{{}};
    QHash<QString, protocol::Phrase> m_refusals;
    ConfigReading m_reading;
};

/// The default of a setting as the first configuration file spells it, "8 MiB"; empty for one that
/// has none there.
QString usualValue(const QString &path);

} // namespace neuro::config
