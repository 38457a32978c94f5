// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QtGlobal>

#include <algorithm>
#include <concepts>
#include <functional>
#include <utility>
#include <variant>

/// Sentences for people, made where no language is known. The rules say what happened as an English
/// pattern with its arguments; logs and wires use the English, a window translates the pattern.
namespace neuro::protocol {

class PhraseArgument;

/// An English pattern with places %1 to %9 and what stands in them, or a text that is shown as it
/// is. Immutable; cheap to copy; the empty phrase allocates nothing.
class Phrase
{
public:
    /// Makes the text of one argument.
    using Format = std::function<QString(const PhraseArgument &)>;

    /// No text at all.
    Phrase() = default;

    /// Whether it is the empty phrase: there is nothing to say.
    bool isEmpty() const;
    /// The pattern, in UTF-8, as the translations of the context "core" know it; null for a text
    /// that is shown as it is.
    const char *source() const { return m_source; }
    /// Whether the number that is the first argument decides between singular and plural.
    bool isPlural() const { return m_isPlural; }
    /// What stands in the places; none in a text that is shown as it is.
    QList<PhraseArgument> arguments() const;

    /// The sentence in English, numbers as plain digits.
    QString english() const;
    /// The sentence after `pattern`, which is source() or a translation of it. Arguments are put in
    /// once: what looks like a place inside of one stays as it is.
    QString filled(const QString &pattern, const Format &format) const;

    /// The same pattern with the same arguments, or the same text.
    bool operator==(const Phrase &other) const;

private:
    friend class PhraseMaker;

    const char *m_source = nullptr;
    /// The text that is shown as it is, or what stands in the places of the pattern.
    std::variant<QString, QList<PhraseArgument>> m_content;
    bool m_isPlural = false;
};

/// What stands in one place of a phrase: a text, a number that a window writes in the way of its
/// language, or a phrase of its own.
class PhraseArgument
{
public:
    /// What can stand there.
    using Value = std::variant<QString, qint64, Phrase>;

    /// Stands there as it is.
    PhraseArgument(QString text)
        : m_value(std::move(text))
    {
    }
    /// Stands there in the way of the reader's language. Must fit into 64 bits with a sign.
    template <std::integral Number>
    PhraseArgument(Number number)
        : m_value(static_cast<qint64>(number))
    {
    }
    /// Stands there in the reader's language.
    PhraseArgument(Phrase phrase)
        : m_value(std::move(phrase))
    {
    }

    // Not inline: GCC 12 believes that a variant inside a list of temporaries is destroyed unset.
    /// Shares the text.
    PhraseArgument(const PhraseArgument &other);
    /// Takes the text over; `other` can only be assigned to or destroyed.
    PhraseArgument(PhraseArgument &&other) noexcept;
    /// Shares the text.
    PhraseArgument &operator=(const PhraseArgument &other);
    /// Takes the text over; `other` can only be assigned to or destroyed.
    PhraseArgument &operator=(PhraseArgument &&other) noexcept;
    ~PhraseArgument();

    /// Valid as long as the argument is.
    const Value &value() const { return m_value; }

    /// The same kind with the same content.
    bool operator==(const PhraseArgument &) const = default;

private:
    Value m_value;
};

/// Called by PhraseSource, which is made while compiling, where it is an error.
void patternHasAnotherNumberOfPlaces();

/// A string literal with the places %1 to %`places`. Anything else does not compile.
template <int places>
class PhraseSource
{
public:
    /// Does not compile unless the highest place in `literal` is %`places`.
    template <std::size_t size>
    consteval PhraseSource(const char (&literal)[size])
        : m_text(literal)
    {
        int highest = 0;
        for (std::size_t i = 0; i + 1 < size; ++i) {
            if (literal[i] == '%' && literal[i + 1] >= '1' && literal[i + 1] <= '9')
                highest = std::max(highest, literal[i + 1] - '0');
        }
        if (highest != places)
            patternHasAnotherNumberOfPlaces();
    }

    /// The literal, which lives as long as the program.
    constexpr const char *text() const { return m_text; }

private:
    const char *m_text;
};

/// Puts phrases together; use the functions below.
class PhraseMaker
{
public:
    /// Of a pattern that lives as long as the program; `isPlural`: see Phrase::isPlural().
    static Phrase make(const char *source, QList<PhraseArgument> arguments, bool isPlural = false);
    /// Of a text that is shown as it is.
    static Phrase makeVerbatim(const QString &text);
};

/// A phrase after a pattern. Write the pattern as QT_TRANSLATE_NOOP("core", "…"), so that lupdate
/// finds it:
/// `phrase(QT_TRANSLATE_NOOP("core", "must be %1, is %2"), wanted, found)`
template <typename... Arguments>
Phrase phrase(PhraseSource<static_cast<int>(sizeof...(Arguments))> source, Arguments &&...arguments)
{
    return PhraseMaker::make(source.text(),
                             {PhraseArgument(std::forward<Arguments>(arguments))...});
}

/// The same for a pattern whose wording depends on `count`, which stands in %1. Write it in the
/// plural, as QT_TRANSLATE_N_NOOP("core", "…").
template <std::integral Count, typename... Arguments>
Phrase pluralPhrase(PhraseSource<static_cast<int>(sizeof...(Arguments)) + 1> source, Count count,
                    Arguments &&...arguments)
{
    return PhraseMaker::make(
        source.text(),
        {PhraseArgument(count), PhraseArgument(std::forward<Arguments>(arguments))...}, true);
}

/// A text that has no translation: what a peer or the system wrote, names, paths. An empty one
/// gives the empty phrase. Allocates nothing.
Phrase verbatim(const QString &text);

/// Phrases one after the other, with semicolons between them.
Phrase inSequence(const QList<Phrase> &phrases);
/// Phrases as alternatives: "a string or null".
Phrase asAlternatives(const QList<Phrase> &phrases);

} // namespace neuro::protocol
