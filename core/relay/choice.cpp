// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/choice.h"

#include "protocol/sampledata.h"
#include "protocol/splitmix64.h"

#include <functional>

namespace neuro::relay {

using protocol::phrase;

namespace {

using Sample = protocol::Result<QByteArray, protocol::NoSample>;
using MakeSample = std::function<Sample(const protocol::ActionSchema &)>;

protocol::Result<Choice, NoChoice> chooseInOrder(const ActionTable &table, const QStringList &names,
                                                 const MakeSample &makeSample)
{
    protocol::Phrase why = phrase(QT_TRANSLATE_NOOP("core", "none of the actions is registered"));
    for (const QString &name : names) {
        const protocol::Action *action = table.find(name);
        if (!action)
            continue;
        if (!action->takesData())
            return Choice{name, std::nullopt};
        const Sample sample = makeSample(table.schema(name));
        if (sample)
            return Choice{name, *sample};
        why = phrase(QT_TRANSLATE_NOOP("core", "no data could be made for %1: %2"), name,
                     sample.error().message);
    }
    return NoChoice{why};
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
    protocol::SplitMix64 random(seed);
    QStringList shuffled = names;
    for (qsizetype left = shuffled.size(); left > 1; --left) {
        const auto pick = static_cast<qsizetype>(random.below(static_cast<quint64>(left)));
        shuffled.swapItemsAt(pick, left - 1);
    }
    return chooseInOrder(table, shuffled, [&random](const protocol::ActionSchema &schema) {
        return protocol::randomSample(schema, random.next());
    });
}

} // namespace neuro::relay
