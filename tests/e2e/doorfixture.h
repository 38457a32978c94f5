// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "e2e/doorclient.h"
#include "e2e/upstreamservice.h"

#include <QDir>

#include <memory>

namespace neuro::testing {

/// A whole relay with integrations, watchers and games that say what a test tells them to. Without
/// an upstream unless the test gives one.
class DoorFixture : public UpstreamService
{
    Q_OBJECT

public:
    using Client = std::unique_ptr<DoorClient>;

    DoorFixture()
    {
        config.engine.upstream.isConfigured = false;
        config.engine.deciders = {{relay::Decider::Operator, 0}};
    }

    /// Comes back when the relay knows the newcomer.
    Client watcher(const QString &name, bool isEnhanced = false, const QJsonObject &more = {})
    {
        const QString token = isEnhanced ? config.neuroOsToken : config.intermediary.authToken;
        return registered(QStringLiteral("neuro-os"), name, token, more);
    }

    Client integration(const QString &name, const QJsonObject &more = {})
    {
        return registered(QStringLiteral("integration"), name, config.intermediary.authToken, more);
    }

    Client game(const QString &name, const QStringList &actions = {})
    {
        Client client = std::make_unique<DoorClient>(
            url(), QStringLiteral(R"({"command":"startup","game":"%1"})").arg(name));
        client->waitFor(QStringLiteral("command"), QStringLiteral("startup"));
        for (const QString &action : actions)
            client->send(QStringLiteral(R"({"command":"actions/register","game":"%1","data":)"
                                        R"({"actions":[{"name":"%2","description":"d"}]}})")
                             .arg(name, action));
        if (!actions.isEmpty())
            waitFor<relay::RegistryEvent>([&](const relay::RegistryEvent &registry) {
                return registry.name == name && registry.actions.size() == actions.size();
            });
        client->clear();
        return client;
    }

    Client registered(const QString &type, const QString &name, const QString &token,
                      const QJsonObject &more)
    {
        const qsizetype before = comings(name);
        Client client = std::make_unique<DoorClient>(
            intermediaryUrl(), DoorClient::registration(type, name, token, more));
        const bool isKnown = QTest::qWaitFor([&] { return comings(name) > before; }, 10'000);
        return isKnown ? std::move(client) : nullptr;
    }

private:
    qsizetype comings(const QString &name) const
    {
        qsizetype count = 0;
        for (const relay::PeerEvent &peer : all<relay::PeerEvent>())
            count += peer.state == relay::PeerEvent::State::Connected && peer.name == name ? 1 : 0;
        return count;
    }
};

} // namespace neuro::testing
