// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/loadconversation.h"

#include "bench/loadsender.h"

#include <QString>

namespace neuro::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char *actions =
    R"({"actions":[)"
    R"({"name":"play_card","description":"Plays a card of your hand against a player.",)"
    R"("schema":{"type":"object","properties":{"card":{"type":"string",)"
    R"("enum":["ace of spades","king of hearts","queen of clubs","ten of diamonds"]},)"
    R"("against":{"type":"string","enum":["left","right"]}},"required":["card","against"]}},)"
    R"({"name":"raise","description":"Raises your bet.",)"
    R"("schema":{"type":"object","properties":{"chips":{"type":"integer","minimum":1,)"
    R"("maximum":100}},"required":["chips"]}},)"
    R"({"name":"discard","description":"Puts cards away and draws as many new ones.",)"
    R"("schema":{"type":"object","properties":{"places":{"type":"array","minItems":1,)"
    R"("maxItems":3,"items":{"type":"integer","minimum":0,"maximum":3}}},)"
    R"("required":["places"]}},)"
    R"({"name":"pass","description":"Does nothing this turn."}]})";

constexpr const char *names = R"({"action_names":["play_card","raise","discard","pass"]})";

constexpr const char *force =
    R"({"state":"Your hand: ace of spades, king of hearts, queen of clubs, ten of diamonds. )"
    R"(You have 100 chips. The player on the left has 85 chips, the one on the right has 120.",)"
    R"("query":"It is your turn. What do you do?","ephemeral_context":false,"priority":"low",)"
    R"("action_names":["play_card","raise","discard","pass"]})";

} // namespace

QByteArray textOf(Said said, const QByteArray &game, const QByteArray &actionId)
{
    switch (said) {
    case Said::Startup:
        return message(game, "startup");
    case Said::Register:
        return message(game, "actions/register", actions);
    case Said::Context:
        return contextText(game, Contexts::Plain);
    case Said::Force:
        return message(game, "actions/force", force);
    case Said::Result: {
        const QByteArray data = R"({"id":")"_ba + actionId +
                                R"(","success":true,"message":"You played the ace of spades."})";
        return message(game, "action/result", data.constData());
    }
    case Said::Unregister:
        return message(game, "actions/unregister", names);
    }
    Q_UNREACHABLE();
}

QByteArray idOf(const QByteArray &action)
{
    static constexpr QByteArrayView key = R"("id":")";
    const qsizetype begin = action.indexOf(key);
    if (begin < 0)
        return {};
    const qsizetype from = begin + key.size();
    return action.sliced(from, action.indexOf('"', from) - from);
}

Conversation::Conversation(quint16 port, const QByteArray &name)
    : connection(port)
    , m_name(name)
{
    // The server has let it in when it answers.
    connection.write(clientFrame(Opcode::Ping, "c"));
    connection.waitForPong();
}

void Conversation::begin(int matches)
{
    m_matchesLeft = matches;
    say(Said::Startup);
    beginMatch();
}

bool Conversation::goOn()
{
    connection.receive();
    while (const auto frame = connection.takeFrame()) {
        if (frame->opcode == Opcode::Pong)
            return false;
        if (frame->opcode == Opcode::Text)
            hear(frame->payload);
    }
    return true;
}

void Conversation::say(Said said, const QByteArray &actionId) const
{
    connection.write(clientFrame(Opcode::Text, textOf(said, m_name, actionId)));
}

void Conversation::beginMatch()
{
    m_turnsLeft = turnsPerMatch;
    say(Said::Register);
    beginTurn();
}

void Conversation::beginTurn() const
{
    say(Said::Context);
    say(Said::Force);
}

void Conversation::hear(const QByteArray &text)
{
    const QByteArray id = idOf(text);
    if (id.isEmpty())
        return; // The acknowledgement of the startup.
    say(Said::Result, id);
    if (--m_turnsLeft > 0) {
        beginTurn();
        return;
    }
    say(Said::Unregister);
    if (--m_matchesLeft > 0)
        beginMatch();
    else
        connection.write(clientFrame(Opcode::Ping, "c"));
}

} // namespace neuro::bench
