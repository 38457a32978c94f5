// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/loadsender.h"

#include <QString>

using namespace Qt::Literals::StringLiterals;

namespace neuro::bench {

namespace {

constexpr qsizetype contextBytes = 200;

} // namespace

QByteArray contextText(const QByteArray &game, Contexts contexts)
{
    const QByteArray head =
        R"({"command":"context","game":")"_ba + game + R"(","data":{"message":")";
    QByteArray tail = R"(","silent":true}})";
    if (contexts == Contexts::Worst)
        tail = R"(","silent":false,"silent":true,"mood":1}})";
    QByteArray words;
    if (contexts != Contexts::Plain)
        words = "# ";
    while (words.size() < contextBytes)
        words += "The player moved to the next room. ";
    words.truncate(contextBytes - head.size() - tail.size());
    return head + words + tail;
}

QByteArray message(const QByteArray &game, const char *command, const char *data)
{
    QByteArray text = R"({"command":")"_ba + QByteArray(command) + '"';
    if (!game.isEmpty())
        text += R"(,"game":")"_ba + game + '"';
    if (data)
        text += R"(,"data":)"_ba + data;
    return text + '}';
}

Sender::Sender(quint16 port, int number, int windowSize, Contexts contexts)
    : connection(port)
    , window(windowSize)
{
    // A second one of the same name would take the place of one that idles.
    const int hundreds = 1 + static_cast<int>(contexts);
    const QByteArray game = "Bench "_ba + QByteArray::number(100 * hundreds + number);
    context = clientFrame(Opcode::Text, contextText(game, contexts));
    lastContext = context;
    lastContext += clientFrame(Opcode::Ping, "w");
    connection.write(clientFrame(Opcode::Text, message(game, "startup")));
    connection.write(clientFrame(Opcode::Ping, "s"));
    connection.waitForPong();
}

void Sender::begin(int windows)
{
    windowsLeft = windows;
    writeWindow();
}

bool Sender::goOn()
{
    if (connection.readFrames() == 0)
        return true;
    if (--windowsLeft <= 0)
        return false;
    writeWindow();
    return true;
}

void Sender::writeWindow() const
{
    for (int i = 1; i < window; ++i)
        connection.write(context);
    connection.write(lastContext);
}

} // namespace neuro::bench
