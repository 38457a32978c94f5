// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scriptrunner.h"

#include "app/script/scriptsection.h"
#include "app/script/scripttext.h"
#include "protocol/codec.h"

#include <algorithm>
#include <array>
#include <csignal>

namespace neuro::script {

using namespace Qt::StringLiterals;
using relay::microsPerMs;

namespace {

/// Of ids of actions whose results nobody asks for.
constexpr qsizetype sentKept = 10'000;

bool waitsForGame(const StepAction &action)
{
    if (const auto *wait = std::get_if<WaitFor>(&action))
        return wait->match.kind != MessageKind::Disconnect;
    return std::holds_alternative<Act>(action) || std::holds_alternative<Answer>(action) ||
           std::holds_alternative<ExpectResult>(action) ||
           std::holds_alternative<ExpectRegistered>(action);
}

struct SignalName
{
    int number;
    const char *name;
};
/// Those that end a program by themselves.
constexpr std::array signalNames = {
    SignalName{SIGABRT, "SIGABRT"}, SignalName{SIGFPE, "SIGFPE"},   SignalName{SIGILL, "SIGILL"},
    SignalName{SIGINT, "SIGINT"},   SignalName{SIGSEGV, "SIGSEGV"}, SignalName{SIGTERM, "SIGTERM"},
#ifdef Q_OS_UNIX
    SignalName{SIGBUS, "SIGBUS"},   SignalName{SIGHUP, "SIGHUP"},   SignalName{SIGKILL, "SIGKILL"},
    SignalName{SIGPIPE, "SIGPIPE"}, SignalName{SIGQUIT, "SIGQUIT"}, SignalName{SIGSYS, "SIGSYS"},
    SignalName{SIGTRAP, "SIGTRAP"}, SignalName{SIGXCPU, "SIGXCPU"},
#endif
};

} // namespace

QString describe(const ProgramEnd &end)
{
    if (!end.crashed)
        return u"has ended with exit code %1"_s.arg(end.code);
    const auto known =
        std::find_if(signalNames.begin(), signalNames.end(),
                     [&end](const SignalName &signal) { return signal.number == end.code; });
    if (known != signalNames.end())
        return u"was ended by the signal %1 (%2)"_s.arg(QLatin1StringView(known->name))
            .arg(end.code);
    return end.code > 0 ? u"was ended by the signal %1"_s.arg(end.code) : u"has crashed"_s;
}

ScriptRunner::ScriptRunner(Script script, Submit submit)
    : m_script(std::move(script))
    , m_submit(std::move(submit))
{
}

void ScriptRunner::start(relay::Instant now)
{
    m_now = now;
    m_startedAt = now.mono;
    m_hasStarted = true;
    begin();
    proceed();
}

void ScriptRunner::begin()
{
    m_begunAt = m_now.mono;
    m_why.clear();
    m_came.clear();
    m_pendingWhy.clear();
    m_command = 0;
    m_isAnswered = false;
    m_commandError.clear();
    m_count = 0;
    m_seen = 0;
}

void ScriptRunner::proceed()
{
    while (m_hasStarted && !isOver()) {
        Verdict verdict =
            std::visit([this](const auto &action) { return check(action); }, step().action);
        if (verdict == Verdict::Pending)
            verdict = checkTime();
        if (verdict == Verdict::Pending)
            return;
        finish(verdict);
    }
}

void ScriptRunner::finish(Verdict verdict)
{
    StepResult result;
    result.micros = m_now.mono - m_begunAt;
    const Step &ended = step();
    if (verdict == Verdict::Failed) {
        result.state = StepResult::State::Failed;
        result.message = m_why;
        result.expected = describe(ended);
        result.came = m_came.isEmpty() ? whatCame() : m_came;
        m_hasFailed = true;
    }
    m_results.append(result);
    if (m_now.mono >= scriptEnd())
        skipRest(u"the script's time of %1 is over"_s.arg(formatTime(m_script.timeoutMs)));
    else if (verdict == Verdict::Failed && !m_script.keepGoing)
        skipRest(u"line %1 failed"_s.arg(ended.place.line));
    begin();
}

void ScriptRunner::skipRest(const QString &why)
{
    while (!isOver()) {
        m_results.append({StepResult::State::Skipped, why, {}, {}, 0});
        // A step that was not carried out has not passed.
        m_hasFailed = true;
    }
}

void ScriptRunner::take(const relay::RelayEvents &events, quint64 skipped, relay::Instant now)
{
    m_now = now;
    if (skipped > 0 && !isOver()) {
        stop(u"the games send faster than this script can follow: %1 messages were lost"_s.arg(
                 skipped),
             now);
        return;
    }
    for (const relay::RelayEvent &event : events) {
        m_world.take(event);
        if (const auto *answer = std::get_if<relay::OperatorEvent>(&event))
            take(*answer);
    }
    // Only now: what the relay found wrong with a message comes behind it.
    proceed();
}

void ScriptRunner::take(const relay::OperatorEvent &event)
{
    // The script is the only operator, so what was sent before this was sent by it.
    const QString sent = m_world.takeSent();
    if (m_command == 0 || event.command != m_command)
        return;
    m_isAnswered = true;
    m_commandError = event.error.english();
    if (!m_commandError.isEmpty())
        return;
    m_cursor = m_world.lastNumber();
    if (!sent.isEmpty())
        m_sent.append(sent);
    if (m_sent.size() > sentKept)
        m_sent.removeFirst();
}

void ScriptRunner::advance(relay::Instant now)
{
    m_now = now;
    proceed();
}

void ScriptRunner::takeEnd(const ProgramEnd &end, relay::Instant now)
{
    m_now = now;
    m_end = end;
    m_endedAt = now.mono;
    proceed();
}

void ScriptRunner::stop(const QString &why, relay::Instant now)
{
    m_now = now;
    if (isOver())
        return;
    if (!m_hasStarted)
        begin();
    m_hasFailed = true;
    m_results.append(
        {StepResult::State::Failed, why, describe(step()), whatCame(), m_now.mono - m_begunAt});
    skipRest(why);
}

std::optional<int> ScriptRunner::ownMs() const
{
    if (const auto *pause = std::get_if<Pause>(&step().action))
        return pause->ms;
    if (const auto *none = std::get_if<ExpectNone>(&step().action))
        return none->forMs;
    if (const auto *none = std::get_if<ExpectNoDiagnostics>(&step().action))
        return none->forMs;
    return std::nullopt;
}

qint64 ScriptRunner::stepEnd() const
{
    return m_begunAt + ownMs().value_or(step().withinMs) * microsPerMs;
}

qint64 ScriptRunner::scriptEnd() const
{
    return m_startedAt + m_script.timeoutMs * microsPerMs;
}

bool ScriptRunner::isPast(qint64 ms) const
{
    // What was said in time may still be on its way.
    const qint64 grace = std::holds_alternative<Pause>(step().action) || ms == 0 ? 0 : graceMicros;
    return m_now.mono >= m_begunAt + ms * microsPerMs + grace;
}

std::optional<qint64> ScriptRunner::nextWake() const
{
    if (!m_hasStarted || isOver())
        return std::nullopt;
    const bool isPause = std::holds_alternative<Pause>(step().action);
    qint64 wake = std::min(stepEnd() + (isPause ? 0 : graceMicros), scriptEnd() + graceMicros);
    if (!lostProgram().isEmpty())
        wake = std::min(wake, m_endedAt + graceMicros);
    return wake;
}

auto ScriptRunner::checkTime() -> Verdict
{
    if (m_now.mono >= scriptEnd() + graceMicros)
        return fail(u"the script's time of %1 is over"_s.arg(formatTime(m_script.timeoutMs)));
    if (!ownMs() && m_now.mono >= stepEnd() + graceMicros)
        return fail(whyLate());
    if (const QString why = lostProgram(); !why.isEmpty() && m_now.mono >= m_endedAt + graceMicros)
        return fail(why);
    return Verdict::Pending;
}

QString ScriptRunner::lostProgram() const
{
    // One that ends well may have started the game and left it alone.
    const bool hasFailed = m_end && (m_end->crashed || m_end->code != 0);
    if (!hasFailed || !m_world.games().empty() || !waitsForGame(step().action))
        return {};
    return u"the program of run %1, and no game is connected"_s.arg(describe(*m_end));
}

auto ScriptRunner::fail(const QString &message) -> Verdict
{
    m_why = message;
    return Verdict::Failed;
}

auto ScriptRunner::pending(const QString &why) -> Verdict
{
    m_pendingWhy = why;
    return Verdict::Pending;
}

QString ScriptRunner::whyLate() const
{
    const QString time = formatTime(step().withinMs);
    const auto *wait = std::get_if<WaitFor>(&step().action);
    if (wait == nullptr)
        return u"not within %1%2"_s.arg(time, m_pendingWhy.isEmpty() ? QString()
                                                                     : u": "_s + m_pendingWhy);
    if (wait->count > 1)
        return u"came %1 of %2 times within %3"_s.arg(m_count).arg(wait->count).arg(time);
    if (wait->match.kind != MessageKind::Disconnect && staysAway())
        return u"did not come within %1: the game has not come back since the script's disconnect; "
               "let it connect again when it loses its connection"_s.arg(time);
    if (cameTooEarly(*wait))
        return u"did not come within %1, but before what an earlier step waited for or did; put "
               "this step before that one, or give it order: any"_s.arg(time);
    if (m_world.lastNumber() == 0)
        return u"did not come within %1: no game has connected"_s.arg(time);
    return u"did not come within %1"_s.arg(time);
}

bool ScriptRunner::staysAway() const
{
    const auto &games = m_world.games();
    return !m_closed.isEmpty() &&
           std::none_of(games.cbegin(), games.cend(), [this](const auto &game) {
               const auto &[peer, state] = game;
               return !m_closed.contains(peer) && m_world.isCalled(peer, state.name, step().game);
           });
}

QStringList ScriptRunner::whatCame() const
{
    QStringList lines;
    const auto &messages = m_world.messages();
    const bool isNamed = m_world.games().size() > 1;
    const auto isUnseen = [this](const GameMessage &message) {
        return message.number > m_cursor;
    };
    const auto first = std::find_if(messages.cbegin(), messages.cend(), isUnseen);
    const auto count = static_cast<qsizetype>(messages.cend() - first);
    for (auto message = count > listed ? messages.cend() - listed : first;
         message != messages.cend(); ++message)
        lines.append(
            isNamed ? u"%1: %2"_s.arg(protocol::quoteForMessage(message->game), describe(*message))
                    : describe(*message));
    if (count > listed)
        lines.prepend(u"%1 more before these"_s.arg(count - listed));
    return lines;
}

} // namespace neuro::script
