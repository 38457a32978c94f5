// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/netlimits.h"
#include "widgets/configfields.h"

#include <QCoreApplication>
#include <QLocale>

/// The pages of tokens, deciders, limits and recording.
namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using Kind = ConfigFieldKind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConfigFields)
};

/// Messages per second of a connection that sends without a pause.
constexpr int fastestRate = net::limits::pacedMessages * 1000 / net::limits::pacedSpanMs;

ConfigGroup messageLimits()
{
    return {
        Words::tr("Messages"),
        {{Kind::Number, u"limits.message"_s, Words::tr("Size"),
          Words::tr("Of one message; a longer one ends the connection. Bytes, or like “8 MiB”.")},
         {Kind::Number, u"limits.nesting"_s, Words::tr("Nesting"),
          Words::tr("Arrays and objects inside one another.")},
         {Kind::Number,
          u"limits.message_rate"_s,
          Words::tr("Rate from other computers"),
          Words::tr("Of each connection; a faster one is closed. 0, or above %1: no limit, as none "
                    "is read faster than that.")
              .arg(QLocale().toString(fastestRate)),
          {},
          Words::tr("per second")},
         {Kind::Number,
          u"limits.loopback_message_rate"_s,
          Words::tr("Rate from this computer"),
          Words::tr("The same here."),
          {},
          Words::tr("per second")}}};
}

ConfigGroup connectionLimits()
{
    return {Words::tr("Connections"),
            {{Kind::Number, u"limits.connections"_s, Words::tr("Connections"),
              Words::tr("Of each door. One more is turned away.")},
             {Kind::Number, u"limits.unwritten"_s, Words::tr("Unread"),
              Words::tr("Bytes that wait for a slow reader before it is disconnected; a watcher "
                        "only misses events.")},
             {Kind::Number,
              u"limits.handshake"_s,
              Words::tr("Handshake"),
              Words::tr("From the connection to its first words."),
              {},
              Words::tr("seconds")},
             {Kind::Number,
              u"limits.idle"_s,
              Words::tr("Silence"),
              Words::tr("That ends a connection. 0: it may be silent for ever."),
              {},
              Words::tr("seconds")}}};
}

ConfigGroup gameLimits()
{
    return {
        Words::tr("Of one game"),
        {{Kind::Number, u"limits.actions_per_game"_s, Words::tr("Actions"),
          Words::tr("Registered at a time.")},
         {Kind::Number, u"limits.game_name"_s, Words::tr("Its name"), Words::tr("Bytes.")},
         {Kind::Number, u"limits.action_name"_s, Words::tr("An action’s name"),
          Words::tr("Bytes.")},
         {Kind::Number, u"limits.schema"_s, Words::tr("An action’s schema"), Words::tr("Bytes.")},
         {Kind::Number, u"limits.forces_per_game"_s, Words::tr("Forces"),
          Words::tr("That wait for an answer at a time.")},
         {Kind::Number, u"limits.actions_in_flight"_s, Words::tr("Actions under way"),
          Words::tr("Sent to it and not answered yet.")}}};
}

} // namespace

ConfigPage tokensConfigPage()
{
    const ConfigGroup tokens{
        {},
        {{Kind::Token, u"intermediary.auth_token"_s, Words::tr("Integrations and watchers"),
          Words::tr("Admits to the intermediary door with the usual rights."), Words::tr("none")},
         {Kind::Token, u"dependency-authentication.neuro-os.auth_token"_s,
          Words::tr("Watchers with more rights"),
          Words::tr("Admits a watcher that may also speak to Neuro, answer forces and send actions "
                    "to games; and whoever uses POST /send."),
          Words::tr("none: nobody has these rights")},
         {Kind::Token, u"hub.token"_s, Words::tr("Clients of the hub"),
          Words::tr("For those who are not on this computer."),
          Words::tr("that of integrations and watchers")}}};
    return {Words::tr("Tokens"),
            Words::tr("Passwords of programs. A new one counts for whoever connects from now on; "
                      "who is connected stays. One that is shorter than 16 characters admits "
                      "nobody who is not on this computer."),
            {tokens}};
}

ConfigPage decidersConfigPage()
{
    const ConfigGroup order{
        Words::tr("Who answers forces"),
        {{Kind::Deciders, u"relay.deciders"_s, Words::tr("Order"),
          Words::tr("Asked from top to bottom. When the time of one is over, the next one is "
                    "asked; without a time it has for ever.")}}};
    const ConfigGroup times{
        Words::tr("Times and tries"),
        {{Kind::Number,
          u"relay.force_timeout"_s,
          Words::tr("Neuro’s time"),
          Words::tr("Without any action from her, when the order above sets none for her."),
          {},
          Words::tr("seconds")},
         {Kind::Number,
          u"relay.watchers_timeout"_s,
          Words::tr("Watchers’ time"),
          Words::tr("When the order above sets none for them."),
          {},
          Words::tr("seconds")},
         {Kind::Number, u"relay.force_retries"_s, Words::tr("Failed results"),
          Words::tr("After so many a decider other than the operator is not asked again.")},
         {Kind::Number,
          u"relay.action_timeout"_s,
          Words::tr("A game’s time"),
          Words::tr("For the result of an action. 0: it has for ever. Neuro waits for 20 seconds."),
          {},
          Words::tr("seconds")}}};
    const ConfigGroup random{
        Words::tr("Random"),
        {{Kind::Number,
          u"relay.random_delay"_s,
          Words::tr("Delay"),
          Words::tr("Before it answers."),
          {},
          Words::tr("milliseconds")},
         {Kind::Number, u"relay.random_seed"_s, Words::tr("Seed"),
          Words::tr("The same one gives the same answers. 0: different ones in every run.")}}};
    const ConfigGroup muted{
        Words::tr("Kept from Neuro"),
        {{Kind::List, u"relay.muted_games"_s, Words::tr("Muted games"),
          Words::tr("Names of games, one a line, as the list of integrations shows them. Neuro is "
                    "told nothing of them from the start on; the next decider answers their "
                    "forces.")}}};
    return {Words::tr("Deciders"),
            Words::tr("Who answers when a game forces Neuro to act."),
            {order, times, random, muted}};
}

ConfigPage limitsConfigPage()
{
    return {Words::tr("Limits"),
            Words::tr("What one connection may cost the others."),
            {messageLimits(), connectionLimits(), gameLimits()}};
}

ConfigPage recordingConfigPage()
{
    const ConfigGroup recording{
        {},
        {{Kind::Flag, u"recording.enabled"_s, Words::tr("Record every session"),
          Words::tr("To the data folder. The button “Recording” starts and stops it at any time.")},
         {Kind::Number, u"recording.keep_sessions"_s, Words::tr("Sessions"),
          Words::tr("So many are kept; the oldest go first.")},
         {Kind::Number, u"recording.keep_size"_s, Words::tr("Their size"),
          Words::tr("All of them together. Bytes, or like “2 GiB”.")},
         {Kind::List, u"recording.redact"_s, Words::tr("Hide"),
          Words::tr("Regular expressions, one a line; what they match is written as *** to the "
                    "session log and to exports. Tokens are hidden anyway.")}}};
    return {
        Words::tr("Recording"), Words::tr("What the window keeps of what happened."), {recording}};
}

} // namespace neuro::ui
