// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/yamlsection.h"

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

namespace {

/// A list's items, or the one value that stands for a list of one.
std::vector<YAML::Node> itemsOf(const YAML::Node &node)
{
    if (!node.IsSequence())
        return {node};
    return {node.begin(), node.end()};
}

/// What is wrong with an item, and which it is when there may be several.
Phrase itemProblem(const YAML::Node &list, std::size_t index, const Phrase &why)
{
    return list.IsSequence() ? phrase(QT_TRANSLATE_NOOP("core", "entry %1: %2"), index + 1, why)
                             : why;
}

} // namespace

void YamlSection::readList(const QString &key, QStringList &target,
                           const std::function<Phrase(const QString &)> &problem, qsizetype most)
{
    const Entry *entry = find(key);
    if (entry == nullptr)
        return;
    const std::vector<YAML::Node> items = itemsOf(entry->value);
    if (items.size() > static_cast<std::size_t>(most)) {
        error(key, phrase(QT_TRANSLATE_NOOP("core", "must have at most %1 entries, not %2"), most,
                          items.size()));
        return;
    }
    QStringList texts;
    bool isGood = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        Phrase why = phrase(QT_TRANSLATE_NOOP("core", "must be a text, not %1"), kindOf(items[i]));
        if (items[i].IsScalar()) {
            const QString text = QString::fromStdString(items[i].Scalar());
            why = text.size() > limits::text
                      ? phrase(
                            QT_TRANSLATE_NOOP("core", "must be at most %1 characters long, not %2"),
                            limits::text, text.size())
                      : problem(text);
            texts.append(text);
        }
        if (why.isEmpty())
            continue;
        isGood = false;
        const YAML::Mark mark = items[i].Mark();
        m_issues.error(mark.is_null() ? entry->line : mark.line + 1, pathOf(key),
                       itemProblem(entry->value, i, why));
    }
    if (isGood)
        target = texts;
}

std::optional<QString> YamlSection::deciderText(const YAML::Node &item)
{
    if (item.IsScalar())
        return QString::fromStdString(item.Scalar());
    if (!item.IsMap() || item.size() != 1)
        return std::nullopt;
    const auto pair = *item.begin();
    if (!pair.first.IsScalar())
        return std::nullopt;
    const QString name = QString::fromStdString(pair.first.Scalar());
    if (pair.second.IsNull())
        return name;
    if (!pair.second.IsScalar())
        return std::nullopt;
    return name + u':' + QString::fromStdString(pair.second.Scalar());
}

bool YamlSection::readDeciders(const QString &key, QList<relay::DeciderSettings> &target)
{
    const Entry *entry = find(key);
    if (entry == nullptr)
        return false;
    const Phrase rule = phrase(QT_TRANSLATE_NOOP(
        "core", "must be a text like \"operator:30,first\" or a list of names and "
                "\"name: seconds\" pairs"));
    if (entry->value.IsMap()) {
        wrong(key, rule, kindOf(entry->value));
        return false;
    }
    QStringList texts;
    for (const YAML::Node &item : itemsOf(entry->value)) {
        const std::optional<QString> text = deciderText(item);
        if (!text || text->size() > limits::text) {
            wrong(key, rule,
                  text ? phrase(QT_TRANSLATE_NOOP("core", "a very long text"))
                       : phrase(QT_TRANSLATE_NOOP("core", "a list with %1 in it"), kindOf(item)));
            return false;
        }
        texts.append(*text);
    }
    const auto deciders = parseDeciders(texts.join(u','));
    if (!deciders) {
        error(key, deciders.error());
        return false;
    }
    target = *deciders;
    return true;
}

} // namespace neuro::config
