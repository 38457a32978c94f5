// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/dashboardpage.h"

#include <QRegularExpression>
#include <QTest>

using namespace neuro::net;
using namespace Qt::Literals::StringLiterals;

class TestDashboardPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheDoor_data();
    void findsTheDoor();
    void fillsTheUrlIn();
    void allowsWhatThePageHas();
    void hashesWhatStandsInElements();
    void needsNothingElse();
};

void TestDashboardPage::findsTheDoor_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<QByteArray>("url");
    const auto row = [](const char *name, const QByteArray &host, const QStringList &addresses,
                        const QByteArray &url) {
        QTest::newRow(name) << host << addresses << url;
    };
    const QStringList loopbacks{u"127.0.0.1:8765"_s, u"[::1]:8766"_s};
    row("IPv4", "127.0.0.1:8770", loopbacks, "ws://127.0.0.1:8765/");
    row("IPv6", "[::1]:8770", loopbacks, "ws://[::1]:8766/");
    row("localhost", "localhost:8770", loopbacks, "ws://localhost:8765/");
    row("without a port", "LocalHost", loopbacks, "ws://LocalHost:8765/");
    row("another loopback", "127.0.0.2:8770", loopbacks, "ws://127.0.0.1:8765/");
    row("every address", "192.168.1.5:8770", {u"0.0.0.0:8765"_s}, "ws://192.168.1.5:8765/");
    row("every IPv6 address", "relay.lan:8770", {u"[::]:8765"_s}, "ws://relay.lan:8765/");
    row("that address", "192.168.1.5:8770", {u"127.0.0.1:1"_s, u"192.168.1.5:8765"_s},
        "ws://192.168.1.5:8765/");
    row("a name for an address", "relay.lan:8770", {u"127.0.0.1:1"_s, u"192.168.1.5:8765"_s},
        "ws://192.168.1.5:8765/");
    row("out of reach", "relay.lan:8770", {u"127.0.0.1:8765"_s}, "ws://127.0.0.1:8765/");
    row("closed", "127.0.0.1:8770", {}, "");
    row("no host", "", {u"127.0.0.1:8765"_s}, "ws://127.0.0.1:8765/");
    row("an injection", "x\"><script>", {u"0.0.0.0:8765"_s}, "ws://0.0.0.0:8765/");
    row("a policy of one's own", "x; script-src *", {u"0.0.0.0:8765"_s}, "ws://0.0.0.0:8765/");
    row("brackets", "[x\"><script>]:1", {u"[::]:8765"_s}, "ws://[::]:8765/");
}

void TestDashboardPage::findsTheDoor()
{
    QFETCH(QByteArray, host);
    QFETCH(QStringList, addresses);
    QFETCH(QByteArray, url);
    QCOMPARE(dashboardSocketUrl(host, addresses, "ws"), url);
    QCOMPARE(dashboardSocketUrl(host, addresses, "wss"), QByteArray(url).replace("ws:", "wss:"));
}

void TestDashboardPage::fillsTheUrlIn()
{
    const QByteArray filled = filledDashboard(dashboardPage(), "ws://[::1]:8765/");
    QCOMPARE(filled.count("ws://[::1]:8765/"), 1);
    QVERIFY(filled.contains("content=\"ws://[::1]:8765/\""));
    QVERIFY(!filled.contains("{{"));
}

void TestDashboardPage::allowsWhatThePageHas()
{
    const QByteArray policy = dashboardPolicy(dashboardPage(), "ws://127.0.0.1:8765/");
    QVERIFY(policy.startsWith("default-src 'none'; script-src 'sha256-"));
    QVERIFY(policy.contains("; style-src 'sha256-"));
    QVERIFY(policy.contains("; connect-src ws://127.0.0.1:8765/;"));
    QVERIFY(!policy.contains("unsafe") && !policy.contains('*'));
    QVERIFY(dashboardPolicy(dashboardPage(), {}).contains("; connect-src 'none';"));
}

void TestDashboardPage::hashesWhatStandsInElements()
{
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    const QByteArray page = "<p>x</p><script>alert(1)</script><script></script><style>a{}</style>";
    const QByteArray policy = dashboardPolicy(page, {});
    QVERIFY(policy.contains("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' "
                            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';"));
}

/// The page in the program: no request to anywhere, and nothing that would turn text into markup.
void TestDashboardPage::needsNothingElse()
{
    const QString page = QString::fromUtf8(dashboardPage());
    QVERIFY(page.size() > 10'000);
    const QStringList forbidden{u"innerHTML"_s,
                                u"outerHTML"_s,
                                u"insertAdjacentHTML"_s,
                                u"document.write"_s,
                                u"eval("_s,
                                u"new Function"_s,
                                u"localStorage"_s,
                                u"document.cookie"_s,
                                u"fetch("_s,
                                u"XMLHttpRequest"_s,
                                u"@import"_s,
                                u"url("_s,
                                u"{{s"_s,
                                u" src="_s,
                                u"<iframe"_s,
                                u"importScripts"_s,
                                u" style="_s,
                                u" onclick"_s};
    for (const QString &word : forbidden)
        QVERIFY2(!page.contains(word, Qt::CaseInsensitive), qPrintable(word));
    static const QRegularExpression address(u"https?://[^\\s\"']+"_s);
    QRegularExpressionMatchIterator found = address.globalMatch(page);
    while (found.hasNext()) {
        const QString text = found.next().captured();
        // A name, which nobody fetches.
        QVERIFY2(text.startsWith(u"http://www.w3.org/"_s), qPrintable(text));
    }
    // The icon is written out.
    QCOMPARE(page.count(u"<link"_s), 1);
    QVERIFY(page.contains(u"<link rel=\"icon\" href=\"data:image/svg+xml,"_s));
    QCOMPARE(page.count(u"<script>"_s), 1);
    QCOMPARE(page.count(u"<script"_s), 1);
    QCOMPARE(page.count(u"<style>"_s), 1);
}

QTEST_APPLESS_MAIN(TestDashboardPage)
#include "tst_dashboardpage.moc"
