// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configreader.h"

namespace neuro::storage {
class SecretMask;
}

namespace neuro::config {

/// Collects what is wrong in one file, limits::issues of it.
class IssueList
{
public:
    explicit IssueList(QString file);

    void error(int line, const QString &key, const protocol::Phrase &message);
    void warning(int line, const QString &key, const protocol::Phrase &message);

    /// Further issues are only counted.
    bool isFull() const { return m_issues.size() >= limits::issues; }

    /// The settings that the file may have, with their paths: in messages about them these are the
    /// program's words, not the file's.
    void setKnownKeys(const QStringList &paths) { m_knownKeys = paths; }

    /// In the order of the lines. `secrets` are replaced wherever a message quotes the file: a
    /// token in the wrong place must not be told. The program's own words stay, or a weak token
    /// would give itself away by the gap; in a message these are its pattern, numbers, and phrases
    /// without a pattern inside of it.
    QList<ConfigIssue> take(const QStringList &secrets);

private:
    void add(ConfigIssue::Severity severity, int line, const QString &key,
             const protocol::Phrase &message);

    QString maskedKey(const QString &key, const storage::SecretMask &mask) const;

    QString m_file;
    QStringList m_knownKeys;
    QList<ConfigIssue> m_issues;
    int m_unlistedErrors = 0;
    int m_unlistedWarnings = 0;
};

} // namespace neuro::config
