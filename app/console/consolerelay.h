// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolestate.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <optional>

namespace neuro::app {

/// The relay that a console operates. Lives in the console's thread; nothing here blocks, and every
/// signal comes from the event loop. One request at a time: the next one only after answered().
class ConsoleRelay : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// opened() or closed() follows.
    virtual void open() = 0;
    /// Brings state() up to date; answered() follows, as after each of these.
    virtual void refresh() = 0;
    /// `data`: JSON text.
    virtual void sendAction(const QString &game, const QString &action,
                            const std::optional<QByteArray> &data) = 0;
    virtual void answerForce(const QString &id, const QString &action,
                             const std::optional<QByteArray> &data) = 0;
    virtual void say(const QString &text) = 0;

    /// As of the last refresh at least. Without the forces that were answered from here.
    virtual const ConsoleState &state() const = 0;
    /// How many actions were sent from here, as answers of forces or unasked, whose resulted() is
    /// still to come.
    virtual int awaited() const = 0;
    /// Does not wait for these any more: no resulted() comes for them.
    virtual void forgetAwaited() = 0;

Q_SIGNALS:
    /// `greeting`: what a script may want to read; may be empty.
    void opened(const QString &greeting);
    /// What became of the request: `text`, unless `error` says why it could not be done.
    void answered(const QString &text, const QString &error);
    /// What a game said to an action that was sent from here; always after its answered().
    void resulted(const QString &text, bool success);
    /// A force waits that did not before; state() has it already.
    void forceCame(const QString &id);
    /// Something that an operator wants to know at once.
    void noted(const QString &text);
    /// Something that is wrong and does not matter so much.
    void warned(const QString &text);
    /// Could not be opened, or is lost; nothing follows.
    void closed(const QString &error);
};

} // namespace neuro::app
