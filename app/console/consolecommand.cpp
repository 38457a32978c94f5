// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolecommand.h"

#include "app/console/consolewords.h"
#include "protocol/codec.h"
#include "protocol/json.h"

#include <cmath>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

using Reading = protocol::Result<std::optional<ConsoleCommand>, QString>;

constexpr double msPerSecond = 1000.0;

const QString openQuote = u"a quotation mark is missing"_s;

Reading done(ConsoleCommand command)
{
    return std::optional<ConsoleCommand>(std::move(command));
}

/// ACTION [JSON]; returns what is wrong.
QString readAction(WordReader &reader, QString &action, std::optional<QByteArray> &data)
{
    action = reader.word();
    if (reader.isOpen())
        return openQuote;
    const QByteArray json = reader.rest().toUtf8();
    if (json.isEmpty())
        return {};
    const auto document = protocol::JsonDocument::parse(json);
    if (!document) {
        // Characters are what the operator sees.
        const qsizetype before = QString::fromUtf8(json.first(document.error().offset)).size();
        return u"the data is not JSON: %1, at its character %2"_s.arg(
            document.error().message.english(), QString::number(before + 1));
    }
    data = json;
    return {};
}

Reading readSend(WordReader &reader)
{
    commands::Send send;
    send.game = reader.word();
    if (reader.isOpen())
        return openQuote;
    if (reader.isAtEnd())
        return u"type: send GAME ACTION [JSON]; a name with spaces stands in \"quotes\""_s;
    if (const QString error = readAction(reader, send.action, send.data); !error.isEmpty())
        return error;
    return done(send);
}

Reading readWait(WordReader &reader)
{
    commands::WaitForForce wait;
    if (reader.isAtEnd())
        return done(wait);
    bool isNumber = false;
    const double seconds = reader.rest().toDouble(&isNumber);
    if (!isNumber || !(seconds > 0) || seconds > longestForceWait)
        return u"type: force wait [SECONDS], with a number of seconds up to %1"_s.arg(
            longestForceWait, 0, 'f', 0);
    wait.timeoutMs = static_cast<int>(std::ceil(seconds * msPerSecond));
    return done(wait);
}

Reading readForce(WordReader &reader)
{
    if (reader.isAtEnd())
        return done(commands::ListForces{});
    const QString which = reader.word();
    if (reader.isOpen())
        return openQuote;
    if (which == u"wait")
        return readWait(reader);
    if (reader.isAtEnd())
        return done(commands::ShowForce{which});
    commands::Answer answer{which, {}, {}};
    if (const QString error = readAction(reader, answer.action, answer.data); !error.isEmpty())
        return error;
    return done(answer);
}

Reading readList(WordReader &reader)
{
    const commands::List list{reader.word()};
    if (reader.isOpen())
        return openQuote;
    if (!reader.isAtEnd())
        return u"type: list [GAME]; a name with spaces stands in \"quotes\""_s;
    return done(list);
}

} // namespace

Reading parseConsoleCommand(const QString &line)
{
    WordReader reader(line);
    if (reader.isAtEnd() || line.trimmed().startsWith(u'#'))
        return std::optional<ConsoleCommand>();
    const QString word = reader.word();
    if (word == u"context") {
        if (reader.isAtEnd())
            return u"type: context TEXT"_s;
        return done(commands::Context{reader.rest()});
    }
    if (word == u"send")
        return readSend(reader);
    if (word == u"force")
        return readForce(reader);
    if (word == u"list")
        return readList(reader);
    const bool isHelp = word == u"help";
    if (!isHelp && word != u"quit")
        return u"there is no command \"%1\"; type: help"_s.arg(protocol::quoteForMessage(word));
    if (!reader.isAtEnd())
        return u"%1 takes nothing more"_s.arg(word);
    return isHelp ? done(commands::Help{}) : done(commands::Quit{});
}

QString consoleHelp()
{
    return u"help                       this text\n"
           "list                       the games and their actions\n"
           "list GAME                  its actions, with what data they take\n"
           "send GAME ACTION [JSON]    sends an action to a game\n"
           "force                      the forced actions that wait for an answer\n"
           "force WHICH                all about one: its number, or the game that asks\n"
           "force WHICH ACTION [JSON]  answers it\n"
           "force wait [SECONDS]       waits until one is there (60 seconds)\n"
           "context TEXT               tells Neuro something\n"
           "quit                       ends the console\n"
           "A name with spaces stands in \"quotes\". What begins with # is a comment."_s;
}

} // namespace neuro::app
