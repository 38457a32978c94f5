// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/phrasemask.h"

namespace neuro::protocol {

namespace {

using Mask = std::function<QString(const QString &)>;

PhraseArgument maskedArgument(const PhraseArgument &argument, const Mask &mask,
                              VerbatimWords verbatim)
{
    if (const auto *text = std::get_if<QString>(&argument.value()))
        return mask(*text);
    if (const auto *inner = std::get_if<Phrase>(&argument.value())) {
        const bool isOwn = !inner->source() && verbatim == VerbatimWords::Own;
        return isOwn ? argument : PhraseArgument(maskedPhrase(*inner, mask, verbatim));
    }
    return argument;
}

} // namespace

Phrase maskedPhrase(const Phrase &phrase, const Mask &mask, VerbatimWords verbatim)
{
    if (!phrase.source())
        return phrase.isEmpty() ? phrase : PhraseMaker::makeVerbatim(mask(phrase.english()));
    QList<PhraseArgument> arguments = phrase.arguments();
    for (PhraseArgument &argument : arguments)
        argument = maskedArgument(argument, mask, verbatim);
    return PhraseMaker::make(phrase.source(), arguments, phrase.isPlural());
}

} // namespace neuro::protocol
