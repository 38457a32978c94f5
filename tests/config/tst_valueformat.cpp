// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/valueformat.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace neuro::config;

class TestValueFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesSizes_data();
    void parsesSizes();
    void formatsSizes_data();
    void formatsSizes();
    void parsesHosts_data();
    void parsesHosts();
    void tellsLoopback();
    void checksNetworks_data();
    void checksNetworks();
    void checksOrigins_data();
    void checksOrigins();
    void suggestsKeys_data();
    void suggestsKeys();
};

void TestValueFormat::parsesSizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: none
    QTest::newRow("bytes") << u"4096"_s << qint64(4096);
    QTest::newRow("B") << u"12 B"_s << qint64(12);
    QTest::newRow("binary") << u"8 MiB"_s << qint64(8 * 1024 * 1024);
    QTest::newRow("without a space") << u"8MiB"_s << qint64(8 * 1024 * 1024);
    QTest::newRow("any case") << u"8 mib"_s << qint64(8 * 1024 * 1024);
    QTest::newRow("decimal") << u"2 KB"_s << qint64(2000);
    QTest::newRow("fraction") << u"0.5 KiB"_s << qint64(512);
    QTest::newRow("around") << u" 1 GiB "_s << qint64(1024 * 1024 * 1024);
    QTest::newRow("zero") << u"0"_s << qint64(0);
    QTest::newRow("negative") << u"-1"_s << qint64(-1);
    QTest::newRow("unknown unit") << u"8 MM"_s << qint64(-1);
    QTest::newRow("no number") << u"MiB"_s << qint64(-1);
    QTest::newRow("empty") << QString() << qint64(-1);
    QTest::newRow("too large") << u"999999999999999 TiB"_s << qint64(-1);
    QTest::newRow("exponent") << u"1e3"_s << qint64(-1);
    QTest::newRow("other digits") << u"\u0663 MiB"_s << qint64(-1);
}

void TestValueFormat::parsesSizes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(parseSize(text).value_or(-1), bytes);
}

void TestValueFormat::formatsSizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << qint64(0) << u"0 B"_s;
    QTest::newRow("odd") << qint64(1025) << u"1025 B"_s;
    QTest::newRow("binary") << qint64(8 * 1024 * 1024) << u"8 MiB"_s;
    QTest::newRow("decimal") << qint64(2'000'000) << u"2 MB"_s;
}

void TestValueFormat::formatsSizes()
{
    QFETCH(qint64, bytes);
    QTEST(formatSize(bytes), "text");
    QCOMPARE(parseSize(formatSize(bytes)).value_or(-1), bytes);
}

void TestValueFormat::parsesHosts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host"); // null: none
    QTest::newRow("v4") << u"127.0.0.1"_s << u"127.0.0.1"_s;
    QTest::newRow("any") << u"0.0.0.0"_s << u"0.0.0.0"_s;
    QTest::newRow("v6") << u"::1"_s << u"::1"_s;
    QTest::newRow("brackets") << u"[::1]"_s << u"::1"_s;
    QTest::newRow("name") << u"localhost"_s << u"localhost"_s;
    QTest::newRow("long name") << u"relay.my-lan.example"_s << u"relay.my-lan.example"_s;
    QTest::newRow("other script") << u"b\u00fccher.example"_s << u"b\u00fccher.example"_s;
    QTest::newRow("with a port") << u"127.0.0.1:8000"_s << QString();
    QTest::newRow("url") << u"ws://localhost"_s << QString();
    QTest::newRow("path") << u"localhost/x"_s << QString();
    QTest::newRow("space") << u"local host"_s << QString();
    QTest::newRow("short v4") << u"127.1"_s << QString();
    QTest::newRow("bad v4") << u"300.1.1.1"_s << QString();
    QTest::newRow("star") << u"*"_s << QString();
}

void TestValueFormat::parsesHosts()
{
    QFETCH(QString, text);
    QTEST(parseHost(text).value_or(QString()), "host");
}

void TestValueFormat::tellsLoopback()
{
    QVERIFY(isLoopbackHost(QString()));
    QVERIFY(isLoopbackHost(u"127.0.0.1"_s));
    QVERIFY(isLoopbackHost(u"127.8.9.1"_s));
    QVERIFY(isLoopbackHost(u"::1"_s));
    QVERIFY(isLoopbackHost(u"LocalHost"_s));
    QVERIFY(!isLoopbackHost(u"0.0.0.0"_s));
    QVERIFY(!isLoopbackHost(u"::"_s));
    QVERIFY(!isLoopbackHost(u"localhost.example"_s));
}

void TestValueFormat::checksNetworks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("address") << u"192.168.1.20"_s << true;
    QTest::newRow("network") << u"10.0.0.0/8"_s << true;
    QTest::newRow("v6") << u"fe80::1"_s << true;
    QTest::newRow("v6 network") << u"fe80::/10"_s << true;
    QTest::newRow("name") << u"localhost"_s << false;
    QTest::newRow("short") << u"10"_s << false;
    QTest::newRow("short network") << u"10/8"_s << false;
    QTest::newRow("long prefix") << u"10.0.0.0/33"_s << false;
    QTest::newRow("no prefix") << u"10.0.0.0/"_s << false;
    QTest::newRow("words") << u"10.0.0.0/eight"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestValueFormat::checksNetworks()
{
    QFETCH(QString, text);
    QTEST(isAddressOrNetwork(text), "isGood");
}

void TestValueFormat::checksOrigins_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("https") << u"https://example.org"_s << true;
    QTest::newRow("port") << u"http://192.168.1.20:8080"_s << true;
    QTest::newRow("extension") << u"chrome-extension://abcdef"_s << true;
    QTest::newRow("null") << u"null"_s << true;
    QTest::newRow("host only") << u"example.org"_s << false;
    QTest::newRow("path") << u"https://example.org/"_s << false;
    QTest::newRow("query") << u"https://example.org?x"_s << false;
    QTest::newRow("user") << u"https://me@example.org"_s << false;
    QTest::newRow("mail") << u"mailto:me@example.org"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestValueFormat::checksOrigins()
{
    QFETCH(QString, text);
    QTEST(isOrigin(text), "isGood");
}

void TestValueFormat::suggestsKeys_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("meant");
    QTest::newRow("missing letter") << u"force_retrie"_s << u"force_retries"_s;
    QTest::newRow("swapped") << u"froce_retries"_s << u"force_retries"_s;
    QTest::newRow("hyphen") << u"force-retries"_s << u"force_retries"_s;
    QTest::newRow("case") << u"Deciders"_s << u"deciders"_s;
    QTest::newRow("singular") << u"decider"_s << u"deciders"_s;
    QTest::newRow("short") << u"nam"_s << u"name"_s;
    QTest::newRow("something else") << u"naming"_s << QString();
    QTest::newRow("far") << u"relay_queue"_s << QString();
    QTest::newRow("endless") << QString(5000, u'd') << QString();
}

void TestValueFormat::suggestsKeys()
{
    QFETCH(QString, key);
    QTEST(nearestKey(key, {u"name"_s, u"deciders"_s, u"force_retries"_s}), "meant");
}

QTEST_GUILESS_MAIN(TestValueFormat)
#include "tst_valueformat.moc"
