// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/choice.h"

#include "protocol/sampledata.h"

#include <functional>

namespace neuro::relay {

namespace {

using Sample = protocol::Result<QByteArray, protocol::NoSample>;
using MakeSample = std::function<Sample(const protocol::ActionSchema &)>;

protocol::Result<Choice, NoChoice> chooseInOrder(const ActionTable &table, const QStringList &names,
                                                 const MakeSample &makeSample)
{
    QString why = QStringLiteral("none of the actions is registered");
    for (const QString &name : names) {
        const protocol::Action *action = table.find(name);
        if (!action)
            continue;
        if (!action->takesData())
            return Choice{name, std::nullopt};
        const Sample sample = makeSample(table.schema(name));
        if (sample)
            return Choice{name, *sample};
        why = QStringLiteral("no data could be made for %1: %2").arg(name, sample.error().message);
    }
    return NoChoice{why};
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every platform.
quint64 nextRandom(quint64 &state)
{
    state += 0x9E3779B97F4A7C15ULL;
    quint64 z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

} // namespace

protocol::Result<Choice, NoChoice> chooseFirst(const ActionTable &table, const QStringList &names)
{
    return chooseInOrder(table, names, [](const protocol::ActionSchema &schema) {
        return protocol::smallestSample(schema);
    });
}

protocol::Result<Choice, NoChoice> chooseRandom(const ActionTable &table, const QStringList &names,
                                                quint64 seed)
{
    QStringList shuffled = names;
    for (qsizetype left = shuffled.size(); left > 1; --left) {
        const auto pick = static_cast<qsizetype>(nextRandom(seed) % static_cast<quint64>(left));
        shuffled.swapItemsAt(pick, left - 1);
    }
    return chooseInOrder(table, shuffled, [&seed](const protocol::ActionSchema &schema) {
        return protocol::randomSample(schema, nextRandom(seed));
    });
}

} // namespace neuro::relay
