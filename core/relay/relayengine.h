// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "relay/endpoint.h"
#include "relay/enginesettings.h"
#include "relay/outputs.h"
#include "relay/relaycommand.h"
#include "relay/relayevent.h"
#include "relay/textmask.h"
#include "relay/types.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace neuro::relay {

/// The rules of the relay: sessions, registry, names, forces and who decides them, ids, results,
/// diagnostics. Does no I/O, reads no clock, starts no thread: every input brings the time, and
/// what is to be done collects until takeOutputs(). The same inputs give the same outputs.
///
/// Inputs for a peer that is unknown (or gone) are ignored. Time must not run backwards.
class RelayEngine
{
public:
    explicit RelayEngine(EngineSettings settings);
    ~RelayEngine();
    RelayEngine(const RelayEngine &) = delete;
    RelayEngine &operator=(const RelayEngine &) = delete;

    /// Takes effect at once; forces that are being decided keep their current decider's deadline.
    void setSettings(const EngineSettings &settings, Instant now);
    const EngineSettings &settings() const;
    /// For what the relay answers whoever wrote to it, and for results that watchers are told: both
    /// quote others. Without one all is told as it is. What is passed on to games, integrations and
    /// upstream is not the mask's affair. `secrets` is the same for what the ids of games are made
    /// of, which must not depend on what somebody would rather not read.
    void setMask(TextMask mask, TextMask secrets = {});

    /// `peer` must be larger than every earlier one.
    void peerConnected(PeerId peer, const PeerInfo &info, Instant now);
    void peerDisconnected(PeerId peer, const Goodbye &goodbye, Instant now);
    void textReceived(PeerId peer, const QByteArray &utf8, Instant now);
    void binaryReceived(PeerId peer, const QByteArray &bytes, Instant now);
    void pongReceived(PeerId peer, quint64 token, Instant now);

    /// Of upstream: it reads too slowly, or has caught up.
    void peerCongested(PeerId peer, bool congested, Instant now);
    /// How it stands with the connection to upstream, to be passed on and remembered.
    void upstreamChanged(const UpstreamEvent &state);
    /// The operator has it dialed anew, connected or not: what was learnt of the size of messages
    /// that it takes counts no more, and what was kept back for that is told to it again.
    void upstreamDialedAnew(Instant now);

    /// There is an outbox, which will tell what it holds: what goes to upstream waits for that, for
    /// UpstreamBuffers::outboxPatienceMs at most. To be called at the beginning.
    void expectOutbox();
    /// The outbox is open or cannot be opened: what waits for whom, whom it remembers (rows are 0
    /// then; the one that was here last is last), and what is wrong. Also later, when something has
    /// changed by itself.
    void outboxOpened(const QList<OutboxCount> &counts, const protocol::Phrase &problem,
                      Instant now);
    /// Answers KeepInOutbox: the row's id, or 0 when it was not kept. `durable`: it survives a
    /// crash; otherwise it is in memory only.
    void outboxAppended(quint64 ticket, qint64 id, bool durable, Instant now);
    /// Answers FetchOutbox; empty when there are no more. Not `isReadable`: there may be more,
    /// which cannot be read now; outboxOpened() follows when that may be different.
    void outboxFetched(quint64 number, const QList<OutboxRow> &rows, Instant now,
                       bool isReadable = true);
    /// `count` messages for `destination` are gone without having been delivered, among them the
    /// rows `ids`. Where the rows are not known, outboxOpened() follows.
    void outboxDropped(const QString &destination, const QList<qint64> &ids, qint64 count,
                       const protocol::Phrase &why, Instant now);

    /// Takes up events that were made elsewhere, of peers that are not the engine's: their frames
    /// are numbered among the others, and their peers are in later snapshots.
    ///
    /// The `seq` of a frame may be any number that its maker uses to refer to it: the `origin` of a
    /// later frame of the same batch is translated; one that refers to another batch becomes 0.
    void adopt(RelayEvents events);

    /// Carries out what the operator wants and reports it as OperatorEvent with `number`.
    void execute(const RelayCommand &command, quint64 number, Instant now);

    /// Lets time pass: call at or after nextDeadline().
    void tick(Instant now);
    /// The earliest moment (steady clock, µs) at which tick() would do something.
    std::optional<qint64> nextDeadline() const;

    /// What has collected since the last call, moved into `outputs` (whose buffers are reused).
    void takeOutputs(Outputs &outputs);

    /// A view of the state for tests and assertions: how much the engine holds.
    struct Census
    {
        int peers = 0; ///< Games and integrations.
        int watchers = 0;
        int foreignPeers = 0;
        int knownIntegrations = 0; ///< Connected ones, and those that are remembered.
        int commandsUnderWay = 0;  ///< That are on their way into the outbox.
        int actions = 0;
        int forces = 0;
        int actionsInFlight = 0;
        int reservedGameIds = 0;
        int upstreamNames = 0;
        int leavingNames = 0;    ///< That upstream may still act under.
        int upstreamActions = 0; ///< That upstream waits for.
        int withdrawals = 0;
        int deferredTexts = 0;
        int unprovenContexts = 0;     ///< Sent, and perhaps not arrived.
        int rowsUnderWay = 0;         ///< The same of rows of the outbox.
        int messagesOnTheirWay = 0;   ///< For upstream, into the outbox.
        bool isUpstreamLive = false;  ///< What is meant for upstream goes out at once.
        bool isWithoutOutbox = false; ///< The same, though the outbox owes an answer.
        ForceId forceUpstream = 0;    ///< The force that upstream has; 0: none.
        int delayedFromGames = 0;     ///< Messages that the test bench keeps back …
        int delayedToGames = 0;       ///< … in each direction.
        int hostileIds = 0;           ///< Actions of the hostile mode whose results are expected.
        int justUnregistered = 0;     ///< Actions that it remembers.
    };
    Census census() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace neuro::relay
