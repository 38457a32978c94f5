// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/jsondiff.h"

#include "protocol/json.h"

#include <algorithm>
#include <vector>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;
using Kind = DiffLine::Kind;

namespace {

constexpr int indentation = 2;

/// Writes values, one a line.
class Layout
{
public:
    QStringList lines;

    void write(const JsonValue &value, const QString &head, bool isLast)
    {
        if (isFull())
            return;
        const bool isContainer = (value.isObject() || value.isArray()) && value.size() > 0;
        const QString tail = isLast ? QString() : u","_s;
        if (!isContainer)
            return add(head + textOf(value) + tail);
        add(head + (value.isObject() ? u'{' : u'['));
        ++m_depth;
        for (JsonValue child = value.first(); !child.isAbsent() && !isFull();) {
            const JsonValue next = child.next();
            write(child, value.isObject() ? u'"' + child.key() + u"\": "_s : QString(),
                  next.isAbsent());
            child = next;
        }
        --m_depth;
        add((value.isObject() ? u'}' : u']') + tail);
    }

private:
    bool isFull() const { return lines.size() >= limits::diffLines; }

    static QString textOf(const JsonValue &value)
    {
        if (value.isObject())
            return u"{}"_s;
        if (value.isArray())
            return u"[]"_s;
        return QString::fromUtf8(value.text());
    }

    void add(const QString &text)
    {
        if (isFull())
            return;
        const QString line = QString(m_depth * indentation, u' ') + text;
        lines.append(line.left(limits::diffLineLength));
    }

    qsizetype m_depth = 0; ///< At most the parser's nesting.
};

QStringList plainLines(const QByteArray &utf8)
{
    QStringList lines;
    for (const QByteArray &line : utf8.left(limits::diffBytes).split('\n')) {
        if (lines.size() >= limits::diffLines)
            break;
        lines.append(QString::fromUtf8(line).left(limits::diffLineLength));
    }
    return lines;
}

/// The length of the longest common subsequence of a[i…] and b[j…], for every i and j.
class CommonLines
{
public:
    CommonLines(const QStringList &a, const QStringList &b)
        : m_columns(static_cast<std::size_t>(b.size()) + 1)
        , m_lengths((static_cast<std::size_t>(a.size()) + 1) * m_columns)
    {
        static_assert(limits::diffLines < 65536);
        for (qsizetype i = a.size() - 1; i >= 0; --i) {
            for (qsizetype j = b.size() - 1; j >= 0; --j)
                m_lengths[place(i, j)] = a[i] == b[j] ? static_cast<quint16>(at(i + 1, j + 1) + 1)
                                                      : std::max(at(i + 1, j), at(i, j + 1));
        }
    }

    quint16 at(qsizetype i, qsizetype j) const { return m_lengths[place(i, j)]; }

private:
    std::size_t place(qsizetype i, qsizetype j) const
    {
        return static_cast<std::size_t>(i) * m_columns + static_cast<std::size_t>(j);
    }

    std::size_t m_columns;
    std::vector<quint16> m_lengths;
};

void compare(const QStringList &a, const QStringList &b, QList<DiffLine> &lines)
{
    const CommonLines common(a, b);
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            lines.append({Kind::Same, a[i++]});
            ++j;
        } else if (j == b.size() || (i < a.size() && common.at(i + 1, j) >= common.at(i, j + 1))) {
            lines.append({Kind::Removed, a[i++]});
        } else {
            lines.append({Kind::Added, b[j++]});
        }
    }
}

/// Marks where two lines that stand for one another differ.
void markChange(DiffLine &a, DiffLine &b)
{
    const qsizetype shorter = std::min(a.text.size(), b.text.size());
    qsizetype head = 0;
    while (head < shorter && a.text[head] == b.text[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head &&
           a.text[a.text.size() - 1 - tail] == b.text[b.text.size() - 1 - tail])
        ++tail;
    for (DiffLine *line : {&a, &b}) {
        line->changedFrom = head;
        line->changedLength = line->text.size() - head - tail;
    }
}

/// Lines that were removed, followed by as many that were added, stand for one another.
void markChanges(QList<DiffLine> &lines)
{
    for (qsizetype i = 0; i < lines.size();) {
        qsizetype removed = 0;
        while (i + removed < lines.size() && lines[i + removed].kind == Kind::Removed)
            ++removed;
        qsizetype added = 0;
        while (i + removed + added < lines.size() && lines[i + removed + added].kind == Kind::Added)
            ++added;
        for (qsizetype pair = 0; pair < std::min(removed, added); ++pair)
            markChange(lines[i + pair], lines[i + removed + pair]);
        i += std::max<qsizetype>(removed + added, 1);
    }
}

} // namespace

QStringList laidOutJson(const QByteArray &utf8)
{
    if (utf8.size() > limits::diffBytes)
        return plainLines(utf8);
    const auto document = JsonDocument::parse(utf8);
    if (!document)
        return plainLines(utf8);
    Layout layout;
    layout.write(document->root(), {}, true);
    return layout.lines;
}

QList<DiffLine> jsonDiff(const QByteArray &before, const QByteArray &after)
{
    const QStringList a = laidOutJson(before);
    const QStringList b = laidOutJson(after);
    const qsizetype shorter = std::min(a.size(), b.size());
    // Most lines are the same: only what lies between them is compared each with each.
    qsizetype head = 0;
    while (head < shorter && a[head] == b[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    QList<DiffLine> lines;
    for (qsizetype i = 0; i < head; ++i)
        lines.append({Kind::Same, a[i]});
    compare(a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail), lines);
    for (qsizetype i = a.size() - tail; i < a.size(); ++i)
        lines.append({Kind::Same, a[i]});
    markChanges(lines);
    return lines;
}

} // namespace neuro::models
