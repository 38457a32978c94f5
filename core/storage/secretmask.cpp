// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/secretmask.h"

#include "storage/credentialscan.h"
#include "storage/escapedtext.h"

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

namespace {

constexpr QByteArrayView replacement = "***";

QStringList longEnough(QStringList secrets)
{
    secrets.removeIf([](const QString &one) { return one.size() < limits::shortestSecret; });
    return secrets;
}

/// A share of `bytes` when there is no range. These must be in order and must not overlap.
QByteArray withRangesReplaced(const QByteArray &bytes, const QList<ByteRange> &ranges)
{
    if (ranges.isEmpty())
        return bytes;
    QByteArray out;
    out.reserve(bytes.size());
    qsizetype done = 0;
    for (const ByteRange range : ranges) {
        out.append(QByteArrayView(bytes).sliced(done, range.begin - done));
        out.append(replacement);
        done = range.end;
    }
    out.append(QByteArrayView(bytes).sliced(done));
    return out;
}

/// Whether escapes may hide what a credential looks like.
bool hasNumberedEscape(QByteArrayView utf8)
{
    return hasMark(utf8, needlessEscaping, [](char c) { return c == 'u'; });
}

/// As most programs would write it.
QByteArray asUsual(QByteArrayView utf8)
{
    return unescaped(utf8, needlessEscaping, utf8.size()).text;
}

QList<ByteRange> findCredentials(QByteArrayView utf8)
{
    QList<ByteRange> found;
    const auto next = [&](qsizetype from) {
        return findCredential(utf8, from);
    };
    for (auto one = next(0); one; one = next(one->end))
        found.append(*one);
    return found;
}

QByteArray withoutCredentials(const QByteArray &utf8)
{
    QList<ByteRange> found = findCredentials(utf8);
    if (hasNumberedEscape(utf8)) {
        QList<ByteRange> spelled = findCredentials(asUsual(utf8));
        mapToEscaped(utf8, needlessEscaping, spelled);
        found += spelled;
        uniteRanges(found);
    }
    return withRangesReplaced(utf8, found);
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
    : m_secrets(longEnough(secrets))
{
    for (const QString &pattern : patterns) {
        QRegularExpression expression(pattern, QRegularExpression::UseUnicodePropertiesOption);
        if (!expression.isValid())
            continue;
        expression.optimize();
        m_patterns.append(expression);
    }
}

SecretMask SecretMask::withoutPatterns() const
{
    SecretMask others = *this;
    others.m_patterns.clear();
    return others;
}

bool SecretMask::isClean(QByteArrayView utf8) const
{
    if (!m_patterns.isEmpty() || findCredential(utf8, 0) || m_secrets.isIn(utf8))
        return false;
    return !hasNumberedEscape(utf8) || !findCredential(asUsual(utf8), 0);
}

QByteArray SecretMask::masked(const QByteArray &utf8) const
{
    if (isClean(utf8))
        return utf8;
    const QByteArray credentials = withoutCredentials(withoutKnownSecrets(utf8));
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
    return withRangesReplaced(bytes, m_secrets.find(bytes));
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
