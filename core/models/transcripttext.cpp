// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/transcripttext.h"

#include "models/oneline.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using relay::TranscriptEvent;
using Kind = TranscriptEvent::Kind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Transcript)
};

constexpr int longestName = 80;
constexpr int longestText = 300;

QString shortText(const QString &text)
{
    return oneLine(QStringView(text), longestText);
}

/// What an entry is, without its text: "Game B asks".
QString headOf(const TranscriptEvent &entry, const QString &game)
{
    switch (entry.kind) {
    case Kind::Context:
        return entry.silent ? Words::tr("%1 (silent)").arg(game) : game;
    case Kind::Query:
        return Words::tr("%1 asks").arg(game);
    case Kind::Action:
        return Words::tr("Neuro to %1").arg(game);
    case Kind::Result:
        return entry.success ? Words::tr("%1, ok").arg(game) : Words::tr("%1, failed").arg(game);
    case Kind::ActionsAdded:
        return Words::tr("%1 offers").arg(game);
    case Kind::ActionsRemoved:
        return Words::tr("%1 withdraws").arg(game);
    }
    Q_UNREACHABLE();
}

QString escapedMarkdown(const QString &text)
{
    static const QString special = u"\\`*_{}[]<>()#+-.!|"_s;
    QString escaped;
    for (const QChar c : text) {
        if (special.contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

QString quoted(const QString &text)
{
    if (text.isEmpty())
        return QString();
    QString quote = text.trimmed();
    quote.replace(u"\r\n"_s, u"\n"_s);
    quote.replace(u"\n"_s, u"\n> "_s);
    return u"> "_s + quote + u"\n\n"_s;
}

/// A code block whose fence is longer than any run of backticks in `code`.
QString fenced(const QString &code)
{
    if (code.isEmpty())
        return QString();
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const QChar c : code) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    return fence + u"json\n"_s + code + u'\n' + fence + u"\n\n"_s;
}

QString bodyOf(const TranscriptEvent &entry)
{
    switch (entry.kind) {
    case Kind::Context:
    case Kind::Result:
    case Kind::ActionsRemoved:
        return quoted(entry.text);
    case Kind::ActionsAdded:
    case Kind::Query:
        return quoted(entry.text) + quoted(entry.detail);
    case Kind::Action:
        return quoted(escapedMarkdown(entry.text)) + fenced(entry.detail);
    }
    Q_UNREACHABLE();
}

} // namespace

QString transcriptSpeaker(const TranscriptEvent &entry)
{
    const QString game = oneLine(QStringView(entry.game), longestName);
    if (entry.isRelays)
        return game.isEmpty() ? Words::tr("Relay") : Words::tr("Relay for %1").arg(game);
    const bool isOperator = entry.peer == 0 && entry.game.isEmpty();
    return isOperator ? Words::tr("Operator") : game;
}

QString transcriptLine(const TranscriptEvent &entry)
{
    const QString head = headOf(entry, transcriptSpeaker(entry));
    const QString text = shortText(entry.text);
    if (text.isEmpty())
        return head;
    const QString line = head + u": "_s + text;
    return entry.detail.isEmpty() ? line : line + u"  "_s + shortText(entry.detail);
}

QString transcriptMarkdown(const TranscriptEvent &entry)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(entry.at.wall / relay::microsPerMs);
    const QString game = escapedMarkdown(transcriptSpeaker(entry));
    return time.toString(u"HH:mm:ss"_s) + u" **"_s + headOf(entry, game) + u"**\n\n"_s +
           bodyOf(entry);
}

} // namespace neuro::models
