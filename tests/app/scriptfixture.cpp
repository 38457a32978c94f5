// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/scriptfixture.h"

#include <utility>

namespace neuro::testing {

using namespace Qt::StringLiterals;
using namespace script;
using relay::microsPerMs;

const QByteArray numberSchema = "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}"
                                ",\"required\":[\"n\"]}";

protocol::Action action(const QString &name, const QByteArray &schema)
{
    return {name, u"does it"_s, schema, {}};
}

void ScriptFixture::begin(const QByteArray &steps, const QByteArray &head)
{
    const auto script = parseScript(head + "steps:\n" + steps);
    if (!script)
        qFatal("%s", qPrintable(script.error().constFirst().toString(u"script"_s)));
    m_ms = 0;
    m_commands.clear();
    m_runner = std::make_unique<ScriptRunner>(*script, [this](const relay::RelayCommand &one) {
        m_commands.append(one);
        return quint64(m_commands.size());
    });
    if (!std::exchange(m_wait, false))
        m_runner->start(now());
}

relay::Instant ScriptFixture::now() const
{
    return {m_ms * microsPerMs, m_ms * microsPerMs};
}

void ScriptFixture::pass(qint64 ms)
{
    m_ms += ms;
    m_runner->advance(now());
}

void ScriptFixture::take(const relay::RelayEvents &events)
{
    m_runner->take(events, 0, now());
}

relay::FrameEvent ScriptFixture::frame(const protocol::GameMessage &message, relay::PeerId from,
                                       const QString &name) const
{
    relay::FrameEvent event;
    event.at = now();
    event.peer = from;
    event.name = name;
    event.payload = protocol::encode(message, name);
    return event;
}

void ScriptFixture::say(const protocol::GameMessage &message)
{
    take({frame(message)});
}

void ScriptFixture::connectGame(relay::PeerId from, const QString &name)
{
    relay::PeerEvent event;
    event.at = now();
    event.peer = from;
    relay::PeerEvent named = event;
    named.state = relay::PeerEvent::State::Named;
    named.name = name;
    named.gameId = name.toLower();
    take({event, named, frame(protocol::Startup{}, from, name)});
}

void ScriptFixture::disconnectGame()
{
    relay::PeerEvent event;
    event.at = now();
    event.peer = peer;
    event.name = gameName;
    event.state = relay::PeerEvent::State::Disconnected;
    take({event});
}

void ScriptFixture::registerActions(const QList<protocol::Action> &actions)
{
    take({relay::RegistryEvent{now(), peer, gameName, actions}});
}

void ScriptFixture::openForce(relay::ForceId id, const QList<protocol::Action> &actions,
                              const QString &query)
{
    protocol::ForceActions request;
    request.query = query;
    request.actionNames = protocol::namesOf(actions);
    relay::FrameEvent message = frame(request);
    message.force = id;
    relay::ForceEvent force;
    force.at = now();
    force.id = id;
    force.peer = peer;
    force.name = gameName;
    force.state = relay::ForceState::Asked;
    force.request = request;
    force.actions = actions;
    take({message, force});
}

void ScriptFixture::diagnose(protocol::DiagnosticKey key, const QString &detail)
{
    relay::DiagnosticEvent event;
    event.at = now();
    event.peer = peer;
    event.name = gameName;
    event.key = key;
    event.detail = protocol::verbatim(detail);
    take({event});
}

relay::ActionEvent ScriptFixture::actionEvent(const QString &id, const QString &name) const
{
    relay::ActionEvent event;
    event.at = now();
    event.id = id;
    event.peer = peer;
    event.game = gameName;
    event.action = name;
    return event;
}

relay::OperatorEvent ScriptFixture::commandAnswer(const protocol::Phrase &error) const
{
    relay::OperatorEvent event;
    event.at = now();
    event.command = quint64(m_commands.size());
    event.error = error;
    return event;
}

void ScriptFixture::answerCommand(const protocol::Phrase &error)
{
    take({commandAnswer(error)});
}

void ScriptFixture::carryOut(const QString &id, const QString &name)
{
    take({actionEvent(id, name), commandAnswer({})});
}

void ScriptFixture::result(const QString &id, const QString &name, relay::ActionState state,
                           const QString &message)
{
    relay::ActionEvent event = actionEvent(id, name);
    event.state = state;
    event.message = message;
    take({event});
}

int ScriptFixture::passed() const
{
    int count = 0;
    for (const StepResult &result : m_runner->results())
        count += result.state == StepResult::State::Passed ? 1 : 0;
    return count;
}

QString ScriptFixture::states() const
{
    QStringList words;
    for (const StepResult &result : m_runner->results())
        words.append(result.state == StepResult::State::Passed   ? u"passed"_s
                     : result.state == StepResult::State::Failed ? u"failed"_s
                                                                 : u"skipped"_s);
    return words.join(u' ');
}

QString ScriptFixture::failure() const
{
    for (const StepResult &result : m_runner->results()) {
        if (result.state == StepResult::State::Failed)
            return result.message;
    }
    return u"nothing failed"_s;
}

} // namespace neuro::testing
