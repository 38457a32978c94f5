// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/dashboardfixture.h"

#include <QTest>

using namespace neuro::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Texts that stand on a background with less than 4.5 to 1 (WCAG 2, AA), as "ratio text".
const QString contrastScript = uR"((() => {
    const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const numbers = (text) => text.match(/[\d.]+/g).map(Number);
    const background = (element) => {
        for (; element; element = element.parentElement) {
            const color = numbers(getComputedStyle(element).backgroundColor);
            if (color.length === 3 || color[3] === 1)
                return color;
        }
        return [255, 255, 255];
    };
    const weak = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent.trim();
        if (text === '' || !element.checkVisibility() || element.closest('style, script, .unseen'))
            continue;
        const a = luminance(numbers(getComputedStyle(element).color));
        const b = luminance(background(element));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5)
            weak.push(ratio.toFixed(2) + ' ' + text);
    }
    return weak.join('\n');
})())"_s;

} // namespace

/// That the page can be read in every color scheme and size.
class TestDashboardLegibility : public DashboardFixture
{
    Q_OBJECT

private Q_SLOTS:
    void canBeRead_data();
    void canBeRead();
};

void TestDashboardLegibility::canBeRead_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("name");
    for (const QString &scheme : {u"light"_s, u"dark"_s}) {
        QTest::addRow("%s", qPrintable(scheme)) << scheme << QSize(1440, 900) << u"wide"_s;
        QTest::addRow("%s, narrow", qPrintable(scheme))
            << scheme << QSize(390, 1800) << u"narrow"_s;
        QTest::addRow("%s, medium", qPrintable(scheme))
            << scheme << QSize(1100, 800) << u"medium"_s;
    }
}

void TestDashboardLegibility::canBeRead()
{
    QFETCH(QString, scheme);
    QFETCH(QSize, size);
    QFETCH(QString, name);
    m_browser->setColorScheme(scheme);
    m_browser->setSize(size);
    const QString file = u"dashboard-%1-%2-%3.png"_s;
    QCOMPARE(js(contrastScript), QString());
    QCOMPARE(m_browser->takePicture(file.arg(u"sign-in"_s, name, scheme)), QString());
    m_door->snapshot = scene();
    signIn();
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('.card').length === 2"_s));
    QVERIFY(m_browser->click(u"[data-request=\"f-1\"] [value=use_item]"_s));
    QVERIFY(m_browser->click(u"[data-request=\"f-1\"] .main"_s));
    m_browser->evaluate(u"document.querySelector('#clients-list summary').click()"_s);
    for (int i = 0; i < 5; ++i) {
        const QJsonObject data{{u"message"_s, u"The dealer took shell %1 out."_s.arg(i)}};
        m_door->send(
            said(u"Buckshot Roulette"_s, {{u"command"_s, u"context"_s}, {u"data"_s, data}}));
    }
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('#rows tr').length === 9"_s));
    m_browser->evaluate(u"document.querySelector('#rows tr:nth-child(6) button').click()"_s);
    m_browser->evaluate(u"document.activeElement.blur(), scrollTo(0, 0)"_s);
    QCOMPARE(js(contrastScript), QString());
    // Nothing sticks out to the right.
    QCOMPARE(js(u"document.documentElement.scrollWidth <= innerWidth"_s), u"true"_s);
    QCOMPARE(m_browser->takePicture(file.arg(u"states"_s, name, scheme)), QString());
}

QTEST_GUILESS_MAIN(TestDashboardLegibility)
#include "tst_dashboardlegibility.moc"
