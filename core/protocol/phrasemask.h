// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrase.h"

#include <QString>

#include <functional>

namespace neuro::protocol {

/// Whose words are the texts inside of a phrase that are phrases without a pattern (verbatim).
enum class VerbatimWords {
    Others, ///< Somebody else's: they are masked like every other text.
    Own,    ///< The program's: names of its settings, limits. A phrase that is one is masked.
};

/// `phrase` without what `mask` hides in the texts that stand in the places of its patterns. The
/// patterns themselves are the program's words: they stay as they are, and so have their
/// translations; a secret that happens to be one of these words is not given away by a gap. Numbers
/// stay, too.
Phrase maskedPhrase(const Phrase &phrase, const std::function<QString(const QString &)> &mask,
                    VerbatimWords verbatim = VerbatimWords::Others);

} // namespace neuro::protocol
