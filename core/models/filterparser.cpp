// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filterparser.h"

#include "config/valueformat.h"
#include "protocol/codec.h"

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::phrase;
using protocol::Phrase;
using protocol::quoteForMessage;
using Kind = FilterNode::Kind;

FilterParser::FilterParser(const QString &text)
    : m_text(text)
    , m_made(std::make_shared<FilterExpression::Private>())
{
}

protocol::Result<FilterExpression, FilterProblem> FilterParser::parse()
{
    if (m_text.size() > FilterExpression::maxLength) {
        fail(FilterExpression::maxLength, m_text.size() - FilterExpression::maxLength,
             phrase(QT_TRANSLATE_NOOP("core", "the filter is longer than %1 characters"),
                    FilterExpression::maxLength));
        return *m_problem;
    }
    skipBlanks();
    if (m_position == m_text.size())
        return FilterExpression();
    m_made->root = parseAny();
    if (!failed() && m_position < m_text.size())
        rejectClosing();
    if (failed())
        return *m_problem;
    m_made->finish();
    FilterExpression expression;
    expression.d = std::move(m_made);
    return expression;
}

std::size_t FilterParser::parseAny()
{
    std::vector<std::size_t> children;
    children.push_back(parseAll());
    while (!failed() && peek() == u'|') {
        const qsizetype begin = m_position;
        m_position += m_text.sliced(begin).startsWith(u"||") ? 2 : 1;
        m_operator = m_text.sliced(begin, m_position - begin);
        skipBlanks();
        children.push_back(parseAll());
    }
    return join(Kind::Any, std::move(children));
}

std::size_t FilterParser::parseAll()
{
    std::vector<std::size_t> children;
    children.push_back(parseOpposite());
    while (!failed() && m_position < m_text.size() && peek() != u'|' && peek() != u')') {
        if (peek() == u'&') {
            const qsizetype begin = m_position;
            m_position += m_text.sliced(begin).startsWith(u"&&") ? 2 : 1;
            m_operator = m_text.sliced(begin, m_position - begin);
            skipBlanks();
        }
        children.push_back(parseOpposite());
    }
    return join(Kind::All, std::move(children));
}

std::size_t FilterParser::parseOpposite()
{
    bool isOpposite = false;
    while (peek() == u'!') {
        isOpposite = !isOpposite;
        m_operator = m_text.sliced(m_position, 1);
        ++m_position;
        skipBlanks();
    }
    const std::size_t inner = peek() == u'(' ? parseGroup() : parseTerm();
    m_operator = {};
    skipBlanks();
    if (failed() || !isOpposite)
        return inner;
    if (m_made->nodes[inner].kind == Kind::Not)
        return m_made->nodes[inner].first;
    return add({Kind::Not, inner, {}});
}

std::size_t FilterParser::parseGroup()
{
    const qsizetype begin = m_position;
    if (++m_nesting > FilterExpression::maxNesting)
        fail(begin, 1,
             phrase(QT_TRANSLATE_NOOP("core", "parentheses are nested deeper than %1 levels"),
                    FilterExpression::maxNesting));
    ++m_position;
    m_operator = {};
    skipBlanks();
    if (peek() == u')')
        fail(begin, m_position + 1 - begin,
             phrase(QT_TRANSLATE_NOOP("core", "there is nothing between the parentheses")));
    if (m_position == m_text.size())
        fail(begin, 1, phrase(QT_TRANSLATE_NOOP("core", "a condition is missing after this “(”")));
    const std::size_t inner = failed() ? 0 : parseAny();
    if (!failed() && peek() != u')')
        fail(begin, 1,
             phrase(QT_TRANSLATE_NOOP("core", "“)” is missing for the “(” at character %1"),
                    characterNumber(m_text, begin)));
    ++m_position;
    --m_nesting;
    return inner;
}

