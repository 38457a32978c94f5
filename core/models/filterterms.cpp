// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filterterms.h"

#include "config/valueformat.h"
#include "models/filterexpression.h"
#include "models/phrasetext.h"

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::PatternPart;
using protocol::PatternTree;

namespace {

/// Finds the longest row of characters that every match of a pattern holds.
class RequiredText
{
public:
    explicit RequiredText(const PatternTree &tree)
        : m_tree(tree)
    {
        visit(tree.root);
        endRow();
    }
    QByteArray utf8() const { return m_longest.toUtf8(); }

private:
    void visit(int index)
    {
        const PatternPart &part = m_tree.parts[static_cast<std::size_t>(index)];
        if (part.kind == PatternPart::Kind::Sequence) {
            for (const int child : part.children)
                visit(child);
        } else if (part.kind == PatternPart::Kind::Character &&
                   !QChar::isSurrogate(part.character)) {
            m_row += QString::fromUcs4(&part.character, 1);
        } else {
            endRow();
        }
    }
    void endRow()
    {
        if (m_row.size() > m_longest.size())
            m_longest = m_row;
        m_row.clear();
    }

    const PatternTree &m_tree;
    QString m_row;
    QString m_longest;
};

bool compares(qint64 found, Comparison comparison, qint64 wanted)
{
    switch (comparison) {
    case Comparison::Less:
        return found < wanted;
    case Comparison::LessOrEqual:
        return found <= wanted;
    case Comparison::Equal:
        return found == wanted;
    case Comparison::GreaterOrEqual:
        return found >= wanted;
    case Comparison::Greater:
        return found > wanted;
    }
    Q_UNREACHABLE();
}

bool isFound(const PatternTerm &term, QByteArrayView payload)
{
    if (term.part.indexIn(payload.data(), payload.size()) < 0)
        return false;
    protocol::WorkBudget budget(FilterExpression::patternWork);
    if (payload.isValidUtf8())
        return term.pattern.matches(payload, budget);
    return term.pattern.matches(QString::fromUtf8(payload).toUtf8(), budget);
}

struct Holds
{
    const FrameFacts &frame;

    bool operator()(const NameTerm &term) const
    {
        // What has no name is not even "*".
        const bool isId = term.field == FilterField::Id;
        const QStringView name =
            isId ? frame.id : (term.field == FilterField::Game ? frame.game : frame.command);
        return !name.isEmpty() &&
               term.pattern.matches(name, isId ? Qt::CaseSensitive : Qt::CaseInsensitive);
    }
    bool operator()(const PeerTerm &term) const { return frame.peer == term.peer; }
    bool operator()(const DirectionTerm &term) const { return frame.direction == term.direction; }
    bool operator()(const DoorTerm &term) const { return frame.door == term.door; }
    bool operator()(const VerdictTerm &term) const { return frame.verdict == term.verdict; }
    bool operator()(const WarningTerm &term) const
    {
        return std::any_of(frame.warnings.begin(), frame.warnings.end(),
                           [&term](const protocol::Finding &finding) {
                               return term.keys[static_cast<std::size_t>(finding.key)];
                           });
    }
    bool operator()(const NumberTerm &term) const
    {
        if (term.field == FilterField::Size)
            return compares(frame.size, term.comparison, term.number);
        return frame.latency >= 0 && compares(frame.latency, term.comparison, term.number);
    }
    bool operator()(const TextTerm &term) const
    {
        return term.isIn(frame.payload, frame.game, frame.command, frame.refusal);
    }
    bool operator()(const PatternTerm &term) const { return isFound(term, frame.payload); }
};

QString field(FilterField name, const QString &value)
{
    return filterFieldName(name) + u':' + value;
}

QString plainMilliseconds(qint64 micros)
{
    QString text = QString::number(micros / relay::microsPerMs);
    if (const qint64 rest = micros % relay::microsPerMs) {
        text += u'.' + QString::number(rest).rightJustified(3, u'0');
        while (text.endsWith(u'0'))
            text.chop(1);
    }
    return text;
}

struct TextOf
{
    QString operator()(const NameTerm &term) const
    {
        return field(term.field, term.pattern.text());
    }
    QString operator()(const PeerTerm &term) const
    {
        return field(FilterField::Peer, QString::number(term.peer));
    }
    QString operator()(const DirectionTerm &term) const
    {
        return field(FilterField::Direction, nameOf(term.direction, relay::directionNames));
    }
    QString operator()(const DoorTerm &term) const
    {
        return field(FilterField::Door, nameOf(term.door, relay::doorNames));
    }
    QString operator()(const VerdictTerm &term) const
    {
        return field(FilterField::Verdict, nameOf(term.verdict, relay::verdictNames));
    }
    QString operator()(const WarningTerm &term) const
    {
        return field(FilterField::Warning, term.pattern.text());
    }
    QString operator()(const NumberTerm &term) const
    {
        const QString number = term.field == FilterField::Size
                                   ? config::formatSize(term.number).remove(u' ')
                                   : plainMilliseconds(term.number);
        return filterFieldName(term.field) + relay::nameOf(term.comparison, comparisonNames) +
               number;
    }
    QString operator()(const TextTerm &term) const
    {
        return isFreeFilterWord(term.text) ? term.text : quotedForFilter(term.text);
    }
    QString operator()(const PatternTerm &term) const
    {
        return field(FilterField::Pattern, u'/' + term.source + u'/');
    }
};

} // namespace

