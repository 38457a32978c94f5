// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/byterange.h"

#include <QByteArrayMatcher>
#include <QByteArrayView>
#include <QList>
#include <QStringList>

#include <array>

namespace neuro::storage {

/// Finds known secrets however they are spelled: as they are, with the escapes of JSON strings
/// inside of one another (limits::secretNesting), percent-encoded (limits::secretUrlNesting), and
/// with any mixture of these. In front of a "…", where a text was cut, the beginning of a secret is
/// found as well (limits::shortestBeginning). Takes a time that grows with the length of the text;
/// one without an escape that matters costs little more than a search for each secret. Immutable
/// after construction; usable from any thread.
class SecretSearch
{
public:
    /// Finds nothing.
    SecretSearch() = default;
    /// None of the secrets may be empty.
    explicit SecretSearch(const QStringList &secrets);

    /// Whether there is one.
    bool isIn(QByteArrayView utf8) const;
    /// Where they are, in order, without overlaps. A range holds whole escapes of JSON: put
    /// something in its place that needs none, and what was JSON is JSON still.
    QList<ByteRange> find(QByteArrayView utf8) const;

private:
    class Walk;

    /// Whether there may be an escape that is part of a secret.
    bool hasJsonEscape(QByteArrayView text) const;
    static bool hasUrlEscape(QByteArrayView text);
    /// What of a secret stands directly before `at`; empty when nothing does.
    ByteRange beginningBefore(QByteArrayView text, qsizetype at) const;

    QList<QByteArrayMatcher> m_secrets;
    qsizetype m_longest = 0; ///< Bytes.
    /// Bytes that may stand behind a backslash when an escape is part of a secret.
    std::array<bool, 256> m_isTelling = {};
};

namespace limits {
/// Bytes of a secret's beginning, and at least half of it, that are taken for one where a text was
/// cut. With less, whoever sees his own words masked could find out a secret piece by piece.
inline constexpr qsizetype shortestBeginning = 12;
/// Levels of JSON escapes that are resolved: a string, one inside of it, and so on.
inline constexpr int secretNesting = 4;
/// The same of percent-encoding: a URL, and one in its query.
inline constexpr int secretUrlNesting = 2;
} // namespace limits

} // namespace neuro::storage
