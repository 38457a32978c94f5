// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/linedifference.h"

#include "config/commonentries.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

namespace {

/// One step from the first text to the second.
struct Step
{
    DifferenceLine::Kind kind;
    qsizetype before; ///< Lines of the first text that are behind us.
    qsizetype after;  ///< Of the second.
};

/// Lines with their line breaks.
QList<QByteArrayView> linesOf(const QByteArray &text)
{
    QList<QByteArrayView> lines;
    const QByteArrayView view(text);
    for (qsizetype begin = 0; begin < view.size();) {
        const qsizetype found = view.indexOf('\n', begin);
        const qsizetype end = found < 0 ? view.size() : found + 1;
        lines.append(view.sliced(begin, end - begin));
        begin = end;
    }
    return lines;
}

QString textOf(QByteArrayView line)
{
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

QList<Step> stepsBetween(const QList<QByteArrayView> &from, const QList<QByteArrayView> &to)
{
    QList<Step> steps;
    qsizetype before = 0;
    qsizetype after = 0;
    const auto fillTo = [&](qsizetype beforeEnd, qsizetype afterEnd) {
        for (; before < beforeEnd; ++before)
            steps.append({DifferenceLine::Kind::Removed, before, after});
        for (; after < afterEnd; ++after)
            steps.append({DifferenceLine::Kind::Added, before, after});
    };
    const auto isSame = [&](qsizetype a, qsizetype b) {
        return from[a] == to[b];
    };
    for (const auto &[a, b] : commonEntries(from.size(), to.size(), isSame)) {
        fillTo(a, b);
        steps.append({DifferenceLine::Kind::Context, before++, after++});
    }
    fillTo(from.size(), to.size());
    return steps;
}

/// "3,7": the first line and their number, as diff has it.
QString rangeText(qsizetype first, qsizetype count)
{
    const qsizetype line = count == 0 ? first : first + 1;
    return count == 1 ? QString::number(line) : u"%1,%2"_s.arg(line).arg(count);
}

DifferenceLine heading(const QList<Step> &steps, qsizetype begin, qsizetype end)
{
    qsizetype removed = 0;
    qsizetype added = 0;
    for (qsizetype i = begin; i < end; ++i) {
        removed += steps[i].kind != DifferenceLine::Kind::Added ? 1 : 0;
        added += steps[i].kind != DifferenceLine::Kind::Removed ? 1 : 0;
    }
    return {DifferenceLine::Kind::Heading,
            u"@@ -%1 +%2 @@"_s.arg(rangeText(steps[begin].before, removed),
                                   rangeText(steps[begin].after, added))};
}

} // namespace

QList<DifferenceLine> lineDifference(const QByteArray &from, const QByteArray &to, int context,
                                     const ShownText &shown)
{
    const QByteArray shownFrom = shown ? shown(from) : from;
    const QByteArray shownTo = shown ? shown(to) : to;
    const QList<QByteArrayView> fromLines = linesOf(from);
    const QList<QByteArrayView> toLines = linesOf(to);
    const QList<Step> steps = stepsBetween(fromLines, toLines);
    const QList<QByteArrayView> shownFromLines = linesOf(shownFrom);
    const QList<QByteArrayView> shownToLines = linesOf(shownTo);
    Q_ASSERT(shownFromLines.size() == fromLines.size() && shownToLines.size() == toLines.size());
    const auto isChange = [&steps](qsizetype i) {
        return steps[i].kind != DifferenceLine::Kind::Context;
    };
    QList<DifferenceLine> out;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (!isChange(i))
            continue;
        // Changes that are near one another share their context.
        qsizetype last = i;
        for (qsizetype j = i; j < steps.size() && j <= last + 2 * qsizetype(context) + 1; ++j) {
            if (isChange(j))
                last = j;
        }
        const qsizetype begin = std::max(qsizetype(0), i - context);
        const qsizetype end = std::min(steps.size(), last + 1 + context);
        out.append(heading(steps, begin, end));
        for (qsizetype j = begin; j < end; ++j) {
            const Step &step = steps[j];
            const bool isNew = step.kind == DifferenceLine::Kind::Added;
            out.append({step.kind,
                        textOf(isNew ? shownToLines[step.after] : shownFromLines[step.before])});
        }
        i = end - 1;
    }
    return out;
}

QString printedDifference(const QList<DifferenceLine> &lines)
{
    QString out;
    for (const DifferenceLine &line : lines) {
        switch (line.kind) {
        case DifferenceLine::Kind::Heading:
            break;
        case DifferenceLine::Kind::Context:
            out += u' ';
            break;
        case DifferenceLine::Kind::Removed:
            out += u'-';
            break;
        case DifferenceLine::Kind::Added:
            out += u'+';
            break;
        }
        out += line.text + u'\n';
    }
    return out;
}

} // namespace neuro::config
