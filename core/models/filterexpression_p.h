// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filterexpression.h"
#include "models/filterterms.h"

#include <vector>

namespace neuro::models {

/// One condition or several in a relation. Nodes form a tree, the children by their index.
struct FilterNode
{
    enum class Kind {
        Term, ///< `first` is the index of a term.
        Not,  ///< `first` is the index of a node.
        All,
        Any,
    };

    Kind kind = Kind::Term;
    std::size_t first = 0;
    std::vector<std::size_t> children; ///< Of All and Any: two or more.
};

struct FilterExpression::Private
{
    std::vector<FilterTerm> terms;
    std::vector<FilterNode> nodes;
    std::size_t root = 0;
    QString text;
    FilterCost cost = FilterCost::Field;
    /// Every term is a text, and all of them must hold.
    bool isOnlyTexts = false;

    bool holds(std::size_t node, const FrameFacts &frame) const;
    FilterCost costOf(std::size_t node) const;
    QString textOf(std::size_t node) const;
    /// To be called once, when the tree is complete. The depth of its recursion is that of the
    /// tree, as of the functions above.
    void finish();
};

} // namespace neuro::models
