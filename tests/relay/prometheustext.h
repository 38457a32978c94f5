// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

/// A strict reader of the Prometheus text format 0.0.4, stricter than Prometheus itself: it wants
/// HELP and TYPE of every metric, in this order, before its samples, all of them in one place, and
/// the names that the conventions ask for.
namespace neuro::tests {

class PrometheusText
{
public:
    /// Check error() before anything else.
    explicit PrometheusText(const QByteArray &text);

    /// "line 7: …"; empty when nothing is wrong.
    QString error() const { return m_error; }
    /// Of "name" or `name{label="value"}`, spelled as it was, labels unescaped and sorted; NaN when
    /// there is none.
    double value(const QString &sample) const;
    bool has(const QString &sample) const { return m_samples.contains(sample); }
    /// "counter", "gauge", "histogram"; empty when there is no such metric.
    QString typeOf(const QString &metric) const { return m_types.value(metric); }
    qsizetype samples() const { return m_samples.size(); }

private:
    using Labels = QMap<QString, QString>;
    /// What the buckets of one histogram have come to.
    struct Buckets
    {
        double bound = 0;
        double count = -1;
        bool isComplete = false; ///< "+Inf" was there.
        bool hasSum = false;
        bool hasCount = false;
    };

    bool readComment(const QString &line);
    bool readSample(const QString &line);
    bool readLabels(const QString &line, qsizetype *at, Labels *labels);
    bool checkHistogram(const QString &suffix, Labels labels, double value);
    bool endMetric();
    bool fail(const QString &why);
    static QString spelled(const QString &name, const Labels &labels);

    QString m_error;
    QString m_metric; ///< Whose samples come now.
    bool m_hasHelp = false;
    QMap<QString, QString> m_types;
    QMap<QString, double> m_samples;
    QMap<QString, Buckets> m_buckets; ///< Of the current metric, by its other labels.
};

} // namespace neuro::tests