std::size_t FilterParser::parseTerm()
{
    if (failed())
        return 0;
    if (isOperatorNext()) {
        rejectMissingCondition();
        return 0;
    }
    const qsizetype begin = m_position;
    const std::optional<FieldHead> head = fieldHeadOf(m_text.sliced(m_position));
    std::optional<FilterTerm> term;
    if (head && filterFieldOf(head->name)) {
        term = readField(*head);
    } else {
        if (head)
            rejectUnknownField(*head);
        term = readText();
    }
    if (failed() || !term)
        return 0;
    if (m_made->terms.size() == FilterExpression::maxTerms) {
        failAt(m_text.sliced(begin, m_position - begin),
               phrase(QT_TRANSLATE_NOOP("core", "the filter has more than %1 conditions"),
                      FilterExpression::maxTerms));
        return 0;
    }
    m_made->terms.push_back(std::move(*term));
    return add({Kind::Term, m_made->terms.size() - 1, {}});
}

void FilterParser::rejectMissingCondition()
{
    if (!m_operator.isEmpty())
        return failAt(m_operator,
                      phrase(QT_TRANSLATE_NOOP("core", "a condition is missing after “%1”"),
                             m_operator.toString()));
    if (peek() == u')' && m_nesting == 0)
        return rejectClosing();
    fail(m_position, 1,
         phrase(QT_TRANSLATE_NOOP("core", "a condition is missing before “%1”"), QString(peek())));
}

void FilterParser::rejectClosing()
{
    fail(m_position, 1,
         phrase(QT_TRANSLATE_NOOP("core", "there is no “(” for this “)”; text with parentheses is "
                                          "written in quotes")));
}

void FilterParser::rejectUnknownField(const FieldHead &head)
{
    const QString name = head.name.toString();
    const bool isColon = head.sign == u":";
    // A comparison may well be text; only one that looks like a slip is refused.
    const QStringList meant = isColon ? allFilterFieldNames()
                                      : QStringList{filterFieldName(FilterField::Size),
                                                    filterFieldName(FilterField::Latency)};
    const QString nearest = config::nearestKey(name, meant);
    constexpr qsizetype shortest = 3;
    if (!isColon && (nearest.isEmpty() || name.size() < shortest))
        return;
    if (nearest.isEmpty())
        failAt(head.name,
               phrase(QT_TRANSLATE_NOOP("core", "there is no field “%1”; known are %2; text with a "
                                                "colon is written in quotes"),
                      quoteForMessage(name), meant.join(u", "_s)));
    else
        failAt(head.name,
               phrase(QT_TRANSLATE_NOOP("core", "there is no field “%1”; did you mean “%2”?"),
                      quoteForMessage(name), nearest));
}

bool FilterParser::isSeparated() const
{
    return m_position == m_text.size() || filterWordEnd(m_text, m_position) == m_position;
}

void FilterParser::skipBlanks()
{
    while (m_position < m_text.size() && m_text[m_position].isSpace())
        ++m_position;
}

QChar FilterParser::peek() const
{
    return m_position < m_text.size() ? m_text[m_position] : QChar();
}

bool FilterParser::isOperatorNext() const
{
    return m_position >= m_text.size() || peek() == u'&' || peek() == u'|' || peek() == u')';
}

std::size_t FilterParser::add(FilterNode node)
{
    m_made->nodes.push_back(std::move(node));
    return m_made->nodes.size() - 1;
}

std::size_t FilterParser::join(FilterNode::Kind kind, std::vector<std::size_t> children)
{
    if (failed())
        return 0;
    std::vector<std::size_t> flat;
    for (const std::size_t child : children) {
        const FilterNode &node = m_made->nodes[child];
        if (node.kind == kind)
            flat.insert(flat.end(), node.children.begin(), node.children.end());
        else
            flat.push_back(child);
    }
    return flat.size() == 1 ? flat.front() : add({kind, 0, std::move(flat)});
}

void FilterParser::fail(qsizetype position, qsizetype length, const Phrase &message)
{
    if (!failed())
        m_problem = FilterProblem{position, length, message};
}

void FilterParser::failAt(QStringView part, const Phrase &message)
{
    fail(part.data() - m_text.data(), part.size(), message);
}

} // namespace neuro::models
