// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/operatorwords.h"

#include "protocol/codec.h"
#include "protocol/json.h"
#include "relay/testbenchwords.h"

namespace neuro::relay {

namespace {

OperatorEvent aboutForce(const QString &what, ForceId force, const QString &detail = {})
{
    OperatorEvent event;
    event.what = what;
    event.force = force;
    event.detail = detail;
    return event;
}

OperatorEvent aboutPeer(const QString &what, PeerId peer, const QString &detail = {})
{
    OperatorEvent event;
    event.what = what;
    event.peer = peer;
    event.detail = detail;
    return event;
}

OperatorEvent describe(const AnswerForce &command)
{
    return aboutForce(QStringLiteral("answer_force"), command.force, command.action);
}

OperatorEvent describe(const AnswerForceRandomly &command)
{
    return aboutForce(QStringLiteral("answer_force_randomly"), command.force);
}

OperatorEvent describe(const HoldForce &command)
{
    return aboutForce(command.hold ? QStringLiteral("hold_force") : QStringLiteral("release_force"),
                      command.force);
}

OperatorEvent describe(const DropForce &command)
{
    return aboutForce(QStringLiteral("drop_force"), command.force);
}

OperatorEvent describe(const TakeOverForce &command)
{
    return aboutForce(QStringLiteral("take_over_force"), command.force);
}

OperatorEvent describe(const HoldAllForces &command)
{
    return aboutForce(command.hold ? QStringLiteral("hold_all") : QStringLiteral("release_all"), 0);
}

OperatorEvent describe(const SetDeciders &command)
{
    QStringList names;
    for (const Decider decider : command.deciders)
        names.append(nameOf(decider, deciderNames));
    return aboutForce(QStringLiteral("set_deciders"), 0, names.join(u','));
}

OperatorEvent describe(const SendAction &command)
{
    return aboutPeer(QStringLiteral("send_action"), command.peer, command.action);
}

OperatorEvent describe(const AskToReregister &command)
{
    return aboutPeer(QStringLiteral("reregister_all"), command.peer);
}

OperatorEvent describe(const AskToShutDown &command)
{
    switch (command.kind) {
    case Shutdown::Graceful:
        return aboutPeer(QStringLiteral("shutdown_graceful"), command.peer);
    case Shutdown::CancelGraceful:
        return aboutPeer(QStringLiteral("shutdown_cancel"), command.peer);
    case Shutdown::Immediate:
        return aboutPeer(QStringLiteral("shutdown_immediate"), command.peer);
    }
    return {};
}

OperatorEvent describe(const DisconnectPeer &command)
{
    return aboutPeer(QStringLiteral("disconnect"), command.peer);
}

OperatorEvent describe(const SayToNeuro &command)
{
    return aboutPeer(QStringLiteral("say_to_neuro"), 0, command.text);
}

OperatorEvent describe(const SendToGames &command)
{
    QString word;
    if (command.text.size() <= limits::rawMessage) {
        if (const auto document = protocol::JsonDocument::parse(command.text))
            word = document->root().member("command").toString();
    }
    return aboutPeer(QStringLiteral("send_to_games"), command.peer,
                     protocol::quoteForMessage(word));
}

OperatorEvent describe(const MuteGame &command)
{
    return aboutPeer(command.mute ? QStringLiteral("mute_game") : QStringLiteral("unmute_game"), 0,
                     protocol::quoteForMessage(command.game));
}

OperatorEvent describe(const BlockGame &command)
{
    return aboutPeer(command.block ? QStringLiteral("block_game") : QStringLiteral("allow_game"), 0,
                     protocol::quoteForMessage(command.game));
}

OperatorEvent describe(const HideAction &command)
{
    return aboutPeer(command.hide ? QStringLiteral("hide_action") : QStringLiteral("show_action"),
                     0,
                     protocol::quoteForMessage(command.game) + QStringLiteral(": ") +
                         protocol::quoteForMessage(command.action));
}

OperatorEvent describe(const UnregisterAction &command)
{
    return aboutPeer(command.undo ? QStringLiteral("register_action_again")
                                  : QStringLiteral("unregister_action"),
                     command.peer, protocol::quoteForMessage(command.action));
}

OperatorEvent describe(const CutAllGames &command)
{
    return aboutPeer(
        command.cut ? QStringLiteral("cut_all_games") : QStringLiteral("let_games_in_again"), 0);
}

OperatorEvent describe(const AcknowledgeStartup &command)
{
    return aboutPeer(QStringLiteral("acknowledge_startup"), command.peer,
                     command.character ? protocol::quoteForMessage(command.character->characterId)
                                       : QString());
}

OperatorEvent describe(const FinishSpeech &command)
{
    return aboutPeer(QStringLiteral("finish_speech"), command.peer,
                     protocol::quoteForMessage(command.speech.reason));
}

OperatorEvent describe(const ReleaseEarlierRun &command)
{
    return aboutPeer(command.discard ? QStringLiteral("discard_earlier_run")
                                     : QStringLiteral("send_earlier_run"),
                     0);
}

OperatorEvent describe(const SetTestBench &command)
{
    return aboutPeer(QStringLiteral("set_test_bench"), 0,
                     testBenchWords(command.bench).join(QStringLiteral(", ")));
}

/// Not an operator's doing: nothing is told of it.
OperatorEvent describe(const TakeSnapshot &)
{
    return {};
}

} // namespace

OperatorEvent operatorEvent(const RelayCommand &command)
{
    return std::visit([](const auto &content) { return describe(content); }, command);
}

} // namespace neuro::relay
