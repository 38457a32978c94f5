// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filterparser.h"

#include "config/valueformat.h"
#include "protocol/codec.h"

#include <algorithm>
#include <cmath>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::phrase;
using protocol::Phrase;
using protocol::quoteForMessage;

namespace {

/// Sizes have as many digits as can be read again.
constexpr qint64 largestSize = 999'999'999'999'999;
constexpr qsizetype longestMilliseconds = 15; ///< Characters.

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// "4k" is what people write for 4 KiB.
std::optional<qint64> sizeOf(QStringView text)
{
    const bool isShort =
        text.size() > 1 && isDigit(text[text.size() - 2]) && u"kmgKMG"_s.contains(text.back());
    const auto size = config::parseSize(isShort ? text + u"iB"_s : text.toString());
    return size && *size <= largestSize ? size : std::nullopt;
}

/// "20" or "1.5", in microseconds.
std::optional<qint64> microsOf(QStringView text)
{
    const bool isPlain =
        std::all_of(text.begin(), text.end(), [](QChar c) { return isDigit(c) || c == u'.'; });
    if (!isPlain || text.isEmpty() || !isDigit(text.front()) || !isDigit(text.back()) ||
        text.size() > longestMilliseconds)
        return std::nullopt;
    const std::optional<double> number = config::parseNumber(text);
    if (!number)
        return std::nullopt;
    return std::llround(*number * static_cast<double>(relay::microsPerMs));
}

Phrase alternatives(const QStringList &words)
{
    QList<Phrase> phrases;
    for (const QString &word : words)
        phrases.append(protocol::verbatim(word));
    return protocol::asAlternatives(phrases);
}

Comparison comparisonOf(QStringView sign)
{
    const auto at =
        std::find_if(comparisonNames.begin(), comparisonNames.end(),
                     [sign](const char *name) { return sign == QLatin1StringView(name); });
    return static_cast<Comparison>(at - comparisonNames.begin());
}

} // namespace

bool FilterParser::checkSign(FilterField field, const FieldHead &head)
{
    if (isCompared(field) == (head.sign != u":"))
        return true;
    const QString name = filterFieldName(field);
    if (isCompared(field))
        failAt(head.sign, phrase(QT_TRANSLATE_NOOP("core", "“%1” is compared with a number: %1>20, "
                                                           "%1<20, %1>=20, %1<=20 or %1=20"),
                                 name));
    else
        failAt(head.sign, phrase(QT_TRANSLATE_NOOP(
                                     "core", "after “%1” comes a colon, not “%2”; text with this "
                                             "sign is written in quotes"),
                                 name, head.sign.toString()));
    return false;
}

std::optional<FilterTerm> FilterParser::readField(const FieldHead &head)
{
    const FilterField field = *filterFieldOf(head.name);
    if (!checkSign(field, head))
        return std::nullopt;
    const QStringView source = m_text.sliced(m_position, head.size());
    m_position += head.size();
    if (field == FilterField::Pattern && peek() == u'/')
        return readPattern();
    const std::optional<Value> value = readValue(source);
    if (!value)
        return std::nullopt;
    if (field == FilterField::Pattern) {
        failAt(value->source,
               phrase(QT_TRANSLATE_NOOP("core", "a regular expression stands between "
                                                "slashes: re:/…/")));
        return std::nullopt;
    }
    return isCompared(field) ? readNumber(field, head.sign, *value) : makeTerm(field, *value);
}

