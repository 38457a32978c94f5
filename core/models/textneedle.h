// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringView>

#include <array>

namespace neuro::models {

/// An ASCII word, prepared for finding it in many byte strings without decoding them. Letter case
/// is ignored. Horspool's method: about one look per word length.
class AsciiNeedle
{
public:
    /// `word` is ASCII and not empty.
    explicit AsciiNeedle(const QByteArray &word);
    bool isIn(QByteArrayView bytes) const;
    bool isIn(QStringView text) const;

private:
    template <typename Unit>
    bool isInUnits(const Unit *text, qsizetype size) const;

    QByteArray m_word; ///< Lower case.
    std::array<quint8, 256> m_skip;
};

/// A word or phrase, prepared for finding it in many JSON texts and names. Letter case is ignored,
/// for ASCII and beyond.
class TextNeedle
{
public:
    /// `text` is not empty.
    explicit TextNeedle(const QString &text);

    bool isIn(QStringView text) const;
    /// In the bytes of a message, as they came. Quotes and backslashes are found both plain and
    /// as they stand inside a JSON string, other characters both plain and as \uXXXX.
    bool isInMessage(QByteArrayView utf8) const;

private:
    bool isInDecoded(QByteArrayView utf8) const;

    QString m_text;
    QList<AsciiNeedle> m_spellings; ///< Empty when the text is not ASCII.
};

} // namespace neuro::models
