// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "client/clientfixture.h"

#include <QSignalSpy>
#include <QTest>

namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;

protocol::Action makeAction(const QString &name, const QByteArray &schema)
{
    return {name, u"Does something."_s, schema, {}};
}

protocol::ForceActions makeForce(const QStringList &names)
{
    protocol::ForceActions force;
    force.state = u"# Board"_s;
    force.query = u"Your turn."_s;
    force.ephemeralContext = true;
    force.actionNames = names;
    force.priority = protocol::Priority::High;
    return force;
}

protocol::ActionRequest makeRequest(const QString &id, const QString &name)
{
    return {id, name, {}};
}

void ClientFixture::init()
{
    m_server = std::make_unique<ScriptedServer>();
    QVERIFY(m_server->listen());
    m_client = std::make_unique<NeuroClient>(u"Chess"_s);
    m_client->setReconnectDelays(5, 10);
}

void ClientFixture::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void ClientFixture::startClient()
{
    QSignalSpy connected(m_client.get(), &NeuroClient::connected);
    QCOMPARE(m_client->start(m_server->url()), QString());
    QTRY_COMPARE(connected.size(), 1);
    QTRY_VERIFY(m_server->commands().contains(u"startup"_s));
}

void ClientFixture::act(const QString &id, const QString &name)
{
    QSignalSpy actions(m_client.get(), &NeuroClient::actionReceived);
    m_server->send(makeRequest(id, name));
    QTRY_COMPARE(actions.size(), 1);
}

} // namespace neuro::tests
