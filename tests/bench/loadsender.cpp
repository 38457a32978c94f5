// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/loadsender.h"

#include <QString>

using namespace Qt::Literals::StringLiterals;

namespace neuro::bench {

namespace {

constexpr qsizetype contextBytes = 200;

QByteArray contextOf(const QByteArray &game)
{
    const QByteArray head =
        R"({"command":"context","game":")"_ba + game + R"(","data":{"message":")";
    const QByteArray tail = R"(","silent":true}})";
    QByteArray words;
    while (words.size() < contextBytes)
        words += "The player moved to the next room. ";
    words.truncate(contextBytes - head.size() - tail.size());
    return head + words + tail;
}

} // namespace

QByteArray message(const QByteArray &game, const char *command, const char *data)
{
    QByteArray text = R"({"command":")"_ba + QByteArray(command) + '"';
    if (!game.isEmpty())
        text += R"(,"game":")"_ba + game + '"';
    if (data)
        text += R"(,"data":)"_ba + data;
    return text + '}';
}

Sender::Sender(quint16 port, int number, int windowSize)
    : connection(port)
    , window(windowSize)
{
    const QByteArray game = "Bench "_ba + QByteArray::number(100 + number);
    context = clientFrame(Opcode::Text, contextOf(game));
    lastContext = context;
    lastContext += clientFrame(Opcode::Ping, "w");
    connection.write(clientFrame(Opcode::Text, message(game, "startup")));
    connection.write(clientFrame(Opcode::Ping, "s"));
    connection.waitForPong();
}

void Sender::writeWindow() const
{
    for (int i = 1; i < window; ++i)
        connection.write(context);
    connection.write(lastContext);
}

} // namespace neuro::bench
