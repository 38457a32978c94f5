// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "simulation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QHashFunctions>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace neuro::sim;

namespace {

void print(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

/// Tells of a failure and prints a short script that shows it again.
int report(const Script &script)
{
    const Outcome first = run(script);
    print(u"seed %1 fails after %2 steps: %3"_s.arg(script.seed)
              .arg(first.steps)
              .arg(first.violation));
    constexpr int attempts = 3000;
    const Script shortest = shrink(script, attempts);
    const Outcome outcome = run(shortest);
    print(u"shortened to %1 steps: %2"_s.arg(shortest.steps.size()).arg(outcome.violation));
    print(u"The script below fails the same way; save it and run: sim --replay FILE"_s);
    std::fputs(toText(shortest).constData(), stdout);
    return 1;
}

int replay(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        print(u"%1: %2"_s.arg(path, file.errorString()));
        return 2;
    }
    const auto script = scriptFromText(file.readAll());
    if (!script) {
        print(u"%1: not a script; its first line is \"seed NUMBER FAULT\", the others are steps"_s
                  .arg(path));
        return 2;
    }
    const Outcome outcome = run(*script);
    print(outcome.violation.isEmpty()
              ? u"no violation in %1 steps"_s.arg(outcome.steps)
              : u"after %1 steps: %2"_s.arg(outcome.steps).arg(outcome.violation));
    return outcome.violation.isEmpty() ? 0 : 1;
}

int sweepSeeds(quint64 first, quint64 seeds, std::size_t steps)
{
    QElapsedTimer timer;
    timer.start();
    const Sweep result = sweep(first, seeds, steps);
    if (result.failingSeed)
        return report({*result.failingSeed, Fault::None, generate(*result.failingSeed, steps)});
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    print(u"%1 seeds of %2 steps in %3 s: no violation"_s.arg(result.runs).arg(steps).arg(seconds));
    print(u"%1 contexts (%2 rows kept), %3 forces, %4 actions, %5 results went through"_s
              .arg(result.tally.contexts)
              .arg(result.tally.rows)
              .arg(result.tally.forces)
              .arg(result.tally.actions)
              .arg(result.tally.results));
    print(u"watchers: %1 commands, %2 actions, %3 choices that decided"_s.arg(result.tally.commands)
              .arg(result.tally.orders)
              .arg(result.tally.choices));
    print(u"operator: %1 restrictions, %2 games shut out, %3 messages to games; %4 rows kept in "
          "memory only"_s.arg(result.tally.restrictions)
              .arg(result.tally.shutOut)
              .arg(result.tally.told)
              .arg(result.tally.memoryRows));
    print(u"test bench: %1 forces answered, %2 hostile messages, %3 delays seen"_s
              .arg(result.tally.benchForces)
              .arg(result.tally.hostile)
              .arg(result.tally.delayed));
    print(u"upstream: %1 connections closed over the size of a message, %2 contexts left out"_s
              .arg(result.tally.refusals)
              .arg(result.tally.leftOut));
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    // A script replays in another process what it was in this one.
    QHashSeed::setDeterministicGlobalSeed();
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Runs the relay's engine among random games, integrations, "
                                     u"watchers, a strict Neuro, a slow "
                                     "outbox and faults."_s);
    parser.addHelpOption();
    const QCommandLineOption seeds(u"seeds"_s, u"How many seeds to run."_s, u"N"_s, u"200"_s);
    const QCommandLineOption steps(u"steps"_s, u"Steps for each seed."_s, u"M"_s, u"20000"_s);
    const QCommandLineOption first(u"first"_s, u"The first seed."_s, u"SEED"_s, u"1"_s);
    const QCommandLineOption seed(u"seed"_s, u"Run this seed only."_s, u"SEED"_s);
    const QCommandLineOption upTo(u"upto"_s, u"Stop that seed after so many steps."_s, u"STEP"_s);
    const QCommandLineOption fault(u"fault"_s, u"Plant a fault in that seed: see faultNames."_s,
                                   u"NAME"_s, u"none"_s);
    const QCommandLineOption script(u"replay"_s, u"Run the script in this file."_s, u"FILE"_s);
    parser.addOptions({seeds, steps, first, seed, upTo, fault, script});
    parser.process(app);

    if (parser.isSet(script))
        return replay(parser.value(script));
    const auto number = [&parser](const QCommandLineOption &option) {
        bool isNumber = false;
        const quint64 value = parser.value(option).toULongLong(&isNumber);
        if (!isNumber) {
            print(u"--%1 needs a number, not \"%2\""_s.arg(option.names().constFirst(),
                                                           parser.value(option)));
            std::exit(2);
        }
        return value;
    };
    if (!parser.isSet(seed))
        return sweepSeeds(number(first), number(seeds), number(steps));
    const auto planted =
        std::find(faultNames.begin(), faultNames.end(), parser.value(fault).toLatin1());
    if (planted == faultNames.end()) {
        print(u"there is no fault \"%1\""_s.arg(parser.value(fault)));
        return 2;
    }
    const Script single{number(seed), static_cast<Fault>(planted - faultNames.begin()),
                        generate(number(seed), number(parser.isSet(upTo) ? upTo : steps))};
    const Outcome outcome = run(single);
    if (!outcome.violation.isEmpty())
        return report(single);
    print(u"seed %1: no violation in %2 steps"_s.arg(single.seed).arg(outcome.steps));
    return 0;
}
