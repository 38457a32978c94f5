// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/console/consolesession.h"

#include "app/commandline.h"
#include "app/console/consoletext.h"
#include "protocol/codec.h"

#include <algorithm>
#include <utility>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

constexpr double msPerSecond = 1000.0;

QString seconds(int ms)
{
    return QString::number(ms / msPerSecond);
}

} // namespace

ConsoleSession::ConsoleSession(ConsoleRelay &relay, Style style, ConsolePatience patience,
                               QObject *parent)
    : QObject(parent)
    , m_relay(relay)
    , m_style(style)
    , m_patience(patience)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ConsoleSession::timedOut);
    connect(&relay, &ConsoleRelay::opened, this, [this](const QString &greeting) {
        m_deadline.stop();
        m_doing = Doing::Nothing;
        if (!greeting.isEmpty())
            Q_EMIT greeted(greeting);
        Q_EMIT ready();
    });
    connect(&relay, &ConsoleRelay::answered, this, &ConsoleSession::answered);
    connect(&relay, &ConsoleRelay::resulted, this, &ConsoleSession::resulted);
    connect(&relay, &ConsoleRelay::forceCame, this, &ConsoleSession::forceCame);
    connect(&relay, &ConsoleRelay::noted, this, &ConsoleSession::noted);
    connect(&relay, &ConsoleRelay::warned, this, &ConsoleSession::warned);
    connect(&relay, &ConsoleRelay::closed, this, &ConsoleSession::finish);
}

void ConsoleSession::start()
{
    begin(Doing::Opening, m_patience.answerMs);
    m_relay.open();
}

void ConsoleSession::take(const QString &line)
{
    Q_ASSERT(m_doing == Doing::Nothing);
    if (m_isFinished)
        return;
    const auto parsed = parseConsoleCommand(line);
    if (!parsed)
        fail(parsed.error());
    else if (const auto &command = *parsed)
        std::visit([this](const auto &each) { run(each); }, *command);
    else
        Q_EMIT ready();
}

void ConsoleSession::end()
{
    finish({});
}

void ConsoleSession::reject(const QString &why)
{
    fail(why);
}

void ConsoleSession::giveUp(const QString &why)
{
    finish(why);
}

Completion ConsoleSession::complete(const QString &line) const
{
    QList<ConsoleForce> forces = m_relay.state().forces;
    for (ConsoleForce &force : forces)
        force.number = m_numbers.value(force.id);
    return completeConsoleLine(line, m_relay.state().games, forces);
}

int ConsoleSession::exitCode() const
{
    return m_style == Style::Script && m_hasFailed ? RuntimeError : Success;
}

void ConsoleSession::run(const commands::Help &)
{
    tell(consoleHelp());
}

void ConsoleSession::run(const commands::List &command)
{
    refreshThen([this, command] {
        const QList<ConsoleGame> &games = m_relay.state().games;
        if (command.game.isEmpty()) {
            tell(gamesText(games));
            return;
        }
        const auto found = std::find_if(games.begin(), games.end(), [&](const ConsoleGame &game) {
            return game.name == command.game;
        });
        if (found != games.end())
            tell(gameText(*found));
        else
            fail(u"no game is called \"%1\"; type: list"_s.arg(
                protocol::quoteForMessage(command.game)));
    });
}

void ConsoleSession::run(const commands::Quit &)
{
    finish({});
}

void ConsoleSession::run(const commands::ListForces &)
{
    refreshThen([this] { tell(forcesText(forces())); });
}

void ConsoleSession::run(const commands::WaitForForce &command)
{
    refreshThen([this, command] {
        if (!m_relay.state().forces.isEmpty())
            tell(forcesText(forces()));
        else
            begin(Doing::AwaitingForce, command.timeoutMs);
    });
}

void ConsoleSession::run(const commands::ShowForce &command)
{
    refreshThen([this, command] {
        if (const auto force = find(command.which))
            tell(forceText(*force));
        else
            fail(noSuchForce(command.which));
    });
}

void ConsoleSession::run(const commands::Answer &command)
{
    refreshThen([this, command] {
        const auto force = find(command.which);
        if (!force) {
            fail(noSuchForce(command.which));
            return;
        }
        begin(Doing::Requesting, m_patience.answerMs);
        m_relay.answerForce(force->id, command.action, command.data);
    });
}

void ConsoleSession::run(const commands::Send &command)
{
    begin(Doing::Requesting, m_patience.answerMs);
    m_relay.sendAction(command.game, command.action, command.data);
}

void ConsoleSession::run(const commands::Context &command)
{
    begin(Doing::Requesting, m_patience.answerMs);
    m_relay.say(command.text);
}

