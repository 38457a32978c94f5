// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/rowrange.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>

namespace neuro::storage {

class SecretMask;

/// Builds one line of the session log in place: the fields in the order of the calls. The
/// destructor ends the line. Nobody else touches the array until then.
class LogLine
{
public:
    /// `kind` and every key must need no escape.
    LogLine(QByteArray &out, const SecretMask &mask, QByteArrayView kind);
    ~LogLine();
    LogLine(const LogLine &) = delete;
    LogLine &operator=(const LogLine &) = delete;

    /// Foreign text: masked and quoted.
    void text(QByteArrayView key, const QByteArray &utf8);
    void text(QByteArrayView key, const QString &value);
    /// The same, left out when it is empty.
    void optionalText(QByteArrayView key, const QString &value);
    /// One of our own words, which needs neither.
    void word(QByteArrayView key, QLatin1StringView value);
    void number(QByteArrayView key, quint64 value);
    /// An identifier that is a number here and a string in the log.
    void numberAsText(QByteArrayView key, quint64 value);
    void base64(QByteArrayView key, const QByteArray &bytes);
    /// Microseconds as milliseconds with three decimals.
    void milliseconds(QByteArrayView key, qint64 micros);
    void time(QByteArrayView key, qint64 wallMicros);
    /// "17-25,31" as a text.
    void ranges(QByteArrayView key, const relay::RowRanges &ranges);
    /// JSON text, as it is.
    void json(QByteArrayView key, const QByteArray &value);

    /// An array: `append(element)`, which writes one elementText() or elementWord(), for each.
    template <typename List, typename Append>
    void array(QByteArrayView key, const List &list, Append append)
    {
        startField(key);
        put("[");
        bool isFirst = true;
        for (const auto &element : list) {
            if (!isFirst)
                put(",");
            isFirst = false;
            append(element);
        }
        put("]");
    }
    void elementText(const QString &value);
    void elementWord(QLatin1StringView value);

private:
    void startField(QByteArrayView key);
    void put(QByteArrayView bytes);
    void putNumber(quint64 value);
    void putQuoted(QByteArrayView utf8);
    void putEscaped(QByteArrayView utf8);
    /// Makes sure that `bytes` more can be written at m_at.
    void makeRoom(qsizetype bytes);

    QByteArray &m_out; ///< Longer than what was written; the destructor cuts it.
    char *m_at = nullptr;
    char *m_end = nullptr;
    const SecretMask &m_mask;
};

} // namespace neuro::storage
