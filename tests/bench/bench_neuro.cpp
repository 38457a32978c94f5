// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The load of bench_upstream: Neuro and her games in one process, whose CPU time nobody counts. It
/// prints the port that Neuro listens on and takes orders, one a line, on standard input; each is
/// answered with a line.
///
///   bench_neuro SENDERS WINDOW
///
///   relay PORT   waits for the relay at Neuro's door, connects the games to the relay's
///   game         waits for a game that comes to Neuro's door directly
///   flood N      each sender sends N contexts; done when Neuro has all of them
///   relayed N    N times: Neuro acts, the game answers, Neuro has the result; nanoseconds of each
///   direct N     the same with the game that came directly

#include "bench/loadconnection.h"
#include "bench/loadsender.h"
#include "bench/measure.h"

#include <QString>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
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

/// The string after `key`.
QByteArray textAfter(const QByteArray &json, QByteArrayView key)
{
    const qsizetype begin = json.indexOf(key);
    if (begin < 0)
        return {};
    const qsizetype from = begin + key.size();
    return json.sliced(from, json.indexOf('"', from) - from);
}

/// Neuro's end of one connection.
class Neuro
{
public:
    explicit Neuro(LoadConnection connection)
        : m_connection(std::move(connection))
    {
    }

    int descriptor() const { return m_connection.descriptor(); }
    quint64 contexts() const { return m_contexts; }
    const QByteArray &action() const { return m_action; }

    /// Reads what has come; waits if nothing has.
    void read()
    {
        m_connection.receive();
        takeAll();
    }

    void waitForAction()
    {
        while (m_action.isEmpty())
            read();
    }

    void act()
    {
        const QByteArray data = R"({"id":"n)"_ba + QByteArray::number(++m_lastId) +
                                R"(","name":")" + m_action + R"(","data":"{\"card\":\"ace\"}"})";
        m_connection.write(serverFrame(Opcode::Text, message({}, "action", data.constData())));
    }

    void waitForResult()
    {
        const QByteArray id = "n"_ba + QByteArray::number(m_lastId);
        takeAll();
        while (m_answered != id)
            read();
    }

private:
    void takeAll()
    {
        while (const auto frame = m_connection.takeFrame()) {
            if (frame->opcode == Opcode::Ping)
                m_connection.write(serverFrame(Opcode::Pong, frame->payload));
            else if (frame->payload.startsWith(R"({"command":"context")"))
                ++m_contexts;
            else if (frame->payload.startsWith(R"({"command":"action/result")"))
                m_answered = textAfter(frame->payload, R"("id":")");
            else if (frame->payload.startsWith(R"({"command":"actions/register")"))
                m_action = textAfter(frame->payload, R"("name":")");
        }
    }

    LoadConnection m_connection;
    QByteArray m_action; ///< The last one's name.
    quint64 m_contexts = 0;
    QByteArray m_answered; ///< Id of the last result.
    quint64 m_lastId = 0;
};

/// The game that Neuro acts in through the relay.
class Player
{
public:
    explicit Player(quint16 port)
        : m_connection(port)
    {
        m_connection.write(clientFrame(Opcode::Text, message(name, "startup")));
        m_connection.write(clientFrame(
            Opcode::Text,
            message(name, "actions/register",
                    R"({"actions":[{"name":"play","description":"Plays a card",)"
                    R"("schema":{"type":"object","properties":{"card":{"enum":["ace","king"]}},)"
                    R"("required":["card"]}}]})")));
    }

    /// Waits for an action and answers it.
    void play()
    {
        QByteArray id;
        while (id.isEmpty())
            id = textAfter(m_connection.readFrame().payload, R"("id":")");
        const QByteArray data = R"({"id":")"_ba + id + R"(","success":true})";
        m_connection.write(
            clientFrame(Opcode::Text, message(name, "action/result", data.constData())));
    }

private:
    static inline const QByteArray name = "Bench";
    LoadConnection m_connection;
};

void flood(std::vector<Sender> &senders, Neuro &neuro, int count)
{
    const quint64 wanted =
        neuro.contexts() + static_cast<quint64>(senders.size()) * static_cast<quint64>(count);
    std::vector<pollfd> polled;
    for (Sender &sender : senders) {
        sender.begin(count / sender.window);
        polled.push_back({sender.connection.descriptor(), POLLIN, 0});
    }
    polled.push_back({neuro.descriptor(), POLLIN, 0});
    while (neuro.contexts() < wanted) {
        ::poll(polled.data(), polled.size(), -1);
        if (polled.back().revents != 0)
            neuro.read();
        for (std::size_t i = 0; i < senders.size(); ++i) {
            // A pong ends each window, and nothing else comes.
            if (polled[i].revents != 0)
                senders[i].goOn();
        }
    }
}

template <typename Trip>
void travel(int count, Trip trip)
{
    std::string times;
    for (int i = 0; i < count; ++i) {
        const qint64 begin = wallTime();
        trip();
        times += std::to_string(wallTime() - begin) + ' ';
    }
    answer(times.c_str());
}

int run(int senderCount, int window)
{
    quint16 port = 0;
    const int listener = listenForLoad(port);
    answer(std::to_string(port).c_str());
    std::optional<Neuro> relayed;
    std::optional<Neuro> direct;
    std::optional<Player> player;
    std::vector<Sender> senders;
    std::array<char, 16> order{};
    while (std::scanf(" %15s", order.data()) == 1) {
        int number = 0;
        if (std::strcmp(order.data(), "game") == 0) {
            direct.emplace(LoadConnection::accept(listener));
            direct->waitForAction();
            answer("done");
            continue;
        }
        if (std::scanf(" %d", &number) != 1)
            return 2;
        if (std::strcmp(order.data(), "relay") == 0) {
            relayed.emplace(LoadConnection::accept(listener));
            for (int i = 0; i < senderCount; ++i)
                senders.emplace_back(static_cast<quint16>(number), i, window);
            player.emplace(static_cast<quint16>(number));
            relayed->waitForAction();
            answer("done");
        } else if (std::strcmp(order.data(), "flood") == 0) {
            flood(senders, *relayed, number);
            answer("done");
        } else if (std::strcmp(order.data(), "relayed") == 0) {
            travel(number, [&] {
                relayed->act();
                player->play();
                relayed->waitForResult();
            });
        } else {
            travel(number, [&] {
                direct->act();
                direct->waitForResult();
            });
        }
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3)
        return run(std::atoi(argv[1]), std::atoi(argv[2]));
    std::fprintf(stderr, "usage: bench_neuro SENDERS WINDOW\n");
    return 2;
}
