// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/events.h"

/// A busy evening: three games, one of them with trouble, two integrations, one of them away, a
/// watcher and a client of the hub, a refused message, three waiting forces.
namespace neuro::tests {

inline protocol::Action useItem()
{
    protocol::Action made = action(
        u"use_item"_s, R"({"type":"object","properties":{)"
                       R"("item":{"type":"string","enum":["beer","saw","knife","glass","phone"]},)"
                       R"("count":{"type":"integer","minimum":1,"maximum":4},)"
                       R"("say_aloud":{"type":"boolean"}},"required":["item"]})");
    made.description = u"Use an item you hold"_s;
    return made;
}

inline relay::RelayEvents sceneGames()
{
    relay::RegistryEvent roulette;
    roulette.peer = 1;
    roulette.actions = {actionWithData(u"shoot"_s), useItem(), action(u"look_around"_s)};
    relay::RegistryEvent board;
    board.peer = 2;
    board.actions = {actionWithData(u"play"_s)};
    relay::RegistryEvent shiritori;
    shiritori.peer = 3;
    shiritori.actions = {actionWithData(u"say_word"_s), action(u"give_up"_s),
                         action(u"ask_hint"_s)};
    relay::PeerEvent left = disconnected(4, 30 * seconds, u"closed by the game"_s);
    left.door = relay::Door::Intermediary;
    left.role = relay::PeerRole::Integration;
    left.name = u"Spotify"_s;
    left.gameId = u"spotify"_s;
    return {connected(1),
            named(1, u"Buckshot Roulette"_s, u"buckshot-roulette"_s),
            roulette,
            connected(2),
            named(2, u"Tic Tac Toe"_s, u"tic-tac-toe"_s),
            board,
            diagnosticOf(u"Tic Tac Toe"_s, protocol::DiagnosticKey::MessageInvalid,
                         u"data.query: the member is missing; it must be a string"_s, 4'000'913, 5,
                         2),
            diagnosticOf(u"Tic Tac Toe"_s, protocol::DiagnosticKey::SchemaUnsupportedKeyword,
                         u"play: oneOf is probably not supported by Neuro"_s, 3'000'913, 3, 2),
            connected(3),
            named(3, u"しりとり対戦"_s, u"game"_s),
            shiritori,
            integration(4, u"Spotify"_s),
            integration(5, u"Stage lights"_s),
            watcher(6, u"neuroos"_s, true),
            hubClient(7, u"stream overlay"_s, u"observer"_s),
            queued(u"integration:Spotify"_s, 3, 31 * seconds),
            left};
}

inline relay::RelayEvents sceneFrames()
{
    const QString roulette = u"Buckshot Roulette"_s;
    relay::FrameEvent force = of(frame(u"actions/force"_s,
                                       R"({"state":"## Table\n- Your lives: 2 of 4\n- Dealer: 3",)"
                                       R"("query":"It is your turn. Please pick an action.",)"
                                       R"("priority":"high","ephemeral_context":true,)"
                                       R"("action_names":["shoot","use_item"]})",
                                       4'441'120),
                                 roulette, 1);
    force.force = 1;
    relay::FrameEvent acted = outgoing(
        of(frame(u"action"_s, R"({"id":"a1","name":"use_item","data":"{\"item\":\"beer\"}"})",
                 6'120'388),
           roulette, 1));
    acted.force = 1;
    acted.actionId = u"a1"_s;
    acted.latency = 1'679'268;
    relay::FrameEvent result = of(
        frame(
            u"action/result"_s,
            R"({"id":"a1","success":true,"message":"You drank the beer. A live shell fell out."})",
            6'171'552),
        roulette, 1);
    result.force = 1;
    result.latency = 51'164;
    relay::FrameEvent failed =
        of(frame(u"action/result"_s,
                 R"({"id":"a2","success":false,"message":"The cell is taken."})", 7'301'002),
           u"Tic Tac Toe"_s, 2);
    failed.latency = 20'110;
    relay::FrameEvent warned =
        of(frame(u"actions/register"_s,
                 R"({"actions":[{"name":"play","description":"Play","schema":{"oneOf":[]}}]})",
                 3'000'913),
           u"Tic Tac Toe"_s, 2);
    warned.warnings = {{protocol::DiagnosticKey::SchemaUnsupportedKeyword,
                        protocol::verbatim(u"data.actions[0].schema.oneOf"_s)}};
    return {
        of(frame(u"startup"_s, {}, 114'208), roulette, 1),
        of(frame(
               u"actions/register"_s,
               R"({"actions":[{"name":"shoot","description":""},{"name":"use_item","description":""},{"name":"look_around","description":""}]})",
               114'731),
           roulette, 1),
        warned,
        of(frame(u"context"_s,
                 R"({"message":"The dealer picked up a magnifying glass.","silent":true})",
                 3'902'417),
           roulette, 1),
        refused(of(frame(u"actions/force"_s, R"({"action_names":["play"]})", 4'000'913),
                   u"Tic Tac Toe"_s, 2),
                {protocol::Reason::MissingField, u"data.query"_s,
                 protocol::verbatim(u"the member is missing; it must be a string"_s)}),
        force,
        of(frame(u"context"_s, R"({"message":"単語は「りんご」です。","silent":false})", 5'114'731),
           u"しりとり対戦"_s, 3),
        acted,
        result,
        failed};
}

inline relay::RelayEvents sceneForces()
{
    relay::ForceEvent first =
        force(1, u"It is your turn. Please pick an action."_s, protocol::Priority::High);
    first.name = u"Buckshot Roulette"_s;
    first.request.state = u"## Table\n- Your lives: **2** of 4\n- Dealer: 3\n- Items: beer, saw"_s;
    first.actions = {actionWithData(u"shoot"_s), useItem()};
    relay::ForceEvent second = force(2, u"Choose a cell."_s, protocol::Priority::Medium);
    second.peer = 2;
    second.name = u"Tic Tac Toe"_s;
    second.actions = {actionWithData(u"play"_s)};
    relay::ForceEvent third = force(3, u"「ご」で始まる単語を言ってください。"_s);
    third.peer = 3;
    third.name = u"しりとり対戦"_s;
    third.actions = {actionWithData(u"say_word"_s), action(u"give_up"_s), action(u"ask_hint"_s)};
    return {first, second, third};
}

inline relay::RelayEvents sceneTranscript()
{
    using Kind = relay::TranscriptEvent::Kind;
    relay::TranscriptEvent silent =
        told(Kind::Context, u"Buckshot Roulette"_s, u"The dealer picked up a magnifying glass."_s);
    silent.silent = true;
    relay::TranscriptEvent result =
        told(Kind::Result, u"Buckshot Roulette"_s, u"You drank the beer. A live shell fell out."_s);
    return {told(Kind::ActionsAdded, u"Buckshot Roulette"_s, u"shoot, use_item, look_around"_s),
            silent,
            told(Kind::Query, u"Buckshot Roulette"_s, u"It is your turn. Please pick an action."_s,
                 u"## Table - Your lives: 2 of 4"_s),
            told(Kind::Context, u"しりとり対戦"_s, u"単語は「りんご」です。"_s),
            told(Kind::Action, u"Buckshot Roulette"_s, u"use_item"_s, u"{\"item\":\"beer\"}"_s),
            result};
}

} // namespace neuro::tests
