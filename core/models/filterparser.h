// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filterexpression.h"
#include "models/filterexpression_p.h"

#include <QString>
#include <QStringView>

#include <optional>

namespace neuro::models {

/// Reads one filter expression by recursive descent; only parentheses recurse, and their depth is
/// limited. After the first problem every function returns at once.
///
///     any:       all { "|" all }
///     all:       opposite { [ "&" ] opposite }
///     opposite:  { "!" } ( "(" any ")" | term )
///     term:      word | quoted | field ":" value | "re:/" expression "/" | field comparison number
class FilterParser
{
public:
    /// `text` must outlive this.
    explicit FilterParser(const QString &text);

    /// To be called once.
    protocol::Result<FilterExpression, FilterProblem> parse();

private:
    /// A value with what its stars and escapes have come to.
    struct Value
    {
        QStringView source; ///< As it stands there, quotes included.
        QString text;
        QStringList parts; ///< What stands between the stars.
    };

    std::size_t parseAny();
    std::size_t parseAll();
    std::size_t parseOpposite();
    std::size_t parseGroup();
    std::size_t parseTerm();
    std::optional<FilterTerm> readField(const FieldHead &head);
    std::optional<FilterTerm> readText();
    std::optional<FilterTerm> readPattern();
    std::optional<FilterTerm> readNumber(FilterField field, QStringView sign, const Value &value);
    std::optional<FilterTerm> readPeer(const Value &value);
    std::optional<FilterTerm> readWarning(const Value &value);
    std::optional<Value> readValue(QStringView head);
    bool readQuoted(Value &value);
    std::optional<FilterTerm> makeTerm(FilterField field, const Value &value);
    template <typename Enum, std::size_t N>
    std::optional<Enum> choose(FilterField field, const Value &value,
                               const std::array<const char *, N> &names);

    void rejectMissingCondition();
    void rejectClosing();
    void rejectUnknownField(const FieldHead &head);
    bool checkSign(FilterField field, const FieldHead &head);
    /// Nothing may touch the end of something in quotes or slashes but an operator.
    bool isSeparated() const;
    void skipBlanks();
    QChar peek() const;
    bool isOperatorNext() const;
    std::size_t add(FilterNode node);
    std::size_t join(FilterNode::Kind kind, std::vector<std::size_t> children);
    void fail(qsizetype position, qsizetype length, const protocol::Phrase &message);
    void failAt(QStringView part, const protocol::Phrase &message);
    bool failed() const { return m_problem.has_value(); }

    QStringView m_text;
    qsizetype m_position = 0;
    int m_nesting = 0;
    int m_patternSize = 0;
    QStringView m_operator; ///< The one that was read last, until its condition is there.
    std::optional<FilterProblem> m_problem;
    std::shared_ptr<FilterExpression::Private> m_made;
};

} // namespace neuro::models
