// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filterexpression.h"

#include "models/filterexpression_p.h"
#include "models/filterparser.h"

#include <QStringList>

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using Kind = FilterNode::Kind;

qsizetype characterNumber(QStringView text, qsizetype position)
{
    // One outside of the basic plane is two units.
    return text.first(std::min(position, text.size())).toUcs4().size() + 1;
}

protocol::Result<FilterExpression, FilterProblem> FilterExpression::parse(const QString &text)
{
    return FilterParser(text).parse();
}

FilterExpression FilterExpression::words(const QString &text)
{
    auto made = std::make_shared<Private>();
    FilterNode all{Kind::All, 0, {}};
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        all.children.push_back(made->nodes.size());
        made->nodes.push_back({Kind::Term, made->terms.size(), {}});
        made->terms.emplace_back(TextTerm(word));
    }
    FilterExpression expression;
    if (words.isEmpty())
        return expression;
    if (words.size() > 1) {
        made->root = made->nodes.size();
        made->nodes.push_back(std::move(all));
    }
    made->finish();
    expression.d = std::move(made);
    return expression;
}

FilterExpression FilterExpression::phrase(const QString &text)
{
    auto made = std::make_shared<Private>();
    made->terms.emplace_back(TextTerm(text));
    made->nodes.push_back({Kind::Term, 0, {}});
    made->finish();
    FilterExpression expression;
    expression.d = std::move(made);
    return expression;
}

bool FilterExpression::matches(const FrameFacts &frame) const
{
    return !d || d->holds(d->root, frame);
}

bool FilterExpression::matches(const relay::FrameEvent &frame) const
{
    if (!d || !d->isOnlyTexts)
        return matches(factsOf(frame));
    const protocol::Refusal *refusal = frame.refusal ? &*frame.refusal : nullptr;
    return std::all_of(d->terms.begin(), d->terms.end(), [&frame, refusal](const FilterTerm &term) {
        return std::get_if<TextTerm>(&term)->isIn(frame.payload, frame.name, frame.command,
                                                  refusal);
    });
}

bool FilterExpression::isCostly() const
{
    return d && d->cost == FilterCost::Pattern;
}

QString FilterExpression::text() const
{
    return d ? d->text : QString();
}

bool FilterExpression::operator==(const FilterExpression &other) const
{
    return d == other.d || text() == other.text();
}

bool FilterExpression::Private::holds(std::size_t node, const FrameFacts &frame) const
{
    const FilterNode &at = nodes[node];
    const auto holdsIn = [this, &frame](std::size_t child) {
        return holds(child, frame);
    };
    switch (at.kind) {
    case Kind::Term:
        return models::holds(terms[at.first], frame);
    case Kind::Not:
        return !holds(at.first, frame);
    case Kind::All:
        return std::all_of(at.children.begin(), at.children.end(), holdsIn);
    case Kind::Any:
        return std::any_of(at.children.begin(), at.children.end(), holdsIn);
    }
    Q_UNREACHABLE();
}

FilterCost FilterExpression::Private::costOf(std::size_t node) const
{
    const FilterNode &at = nodes[node];
    switch (at.kind) {
    case Kind::Term:
        return models::costOf(terms[at.first]);
    case Kind::Not:
        return costOf(at.first);
    case Kind::All:
    case Kind::Any: {
        FilterCost most = FilterCost::Field;
        for (const std::size_t child : at.children)
            most = std::max(most, costOf(child));
        return most;
    }
    }
    Q_UNREACHABLE();
}

QString FilterExpression::Private::textOf(std::size_t node) const
{
    const FilterNode &at = nodes[node];
    switch (at.kind) {
    case Kind::Term:
        return models::textOf(terms[at.first]);
    case Kind::Not: {
        const QString inner = textOf(at.first);
        if (nodes[at.first].kind == Kind::Term)
            return u'!' + inner;
        return u"!("_s + inner + u')';
    }
    case Kind::All:
    case Kind::Any: {
        QStringList parts;
        for (const std::size_t child : at.children) {
            const bool isLoose = at.kind == Kind::All && nodes[child].kind == Kind::Any;
            const QString part = textOf(child);
            parts.append(isLoose ? u'(' + part + u')' : part);
        }
        return parts.join(at.kind == Kind::All ? u" "_s : u" | "_s);
    }
    }
    Q_UNREACHABLE();
}

void FilterExpression::Private::finish()
{
    text = textOf(root);
    cost = costOf(root);
    const auto isTerm = [this](std::size_t node) {
        return nodes[node].kind == Kind::Term;
    };
    const std::vector<std::size_t> &all = nodes[root].children;
    const bool isRow =
        nodes[root].kind == Kind::Term ||
        (nodes[root].kind == Kind::All && std::all_of(all.begin(), all.end(), isTerm));
    isOnlyTexts = isRow && std::all_of(terms.begin(), terms.end(), [](const FilterTerm &term) {
                      return std::holds_alternative<TextTerm>(term);
                  });
    // What is cheap decides first.
    for (FilterNode &node : nodes) {
        std::stable_sort(node.children.begin(), node.children.end(),
                         [this](std::size_t a, std::size_t b) { return costOf(a) < costOf(b); });
    }
}

} // namespace neuro::models
