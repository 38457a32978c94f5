// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The watchers of bench_watchers: a process of its own, whose CPU time nobody counts.
///
///   bench_watch PORT TOKEN COUNT
///
/// COUNT watchers register at the intermediary door at PORT and read what they are told. The order
/// "count" (standard input) is answered with the number of messages that all of them have got.

#include "bench/loadconnection.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <poll.h>
#include <unistd.h>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

void answer(const QByteArray &text)
{
    std::printf("%s\n", text.constData());
    std::fflush(stdout);
}

void enroll(LoadConnection &connection, int number, const QByteArray &token)
{
    const QByteArray registration = R"({"type":"neuro-os","name":"watcher )"_ba +
                                    QByteArray::number(number) + R"(","auth_token":")"_ba + token +
                                    R"(","ack":true})"_ba;
    connection.write(clientFrame(Opcode::Text, registration));
    for (;;) {
        const ServerFrame frame = connection.readFrame();
        if (frame.opcode == Opcode::Text && frame.payload.contains(R"("status":"registered")"))
            return;
        if (frame.opcode == Opcode::Close || frame.payload.contains(R"("error")")) {
            std::fprintf(stderr, "bench_watch: not registered: %s\n", frame.payload.constData());
            std::exit(1);
        }
    }
}

/// Everything that has arrived at one connection.
qint64 read(LoadConnection &connection)
{
    connection.receive();
    qint64 messages = 0;
    while (const auto frame = connection.takeFrame()) {
        if (frame->opcode == Opcode::Text)
            ++messages;
        else if (frame->opcode == Opcode::Ping)
            connection.write(clientFrame(Opcode::Pong, frame->payload));
    }
    return messages;
}

void watch(std::vector<LoadConnection> &connections)
{
    std::vector<pollfd> polled{{STDIN_FILENO, POLLIN, 0}};
    for (const LoadConnection &connection : connections)
        polled.push_back({connection.descriptor(), POLLIN, 0});
    qint64 messages = 0;
    for (;;) {
        ::poll(polled.data(), polled.size(), -1);
        for (std::size_t i = 1; i < polled.size(); ++i) {
            if ((polled[i].revents & (POLLIN | POLLHUP)) != 0)
                messages += read(connections[i - 1]);
        }
        if ((polled[0].revents & (POLLIN | POLLHUP)) == 0)
            continue;
        std::array<char, 64> order{};
        if (::read(STDIN_FILENO, order.data(), order.size()) <= 0)
            return;
        answer(QByteArray::number(messages));
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "usage: bench_watch PORT TOKEN COUNT\n");
        return 2;
    }
    const auto port = static_cast<quint16>(std::atoi(argv[1]));
    std::vector<LoadConnection> connections;
    for (int i = 0; i < std::atoi(argv[3]); ++i) {
        connections.emplace_back(port);
        enroll(connections.back(), i, argv[2]);
    }
    answer("ready");
    watch(connections);
    return 0;
}
