// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/tokencheck.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using neuro::net::isWeakToken;
using neuro::net::TokenCheck;

namespace {

const QString standard = u"a-standard-token-of-some-length"_s;
const QString enhanced = u"an-enhanced-token-of-some-length"_s;

TokenCheck checkOf(const QString &standardToken, const QString &enhancedToken)
{
    TokenCheck check;
    check.setTokens(standardToken, enhancedToken);
    return check;
}

} // namespace

class TestTokenCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void emptyTokensAdmitNobody();
    void oneTokenForBoth();
    void newTokensCountAtOnce();
    void knowsWeakTokens_data();
    void knowsWeakTokens();
    void looksAtAllOfALongToken();
};

void TestTokenCheck::matches_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("isStandard");
    QTest::addColumn<bool>("isEnhanced");
    QTest::newRow("standard") << standard.toUtf8() << true << false;
    QTest::newRow("enhanced") << enhanced.toUtf8() << false << true;
    QTest::newRow("nothing") << QByteArray() << false << false;
    QTest::newRow("a prefix") << standard.toUtf8().chopped(1) << false << false;
    QTest::newRow("more") << standard.toUtf8() + 'x' << false << false;
    QTest::newRow("another case") << standard.toUtf8().toUpper() << false << false;
    QTest::newRow("a space") << standard.toUtf8() + ' ' << false << false;
    QTest::newRow("a zero byte") << standard.toUtf8() + '\0' << false << false;
    QTest::newRow("something else") << QByteArray("hunter2") << false << false;
}

void TestTokenCheck::matches()
{
    QFETCH(QByteArray, token);
    QFETCH(bool, isStandard);
    QFETCH(bool, isEnhanced);
    const TokenCheck::Match match = checkOf(standard, enhanced).match(token);
    QCOMPARE(match.isStandard, isStandard);
    QCOMPARE(match.isEnhanced, isEnhanced);
    QVERIFY(!match.isWeak);
}

void TestTokenCheck::emptyTokensAdmitNobody()
{
    const TokenCheck check = checkOf({}, {});
    QVERIFY(!check.hasStandard());
    QVERIFY(check.match({}) == TokenCheck::Match());
    QVERIFY(check.match("x") == TokenCheck::Match());
}

void TestTokenCheck::oneTokenForBoth()
{
    const TokenCheck::Match match = checkOf(standard, standard).match(standard.toUtf8());
    QVERIFY(match.isStandard && match.isEnhanced);
}

void TestTokenCheck::newTokensCountAtOnce()
{
    TokenCheck check = checkOf(standard, {});
    check.setTokens(u"a-new-token-of-some-length"_s, {});
    QVERIFY(!check.match(standard.toUtf8()).isStandard);
    QVERIFY(check.match("a-new-token-of-some-length").isStandard);
}

void TestTokenCheck::knowsWeakTokens_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<bool>("isWeak");
    QTest::newRow("published") << u"super-secret-token"_s << true;
    QTest::newRow("short") << u"fifteen-letters"_s << true;
    QTest::newRow("long enough") << u"sixteen--letters"_s << false;
}

void TestTokenCheck::knowsWeakTokens()
{
    QFETCH(QString, token);
    QFETCH(bool, isWeak);
    QCOMPARE(isWeakToken(token), isWeak);
    QVERIFY(!isWeakToken({}));
    // Whichever of the two it is.
    QCOMPARE(checkOf(token, enhanced).match(token.toUtf8()).isWeak, isWeak);
    QCOMPARE(checkOf(standard, token).match(token.toUtf8()).isWeak, isWeak);
    QVERIFY(!checkOf(token, enhanced).match(enhanced.toUtf8()).isWeak);
}

void TestTokenCheck::looksAtAllOfALongToken()
{
    const QString longest(TokenCheck::longestToken, u'x');
    QVERIFY(checkOf(longest, {}).match(longest.toUtf8()).isStandard);
    QVERIFY(!checkOf(longest + u'y', {}).match((longest + u'z').toUtf8()).isStandard);
    QVERIFY(!checkOf(standard, {}).match(QByteArray(10'000'000, 'x')).isStandard);
}

QTEST_GUILESS_MAIN(TestTokenCheck)
#include "tst_tokencheck.moc"