std::optional<FilterTerm> FilterParser::makeTerm(FilterField field, const Value &value)
{
    switch (field) {
    case FilterField::Game:
    case FilterField::Command:
    case FilterField::Id:
        return NameTerm{field, StarPattern(value.parts)};
    case FilterField::Peer:
        return readPeer(value);
    case FilterField::Direction:
        if (const auto direction = choose<relay::Direction>(field, value, relay::directionNames))
            return DirectionTerm{*direction};
        return std::nullopt;
    case FilterField::Door:
        if (const auto door = choose<relay::Door>(field, value, relay::doorNames))
            return DoorTerm{*door};
        return std::nullopt;
    case FilterField::Verdict:
        if (const auto verdict = choose<relay::Verdict>(field, value, relay::verdictNames))
            return VerdictTerm{*verdict};
        return std::nullopt;
    case FilterField::Warning:
        return readWarning(value);
    case FilterField::Text:
        return TextTerm(value.text);
    case FilterField::Size:
    case FilterField::Latency:
    case FilterField::Pattern:
        break;
    }
    Q_UNREACHABLE();
}

template <typename Enum, std::size_t N>
std::optional<Enum> FilterParser::choose(FilterField field, const Value &value,
                                         const std::array<const char *, N> &names)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (value.text.compare(QLatin1StringView(names[i]), Qt::CaseInsensitive) == 0)
            return static_cast<Enum>(i);
    }
    failAt(value.source,
           phrase(QT_TRANSLATE_NOOP("core", "“%1” is %2, not “%3”"), filterFieldName(field),
                  alternatives(filterValues(field)), quoteForMessage(value.text)));
    return std::nullopt;
}

std::optional<FilterTerm> FilterParser::readPeer(const Value &value)
{
    bool isNumber = std::all_of(value.text.begin(), value.text.end(), isDigit);
    const relay::PeerId peer = isNumber ? value.text.toULongLong(&isNumber) : 0;
    if (isNumber)
        return PeerTerm{peer};
    failAt(value.source,
           phrase(QT_TRANSLATE_NOOP("core", "“peer” is the number of a connection such "
                                            "as 3, not “%1”"),
                  quoteForMessage(value.text)));
    return std::nullopt;
}

std::optional<FilterTerm> FilterParser::readWarning(const Value &value)
{
    WarningTerm term{StarPattern(value.parts), {}};
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable) {
        const QString name = QString::fromLatin1(info.name);
        term.keys[static_cast<std::size_t>(info.key)] =
            term.pattern.matches(name, Qt::CaseInsensitive);
    }
    if (term.keys.any())
        return term;
    const QString nearest = config::nearestKey(value.text, filterValues(FilterField::Warning));
    const QString shown = quoteForMessage(value.text);
    failAt(
        value.source,
        nearest.isEmpty()
            ? phrase(QT_TRANSLATE_NOOP("core", "there is no diagnostic “%1”; schema/* stands for "
                                               "all of one kind, * for any"),
                     shown)
            : phrase(QT_TRANSLATE_NOOP("core", "there is no diagnostic “%1”; did you mean “%2”?"),
                     shown, nearest));
    return std::nullopt;
}

std::optional<FilterTerm> FilterParser::readNumber(FilterField field, QStringView sign,
                                                   const Value &value)
{
    const bool isSize = field == FilterField::Size;
    const std::optional<qint64> number = isSize ? sizeOf(value.text) : microsOf(value.text);
    if (number)
        return NumberTerm{field, comparisonOf(sign), *number};
    const QString shown = quoteForMessage(value.text);
    failAt(value.source,
           isSize
               ? phrase(QT_TRANSLATE_NOOP("core", "“size” is a number of bytes such as 500, 4k or "
                                                  "2MiB, not “%1”"),
                        shown)
               : phrase(QT_TRANSLATE_NOOP("core", "“ms” is a number of milliseconds such as 20 or "
                                                  "1.5, not “%1”"),
                        shown));
    return std::nullopt;
}

std::optional<FilterTerm> FilterParser::readText()
{
    if (failed())
        return std::nullopt;
    const std::optional<Value> value = readValue({});
    return value ? std::optional<FilterTerm>(TextTerm(value->text)) : std::nullopt;
}

