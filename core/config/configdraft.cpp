// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configdraft.h"

#include <QRegularExpression>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;

namespace {

/// Where the older relay's file has `relay_queue`.
const QString olderQueuePath = u"intermediary.relay_queue"_s;

/// The first configuration file with all of its defaults as settings.
YamlEditor usualSettings()
{
    // As documented there: a "#" and an even number of spaces before a key.
    static const QRegularExpression commented(uR"(^#((?:  )*[\w-]+:(?: |$)))"_s,
                                              QRegularExpression::MultilineOption);
    QString text = QString::fromUtf8(initialConfig({}));
    return YamlEditor(text.replace(commented, u"\\1"_s).toUtf8());
}

} // namespace

ConfigDraft::ConfigDraft(Resolve resolve)
    : m_resolve(std::move(resolve))
{
}

void ConfigDraft::setSource(const ConfigSource &source, const QString &token)
{
    m_source = source;
    m_changes.clear();
    m_isTyped = false;
    m_start = YamlEditor(source.exists ? source.text : initialConfig(token));
    update();
}

void ConfigDraft::rebase(const ConfigSource &source)
{
    const bool wasMissing = !m_source.exists;
    m_source = source;
    if (!m_isTyped && source.exists)
        m_start = YamlEditor(source.text);
    else if (!m_isTyped && !wasMissing)
        m_start = YamlEditor({});
    update();
}

void ConfigDraft::discard()
{
    m_changes.clear();
    if (std::exchange(m_isTyped, false))
        m_start = YamlEditor(m_source.text);
    update();
}

void ConfigDraft::setValue(const QString &path, const YamlText &value)
{
    change(path, {Change::Kind::Value, {value}});
}

void ConfigDraft::setList(const QString &path, const QList<YamlText> &items)
{
    change(path, {Change::Kind::List, items});
}

void ConfigDraft::unset(const QString &path)
{
    change(path, {Change::Kind::Unset, {}});
}

void ConfigDraft::setText(const QByteArray &yaml)
{
    m_changes.clear();
    m_isTyped = yaml != m_source.text;
    m_start = YamlEditor(yaml);
    update();
}

void ConfigDraft::change(const QString &path, const Change &change)
{
    YamlEditor alone = m_start;
    const Phrase refusal = apply(alone, path, change);
    if (refusal.isEmpty() && alone.text() == m_start.text())
        m_changes.remove(path); // As it was.
    else
        m_changes.insert(path, change);
    update();
}

Phrase ConfigDraft::apply(YamlEditor &editor, const QString &path, const Change &change) const
{
    switch (change.kind) {
    case Change::Kind::Value:
        return editor.setValue(placeOf(path), change.texts.constFirst());
    case Change::Kind::List:
        return editor.setList(path, change.texts);
    case Change::Kind::Unset:
        return editor.remove(placeOf(path), usualValue(path));
    }
    Q_UNREACHABLE();
    return {};
}

void ConfigDraft::update()
{
    m_editor = m_start;
    m_refusals.clear();
    for (auto it = m_changes.cbegin(); it != m_changes.cend(); ++it) {
        const Phrase refusal = apply(m_editor, it.key(), it.value());
        if (!refusal.isEmpty())
            m_refusals.insert(it.key(), refusal);
    }
    m_reading = m_resolve(m_editor.text(), m_source.path);
}

QString ConfigDraft::placeOf(const QString &path) const
{
    if (path == u"relay_queue" && !m_start.contains(path) && m_start.contains(olderQueuePath))
        return olderQueuePath;
    return path;
}

QList<ConfigIssue> ConfigDraft::issuesOf(const QString &path) const
{
    QList<ConfigIssue> issues;
    for (const ConfigIssue &issue : m_reading.issues) {
        if (issue.key == path || issue.key == placeOf(path))
            issues.append(issue);
    }
    return issues;
}

QString usualValue(const QString &path)
{
    static const YamlEditor settings = usualSettings();
    if (const std::optional<QString> value = settings.value(path))
        return *value;
    const std::optional<QStringList> list = settings.list(path);
    return list && settings.contains(path) && list->isEmpty() ? u"[]"_s : QString();
}

} // namespace neuro::config
