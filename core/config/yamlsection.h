// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/issuelist.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>
#include <yaml-cpp/yaml.h>

namespace neuro::config {

/// One mapping of the file. Each read…() takes one key: absent or null leaves the target; a value
/// of the wrong kind or out of range becomes an error and leaves it too. What was not asked for by
/// the end is unknown.
class YamlSection
{
public:
    /// `path` names the section in messages; empty for the whole file. `node` may be null.
    YamlSection(const YAML::Node &node, QString path, int line, IssueList &issues);

    /// A section in this one, empty when absent; something else than a mapping is an error.
    YamlSection section(const QString &key);

    void readText(const QString &key, QString &target);
    /// Like readText, without ever quoting the value. Returns its line, 0 when absent.
    int readSecret(const QString &key, QString &target);
    void readHost(const QString &key, QString &target);
    void readPort(const QString &key, quint16 &target, bool anyFree);
    void readBoolean(const QString &key, bool &target);
    void readInteger(const QString &key, int &target, int min, int max);
    void readUnsigned64(const QString &key, quint64 &target);
    void readSize(const QString &key, qint64 &target, qint64 min, qint64 max);
    /// The file says seconds, the target is milliseconds. `zero` says what 0 means; empty when 0 is
    /// not allowed.
    void readSeconds(const QString &key, int &target, double min, double max,
                     const protocol::Phrase &zero);
    /// One of `words`; gives its index.
    void readChoice(const QString &key, const QStringList &words,
                    const std::function<void(int)> &set);
    /// A list of at most `most` texts, or one text. `problem` says what is wrong with an entry,
    /// nothing when all is well; it decides whether to quote.
    void readList(const QString &key, QStringList &target,
                  const std::function<protocol::Phrase(const QString &)> &problem,
                  qsizetype most = limits::listEntries);
    /// "operator:30,first", or a list of names and `name: seconds` pairs. True when it was set.
    bool readDeciders(const QString &key, QList<relay::DeciderSettings> &target);

    /// "intermediary.port" for "port".
    QString pathOf(const QString &key) const;
    /// Where `key` stands; 0 when absent.
    int lineOf(const QString &key) const;
    void error(const QString &key, const protocol::Phrase &message);
    void warning(const QString &key, const protocol::Phrase &message);

    /// Warns about every key that was not asked for. `elsewhere` are keys of other sections, with
    /// their paths: one that is there by the same name is suggested.
    void finish(const QStringList &elsewhere);
    /// The keys that were asked for, with their paths.
    QStringList knownPaths() const;

private:
    struct Entry
    {
        QString key;
        int line = 0;
        YAML::Node value;
    };

    void readEntries(const YAML::Node &node);
    void addEntry(const YAML::Node &key, const YAML::Node &value);
    /// The entry of a key, which is known from now on; nothing when absent or null.
    const Entry *find(const QString &key);
    /// The text of a scalar; anything else is reported: `rule` says what is allowed.
    std::optional<QString> scalar(const QString &key, const protocol::Phrase &rule);
    /// `rule`, and what was found instead.
    void wrong(const QString &key, const protocol::Phrase &rule, const protocol::Phrase &found);
    /// The same for a text, which is quoted.
    void wrongText(const QString &key, const protocol::Phrase &rule, const QString &found);
    /// What an unknown key may mean; empty when nothing is near.
    QString suggestion(const QString &key, const QStringList &elsewhere) const;
    /// What to say about a key that is not known.
    protocol::Phrase unknownKey(const QString &key, bool hasColon,
                                const QStringList &elsewhere) const;
    std::optional<QString> deciderText(const YAML::Node &item);

    QString m_path;
    IssueList &m_issues;
    std::vector<Entry> m_entries;
    QHash<QString, std::size_t> m_indexes; ///< Of m_entries, by key.
    QStringList m_known;
};

/// "a list", "a section": for messages.
protocol::Phrase kindOf(const YAML::Node &node);

} // namespace neuro::config