std::optional<FilterTerm> FilterParser::readPattern()
{
    const qsizetype begin = m_position;
    const qsizetype end = closingSlash(m_text, begin);
    if (end < 0) {
        fail(begin, m_text.size() - begin,
             phrase(
                 QT_TRANSLATE_NOOP("core", "“/” is missing at the end of the regular expression")));
        return std::nullopt;
    }
    const QStringView source = m_text.sliced(begin + 1, end - begin - 1);
    m_position = end + 1;
    if (source.isEmpty())
        fail(begin, 2, phrase(QT_TRANSLATE_NOOP("core", "the regular expression is empty")));
    else if (!isSeparated())
        fail(m_position, 1,
             phrase(QT_TRANSLATE_NOOP("core",
                                      "after the “/” of a regular expression comes a blank; "
                                      "there are no flags, and “/” inside is written “\\/”")));
    if (failed())
        return std::nullopt;
    const auto compiled = protocol::TextPattern::compile(source.toString());
    if (!compiled) {
        failAt(source,
               phrase(QT_TRANSLATE_NOOP("core", "the regular expression cannot be used: %1"),
                      compiled.error()));
        return std::nullopt;
    }
    m_patternSize += compiled->size();
    if (m_patternSize > FilterExpression::maxPatternSize) {
        failAt(source,
               phrase(QT_TRANSLATE_NOOP("core", "the regular expressions of a filter must not "
                                                "have more than %1 steps, their repetitions "
                                                "written out"),
                      FilterExpression::maxPatternSize));
        return std::nullopt;
    }
    return PatternTerm(source.toString(), *compiled);
}

std::optional<FilterParser::Value> FilterParser::readValue(QStringView head)
{
    const qsizetype begin = m_position;
    Value value;
    if (peek() == u'"') {
        if (!readQuoted(value))
            return std::nullopt;
    } else {
        m_position = filterWordEnd(m_text, begin);
        value.text = m_text.sliced(begin, m_position - begin).toString();
        value.parts = value.text.split(u'*');
    }
    value.source = m_text.sliced(begin, m_position - begin);
    if (!value.text.isEmpty())
        return value;
    if (value.source.isEmpty())
        failAt(head, phrase(QT_TRANSLATE_NOOP("core", "a value is missing directly after “%1”"),
                            head.toString()));
    else
        failAt(value.source,
               phrase(QT_TRANSLATE_NOOP("core", "there is nothing between the quotes")));
    return std::nullopt;
}

bool FilterParser::readQuoted(Value &value)
{
    const qsizetype begin = m_position;
    const qsizetype end = closingQuote(m_text, begin);
    if (end < 0) {
        fail(begin, m_text.size() - begin,
             phrase(QT_TRANSLATE_NOOP("core", "the quote at character %1 is not closed; a quote "
                                              "inside of quotes is written “\\\"”"),
                    characterNumber(m_text, begin)));
        return false;
    }
    QString part;
    for (qsizetype at = begin + 1; at < end; ++at) {
        QChar c = m_text[at];
        if (c == u'*') {
            value.parts.append(std::exchange(part, {}));
            value.text += c;
            continue;
        }
        if (c == u'\\') {
            c = m_text[++at];
            if (!u"\"\\*nt"_s.contains(c)) {
                fail(at - 1, 2,
                     phrase(QT_TRANSLATE_NOOP("core", "“\\%1” means nothing; a backslash inside of "
                                                      "quotes is written “\\\\”"),
                            QString(c)));
                return false;
            }
            c = c == u'n' ? u'\n' : c == u't' ? u'\t' : c;
        }
        part += c;
        value.text += c;
    }
    value.parts.append(part);
    m_position = end + 1;
    if (isSeparated())
        return true;
    fail(m_position, 1,
         phrase(QT_TRANSLATE_NOOP("core",
                                  "after a closing quote comes a blank or an operator; a quote "
                                  "inside of quotes is written “\\\"”")));
    return false;
}

} // namespace neuro::models
