// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/scripttext.h"

#include "app/script/scriptsection.h"
#include "protocol/codec.h"

namespace neuro::script {

using namespace Qt::StringLiterals;
using protocol::quoteForMessage;

namespace {

QString quoted(const QString &text)
{
    return u"\"%1\""_s.arg(quoteForMessage(text));
}

QStringList partsOf(const TextCondition &text)
{
    QStringList parts;
    if (!text.contains.isEmpty())
        parts.append(u"containing %1"_s.arg(quoted(text.contains)));
    if (text.pattern)
        parts.append(u"matching %1"_s.arg(quoted(text.expression)));
    return parts;
}

QString textOf(const DataChoice &data)
{
    switch (data.kind) {
    case DataChoice::Kind::Smallest:
        return {};
    case DataChoice::Kind::Given:
        return u" with %1"_s.arg(quoteForMessage(QString::fromUtf8(data.json)));
    case DataChoice::Kind::Random:
        return u" with random data (seed %1)"_s.arg(data.seed);
    case DataChoice::Kind::Invalid:
        return u" with invalid data"_s;
    }
    Q_UNREACHABLE();
    return {};
}

QString names(const QStringList &list)
{
    return quoteForMessage(list.join(u", "));
}

QString textOf(const WaitFor &wait)
{
    const QString times = wait.count > 1 ? u" %1 times"_s.arg(wait.count) : QString();
    return u"wait: %1%2"_s.arg(describe(wait.match), times);
}
QString textOf(const ExpectNone &none)
{
    return u"expect: no %1 for %2"_s.arg(describe(none.match), formatTime(none.forMs));
}
QString textOf(const Act &act)
{
    return u"act: %1%2"_s.arg(quoteForMessage(act.action), textOf(act.data));
}
QString textOf(const Answer &answer)
{
    const QString any = answer.data.kind == DataChoice::Kind::Random ? u"one of its actions"_s
                                                                     : u"its first action"_s;
    return u"answer: %1%2"_s.arg(answer.action.isEmpty() ? any : quoteForMessage(answer.action),
                                 textOf(answer.data));
}
QString textOf(const ExpectResult &result)
{
    QStringList parts = {u"expect: result"_s};
    if (!result.action.isEmpty())
        parts.append(u"of %1"_s.arg(quoteForMessage(result.action)));
    parts.append(result.success ? u"success"_s : u"failure"_s);
    return (parts + partsOf(result.text)).join(u' ');
}
QString textOf(const ExpectRegistered &expected)
{
    return u"expect: %1 %2%3"_s.arg(expected.registered ? u"registered"_s : u"not registered"_s,
                                    names(expected.actions),
                                    expected.isExact ? u" and no others"_s : QString());
}
QString textOf(const ExpectDiagnostic &expected)
{
    QStringList parts = {u"expect: diagnostic"_s, protocol::diagnosticName(expected.key)};
    return (parts + partsOf(expected.text)).join(u' ');
}
QString textOf(const ExpectNoDiagnostics &none)
{
    constexpr std::array severities = {"info", "warning", "error"};
    QStringList allowed;
    for (const protocol::DiagnosticKey key : none.allowed)
        allowed.append(protocol::diagnosticName(key));
    return u"expect: no diagnostics from %1%2"_s.arg(
        relay::nameOf(none.from, severities),
        allowed.isEmpty() ? QString() : u" except "_s + names(allowed));
}
QString textOf(const ExpectExit &exit)
{
    return u"expect: exit with code %1"_s.arg(exit.code);
}
QString textOf(const AskToShutDown &shutdown)
{
    switch (shutdown.kind) {
    case relay::Shutdown::Graceful:
        return u"shutdown: graceful"_s;
    case relay::Shutdown::CancelGraceful:
        return u"shutdown: cancel"_s;
    case relay::Shutdown::Immediate:
        return u"shutdown: immediate"_s;
    }
    Q_UNREACHABLE();
    return {};
}
QString textOf(const AskToReregister &)
{
    return u"reregister"_s;
}
QString textOf(const Disconnect &)
{
    return u"disconnect"_s;
}
QString textOf(const Pause &pause)
{
    return u"pause: %1"_s.arg(formatTime(pause.ms));
}
QString textOf(const SendRaw &raw)
{
    return u"raw: %1"_s.arg(quoteForMessage(QString::fromUtf8(raw.text)));
}

} // namespace

QString describe(const MessageMatch &match)
{
    constexpr std::array silences = {"aloud", "silent"};
    QStringList parts = {relay::nameOf(match.kind, messageKindNames)};
    if (!match.actions.isEmpty())
        parts.append(u"of %1"_s.arg(names(match.actions)));
    if (match.success)
        parts.append(*match.success ? u"success"_s : u"failure"_s);
    if (match.silent)
        parts.append(relay::nameOf(*match.silent, silences));
    if (match.priority)
        parts.append(u"with priority %1"_s.arg(protocol::priorityName(*match.priority)));
    return (parts + partsOf(match.text)).join(u' ');
}

QString describe(const Step &step)
{
    const QString text = std::visit([](const auto &action) { return textOf(action); }, step.action);
    return step.game.isEmpty() ? text : u"%1 (%2)"_s.arg(text, quoteForMessage(step.game));
}

QString titleOf(const Step &step)
{
    const QString title = step.title.isEmpty() ? describe(step) : step.title;
    const QString rounds = step.rounds.isEmpty() ? QString() : u" (%1)"_s.arg(step.rounds);
    return u"line %1: %2%3"_s.arg(step.place.line).arg(title.simplified(), rounds);
}

} // namespace neuro::script
