// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "client/neuroclient.h"
#include "client/scriptedserver.h"

#include <QObject>

#include <memory>

namespace neuro::tests {

protocol::Action makeAction(const QString &name, const QByteArray &schema = {});
protocol::ForceActions makeForce(const QStringList &names);
protocol::ActionRequest makeRequest(const QString &id, const QString &name);

/// What the tests of NeuroClient share: for each test a server that listens and a client that
/// reconnects quickly.
class ClientFixture : public QObject
{
    Q_OBJECT

protected:
    /// Connects the client to the server.
    void startClient();
    /// Sends an action that waits for its result, and waits until it has arrived.
    void act(const QString &id, const QString &name);

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<client::NeuroClient> m_client;

private Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace neuro::tests
