// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/characterset.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

using Range = CharacterSet::Range;

constexpr std::array digits = {Range{'0', '9'}};
constexpr std::array wordCharacters = {Range{'0', '9'}, Range{'A', 'Z'}, Range{'_', '_'},
                                       Range{'a', 'z'}};
constexpr std::array spaces = {Range{0x09, 0x0D},     Range{0x20, 0x20},     Range{0xA0, 0xA0},
                               Range{0x1680, 0x1680}, Range{0x2000, 0x200A}, Range{0x2028, 0x2029},
                               Range{0x202F, 0x202F}, Range{0x205F, 0x205F}, Range{0x3000, 0x3000},
                               Range{0xFEFF, 0xFEFF}};

constexpr quint32 bit(QChar::Category category)
{
    return 1U << static_cast<unsigned>(category);
}

struct CategoryName
{
    QLatin1StringView shortName;
    QLatin1StringView longName;
    quint32 categories;
};

constexpr quint32 casedLetters =
    bit(QChar::Letter_Uppercase) | bit(QChar::Letter_Lowercase) | bit(QChar::Letter_Titlecase);
constexpr quint32 letters = casedLetters | bit(QChar::Letter_Modifier) | bit(QChar::Letter_Other);
constexpr quint32 marks =
    bit(QChar::Mark_NonSpacing) | bit(QChar::Mark_SpacingCombining) | bit(QChar::Mark_Enclosing);
constexpr quint32 numbers =
    bit(QChar::Number_DecimalDigit) | bit(QChar::Number_Letter) | bit(QChar::Number_Other);
constexpr quint32 separators =
    bit(QChar::Separator_Space) | bit(QChar::Separator_Line) | bit(QChar::Separator_Paragraph);
constexpr quint32 others = bit(QChar::Other_Control) | bit(QChar::Other_Format) |
                           bit(QChar::Other_Surrogate) | bit(QChar::Other_PrivateUse) |
                           bit(QChar::Other_NotAssigned);
constexpr quint32 punctuation = bit(QChar::Punctuation_Connector) | bit(QChar::Punctuation_Dash) |
                                bit(QChar::Punctuation_Open) | bit(QChar::Punctuation_Close) |
                                bit(QChar::Punctuation_InitialQuote) |
                                bit(QChar::Punctuation_FinalQuote) | bit(QChar::Punctuation_Other);
constexpr quint32 symbols = bit(QChar::Symbol_Math) | bit(QChar::Symbol_Currency) |
                            bit(QChar::Symbol_Modifier) | bit(QChar::Symbol_Other);
constexpr quint32 everything =
    letters | marks | numbers | separators | others | punctuation | symbols;

