// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QChar>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace neuro::protocol {

/// A set of Unicode code points, as a class of a regular expression names it.
class CharacterSet
{
public:
    static constexpr char32_t lastCodePoint = 0x10FFFF;

    struct Range
    {
        char32_t first = 0;
        char32_t last = 0;
    };

    void addRange(char32_t first, char32_t last) { m_ranges.push_back({first, last}); }
    /// Adds what `\d`, `\w`, `\s` and their opposites `\D`, `\W`, `\S` stand for in ECMA-262.
    void addShorthand(QChar letter);
    /// Adds what `\p{name}`, or `\P{name}` when `negated`, stands for: general categories, scripts
    /// and a few binary properties. False when the name is not known.
    bool addProperty(const QString &name, bool negated);
    void setNegated(bool negated) { m_negated = negated; }

    bool contains(char32_t codePoint) const;
    /// A member of the set, another one for each `choice` as far as there are; prefers characters
    /// that everybody can read. Nothing when none was found.
    std::optional<char32_t> pick(quint32 choice) const;

private:
    struct Property
    {
        enum class Kind { Categories, Script, Alphabetic, Uppercase, Lowercase, WhiteSpace };

        Kind kind = Kind::Categories;
        /// One bit per QChar::Category, or the number of a QChar::Script.
        quint32 value = 0;
        bool negated = false;

        bool contains(char32_t codePoint) const;
    };

    void addSorted(std::span<const Range> ranges, bool complement);

    std::vector<Range> m_ranges;
    std::vector<Property> m_properties;
    bool m_negated = false;
};

} // namespace neuro::protocol
