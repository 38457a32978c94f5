// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/phrasemask.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace neuro::relay {

/// Makes the secrets in a text of UTF-8 unreadable; returns the text itself when there are none. It
/// may hide anything: what is to stay JSON is looked at afterwards, or made of masked texts. Pure;
/// called in the thread of whoever was given it.
using TextMask = std::function<QByteArray(const QByteArray &utf8)>;

/// `utf8` as it is without a mask.
inline QByteArray masked(const TextMask &mask, const QByteArray &utf8)
{
    return mask ? mask(utf8) : utf8;
}

inline QString masked(const TextMask &mask, const QString &text)
{
    return mask ? QString::fromUtf8(mask(text.toUtf8())) : text;
}

/// Of a phrase what it quotes; see protocol::maskedPhrase().
inline protocol::Phrase masked(const TextMask &mask, const protocol::Phrase &phrase)
{
    if (!mask)
        return phrase;
    return protocol::maskedPhrase(phrase,
                                  [&mask](const QString &text) { return masked(mask, text); });
}

} // namespace neuro::relay
