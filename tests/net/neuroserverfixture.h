// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "client/neuroclient.h"
#include "net/neuroserver.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace neuro::tests {

/// Of an object with a number "cell" of at most 8.
extern const QByteArray cellSchema;

/// For 127.0.0.1.
net::BackendSettings onAnyPort();

class TestServer : public net::NeuroServer
{
public:
    using NeuroServer::NeuroServer;

    /// What choose() was asked.
    QList<Force> forces;
    /// What it answers; without one it never does.
    std::function<std::optional<Choice>(const Force &)> decision;

protected:
    std::optional<Choice> choose(const Force &force) override;
};

/// A server, and the game "Chess" that is connected to it, made anew for each test function of the
/// classes that derive from this one.
class NeuroServerFixture : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    std::unique_ptr<client::NeuroClient> startGame(const QString &name);
    /// m_game registers "move", which takes a cell, and "pass", which takes nothing.
    void registerMoves();
    /// Of m_game.
    void force(const QStringList &names = {QStringLiteral("move"), QStringLiteral("pass")});
    QUrl url() const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<client::NeuroClient> m_game;
};

} // namespace neuro::tests
