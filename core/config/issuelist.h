// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configreader.h"

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

    /// In the order of the lines. `secrets` are replaced wherever they turn up in a message,
    /// which then has no translation: a token in the wrong place must not be quoted.
    QList<ConfigIssue> take(const QStringList &secrets);

private:
    void add(ConfigIssue::Severity severity, int line, const QString &key,
             const protocol::Phrase &message);

    QString m_file;
    QList<ConfigIssue> m_issues;
    int m_unlistedErrors = 0;
    int m_unlistedWarnings = 0;
};

} // namespace neuro::config
