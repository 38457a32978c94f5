// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"
#include "protocol/json.h"
#include "protocol/phrase.h"
#include "relay/rowrange.h"
#include "relay/types.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace neuro::storage {

/// Reads the fields of one line of a session log. The first that is missing or wrong makes the
/// problem; everything read afterwards is worth nothing, so that a whole line can be read without a
/// check after each field. Fields that are optional and `null` count as missing.
class SessionLineFields
{
public:
    /// `line` is an object and outlives the fields.
    explicit SessionLineFields(protocol::JsonValue line)
        : m_line(line)
    {
    }

    bool has(QByteArrayView key) const;
    QString text(QByteArrayView key);
    QString optionalText(QByteArrayView key);
    /// Of a text, as UTF-8.
    QByteArray utf8(QByteArrayView key);
    QByteArray base64(QByteArrayView key);
    /// The texts of an array; none when it is missing.
    QStringList texts(QByteArrayView key);
    quint64 number(QByteArrayView key);
    /// Not negative, and at most what fits.
    qint64 optionalNumber(QByteArrayView key, qint64 fallback);
    /// A number that is written as a text.
    quint64 id(QByteArrayView key);
    /// The same; 0 when it is missing.
    quint64 optionalId(QByteArrayView key);
    /// "17-25,31": ids of rows of the outbox; none when it is missing. What is beyond
    /// relay::limits::toldRowRanges is passed over.
    relay::RowRanges ranges(QByteArrayView key);
    /// Milliseconds as microseconds; -1 when it is missing.
    qint64 optionalMicros(QByteArrayView key);
    relay::Instant time(QByteArrayView key);
    /// The JSON text of an object; empty when it is missing.
    QByteArray json(QByteArrayView key);

    /// The enumerator that has this name in `table`. An empty name in the table stands for none.
    template <typename Enum, std::size_t N>
    Enum word(QByteArrayView key, const std::array<const char *, N> &table)
    {
        const QByteArray name = utf8(key);
        for (std::size_t i = 0; i < N; ++i) {
            if (!name.isEmpty() && name == table[i])
                return static_cast<Enum>(i);
        }
        meetUnknownWord();
        return {};
    }

    /// A word that a newer version may know.
    void meetUnknownWord() { m_hasUnknownWord = true; }
    bool hasUnknownWord() const { return m_hasUnknownWord; }

    /// Ignored when there is a problem already.
    void fail(const protocol::Phrase &problem);
    /// Empty while all is well.
    const protocol::Phrase &problem() const { return m_problem; }

private:
    protocol::JsonValue required(QByteArrayView key, protocol::JsonValue::Type type,
                                 const protocol::Phrase &wanted);
    void failType(QByteArrayView key, const protocol::Phrase &wanted);

    protocol::JsonValue m_line;
    protocol::Phrase m_problem;
    bool m_hasUnknownWord = false;
};

/// The diagnostic of this name; nothing for one that is not known.
std::optional<protocol::DiagnosticKey> diagnosticKeyOf(QStringView name);

} // namespace neuro::storage
