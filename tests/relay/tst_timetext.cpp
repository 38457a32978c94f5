// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/timetext.h"

#include <QTest>

using namespace neuro::relay;

class TestTimeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isoTimes_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000000Z");
        QTest::newRow("micros") << qint64(1'700'000'000'000'042)
                                << QByteArray("2023-11-14T22:13:20.000042Z");
        QTest::newRow("last micro") << qint64(999'999) << QByteArray("1970-01-01T00:00:00.999999Z");
        QTest::newRow("before") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999999Z");
    }

    void isoTimes()
    {
        QFETCH(qint64, micros);
        QTEST(isoTime(micros), "text");
    }
};

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
