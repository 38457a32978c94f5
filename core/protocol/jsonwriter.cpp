// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonwriter.h"

#include "protocol/json.h"

#include <QLocale>

namespace neuro::protocol {

JsonWriter &JsonWriter::key(QByteArrayView utf8)
{
    separate();
    appendJsonQuoted(m_out, utf8);
    m_out.append(':');
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::text(QStringView value)
{
    return json(jsonQuoted(value));
}

JsonWriter &JsonWriter::utf8(QByteArrayView value)
{
    separate();
    appendJsonQuoted(m_out, value);
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::number(double value)
{
    return json(QByteArray::number(value, 'g', QLocale::FloatingPointShortest));
}

JsonWriter &JsonWriter::seconds(qint64 micros)
{
    constexpr qint64 microsPerSecond = 1'000'000;
    const QByteArray fraction = QByteArray::number(qAbs(micros % microsPerSecond));
    QByteArray out = micros < 0 ? "-" : "";
    out.append(QByteArray::number(qAbs(micros / microsPerSecond)));
    out.append('.').append(fraction.rightJustified(6, '0'));
    return json(out);
}

JsonWriter &JsonWriter::json(QByteArrayView value)
{
    separate();
    m_out.append(value);
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::begin(char bracket)
{
    separate();
    m_out.append(bracket);
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::end(char bracket)
{
    m_out.append(bracket);
    m_needsComma = true;
    return *this;
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_out.append(',');
}

} // namespace neuro::protocol
