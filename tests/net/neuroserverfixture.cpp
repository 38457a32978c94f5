// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/neuroserverfixture.h"

#include <QTest>

namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;
using client::NeuroClient;

const QByteArray cellSchema =
    R"({"type":"object","properties":{"cell":{"type":"integer","maximum":8}},"required":["cell"]})";

net::BackendSettings onAnyPort()
{
    net::BackendSettings settings;
    settings.host = u"127.0.0.1"_s;
    settings.port = 0;
    return settings;
}

std::optional<net::NeuroServer::Choice> TestServer::choose(const Force &force)
{
    forces.append(force);
    // A copy: a decision may delete the server, and itself with it.
    const auto decide = decision;
    return decide ? decide(force) : std::nullopt;
}

void NeuroServerFixture::init()
{
    m_server = std::make_unique<TestServer>(onAnyPort());
    QVERIFY2(m_server->listen(), qPrintable(m_server->error()));
    m_game = startGame(u"Chess"_s);
    QTRY_COMPARE(m_server->games().size(), 1);
}

void NeuroServerFixture::cleanup()
{
    m_game.reset();
    m_server.reset();
}

std::unique_ptr<NeuroClient> NeuroServerFixture::startGame(const QString &name)
{
    auto game = std::make_unique<NeuroClient>(name);
    game->setReconnectDelays(5, 10);
    game->start(url());
    return game;
}

void NeuroServerFixture::registerMoves()
{
    QCOMPARE(m_game->registerActions({{u"move"_s, u"Sets a cell."_s, cellSchema, {}},
                                      {u"pass"_s, u"Does nothing."_s, {}, {}}}),
             QString());
    QTRY_COMPARE(m_server->games().constFirst().actions.size(), 2);
}

void NeuroServerFixture::force(const QStringList &names)
{
    protocol::ForceActions force;
    force.state = u"# Board"_s;
    force.query = u"Your turn."_s;
    force.actionNames = names;
    force.priority = protocol::Priority::High;
    QCOMPARE(m_game->forceActions(force), QString());
}

QUrl NeuroServerFixture::url() const
{
    return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_server->port()));
}

} // namespace neuro::tests