void ConsoleSession::refreshThen(std::function<void()> then)
{
    m_then = std::move(then);
    begin(Doing::Refreshing, m_patience.answerMs);
    m_relay.refresh();
}

void ConsoleSession::begin(Doing doing, int ms)
{
    m_doing = doing;
    m_deadline.start(ms);
}

void ConsoleSession::answered(const QString &text, const QString &error)
{
    const bool isAwaited = m_doing == Doing::Refreshing || m_doing == Doing::Requesting;
    if (!isAwaited || m_isFinished)
        return;
    m_deadline.stop();
    const Doing done = std::exchange(m_doing, Doing::Nothing);
    if (!error.isEmpty())
        fail(error);
    else if (done == Doing::Refreshing)
        std::exchange(m_then, {})();
    else if (m_style == Style::Script && m_relay.awaited() > 0)
        begin(Doing::AwaitingResult, m_patience.resultMs);
    else
        tell(text);
}

void ConsoleSession::resulted(const QString &text, bool success)
{
    if (m_isFinished)
        return;
    if (m_doing != Doing::AwaitingResult) {
        if (success)
            Q_EMIT output(text);
        else
            Q_EMIT failed(text);
        return;
    }
    m_deadline.stop();
    m_doing = Doing::Nothing;
    if (success)
        tell(text);
    else
        fail(text);
}

void ConsoleSession::forceCame(const QString &id)
{
    if (m_isFinished)
        return;
    if (m_doing == Doing::AwaitingForce) {
        m_deadline.stop();
        m_doing = Doing::Nothing;
        tell(forcesText(forces()));
        return;
    }
    for (const ConsoleForce &force : forces()) {
        if (force.id == id)
            Q_EMIT noted(forcesText({force}));
    }
}

void ConsoleSession::timedOut()
{
    switch (std::exchange(m_doing, Doing::Nothing)) {
    case Doing::Nothing:
        return;
    case Doing::Opening:
    case Doing::Refreshing:
    case Doing::Requesting:
        finish(u"the relay did not answer within %1 seconds; is it a relay's intermediary door, "
               "and does it still run?"_s.arg(seconds(m_patience.answerMs)));
        return;
    case Doing::AwaitingResult:
        m_relay.forgetAwaited();
        fail(u"the action was sent, but no result came within %1 seconds"_s.arg(
            seconds(m_patience.resultMs)));
        return;
    case Doing::AwaitingForce:
        fail(u"no force came within %1 seconds"_s.arg(seconds(m_deadline.interval())));
        return;
    }
    Q_UNREACHABLE();
}

void ConsoleSession::tell(const QString &text)
{
    Q_EMIT output(text);
    Q_EMIT ready();
}

void ConsoleSession::fail(const QString &text)
{
    m_hasFailed = true;
    Q_EMIT failed(text);
    Q_EMIT ready();
}

void ConsoleSession::finish(const QString &error)
{
    m_deadline.stop();
    m_doing = Doing::Nothing;
    if (!std::exchange(m_isFinished, true))
        Q_EMIT finished(error.isEmpty() ? exitCode() : RuntimeError, error);
}

int ConsoleSession::numberOf(const QString &id)
{
    int &number = m_numbers[id];
    if (number == 0)
        number = ++m_lastNumber;
    return number;
}

QList<ConsoleForce> ConsoleSession::forces()
{
    QList<ConsoleForce> forces = m_relay.state().forces;
    if (m_numbers.size() > rememberedForces) {
        const int old = m_lastNumber - static_cast<int>(rememberedForces) / 2;
        m_numbers.removeIf([&](const auto &entry) {
            return entry.value() < old &&
                   std::none_of(forces.begin(), forces.end(),
                                [&](const ConsoleForce &force) { return force.id == entry.key(); });
        });
    }
    for (ConsoleForce &force : forces)
        force.number = numberOf(force.id);
    return forces;
}

std::optional<ConsoleForce> ConsoleSession::find(const QString &which)
{
    const QList<ConsoleForce> all = forces();
    for (const ConsoleForce &force : all) {
        if (QString::number(force.number) == which)
            return force;
    }
    for (const ConsoleForce &force : all) {
        if (force.game == which)
            return force;
    }
    return std::nullopt;
}

QString ConsoleSession::noSuchForce(const QString &which) const
{
    bool isNumber = false;
    const int number = which.toInt(&isNumber);
    if (isNumber && number > 0 && number <= m_lastNumber)
        return u"force %1 is over, or has been answered; type: force"_s.arg(number);
    return u"there is no force \"%1\"; name its number or its game, as force lists them"_s.arg(
        protocol::quoteForMessage(which));
}

} // namespace neuro::app
