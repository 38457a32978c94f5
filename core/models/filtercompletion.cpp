// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/filtercompletion.h"

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A condition as it stands in a filter.
struct Piece
{
    qsizetype begin = 0;
    qsizetype end = 0;
    std::optional<FieldHead> head;
};

bool isBetweenConditions(QChar c)
{
    return c.isSpace() || c == u'&' || c == u'|' || c == u'!' || c == u'(' || c == u')';
}

/// Where what begins at `from` ends: a quoted text, a regular expression, or a word.
qsizetype valueEnd(QStringView text, qsizetype from, bool isPattern)
{
    qsizetype closed = -2;
    if (from < text.size() && text[from] == u'"')
        closed = closingQuote(text, from);
    else if (isPattern && from < text.size() && text[from] == u'/')
        closed = closingSlash(text, from);
    if (closed == -2)
        return filterWordEnd(text, from);
    return closed < 0 ? text.size() : closed + 1;
}

/// The condition that `cursor` stands in or at the end of; an empty one between two.
Piece pieceAt(QStringView text, qsizetype cursor)
{
    Piece piece;
    while (piece.begin < text.size()) {
        if (isBetweenConditions(text[piece.begin])) {
            if (++piece.begin > cursor)
                break;
            continue;
        }
        piece.head = fieldHeadOf(text.sliced(piece.begin));
        const bool isPattern =
            piece.head && filterFieldOf(piece.head->name) == FilterField::Pattern;
        const qsizetype value = piece.begin + (piece.head ? piece.head->size() : 0);
        piece.end = std::max(valueEnd(text, value, isPattern), piece.begin + 1);
        if (cursor <= piece.end)
            return cursor < piece.begin ? Piece{cursor, cursor, {}} : piece;
        piece.begin = piece.end;
    }
    return {cursor, cursor, {}};
}

QString fieldText(FilterField field)
{
    return filterFieldName(field) + (isCompared(field) ? u'>' : u':');
}

/// With the values that begin with `typed` first, those that hold it behind them.
QStringList matching(const QStringList &values, const QString &typed)
{
    QStringList first;
    QStringList later;
    for (const QString &value : values) {
        if (value.startsWith(typed, Qt::CaseInsensitive))
            first.append(value);
        else if (value.contains(typed, Qt::CaseInsensitive))
            later.append(value);
    }
    return first + later;
}

/// `schema/*` and so on, and `*`.
QStringList kindsOf(const QStringList &keys)
{
    QStringList kinds{u"*"_s};
    for (const QString &key : keys) {
        const QString kind = key.section(u'/', 0, 0) + u"/*";
        if (!kinds.contains(kind))
            kinds.append(kind);
    }
    return kinds;
}

QStringList valuesOf(FilterField field, const FilterVocabulary &vocabulary)
{
    if (field == FilterField::Game)
        return vocabulary.games;
    if (field == FilterField::Command)
        return vocabulary.commands;
    return filterValues(field);
}

QString writtenValue(const QString &value)
{
    return isFilterWord(value) && !value.contains(u'*') ? value : quotedForFilter(value, true);
}

FilterCompletions fieldsFor(QStringView typed, qsizetype begin, qsizetype end)
{
    FilterCompletions completions{begin, end, {}};
    for (std::size_t i = 0; i < filterFieldNames.size(); ++i) {
        const auto field = static_cast<FilterField>(i);
        if (filterFieldName(field).startsWith(typed, Qt::CaseInsensitive))
            completions.choices.append({fieldText(field), field, false});
    }
    return completions;
}

FilterCompletions valuesFor(FilterField field, QStringView typed, qsizetype begin, qsizetype end,
                            const FilterVocabulary &vocabulary)
{
    FilterCompletions completions{begin, end, {}};
    const QString bare = typed.startsWith(u'"') ? typed.sliced(1).toString() : typed.toString();
    const QStringList values = valuesOf(field, vocabulary);
    const auto add = [&completions, field](const QString &text) {
        if (completions.choices.size() < filterChoicesShown)
            completions.choices.append({text, field, true});
    };
    for (const QString &value : matching(values, bare))
        add(writtenValue(value));
    if (field == FilterField::Warning) {
        for (const QString &kind : matching(kindsOf(values), bare))
            add(kind);
    }
    return completions;
}

} // namespace

FilterCompletions completeFilter(QStringView text, qsizetype cursor,
                                 const FilterVocabulary &vocabulary)
{
    const Piece piece = pieceAt(text, cursor);
    if (!piece.head) {
        const QStringView typed = text.sliced(piece.begin, cursor - piece.begin);
        return fieldsFor(typed, piece.begin, piece.end);
    }
    const qsizetype value = piece.begin + piece.head->size();
    if (cursor < value) {
        const qsizetype letters = std::min(cursor - piece.begin, piece.head->name.size());
        return fieldsFor(piece.head->name.first(letters), piece.begin, value);
    }
    const std::optional<FilterField> field = filterFieldOf(piece.head->name);
    if (!field)
        return {cursor, cursor, {}};
    FilterCompletions completions =
        valuesFor(*field, text.sliced(value, cursor - value), value, piece.end, vocabulary);
    // What stands there already is no way to go on.
    const QStringView there = text.sliced(value, piece.end - value);
    completions.choices.removeIf([there](const FilterChoice &choice) {
        return choice.text.compare(there, Qt::CaseInsensitive) == 0;
    });
    return completions;
}

} // namespace neuro::models