constexpr std::array categoryNames = {
    CategoryName{"L"_L1, "Letter"_L1, letters},
    CategoryName{"LC"_L1, "Cased_Letter"_L1, casedLetters},
    CategoryName{"Lu"_L1, "Uppercase_Letter"_L1, bit(QChar::Letter_Uppercase)},
    CategoryName{"Ll"_L1, "Lowercase_Letter"_L1, bit(QChar::Letter_Lowercase)},
    CategoryName{"Lt"_L1, "Titlecase_Letter"_L1, bit(QChar::Letter_Titlecase)},
    CategoryName{"Lm"_L1, "Modifier_Letter"_L1, bit(QChar::Letter_Modifier)},
    CategoryName{"Lo"_L1, "Other_Letter"_L1, bit(QChar::Letter_Other)},
    CategoryName{"M"_L1, "Mark"_L1, marks},
    CategoryName{"Mn"_L1, "Nonspacing_Mark"_L1, bit(QChar::Mark_NonSpacing)},
    CategoryName{"Mc"_L1, "Spacing_Mark"_L1, bit(QChar::Mark_SpacingCombining)},
    CategoryName{"Me"_L1, "Enclosing_Mark"_L1, bit(QChar::Mark_Enclosing)},
    CategoryName{"N"_L1, "Number"_L1, numbers},
    CategoryName{"Nd"_L1, "Decimal_Number"_L1, bit(QChar::Number_DecimalDigit)},
    CategoryName{"Nl"_L1, "Letter_Number"_L1, bit(QChar::Number_Letter)},
    CategoryName{"No"_L1, "Other_Number"_L1, bit(QChar::Number_Other)},
    CategoryName{"P"_L1, "Punctuation"_L1, punctuation},
    CategoryName{"Pc"_L1, "Connector_Punctuation"_L1, bit(QChar::Punctuation_Connector)},
    CategoryName{"Pd"_L1, "Dash_Punctuation"_L1, bit(QChar::Punctuation_Dash)},
    CategoryName{"Ps"_L1, "Open_Punctuation"_L1, bit(QChar::Punctuation_Open)},
    CategoryName{"Pe"_L1, "Close_Punctuation"_L1, bit(QChar::Punctuation_Close)},
    CategoryName{"Pi"_L1, "Initial_Punctuation"_L1, bit(QChar::Punctuation_InitialQuote)},
    CategoryName{"Pf"_L1, "Final_Punctuation"_L1, bit(QChar::Punctuation_FinalQuote)},
    CategoryName{"Po"_L1, "Other_Punctuation"_L1, bit(QChar::Punctuation_Other)},
    CategoryName{"S"_L1, "Symbol"_L1, symbols},
    CategoryName{"Sm"_L1, "Math_Symbol"_L1, bit(QChar::Symbol_Math)},
    CategoryName{"Sc"_L1, "Currency_Symbol"_L1, bit(QChar::Symbol_Currency)},
    CategoryName{"Sk"_L1, "Modifier_Symbol"_L1, bit(QChar::Symbol_Modifier)},
    CategoryName{"So"_L1, "Other_Symbol"_L1, bit(QChar::Symbol_Other)},
    CategoryName{"Z"_L1, "Separator"_L1, separators},
    CategoryName{"Zs"_L1, "Space_Separator"_L1, bit(QChar::Separator_Space)},
    CategoryName{"Zl"_L1, "Line_Separator"_L1, bit(QChar::Separator_Line)},
    CategoryName{"Zp"_L1, "Paragraph_Separator"_L1, bit(QChar::Separator_Paragraph)},
    CategoryName{"C"_L1, "Other"_L1, others},
    CategoryName{"Cc"_L1, "Control"_L1, bit(QChar::Other_Control)},
    CategoryName{"Cf"_L1, "Format"_L1, bit(QChar::Other_Format)},
    CategoryName{"Co"_L1, "Private_Use"_L1, bit(QChar::Other_PrivateUse)},
    CategoryName{"Cn"_L1, "Unassigned"_L1, bit(QChar::Other_NotAssigned)},
    CategoryName{"Any"_L1, "Any"_L1, everything},
};

struct ScriptName
{
    QLatin1StringView shortName;
    QLatin1StringView longName;
    QChar::Script script;
};

constexpr std::array scriptNames = {
    ScriptName{"Latn"_L1, "Latin"_L1, QChar::Script_Latin},
    ScriptName{"Grek"_L1, "Greek"_L1, QChar::Script_Greek},
    ScriptName{"Cyrl"_L1, "Cyrillic"_L1, QChar::Script_Cyrillic},
    ScriptName{"Armn"_L1, "Armenian"_L1, QChar::Script_Armenian},
    ScriptName{"Hebr"_L1, "Hebrew"_L1, QChar::Script_Hebrew},
    ScriptName{"Arab"_L1, "Arabic"_L1, QChar::Script_Arabic},
    ScriptName{"Deva"_L1, "Devanagari"_L1, QChar::Script_Devanagari},
    ScriptName{"Thai"_L1, "Thai"_L1, QChar::Script_Thai},
    ScriptName{"Geor"_L1, "Georgian"_L1, QChar::Script_Georgian},
    ScriptName{"Hang"_L1, "Hangul"_L1, QChar::Script_Hangul},
    ScriptName{"Hira"_L1, "Hiragana"_L1, QChar::Script_Hiragana},
    ScriptName{"Kana"_L1, "Katakana"_L1, QChar::Script_Katakana},
    ScriptName{"Hani"_L1, "Han"_L1, QChar::Script_Han},
    ScriptName{"Zyyy"_L1, "Common"_L1, QChar::Script_Common},
};

template <typename Names>
auto findName(const Names &names, const QString &name)
{
    return std::find_if(names.begin(), names.end(), [&name](const auto &known) {
        return name == known.shortName || name == known.longName;
    });
}

} // namespace

void CharacterSet::addShorthand(QChar letter)
{
    const QChar kind = letter.toLower();
    const bool opposite = letter.isUpper();
    if (kind == u'd')
        addSorted(digits, opposite);
    else if (kind == u'w')
        addSorted(wordCharacters, opposite);
    else
        addSorted(spaces, opposite);
}

