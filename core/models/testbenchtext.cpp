// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/testbenchtext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TestBench)
};

constexpr int msPerSecond = 1000;

/// Seconds with as many decimals as tell the milliseconds, one at least.
QString secondsText(int ms)
{
    int decimals = 3;
    for (int unit = 10; decimals > 1 && ms % unit == 0; unit *= 10)
        --decimals;
    return QLocale().toString(static_cast<double>(ms) / msPerSecond, 'f', decimals);
}

QString delayText(const relay::TestBench &bench)
{
    if (bench.toGamesMs == bench.fromGamesMs)
        return bench.toGamesMs == 0
                   ? QString()
                   : Words::tr("messages to and from games are held back %1 s each way")
                         .arg(secondsText(bench.toGamesMs));
    if (bench.fromGamesMs == 0)
        return Words::tr("messages to games are held back %1 s").arg(secondsText(bench.toGamesMs));
    if (bench.toGamesMs == 0)
        return Words::tr("messages from games are held back %1 s")
            .arg(secondsText(bench.fromGamesMs));
    return Words::tr("messages to games are held back %1 s, those from games %2 s")
        .arg(secondsText(bench.toGamesMs), secondsText(bench.fromGamesMs));
}

QString percentText(const relay::AutoAnswer &answer)
{
    return QLocale().toString(answer.idlePercent);
}

QString answerText(const relay::AutoAnswer &answer)
{
    if (answer.delayMs == 0 && answer.idlePercent == 0)
        return Words::tr("forces are answered automatically at once");
    if (answer.delayMs == 0)
        return Words::tr("forces are answered automatically at once, %1% of them never")
            .arg(percentText(answer));
    const QString after = secondsText(answer.delayMs);
    if (answer.idlePercent == 0)
        return Words::tr("forces are answered automatically after %1 s").arg(after);
    return Words::tr("forces are answered automatically after %1 s, %2% of them never")
        .arg(after, percentText(answer));
}

/// As the engine does it: to ignore forces wins, and who is like Neuro takes her time.
QString forcesText(const relay::TestBench &bench)
{
    if (bench.ignoreForces)
        return Words::tr("forces are ignored");
    if (bench.likeNeuro && bench.autoAnswer && bench.autoAnswer->idlePercent > 0)
        return Words::tr("forces are treated as the real Neuro does, %1% of them never answered")
            .arg(percentText(*bench.autoAnswer));
    if (bench.likeNeuro)
        return Words::tr("forces are treated as the real Neuro does");
    return bench.autoAnswer ? answerText(*bench.autoAnswer) : QString();
}

QString hostileText(const relay::HostileNeuro &hostile)
{
    QStringList kinds;
    const auto add = [&kinds](const QString &what, int rate) {
        if (rate > 0)
            kinds.append(Words::tr("%1 (%2 a minute)", "kind of message, how many")
                             .arg(what, QLocale().toString(rate)));
    };
    add(Words::tr("malformed messages"), hostile.malformed);
    add(Words::tr("unknown actions"), hostile.unknown);
    add(Words::tr("actions just unregistered"), hostile.unregistered);
    return kinds.isEmpty() ? Words::tr("the hostile Neuro is on, but sends nothing")
                           : Words::tr("each game is sent %1").arg(kinds.join(u", "_s));
}

} // namespace

QString testBenchText(const relay::TestBench &bench)
{
    QStringList texts{delayText(bench), forcesText(bench)};
    if (bench.hostile)
        texts.append(hostileText(*bench.hostile));
    texts.removeAll(QString());
    return texts.join(Words::tr("; ", "between the things that are on"));
}

} // namespace neuro::models
