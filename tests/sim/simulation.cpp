// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "simulation.h"

#include <QList>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace neuro::sim {

namespace {

constexpr std::size_t stepsAfterFault = 100;

/// Without the numbers, which differ from script to script.
QString kindOf(QString violation)
{
    return violation.removeIf([](QChar character) { return character.isDigit(); });
}

Outcome conclude(World &world, std::size_t steps)
{
    world.finish();
    return {world.violation(), steps, world.hasFaulted(), world.hasHeldSinceFault(), world.tally()};
}

} // namespace

Steps generate(quint64 seed, std::size_t count)
{
    StepGenerator generator(seed);
    Steps steps(count);
    std::generate(steps.begin(), steps.end(), [&generator] { return generator.next(); });
    return steps;
}

Outcome run(const Script &script)
{
    World world(script.seed, script.fault);
    std::size_t done = 0;
    while (done < script.steps.size() && world.violation().isEmpty())
        world.apply(script.steps[done++]);
    return conclude(world, done);
}

Outcome run(quint64 seed, std::size_t count, Fault fault)
{
    StepGenerator generator(seed);
    World world(seed, fault);
    std::size_t done = 0;
    std::size_t left = stepsAfterFault;
    for (; done < count && left > 0 && world.violation().isEmpty(); ++done) {
        world.apply(generator.next());
        left -= world.hasFaulted() ? 1 : 0;
    }
    return conclude(world, done);
}

Script shrink(const Script &failing, int attempts)
{
    Script best = failing;
    const QString kind = kindOf(run(failing).violation);
    const auto trim = [&best] {
        best.steps.resize(run(best).steps);
    };
    trim();
    for (std::size_t chunk = std::max<std::size_t>(best.steps.size() / 2, 1);;) {
        bool isShorter = false;
        for (std::size_t at = 0; at < best.steps.size() && attempts > 0;) {
            Script shorter = best;
            const auto begin = shorter.steps.begin() + static_cast<std::ptrdiff_t>(at);
            const std::size_t length = std::min(chunk, shorter.steps.size() - at);
            shorter.steps.erase(begin, begin + static_cast<std::ptrdiff_t>(length));
            --attempts;
            if (kindOf(run(shorter).violation) != kind) {
                at += chunk;
            } else {
                best = std::move(shorter);
                isShorter = true;
            }
        }
        if (attempts <= 0 || (chunk == 1 && !isShorter))
            break;
        chunk = std::max<std::size_t>(chunk / 2, 1);
    }
    trim();
    return best;
}

QByteArray toText(const Script &script)
{
    QByteArray text = "seed " + QByteArray::number(script.seed) + ' ' +
                      faultNames[static_cast<std::size_t>(script.fault)] + '\n';
    for (const Step &step : script.steps)
        text += toText(step) + '\n';
    return text;
}

std::optional<Script> scriptFromText(const QByteArray &text)
{
    QList<QByteArray> lines = text.trimmed().split('\n');
    const QList<QByteArray> head = lines.takeFirst().simplified().split(' ');
    if (head.size() != 3 || head[0] != "seed")
        return std::nullopt;
    Script script;
    bool isNumber = false;
    script.seed = head[1].toULongLong(&isNumber);
    const auto fault = std::find(faultNames.begin(), faultNames.end(), head[2]);
    if (!isNumber || fault == faultNames.end())
        return std::nullopt;
    script.fault = static_cast<Fault>(fault - faultNames.begin());
    for (const QByteArray &line : lines) {
        const auto step = stepFromText(line);
        if (!step)
            return std::nullopt;
        script.steps.push_back(*step);
    }
    return script;
}

Sweep sweep(quint64 first, quint64 seeds, std::size_t count)
{
    Sweep result;
    std::mutex mutex; // Protects result.
    std::atomic<quint64> next = 0;
    std::atomic<bool> isOver = false;
    const auto work = [&] {
        for (quint64 i = next++; i < seeds && !isOver; i = next++) {
            const Outcome outcome = run(first + i, count);
            const std::lock_guard lock(mutex);
            ++result.runs;
            result.tally += outcome.tally;
            if (!outcome.violation.isEmpty() && !isOver.exchange(true)) {
                result.failingSeed = first + i;
                result.failure = outcome;
            }
        }
    };
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < std::max(std::thread::hardware_concurrency(), 1U); ++i)
        threads.emplace_back(work);
    work();
    for (std::thread &thread : threads)
        thread.join();
    return result;
}

} // namespace neuro::sim
