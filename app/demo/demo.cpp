// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/demo/demo.h"

#include "app/demo/rockpaperscissors.h"
#include "app/demo/tictactoe.h"
#include "app/stopsignals.h"
#include "protocol/codec.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QRegularExpression>
#include <QTextStream>

#include <cerrno>
#include <limits>
#include <memory>
#include <utility>
#include <variant>

namespace neuro::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int outputLost = 1;
constexpr int usageError = 2;

constexpr QLatin1StringView ticTacToeName("tic-tac-toe");
constexpr QLatin1StringView rockPaperScissorsName("rock-paper-scissors");

constexpr QLatin1StringView urlOption("url");
constexpr QLatin1StringView roundsOption("rounds");
constexpr QLatin1StringView delayOption("delay");
constexpr QLatin1StringView seedOption("seed");
constexpr QLatin1StringView helpOption("help");

struct Demo
{
    QString game;
    QUrl url;
    GameOptions options;
};

/// What to do instead of a demo: print `text` and end with `exitCode`.
struct Answer
{
    QString text;
    int exitCode;
};

void setUpParser(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Plays a small game against Neuro, so that there is something to watch.\n"
        u"Without --url it connects to the address in NEURO_SDK_WS_URL, or to "
        u"ws://127.0.0.1:8000."_s);
    parser.addPositionalArgument(u"game"_s, u"tic-tac-toe or rock-paper-scissors"_s,
                                 u"demo {tic-tac-toe|rock-paper-scissors}"_s);
    parser.addOptions({
        {{u"h"_s, helpOption}, u"Shows this help."_s},
        {urlOption, u"Address of the Neuro server or relay, ws:// or wss://."_s, u"URL"_s},
        {roundsOption, u"Ends after N rounds; 0, the default, plays on and on."_s, u"N"_s, u"0"_s},
        {delayOption,
         u"Milliseconds between two rounds, where less than %1 counts as %1; the opponent thinks "
         u"half of MS, and not at all with 0."_s.arg(DemoGame::shortestPauseMs),
         u"MS"_s, u"2000"_s},
        {seedOption, u"Makes the opponent play the same way each time."_s, u"N"_s},
    });
}

/// A whole number from 0 to `highest`.
template <typename Number>
QString readNumber(const QCommandLineParser &parser, const QString &option, Number highest,
                   Number &number)
{
    const QString text = parser.value(option);
    bool isNumber = false;
    const qulonglong value = text.toULongLong(&isNumber);
    if (!isNumber || value > static_cast<qulonglong>(highest)) {
        return u"--%1 takes a whole number from 0 to %2, not \"%3\""_s.arg(
            option, QString::number(highest), protocol::quoteForMessage(text));
    }
    number = static_cast<Number>(value);
    return {};
}

QString readOptions(const QCommandLineParser &parser, GameOptions &options)
{
    constexpr int longestDelayMs = 3'600'000;
    QString error =
        readNumber(parser, roundsOption, std::numeric_limits<int>::max(), options.rounds);
    if (error.isEmpty())
        error = readNumber(parser, delayOption, longestDelayMs, options.delayMs);
    if (!error.isEmpty())
        return error;
    options.seed = QRandomGenerator::global()->generate();
    if (!parser.isSet(seedOption))
        return {};
    return readNumber(parser, seedOption, std::numeric_limits<quint32>::max(), options.seed);
}

QString readGame(const QStringList &games, QString &game)
{
    const QString choice = u"name one game: tic-tac-toe or rock-paper-scissors"_s;
    if (games.size() != 1)
        return games.isEmpty() ? u"no game is named; "_s + choice : u"too many games; "_s + choice;
    game = games.constFirst();
    if (game == ticTacToeName || game == rockPaperScissorsName)
        return {};
    return u"there is no game \"%1\"; %2"_s.arg(protocol::quoteForMessage(game), choice);
}

std::variant<Demo, Answer> readArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    setUpParser(parser);
    Demo demo;
    QString error;
    if (!parser.parse(QStringList{u"neuro-relay demo"_s} + arguments))
        error = parser.errorText().remove(QRegularExpression(u"\\.$"_s));
    else if (parser.isSet(helpOption))
        return Answer{parser.helpText(), 0};
    if (error.isEmpty())
        error = readGame(parser.positionalArguments(), demo.game);
    if (error.isEmpty())
        error = readOptions(parser, demo.options);
    if (!error.isEmpty())
        return Answer{error + u"; \"neuro-relay demo --help\" lists the options\n"_s, usageError};
    demo.url = parser.isSet(urlOption) ? QUrl(parser.value(urlOption), QUrl::StrictMode)
                                       : client::NeuroClient::defaultUrl();
    return demo;
}

std::unique_ptr<DemoGame> makeGame(const Demo &demo)
{
    if (demo.game == ticTacToeName)
        return std::make_unique<TicTacToe>(demo.options);
    return std::make_unique<RockPaperScissors>(demo.options);
}

void printError(const QString &text)
{
    QTextStream(stderr) << "neuro-relay demo: " << text;
}

int play(const Demo &demo)
{
    const std::unique_ptr<DemoGame> game = makeGame(demo);
    QTextStream out(stdout);
    bool hasReader = true;
    const auto say = [&](const QString &line) {
        errno = 0;
        out << line << Qt::endl;
        if (errno != EPIPE || !std::exchange(hasReader, false))
            return;
        printError(u"nobody reads standard output any more; the game ends\n"_s);
        // Not in the middle of what it does.
        QMetaObject::invokeMethod(
            game.get(), [&game] { game->quit(u"nobody reads what it says"_s); },
            Qt::QueuedConnection);
    };
    QObject::connect(game.get(), &DemoGame::said, game.get(), say);
    QObject::connect(game.get(), &DemoGame::failed, game.get(),
                     [](const QString &line) { printError(line + u'\n'); });
    QEventLoop loop;
    QObject::connect(game.get(), &DemoGame::finished, &loop, &QEventLoop::quit);
    app::StopSignals stopSignals;
    QObject::connect(&stopSignals, &app::StopSignals::stopRequested, game.get(),
                     [&game] { game->quit(u"interrupted"_s); });

    const QString error = game->start(demo.url);
    if (!error.isEmpty()) {
        printError(error + u'\n');
        return usageError;
    }
    loop.exec();
    say(game->summary());
    return hasReader ? 0 : outputLost;
}

} // namespace

int runDemo(const QStringList &arguments)
{
    const auto read = readArguments(arguments);
    if (const auto *answer = std::get_if<Answer>(&read)) {
        if (answer->exitCode == 0)
            QTextStream(stdout) << answer->text;
        else
            printError(answer->text);
        return answer->exitCode;
    }
    return play(std::get<Demo>(read));
}

} // namespace neuro::demo
