// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/secretsearch.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace neuro::storage {

/// Replaces secrets by `***`: known tokens wherever they stand and however they are spelled (see
/// SecretSearch), and what looks like a credential whoever sent it: the value of a JSON member
/// `auth_token`, of `token=` in a URL, and of an `Authorization` header. A string of JSON stays
/// one. Then what the operator's own patterns match in the text as it is, escapes included.
/// Immutable after construction; usable from any thread.
class SecretMask
{
public:
    /// Masks credentials by their look only.
    SecretMask() = default;
    /// `secrets` shorter than limits::shortestSecret characters are ignored (they would match
    /// everywhere). Patterns that are not valid are ignored: the configuration refuses them.
    SecretMask(const QStringList &secrets, const QStringList &patterns);

    /// The same without the operator's patterns: for what programs go by, which those could cut up.
    SecretMask withoutPatterns() const;

    /// Whether there is nothing to mask. False may also mean that it takes masked() to know.
    bool isClean(QByteArrayView utf8) const;
    /// Without a copy when nothing matches. A text that a pattern cannot be tried on (it takes too
    /// long) is replaced as a whole: better to lose a line than a secret.
    QByteArray masked(const QByteArray &utf8) const;
    QString masked(const QString &text) const;
    /// For bytes that are no text: known tokens only.
    QByteArray maskedBinary(const QByteArray &bytes) const;

private:
    QByteArray withoutKnownSecrets(const QByteArray &bytes) const;
    QByteArray withoutPatterns(const QByteArray &utf8) const;

    SecretSearch m_secrets;
    QList<QRegularExpression> m_patterns;
};

namespace limits {
inline constexpr qsizetype shortestSecret = 4;
} // namespace limits

} // namespace neuro::storage
