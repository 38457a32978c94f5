// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/hostileids.h"

#include <QTest>

using namespace neuro::relay;
using namespace Qt::StringLiterals;

class TestHostileIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsTakenOnceByItsGame()
    {
        HostileIds ids;
        ids.add(1, u"a-x1"_s, 100);
        QCOMPARE(ids.take(2, u"a-x1"_s, 200), std::nullopt);
        QCOMPARE(ids.take(1, u"a-x2"_s, 200), std::nullopt);
        QCOMPARE(ids.take(1, u"a-x1"_s, 200), 100);
        QCOMPARE(ids.take(1, u"a-x1"_s, 200), std::nullopt);
    }

    void theyExpire()
    {
        HostileIds ids;
        ids.add(1, u"early"_s, 0);
        ids.add(1, u"late"_s, 1000);
        QCOMPARE(ids.take(1, u"late"_s, 1000 + limits::hostileResult), 1000);
        QCOMPARE(ids.take(1, u"early"_s, limits::hostileResult + 1), std::nullopt);
        ids.add(1, u"a"_s, 0);
        ids.add(1, u"b"_s, limits::hostileResult + 1);
        QCOMPARE(ids.size(), 1);
    }

    void theyAreBoundedPerGame()
    {
        HostileIds ids;
        for (std::size_t i = 0; i < 2 * limits::hostileIds; ++i) {
            ids.add(1, QString::number(i), 0);
            ids.add(2, QString::number(i), 0);
        }
        QCOMPARE(ids.size(), static_cast<qsizetype>(2 * limits::hostileIds));
        QCOMPARE(ids.take(1, QString::number(2 * limits::hostileIds - 1), 0), 0);
        QCOMPARE(ids.take(1, u"0"_s, 0), std::nullopt);
        ids.forget(1);
        QCOMPARE(ids.size(), static_cast<qsizetype>(limits::hostileIds));
    }
};

QTEST_APPLESS_MAIN(TestHostileIds)
#include "tst_hostileids.moc"
