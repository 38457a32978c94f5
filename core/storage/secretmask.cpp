// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/secretmask.h"

#include "protocol/json.h"
#include "storage/credentialscan.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

namespace {

constexpr QByteArrayView replacement = "***";

/// The ways in which a secret may be spelled in a text.
QByteArrayList spellings(const QString &secret)
{
    const QByteArray quoted = protocol::jsonQuoted(secret);
    return {secret.toUtf8(), quoted.sliced(1, quoted.size() - 2), QUrl::toPercentEncoding(secret)};
}

/// Replaces every range that `find(from)` gives; a share of `bytes` when there is none.
template <typename Find>
QByteArray withRangesReplaced(const QByteArray &bytes, Find find)
{
    std::optional<ByteRange> range = find(qsizetype(0));
    if (!range)
        return bytes;
    QByteArray out;
    out.reserve(bytes.size());
    qsizetype done = 0;
    for (; range; range = find(done)) {
        out.append(QByteArrayView(bytes).sliced(done, range->begin - done));
        out.append(replacement);
        done = range->end;
    }
    out.append(QByteArrayView(bytes).sliced(done));
    return out;
}

/// Nothing when the engine gave up on the text.
std::optional<QString> withMatchesReplaced(const QString &text, const QRegularExpression &pattern)
{
    QString out;
    qsizetype done = 0;
    qsizetype from = 0;
    while (from <= text.size()) {
        const QRegularExpressionMatch match = pattern.match(text, from);
        if (!match.isValid())
            return std::nullopt;
        if (!match.hasMatch())
            break;
        from = match.capturedEnd();
        if (match.capturedLength() == 0) {
            ++from;
            continue;
        }
        out += QStringView(text).sliced(done, match.capturedStart() - done);
        out += u"***"_s;
        done = from;
    }
    return done == 0 ? text : QString(out + QStringView(text).sliced(done));
}

} // namespace

SecretMask::SecretMask(const QStringList &secrets, const QStringList &patterns)
{
    QByteArrayList all;
    for (const QString &secret : secrets) {
        if (secret.size() >= limits::shortestSecret)
            all += spellings(secret);
    }
    std::sort(all.begin(), all.end(), [](const QByteArray &a, const QByteArray &b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const QByteArray &secret : std::as_const(all))
        m_secrets.append(QByteArrayMatcher(secret));

    for (const QString &pattern : patterns) {
        QRegularExpression expression(pattern, QRegularExpression::UseUnicodePropertiesOption);
        if (!expression.isValid())
            continue;
        expression.optimize();
        m_patterns.append(expression);
    }
}

bool SecretMask::isClean(QByteArrayView utf8) const
{
    const auto occurs = [utf8](const QByteArrayMatcher &secret) {
        return secret.pattern().size() <= utf8.size() &&
               secret.indexIn(utf8.data(), utf8.size()) >= 0;
    };
    return m_patterns.isEmpty() && !findCredential(utf8, 0) &&
           std::none_of(m_secrets.begin(), m_secrets.end(), occurs);
}

QByteArray SecretMask::masked(const QByteArray &utf8) const
{
    if (isClean(utf8))
        return utf8;
    const QByteArray known = withoutKnownSecrets(utf8);
    const QByteArray credentials =
        withRangesReplaced(known, [&known](qsizetype from) { return findCredential(known, from); });
    return m_patterns.isEmpty() ? credentials : withoutPatterns(credentials);
}

QString SecretMask::masked(const QString &text) const
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArray result = masked(utf8);
    return result.isSharedWith(utf8) ? text : QString::fromUtf8(result);
}

QByteArray SecretMask::maskedBinary(const QByteArray &bytes) const
{
    return withoutKnownSecrets(bytes);
}

QByteArray SecretMask::withoutKnownSecrets(const QByteArray &bytes) const
{
    QByteArray out = bytes;
    for (const QByteArrayMatcher &secret : m_secrets) {
        const QByteArray text = out;
        out = withRangesReplaced(text, [&](qsizetype from) -> std::optional<ByteRange> {
            const qsizetype at = secret.indexIn(text, from);
            if (at < 0)
                return std::nullopt;
            return ByteRange{at, at + secret.pattern().size()};
        });
    }
    return out;
}

QByteArray SecretMask::withoutPatterns(const QByteArray &utf8) const
{
    const QString text = QString::fromUtf8(utf8);
    QString out = text;
    for (const QRegularExpression &pattern : m_patterns) {
        const std::optional<QString> replaced = withMatchesReplaced(out, pattern);
        if (!replaced)
            return replacement.toByteArray();
        out = *replaced;
    }
    return out == text ? utf8 : out.toUtf8();
}

} // namespace neuro::storage
