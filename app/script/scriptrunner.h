// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/script/script.h"
#include "app/script/scriptworld.h"
#include "relay/relaycommand.h"
#include "relay/relayevent.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace neuro::script {

/// How a step came out.
struct StepResult
{
    enum class State { Passed, Failed, Skipped } state = State::Passed;
    QString message;  ///< Why it failed, or was skipped.
    QString expected; ///< Of a failure: in words; empty when the message says it all.
    QStringList came; ///< Of a failure: what came instead, a line each.
    qint64 micros = 0;
};

/// How the program that the script started came to its end.
struct ProgramEnd
{
    bool crashed = false;
    int code = 0; ///< Exit status; of a crash the number of the signal, 0 when it is not known.
};
/// "has ended with exit code 3", "was ended by the signal SIGSEGV (11)".
QString describe(const ProgramEnd &end);

/// Carries out a script: is told what happens, and the time, and says what the relay shall do.
/// Reads no clock and opens nothing. Belongs to one thread.
class ScriptRunner
{
public:
    /// Hands a command to the relay; returns the number that its OperatorEvent will carry. Must not
    /// call back.
    using Submit = std::function<quint64(const relay::RelayCommand &)>;

    /// Events may be this late: they come in batches. A moment is judged by when it was, not by
    /// when it is told.
    static constexpr qint64 graceMicros = 200 * relay::microsPerMs;
    /// Messages that a failure lists.
    static constexpr qsizetype listed = 10;

    ScriptRunner(Script script, Submit submit);

    /// Begins with the first step.
    void start(relay::Instant now);
    /// Events in order; `skipped` of them were lost before, which fails the step.
    void take(const relay::RelayEvents &events, quint64 skipped, relay::Instant now);
    /// Call it when nextWake() has come.
    void advance(relay::Instant now);
    void takeEnd(const ProgramEnd &end, relay::Instant now);
    /// Ends it: the step that waits has failed, for this reason, the others are skipped.
    void stop(const QString &why, relay::Instant now);

    /// When to call advance(), microseconds on the steady clock; nothing: when it is over.
    std::optional<qint64> nextWake() const;
    bool isOver() const { return m_results.size() == m_script.steps.size(); }
    bool hasFailed() const { return m_hasFailed; }
    const Script &script() const { return m_script; }
    /// Of the steps that are over, in their order.
    const QList<StepResult> &results() const { return m_results; }

private:
    enum class Verdict { Pending, Passed, Failed };

    const Step &step() const { return m_script.steps.at(m_results.size()); }
    void begin();
    /// Carries out the step and those after it, as far as they are over.
    void proceed();
    void finish(Verdict verdict);
    void skipRest(const QString &why);
    void take(const relay::OperatorEvent &event);
    /// Whether the step is over because of the time, or because there is no game any more.
    Verdict checkTime();
    /// Why a step fails that waits for a game whose program has failed; empty: it does not.
    QString lostProgram() const;
    /// How long the step takes by itself; nothing: until it passes.
    std::optional<int> ownMs() const;
    qint64 stepEnd() const;
    qint64 scriptEnd() const;
    Verdict fail(const QString &message);
    Verdict pending(const QString &why);

    Verdict check(const WaitFor &wait);
    Verdict check(const ExpectNone &none);
    Verdict check(const Act &act);
    Verdict check(const Answer &answer);
    Verdict check(const ExpectResult &result);
    Verdict check(const ExpectRegistered &expected);
    Verdict check(const ExpectDiagnostic &expected);
    Verdict check(const ExpectNoDiagnostics &none);
    Verdict check(const ExpectExit &exit);
    Verdict check(const AskToShutDown &shutdown);
    Verdict check(const AskToReregister &reregister);
    Verdict check(const Disconnect &disconnect);
    Verdict check(const Pause &pause);
    Verdict check(const SendRaw &raw);

    Verdict submit(const relay::RelayCommand &command);
    /// What the relay says to the command of this step.
    Verdict outcome();
    /// The only game that the step can mean; 0: there is none yet, or, with a failure, several.
    relay::PeerId onlyGame(Verdict &verdict);
    Verdict sendAction(relay::PeerId peer, relay::ForceId force, const protocol::Action &action,
                       const DataChoice &data);
    const relay::ForceEvent *waitingForce() const;
    /// The first message after the last one that was taken, or any; nullptr: there is none.
    GameMessage *nextMessage(const MessageMatch &match, qint64 after);
    /// Whether the game said it before the script closed its connection.
    bool isBygone(const GameMessage &message) const;
    bool isMeant(const Diagnostic &diagnostic) const;
    bool isPast(qint64 ms) const;

    // For failures.
    QString whyLate() const;
    QStringList whatCame() const;
    bool cameTooEarly(const WaitFor &wait) const;
    /// Whether the script has closed the connection of the game, and it has not come back.
    bool staysAway() const;

    const Script m_script;
    const Submit m_submit;
    ScriptWorld m_world;
    QList<StepResult> m_results;
    bool m_hasFailed = false;
    bool m_hasStarted = false;
    relay::Instant m_now;
    qint64 m_startedAt = 0; ///< Steady clock, as below.

    // Of the step.
    qint64 m_begunAt = 0;
    QString m_why;         ///< Of its failure.
    QStringList m_came;    ///< What is to be listed with it; empty: the game's messages.
    QString m_pendingWhy;  ///< What it waits for, when that is not plain.
    quint64 m_command = 0; ///< Whose OperatorEvent is awaited; 0: none was submitted.
    bool m_isAnswered = false;
    QString m_commandError;
    relay::PeerId m_closing = 0; ///< The connection that it closes.
    int m_count = 0;             ///< Messages that it has taken.
    qint64 m_seen = 0;           ///< The last message that it has looked at in vain.

    // Of the script.
    /// The last message, by number, that a wait took, or that came before what the script did last.
    qint64 m_cursor = 0;
    relay::ForceId m_force = 0;   ///< That a wait took last.
    QSet<relay::PeerId> m_closed; ///< Connections that the script has closed.
    QStringList m_sent;           ///< Ids of actions whose results no step has asked for.
    std::optional<ProgramEnd> m_end;
    qint64 m_endedAt = 0;
};

} // namespace neuro::script
