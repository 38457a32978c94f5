// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/prometheustext.h"

#include <QRegularExpression>
#include <QStringList>

#include <limits>

namespace neuro::tests {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression metricName(u"^[a-zA-Z_:][a-zA-Z0-9_:]*$"_s);
const QRegularExpression labelName(u"^[a-zA-Z_][a-zA-Z0-9_]*$"_s);

} // namespace

PrometheusText::PrometheusText(const QByteArray &text)
{
    if (!text.isValidUtf8()) {
        m_error = u"not UTF-8"_s;
        return;
    }
    if (!text.endsWith('\n')) {
        m_error = u"the last line does not end"_s;
        return;
    }
    const QStringList lines = QString::fromUtf8(text).chopped(1).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool isComment = lines[i].startsWith(u'#');
        if (!(isComment ? readComment(lines[i]) : readSample(lines[i]))) {
            m_error.prepend(u"line %1: "_s.arg(i + 1));
            return;
        }
    }
    endMetric();
}

double PrometheusText::value(const QString &sample) const
{
    return m_samples.value(sample, std::numeric_limits<double>::quiet_NaN());
}

bool PrometheusText::fail(const QString &why)
{
    m_error = why;
    return false;
}

bool PrometheusText::readComment(const QString &line)
{
    const QString kind = line.section(u' ', 0, 1);
    const QString name = line.section(u' ', 2, 2);
    const QString rest = line.section(u' ', 3);
    if (!metricName.match(name).hasMatch() || rest.isEmpty())
        return fail(u"neither HELP nor TYPE of a metric: "_s + line);
    if (kind == u"# HELP") {
        if (!endMetric())
            return false;
        if (m_types.contains(name))
            return fail(name + u" comes twice"_s);
        m_metric = name;
        m_hasHelp = true;
        return true;
    }
    if (kind != u"# TYPE" || name != m_metric || !m_hasHelp || m_types.contains(name))
        return fail(u"TYPE must follow HELP of the same metric: "_s + line);
    if (rest != u"counter" && rest != u"gauge" && rest != u"histogram")
        return fail(u"unknown type: "_s + rest);
    if ((rest == u"counter") != name.endsWith(u"_total"))
        return fail(name + u": counters and nothing else end with _total"_s);
    m_types.insert(name, rest);
    return true;
}

bool PrometheusText::readSample(const QString &line)
{
    qsizetype at = 0;
    while (at < line.size() && line[at] != u'{' && line[at] != u' ')
        ++at;
    const QString name = line.left(at);
    if (!metricName.match(name).hasMatch())
        return fail(u"no name of a metric: "_s + line);
    Labels labels;
    if (at < line.size() && line[at] == u'{' && !readLabels(line, &at, &labels))
        return false;
    if (at >= line.size() || line[at] != u' ')
        return fail(u"a space and a value must follow: "_s + line);
    bool isNumber = false;
    const double value = line.mid(at + 1).toDouble(&isNumber);
    if (!isNumber)
        return fail(u"no number: "_s + line);

    const QString type = m_types.value(m_metric);
    const QString suffix = name.mid(m_metric.size());
    const bool isSuffixed =
        type == u"histogram" && (suffix == u"_bucket" || suffix == u"_sum" || suffix == u"_count");
    if (!name.startsWith(m_metric) || type.isEmpty() ||
        (type == u"histogram" ? !isSuffixed : !suffix.isEmpty()))
        return fail(name + u" is not among the samples of "_s + m_metric);
    if (m_samples.contains(spelled(name, labels)))
        return fail(u"this sample comes twice: "_s + line);
    m_samples.insert(spelled(name, labels), value);
    return type != u"histogram" || checkHistogram(suffix, labels, value);
}

bool PrometheusText::readLabels(const QString &line, qsizetype *at, Labels *labels)
{
    do {
        const qsizetype equals = line.indexOf(u'=', ++*at);
        const QString name = line.mid(*at, equals - *at);
        if (!labelName.match(name).hasMatch() || name.startsWith(u"__") || labels->contains(name))
            return fail(u"no new label: "_s + name);
        *at = equals + 1;
        if (line.mid(*at, 1) != u"\"")
            return fail(u"no quote after "_s + name);
        QString value;
        for (++*at; *at < line.size() && line[*at] != u'"'; ++*at) {
            if (line[*at] != u'\\') {
                value += line[*at];
                continue;
            }
            const QString escaped = line.mid(++*at, 1);
            if (escaped != u"\\" && escaped != u"\"" && escaped != u"n")
                return fail(u"unknown escape: \\"_s + escaped);
            value += escaped == u"n" ? u"\n"_s : escaped;
        }
        if (++*at >= line.size())
            return fail(u"the labels do not end: "_s + line);
        labels->insert(name, value);
    } while (line[*at] == u',');
    if (line[*at] != u'}')
        return fail(u"a comma or a brace must follow a label: "_s + line);
    ++*at;
    return true;
}

bool PrometheusText::checkHistogram(const QString &suffix, Labels labels, double value)
{
    const QString bound = labels.take(u"le"_s);
    if (bound.isEmpty() == (suffix == u"_bucket"))
        return fail(u"buckets, and nothing else, have a label le"_s);
    Buckets &buckets = m_buckets[spelled(m_metric, labels)];
    if (suffix == u"_sum") {
        buckets.hasSum = true;
        return true;
    }
    if (suffix == u"_count") {
        buckets.hasCount = true;
        return (buckets.isComplete && value == buckets.count) ||
               fail(u"_count must be that of the bucket +Inf"_s);
    }
    bool isNumber = true;
    const double limit =
        bound == u"+Inf" ? std::numeric_limits<double>::infinity() : bound.toDouble(&isNumber);
    if (!isNumber || limit <= buckets.bound || value < buckets.count)
        return fail(u"buckets must grow: "_s + bound);
    buckets.bound = limit;
    buckets.count = value;
    buckets.isComplete = bound == u"+Inf";
    return true;
}

bool PrometheusText::endMetric()
{
    if (!m_metric.isEmpty() && m_types.value(m_metric).isEmpty())
        return fail(m_metric + u" has no TYPE"_s);
    const QMap<QString, Buckets> histograms = std::exchange(m_buckets, {});
    for (auto at = histograms.begin(); at != histograms.end(); ++at) {
        if (!at->isComplete || !at->hasSum || !at->hasCount)
            return fail(at.key() + u" lacks its bucket +Inf, its _sum or its _count"_s);
    }
    return true;
}

QString PrometheusText::spelled(const QString &name, const Labels &labels)
{
    QStringList spelledLabels;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        spelledLabels.append(label.key() + u"=\""_s + label.value() + u'"');
    return labels.isEmpty() ? name : name + u'{' + spelledLabels.join(u',') + u'}';
}

} // namespace neuro::tests
