// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "bench/loadconnection.h"

#include <QByteArray>
#include <QtGlobal>

namespace neuro::bench {

/// A message of the Neuro API, of a game or (without `game`) of Neuro; `data` is JSON.
QByteArray message(const QByteArray &game, const char *command, const char *data = nullptr);

/// What a game says in its contexts; all are 200 bytes.
enum class Contexts {
    Plain, ///< Nothing that a diagnostic tells of.
    Odd,   ///< Each raises context/heading.
    Worst, ///< Each raises context/heading, message/unknown_field and message/duplicate_key.
};

/// The text of such a context.
QByteArray contextText(const QByteArray &game, Contexts contexts);

/// A game's connection that keeps a window of contexts of 200 bytes in flight. A ping follows each
/// window, in the same write as its last context: the pong says that all of them were handled.
struct Sender
{
    Sender(quint16 port, int number, int windowSize, Contexts contexts = Contexts::Plain);

    /// Sends the first of so many windows.
    void begin(int windows);
    /// Waits for what comes, and sends the next window when that was the answer to the last one;
    /// false when there is none left.
    bool goOn();

    LoadConnection connection;
    QByteArray context;
    QByteArray lastContext; ///< With the ping that ends the window.
    int window;
    int windowsLeft = 0;

private:
    void writeWindow() const;
};

} // namespace neuro::bench
