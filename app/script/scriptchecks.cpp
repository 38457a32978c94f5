// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What each kind of step does, and when it has passed.

#include "app/script/scriptdata.h"
#include "app/script/scriptrunner.h"
#include "protocol/codec.h"
#include "protocol/splitmix64.h"

#include <algorithm>
#include <functional>

namespace neuro::script {

using namespace Qt::StringLiterals;
using protocol::quoteForMessage;

namespace {

QString listOf(const QList<protocol::Action> &actions)
{
    return actions.isEmpty() ? u"none"_s : quoteForMessage(protocol::namesOf(actions).join(u", "));
}

const protocol::Action *actionCalled(const QList<protocol::Action> &actions, const QString &name)
{
    const auto found =
        std::find_if(actions.cbegin(), actions.cend(),
                     [&name](const protocol::Action &action) { return action.name == name; });
    return found == actions.cend() ? nullptr : &*found;
}

QString lineOf(const relay::DiagnosticEvent &event)
{
    return u"%1: %2: %3"_s.arg(quoteForMessage(event.name), protocol::diagnosticName(event.key),
                               event.detail.english());
}

} // namespace

auto ScriptRunner::check(const WaitFor &wait) -> Verdict
{
    if (!wait.inAnyOrder && m_world.lastDropped() > m_cursor)
        return fail(
            u"the game sent more than the %1 messages that are kept since a step took one"_s.arg(
                ScriptWorld::messagesKept));
    while (GameMessage *message = nextMessage(wait.match, wait.inAnyOrder ? 0 : m_cursor)) {
        if (message->at.mono > stepEnd())
            return Verdict::Pending;
        message->takenBy = step().place.line;
        if (message->force != 0)
            m_force = message->force;
        if (!wait.inAnyOrder)
            m_cursor = message->number;
        if (++m_count == wait.count)
            return Verdict::Passed;
    }
    return Verdict::Pending;
}

GameMessage *ScriptRunner::nextMessage(const MessageMatch &match, qint64 after)
{
    auto &messages = m_world.messages();
    // What did not match will not, but the name of a game may become known.
    const qint64 seen = std::max(after, step().game.isEmpty() ? m_seen : 0);
    const auto isNew = [seen](const GameMessage &message) {
        return message.number > seen;
    };
    for (auto message = std::partition_point(messages.begin(), messages.end(), std::not_fn(isNew));
         message != messages.end(); ++message) {
        // The name first: a regular expression costs more.
        if (message->takenBy == 0 && !isBygone(*message) &&
            m_world.isCalled(message->peer, message->game, step().game) && matches(*message, match))
            return &*message;
        m_seen = message->number;
    }
    return nullptr;
}

bool ScriptRunner::isBygone(const GameMessage &message) const
{
    // That it went away comes behind it.
    return message.kind != MessageKind::Disconnect && m_closed.contains(message.peer);
}

bool ScriptRunner::cameTooEarly(const WaitFor &wait) const
{
    const auto &messages = m_world.messages();
    return !wait.inAnyOrder &&
           std::any_of(messages.cbegin(), messages.cend(), [&](const GameMessage &message) {
               return message.number <= m_cursor && message.takenBy == 0 && !isBygone(message) &&
                      m_world.isCalled(message.peer, message.game, step().game) &&
                      matches(message, wait.match);
           });
}

auto ScriptRunner::check(const ExpectNone &none) -> Verdict
{
    if (m_world.lastDropped() > m_cursor)
        return fail(u"the game sent more than the %1 messages that are kept"_s.arg(
            ScriptWorld::messagesKept));
    if (GameMessage *message = nextMessage(none.match, m_cursor);
        message != nullptr && message->at.mono <= stepEnd()) {
        message->takenBy = step().place.line;
        return fail(u"it came: %1"_s.arg(describe(*message)));
    }
    return isPast(none.forMs) ? Verdict::Passed : Verdict::Pending;
}

relay::PeerId ScriptRunner::onlyGame(Verdict &verdict)
{
    verdict = Verdict::Pending;
    const QList<relay::PeerId> peers = m_world.gamesCalled(step().game);
    QStringList names;
    for (const relay::PeerId peer : peers)
        names.append(m_world.games().at(peer).name);
    names.removeDuplicates();
    if (names.isEmpty()) {
        m_pendingWhy = step().game.isEmpty()
                           ? u"no game is connected that has said its name"_s
                           : u"no game is called \"%1\""_s.arg(quoteForMessage(step().game));
        return 0;
    }
    if (names.size() > 1) {
        verdict = fail(u"several games are connected (%1); say which with game:"_s.arg(
            quoteForMessage(names.join(u", "))));
        return 0;
    }
    return peers.constLast();
}

auto ScriptRunner::submit(const relay::RelayCommand &command) -> Verdict
{
    m_command = m_submit(command);
    return pending(u"the relay has not carried it out"_s);
}

auto ScriptRunner::outcome() -> Verdict
{
    if (!m_isAnswered)
        return Verdict::Pending;
    return m_commandError.isEmpty() ? Verdict::Passed : fail(m_commandError);
}

auto ScriptRunner::sendAction(relay::PeerId peer, relay::ForceId force,
                              const protocol::Action &action, const DataChoice &choice) -> Verdict
{
    const auto data = dataFor(action, choice);
    if (!data)
        return fail(data.error());
    if (force != 0)
        return submit(relay::AnswerForce{force, action.name, data->json, data->unchecked});
    return submit(relay::SendAction{peer, action.name, data->json, data->unchecked});
}

auto ScriptRunner::check(const Act &act) -> Verdict
{
    if (m_command != 0)
        return outcome();
    Verdict verdict = Verdict::Pending;
    const relay::PeerId peer = onlyGame(verdict);
    if (peer == 0)
        return verdict;
    const QList<protocol::Action> &actions = m_world.games().at(peer).actions;
    const protocol::Action *action = actionCalled(actions, act.action);
    if (action == nullptr)
        return pending(u"%1 is not registered; registered: %2"_s.arg(quoteForMessage(act.action),
                                                                     listOf(actions)));
    return sendAction(peer, 0, *action, act.data);
}

const relay::ForceEvent *ScriptRunner::waitingForce() const
{
    const relay::ForceEvent *oldest = nullptr;
    for (const auto &[id, force] : m_world.forces()) {
        const bool isOpen =
            force.state == relay::ForceState::Asked || force.state == relay::ForceState::Held;
        if (!isOpen || !m_world.isCalled(force.peer, force.name, step().game))
            continue;
        if (id == m_force)
            return &force;
        if (oldest == nullptr)
            oldest = &force;
    }
    return oldest;
}

auto ScriptRunner::check(const Answer &answer) -> Verdict
{
    if (m_command != 0)
        return outcome();
    const relay::ForceEvent *force = waitingForce();
    if (force == nullptr)
        return pending(u"no force waits for an answer"_s);
    DataChoice data = answer.data;
    const protocol::Action *action = actionCalled(force->actions, answer.action);
    if (answer.action.isEmpty() && !force->actions.isEmpty()) {
        qsizetype number = 0;
        if (data.kind == DataChoice::Kind::Random) {
            protocol::SplitMix64 random(data.seed);
            number = static_cast<qsizetype>(random.below(quint64(force->actions.size())));
            data.seed = random.next();
        }
        action = &force->actions.at(number);
    }
    if (action == nullptr)
        return fail(u"%1 is not one of the force's actions: %2"_s.arg(
            answer.action.isEmpty() ? u"nothing"_s : quoteForMessage(answer.action),
            listOf(force->actions)));
    return sendAction(force->peer, force->id, *action, data);
}

auto ScriptRunner::check(const ExpectResult &expected) -> Verdict
{
    const relay::ActionEvent *sent = nullptr;
    for (auto id = m_sent.crbegin(); id != m_sent.crend() && sent == nullptr; ++id) {
        const relay::ActionEvent *action = m_world.action(*id);
        if (action != nullptr && m_world.isCalled(action->peer, action->game, step().game) &&
            (expected.action.isEmpty() || action->action == expected.action))
            sent = action;
    }
    if (sent == nullptr)
        return fail(u"the script has sent no action whose result it has not yet looked at; put act "
                    "or answer before this step"_s);
    if (sent->state == relay::ActionState::Sent || sent->at.mono > stepEnd())
        return pending(u"no result of %1 has come"_s.arg(quoteForMessage(sent->action)));
    m_sent.removeOne(sent->id);
    const QString name = quoteForMessage(sent->action);
    const QString text = quoteForMessage(sent->message);
    switch (sent->state) {
    case relay::ActionState::Sent:
        break;
    case relay::ActionState::Succeeded:
    case relay::ActionState::Failed: {
        const bool success = sent->state == relay::ActionState::Succeeded;
        if (success == expected.success && expected.text.matches(sent->message))
            return Verdict::Passed;
        return fail(u"the result of %1 was %2: \"%3\""_s.arg(
            name, success ? u"success"_s : u"failure"_s, text));
    }
    case relay::ActionState::Timeout:
        return fail(u"the game gave no result of %1, and the relay gave up waiting"_s.arg(name));
    case relay::ActionState::Lost:
        return fail(
            u"the game left, or started up again, before it gave the result of %1"_s.arg(name));
    }
    Q_UNREACHABLE();
    return Verdict::Failed;
}

auto ScriptRunner::check(const ExpectRegistered &expected) -> Verdict
{
    Verdict verdict = Verdict::Pending;
    const relay::PeerId peer = onlyGame(verdict);
    if (peer == 0)
        return verdict;
    const QList<protocol::Action> &actions = m_world.games().at(peer).actions;
    const bool isSo =
        std::all_of(expected.actions.cbegin(), expected.actions.cend(), [&](const QString &name) {
            return (actionCalled(actions, name) != nullptr) == expected.registered;
        });
    const bool isExact =
        !expected.isExact || std::all_of(actions.cbegin(), actions.cend(), [&](const auto &action) {
            return expected.actions.contains(action.name);
        });
    return isSo && isExact ? Verdict::Passed
                           : pending(u"registered are: %1"_s.arg(listOf(actions)));
}

bool ScriptRunner::isMeant(const Diagnostic &diagnostic) const
{
    return !diagnostic.isTaken &&
           m_world.isCalled(diagnostic.event.peer, diagnostic.event.name, step().game);
}

auto ScriptRunner::check(const ExpectDiagnostic &expected) -> Verdict
{
    QStringList others;
    for (Diagnostic &diagnostic : m_world.diagnostics()) {
        if (!isMeant(diagnostic))
            continue;
        if (diagnostic.event.key == expected.key &&
            expected.text.matches(diagnostic.event.detail.english())) {
            diagnostic.isTaken = true;
            return Verdict::Passed;
        }
        others.append(lineOf(diagnostic.event));
    }
    m_came = others.mid(std::max<qsizetype>(0, others.size() - listed));
    return pending(others.isEmpty() ? u"the relay found nothing wrong"_s
                                    : u"the relay found something else"_s);
}

auto ScriptRunner::check(const ExpectNoDiagnostics &none) -> Verdict
{
    QStringList found;
    for (Diagnostic &diagnostic : m_world.diagnostics()) {
        const protocol::DiagnosticKey key = diagnostic.event.key;
        if (!isMeant(diagnostic) || protocol::diagnosticInfo(key).severity < none.from ||
            none.allowed.contains(key))
            continue;
        // Told once: the next step of this kind is about what comes then.
        diagnostic.isTaken = true;
        found.append(lineOf(diagnostic.event));
    }
    if (!found.isEmpty()) {
        m_came = found.mid(0, listed);
        if (found.size() > listed)
            m_came.append(u"%1 more"_s.arg(found.size() - listed));
        return fail(found.size() == 1
                        ? u"the relay found something wrong with the game"_s
                        : u"the relay found %1 things wrong with the game"_s.arg(found.size()));
    }
    if (m_world.droppedDiagnostics() > 0)
        return fail(u"the relay found more wrong than the %1 things that are kept"_s.arg(
            ScriptWorld::diagnosticsKept));
    return isPast(none.forMs) ? Verdict::Passed : Verdict::Pending;
}

auto ScriptRunner::check(const ExpectExit &expected) -> Verdict
{
    if (!m_end)
        return pending(u"the program of run has not ended"_s);
    if (m_end->crashed || m_end->code != expected.code)
        return fail(u"the program of run "_s + describe(*m_end));
    return Verdict::Passed;
}

auto ScriptRunner::check(const AskToShutDown &shutdown) -> Verdict
{
    if (m_command != 0)
        return outcome();
    Verdict verdict = Verdict::Pending;
    const relay::PeerId peer = onlyGame(verdict);
    return peer == 0 ? verdict : submit(relay::AskToShutDown{peer, shutdown.kind});
}

auto ScriptRunner::check(const AskToReregister &) -> Verdict
{
    if (m_command != 0)
        return outcome();
    Verdict verdict = Verdict::Pending;
    const relay::PeerId peer = onlyGame(verdict);
    return peer == 0 ? verdict : submit(relay::AskToReregister{peer});
}

auto ScriptRunner::check(const Disconnect &) -> Verdict
{
    if (m_command != 0) {
        const Verdict verdict = outcome();
        if (verdict == Verdict::Passed)
            m_closed.insert(m_closing);
        return verdict;
    }
    Verdict verdict = Verdict::Pending;
    m_closing = onlyGame(verdict);
    return m_closing == 0 ? verdict : submit(relay::DisconnectPeer{m_closing});
}

auto ScriptRunner::check(const Pause &pause) -> Verdict
{
    return isPast(pause.ms) ? Verdict::Passed : Verdict::Pending;
}

auto ScriptRunner::check(const SendRaw &raw) -> Verdict
{
    if (m_command != 0)
        return outcome();
    if (m_world.gamesCalled({}).isEmpty())
        return pending(u"no game is connected that has said its name"_s);
    return submit(relay::SendToGames{raw.text});
}

} // namespace neuro::script
