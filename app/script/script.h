// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/diagnostics.h"
#include "protocol/messages.h"
#include "protocol/textpattern.h"
#include "relay/relaycommand.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <utility>
#include <variant>

/// A scripted session: a script plays Neuro for a game, and says whether the game did what it
/// should. Here are the values that a script is read into; docs/scripts.md has the language.
namespace neuro::script {

namespace limits {
/// Of the file.
inline constexpr qint64 scriptBytes = 256 * 1024;
/// Steps when every repeat is written out.
inline constexpr int steps = 10'000;
/// Of one repeat.
inline constexpr int repeats = 10'000;
/// Repeats inside of one another.
inline constexpr int repeatDepth = 8;
/// Of one text of the script, characters.
inline constexpr qsizetype text = 64 * 1024;
/// Names in one list, arguments of the program, variables of its environment.
inline constexpr qsizetype names = 1000;
/// Messages that one step can wait for.
inline constexpr int count = 10'000;
/// What is wrong with one script, as far as it is listed.
inline constexpr qsizetype issues = 100;
/// Work (protocol::WorkBudget) that one regular expression may cost on one text.
inline constexpr qint64 patternWork = 2'000'000;
/// Any time, milliseconds: a day.
inline constexpr int timeMs = 24 * 60 * 60 * 1000;
} // namespace limits

/// Where something stands in the script, both from 1; columns in characters. Line 0: nowhere.
struct Place
{
    int line = 0;
    int column = 0;

    bool operator==(const Place &) const = default;
};

/// What a text must be like: all that is set must hold.
struct TextCondition
{
    QString contains;                             ///< Empty: anything.
    QString expression;                           ///< That `pattern` was made from.
    std::optional<protocol::TextPattern> pattern; ///< Nothing: anything.

    bool isEmpty() const { return contains.isEmpty() && !pattern; }
    /// False, too, when the pattern needs more than limits::patternWork on `text`.
    bool matches(const QString &text) const;
};

/// What a game does that a script can wait for. The order is that of messageKindNames.
enum class MessageKind {
    Connect,
    Startup,
    Context,
    Register,
    Unregister,
    Force,
    Result,
    ShutdownReady,
    Disconnect,
};
inline constexpr std::array messageKindNames = {
    "connect", "startup", "context",        "register",   "unregister",
    "force",   "result",  "shutdown ready", "disconnect",
};
static_assert(messageKindNames.size() == static_cast<std::size_t>(MessageKind::Disconnect) + 1);

/// Which messages of a game are meant.
struct MessageMatch
{
    MessageKind kind = MessageKind::Startup;
    QStringList actions;         ///< All of them are in it; of a result: one of them is its action.
    TextCondition text;          ///< Of a context, a result; of a force its query or its state.
    std::optional<bool> success; ///< Of a result.
    std::optional<bool> silent;  ///< Of a context.
    std::optional<protocol::Priority> priority; ///< Of a force.
};

/// Waits for messages, in the order in which they come.
struct WaitFor
{
    MessageMatch match;
    int count = 1;
    /// Whether messages count that came before the one that the last wait took.
    bool inAnyOrder = false;
};

/// Expects that no such message comes for a while.
struct ExpectNone
{
    MessageMatch match;
    int forMs = 1000;
};

/// What goes along with an action.
struct DataChoice
{
    enum class Kind {
        Smallest, ///< The smallest data that satisfies the schema; none when there is no schema.
        Given,
        Random,  ///< That satisfies the schema.
        Invalid, ///< That does not.
    };
    Kind kind = Kind::Smallest;
    QByteArray json;        ///< Given.
    quint64 seed = 0;       ///< Of Random.
    bool unchecked = false; ///< Given: send it whatever the schema says.
};

/// Sends an action unasked, as soon as it is registered.
struct Act
{
    QString action;
    DataChoice data;
};

/// Answers the force that waits, or the next one.
struct Answer
{
    QString action; ///< Empty: the first of the force; with Random: one of them.
    DataChoice data;
};

/// Expects the result of an action that the script has sent.
struct ExpectResult
{
    bool success = true;
    QString action; ///< Empty: the last one without a step like this.
    TextCondition text;
};

/// Expects that actions are registered, or that they are not.
struct ExpectRegistered
{
    QStringList actions;
    bool isExact = false; ///< And no others.
    bool registered = true;
};

struct ExpectDiagnostic
{
    protocol::DiagnosticKey key = protocol::DiagnosticKey::MessageInvalid;
    TextCondition text;
};

/// Expects that the relay has found nothing wrong but what earlier steps expected.
struct ExpectNoDiagnostics
{
    protocol::Severity from = protocol::Severity::Warning;
    QList<protocol::DiagnosticKey> allowed;
    int forMs = 0; ///< How long it waits for what may come.
};

/// Expects that the program of `run` ends.
struct ExpectExit
{
    int code = 0;
};

struct AskToShutDown
{
    relay::Shutdown kind = relay::Shutdown::Graceful;
};

struct AskToReregister
{
};

struct Disconnect
{
};

struct Pause
{
    int ms = 0;
};

/// Sends a message to every game as it is.
struct SendRaw
{
    QByteArray text;
};

using StepAction = std::variant<WaitFor, ExpectNone, Act, Answer, ExpectResult, ExpectRegistered,
                                ExpectDiagnostic, ExpectNoDiagnostics, ExpectExit, AskToShutDown,
                                AskToReregister, Disconnect, Pause, SendRaw>;

struct Step
{
    Place place;
    QString title;  ///< What the script calls it; empty: nothing.
    QString rounds; ///< "round 2 of 3" of a repeat; empty outside.
    QString game;   ///< Display name or id; empty: any, or the only one.
    int withinMs = 0;
    StepAction action;
};

/// What the script starts.
struct Program
{
    QStringList command; ///< The program first; empty: none.
    QList<std::pair<QString, QString>> environment;
};

struct Script
{
    QString name; ///< Empty: the file's.
    Program program;
    QString backendHost; ///< Empty with a port: both loopbacks.
    std::optional<quint16> backendPort;
    int timeoutMs = 60'000;
    bool keepGoing = false;
    QList<Step> steps; ///< Every repeat written out; never empty.
};

/// What is wrong with a script, and what to do about it.
struct ScriptIssue
{
    Place place;
    QString message;

    /// "FILE:3:5: …", without a place "FILE: …".
    QString toString(const QString &file) const;
};

} // namespace neuro::script
