// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/phrase.h"

#include <cstring>

namespace neuro::protocol {

namespace {

QString englishText(const PhraseArgument &argument)
{
    struct Writer
    {
        QString operator()(const QString &text) const { return text; }
        QString operator()(qint64 number) const { return QString::number(number); }
        QString operator()(const Phrase &phrase) const { return phrase.english(); }
    };
    return std::visit(Writer(), argument.value());
}

/// `join` of the first phrase and of all that follow it.
template <typename Join>
Phrase folded(const QList<Phrase> &phrases, Join join)
{
    if (phrases.isEmpty())
        return {};
    Phrase all = phrases.constLast();
    for (qsizetype i = phrases.size() - 2; i >= 0; --i)
        all = join(phrases[i], all);
    return all;
}

} // namespace

PhraseArgument::PhraseArgument(const PhraseArgument &other) = default;
PhraseArgument::PhraseArgument(PhraseArgument &&other) noexcept = default;
PhraseArgument &PhraseArgument::operator=(const PhraseArgument &other) = default;
PhraseArgument &PhraseArgument::operator=(PhraseArgument &&other) noexcept = default;
PhraseArgument::~PhraseArgument() = default;

Phrase PhraseMaker::make(const char *source, QList<PhraseArgument> arguments, bool isPlural)
{
    Phrase phrase;
    phrase.m_source = source;
    phrase.m_content = std::move(arguments);
    phrase.m_isPlural = isPlural;
    return phrase;
}

Phrase PhraseMaker::makeVerbatim(const QString &text)
{
    Phrase phrase;
    phrase.m_content = text;
    return phrase;
}

bool Phrase::isEmpty() const
{
    const auto *text = std::get_if<QString>(&m_content);
    return text && text->isEmpty();
}

QList<PhraseArgument> Phrase::arguments() const
{
    const auto *arguments = std::get_if<QList<PhraseArgument>>(&m_content);
    return arguments ? *arguments : QList<PhraseArgument>();
}

QString Phrase::english() const
{
    return filled(QString::fromUtf8(m_source), englishText);
}

QString Phrase::filled(const QString &pattern, const Format &format) const
{
    if (const auto *plain = std::get_if<QString>(&m_content))
        return *plain;
    const auto &arguments = std::get<QList<PhraseArgument>>(m_content);
    QString text;
    text.reserve(pattern.size());
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool isPlace = pattern[i] == u'%' && i + 1 < pattern.size();
        const qsizetype place = isPlace ? pattern[i + 1].unicode() - u'1' : -1;
        if (place < 0 || place >= arguments.size()) {
            text += pattern[i];
            continue;
        }
        text += format(arguments[place]);
        ++i;
    }
    return text;
}

bool Phrase::operator==(const Phrase &other) const
{
    const bool isSameSource = m_source && other.m_source
                                  ? std::strcmp(m_source, other.m_source) == 0
                                  : m_source == other.m_source;
    return isSameSource && m_isPlural == other.m_isPlural && m_content == other.m_content;
}

Phrase verbatim(const QString &text)
{
    return PhraseMaker::makeVerbatim(text);
}

Phrase inSequence(const QList<Phrase> &phrases)
{
    return folded(phrases, [](const Phrase &first, const Phrase &rest) {
        return phrase(QT_TRANSLATE_NOOP("core", "%1; %2"), first, rest);
    });
}

Phrase asAlternatives(const QList<Phrase> &phrases)
{
    return folded(phrases, [](const Phrase &first, const Phrase &rest) {
        return phrase(QT_TRANSLATE_NOOP("core", "%1 or %2"), first, rest);
    });
}

} // namespace neuro::protocol
