// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/accesspolicy.h"
#include "net/hostport.h"
#include "net/netlimits.h"
#include "net/tokenbucket.h"

#include <QTest>

using namespace neuro::net;
using namespace Qt::Literals::StringLiterals;

namespace {

const QHostAddress here(QHostAddress::LocalHost);
const QHostAddress elsewhere(u"192.168.1.20"_s);
const QString page = u"https://page.example"_s;

} // namespace

class TestAccessPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsLoopbackOrigins_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<bool>("isLoopback");
        const auto row = [](const char *origin, bool isLoopback) {
            QTest::newRow(origin) << QString::fromLatin1(origin) << isLoopback;
        };
        row("http://localhost", true);
        row("https://localhost:8443", true);
        row("HTTP://LocalHost:3000", true);
        row("http://127.0.0.1", true);
        row("http://127.255.0.9:1", true);
        row("http://[::1]:8080", true);
        row("https://[::1]", true);
        row("null", false);
        row("file://", false);
        row("localhost", false);
        row("ftp://localhost", false);
        row("chrome-extension://localhost", false);
        row("http://localhost.evil.example", false);
        row("http://127.0.0.1.evil.example", false);
        row("http://evil.example#localhost", false);
        row("http://localhost@evil.example", false);
        row("http://evil.example/localhost", false);
        row("http://localhost, http://evil.example", false);
        row("http://localhost:99999", false);
        row("http://localhost:", false);
        row("http://localhost:80:80", false);
        row("http://localhost:+80", false);
        row("http://127.1", false);
        row("http://2130706433", false);
        row("http://0x7f.0.0.1", false);
        row("http://128.0.0.1", false);
        row("http://0.0.0.0", false);
        row("http://[::2]", false);
        row("http://[::1", false);
        row("http://[::1]x:80", false);
        row("http://", false);
        row("://localhost", false);
    }
    void knowsLoopbackOrigins()
    {
        QFETCH(QString, origin);
        QFETCH(bool, isLoopback);
        QCOMPARE(isLoopbackOrigin(origin), isLoopback);
    }

    void normalizesOrigins()
    {
        QCOMPARE(normalizedOrigin(u" HTTPS://Page.Example:443 "_s), page);
        QCOMPARE(normalizedOrigin(u"http://a:80"_s), u"http://a"_s);
        QCOMPARE(normalizedOrigin(u"http://a:443"_s), u"http://a:443"_s);
        QCOMPARE(normalizedOrigin(u"NULL"_s), u"null"_s);
    }

    void admitsGamesOfThisMachine()
    {
        AccessPolicy policy;
        QVERIFY(policy.judge(here, QString()).admitted);
        QVERIFY(policy.judge(QHostAddress(QHostAddress::LocalHostIPv6), QString()).admitted);
        QVERIFY(policy.judge(QHostAddress(u"::ffff:127.0.0.1"_s), QString()).admitted);
        QVERIFY(policy.judge(QHostAddress(u"127.9.9.9"_s), u"http://localhost:5000"_s).admitted);
    }

    void asksOnceAboutAnOrigin()
    {
        AccessPolicy policy;
        const auto first = policy.judge(here, u"https://Page.example"_s);
        QVERIFY(!first.admitted);
        QCOMPARE(first.origin, page);
        QCOMPARE(first.address, QString());
        QVERIFY(first.ask);
        QVERIFY(!policy.judge(here, page).ask);
        QVERIFY(policy.judge(here, u"null"_s).ask);
    }

    void asksOnceAboutAnAddress()
    {
        AccessPolicy policy;
        const auto first = policy.judge(QHostAddress(u"::ffff:192.168.1.20"_s), page);
        QVERIFY(!first.admitted);
        QCOMPARE(first.address, u"192.168.1.20"_s);
        QCOMPARE(first.origin, QString());
        QVERIFY(first.ask);
        QVERIFY(!policy.judge(elsewhere, QString()).ask);
    }

    void onceIsOnce()
    {
        AccessPolicy policy;
        policy.judge(here, page);
        policy.decide(page, QString(), Admission::Once);
        QVERIFY(policy.judge(here, page).admitted);
        const auto next = policy.judge(here, page);
        QVERIFY(!next.admitted);
        QVERIFY(next.ask);
    }

    void onceIsNotUsedUpByAnAttemptThatFailsOtherwise()
    {
        AccessPolicy policy;
        policy.decide(QString(), elsewhere.toString(), Admission::Once);
        QCOMPARE(policy.judge(elsewhere, page).origin, page);
        policy.decide(page, QString(), Admission::Once);
        QVERIFY(policy.judge(elsewhere, page).admitted);
        QCOMPARE(policy.judge(elsewhere, page).address, elsewhere.toString());
    }

    void alwaysAndNeverLast()
    {
        AccessPolicy policy;
        policy.decide(page, QString(), Admission::Always);
        for (int i = 0; i < 3; ++i)
            QVERIFY(policy.judge(here, page).admitted);
        policy.decide(page, QString(), Admission::Never);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!policy.judge(here, page).admitted);
            QVERIFY(!policy.judge(here, page).ask);
        }
        policy.decide(QString(), u"::ffff:192.168.1.20"_s, Admission::Always);
        QVERIFY(policy.judge(elsewhere, QString()).admitted);
    }

    void laterAsksAgain()
    {
        AccessPolicy policy;
        QVERIFY(policy.judge(here, page).ask);
        policy.decide(page, QString(), Admission::Later);
        QVERIFY(policy.judge(here, page).ask);
        QVERIFY(!policy.judge(here, page).ask);
        for (const Admission decided : {Admission::Once, Admission::Always, Admission::Never}) {
            policy.decide(page, QString(), decided);
            policy.decide(page, QString(), Admission::Later);
            const auto ruling = policy.judge(here, page);
            QVERIFY(!ruling.admitted);
            QVERIFY(ruling.ask);
        }
        policy.decide(QString(), u"::ffff:192.168.1.20"_s, Admission::Always);
        policy.decide(QString(), elsewhere.toString(), Admission::Later);
        QVERIFY(!policy.judge(elsewhere, QString()).admitted);
    }

    void forgettingMakesRoom()
    {
        DecisionTable table;
        for (int i = 0; i < limits::admissions; ++i)
            QVERIFY(table.ask(QString::number(i)));
        table.forget(u"unknown"_s);
        QVERIFY(!table.ask(u"one more"_s));
        table.forget(u"7"_s);
        QCOMPARE(table.size(), limits::admissions - 1);
        QVERIFY(table.ask(u"one more"_s));
    }

    void configurationAdmits()
    {
        AccessPolicy policy;
        policy.decide(page, QString(), Admission::Never);
        const QStringList unreadable = policy.setAllowed(
            {u"https://PAGE.example:443"_s}, {u"192.168.0.0/16"_s, u"fe80::/10"_s, u"tea"_s});
        QCOMPARE(unreadable, QStringList{u"tea"_s});
        QVERIFY(policy.judge(elsewhere, page).admitted);
        QVERIFY(policy.judge(QHostAddress(u"fe80::7%lo"_s), QString()).admitted);
        QVERIFY(!policy.judge(QHostAddress(u"10.0.0.1"_s), QString()).admitted);
        policy.setAllowed({}, {});
        QVERIFY(!policy.judge(elsewhere, QString()).admitted);
        QVERIFY(!policy.judge(here, page).admitted);
    }

    void questionsAreBounded()
    {
        DecisionTable table;
        for (int i = 0; i < limits::admissions; ++i)
            QVERIFY(table.ask(QString::number(i)));
        QVERIFY(!table.ask(u"one more"_s));
        QCOMPARE(table.size(), limits::admissions);
    }

    void decisionsAreBounded()
    {
        DecisionTable table;
        for (int i = 0; i < 2 * limits::admissions; ++i)
            table.decide(QString::number(i), Admission::Always);
        QCOMPARE(table.size(), limits::admissions);
        QVERIFY(!table.admits(u"0"_s));
        QVERIFY(table.admits(QString::number(2 * limits::admissions - 1)));
    }

    void writesAddresses()
    {
        QCOMPARE(hostPort(QHostAddress(QHostAddress::LocalHostIPv6), 8000), u"[::1]:8000"_s);
        QCOMPARE(hostPort(here, 8000), u"127.0.0.1:8000"_s);
    }

    void bucketHoldsOneSecond()
    {
        TokenBucket bucket;
        for (int i = 0; i < 1000; ++i)
            QVERIFY(bucket.take());
        bucket.setRate(10);
        for (int i = 0; i < 10; ++i)
            QVERIFY(bucket.take());
        QVERIFY(!bucket.take());
        bucket.refill(99);
        QVERIFY(!bucket.take());
        bucket.refill(1);
        QVERIFY(bucket.take());
        QVERIFY(!bucket.take());
        bucket.refill(3'600'000);
        for (int i = 0; i < 10; ++i)
            QVERIFY(bucket.take());
        QVERIFY(!bucket.take());
        bucket.setRate(10);
        QVERIFY(!bucket.take());
    }
};

QTEST_APPLESS_MAIN(TestAccessPolicy)
#include "tst_accesspolicy.moc"
