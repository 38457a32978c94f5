// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/doorfixture.h"

#include "net/waiting.h"

#include <algorithm>

namespace neuro::testing {

DoorFixture::DoorFixture()
{
    config.engine.upstream.isConfigured = false;
    config.engine.deciders = {{relay::Decider::Operator, 0}};
}

DoorFixture::~DoorFixture() = default;

DoorFixture::Client DoorFixture::watcher(const QString &name, bool isEnhanced,
                                         const QJsonObject &more)
{
    const QString token = isEnhanced ? config.neuroOsToken : config.intermediary.authToken;
    return registered(QStringLiteral("neuro-os"), name, token, more);
}

DoorFixture::Client DoorFixture::integration(const QString &name, const QJsonObject &more)
{
    return registered(QStringLiteral("integration"), name, config.intermediary.authToken, more);
}

DoorFixture::Client DoorFixture::game(const QString &name, const QStringList &actions)
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

DoorFixture::Client DoorFixture::registered(const QString &type, const QString &name,
                                            const QString &token, const QJsonObject &more)
{
    const qsizetype before = comings(name);
    Client client = std::make_unique<DoorClient>(intermediaryUrl(),
                                                 DoorClient::registration(type, name, token, more));
    const bool isKnown = tests::waitUntil([&] { return comings(name) > before; }, 10'000);
    return isKnown ? std::move(client) : nullptr;
}

qsizetype DoorFixture::comings(const QString &name) const
{
    return std::count_if(events.begin(), events.end(), [&](const relay::RelayEvent &event) {
        const auto *peer = std::get_if<relay::PeerEvent>(&event);
        return peer && peer->state == relay::PeerEvent::State::Connected && peer->name == name;
    });
}

} // namespace neuro::testing
