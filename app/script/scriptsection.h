// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "config/yamltree.h"
#include "protocol/textpattern.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace neuro::script {

/// Collects what is wrong with a script.
class ScriptIssues
{
public:
    /// `yaml` must outlive this: places are counted in it.
    explicit ScriptIssues(const QByteArray &yaml);

    /// At a byte of the text; -1: nowhere.
    void add(qsizetype at, const QString &message);
    void addAt(const Place &place, const QString &message);
    Place placeOf(qsizetype at) const;
    bool isEmpty() const { return m_issues.isEmpty(); }
    bool isFull() const { return m_issues.size() >= limits::issues; }
    QList<ScriptIssue> take();

private:
    const QByteArray &m_yaml;
    QList<qsizetype> m_lines; ///< Where each begins.
    QList<ScriptIssue> m_issues;
};

/// One mapping of a script. Each read…() takes one key: absent leaves the target and returns false,
/// a wrong value becomes an issue and does so, too. What was not asked for by the end is unknown.
class ScriptSection
{
public:
    /// `node` must outlive this. Something else than a mapping is an issue, told with `what`: "a
    /// step".
    ScriptSection(const config::YamlNode &node, const QString &what, ScriptIssues &issues);

    bool has(const QString &key) const { return m_indexes.contains(key); }
    /// The value of `key`, known from now on; nullptr when absent.
    const config::YamlNode *find(const QString &key);
    /// Where the key stands; the section's place when it is absent.
    qsizetype at(const QString &key) const;
    void wrong(const QString &key, const QString &message);

    /// A text that is not empty; numbers and words are texts, too.
    bool readText(const QString &key, QString &target);
    bool readBoolean(const QString &key, bool &target);
    bool readNumber(const QString &key, int &target, int min, int max);
    bool readSeed(const QString &key, quint64 &target);
    /// "2 s", "500 ms", "1.5 min", a number of seconds; from 0 or, `zero` false, 1 ms to a day.
    bool readTime(const QString &key, int &targetMs, bool zero = false);
    /// One of `words`; gives its index.
    bool readChoice(const QString &key, const QStringList &words, int &index);
    /// A list of texts, or one text.
    bool readNames(const QString &key, QStringList &target);
    /// A regular expression, and what it was made from.
    bool readPattern(const QString &key, QString &expression,
                     std::optional<protocol::TextPattern> &target);
    /// Nothing may stand there: the key says it all.
    void readNothing(const QString &key);

    /// Tells of every key that was not asked for.
    void finish(const QString &what);

private:
    std::optional<QString> scalar(const QString &key, const QString &rule);
    void wrongText(const QString &key, const QString &rule, const QString &found);

    const config::YamlNode &m_node;
    ScriptIssues &m_issues;
    QHash<QString, std::size_t> m_indexes; ///< Pairs by their keys.
    QStringList m_known;
};

/// The text of a scalar; "a list" and the like for messages.
QString textOf(const config::YamlNode &node);
QString kindOf(const config::YamlNode &node);

/// "2 s", "500 ms", "1.5 min", "3": milliseconds; nothing for anything else, or what is longer than
/// limits::timeMs.
std::optional<int> parseTime(const QString &text);
/// The shortest spelling: "2 s", "500 ms".
QString formatTime(qint64 ms);

/// A YAML value as JSON: plain numbers, true, false and null are such, everything else in its place
/// is a text. Nothing, with an issue, for what is no JSON (keys that are lists or repeated). Tags
/// are not looked at.
std::optional<QByteArray> jsonOf(const config::YamlNode &node, ScriptIssues &issues);

} // namespace neuro::script
