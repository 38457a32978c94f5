// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consoletext.h"

#include "app/console/consolewords.h"
#include "app/messagehandler.h"

#include <QStringList>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int listIndent = 2;

/// A name as it is typed.
QString shown(const QString &name)
{
    return typed(oneLine(name));
}

QString namesOf(const QList<ConsoleAction> &actions)
{
    QStringList names;
    for (const ConsoleAction &action : actions)
        names.append(shown(action.name));
    return names.isEmpty() ? u"no actions"_s : names.join(u", ");
}

void appendActions(QStringList &lines, const QList<ConsoleAction> &actions)
{
    for (const ConsoleAction &action : actions) {
        const QString description = oneLine(action.description);
        const QString name = QString(listIndent, u' ') + shown(action.name);
        lines.append(
            wrapped(description.isEmpty() ? name : name + u": " + description, 2 * listIndent));
        const QString schema = oneLine(QString::fromUtf8(action.schema));
        const bool takesData = !schema.isEmpty() && schema != u"{}";
        // In one piece: it may be copied.
        lines.append(QString(2 * listIndent, u' ') +
                     (takesData ? u"takes "_s + schema : u"takes no data"_s));
    }
}

QString headOf(const ConsoleForce &force)
{
    const QString number = QString::number(force.number) + u". ";
    return wrapped(number + shown(force.game) + u": " + oneLine(force.query),
                   static_cast<int>(number.size()));
}

} // namespace

QString gamesText(const QList<ConsoleGame> &games)
{
    if (games.isEmpty())
        return u"no game is connected"_s;
    QStringList lines;
    for (const ConsoleGame &game : games)
        lines.append(wrapped(shown(game.name) + u": " + namesOf(game.actions), listIndent));
    return lines.join(u'\n');
}

QString gameText(const ConsoleGame &game)
{
    QStringList lines{shown(game.name)};
    if (game.actions.isEmpty())
        lines.append(QString(listIndent, u' ') + namesOf(game.actions));
    appendActions(lines, game.actions);
    return lines.join(u'\n');
}

QString forcesText(const QList<ConsoleForce> &forces)
{
    if (forces.isEmpty())
        return u"no force is waiting"_s;
    QStringList lines;
    for (const ConsoleForce &force : forces) {
        const int indent = static_cast<int>(QString::number(force.number).size()) + listIndent;
        lines.append(headOf(force));
        lines.append(wrapped(QString(indent, u' ') + namesOf(force.actions), indent));
    }
    return lines.join(u'\n');
}

QString forceText(const ConsoleForce &force)
{
    QStringList lines{headOf(force)};
    // Its lines may be those of a board.
    for (const QString &line : force.state.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(wrapped(QString(2 * listIndent, u' ') + line.trimmed(), 2 * listIndent));
    }
    appendActions(lines, force.actions);
    return lines.join(u'\n');
}

QString resultText(const QString &game, const QString &action, const QString &outcome,
                   const QString &message)
{
    const QString text = u"%1: %2 %3"_s.arg(shown(game), shown(action), outcome);
    const QString said = oneLine(message);
    return said.isEmpty() ? text : text + u": " + said;
}

QString oneLine(const QString &text)
{
    return text.simplified();
}

QString wrapped(const QString &text, int indent)
{
    QStringList lines;
    QString line;
    qsizetype begin = 0; // Where the words of the line begin.
    // The spaces in front are no words.
    while (begin < text.size() && text.at(begin) == u' ')
        ++begin;
    line = text.left(begin);
    for (const QString &word : text.mid(begin).split(u' ')) {
        const bool isFirst = line.size() == begin;
        // What fits into no line is no reason to begin one.
        const bool fitsNext = indent + word.size() <= consoleColumns;
        if (!isFirst && fitsNext && line.size() + 1 + word.size() > consoleColumns) {
            lines.append(line);
            line = QString(indent, u' ');
            begin = indent;
            line += word;
        } else {
            line += isFirst ? word : u' ' + word;
        }
    }
    lines.append(line);
    return lines.join(u'\n');
}

QString harmless(const QString &text)
{
    constexpr char16_t joiner = 0x200d; // Between the parts of an emoji.
    constexpr char16_t nonJoiner = 0x200c;
    QString clean = text;
    for (QChar &character : clean) {
        const QChar::Category category = character.category();
        const bool isControl =
            category == QChar::Other_Control || category == QChar::Other_Format ||
            category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
        if (isControl && character != u'\n' && character != joiner && character != nonJoiner)
            character = QChar::ReplacementCharacter;
    }
    return clean;
}

bool printLine(std::FILE *stream, const QString &text)
{
    const QByteArray utf8 = harmless(withoutSecrets(text)).toUtf8() + '\n';
    const auto size = static_cast<std::size_t>(utf8.size());
    return std::fwrite(utf8.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

} // namespace neuro::app