bool StarPattern::matches(QStringView text, Qt::CaseSensitivity letterCase) const
{
    if (isExact())
        return text.compare(m_parts.first(), letterCase) == 0;
    const QString &first = m_parts.first();
    const QString &last = m_parts.last();
    if (text.size() < first.size() + last.size() || !text.startsWith(first, letterCase) ||
        !text.endsWith(last, letterCase))
        return false;
    QStringView rest = text.sliced(first.size()).chopped(last.size());
    // The first place of each part leaves most of the text to those after it.
    for (qsizetype i = 1; i + 1 < m_parts.size(); ++i) {
        const qsizetype at = rest.indexOf(m_parts[i], 0, letterCase);
        if (at < 0)
            return false;
        rest = rest.sliced(at + m_parts[i].size());
    }
    return true;
}

QString StarPattern::text() const
{
    const QString plain = m_parts.join(u'*');
    const bool hasOwnStars = plain.count(u'*') >= m_parts.size();
    if (!hasOwnStars && isFilterWord(plain))
        return plain;
    QString inside;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        const QString part = quotedForFilter(m_parts[i], true);
        inside += (i == 0 ? QString() : u"*"_s) + part.sliced(1, part.size() - 2);
    }
    return u'"' + inside + u'"';
}

bool TextTerm::isIn(QByteArrayView payload, QStringView game, QStringView command,
                    const protocol::Refusal *refusal) const
{
    // The payload first: most words are found there, and without decoding.
    if (needle.isInMessage(payload) || needle.isIn(game) || needle.isIn(command))
        return true;
    return refusal && (needle.isIn(refusal->path) || needle.isIn(translated(refusal->detail)));
}

PatternTerm::PatternTerm(const QString &expression, const protocol::TextPattern &compiled)
    : source(expression)
    , pattern(compiled)
    , part(RequiredText(compiled.tree()).utf8())
{
}

bool holds(const FilterTerm &term, const FrameFacts &frame)
{
    return std::visit(Holds{frame}, term);
}

QString textOf(const FilterTerm &term)
{
    return std::visit(TextOf(), term);
}

FilterCost costOf(const FilterTerm &term)
{
    if (std::holds_alternative<PatternTerm>(term))
        return FilterCost::Pattern;
    return std::holds_alternative<TextTerm>(term) ? FilterCost::Text : FilterCost::Field;
}

} // namespace neuro::models
