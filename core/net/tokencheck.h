// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>
#include <QStringView>

/// The passwords of those who are more than games. Pure; belongs to one thread.
namespace neuro::net {

/// The token that every copy of the older relays' example has.
inline constexpr QLatin1StringView publishedToken("super-secret-token");
/// A shorter token can be guessed.
inline constexpr qsizetype safeTokenLength = 16;

/// Whether everybody knows `token`, or can guess it: good enough on this computer only. An empty
/// one is not weak, it admits nobody.
bool isWeakToken(QStringView token);

/// Compares tokens in a time that tells nothing about the right ones. Keeps only their digests.
class TokenCheck
{
public:
    /// Which of the two a token is; both, when the configuration gives them one value.
    struct Match
    {
        bool isStandard = false;
        bool isEnhanced = false;
        bool isWeak = false; ///< See isWeakToken(); false for a token that is none of the two.

        bool operator==(const Match &) const = default;
    };

    /// An empty token matches nothing.
    void setTokens(const QString &standard, const QString &enhanced);
    /// `token` is UTF-8, as a peer sent it.
    Match match(QByteArrayView token) const;
    /// Whether there is a token that admits integrations and watchers.
    bool hasStandard() const { return !m_standard.isEmpty(); }

    /// Bytes of the longest token that is looked at.
    static constexpr qsizetype longestToken = 1024;

private:
    QByteArray m_standard; ///< Digests; empty: there is no such token.
    QByteArray m_enhanced;
    bool m_standardIsWeak = false;
    bool m_enhancedIsWeak = false;
};

} // namespace neuro::net
