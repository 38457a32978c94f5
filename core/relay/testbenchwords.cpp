// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/testbenchwords.h"

namespace neuro::relay {

QStringList testBenchWords(const TestBench &bench)
{
    QStringList words;
    if (bench.toGamesMs > 0)
        words.append(QStringLiteral("to_games %1").arg(bench.toGamesMs));
    if (bench.fromGamesMs > 0)
        words.append(QStringLiteral("from_games %1").arg(bench.fromGamesMs));
    if (bench.ignoreForces)
        words.append(QStringLiteral("ignore_forces"));
    if (const auto &answer = bench.autoAnswer) {
        words.append(QStringLiteral("auto_answer seed %1 delay %2 idle %3")
                         .arg(answer->seed)
                         .arg(answer->delayMs)
                         .arg(answer->idlePercent));
    }
    if (const auto &hostile = bench.hostile) {
        words.append(QStringLiteral("hostile seed %1 malformed %2 unknown %3 unregistered %4")
                         .arg(hostile->seed)
                         .arg(hostile->malformed)
                         .arg(hostile->unknown)
                         .arg(hostile->unregistered));
    }
    if (bench.likeNeuro)
        words.append(QStringLiteral("like_neuro seed %1").arg(bench.likeNeuro->seed));
    return words;
}

std::optional<TestBench> testBenchOf(const QStringList &words)
{
    TestBench bench;
    for (const QString &word : words) {
        const QStringList parts = word.split(u' ');
        const auto number = [&parts](qsizetype at) {
            return parts.value(at).toInt();
        };
        const quint64 seed = parts.value(2).toULongLong();
        const QString &kind = parts.first();
        if (kind == u"to_games")
            bench.toGamesMs = number(1);
        else if (kind == u"from_games")
            bench.fromGamesMs = number(1);
        else if (kind == u"ignore_forces")
            bench.ignoreForces = true;
        else if (kind == u"auto_answer")
            bench.autoAnswer = AutoAnswer{seed, number(4), number(6)};
        else if (kind == u"hostile")
            bench.hostile = HostileNeuro{seed, number(4), number(6), number(8)};
        else if (kind == u"like_neuro")
            bench.likeNeuro = LikeNeuro{seed};
    }
    // What was not understood, or said twice, is missing there.
    return testBenchWords(bench) == words ? std::optional(bench) : std::nullopt;
}

} // namespace neuro::relay
