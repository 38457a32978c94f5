// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <concepts>

namespace neuro::protocol {

/// Builds a JSON text without white space by appending to `out`, in the order of the calls. It puts
/// the commas; that every key gets one value and everything that is begun is ended is the caller's.
class JsonWriter
{
public:
    /// `out` must outlive the writer; what it holds already stays.
    explicit JsonWriter(QByteArray &out)
        : m_out(out)
    {
    }

    JsonWriter &beginObject() { return begin('{'); }
    JsonWriter &endObject() { return end('}'); }
    JsonWriter &beginArray() { return begin('['); }
    JsonWriter &endArray() { return end(']'); }

    /// The name of the next value: valid UTF-8.
    JsonWriter &key(QByteArrayView utf8);

    JsonWriter &text(QStringView value);
    /// The same for UTF-8 that is known to be valid.
    JsonWriter &utf8(QByteArrayView value);
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool>) JsonWriter &number(Integer value)
    {
        return json(QByteArray::number(value));
    }
    /// A finite number.
    JsonWriter &number(double value);
    /// Microseconds, as seconds with six decimals.
    JsonWriter &seconds(qint64 micros);
    JsonWriter &boolean(bool value) { return json(value ? "true" : "false"); }
    JsonWriter &null() { return json("null"); }
    /// A value that is JSON text already, as it is.
    JsonWriter &json(QByteArrayView value);

private:
    JsonWriter &begin(char bracket);
    JsonWriter &end(char bracket);
    void separate();

    QByteArray &m_out;
    bool m_needsComma = false;
};

} // namespace neuro::protocol
