// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/framesummary.h"

#include "models/oneline.h"
#include "models/phrasetext.h"
#include "protocol/json.h"
#include "protocol/refusal.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;
using protocol::Reason;
using protocol::Refusal;

namespace {

/// Every function here gives the summary of the `data` of one command.
class Summary
{
    Q_DECLARE_TR_FUNCTIONS(FrameSummary)

public:
    static QString startup(JsonValue data)
    {
        return text(data.member("session").member("displayName"));
    }

    static QString context(JsonValue data) { return text(data.member("message")); }

    static QString registration(JsonValue data)
    {
        QString names;
        const JsonValue actions = data.member("actions");
        for (JsonValue action = actions.first(); !action.isAbsent(); action = action.next())
            appendName(names, action.member("name"), ", "_L1);
        return names;
    }

    static QString unregistration(JsonValue data) { return names(data, ", "_L1); }

    static QString force(JsonValue data)
    {
        const QString choice = names(data, " | "_L1);
        // The names must be seen, however long the query is; two spaces set them apart.
        const qsizetype room =
            std::max<qsizetype>(summaryLength / 2, summaryLength - 2 - choice.size());
        const QString query = oneLine(data.member("query").utf8(), room);
        return choice.isEmpty() ? query : query + u"  "_s + choice;
    }

    static QString action(JsonValue data)
    {
        const JsonValue argument = data.member("data");
        const QString name = text(data.member("name"));
        const QString json = argument.isString() ? text(argument) : raw(argument);
        return json.isEmpty() ? name : name + u' ' + json;
    }

    static QString result(JsonValue data)
    {
        const QString outcome = data.member("success").toBool() ? tr("ok") : tr("failed");
        const QString message = text(data.member("message"));
        return message.isEmpty() ? outcome : tr("%1 — %2").arg(outcome, message);
    }

    static QString reregister(JsonValue) { return tr("register every action again"); }
    static QString shutdownReady(JsonValue) { return tr("may be closed"); }
    static QString shutdownNow(JsonValue) { return tr("stop now"); }

    static QString shutdownGraceful(JsonValue data)
    {
        const JsonValue wanted = data.member("wants_shutdown");
        return wanted.isBool() && !wanted.toBool() ? tr("no need to stop any more")
                                                   : tr("stop at a good moment");
    }

    static QString speechFinished(JsonValue data)
    {
        const QString state = data.member("cancelled").toBool() ? tr("cancelled")
                              : data.member("isFinal").toBool() ? tr("finished")
                                                                : tr("one part finished");
        const QString reason = text(data.member("reason"));
        return reason.isEmpty() ? state : tr("%1 — %2").arg(state, reason);
    }

    static QString voiceUnavailable(JsonValue data) { return text(data.member("reason")); }

    static QString unknown(JsonValue data) { return raw(data); }

    static QString refused(const relay::FrameEvent &frame);
    static QString binary(qsizetype bytes)
    {
        return bytes == 1 ? tr("1 byte") : tr("%Ln bytes", nullptr, static_cast<int>(bytes));
    }

private:
    static QString text(JsonValue value) { return oneLine(value.utf8(), summaryLength); }
    static QString raw(JsonValue value) { return oneLine(value.text(), summaryLength); }

    static void appendName(QString &names, JsonValue name, QLatin1StringView separator)
    {
        if (names.size() > summaryLength || !name.isString())
            return;
        if (!names.isEmpty())
            names += separator;
        names += text(name);
    }

    static QString names(JsonValue data, QLatin1StringView separator)
    {
        QString list;
        const JsonValue array = data.member("action_names");
        for (JsonValue name = array.first(); !name.isAbsent(); name = name.next())
            appendName(list, name, separator);
        return list;
    }