void CharacterSet::addSorted(std::span<const Range> ranges, bool complement)
{
    if (!complement) {
        m_ranges.insert(m_ranges.end(), ranges.begin(), ranges.end());
        return;
    }
    char32_t next = 0;
    for (const Range &range : ranges) {
        addRange(next, range.first - 1);
        next = range.last + 1;
    }
    addRange(next, lastCodePoint);
}

bool CharacterSet::addProperty(const QString &name, bool negated)
{
    const qsizetype equals = name.indexOf(u'=');
    const QString property = equals < 0 ? QString() : name.first(equals);
    const QString value = name.sliced(equals + 1);
    if (property == "Script"_L1 || property == "sc"_L1 || property == "Script_Extensions"_L1 ||
        property == "scx"_L1) {
        const auto script = findName(scriptNames, value);
        if (script == scriptNames.end())
            return false;
        m_properties.push_back(
            {Property::Kind::Script, static_cast<quint32>(script->script), negated});
        return true;
    }
    if (equals >= 0 && property != "General_Category"_L1 && property != "gc"_L1)
        return false;
    const auto category = findName(categoryNames, value);
    if (category != categoryNames.end()) {
        m_properties.push_back({Property::Kind::Categories, category->categories, negated});
        return true;
    }
    if (equals >= 0)
        return false;
    if (name == "ASCII"_L1) {
        addRange(negated ? 0x80 : 0, negated ? lastCodePoint : 0x7F);
        return true;
    }
    Property binary;
    binary.negated = negated;
    if (name == "Alphabetic"_L1 || name == "Alpha"_L1)
        binary.kind = Property::Kind::Alphabetic;
    else if (name == "Uppercase"_L1 || name == "Upper"_L1)
        binary.kind = Property::Kind::Uppercase;
    else if (name == "Lowercase"_L1 || name == "Lower"_L1)
        binary.kind = Property::Kind::Lowercase;
    else if (name == "White_Space"_L1 || name == "space"_L1)
        binary.kind = Property::Kind::WhiteSpace;
    else
        return false;
    m_properties.push_back(binary);
    return true;
}

bool CharacterSet::Property::contains(char32_t codePoint) const
{
    switch (kind) {
    case Kind::Categories:
        return ((bit(QChar::category(codePoint)) & value) != 0) != negated;
    case Kind::Script:
        return (static_cast<quint32>(QChar::script(codePoint)) == value) != negated;
    case Kind::Alphabetic:
        return QChar::isLetter(codePoint) != negated;
    case Kind::Uppercase:
        return QChar::isUpper(codePoint) != negated;
    case Kind::Lowercase:
        return QChar::isLower(codePoint) != negated;
    case Kind::WhiteSpace:
        return QChar::isSpace(codePoint) != negated;
    }
    Q_UNREACHABLE();
}

bool CharacterSet::contains(char32_t codePoint) const
{
    const bool found =
        std::any_of(m_ranges.begin(), m_ranges.end(),
                    [codePoint](const Range &range) {
                        return codePoint >= range.first && codePoint <= range.last;
                    }) ||
        std::any_of(m_properties.begin(), m_properties.end(),
                    [codePoint](const Property &p) { return p.contains(codePoint); });
    return found != m_negated;
}

std::optional<char32_t> CharacterSet::pick(quint32 choice) const
{
    static constexpr std::u32string_view readable =
        U"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.,:;!?@#$%&*+/=()[]{}<>"
        U"'\"\\|~^`\t\n\u00E9\u03B1\u0431\u05D0\u0627\u0915\u0E01\u3042\u30A2\u4E00\uAC00\u20AC";
    std::u32string members;
    std::copy_if(readable.begin(), readable.end(), std::back_inserter(members),
                 [this](char32_t candidate) { return contains(candidate); });
    if (!members.empty())
        return members[choice % members.size()];
    for (const Range &range : m_ranges) {
        const char32_t candidate = range.first + choice % (range.last - range.first + 1);
        const bool isSurrogate = candidate >= 0xD800 && candidate <= 0xDFFF;
        if (!isSurrogate && contains(candidate))
            return candidate;
    }
    // What is left are rare properties: look where most scripts live.
    for (char32_t candidate = 0xA1; candidate < 0x3400; ++candidate) {
        if (contains(candidate))
            return candidate;
    }
    return std::nullopt;
}

} // namespace neuro::protocol
