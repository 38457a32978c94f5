// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/commonentries.h"
#include "config/yamlchange.h"
#include "config/yamlmeasure.h"

#include <optional>
#include <vector>

/// Changing a list entry by entry.
namespace neuro::config {

namespace {

constexpr qsizetype none = -1;

/// What becomes of one entry: `before` becomes `after`. One of them is none for what comes or goes.
struct EntryStep
{
    qsizetype before = none;
    qsizetype after = none;
    bool isKept = false;
};

using Texts = QList<std::optional<QString>>;

std::vector<EntryStep> stepsTo(const Texts &before, const QList<YamlText> &after)
{
    std::vector<EntryStep> steps;
    qsizetype nextBefore = 0;
    qsizetype nextAfter = 0;
    // What is between two entries that stay: as many as possible are changed in their places.
    const auto fillTo = [&](qsizetype beforeEnd, qsizetype afterEnd) {
        while (nextBefore < beforeEnd || nextAfter < afterEnd) {
            EntryStep step;
            if (nextBefore < beforeEnd)
                step.before = nextBefore++;
            if (nextAfter < afterEnd)
                step.after = nextAfter++;
            steps.push_back(step);
        }
    };
    const auto isSame = [&](qsizetype a, qsizetype b) {
        return before[a] == after[b].text;
    };
    for (const auto &[a, b] : commonEntries(before.size(), after.size(), isSame)) {
        fillTo(a, b);
        steps.push_back({nextBefore++, nextAfter++, true});
    }
    fillTo(before.size(), after.size());
    return steps;
}

class ListWriter
{
public:
    ListWriter(const QByteArray &yaml, const YamlNode &list, const QList<YamlText> &items)
        : m_yaml(yaml)
        , m_list(list)
        , m_items(items)
    {
        Texts texts;
        for (const YamlNode &entry : list.children)
            texts.append(yamlEntryText(entry));
        m_steps = stepsTo(texts, items);
    }

    std::optional<QByteArray> withLines() const;
    std::optional<QByteArray> withBrackets() const;

private:
    const YamlNode &entry(qsizetype number) const
    {
        return m_list.children[static_cast<std::size_t>(number)];
    }
    QByteArray spelled(const EntryStep &step) const
    {
        const YamlQuotes quotes =
            step.before == none ? YamlQuotes::None : quotesOf(m_yaml, entry(step.before));
        return yamlSpelling(m_items[step.after], quotes, m_list.isFlow);
    }
    YamlSplice replacement(const EntryStep &step) const;
    QByteArray between(qsizetype begin, qsizetype end) const
    {
        return m_yaml.mid(begin, end - begin);
    }
    /// What stands before each entry, for the first without its bracket, for others without their
    /// commas.
    std::optional<QByteArrayList> leads() const;

    const QByteArray &m_yaml;
    const YamlNode &m_list;
    const QList<YamlText> &m_items;
    std::vector<EntryStep> m_steps;
};

YamlSplice ListWriter::replacement(const EntryStep &step) const
{
    const YamlNode &old = entry(step.before);
    const bool isInvisible = old.begin == old.end;
    return {old.begin, old.end - old.begin, (isInvisible ? " " : "") + spelled(step)};
}

std::optional<QByteArray> ListWriter::withLines() const
{
    std::vector<YamlSplice> splices;
    const QByteArray lineBreak = lineBreakOf(m_yaml);
    const qsizetype firstDash = entry(0).dash;
    if (firstDash < 0)
        return std::nullopt;
    const QByteArray hyphen = QByteArray(columnOf(m_yaml, firstDash), ' ') + "- ";
    qsizetype previous = none;
    for (const EntryStep &step : m_steps) {
        if (step.before == none) {
            const QByteArray text = hyphen + spelled(step);
            if (previous == none)
                splices.push_back({lineBegin(m_yaml, firstDash), 0, text + lineBreak});
            else
                splices.push_back({lineEnd(m_yaml, entry(previous).end), 0, lineBreak + text});
            continue;
        }
        const YamlNode &old = entry(step.before);
        if (old.dash < 0 || old.end < 0)
            return std::nullopt;
        previous = step.before;
        if (step.isKept)
            continue;
        const qsizetype begin = lineBegin(m_yaml, old.dash);
        if (step.after == none)
            splices.push_back({begin, nextLine(m_yaml, old.end) - begin, {}});
        else
            splices.push_back(replacement(step));
    }
    return spliced(m_yaml, std::move(splices));
}

std::optional<QByteArrayList> ListWriter::leads() const
{
    QByteArrayList out;
    qsizetype end = m_list.contentBegin + 1;
    for (const YamlNode &item : m_list.children) {
        if (item.begin < 0 || item.end < 0)
            return std::nullopt;
        QByteArray lead = between(end, item.begin);
        if (!out.isEmpty()) {
            const qsizetype comma = lead.indexOf(',');
            if (comma < 0 || !lead.first(comma).trimmed().isEmpty())
                return std::nullopt;
            lead = lead.mid(comma + 1);
        }
        out.append(lead);
        end = item.end;
    }
    return out;
}

std::optional<QByteArray> ListWriter::withBrackets() const
{
    const std::optional<QByteArrayList> leadsBefore = leads();
    if (!leadsBefore || m_list.end < 0)
        return std::nullopt;
    const QByteArray usualLead =
        leadsBefore->size() > 1 && !leadsBefore->at(1).contains('#') ? leadsBefore->at(1) : " ";
    QByteArray inner;
    bool isFirst = true;
    for (const EntryStep &step : m_steps) {
        const bool isOld = step.before != none;
        const QByteArray own = isOld ? leadsBefore->at(step.before) : QByteArray();
        const bool hasComment = own.contains('#');
        if (step.after == none) {
            if (hasComment)
                return std::nullopt; // It belongs to the entry before.
            continue;
        }
        if (!isFirst)
            inner += ',';
        if (isFirst && !hasComment)
            inner += leadsBefore->at(0);
        else
            inner += isOld && step.before > 0 ? own : usualLead;
        const YamlNode *old = isOld ? &entry(step.before) : nullptr;
        inner += step.isKept ? between(old->begin, old->end) : spelled(step);
        isFirst = false;
    }
    const qsizetype begin = m_list.contentBegin + 1;
    return spliced(m_yaml, {{begin, m_list.children.back().end - begin, inner}});
}

} // namespace

std::optional<QByteArray> withList(const QByteArray &yaml, const YamlNode &list,
                                   const QList<YamlText> &items)
{
    const ListWriter writer(yaml, list, items);
    return list.isFlow ? writer.withBrackets() : writer.withLines();
}

} // namespace neuro::config
