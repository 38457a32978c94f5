// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "relay/choice.h"

#include "protocol/samplebudget.h"
#include "protocol/splitmix64.h"

#include <functional>

namespace neuro::relay {

using protocol::phrase;

namespace {

using Sample = protocol::Result<QByteArray, protocol::NoSample>;
using MakeSample = std::function<Sample(const protocol::ActionSchema &, protocol::WorkBudget &)>;

protocol::Result<Choice, NoChoice> chooseInOrder(const ActionTable &table, const QStringList &names,
                                                 const MakeSample &makeSample)
{
    protocol::WorkBudget budget(limits::choiceSteps);
    protocol::Phrase why = phrase(QT_TRANSLATE_NOOP("core", "none of the actions is registered"));
    for (const QString &name : names) {
        const protocol::Action *action = table.find(name);
        if (!action)
            continue;
        if (!action->takesData())
            return Choice{name, std::nullopt};
        if (budget.isExhausted())
            continue;
        const protocol::ActionSchema &schema = table.schema(name);
        // Whether it was compiled before makes no difference: a seed chooses the same every time.
        budget.spendOnText(schema.steps());
        const Sample sample = makeSample(schema, budget);
        if (sample)
            return Choice{name, *sample};
        why = phrase(QT_TRANSLATE_NOOP("core", "no data could be made for %1: %2"), name,
                     sample.error().message);
    }
    if (budget.isExhausted()) {
        why = phrase(QT_TRANSLATE_NOOP("core", "no data was found within %1 steps for any action "
                                               "that was tried; make the schemas simpler"),
                     limits::choiceSteps);
    }
    return NoChoice{why, budget.used()};
}

} // namespace

protocol::Result<Choice, NoChoice> chooseFirst(const ActionTable &table, const QStringList &names)
{
    return chooseInOrder(table, names,
                         [](const protocol::ActionSchema &schema, protocol::WorkBudget &budget) {
                             return protocol::smallestSample(schema, budget);
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
    return chooseInOrder(
        table, shuffled,
        [&random](const protocol::ActionSchema &schema, protocol::WorkBudget &budget) {
            return protocol::randomSample(schema, random.next(), budget);
        });
}

} // namespace neuro::relay
