// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <utility>
#include <variant>

namespace neuro::protocol {

/// A value or the reason why there is none (std::expected comes with C++23).
/// T and E must be different types.
template <typename T, typename E>
class Result
{
public:
    /// There is one.
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    /// There is none.
    Result(E error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    /// Whether there is a value, and no error.
    bool hasValue() const { return m_content.index() == 0; }
    /// hasValue().
    explicit operator bool() const { return hasValue(); }

    /// Only when hasValue().
    const T &value() const & { return std::get<0>(m_content); }
    /// Only when hasValue().
    T &value() & { return std::get<0>(m_content); }
    /// Only when hasValue(). Moves it out of a result that is given up.
    T &&value() && { return std::get<0>(std::move(m_content)); }
    /// Only when hasValue().
    const T &operator*() const { return value(); }
    /// Only when hasValue().
    T &operator*() { return value(); }
    /// Only when hasValue().
    const T *operator->() const { return &value(); }
    /// Only when hasValue().
    T *operator->() { return &value(); }

    /// Only when not hasValue().
    const E &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, E> m_content;
};

} // namespace neuro::protocol
