// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/console/consolecommand.h"
#include "app/console/consolecompletion.h"
#include "app/console/consolerelay.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

namespace neuro::app {

/// How long a console waits; milliseconds.
struct ConsolePatience
{
    int answerMs = 10'000; ///< For the relay itself; then it is given up.
    /// For the result of an action; the relay's own limit, 18 s unless configured, ends most
    /// waits before.
    int resultMs = 120'000;
};

/// Carries out what is typed, one line at a time. Knows nothing of terminals.
class ConsoleSession : public QObject
{
    Q_OBJECT

public:
    enum class Style {
        Terminal, ///< Results come when they come.
        Script,   ///< A line is done when its result is there; what fails counts.
    };

    /// `relay` must outlive the session.
    ConsoleSession(ConsoleRelay &relay, Style style, ConsolePatience patience = {},
                   QObject *parent = nullptr);

    /// Opens the relay; ready() or finished() follows.
    void start();
    /// Carries out one line. Only after ready(), which comes again when it has been answered:
    /// perhaps before this returns.
    void take(const QString &line);
    /// There are no more lines; finished() follows.
    void end();
    /// A line could not even be read.
    void reject(const QString &why);
    /// Ends it, for this reason: nothing more is carried out; finished() follows.
    void giveUp(const QString &why);
    /// How the last word of `line` can go on.
    Completion complete(const QString &line) const;
    /// As it would be if the session ended now, in good order: 1 for a script with a line that
    /// failed.
    int exitCode() const;

    /// Forces whose numbers are remembered.
    static constexpr qsizetype rememberedForces = 1000;

Q_SIGNALS:
    void ready();
    /// What the relay says when it has been opened.
    void greeted(const QString &text);
    /// The answer to a line, or a result; may have several lines, without the last line feed.
    void output(const QString &text);
    /// Why the line could not be carried out.
    void failed(const QString &text);
    /// What happened in the relay by itself.
    void noted(const QString &text);
    void warned(const QString &text);
    /// `error`: why the relay is lost; empty when the operator ended the session.
    void finished(int exitCode, const QString &error);

private:
    enum class Doing { Nothing, Opening, Refreshing, Requesting, AwaitingResult, AwaitingForce };

    void run(const commands::Help &command);
    void run(const commands::List &command);
    void run(const commands::Quit &command);
    void run(const commands::ListForces &command);
    void run(const commands::WaitForForce &command);
    void run(const commands::ShowForce &command);
    void run(const commands::Answer &command);
    void run(const commands::Send &command);
    void run(const commands::Context &command);

    void refreshThen(std::function<void()> then);
    void begin(Doing doing, int ms);
    void answered(const QString &text, const QString &error);
    void resulted(const QString &text, bool success);
    void forceCame(const QString &id);
    void timedOut();
    void tell(const QString &text);
    void fail(const QString &text);
    void finish(const QString &error);

    int numberOf(const QString &id);
    /// Those of the relay, with their numbers.
    QList<ConsoleForce> forces();
    std::optional<ConsoleForce> find(const QString &which);
    QString noSuchForce(const QString &which) const;

    ConsoleRelay &m_relay;
    const Style m_style;
    const ConsolePatience m_patience;
    Doing m_doing = Doing::Nothing;
    std::function<void()> m_then; ///< What is to be done with a fresh state.
    QTimer m_deadline;
    QHash<QString, int> m_numbers; ///< Of forces, by id.
    int m_lastNumber = 0;
    bool m_hasFailed = false;
    bool m_isFinished = false;
};

} // namespace neuro::app
