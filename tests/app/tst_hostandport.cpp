// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/hostandport.h"

#include <QTest>

using namespace neuro::app;
using namespace Qt::StringLiterals;

class TestHostAndPort : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("host and port") << u"127.0.0.1:8000"_s << true << u"127.0.0.1"_s << 8000;
        QTest::newRow("name") << u"localhost:1"_s << true << u"localhost"_s << 1;
        QTest::newRow("IPv6") << u"[::1]:8000"_s << true << u"::1"_s << 8000;
        QTest::newRow("port alone") << u"8001"_s << true << QString() << 8001;
        QTest::newRow("colon and port") << u":8001"_s << true << QString() << 8001;
        QTest::newRow("any port") << u"127.0.0.1:0"_s << true << u"127.0.0.1"_s << 0;
        QTest::newRow("no port") << u"127.0.0.1:"_s << false << QString() << 0;
        QTest::newRow("host alone") << u"localhost"_s << false << QString() << 0;
        QTest::newRow("port too large") << u"a:65536"_s << false << QString() << 0;
        QTest::newRow("negative") << u"a:-1"_s << false << QString() << 0;
        QTest::newRow("IPv6 without brackets") << u"::1:8000"_s << false << QString() << 0;
        QTest::newRow("open bracket") << u"[::1:8000"_s << false << QString() << 0;
        QTest::newRow("empty") << QString() << false << QString() << 0;
    }

    void addresses()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        const auto address = parseHostAndPort(text);
        QCOMPARE(address.has_value(), good);
        if (!good)
            return;
        QTEST(address->host, "host");
        QTEST(int(address->port), "port");
    }
};

QTEST_GUILESS_MAIN(TestHostAndPort)
#include "tst_hostandport.moc"
