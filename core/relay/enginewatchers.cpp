// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/json.h"
#include "protocol/jsonrewriter.h"
#include "protocol/jsonwriter.h"
#include "relay/gamekeys.h"
#include "relay/relayengine_p.h"
#include "relay/relaymirror.h"

#include <algorithm>
#include <utility>

namespace neuro::relay {

using protocol::errorAnswer;
using protocol::Phrase;
using protocol::phrase;
using protocol::pluralPhrase;
using protocol::Reason;
using protocol::statusAnswer;

namespace {

Phrase enhancedNeeded()
{
    return phrase(QT_TRANSLATE_NOOP("core", "enhanced privileges required"));
}

/// What only the relay says to upstream.
bool isRelaysOwn(QByteArrayView command)
{
    return command == "startup" || command.startsWith("actions/") || command == "action/result" ||
           command == "action:result";
}

} // namespace

WatcherSession *RelayEngine::Private::watcher(PeerId peer)
{
    const auto found = watchers.find(peer);
    return found == watchers.end() ? nullptr : &found->second;
}

void RelayEngine::Private::watcherConnected(PeerId peer, const PeerInfo &info, Instant now)
{
    const auto older = std::find_if(watchers.begin(), watchers.end(), [&](const auto &entry) {
        return entry.second.info.name == info.name;
    });
    if (older != watchers.end()) {
        const Phrase reason =
            phrase(QT_TRANSLATE_NOOP("core", "replaced by a newer connection with the same name"));
        const PeerId olderPeer = older->first;
        answerWith(older->second, protocol::replacedByNewerError(), now);
        outputs.effects.emplace_back(ClosePeer{olderPeer, CloseCode::Policy, reason});
        removeWatcher(olderPeer, static_cast<int>(CloseCode::Policy), reason, now);
    }
    const WatcherSession &session = watchers[peer] = WatcherSession{peer, info, now};
    outputs.events.emplace_back(peerEvent(session, PeerEvent::State::Connected, now));
}

void RelayEngine::Private::removeWatcher(PeerId peer, int closeCode, const Phrase &reason,
                                         Instant now)
{
    const WatcherSession *session = watcher(peer);
    if (!session)
        return;
    PeerEvent event = peerEvent(*session, PeerEvent::State::Disconnected, now);
    event.closeCode = closeCode;
    event.reason = reason;
    outputs.events.emplace_back(std::move(event));
    watchers.erase(peer);
}

PeerEvent RelayEngine::Private::peerEvent(const WatcherSession &watcher, PeerEvent::State state,
                                          Instant at) const
{
    PeerEvent event;
    event.at = at;
    event.peer = watcher.peer;
    event.door = watcher.info.door;
    event.state = state;
    event.name = watcher.info.name;
    event.address = watcher.info.address;
    event.role = watcher.info.role;
    event.isEnhanced = watcher.info.isEnhanced;
    return event;
}

void RelayEngine::Private::receiveFromWatcher(const WatcherSession &watcher,
                                              const QByteArray &payload, bool binary, Instant now)
{
    const std::size_t frame = frameIn(watcher, payload, binary, now);
    if (binary) {
        refuse(frame,
               {Reason::BinaryFrame, QString(),
                pluralPhrase(QT_TRANSLATE_N_NOOP("core", "binary message of %1 bytes: watchers "
                                                         "send JSON"),
                             payload.size())});
        answerWith(watcher, errorAnswer(u"watcher messages must be JSON"), now);
        return;
    }
    const auto decoded = protocol::decodeWatcherMessage(payload, settings.limits);
    if (!decoded) {
        refuse(frame, decoded.error().refusal);
        answerWith(watcher, decoded.error().answer, now);
        return;
    }
    frameAt(frame).command = protocol::wordOf(*decoded);
    std::visit([&](const auto &message) { handleWatcher(watcher, frame, message, now); }, *decoded);
}

void RelayEngine::Private::handleWatcher(const WatcherSession &watcher, std::size_t frame,
                                         const protocol::TargetCommand &command, Instant now)
{
    const auto found = integrations.find(destinationOf(command.target));
    // The outbox knows who was here before this run.
    const bool isKnownWhoWasHere = !link.isOutboxExpected() && outboxHealth.problem.isEmpty();
    if (found == integrations.end() && !isKnownWhoWasHere) {
        fail(watcher, frame, Reason::UnknownTarget,
             phrase(QT_TRANSLATE_NOOP("core", "not stored: whether %1 was ever here is not known "
                                              "now; try again later"),
                    protocol::quoteForMessage(command.target)),
             now);
        return;
    }
    if (found == integrations.end()) {
        refuse(frame, {Reason::UnknownTarget, QStringLiteral("target"),
                       phrase(QT_TRANSLATE_NOOP("core", "no integration was ever called %1"),
                              protocol::quoteForMessage(command.target))});
        answerWith(watcher, errorAnswer(u"invalid target/cmd"), now);
        return;
    }
    KnownIntegration &known = found->second;
    const QByteArray text = protocol::commandFromWatcher(watcher.info.name, command.command);
    const quint64 seq = frameAt(frame).seq;
    // Until the outbox has told what it holds, older commands may wait there.
    const bool isLive = known.delivery.isLive() && !link.isOutboxExpected();
    if (const GameSession *game = session(known.peer); game && isLive) {
        sendText(*game, text, QStringLiteral("cmd"), now).origin = seq;
        answerWith(watcher, statusAnswer(u"sent"), now);
        return;
    }
    if (keptCommands.size() >= limits::commandsUnderWay) {
        fail(watcher, frame, Reason::TooMany,
             phrase(QT_TRANSLATE_NOOP("core", "not stored: the disk does not keep up; try again "
                                              "later")),
             now);
        return;
    }
    const quint64 ticket = known.delivery.keep(watcher.info.name, text, now.wall, seq);
    keptCommands.emplace(ticket, KeptCommand{found->first, watcher.peer});
}

void RelayEngine::Private::commandKept(quint64 ticket, qint64 id, bool durable, Instant now)
{
    const KeptCommand command = keptCommands.extract(ticket).mapped();
    const auto known = integrations.find(command.destination);
    if (known != integrations.end()) {
        known->second.delivery.appended(id, durable, now);
        deliver(known->second);
    }
    const WatcherSession *sender = watcher(command.watcher);
    if (!sender)
        return;
    const QString problem = outboxHealth.problem.english();
    if (id == 0) {
        const Phrase why = problem.isEmpty()
                               ? phrase(QT_TRANSLATE_NOOP(
                                     "core", "it is too large, too much waits already, or the disk "
                                             "does not keep up"))
                               : outboxHealth.problem;
        answerWith(*sender,
                   errorAnswer(phrase(QT_TRANSLATE_NOOP("core", "not stored: %1"), why).english()),
                   now);
    } else if (!durable) {
        answerWith(*sender,
                   errorAnswer(phrase(QT_TRANSLATE_NOOP("core", "kept in memory only, lost if the "
                                                                "relay ends: %1"),
                                      outboxHealth.problem)
                                   .english()),
                   now);
    } else {
        answerWith(*sender, statusAnswer(u"queued"), now);
    }
}

void RelayEngine::Private::handleWatcher(const WatcherSession &watcher, std::size_t frame,
                                         const protocol::DirectToNeuro &direct, Instant now)
{
    if (!watcher.info.isEnhanced) {
        fail(watcher, frame, Reason::Forbidden, enhancedNeeded(), now);
        return;
    }
    const auto document = protocol::JsonDocument::parse(direct.payload, settings.limits.nesting);
    if (!document)
        return; // The message that it is a part of was read with the same limits.
    const protocol::JsonValue root = document->root();
    const protocol::JsonValue command = root.member("command");
    if (!command.isString()) {
        fail(watcher, frame, Reason::MissingField,
             phrase(QT_TRANSLATE_NOOP("core", "\"payload\" needs a \"command\" that is a string")),
             now);
        return;
    }
    for (protocol::JsonValue member = root.first(); !member.isAbsent(); member = member.next()) {
        // Readers differ in which one of several they take.
        if (member.keyUtf8() == "command" && isRelaysOwn(member.utf8())) {
            fail(watcher, frame, Reason::Forbidden,
                 phrase(QT_TRANSLATE_NOOP("core", "not allowed directly")), now);
            return;
        }
    }
    if (!link.isReachable()) {
        fail(watcher, frame, Reason::UnknownTarget,
             phrase(QT_TRANSLATE_NOOP("core", "neuro backend not available")), now);
        return;
    }
    protocol::JsonRewriter rewriter(*document);
    rewriter.set(root, "game", protocol::jsonQuoted(settings.upstream.relayName));
    const QByteArray text = rewriter.text();
    if (link.isTooLarge(text.size())) {
        fail(watcher, frame, Reason::TooLarge, link.whyTooLarge(text.size()), now);
        return;
    }
    if (command.utf8() == "context") {
        const protocol::JsonValue data = root.member("data");
        outputs.events.emplace_back(TranscriptEvent{
            now, TranscriptEvent::Kind::Context, watcher.peer, watcher.info.name,
            data.member("message").toString(), QString(), data.member("silent").toBool(), true});
    }
    link.pass({text, command.toString(), 0, {}, frameAt(frame).seq, watcher.info.name}, now);
    answerWith(watcher, statusAnswer(u"forwarded_to_neuro"), now);
}

void RelayEngine::Private::handleWatcher(const WatcherSession &watcher, std::size_t frame,
                                         const protocol::SnapshotRequest &, Instant now)
{
    fail(watcher, frame, Reason::UnknownTarget,
         phrase(QT_TRANSLATE_NOOP("core", "no snapshot here: the door that took the connection "
                                          "keeps none")),
         now);
}

/// Of several with one name the one that snapshots list under it, so that what they say is there
/// can be sent; for what that one has not, the newest that has it. All others have another key.
GameSession *RelayEngine::Private::gameCalled(const QString &name, const QString &action)
{
    GameKeys keys;
    GameSession *listed = nullptr;
    GameSession *newest = nullptr;
    GameSession *newestWithAction = nullptr;
    GameSession *identified = nullptr;
    for (auto &[peer, game] : sessions) {
        if (!game.isNamed)
            continue;
        // As the snapshot is made from the events.
        const QString &shown = game.name.isEmpty() ? game.gameId : game.name;
        if (keys.next(relay::shownName(shown), relay::shownName(game.gameId)) == name)
            listed = &game;
        if (game.name == name) {
            newest = &game;
            if (game.actions.contains(action))
                newestWithAction = &game;
        }
        if (game.gameId == name)
            identified = &game;
    }
    if (listed && (listed->name != name || !newestWithAction || listed->actions.contains(action)))
        return listed;
    if (newestWithAction)
        return newestWithAction;
    return newest ? newest : identified;
}

void RelayEngine::Private::handleWatcher(const WatcherSession &watcher, std::size_t frame,
                                         const protocol::ActionOrder &order, Instant now)
{
    if (!watcher.info.isEnhanced) {
        fail(watcher, frame, Reason::Forbidden, enhancedNeeded(), now);
        return;
    }
    GameSession *game = gameCalled(order.game, order.action);
    if (!game) {
        fail(watcher, frame, Reason::UnknownTarget,
             phrase(QT_TRANSLATE_NOOP("core", "no game is called %1"),
                    protocol::quoteForMessage(order.game)),
             now);
        return;
    }
    const std::optional<QByteArray> data = dataFor(*game, order.action, order.data);
    Failure failure;
    QString id;
    if (Force *open = openForceWith(*game, order.action)) {
        failure =
            answerForWatcher(*open, watcher.info.name, order.action, data, order.unchecked, now);
        id = open->actionId;
    } else {
        failure = checkSendable(game, order.action, data, order.unchecked);
        if (failure.code == CommandError::None)
            id = sendAction(*game, order.action, data, ActionSource::Watchers, nullptr, now);
    }
    if (failure.code != CommandError::None) {
        fail(watcher, frame, reasonOf(failure.code), failure.text, now);
        return;
    }
    inFlight[id].requester = watcher.peer;
    frameAt(frame).actionId = id;
    frameAt(frame).force = inFlight[id].event.force;
    QByteArray answer;
    protocol::JsonWriter writer(answer);
    writer.beginObject().key("status").text(u"sent").key("id").text(id).endObject();
    answerWith(watcher, answer, now);
}

void RelayEngine::Private::tellRequester(const ActionInFlight &action, ActionState state,
                                         const QString &message, Instant now)
{
    const WatcherSession *requester = watcher(action.requester);
    if (!requester)
        return;
    QString told = masked(mask, message);
    const QString game = masked(mask, action.event.game);
    switch (state) {
    case ActionState::Sent:
        return;
    case ActionState::Succeeded:
    case ActionState::Failed:
        break;
    case ActionState::Timeout:
        told = game + QStringLiteral(" did not answer in time");
        break;
    case ActionState::Lost:
        told = game + QStringLiteral(" disconnected before it gave a result");
        break;
    }
    const QByteArray text =
        protocol::actionResultEvent(action.event.id, state == ActionState::Succeeded, told);
    sendText(*requester, text, QStringLiteral("action_result"), now).actionId = action.event.id;
}

} // namespace neuro::relay