    static QString describe(const Refusal &refusal);
};

/// In words for a table; Refusal::detail says more and is the tool tip's.
QString Summary::describe(const Refusal &refusal)
{
    const auto detailOr = [&refusal](const QString &words) {
        return refusal.detail.isEmpty() ? words : translated(refusal.detail);
    };
    switch (refusal.reason) {
    case Reason::InvalidJson:
        return detailOr(tr("not JSON"));
    case Reason::WrongType:
        return detailOr(tr("%1 has the wrong type").arg(refusal.path));
    case Reason::MissingField:
        return refusal.path.isEmpty() ? detailOr(tr("a field is missing"))
                                      : tr("%1 is missing").arg(refusal.path);
    case Reason::UnknownCommand:
        return detailOr(tr("unknown command"));
    case Reason::BinaryFrame:
        return tr("binary");
    case Reason::TooMany:
        return detailOr(tr("too many"));
    case Reason::TooLarge:
        return detailOr(tr("too large"));
    case Reason::UnknownAction:
        return detailOr(tr("no such action"));
    case Reason::UnexpectedResult:
        return detailOr(tr("no action waits for this result"));
    case Reason::InvalidActionName:
        return detailOr(tr("not a name for an action"));
    case Reason::Forbidden:
        return detailOr(tr("not allowed"));
    case Reason::UnknownTarget:
        return detailOr(tr("nobody of that name is there"));
    }
    Q_UNREACHABLE();
}

QString Summary::refused(const relay::FrameEvent &frame)
{
    if (!frame.refusal)
        return tr("refused");
    const QString words = describe(*frame.refusal);
    if (frame.binary)
        return tr("refused: %1, %2").arg(words, binary(frame.payload.size()));
    return tr("refused: %1").arg(words);
}

struct SummaryEntry
{
    QLatin1StringView command;
    QString (*summarize)(JsonValue data);
};

constexpr auto resultCommand = "action/result"_L1;
/// How one SDK spells it; it is taken all the same.
constexpr auto misspeltResultCommand = "action:result"_L1;

constexpr std::array summaries = {
    SummaryEntry{"startup"_L1, &Summary::startup},
    SummaryEntry{"context"_L1, &Summary::context},
    SummaryEntry{"actions/register"_L1, &Summary::registration},
    SummaryEntry{"actions/unregister"_L1, &Summary::unregistration},
    SummaryEntry{"actions/force"_L1, &Summary::force},
    SummaryEntry{"action"_L1, &Summary::action},
    SummaryEntry{resultCommand, &Summary::result},
    SummaryEntry{misspeltResultCommand, &Summary::result},
    SummaryEntry{"actions/reregister_all"_L1, &Summary::reregister},
    SummaryEntry{"shutdown/ready"_L1, &Summary::shutdownReady},
    SummaryEntry{"shutdown/graceful"_L1, &Summary::shutdownGraceful},
    SummaryEntry{"shutdown/immediate"_L1, &Summary::shutdownNow},
    SummaryEntry{"speech_finished"_L1, &Summary::speechFinished},
    SummaryEntry{"voice/unavailable"_L1, &Summary::voiceUnavailable},
};

QString summaryOfData(const QString &command, JsonValue data)
{
    const auto entry =
        std::find_if(summaries.begin(), summaries.end(),
                     [&command](const SummaryEntry &known) { return known.command == command; });
    return (entry == summaries.end() ? &Summary::unknown : entry->summarize)(data);
}

} // namespace

QString summaryOf(const relay::FrameEvent &frame)
{
    if (frame.verdict == relay::Verdict::Refused)
        return oneLine(Summary::refused(frame), summaryLength);
    if (frame.binary)
        return Summary::binary(frame.payload.size());
    if (frame.payload.size() > summaryParseLimit)
        return oneLine(QByteArrayView(frame.payload), summaryLength);
    const auto document = JsonDocument::parse(frame.payload);
    if (!document)
        return oneLine(QByteArrayView(frame.payload), summaryLength);
    const QString summary = summaryOfData(frame.command, document->root().member("data"));
    return summary.size() > summaryLength ? oneLine(summary, summaryLength) : summary;
}

std::optional<bool> resultSuccess(const relay::FrameEvent &frame)
{
    const bool isResult = frame.command == resultCommand || frame.command == misspeltResultCommand;
    if (!isResult || frame.verdict == relay::Verdict::Refused || frame.binary ||
        frame.payload.size() > summaryParseLimit)
        return std::nullopt;
    const auto document = JsonDocument::parse(frame.payload);
    if (!document)
        return std::nullopt;
    const JsonValue success = document->root().member("data").member("success");
    return success.isBool() ? std::optional(success.toBool()) : std::nullopt;
}

} // namespace neuro::models
