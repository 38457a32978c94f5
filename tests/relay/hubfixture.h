// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/hubengine.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QString>

namespace neuro::relay::testing {

/// A hub's engine with hand-driven time and everything that it put out.
class HubFixture
{
public:
    explicit HubFixture(const HubRules &rules = {});
    ~HubFixture();
    Q_DISABLE_COPY_MOVE(HubFixture)

    /// A program on this computer.
    static HubRequest local(const QString &id, const QString &type = QStringLiteral("ui"));

    PeerId connect(const HubRequest &request);
    /// The same; what was said because of it is forgotten.
    PeerId join(const QString &id, const QString &type = QStringLiteral("ui"));
    void disconnect(PeerId peer);
    void send(PeerId peer, const QByteArray &text);
    void sendBinary(PeerId peer, const QByteArray &bytes);
    /// Lets so much time pass, tick by tick as they are wanted.
    void pass(qint64 ms);
    /// Moves what the engine put out to the members below.
    void collect();

    QByteArrayList takeSaid(PeerId peer);
    void forgetSaid();
    /// Those to whom anything was said since the last call, in the order of their connections.
    QList<PeerId> takeAddressees();
    /// "FORBIDDEN message_type" when exactly one error and nothing else was said to anybody, and
    /// `peer` is who heard it; otherwise what was said.
    QByteArray takeError(PeerId peer);
    HubClient client(const QString &id) const;

    HubEngine engine;
    Instant now{1'000'000, 1'700'000'000'000'000};
    QHash<PeerId, QByteArrayList> said;
    QHash<PeerId, ClosePeer> closed;
    QList<FrameEvent> frames;
    QList<PeerEvent> peerEvents;
    QList<RegistrationRefusedEvent> refusals;
    int strangeEffects = 0;
    int strangeEvents = 0;

private:
    void advanceTo(qint64 mono);
};

} // namespace neuro::relay::testing
