// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/scriptedgame.h"

#include "protocol/json.h"

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

const QStringList actionNames = {u"act_0"_s, u"act_1"_s, u"act_2"_s};

} // namespace

ScriptedGame::ScriptedGame(Script script, const QUrl &url, QObject *parent)
    : QObject(parent)
    , m_script(std::move(script))
    , m_client(m_script.name)
{
    connect(&m_client, &client::NeuroClient::actionReceived, this, &ScriptedGame::act);
    connect(&m_client, &client::NeuroClient::unknownMessage, this, [this](const QByteArray &text) {
        m_errors.append(u"unknown: "_s + QString::fromUtf8(text));
    });
    connect(&m_client, &client::NeuroClient::connected, this, [this] {
        if (m_done == 0 && m_answers == 0)
            forceNext();
    });
    registerActions();
    connect(&m_remarks, &QTimer::timeout, this, &ScriptedGame::remark);
    if (m_script.remarkEveryMs > 0)
        m_remarks.start(m_script.remarkEveryMs);
    m_client.start(url);
}

void ScriptedGame::registerActions()
{
    const QByteArray schema =
        "{\"type\":\"object\",\"properties\":{\"token\":{\"type\":\"string\",\"enum\":[" +
        protocol::jsonQuoted(m_script.name) +
        "]},\"n\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":9},\"aloud\":{\"type\":"
        "\"boolean\"}},\"required\":[\"token\",\"n\"]}";
    QList<protocol::Action> actions;
    for (const QString &name : actionNames)
        actions.append({name, u"An action of %1"_s.arg(m_script.name), schema, {}});
    if (const QString error = m_client.registerActions(actions); !error.isEmpty())
        m_errors.append(error);
}

void ScriptedGame::remark()
{
    if (isFinished())
        return m_remarks.stop();
    if (m_client.sendContext(remarkPrefix() + QString::number(m_remarkCount), true).isEmpty())
        ++m_remarkCount;
}

QString ScriptedGame::remarkPrefix() const
{
    return u"%1 remarks "_s.arg(m_script.name);
}

QString ScriptedGame::roundPrefix() const
{
    return u"%1 begins round "_s.arg(m_script.name);
}

void ScriptedGame::forceNext()
{
    m_failures = 0;
    m_client.sendContext(roundPrefix() + QString::number(m_done), true);
    protocol::ForceActions force;
    force.query = u"Round %1, %2?"_s.arg(m_done + 1).arg(m_script.name);
    force.actionNames = {actionNames.at(m_done % 3), actionNames.at((m_done + 1) % 3)};
    if (const QString error = m_client.forceActions(force); !error.isEmpty())
        m_errors.append(error);
}

void ScriptedGame::act(const protocol::ActionRequest &action)
{
    ++m_answers;
    m_lastAction = action.name;
    m_lastData = action.data.value_or(QByteArray());
    if (m_ids.contains(action.id))
        m_errors.append(u"id %1 came twice"_s.arg(action.id));
    m_ids.append(action.id);
    const auto data = protocol::JsonDocument::parse(action.data.value_or(QByteArray()));
    if (!data)
        m_errors.append(u"data is no JSON: "_s + data.error().message.english());
    else if (data->root().member("token").toString() != m_script.name)
        m_errors.append(u"meant for another: "_s + QString::fromUtf8(*action.data));
    const QStringList allowed = {actionNames.at(m_done % 3), actionNames.at((m_done + 1) % 3)};
    if (!allowed.contains(action.name))
        m_errors.append(u"%1 was not asked for"_s.arg(action.name));

    if (m_failures < m_script.failuresPerForce) {
        ++m_failures;
        m_client.sendResult(action.id, false, u"not yet, token=%1"_s.arg(m_script.name));
        return;
    }
    m_client.sendResult(action.id, true, u"done, token=%1"_s.arg(m_script.name));
    ++m_done;
    if (m_script.churns) {
        m_client.unregisterActions(actionNames);
        registerActions();
    }
    if (!isFinished())
        forceNext();
}

} // namespace neuro::testing
