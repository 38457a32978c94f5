// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/workbudget.h"

#include <QByteArrayView>

#include <string>

namespace neuro::protocol {

/// The exact value of a JSON number, read from its text: `1`, `1.0` and `10e-1` are equal,
/// integers may be longer than 64 bits. Exponents beyond ±10^15 count as ±10^15.
class JsonNumber
{
public:
    JsonNumber() = default;

    /// `text` must be a number as RFC 8259 spells it.
    static JsonNumber fromText(QByteArrayView text);

    bool isZero() const { return m_digits.empty(); }
    bool isNegative() const { return m_negative; }
    bool isInteger() const { return m_exponent >= 0; }
    /// Whether this is a whole number that fits in 64 bits; stores it in `value`.
    bool toInt64(qint64 *value) const;

    /// Less than, equal to or greater than zero, as this is to `other`.
    int compare(const JsonNumber &other) const;
    /// Whether this is a whole multiple of `divisor`, which must be greater than zero. Costs what
    /// the lengths of both take from `budget`; false when it is exhausted.
    bool isMultipleOf(const JsonNumber &divisor, WorkBudget &budget) const;

    size_t hash() const;

    bool operator==(const JsonNumber &other) const = default;

private:
    /// Decimal digits without zeros at either end; none for zero. The value is digits ×
    /// 10^exponent.
    std::string m_digits;
    qint64 m_exponent = 0;
    bool m_negative = false;
};

} // namespace neuro::protocol
