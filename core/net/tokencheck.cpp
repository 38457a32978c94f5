// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/tokencheck.h"

#include <QCryptographicHash>

namespace neuro::net {

namespace {

QByteArray digestOf(const QByteArray &token)
{
    return token.isEmpty() ? QByteArray()
                           : QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

/// Looks at every byte, wherever the first difference is. What the time tells beyond that is about
/// digests, of which nobody can choose a prefix.
bool areEqual(const QByteArray &a, const QByteArray &b)
{
    if (a.isEmpty() || a.size() != b.size())
        return false;
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(
            difference | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
    return difference == 0;
}

} // namespace

bool isWeakToken(QStringView token)
{
    return !token.isEmpty() && (token == publishedToken || token.size() < safeTokenLength);
}

void TokenCheck::setTokens(const QString &standard, const QString &enhanced)
{
    m_standard = digestOf(standard.toUtf8());
    m_enhanced = digestOf(enhanced.toUtf8());
    m_standardIsWeak = isWeakToken(standard);
    m_enhancedIsWeak = isWeakToken(enhanced);
}

TokenCheck::Match TokenCheck::match(QByteArrayView token) const
{
    Match match;
    if (token.size() > longestToken)
        return match;
    const QByteArray digest = digestOf(token.toByteArray());
    match.isStandard = areEqual(digest, m_standard);
    match.isEnhanced = areEqual(digest, m_enhanced);
    match.isWeak = (match.isStandard && m_standardIsWeak) || (match.isEnhanced && m_enhancedIsWeak);
    return match;
}

} // namespace neuro::net
