// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/textpattern.h"

#include "protocol/codec.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxGroupNesting = 100;
constexpr int maxRepetition = 1'000'000;
constexpr char32_t end = 0xFFFFFFFF;

bool isDigit(char32_t c)
{
    return c >= '0' && c <= '9';
}

bool isAsciiLetter(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int hexValue(char32_t c)
{
    if (isDigit(c))
        return static_cast<int>(c - '0');
    const char32_t lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? static_cast<int>(lower - 'a') + 10 : -1;
}

/// Recursive descent over the grammar of ECMA-262, section Patterns. After the first error every
/// function returns at once.
class PatternParser
{
public:
    explicit PatternParser(const QString &expression)
        : m_text(expression.toUcs4())
    {
    }

    Result<PatternTree, Phrase> parse()
    {
        m_tree.root = parseAlternatives();
        if (m_error.isEmpty() && peek() == ')')
            fail(phrase(QT_TRANSLATE_NOOP("core", "a closing parenthesis without an opening one")));
        if (!m_error.isEmpty())
            return m_error;
        return std::move(m_tree);
    }

private:
    using Kind = PatternPart::Kind;

    char32_t peek(qsizetype ahead = 0) const
    {
        const qsizetype at = m_position + ahead;
        return at < m_text.size() ? static_cast<char32_t>(m_text[at]) : end;
    }
    char32_t take()
    {
        const char32_t c = peek();
        if (c != end)
            ++m_position;
        return c;
    }
    bool takeIf(char32_t c)
    {
        if (peek() != c)
            return false;
        ++m_position;
        return true;
    }
    bool takeIf(QLatin1StringView text)
    {
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (peek(i) != static_cast<char32_t>(text[i].unicode()))
                return false;
        }
        m_position += text.size();
        return true;
    }
    void fail(const Phrase &what)
    {
        if (m_error.isEmpty())
            m_error = phrase(QT_TRANSLATE_NOOP("core", "%1 at character %2"), what, m_position + 1);
    }
    bool failed() const { return !m_error.isEmpty(); }

    int add(PatternPart part)
    {
        m_tree.parts.push_back(std::move(part));
        return static_cast<int>(m_tree.parts.size()) - 1;
    }
    int add(Kind kind)
    {
        PatternPart part;
        part.kind = kind;
        return add(std::move(part));
    }
    int addCharacter(char32_t character)
    {
        PatternPart part;
        part.kind = Kind::Character;
        part.character = character;
        return add(std::move(part));
    }
    int addSet(CharacterSet set)
    {
        m_tree.sets.push_back(std::move(set));
        PatternPart part;
        part.kind = Kind::Set;
        part.set = static_cast<int>(m_tree.sets.size()) - 1;
        return add(std::move(part));
    }

    int parseAlternatives()
    {
        if (++m_nesting > maxGroupNesting)
            fail(pluralPhrase(QT_TRANSLATE_N_NOOP("core", "groups nested deeper than %1 levels"),
                              maxGroupNesting));
        PatternPart alternatives;
        alternatives.kind = Kind::Alternatives;
        do
            alternatives.children.push_back(failed() ? 0 : parseSequence());
        while (!failed() && takeIf('|'));
        --m_nesting;
        return alternatives.children.size() == 1 ? alternatives.children.front()
                                                 : add(std::move(alternatives));
    }

    int parseSequence()
    {
        PatternPart sequence;
        while (!failed() && peek() != end && peek() != '|' && peek() != ')') {
            const int item = parseItem();
            sequence.children.push_back(failed() ? item : parseQuantifier(item));
        }
        return add(std::move(sequence));
    }

    int parseItem()
    {
        const char32_t c = take();
        switch (c) {
        case '^':
            return add(Kind::TextBegin);
        case '$':
            return add(Kind::TextEnd);
        case '(':
            return parseGroup();
        case '[':
            return parseClass();
        case '\\':
            return parseEscape();
        case '.':
            return addSet(anyButLineEnds());
        case '*':
        case '+':
        case '?':
            fail(phrase(QT_TRANSLATE_NOOP("core", "nothing to repeat")));
            return 0;
        default:
            // `{`, `}` and `]` by themselves are errors under the flag u, and common all the same.
            return addCharacter(c);
        }
    }

    static CharacterSet anyButLineEnds()
    {
        CharacterSet set;
        set.addRange('\n', '\n');
        set.addRange('\r', '\r');
        set.addRange(0x2028, 0x2029);
        set.setNegated(true);
        return set;
    }

    int parseGroup()
    {
        PatternPart look;
        bool isLook = true;
        if (takeIf("?="_L1)) {
            look.kind = Kind::LookAhead;
        } else if (takeIf("?!"_L1)) {
            look.kind = Kind::LookAhead;
            look.negated = true;
        } else if (takeIf("?<="_L1)) {
            look.kind = Kind::LookBehind;
        } else if (takeIf("?<!"_L1)) {
            look.kind = Kind::LookBehind;
            look.negated = true;
        } else {
            isLook = false;
            if (takeIf("?<"_L1))
                parseGroupName();
            else if (!takeIf("?:"_L1) && peek() == '?')
                fail(phrase(QT_TRANSLATE_NOOP("core", "an unknown kind of group")));
        }
        const int body = failed() ? 0 : parseAlternatives();
        if (!failed() && !takeIf(')'))
            fail(phrase(QT_TRANSLATE_NOOP("core", "a group that is not closed")));
        if (!isLook || failed())
            return body;
        look.children.push_back(body);
        return add(std::move(look));
    }

    void parseGroupName()
    {
        QString name;
        for (char32_t c = take(); c != '>' && !failed(); c = take()) {
            if (c == end || (!QChar::isLetterOrNumber(c) && c != '_' && c != '$'))
                fail(phrase(QT_TRANSLATE_NOOP("core", "a malformed group name")));
            name += QString::fromUcs4(&c, c == end ? 0 : 1);
        }
        if (name.isEmpty() || isDigit(name.front().unicode()) || m_names.contains(name))
            fail(phrase(QT_TRANSLATE_NOOP(
                "core", "a group name that is empty, repeated or starts with a digit")));
        m_names.insert(name);
    }

    int parseQuantifier(int item)
    {
        PatternPart repetition;
        repetition.kind = Kind::Repetition;
        if (takeIf('?'))
            repetition.most = 1;
        else if (takeIf('+'))
            repetition.least = 1;
        else if (!takeIf('*') && !parseCount(repetition))
            return item;
        takeIf('?');
        const Kind kind = m_tree.parts[static_cast<size_t>(item)].kind;
        if (kind == Kind::TextBegin || kind == Kind::TextEnd || kind == Kind::WordBoundary ||
            kind == Kind::NoWordBoundary || kind == Kind::LookAhead || kind == Kind::LookBehind)
            fail(phrase(QT_TRANSLATE_NOOP("core", "an assertion cannot be repeated")));
        if (peek() == '*' || peek() == '+' || peek() == '?')
            fail(phrase(QT_TRANSLATE_NOOP("core", "nothing to repeat")));
        repetition.children.push_back(item);
        return add(std::move(repetition));
    }

    std::optional<int> parseNumber()
    {
        if (!isDigit(peek()))
            return std::nullopt;
        int value = 0;
        while (isDigit(peek()))
            value = std::min(value * 10 + static_cast<int>(take() - '0'), maxRepetition);
        return value;
    }

    /// `{n}`, `{n,}` or `{n,m}`; anything else stays unread.
    bool parseCount(PatternPart &repetition)
    {
        const qsizetype begin = m_position;
        const std::optional<int> least = takeIf('{') ? parseNumber() : std::nullopt;
        if (least) {
            repetition.least = *least;
            repetition.most = *least;
            if (takeIf(','))
                repetition.most = parseNumber().value_or(PatternPart::unlimited);
            if (takeIf('}')) {
                if (repetition.most != PatternPart::unlimited && repetition.most < *least)
                    fail(phrase(
                        QT_TRANSLATE_NOOP("core", "a repetition whose limits are out of order")));
                return true;
            }
        }
        m_position = begin;
        return false;
    }

    int parseEscape()
    {
        const char32_t c = peek();
        if (takeIf('b'))
            return add(Kind::WordBoundary);
        if (takeIf('B'))
            return add(Kind::NoWordBoundary);
        if ((c >= '1' && c <= '9') || c == 'k') {
            fail(phrase(QT_TRANSLATE_NOOP("core", "a back-reference, which is not supported,")));
            return 0;
        }
        CharacterSet set;
        if (parseSetEscape(set))
            return addSet(std::move(set));
        return addCharacter(failed() ? 0 : parseCharacterEscape());
    }

    /// `\d`, `\w`, `\s`, `\p{…}` and their opposites; the backslash has been taken.
    bool parseSetEscape(CharacterSet &set)
    {
        const char32_t c = peek();
        const char32_t kind = c | 0x20;
        if (!isAsciiLetter(c) || (kind != 'd' && kind != 'w' && kind != 's' && kind != 'p'))
            return false;
        take();
        if (kind != 'p') {
            set.addShorthand(QChar(static_cast<char16_t>(c)));
            return true;
        }
        QString name;
        if (!takeIf('{'))
            fail(phrase(QT_TRANSLATE_NOOP("core", "\\p without a property in braces")));
        while (!failed() && !takeIf('}')) {
            const char32_t letter = take();
            if (letter == end ||
                (!isAsciiLetter(letter) && !isDigit(letter) && letter != '_' && letter != '='))
                fail(phrase(QT_TRANSLATE_NOOP("core", "\\p without a property in braces")));
            else
                name += QChar(static_cast<char16_t>(letter));
        }
        if (!failed() && !set.addProperty(name, c == 'P'))
            fail(phrase(QT_TRANSLATE_NOOP("core", "the unknown Unicode property \"%1\""),
                        shortened(name, 40)));
        return true;
    }

    char32_t parseCharacterEscape()
    {
        const char32_t c = take();
        switch (c) {
        case 't':
            return '\t';
        case 'n':
            return '\n';
        case 'v':
            return '\v';
        case 'f':
            return '\f';
        case 'r':
            return '\r';
        case '0':
            if (isDigit(peek()))
                fail(phrase(QT_TRANSLATE_NOOP("core", "an octal escape")));
            return 0;
        case 'c':
            if (isAsciiLetter(peek()))
                return take() % 32;
            fail(phrase(QT_TRANSLATE_NOOP("core", "\\c without a letter")));
            return 0;
        case 'x':
            return parseHex(2);
        case 'u':
            return parseUnicodeEscape();
        case end:
            fail(phrase(QT_TRANSLATE_NOOP("core", "a backslash at the end")));
            return 0;
        default:
            if (isAsciiLetter(c) || isDigit(c))
                fail(phrase(QT_TRANSLATE_NOOP("core", "the unknown escape \\%1"),
                            QString(QChar(static_cast<char16_t>(c)))));
            return c;
        }
    }

    char32_t parseHex(int digits)
    {
        char32_t value = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = hexValue(take());
            if (digit < 0) {
                fail(
                    phrase(QT_TRANSLATE_NOOP("core", "an escape with too few hexadecimal digits")));
                return 0;
            }
            value = value * 16 + static_cast<char32_t>(digit);
        }
        return value;
    }

    char32_t parseUnicodeEscape()
    {
        if (takeIf('{')) {
            char32_t value = 0;
            int digits = 0;
            for (; hexValue(peek()) >= 0 && value <= CharacterSet::lastCodePoint; ++digits)
                value = value * 16 + static_cast<char32_t>(hexValue(take()));
            if (!takeIf('}') || digits == 0 || value > CharacterSet::lastCodePoint)
                fail(phrase(QT_TRANSLATE_NOOP("core", "a malformed \\u{…}")));
            return value;
        }
        const char32_t high = parseHex(4);
        if (high < 0xD800 || high > 0xDBFF || peek() != '\\' || peek(1) != 'u')
            return high;
        const qsizetype begin = m_position;
        m_position += 2;
        const char32_t low = parseHex(4);
        if (low >= 0xDC00 && low <= 0xDFFF)
            return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        m_position = begin;
        return high;
    }

    int parseClass()
    {
        CharacterSet set;
        set.setNegated(takeIf('^'));
        while (!failed() && !takeIf(']')) {
            if (peek() == end) {
                fail(phrase(QT_TRANSLATE_NOOP("core", "a class that is not closed")));
                break;
            }
            parseClassItem(set);
        }
        return addSet(std::move(set));
    }

    void parseClassItem(CharacterSet &set)
    {
        const std::optional<char32_t> first = parseClassAtom(set);
        const bool isRange = peek() == '-' && peek(1) != ']' && peek(1) != end;
        if (!isRange) {
            if (first)
                set.addRange(*first, *first);
            return;
        }
        take();
        const std::optional<char32_t> last = parseClassAtom(set);
        if (failed())
            return;
        if (!first || !last)
            fail(phrase(QT_TRANSLATE_NOOP("core", "a range that starts or ends with a set")));
        else if (*first > *last)
            fail(phrase(QT_TRANSLATE_NOOP("core", "a range whose limits are out of order")));
        else
            set.addRange(*first, *last);
    }

    /// One character, or nothing when it was a set, which is added to `set`.
    std::optional<char32_t> parseClassAtom(CharacterSet &set)
    {
        const char32_t c = take();
        if (c != '\\')
            return c;
        if (takeIf('b'))
            return '\b';
        if (parseSetEscape(set) || failed())
            return std::nullopt;
        return parseCharacterEscape();
    }

    const QList<uint> m_text;
    qsizetype m_position = 0;
    int m_nesting = 0;
    QSet<QString> m_names;
    PatternTree m_tree;
    Phrase m_error;
};

} // namespace

Result<PatternTree, Phrase> parsePattern(const QString &expression)
{
    return PatternParser(expression).parse();
}

} // namespace neuro::protocol
