// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/latencyhistogram.h"

#include <QTest>

using neuro::service::LatencyHistogram;

class TestLatencyHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyHasNoPercentile() { QCOMPARE(LatencyHistogram().percentile(0.5), 0); }

    void percentilesAreWithinTheBucketWidth()
    {
        LatencyHistogram histogram;
        for (int i = 1; i <= 1000; ++i)
            histogram.add(i * 1000);
        const auto isNear = [](qint64 value, qint64 wanted) {
            return std::abs(double(value - wanted)) <= 0.05 * double(wanted);
        };
        QVERIFY2(isNear(histogram.percentile(0.5), 500'000),
                 qPrintable(QString::number(histogram.percentile(0.5))));
        QVERIFY2(isNear(histogram.percentile(0.99), 990'000),
                 qPrintable(QString::number(histogram.percentile(0.99))));
        QCOMPARE(histogram.count(), 1000U);
        histogram.clear();
        QCOMPARE(histogram.count(), 0U);
    }

    void everyDurationIsWithinTheBucketWidth()
    {
        for (qint64 duration = 1; duration < 60'000'000'000; duration += duration / 7 + 1) {
            LatencyHistogram histogram;
            histogram.add(duration);
            const qint64 told = histogram.percentile(0.5);
            QVERIFY2(std::abs(told - duration) * 32 <= duration,
                     qPrintable(QStringLiteral("%1 as %2").arg(duration).arg(told)));
        }
    }

    void extremesAreKept()
    {
        LatencyHistogram histogram;
        histogram.add(-5);
        histogram.add(0);
        histogram.add(std::numeric_limits<qint64>::max());
        QCOMPARE(histogram.count(), 3U);
        QVERIFY(histogram.percentile(1.0) > 60'000'000'000);
    }
};

QTEST_GUILESS_MAIN(TestLatencyHistogram)
#include "tst_latencyhistogram.moc"
