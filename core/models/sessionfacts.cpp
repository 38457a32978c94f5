// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/sessionfacts.h"

#include <QCoreApplication>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SessionReport)
};

constexpr qsizetype upToSeconds = 8;

QString momentText(qint64 wall)
{
    return utcDateText(wall) + u' ' + utcTimeText(wall).left(upToSeconds);
}

QString numbers(quint64 all, const QString &part, quint64 count)
{
    const QString total = QString::number(all);
    return count == 0 ? total : u"%1 (%2 %3)"_s.arg(total, QString::number(count), part);
}

} // namespace

QString sessionTitle(const SessionSummary &summary)
{
    const auto start = summary.started ? summary.started : summary.first;
    return start ? Words::tr("Session of %1 UTC").arg(momentText(*start))
                 : Words::tr("Recorded session");
}

QList<SessionFact> sessionFacts(const SessionSummary &summary, const SessionSource &source)
{
    QList<SessionFact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append({name, value});
    };
    const auto addCount = [&facts](const QString &name, quint64 count) {
        if (count > 0)
            facts.append({name, QString::number(count)});
    };
    add(Words::tr("File"), source.name);
    add(Words::tr("Recorded by"), QString(summary.program + u' ' + summary.version).trimmed());
    if (summary.recordings > 1)
        addCount(Words::tr("Recordings in this file"), summary.recordings);
    if (summary.first)
        add(Words::tr("From, to (UTC)"),
            Words::tr("%1 to %2").arg(momentText(*summary.first), momentText(*summary.last)));
    add(Words::tr("Filter"), source.filter);
    add(Words::tr("Time range"), source.range);
    add(Words::tr("Frames"), numbers(summary.frames, Words::tr("refused"), summary.refused));
    add(Words::tr("Bytes in them"), QString::number(summary.bytes));
    if (summary.forces > 0)
        add(Words::tr("Forces"),
            numbers(summary.forces, Words::tr("answered"), summary.forcesAnswered));
    if (summary.actions > 0)
        add(Words::tr("Actions"),
            numbers(summary.actions, Words::tr("failed"), summary.actionsFailed));
    addCount(Words::tr("Diagnostics"), summary.diagnosticCount);
    addCount(Words::tr("Lines that the recorder could not write"), summary.missingLines);
    addCount(Words::tr("Lines that are damaged"), summary.damagedLines);
    addCount(Words::tr("Lines that only a newer version understands"), summary.unknownLines);
    addCount(Words::tr("Frames of others than those below"), summary.morePeers);
    return facts;
}

QStringList sessionPeerHeads()
{
    return {Words::tr("Name"),  Words::tr("Received"), Words::tr("Sent"),
            Words::tr("Bytes"), Words::tr("Refused"),  Words::tr("Diagnostics")};
}

QStringList sessionPeerCells(const SessionPeer &peer)
{
    return {peer.name,
            QString::number(peer.received),
            QString::number(peer.sent),
            QString::number(peer.bytes),
            QString::number(peer.refused),
            QString::number(peer.diagnostics)};
}

} // namespace neuro::models
