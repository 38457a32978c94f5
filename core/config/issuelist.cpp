// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/issuelist.h"

#include "protocol/phrasemask.h"
#include "storage/secretmask.h"

#include <QRegularExpression>

#include <algorithm>

namespace neuro::config {

IssueList::IssueList(QString file)
    : m_file(std::move(file))
{
}

void IssueList::error(int line, const QString &key, const protocol::Phrase &message)
{
    add(ConfigIssue::Severity::Error, line, key, message);
}

void IssueList::warning(int line, const QString &key, const protocol::Phrase &message)
{
    add(ConfigIssue::Severity::Warning, line, key, message);
}

void IssueList::add(ConfigIssue::Severity severity, int line, const QString &key,
                    const protocol::Phrase &message)
{
    const bool isError = severity == ConfigIssue::Severity::Error;
    if (isFull()) {
        ++(isError ? m_unlistedErrors : m_unlistedWarnings);
        return;
    }
    m_issues.append({severity, m_file, line, key, message});
}

/// The last part of an unknown one is the file's.
QString IssueList::maskedKey(const QString &key, const storage::SecretMask &mask) const
{
    qsizetype known = 0;
    for (const QString &path : m_knownKeys) {
        if (path == key)
            return key;
        const bool isSection = key.startsWith(path) && key.sliced(path.size()).startsWith(u'.');
        if (isSection)
            known = std::max(known, path.size() + 1);
    }
    return key.first(known) + mask.masked(key.sliced(known));
}

namespace {

/// Passwords and queries of addresses, which may stand under any key by mistake.
QString withoutAddressSecrets(const QString &text)
{
    static const QRegularExpression afterScheme(QStringLiteral("://[^/?#\\s\"]*(@|\\x{2026})"));
    static const QRegularExpression password(QStringLiteral("[^\\s\":]+:[^\\s\"]*@"));
    static const QRegularExpression query(QStringLiteral("(://[^?\\s\"]*\\?)[^#\\s\"]+"));
    QString out = text;
    out.replace(query, QStringLiteral("\\1***"));
    out.replace(afterScheme, QStringLiteral("://***\\1"));
    out.replace(password, QStringLiteral("***@"));
    return out;
}

} // namespace

QList<ConfigIssue> IssueList::take(const QStringList &secrets)
{
    std::stable_sort(m_issues.begin(), m_issues.end(),
                     [](const ConfigIssue &a, const ConfigIssue &b) { return a.line < b.line; });
    const storage::SecretMask mask(secrets, {});
    for (ConfigIssue &issue : m_issues) {
        issue.key = maskedKey(issue.key, mask);
        issue.message = protocol::maskedPhrase(
            issue.message,
            [&mask](const QString &text) { return withoutAddressSecrets(mask.masked(text)); },
            protocol::VerbatimWords::Own);
    }
    if (m_unlistedErrors > 0)
        m_issues.append({ConfigIssue::Severity::Error,
                         m_file,
                         0,
                         {},
                         protocol::pluralPhrase(QT_TRANSLATE_N_NOOP("core", "%1 more errors"),
                                                m_unlistedErrors)});
    if (m_unlistedWarnings > 0)
        m_issues.append({ConfigIssue::Severity::Warning,
                         m_file,
                         0,
                         {},
                         protocol::pluralPhrase(QT_TRANSLATE_N_NOOP("core", "%1 more warnings"),
                                                m_unlistedWarnings)});
    return std::move(m_issues);
}

} // namespace neuro::config
