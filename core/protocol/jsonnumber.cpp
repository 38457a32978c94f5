// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonnumber.h"

#include <QHashFunctions>

#include <algorithm>
#include <limits>

namespace neuro::protocol {

namespace {

constexpr qint64 largestExponent = 1'000'000'000'000'000;
/// Divisors of so many digits leave room for one more digit in 64 bits.
constexpr size_t digitsOfSmallDivisor = 18;

qint64 readExponent(QByteArrayView text)
{
    const bool negative = text.startsWith('-');
    qint64 value = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            value = std::min(value * 10 + (c - '0'), largestExponent);
    }
    return negative ? -value : value;
}

bool isSmallMultiple(const std::string &digits, qint64 zeros, const std::string &divisor)
{
    const quint64 by = std::stoull(divisor);
    quint64 rest = 0;
    for (const char c : digits)
        rest = (rest * 10 + static_cast<quint64>(c - '0')) % by;
    for (; zeros > 0 && rest != 0; --zeros)
        rest = rest * 10 % by;
    return rest == 0;
}

/// Long division as on paper: the rest is kept as digits without leading zeros.
class LongRest
{
public:
    explicit LongRest(const std::string &divisor)
        : m_divisor(divisor)
    {
    }

    void append(char digit)
    {
        if (!m_rest.empty() || digit != '0')
            m_rest.push_back(digit);
        while (!isLessThanDivisor())
            subtractDivisor();
    }
    bool isZero() const { return m_rest.empty(); }

private:
    bool isLessThanDivisor() const
    {
        return m_rest.size() != m_divisor.size() ? m_rest.size() < m_divisor.size()
                                                 : m_rest < m_divisor;
    }
    void subtractDivisor()
    {
        int borrow = 0;
        for (size_t i = 0; i < m_rest.size(); ++i) {
            char &digit = m_rest[m_rest.size() - 1 - i];
            const int taken = i < m_divisor.size() ? m_divisor[m_divisor.size() - 1 - i] - '0' : 0;
            const int left = digit - '0' - taken - borrow;
            borrow = left < 0 ? 1 : 0;
            digit = static_cast<char>('0' + left + 10 * borrow);
        }
        m_rest.erase(0, std::min(m_rest.find_first_not_of('0'), m_rest.size()));
    }

    const std::string &m_divisor;
    std::string m_rest;
};

} // namespace

JsonNumber JsonNumber::fromText(QByteArrayView text)
{
    JsonNumber number;
    number.m_negative = text.startsWith('-');
    qint64 fraction = 0;
    bool afterPoint = false;
    qint64 exponent = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == 'e' || c == 'E') {
            exponent = readExponent(text.sliced(i + 1));
            break;
        }
        if (c == '.')
            afterPoint = true;
        if (c < '0' || c > '9')
            continue;
        fraction += afterPoint ? 1 : 0;
        if (c != '0' || !number.m_digits.empty())
            number.m_digits.push_back(c);
    }
    const size_t size = number.m_digits.find_last_not_of('0') + 1;
    const auto zeros = static_cast<qint64>(number.m_digits.size() - size);
    number.m_digits.resize(size);
    if (number.isZero())
        return JsonNumber();
    number.m_exponent = exponent - fraction + zeros;
    return number;
}

bool JsonNumber::toInt64(qint64 *value) const
{
    const qint64 length = static_cast<qint64>(m_digits.size()) + m_exponent;
    if (!isInteger() || length > std::numeric_limits<qint64>::digits10)
        return false;
    qint64 magnitude = 0;
    for (const char c : m_digits)
        magnitude = magnitude * 10 + (c - '0');
    for (qint64 i = 0; i < m_exponent; ++i)
        magnitude *= 10;
    *value = m_negative ? -magnitude : magnitude;
    return true;
}

int JsonNumber::compare(const JsonNumber &other) const
{
    if (m_negative != other.m_negative)
        return m_negative ? -1 : 1;
    const int sign = m_negative ? -1 : 1;
    if (isZero() || other.isZero())
        return isZero() && other.isZero() ? 0 : (isZero() ? -sign : sign);
    const qint64 length = static_cast<qint64>(m_digits.size()) + m_exponent;
    const qint64 otherLength = static_cast<qint64>(other.m_digits.size()) + other.m_exponent;
    if (length != otherLength)
        return length < otherLength ? -sign : sign;
    const int order = m_digits.compare(other.m_digits);
    return order == 0 ? 0 : (order < 0 ? -sign : sign);
}

bool JsonNumber::isMultipleOf(const JsonNumber &divisor, WorkBudget &budget) const
{
    if (isZero())
        return true;
    // Our digits do not end in zero, so a divisor of a higher power of ten cannot divide them.
    if (m_exponent < divisor.m_exponent)
        return false;
    // More zeros than the divisor has factors two or five change nothing: below 4 per digit.
    const auto divisorSize = static_cast<qint64>(divisor.m_digits.size());
    const qint64 zeros = std::min(m_exponent - divisor.m_exponent, 4 * divisorSize);
    const qint64 steps = static_cast<qint64>(m_digits.size()) + zeros;
    if (divisor.m_digits.size() <= digitsOfSmallDivisor)
        return budget.spendOnText(steps) && isSmallMultiple(m_digits, zeros, divisor.m_digits);

    LongRest rest(divisor.m_digits);
    for (qint64 i = 0; i < steps; ++i) {
        if (!budget.spendOnText(8 * divisorSize))
            return false;
        rest.append(i < steps - zeros ? m_digits[static_cast<size_t>(i)] : '0');
    }
    return rest.isZero();
}

size_t JsonNumber::hash() const
{
    const size_t seed = m_negative ? 1 : 0;
    return qHashMulti(seed, m_exponent, QByteArrayView(m_digits));
}

} // namespace neuro::protocol
