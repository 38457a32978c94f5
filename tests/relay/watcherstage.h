// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "enginefixture.h"

namespace neuro::relay::testing {

inline QByteArray error(const QByteArray &text)
{
    return "{\"error\":\"" + text + "\"}";
}

inline const QByteArray sent = R"({"status":"sent"})";
inline const QByteArray queued = R"({"status":"queued"})";

/// A watcher, an enhanced one, and an outbox.
struct Stage : EngineFixture
{
    explicit Stage(const EngineSettings &settings = {})
        : EngineFixture(settings)
    {
        openOutbox();
        watcher = connectWatcher(QStringLiteral("ui"));
        enhanced = connectWatcher(QStringLiteral("boss"), true);
    }

    /// What a watcher is answered.
    QList<QByteArray> ask(PeerId peer, const QByteArray &text)
    {
        takeSent(peer);
        receive(peer, text);
        return takeSent(peer);
    }
    QList<QByteArray> command(int number)
    {
        return ask(watcher,
                   R"({"target":"Spotify","cmd":{"n": )" + QByteArray::number(number) + "}}");
    }
    static QByteArray delivered(int number)
    {
        return R"({"from_watcher":"ui","cmd":{"n": )" + QByteArray::number(number) + "}}";
    }
    PeerId comeAndGo()
    {
        const PeerId peer = connectIntegration(QStringLiteral("Spotify"));
        disconnect(peer);
        return peer;
    }

    PeerId watcher = 0;
    PeerId enhanced = 0;
};

} // namespace neuro::relay::testing
