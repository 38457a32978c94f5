// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The load of bench_context, bench_diagnostics and bench_roundtrip: a process of its own, whose
/// CPU time nobody counts. It takes orders, one a line, on standard input and answers each with a
/// line.
///
///   bench_load flood PORT CONNECTIONS WINDOW     then "run N": each connection sends N contexts
///   bench_load odd|worst PORT CONNECTIONS WINDOW the same with contexts that raise diagnostics
///   bench_load conversations PORT                then "meet N": N games take the place of those
///                                                there were, and "play N": each plays N matches
///   bench_load trips RELAY_PORT [ECHO_PORT]      then "relay N" or "echo N": N round trips, with
///                                                a pause after each when "pause MS" came before
///
/// How a context is known to be done: the Neuro API answers no context, so a WebSocket ping follows
/// each window of them, in the same write as the last. A server reads its input in order, so its
/// pong says that every context before it was handled. Each of the others is a write of its own, as
/// a game makes it. The bare server gets exactly the same.

#include "bench/loadconnection.h"
#include "bench/loadconversation.h"
#include "bench/loadsender.h"
#include "bench/measure.h"

#include <QString>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <poll.h>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

void answer(const char *text)
{
    std::printf("%s\n", text);
    std::fflush(stdout);
}

/// Lets each of them go on whenever something has come for it, until all are done.
template <typename Player>
void goOn(std::vector<Player> &players)
{
    std::vector<pollfd> polled;
    for (const Player &player : players)
        polled.push_back({player.connection.descriptor(), POLLIN, 0});
    std::size_t busy = players.size();
    while (busy > 0) {
        ::poll(polled.data(), polled.size(), -1);
        for (std::size_t i = 0; i < polled.size(); ++i) {
            if ((polled[i].revents & (POLLIN | POLLHUP)) == 0 || players[i].goOn())
                continue;
            polled[i].fd = -1; // Passed over from now on.
            --busy;
        }
    }
}

int runFlood(quint16 port, int connections, int window, Contexts contexts)
{
    std::vector<Sender> senders;
    for (int i = 0; i < connections; ++i)
        senders.emplace_back(port, i, window, contexts);
    answer("ready");
    int count = 0;
    while (std::scanf(" run %d", &count) == 1) {
        for (Sender &sender : senders)
            sender.begin(count / window);
        goOn(senders);
        answer("done");
    }
    return 0;
}

int runConversations(quint16 port)
{
    std::vector<Conversation> games;
    int met = 0;
    answer("ready");
    std::array<char, 16> what{};
    int count = 0;
    while (std::scanf(" %15s %d", what.data(), &count) == 2) {
        if (std::strcmp(what.data(), "meet") == 0) {
            games.clear();
            // A name that was there before would be taken for the same game.
            for (int i = 0; i < count; ++i)
                games.emplace_back(port, "Game "_ba + QByteArray::number(1000 + met++));
        } else {
            for (Conversation &game : games)
                game.begin(count);
            goOn(games);
        }
        answer("done");
    }
    return 0;
}

/// Force, action, result: as frames, three, and a ping and a pong that tell when the result was
/// handled. The echo gets as many: it answers every second message.
class Traveller
{
public:
    explicit Traveller(quint16 port)
        : m_connection(port)
    {
        const QByteArray game = "Bench";
        m_connection.write(clientFrame(Opcode::Text, message(game, "startup")));
        const QByteArray actions =
            message(game, "actions/register",
                    R"({"actions":[{"name":"play","description":"Plays a card",)"
                    R"("schema":{"type":"object","properties":{"card":{"enum":["ace","king"]}},)"
                    R"("required":["card"]}}]})");
        m_connection.write(clientFrame(Opcode::Text, actions));
        m_connection.write(clientFrame(Opcode::Ping, "s"));
        m_connection.waitForPong();
        m_force = clientFrame(
            Opcode::Text, message(game, "actions/force",
                                  R"({"query":"Your turn. Which card?","action_names":["play"]})"));
    }

    /// Nanoseconds of one trip.
    qint64 travel()
    {
        const qint64 begin = wallTime();
        m_connection.write(m_force);
        ServerFrame frame;
        do {
            frame = m_connection.readFrame();
        } while (frame.opcode != Opcode::Text);
        // The echo's answer has no id.
        const QByteArray data = R"({"id":")"_ba + idOf(frame.payload) + R"(","success":true})";
        QByteArray frames =
            clientFrame(Opcode::Text, message("Bench", "action/result", data.constData()));
        frames += clientFrame(Opcode::Ping, "r");
        m_connection.write(frames);
        m_connection.waitForPong();
        return wallTime() - begin;
    }

private:
    LoadConnection m_connection;
    QByteArray m_force;
};

int runTrips(quint16 relayPort, std::optional<quint16> echoPort)
{
    Traveller relay(relayPort);
    std::optional<Traveller> echo;
    if (echoPort)
        echo.emplace(*echoPort);
    answer("ready");
    std::array<char, 16> whom{};
    int count = 0;
    std::chrono::milliseconds pause{0};
    while (std::scanf(" %15s %d", whom.data(), &count) == 2) {
        if (std::strcmp(whom.data(), "pause") == 0) {
            pause = std::chrono::milliseconds(count);
            answer("done");
            continue;
        }
        Traveller &traveller = echo && std::strcmp(whom.data(), "echo") == 0 ? *echo : relay;
        std::string times;
        for (int i = 0; i < count; ++i) {
            times += std::to_string(traveller.travel()) + ' ';
            if (pause.count() > 0)
                std::this_thread::sleep_for(pause);
        }
        answer(times.c_str());
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const auto number = [argv](int i) {
        return std::atoi(argv[i]);
    };
    const auto port = [number](int i) {
        return static_cast<quint16>(number(i));
    };
    for (const auto &[word, contexts] :
         {std::pair{"flood", Contexts::Plain}, std::pair{"odd", Contexts::Odd},
          std::pair{"worst", Contexts::Worst}}) {
        if (argc == 5 && std::strcmp(argv[1], word) == 0)
            return runFlood(port(2), number(3), number(4), contexts);
    }
    if (argc == 3 && std::strcmp(argv[1], "conversations") == 0)
        return runConversations(port(2));
    if (argc == 4 && std::strcmp(argv[1], "trips") == 0)
        return runTrips(port(2), port(3));
    if (argc == 3 && std::strcmp(argv[1], "trips") == 0)
        return runTrips(port(2), std::nullopt);
    std::fprintf(stderr, "usage: bench_load flood|odd|worst PORT CONNECTIONS WINDOW\n"
                         "       bench_load conversations PORT\n"
                         "       bench_load trips RELAY_PORT [ECHO_PORT]\n");
    return 2;
}
